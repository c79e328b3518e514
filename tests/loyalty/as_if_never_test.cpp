// SPDX-License-Identifier: MIT
#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/figures.hpp"
#include "loyalty/full_story.hpp"
#include "loyalty/random_return.hpp"
#include "loyalty/random_scheme.hpp"
#include "loyalty/referral.hpp"

namespace as_if_never_test {

using namespace loyalty;

// An order that comes back whole leaves everything as if it had never been, however its file says so: a history with
// the order and its return shows, at the end of the day of the return, the balance, the lots, the growth, the tier and
// its term, the vouchers and rosters of the history without them, and goes on from there with the same lines.
//
// That holds where nothing else had used what the order brought: with the order kept, everything else through the day
// of the return is concluded as without it. Nothing of that is an opening line of its own (points, growth, a pack),
// what it spent, a tier it reached, a voucher it brought or a roster it changed. Points that others were paid with,
// more points for a later order at a higher tier, a smaller room under a cap, a voucher for which its spend let the
// member be counted, a silence that it broke, a tier that fell because there was too much, be it under one that was
// granted, a referral that another order of theirs would have had, a number that another order would have had: those
// are uses. Two promises of their own are kept out: the grace of a program for returned points, and the share of points
// that each of several refunds brings back, which is rounded.

namespace {

constexpr std::int32_t most_hold = 20; ///< of referrals in random programs

/// The life of somebody who is with the order and so many of the refunds that return it; of a guest: in the eyes of
/// whoever brought them.
using Lived = std::function<History(std::size_t refunds)>;

/// A line in words that name its lot by what opened it.
std::string in_full(const std::vector<Entry>& entries, Entry entry) {
  const auto lot = static_cast<std::size_t>(std::exchange(entry.lot, 0));
  return words(entry) + " for " + words(entry.cause) + " base " + std::to_string(entry.base.minor) + " by " +
         std::to_string(entry.terms) + (lot == 0 ? "" : " of (" + in_full(entries, entries[lot - 1]) + ')');
}

/// The occasion; that it came again says only that it went.
std::string in_full(Occasion occasion) {
  occasion.key = occasion.key.substr(0, occasion.key.find(", again "));
  return words(occasion);
}

/// Everything concluded on the days for which `when` holds.
template <class When>
Lines told(const Conclusions& conclusions, const When& when) {
  Lines lines;
  for (const auto& entry : conclusions.entries)
    if (when(entry.day)) lines.push_back(in_full(conclusions.entries, entry));
  for (const auto& change : conclusions.tier_changes)
    if (when(change.day)) lines.push_back(words(change));
  for (const auto& occasion : conclusions.occasions)
    if (when(occasion.day)) lines.push_back(in_full(occasion));
  for (const auto& change : conclusions.roster_changes)
    if (when(change.day)) lines.push_back(words(change));
  for (const auto& move : conclusions.cash)
    if (when(move.day)) lines.push_back(words(move));
  return lines;
}

/// The history without the order, and what the programs make of it.
struct NeverBought {
  const Engine& engine;
  const History& history;
  Conclusions conclusions;
};

std::int64_t orders_through(const History& history, Day through) {
  std::int64_t orders = 0;
  const auto standings = order_standings(history, through);
  for (std::size_t index = 0; index < standings.size(); ++index)
    if (standings[index].purchase && history.orders[index].day() <= through) ++orders;
  return orders;
}

std::int64_t invited_through(const NeverBought& never, Day through) {
  const auto counts = [&](const Invited& invited) {
    return referral_on(invited, never.engine.timeline(), through).state == ReferralState::counted;
  };
  return std::count_if(never.history.invited.begin(), never.history.invited.end(), counts);
}

/// Whether a reward of that day is for something that the order reached, and not for what let the member be counted.
bool is_reached(const std::string& reward, Day on, const NeverBought& never, const Returned& bought, Day through) {
  const auto& when = never.engine.timeline().program_on(on)->reward(reward)->when;
  switch (when.on) {
    case IssueRule::On::order: return orders_through(never.history, through) < when.number;
    case IssueRule::On::invited: return invited_through(never, through) < when.number;
    case IssueRule::On::dormant: return on - static_cast<std::int32_t>(when.number) == bought.order.day();
    default: return false;
  }
}

/// Whether the line opens what the order brought, is what it spent, or takes or brings some of it back.
bool is_own(const Entry& entry, const NeverBought& never, const Returned& bought, Day through) {
  const auto* terms = entry.terms < 0 ? nullptr : &never.engine.terms()[static_cast<std::size_t>(entry.terms)];
  if (terms != nullptr && terms->rule.kind == RuleKind::reward && entry.points > 0 &&
      (entry.kind == EntryKind::earn || entry.kind == EntryKind::growth)) {
    // What another order brought is for a number that it would not have had, or for being counted.
    if (const auto brought_by = order_of(entry.cause)) return brought_by == order_id;
    return is_reached(terms->rule.subject, entry.day, never, bought, through);
  }
  const auto order = order_of(entry.cause);
  if (order > order_id) return entry.kind != EntryKind::debt && entry.kind != EntryKind::forgive;
  if (entry.kind == EntryKind::redeem) return order == order_id;
  const bool opens = opens_lot(entry) || (entry.kind == EntryKind::growth && entry.points > 0);
  return opens && !act_of(entry.cause) && (!order || order == order_id);
}

/// Whether the voucher is for something that the order reached, and not for what let the member be counted for it.
bool is_reached(const Occasion& occasion, const NeverBought& never, const Returned& bought, Day through) {
  if (const std::string_view key = occasion.key; key.starts_with("reward ")) {
    const auto id = key.substr(std::string_view("reward ").size());
    if (key.find(" order row ") != std::string_view::npos)
      return key.ends_with(" order row " + std::to_string(order_id.value));
    return is_reached(std::string(id.substr(0, id.find(' '))), occasion.day, never, bought, through);
  }
  if (occasion.key == "dormant since " + to_string(bought.order.day())) return true;
  const auto begins = [&](const char* word) { return occasion.key.rfind(word, 0) == 0; };
  const auto comes_anyway = [&](const Invited& invited) {
    return occasion.key == "invited member " + std::to_string(invited.member.value) &&
           referral_on(invited, never.engine.timeline(), through).state == ReferralState::counted;
  };
  if (std::ranges::any_of(never.history.invited, comes_anyway)) return false;
  const bool anyway = std::ranges::any_of(never.conclusions.tier_changes, [&](const TierChange& change) {
    return occasion.day == change.day && occasion.key == "tier " + change.tier;
  });
  // What another order, or another member who was brought, would have been the n-th for is a use.
  const auto numbered = [&](const std::string& word, std::int64_t anyhow) {
    return begins(word.c_str()) && anyhow < std::stoll(occasion.key.substr(word.size()));
  };
  if (begins("invited member ")) return true;
  return (begins("tier ") && !anyway) || numbered("order ", orders_through(never.history, through)) ||
         begins("was invited") || numbered("invited ", invited_through(never, through)) ||
         (occasion.amount && is_of_term(bought, never.history, never.engine.timeline(), occasion.key));
}

/// The tier that the member is qualified for at the end of the day walked through, whatever is granted.
TierState qualified_on(const Engine& engine, Day day) {
  const auto& tiers = engine.timeline().program_on(day)->tiers;
  for (std::size_t place = 0; place < tiers.size(); ++place)
    if (const auto seen = engine.reached_through(tiers[place].id))
      return {.tier = static_cast<int>(place), .seen_through = *seen};
  return {};
}

/// The place of a tier in the program of that day; -1: none.
int place_of(const std::string& tier, const NeverBought& never, Day on) {
  const auto& program = *never.engine.timeline().program_on(on);
  const Tier* found = program.tier(tier);
  return found == nullptr ? -1 : static_cast<int>(found - program.tiers.data());
}

/// Whether the tier is lower than the one held without the order.
bool is_lower(const TierChange& change, const NeverBought& never) {
  std::string held;
  for (const auto& other : never.conclusions.tier_changes)
    if (other.day <= change.day) held = other.tier;
  return place_of(change.tier, never, change.day) < place_of(held, never, change.day);
}

/// Whether anything else, through the day of the return, comes out otherwise with the order kept.
bool differs(const Conclusions& kept, const NeverBought& never, const Returned& bought, Day through) {
  const auto then = [through](Day day) { return day <= through; };
  const auto all = told(never.conclusions, then);
  std::multiset<std::string> missing(all.begin(), all.end());
  const auto strike = [&](const std::string& line) {
    const auto found = missing.find(line);
    if (found == missing.end()) return false;
    missing.erase(found);
    return true;
  };
  for (const auto& entry : kept.entries)
    if (!strike(in_full(kept.entries, entry)) && !is_own(entry, never, bought, through)) return true;
  bool reached = false;
  for (const auto& change : kept.tier_changes) {
    if (strike(words(change))) continue;
    const bool by_return =
        reached && change.reason == TierReason::demoted && change.day > bought.order.day() && !is_lower(change, never);
    if (change.reason != TierReason::promoted && !by_return) return true;
    reached = true;
  }
  for (const auto& occasion : kept.occasions)
    if (!strike(in_full(occasion)) && !is_reached(occasion, never, bought, through)) return true;
  for (const auto& move : kept.cash)
    if (!strike(words(move)) && move.order != order_id) return true;
  for (const auto& change : kept.roster_changes) strike(words(change));
  return !missing.empty();
}

/// Whether it does with the order kept or returned in part. A tier that fell is a use, though a grant hides it; so it
/// is where it rose again: it rests on something later.
bool is_used(Engine& engine, const Lived& lived, const Returned& bought, const NeverBought& never) {
  for (std::size_t refunds = 0; refunds < bought.refunds.size(); ++refunds) {
    const Day through = bought.refunds[refunds].day();
    const auto with = lived(refunds);
    if (differs(engine.walk(with, through), never, bought, through)) return true;
    const auto with_order = qualified_on(engine, through);
    engine.walk(never.history, through);
    const auto without = qualified_on(engine, through);
    if (with_order.tier < without.tier) return true;
    if (with_order.tier == without.tier && with_order.seen_through > without.seen_through) return true;
  }
  return false;
}

/// What is left in each lot at the end of a day.
std::multiset<std::string> open_lots(const std::vector<Entry>& entries, Day day) {
  std::vector<Points> left(entries.size() + 1);
  for (std::size_t number = 1; number <= entries.size(); ++number) {
    const auto& entry = entries[number - 1];
    if (entry.day > day || entry.kind == EntryKind::redate) continue;
    if (opens_lot(entry)) left[number] += entry.points;
    const bool adds = entry.kind == EntryKind::give_back || entry.kind == EntryKind::adjust;
    if (entry.lot != 0) left[static_cast<std::size_t>(entry.lot)] += adds ? entry.points : -entry.points;
  }
  std::multiset<std::string> lots;
  for (std::size_t lot = 1; lot < left.size(); ++lot)
    if (left[lot] != 0) lots.insert("lot of " + std::to_string(left[lot]) + ": " + in_full(entries, entries[lot - 1]));
  return lots;
}

/// What a shop sees of the member at the end of a day.
Lines seen(const Conclusions& conclusions, Day day) {
  Tally tally(day);
  std::int32_t number = 0;
  for (const auto& entry : conclusions.entries) tally.add(++number, entry);
  const auto open = open_lots(conclusions.entries, day);
  const auto& sums = tally.balance();
  Lines lines{"balance " + std::to_string(sums.balance) + " held " + std::to_string(sums.held) + " debt " +
              std::to_string(sums.debt) + " overspent " + std::to_string(sums.overspent) + " growth " +
              std::to_string(sums.growth) + " redeemed " + std::to_string(sums.redeemed) + " expired " +
              std::to_string(sums.expired) + " forgiven " + std::to_string(sums.forgiven)};
  std::string tier = "no tier";
  for (const auto& change : conclusions.tier_changes)
    if (change.day <= day) tier = change.tier.empty() ? "no tier" : change.tier + " until " + to_string(change.until);
  std::multiset<std::string> vouchers;
  for (auto occasion : conclusions.occasions) {
    if (occasion.day > day) continue;
    const auto key = "voucher " + occasion.coupon + " for " + occasion.key.substr(0, occasion.key.find(", again "));
    if (occasion.undone)
      vouchers.erase(vouchers.find(key));
    else
      vouchers.insert(key);
  }
  std::set<std::string> rosters;
  for (const auto& change : conclusions.roster_changes) {
    if (change.day > day) continue;
    if (change.enters)
      rosters.insert("in " + change.group);
    else
      rosters.erase("in " + change.group);
  }
  lines.push_back(tier);
  lines.insert(lines.end(), open.begin(), open.end());
  lines.insert(lines.end(), vouchers.begin(), vouchers.end());
  lines.insert(lines.end(), rosters.begin(), rosters.end());
  return lines;
}

/// Lines of one that the other has not.
Lines difference_of(Lines returned, Lines never) {
  std::sort(returned.begin(), returned.end());
  std::sort(never.begin(), never.end());
  Lines only;
  std::set_difference(returned.begin(), returned.end(), never.begin(), never.end(), std::back_inserter(only));
  for (auto& line : only) line.insert(0, "returned: ");
  const auto count = static_cast<std::ptrdiff_t>(only.size());
  std::set_difference(never.begin(), never.end(), returned.begin(), returned.end(), std::back_inserter(only));
  std::for_each(only.begin() + count, only.end(), [](std::string& line) { line.insert(0, "never: "); });
  return only;
}

bool has_grace(const Timeline& timeline) {
  return std::ranges::any_of(timeline, [](const auto& of) { return of.program->points.return_grace_days > 0; });
}

/// Whether the order's return, of which nothing had been used before, leaves what was never bought.
bool is_tried(Engine& engine, const History& history, const Lived& lived, const Returned& bought) {
  const Day on = bought.returned_on;
  const NeverBought never_bought{engine, history, engine.walk(history, the_end)};
  if (is_used(engine, lived, bought, never_bought)) return false;
  const auto all_refunds = lived(bought.refunds.size());
  const auto& returned = engine.walk(all_refunds, the_end);
  CHECK(difference_of(seen(returned, on), seen(never_bought.conclusions, on)) == Lines{});
  const auto after = [on](Day day) { return day > on; };
  CHECK(difference_of(told(returned, after), told(never_bought.conclusions, after)) == Lines{});
  return true;
}

} // namespace

TEST_CASE("an order that comes back whole before anything used it leaves everything as if it had never been") {
  int tried = 0;
  for_random_histories([&](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Engine engine(random_schemes(chance));
    const auto history = random_life(chance).history;
    if (history.joined_on == never) return;
    auto bought = random_bought(chance, history);
    auto& redeemed = bought.order.points_redeemed;
    if (has_grace(engine.timeline()) || bought.refunds.size() > 1) redeemed = 0;
    if (redeemed > 0 && !bought.order.void_from_start && chance.one_in(3))
      bought.redeemed = Act{.id = ActId(99),
                            .day = bought.order.day(),
                            .kind = ActKind::redeem,
                            .points = std::exchange(redeemed, 0),
                            .order = order_id};
    const auto lived = [&](std::size_t refunds) { return with(history, bought, refunds); };
    if (is_tried(engine, history, lived, bought)) ++tried;
  });
  CHECK(tried > 6'000);
}

TEST_CASE("so does the order of somebody who was brought, for whoever brought them") {
  int tried = 0;
  for_random_histories([&](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Engine engine(random_schemes(chance));
    auto life = random_life(chance);
    if (life.history.joined_on == never || life.guests.empty()) return;
    const auto guest = life.guests.front().first;
    const auto bought = random_bought(chance, guest);
    // Who is none yet has no tier, and an order that counts for the referral until the return takes it from no other.
    const bool other = std::any_of(guest.orders.begin(), guest.orders.end(), [&](const OrderFact& order) {
      return order.day() + most_hold >= bought.order.day() && order.day() <= bought.returned_on;
    });
    if (other || bought.order.day() < life.history.joined_on) return;
    const auto lived = [&](std::size_t refunds) {
      life.guests.front().first = with(guest, bought, refunds);
      return known_on(life, the_end + 1'000);
    };
    if (is_tried(engine, life.history, lived, bought)) ++tried;
  });
  CHECK(tried > 2'000);
}

} // namespace as_if_never_test
