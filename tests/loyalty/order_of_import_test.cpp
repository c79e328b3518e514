// SPDX-License-Identifier: MIT
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/full_story.hpp"
#include "loyalty/random_scheme.hpp"

namespace order_of_import_test {

using namespace loyalty;

// The order of import changes nothing: facts of one moment, or of one day where only the day is known, bring the same
// lines, tiers, occasions and rosters in whatever order they were told and numbered. Only what the shop notes of a
// member (tags, fields, tiers granted, terms of plans) is a word that replaces the one before: of one day, the last one
// told holds.

namespace {

constexpr std::int32_t days_apart = 60;

/// Moves everything onto few days, so that most facts share theirs with others.
Day crowded(Day day) {
  if (day == never) return day;
  const auto offset = day - first_random_day;
  return first_random_day + (offset - (offset % days_apart + days_apart) % days_apart);
}
Moment crowded(Moment at) { return {at.seconds + std::int64_t{crowded(at.day()) - at.day()} * 86'400}; }

void sort_orders(History& history) {
  std::vector<std::size_t> places(history.orders.size());
  std::iota(places.begin(), places.end(), std::size_t{});
  const auto before = history;
  std::stable_sort(places.begin(), places.end(), [&](std::size_t left, std::size_t right) {
    return before.orders[left].placed_at < before.orders[right].placed_at;
  });
  for (std::size_t place = 0; place < places.size(); ++place) {
    history.orders[place] = before.orders[places[place]];
    if (!before.sales.empty()) history.sales[place] = before.sales[places[place]];
    for (std::size_t index = 0; index < before.refunds.size(); ++index)
      if (before.refunds[index].order == places[place]) history.refunds[index].order = place;
  }
}

void crowd(History& history) {
  for (auto& order : history.orders) order.placed_at = crowded(order.placed_at);
  sort_orders(history);
  for (auto& refund : history.refunds) refund.at = crowded(refund.at);
  for (auto& act : history.acts) act.day = crowded(act.day);
  sort_facts(history);
}

History crowded_history(Chance& chance) {
  auto life = random_life(chance);
  crowd(life.history);
  for (auto& [guest, on] : life.guests) {
    crowd(guest);
    on = crowded(on);
  }
  life.history.joined_on = crowded(life.history.joined_on);
  return known_on(life, the_end + 1'000);
}

template <class Value>
void shuffle(std::vector<Value>& values, Chance& chance) {
  for (auto left = static_cast<int>(values.size()); left > 1; --left)
    std::swap(values[static_cast<std::size_t>(left) - 1],
              values[static_cast<std::size_t>(chance.between(0, left - 1))]);
}

/// For each number another one of them.
template <class Id>
std::map<Id, Id> mixed(const std::vector<Id>& old, Chance& chance) {
  auto fresh = old;
  shuffle(fresh, chance);
  std::map<Id, Id> numbers;
  for (std::size_t index = 0; index < old.size(); ++index) numbers[old[index]] = fresh[index];
  return numbers;
}

/// New numbers for all rows, as another order of files would give them. What is noted of the member keeps its order.
class Renumbered {
 public:
  Renumbered(const History& history, Chance& chance) : history_(history) {
    renumber_orders(chance);
    renumber_acts(chance);
    shuffle(history_.refunds, chance);
    shuffle(history_.acts, chance);
    shuffle(history_.invited, chance);
    sort_facts(history_);
    std::stable_sort(history_.invited.begin(), history_.invited.end(),
                     [](const Invited& left, const Invited& right) { return left.on < right.on; });
  }
  const History& history() const { return history_; }

 private:
  template <class Use>
  void each_order_row(const Use& use) {
    for (auto& order : history_.orders) use(order.id);
    for (auto& refund : history_.refunds) use(refund.id);
    for (auto& invited : history_.invited)
      for (auto& order : invited.orders) {
        use(order.id);
        for (auto& left : order.left) use(left.by);
      }
  }
  void renumber_orders(Chance& chance) {
    std::vector<OrderId> old;
    each_order_row([&](OrderId id) { old.push_back(id); });
    const auto fresh = mixed(old, chance);
    each_order_row([&](OrderId& id) { id = fresh.at(id); });
    for (auto& act : history_.acts)
      if (act.order) act.order = fresh.at(*act.order);
  }
  void renumber_acts(Chance& chance) {
    std::vector<ActId> old;
    for (const auto& act : history_.acts) old.push_back(act.id);
    const auto fresh = mixed(old, chance);
    std::vector<ActId> told;
    for (auto& act : history_.acts) {
      act.id = fresh.at(act.id);
      if (turn_of(act) == Turn::news) told.push_back(act.id);
    }
    std::sort(told.begin(), told.end());
    std::size_t next = 0;
    for (auto& act : history_.acts)
      if (turn_of(act) == Turn::news) act.id = told[next++];
  }

  History history_;
};

/// What stands behind each number. Facts that say the same of the same are one.
class Names {
 public:
  explicit Names(const History& history) {
    for (std::size_t index = 0; index < history.orders.size(); ++index)
      orders_[history.orders[index].id] = "order " + std::to_string(index);
    for (const auto& refund : history.refunds)
      orders_[refund.id] = "refund of " + (refund.order ? std::to_string(*refund.order) : "nothing") + " at " +
                           std::to_string(refund.at.seconds) + " of " + std::to_string(refund.amount.minor) +
                           (refund.whole ? " whole" : "");
    for (const auto& act : history.acts)
      acts_[act.id] = "act " + std::to_string(static_cast<int>(act.kind)) + " of " + to_string(act.day) + ' ' +
                      act.subject + ' ' + std::to_string(act.points) + ' ' + order(act.order);
    for (const auto& invited : history.invited)
      for (const auto& order : invited.orders) {
        const auto& of = orders_[order.id] = "order of a guest brought on " + to_string(invited.on) + " on " +
                                             to_string(order.day) + " of " + std::to_string(order.paid.minor);
        for (const auto& left : order.left) orders_[left.by] = "refund on " + to_string(left.on) + " of " + of;
      }
  }
  std::string order(std::optional<OrderId> id) const { return name(orders_, id); }
  std::string act(std::optional<ActId> id) const { return name(acts_, id); }
  /// The occasion, by the order that it names and not by its number.
  Occasion of(Occasion occasion) const {
    constexpr std::string_view row = "order row ";
    auto at = occasion.key.find(row);
    if (at == std::string::npos) return occasion;
    at += row.size();
    std::size_t digits = 0;
    const OrderId id(std::stoll(occasion.key.substr(at), &digits));
    occasion.key.replace(at, digits, order(id));
    return occasion;
  }

 private:
  template <class Id>
  static std::string name(const std::map<Id, std::string>& names, std::optional<Id> id) {
    if (!id) return "nothing";
    const auto found = names.find(*id);
    return found == names.end() ? std::to_string(id->value) : found->second;
  }

  std::map<OrderId, std::string> orders_;
  std::map<ActId, std::string> acts_;
};

Lines told(const Conclusions& conclusions, const Names& names) {
  Lines lines;
  for (const auto& entry : conclusions.entries)
    lines.push_back(words(entry) + " for " + names.order(order_of(entry.cause)) + ", " +
                    names.act(act_of(entry.cause)) + ", " + std::to_string(entry.base.minor) + ", " +
                    std::to_string(entry.terms));
  for (const auto& change : conclusions.tier_changes)
    lines.push_back(words(change) + std::to_string(change.qualifying));
  for (const auto& occasion : conclusions.occasions) lines.push_back(words(names.of(occasion)));
  for (const auto& change : conclusions.roster_changes) lines.push_back(words(change));
  for (const auto& move : conclusions.cash)
    lines.push_back(to_string(move.day) + ' ' + move.reward + ' ' + std::to_string(move.amount.minor) + " for " +
                    names.order(move.order));
  return lines;
}

} // namespace

TEST_CASE("the order in which facts of one moment are told changes nothing") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    CAPTURE(seed);
    Engine engine(random_schemes(chance));
    const auto history = crowded_history(chance);
    const Renumbered renumbered(history, chance);
    const auto first = told(engine.walk(history, the_end), Names(history));
    REQUIRE(told(engine.walk(renumbered.history(), the_end), Names(renumbered.history())) == first);
  });
}

} // namespace order_of_import_test
