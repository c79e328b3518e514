// SPDX-License-Identifier: MIT
#include "reports/scheme_costs.hpp"

#include <algorithm>
#include <ranges>
#include <unordered_map>
#include <utility>
#include <vector>

#include "loyalty/campaign.hpp"
#include "loyalty/coupon.hpp"
#include "loyalty/figures.hpp"
#include "loyalty/redeeming.hpp"
#include "loyalty/scheme_cost.hpp"
#include "reports/memberships.hpp"
#include "reports/wallets.hpp"
#include "shop/public_coupons.hpp"
#include "shop/voucher_finder.hpp"
#include "shop/work.hpp"
#include "store/acts.hpp"

namespace loyalty::reports {

Money SchemeSums::margin() const { return list - discount_other - goods_cost - unnamed_refunds; }

Money SchemeSums::costs() const {
  return discount_tier + discount_coupon + points + gifts + postage + wallet_bonus + messages;
}

SchemeSums& SchemeSums::operator+=(const SchemeSums& other) {
  orders += other.orders;
  for (const auto sum : {&SchemeSums::list, &SchemeSums::net, &SchemeSums::discount_tier, &SchemeSums::discount_coupon,
                         &SchemeSums::discount_other, &SchemeSums::points, &SchemeSums::unnamed_refunds,
                         &SchemeSums::goods_cost, &SchemeSums::gifts, &SchemeSums::postage, &SchemeSums::wallet_bonus,
                         &SchemeSums::messages, &SchemeSums::fees, &SchemeSums::fees_unearned})
    this->*sum += other.*sum;
  return *this;
}

/// What is read once for all members.
class SchemeCosts::Known {
 public:
  Known(store::Ledger& ledger, std::shared_ptr<const Program> costs_from, Day day)
      : as_of(day),
        timeline(costs_from == nullptr ? shop::kept_timeline(ledger) : shop::kept_timeline_or(ledger, costs_from)),
        program(costs_from != nullptr ? std::move(costs_from) : latest(timeline)),
        costs(program->costs),
        extras(ledger, day, [this](std::string_view codes) { return names_public_word(codes); }),
        wallets(wallet_moves(ledger)) {
    read_plan_terms(ledger, timeline, day, [this](MemberId member, const std::vector<PlanTerm>& all) {
      terms.emplace(member, all);
      memberships += plan_figures(all, as_of);
    });
    if (costs.message > Money{})
      store::read_acts(ledger, ActKind::contact, [this](const store::StoredAct& stored) {
        if (stored.act.day <= as_of) contacts[stored.member].push_back(stored.act.day);
      });
  }

  /// Nothing while no margin is known.
  Money goods_at(Money list) const { return costs.margin ? goods_cost(list, *costs.margin) : Money{}; }

  /// What comes back cannot be sold again.
  bool lost() const { return costs.returns == Costs::Returns::lost; }

  /// What was taken off, or paid by points, for an order that is not known: it had cost so much more.
  SchemeSums without_order(Money SchemeSums::*cost, Money taken) const {
    SchemeSums sums{.list = taken, .goods_cost = goods_at(taken)};
    sums.*cost = taken;
    return sums;
  }

  SchemeSums of_voucher(const UsedVoucher& used) const {
    auto sums = without_order(&SchemeSums::discount_coupon, used.discount);
    const auto* coupon = program->coupon(used.coupon);
    if (used.hands_out && coupon != nullptr) sums.gifts = coupon->cost.value_or(Money{});
    return sums;
  }

  Day as_of;
  Timeline timeline;
  /// What points were worth on a day.
  std::function<Money(Day, Points)> worth = [this](Day day, Points points) {
    const auto* ruling = timeline.program_on(day);
    return ruling == nullptr || !ruling->points.redeem ? Money{} : worth_of(*ruling->points.redeem, points);
  };
  std::shared_ptr<const Program> program; ///< whose costs count; never nullptr
  const Costs& costs;
  OrderExtras extras;
  WalletMovesByMember wallets;
  std::unordered_map<MemberId, std::vector<PlanTerm>> terms;
  PlanFigures memberships;
  std::unordered_map<MemberId, std::vector<Day>> contacts;

 private:
  static std::shared_ptr<const Program> latest(const Timeline& timeline) {
    return timeline.empty() ? std::make_shared<const Program>() : timeline.latest().program;
  }

  bool names_public_word(std::string_view codes) const {
    return std::ranges::any_of(timeline, [&](const ProgramVersion& version) {
      const auto is_word = [&](std::string_view code) {
        return shop::public_coupon(*version.program, code) != nullptr;
      };
      return std::ranges::any_of(codes_in(codes, is_word), is_word);
    });
  }
};

namespace {

Day day_of_order(const History& history, OrderId id, Day otherwise) {
  const auto order = std::ranges::find(history.orders, id, &OrderFact::id);
  return order == history.orders.end() ? otherwise : order->day();
}

/// When the fee was paid: on the day of its order, or when it was entered, at the latest when the term began.
Day paid_on(const History& history, const PlanTerm& term) {
  if (const auto order = order_of(term.begun_by)) return day_of_order(history, *order, term.from);
  const auto act = act_of(term.begun_by);
  const auto found = act ? std::ranges::find(history.acts, *act, &Act::id) : history.acts.end();
  return found == history.acts.end() ? term.from : std::min(found->day, found->stated_on);
}

/// What campaigns of the day take off the fee for a parcel, whoever the buyer is.
std::vector<Reduction> offers_on_shipping(const Program& program, Day day, Money goods) {
  const Meets anybody = [](const Condition&) { return true; };
  std::vector<Reduction> found;
  for (const auto& campaign : program.campaigns)
    if (const auto* effect = std::get_if<ShippingOff>(&campaign.effect))
      if (goods >= campaign.scope.lines.min_spend && in_scope(campaign.scope, {.day = day, .meets = &anybody}))
        found.push_back(effect->off);
  return found;
}

} // namespace

/// Goes through what one member did.
class SchemeCosts::OfMember {
 public:
  OfMember(const Known& known, const History& history, const store::Account& account, const Use& use)
      : known_(known),
        history_(history),
        use_(use),
        tiers_(account.tier_changes),
        redeemed_(std::ranges::any_of(history.acts, [](const Act& act) { return act.kind == ActKind::redeem; })) {}

  void tell_all() const {
    tell_orders();
    tell_unnamed_refunds();
    if (redeemed_) tell_redeemed();
    tell_vouchers();
    tell_wallet();
    tell_contacts();
    tell_fees();
  }

 private:
  void tell(Day day, const SchemeSums& sums) const { use_(day, tiers_.in_the_morning_of(day), sums); }

  void tell_orders() const {
    const auto standings = order_standings(history_, known_.as_of);
    for (std::size_t index = 0; index < standings.size(); ++index) {
      const auto& order = history_.orders[index];
      if (order.day() > known_.as_of) break;
      if (!order.fee && (known_.lost() || !standings[index].whole))
        tell(order.day(), of_order(index, standings[index]));
    }
  }

  /// What is known of an order besides what was paid for it.
  struct Sale {
    OrderExtra extra = {};
    shop::PublicCoupons named = {}; ///< while no voucher was used for it
    const Program* program = nullptr;
    const Tier* tier = nullptr;
    SoldOrder sold = {};
  };

  Sale sale(std::size_t index, const OrderStanding& standing) const {
    const auto& order = history_.orders[index];
    Sale sale{.extra = known_.extras.of(order.id), .program = known_.timeline.program_on(order.day())};
    auto& sold = sale.sold;
    sold = {.amount = order.amount,
            .refunded = standing.refunded,
            .whole = standing.whole,
            .discount = sale.extra.taken_off(),
            .coupons = sale.extra.vouchers};
    if (redeemed_ || order.points_redeemed > 0) {
      const auto paid = paid_by_points(history_, index, standing, known_.as_of, known_.worth);
      sold.points = paid.when_placed;
      sold.points_kept = paid.kept;
    }
    if (!sale.extra.by_voucher) sale.named = shop::public_coupons(sale.program, sale.extra.codes, sold.list_as_sold());
    sold.coupons += sale.named.off;
    // Most orders have nothing that depends on the tier.
    const bool asks_for_tier = sold.discount > Money{} || known_.costs.postage > Money{};
    if (sale.program != nullptr && asks_for_tier) sale.tier = sale.program->tier(tiers_.in_the_morning_of(order.day()));
    if (sale.tier != nullptr) sold.tier_discount = sale.tier->discount;
    return sale;
  }

  SchemeSums of_order(std::size_t index, const OrderStanding& standing) const {
    const auto [extra, named, program, tier, sold] = sale(index, standing);
    const auto parts = split(sold);
    SchemeSums sums{.orders = standing.purchase ? 1 : 0,
                    .list = parts.list,
                    .net = parts.amount,
                    .discount_tier = parts.tier,
                    .discount_coupon = parts.coupon,
                    .discount_other = parts.other,
                    .points = parts.points,
                    .goods_cost = goods(index, known_.lost() ? sold.list_as_sold() : parts.list)};
    if (program == nullptr || standing.whole || known_.costs.postage == Money{}) return sums;
    ParcelOf parcel{.goods = sold.amount + sold.points, .fee = extra.shipping, .by_vouchers = extra.off_shipping};
    parcel.by_vouchers.add(named.off_shipping);
    if (extra.shipping) parcel.offers = offers_on_shipping(*program, history_.orders[index].day(), parcel.goods);
    sums.postage = share_of(known_.costs.postage, postage_borne(program->shipping, tier, parcel));
    return sums;
  }

  /// By line where categories have margins of their own.
  Money goods(std::size_t index, Money list) const {
    const auto& costs = known_.costs;
    if (!costs.margin || costs.category_margin.empty() || index >= history_.sales.size() ||
        history_.sales[index].parts.empty())
      return known_.goods_at(list);
    std::vector<LineMargin> lines;
    for (const auto& part : history_.sales[index].parts) lines.push_back({part.amount, costs.margin_of(part.category)});
    return goods_cost(list, lines);
  }

  void tell_unnamed_refunds() const {
    for (const auto& refund : history_.refunds) {
      if (refund.order || refund.day() > known_.as_of) continue;
      SchemeSums sums{.net = -refund.amount, .unnamed_refunds = refund.amount};
      if (!known_.lost()) sums.goods_cost = -known_.goods_at(refund.amount);
      tell(refund.day(), sums);
    }
  }

  /// By hand, for gifts or for orders that the ledger does not hold as paid.
  void tell_redeemed() const {
    for (const auto& act : history_.acts) {
      if (act.kind != ActKind::redeem || act.day > known_.as_of) continue;
      const bool for_order = act.order && std::ranges::any_of(history_.orders, [&](const OrderFact& order) {
                               return order.id == act.order && !order.fee;
                             });
      if (for_order) continue;
      const Money worth = known_.worth(act.day, act.points);
      tell(act.day, act.subject.empty() ? known_.without_order(&SchemeSums::points, worth)
                                        : SchemeSums{.gifts = cost_of_gift(act).value_or(worth)});
    }
  }

  std::optional<Money> cost_of_gift(const Act& act) const {
    const auto* gift = known_.program->gift(act.subject);
    if (gift != nullptr && !gift->coupon.empty()) return Money{}; // it costs what it gives when it is used
    if (gift == nullptr || !gift->cost) return std::nullopt;
    return Money{scale(gift->cost->minor, parse_whole(act.text).value_or(1), 1, Rounding::nearest)};
  }

  void tell_vouchers() const {
    for (const auto& used : known_.extras.used_by(history_.member)) tell(used.day, known_.of_voucher(used));
  }

  void tell_wallet() const {
    const auto moves = known_.wallets.find(history_.member);
    if (moves == known_.wallets.end()) return;
    const auto wallet = walk_wallet(history_, moves->second.acts, moves->second.orders, known_.as_of);
    for (const auto& payment : wallet.payments())
      if (payment.bonus > Money{})
        tell(day_of_order(history_, payment.order, known_.as_of), {.wallet_bonus = payment.bonus});
  }

  void tell_contacts() const {
    const auto days = known_.contacts.find(history_.member);
    if (days == known_.contacts.end()) return;
    for (const auto day : days->second) tell(day, {.messages = known_.costs.message});
  }

  void tell_fees() const {
    const auto terms = known_.terms.find(history_.member);
    if (terms == known_.terms.end()) return;
    for (const auto& term : terms->second) {
      if (term.undone || term.fee() == Money{}) continue;
      SchemeSums sums{.fees = term.fee()};
      if (term.until > known_.as_of) sums.fees_unearned = unused_fee(term, known_.as_of + 1);
      tell(paid_on(history_, term), sums);
    }
  }

  const Known& known_;
  const History& history_;
  const Use& use_;
  TiersHeld tiers_;
  bool redeemed_; ///< something was, by hand
};

SchemeCosts::SchemeCosts(store::Ledger& ledger, std::shared_ptr<const Program> costs_from, Day as_of)
    : known_(std::make_unique<const Known>(ledger, std::move(costs_from), as_of)) {}
SchemeCosts::~SchemeCosts() = default;

shop::ScanWanted SchemeCosts::wanted() const {
  return {.accounts = store::AccountReader::Detail::tiers, .sales = !known_->costs.category_margin.empty()};
}

void SchemeCosts::of_member(const History& history, const store::Account& account, const Use& use) const {
  OfMember(*known_, history, account, use).tell_all();
}

void SchemeCosts::of_nobody(const Use& use) const {
  for (const auto& used : known_->extras.used_by(std::nullopt)) use(used.day, {}, known_->of_voucher(used));
}

const Costs& SchemeCosts::costs() const { return known_->costs; }
const OrderExtras& SchemeCosts::extras() const { return known_->extras; }
const PlanFigures& SchemeCosts::memberships() const { return known_->memberships; }
bool SchemeCosts::knows_discounts() const { return known_->extras.states_discounts(); }

std::optional<Day> SchemeCosts::opened_on() const { return opening_day(known_->costs, known_->timeline); }

std::optional<Day> opening_day(const Costs& costs, const Timeline& timeline) {
  if (costs.since) return costs.since;
  if (timeline.empty() || timeline[0].from == store::before_all) return std::nullopt;
  return timeline[0].from;
}

} // namespace loyalty::reports
