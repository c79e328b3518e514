// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loyalty/random_history.hpp"
#include "loyalty/referral.hpp"

namespace loyalty {

inline const Day the_end = first_random_day + 1'500;

/// A history and those of the members that it brought, who are seen only through their orders.
struct Life {
  History history;
  std::vector<std::pair<History, Day>> guests; ///< and the day on which they were brought
};

inline Act random_other_act(Chance& chance, ActId id) {
  Act act{.id = id, .day = random_day(chance)};
  act.kind = chance.of({ActKind::activity, ActKind::activity, ActKind::activity, ActKind::grant, ActKind::tag,
                        ActKind::untag, ActKind::field, ActKind::membership, ActKind::end_membership, ActKind::opening,
                        ActKind::opening_growth, ActKind::close, ActKind::reopen});
  switch (act.kind) {
    case ActKind::activity:
      act.subject = chance.of({"check-in", "review"});
      act.points = chance.between(1, 3);
      break;
    case ActKind::grant:
      act.subject = chance.of({"silver", "gold", "black"});
      if (chance.one_in(2)) act.until = act.day + chance.between(0, 60);
      break;
    case ActKind::tag:
    case ActKind::untag: act.subject = chance.of({"KOC", "staff"}); break;
    case ActKind::field:
      act.subject = chance.of({"level", "level", "city", "since"});
      act.text = chance.of({"1", "3", "5", ""});
      if (act.subject == "city" && !act.text.empty()) act.text = chance.of({"Beijing", "Shanghai"});
      if (act.subject == "since" && !act.text.empty()) act.text = to_string(random_day(chance));
      break;
    case ActKind::membership:
      act.subject = chance.of({"plus", "trial"});
      act.until = act.day + chance.between(0, 60);
      act.money = Money{chance.of({0, 9'900})};
      break;
    case ActKind::end_membership:
      act.subject = chance.of({"plus", "trial"});
      act.text = chance.of({std::string_view(), std::string_view(), planned_term});
      act.money = Money{chance.of({0, 9'900})};
      break;
    case ActKind::close:
    case ActKind::reopen: break;
    default:
      act.points = chance.between(1, 50);
      act.text = chance.of({std::string_view(), opening_on_top});
      break;
  }
  return act;
}

/// Some activities on days in a row, so that streaks happen.
inline void add_streak(Chance& chance, ActId& latest, History& history) {
  Day day = random_day(chance);
  for (int left = chance.between(2, 7); left > 0; --left) {
    latest = latest.next();
    history.acts.push_back({.id = latest, .day = day, .kind = ActKind::activity, .points = 1, .subject = "check-in"});
    day = day + (chance.one_in(5) ? 2 : chance.one_in(5) ? 0 : 1);
  }
}

inline Sale random_sale(Chance& chance, const OrderFact& order) {
  Sale sale{.shop = chance.of({"kuaishou", "wechat"})};
  if (chance.one_in(8)) sale.fee_for = "plus";
  Chance sold(static_cast<std::uint64_t>(order.amount.minor + order.placed_at.seconds)); // a chance of its own
  if (sold.one_in(2)) sale.host = sold.of({"lao-k", "yu"});
  if (sold.one_in(2)) sale.channel = sold.of({"live", "shelf"});
  if (sold.one_in(2)) sale.shipping = Money{sold.between(0, 1'500)};
  if (sold.one_in(4)) sale.wallet = Money{sold.between(0, static_cast<int>(order.amount.minor))};
  if (chance.one_in(3)) {
    const Money part{chance.between(0, static_cast<int>(order.amount.minor))};
    sale.parts = {{"beauty", part}, {"food", order.amount - part}};
  } else {
    sale.parts = {{chance.of({"beauty", "food", ""}), order.amount}};
  }
  for (auto& part : sale.parts) {
    part.sku = chance.of({"A", "B", ""});
    part.quantity = chance.between(1, 3);
    part.on_sale = chance.one_in(4);
  }
  return sale;
}

inline Day first_fact(const History& history) {
  Day first = never;
  if (!history.orders.empty()) first = std::min(first, history.orders.front().day());
  if (!history.refunds.empty()) first = std::min(first, history.refunds.front().day());
  if (!history.acts.empty()) first = std::min(first, history.acts.front().day);
  return first;
}

/// What was known at the end of `day`. Orders and refunds that come later are not, and neither is what guests do.
inline History known_on(const Life& life, Day day) {
  History known = life.history;
  std::erase_if(known.orders, [&](const OrderFact& order) { return order.day() > day; });
  if (!known.sales.empty()) known.sales.resize(known.orders.size());
  std::erase_if(known.refunds, [&](const RefundFact& refund) { return refund.day() > day; });
  std::erase_if(known.acts, [&](const Act& act) { return act.day > day; });
  std::erase_if(known.birthdays, [&](const BirthdayNote& note) { return note.known_on > day; });
  known.invited.clear();
  for (auto [guest, on] : life.guests) {
    if (on > day) continue;
    std::erase_if(guest.orders, [&](const OrderFact& order) { return order.day() > day; });
    std::erase_if(guest.refunds, [&](const RefundFact& refund) { return refund.day() > day; });
    known.invited.push_back(invited_member(guest, on));
  }
  return known;
}

/// By a chance of its own.
inline Assignment random_assignment(const History& history) {
  Chance chance(history.orders.size() + 10 * history.acts.size() + 100 * history.refunds.size());
  Assignment drawn{.holdout = chance.of({"lot", "pilot"}), .held = !chance.one_in(4), .on = random_day(chance)};
  drawn.from = drawn.on + chance.between(0, 1);
  if (chance.one_in(2)) drawn.until = drawn.on + chance.between(0, 200);
  return drawn;
}

inline Life random_life(Chance& chance, const Facts& facts = {}) {
  Life life{.history = random_history(chance, facts), .guests = {}};
  auto& history = life.history;
  ActId latest(100);
  const auto next = [&latest] { return latest = latest.next(); };
  for (auto& order : history.orders) {
    history.sales.push_back(random_sale(chance, order));
    order.fee = !history.sales.back().fee_for.empty();
  }
  for (int left = chance.between(0, 4); left > 0; --left) history.acts.push_back(random_other_act(chance, next()));
  if (chance.one_in(3)) add_streak(chance, latest, history);
  if (chance.one_in(3))
    history.acts.push_back({.id = next(), .day = random_day(chance), .kind = ActKind::invite, .other = MemberId(9)});
  sort_facts(history);
  if (chance.one_in(2)) {
    Day known = first_random_day + chance.between(0, 200);
    history.birthdays.push_back({known, Day::from_civil(1990, 1, 1) + chance.between(0, 364)});
    if (chance.one_in(4)) history.birthdays.push_back({known + 100, Day::from_civil(1992, 2, 29)});
  }
  history.registered = chance.one_in(3);
  if (!history.registered) history.joined_on = first_fact(history);
  for (MemberId guest(2); guest <= MemberId(4); guest = guest.next())
    if (chance.one_in(2)) {
      auto of_guest = random_history(chance, {.acts = false});
      of_guest.member = guest;
      for (auto& refund : of_guest.refunds) refund.id.value += 1'000 * guest.value;
      for (auto& order : of_guest.orders) order.id.value += 1'000 * guest.value;
      life.guests.emplace_back(std::move(of_guest), random_day(chance));
    }
  std::sort(life.guests.begin(), life.guests.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  history = known_on(life, the_end + 1'000);
  if (history.orders.size() % 3 == 0) history.holdouts = {random_assignment(history)};
  count_once(history);
  sort_acts(history); // of which some say less now
  return life;
}

} // namespace loyalty
