// SPDX-License-Identifier: MIT
#include "reports/simulation.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "loyalty/error.hpp"
#include "loyalty/figures.hpp"
#include "loyalty/redeeming.hpp"
#include "loyalty/scheme_cost.hpp"
#include "loyalty/tiering.hpp"
#include "shop/scan.hpp"
#include "shop/work.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

/// The kept versions before the day, and from it on this program.
Timeline ruled_by(const Timeline& kept, const std::shared_ptr<const Program>& program, Day from) {
  auto timeline = kept.before(from);
  timeline.add({kept.latest().id.next(), from, program});
  return timeline;
}

std::ptrdiff_t rank_of(const Program& program, const std::string& tier) {
  const auto& tiers = program.tiers;
  const auto found = std::find_if(tiers.begin(), tiers.end(), [&](const Tier& each) { return each.id == tier; });
  return found == tiers.end() ? -1 : found - tiers.begin();
}

Money worth_at(const Program& program, Points points) {
  return program.points.redeem ? worth_of(*program.points.redeem, points) : Money{};
}

/// What gifts cost the shop; one whose cost nobody knows, what its points would have paid.
Money cost_of_gifts(const Program& program, const std::string& id, std::int64_t pieces) {
  const auto* gift = program.gift(id);
  if (gift == nullptr) return {};
  return {scale(gift->cost.value_or(worth_at(program, gift->points)).minor, pieces, 1, Rounding::nearest)};
}

void count_moves(const std::vector<TierChange>& changes, SimulatedSums& sums) {
  for (const auto& change : changes) {
    if (change.reason == TierReason::promoted) ++sums.promoted;
    if (change.reason == TierReason::renewed) ++sums.retained;
    if (change.reason == TierReason::demoted) ++sums.demoted;
  }
}

template <class Count>
void add_counts(std::map<std::string, Count>& sum, const std::map<std::string, Count>& more) {
  for (const auto& [key, count] : more) sum[key] += count;
}

/// One set of rules, tried on one member after the other.
class TriedRules {
 public:
  TriedRules(const Timeline& rules, const Timeline& kept, const SchemeCosts& costs)
      : replay_(rules, kept), costs_(costs), program_(*rules.latest().program) {}

  /// What they come to for the member, whose value under them is told.
  Money try_on(const History& history, const store::Account& account, Day as_of, SimulatedSums& sums) {
    SimulatedSums own;
    const auto replayed = replay_.of(history, as_of);
    own.points = replayed.points;
    count_moves(replayed.tier_changes, own);
    tier_ = tier_held(replayed.tier_changes, as_of).tier;
    ++own.tiers[tier_];
    own.vouchers = replayed.vouchers;
    own.gifts = replayed.gifts;
    own.paid_by_points = replayed.paid_by_points;
    own.missing = replayed.missing;
    own.cash_back = replayed.cash_back;
    const TiersHeld tiers(replayed.tier_changes);
    costs_.of_member(history, account, [&](Day day, std::string_view, const SchemeSums& sold) {
      own.margin += sold.margin();
      if (sold.orders > 0) add_order(tiers.in_the_morning_of(day), day, sold, own);
    });
    sums += own;
    return value_of(own);
  }

  const std::string& tier() const { return tier_; } ///< of the member tried last

 private:
  void add_order(std::string_view held, Day day, const SchemeSums& sold, SimulatedSums& own) const {
    own.orders += sold.orders;
    own.list += sold.list;
    const auto* program = replay_.rules().program_on(day);
    const auto* tier = program->tier(held);
    if (tier == nullptr) return;
    const Money off = share_of(sold.list, tier->discount);
    own.tier_discount += off;
    if (postage_borne(program->shipping, tier, {.goods = sold.list - off}) == Ratio{Ratio::one}) ++own.parcels;
  }

  Money value_of(const SimulatedSums& own) const {
    Money value = worth_at(program_, own.points.balance + own.points.held) + own.paid_by_points + own.tier_discount +
                  own.cash_back;
    for (const auto& [id, pieces] : own.gifts) value += cost_of_gifts(program_, id, pieces);
    return value + Money{costs_.costs().postage.minor * own.parcels};
  }

  Replay replay_;
  const SchemeCosts& costs_;
  const Program& program_;
  std::string tier_;
};

/// Tries both sets of rules on some members.
struct Tried {
  const Timeline* now_rules;
  const Timeline* other_rules;
  const Timeline* kept;
  const SchemeCosts* costs;
  Day as_of;
  std::shared_ptr<TriedRules> now = {}; ///< made by the thread that uses it
  std::shared_ptr<TriedRules> other = {};
  SimulatedSums now_sums = {};
  SimulatedSums other_sums = {};
  std::vector<SimulatedMember> rows = {};

  void add(const History& history, const store::Account& account) {
    if (!known_on(history, as_of)) return;
    if (now == nullptr) {
      now = std::make_shared<TriedRules>(*now_rules, *kept, *costs);
      other = std::make_shared<TriedRules>(*other_rules, *kept, *costs);
    }
    SimulatedMember member;
    member.member = history.member;
    member.value = now->try_on(history, account, as_of, now_sums);
    member.other_value = other->try_on(history, account, as_of, other_sums);
    member.tier = now->tier();
    member.other_tier = other->tier();
    const auto& program = *other_rules->latest().program;
    member.falls = rank_of(*now_rules->latest().program, member.tier) > rank_of(program, member.other_tier);
    rows.push_back(std::move(member));
  }
};

/// How vouchers of a coupon were used so far, and what one of them gave.
struct UseSoFar {
  std::int64_t issued = 0;
  std::int64_t used = 0;
  Money given = {};
};

Money one_use(const Coupon& coupon, const UseSoFar& so_far, Money average_order) {
  if (so_far.used > 0) return {scale(so_far.given.minor, 1, so_far.used, Rounding::nearest)};
  return discount(coupon.kind, average_order);
}

void cost_vouchers(SimulatedSide& side, const std::vector<CouponFigures>& figures, Money average_order) {
  UseSoFar all;
  for (const auto& each : figures) {
    all.issued += each.issued;
    all.used += each.redeemed;
  }
  for (const auto& [id, count] : side.sums.vouchers) {
    const auto* coupon = side.program->coupon(id);
    if (coupon == nullptr) continue;
    const auto found = std::ranges::find(figures, id, &CouponFigures::coupon);
    UseSoFar so_far;
    if (found != figures.end()) so_far = {found->issued, found->redeemed, found->discount};
    const auto& rate = so_far.issued > 0 ? so_far : all;
    const Money each = one_use(*coupon, so_far, average_order);
    side.vouchers_at_most += Money{each.minor * count};
    if (rate.issued > 0)
      side.vouchers_cost += Money{scale(each.minor * count, rate.used, rate.issued, Rounding::nearest)};
  }
}

void cost_side(SimulatedSide& side, const Costs& costs, const std::vector<CouponFigures>& figures) {
  const auto& sums = side.sums;
  side.liability = worth_at(*side.program, sums.points.balance + sums.points.held);
  for (const auto& [id, pieces] : sums.gifts) side.gifts_cost += cost_of_gifts(*side.program, id, pieces);
  side.postage = {costs.postage.minor * sums.parcels};
  const Money average = sums.orders > 0 ? Money{scale(sums.list.minor, 1, sums.orders, Rounding::nearest)} : Money{};
  cost_vouchers(side, figures, average);
}

} // namespace

SimulatedSums& SimulatedSums::operator+=(const SimulatedSums& other) {
  points += other.points;
  promoted += other.promoted;
  retained += other.retained;
  demoted += other.demoted;
  add_counts(tiers, other.tiers);
  add_counts(vouchers, other.vouchers);
  add_counts(gifts, other.gifts);
  paid_by_points += other.paid_by_points;
  missing += other.missing;
  cash_back += other.cash_back;
  tier_discount += other.tier_discount;
  parcels += other.parcels;
  orders += other.orders;
  list += other.list;
  margin += other.margin;
  return *this;
}

Money SimulatedSide::cost() const {
  return sums.tier_discount + sums.paid_by_points + sums.cash_back + gifts_cost + postage + vouchers_cost + liability;
}

std::int64_t Simulation::gain() const {
  return std::ranges::count_if(rows, [](const auto& row) { return row.difference() > Money{}; });
}
std::int64_t Simulation::lose() const {
  return std::ranges::count_if(rows, [](const auto& row) { return row.difference() < Money{}; });
}
std::int64_t Simulation::fall() const {
  return std::ranges::count_if(rows, [](const auto& row) { return row.falls; });
}

std::optional<Ratio> Simulation::uplift_that_pays() const {
  if (!knows_margin) return std::nullopt;
  const Money extra = other.cost() - now.cost();
  if (extra <= Money{}) return Ratio{};
  return rate(extra.minor, (other.sums.margin - other.cost()).minor);
}

Simulation simulate(store::Ledger& ledger, const std::shared_ptr<const Program>& other, Day from, Day as_of) {
  const store::Snapshot snapshot(ledger);
  const auto kept = shop::kept_timeline(ledger);
  if (kept.empty())
    throw Error(Failure::refused, "no program was used on this ledger yet"_en, "there is nothing to compare with"_en,
                "type first: loyalty run-nightly"_en);
  const auto present = kept.latest().program;
  const auto now_rules = ruled_by(kept, present, from);
  const auto other_rules = ruled_by(kept, other, from);
  const SchemeCosts costs(ledger, present->costs.margin ? present : other, as_of);
  auto wanted = costs.wanted();
  wanted.sales = wanted.sales || looks_at_sales(now_rules) || looks_at_sales(other_rules);
  Simulation simulation{.as_of = as_of,
                        .now = {.program = present},
                        .other = {.program = other},
                        .rows = {},
                        .names = shop::MemberNames(ledger),
                        .knows_margin = costs.knows_margin()};
  const Tried nothing{&now_rules, &other_rules, &kept, &costs, as_of};
  for (auto& part : shop::scan_members(ledger, nothing, wanted)) {
    simulation.now.sums += part.now_sums;
    simulation.other.sums += part.other_sums;
    std::move(part.rows.begin(), part.rows.end(), std::back_inserter(simulation.rows));
  }
  std::ranges::stable_sort(simulation.rows, {}, &SimulatedMember::difference);
  const auto figures = coupon_figures(ledger, as_of);
  for (auto* side : {&simulation.now, &simulation.other}) cost_side(*side, costs.costs(), figures);
  return simulation;
}

} // namespace loyalty::reports
