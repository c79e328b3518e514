// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "app/night/run_nightly.hpp"
#include "app/orders/import_orders.hpp"
#include "app/points/points_by_hand.hpp"
#include "catch.hpp"
#include "files/text_file.hpp"
#include "loyalty/random_history.hpp"
#include "store/accounts.hpp"
#include "store/members.hpp"
#include "store/orders.hpp"

namespace schedule_test {

using namespace loyalty;
using namespace loyalty::app;
using namespace loyalty::shop;

namespace {

using Strings = std::vector<std::string>;

const Day opening = Day::from_civil(2025, 1, 20);
constexpr int days_open = 120;
const Day last = opening + days_open;

/// A row of the order file.
struct Row {
  Day placed;
  std::string text;
};

/// Points by hand.
struct ByHand {
  Day on;
  PointsRequest request;
};

/// A small shop: its orders, its program and the one that follows on a later day.
struct Shop {
  std::vector<Row> rows;
  std::vector<ByHand> by_hand;
  std::string program;
  std::string next_program;
  Day changed = never;

  const std::string& program_on(Day day) const { return day < changed ? program : next_program; }
};

std::string random_program_text(Chance& chance) {
  std::string text = "[program]\nname = \"shop\"\n[points]\n";
  text += chance.of({"earn = { points = 1, per = \"1.00\" }\n",
                     "earn = { points = 10, per = \"100.00\", rounding = \"nearest\" }\n"});
  text += chance.of({"", "hold = \"7 days\"\n"});
  text +=
      chance.of({"", "expire = { after = \"1 months\" }\n", "expire = { after = \"20 days\", round_up = \"month\" }\n",
                 "expire = { on = \"03-31\" }\n", "expire = { inactive = \"25 days\" }\n"});
  text += chance.of({"", "refunds = { shortfall = \"forgive\", grace = \"10 days\" }\n"});
  text += chance.of({"", "[growth]\nearn = { points = 1, per = \"10.00\" }\n"});
  text += "[[tier]]\nid = \"silver\"\nname = \"Silver\"\n";
  text += chance.of({"when = { spend = \"200.00\", window = \"30 days\" }\n", "when = { orders = 2 }\n",
                     "when = { points_earned = 150 }\n"});
  text += chance.of({"", "term = \"1 months\"\nretain = { orders = 1, window = \"30 days\" }\ngrace = \"5 days\"\n"});
  text += "[[tier]]\nid = \"gold\"\nname = \"Gold\"\nmultiplier = \"1.5\"\n";
  text += chance.of({"when = { spend = \"500.00\", window = \"60 days\" }\n",
                     "when = { any = [{ orders = 4 }, { points_earned = 400 }] }\n"});
  text += chance.of({"", "promote = \"next month\"\n", "term = \"40 days\"\ndemote = \"one step\"\n"});
  return text;
}

Shop random_shop(std::uint64_t seed) {
  Chance chance(seed);
  Shop shop;
  shop.program = random_program_text(chance);
  shop.next_program = random_program_text(chance);
  if (chance.one_in(3)) shop.changed = opening + chance.between(2, days_open - 1);
  std::vector<int> days;
  for (int left = chance.between(5, 30); left > 0; --left) days.push_back(chance.between(0, days_open));
  std::sort(days.begin(), days.end());
  std::vector<std::string> members;
  // Each row has a second of its own, so that no two facts stand at the same moment.
  int number = 0;
  for (const int day : days) {
    const auto placed = opening + day;
    const auto time = " 10:" + std::to_string(10 + number % 50) + ":0" + std::to_string(number / 50);
    const auto id = "R" + std::to_string(++number);
    const auto named =
        members.empty() || chance.one_in(2) ? -1 : chance.between(0, static_cast<int>(members.size()) - 1);
    if (chance.one_in(4)) {
      const auto order = named < 0 ? "" : "R" + std::to_string(named + 1);
      const auto member = named < 0 ? "ann" : members[static_cast<std::size_t>(named)];
      shop.rows.push_back({placed, id + ',' + member + ',' + to_string(placed) + time + ",-" +
                                       to_string(Money{chance.between(1, 4) * 1'000}, cny) + ",refund," + order +
                                       ",\n"});
      members.push_back(member);
      continue;
    }
    const std::string member = chance.of({"ann", "ben", "eve"});
    const auto redeemed = chance.one_in(4) ? std::to_string(chance.between(1, 60)) : "";
    shop.rows.push_back({placed, id + ',' + member + ',' + to_string(placed) + time + ',' +
                                     to_string(Money{chance.between(0, 25) * 1'001}, cny) + ",paid,," + redeemed +
                                     '\n'});
    members.push_back(member);
  }
  return shop;
}

/// The shop's books, written on some schedule.
class Books {
 public:
  explicit Books(const Shop& shop) : shop_(shop) {}

  Imported import(Day on, const std::vector<Row>& rows) {
    std::string text = "order_id,member_id,placed_at,amount,status,refund_of,points_redeemed\n";
    for (const auto& row : rows) text += row.text;
    const files::TextFile file(text);
    return import_orders({.ledger = *ledger_, .as_of = on, .currency = cny}, {.path = file.path()});
  }
  Imported import_between(Day from, Day through) {
    std::vector<Row> rows;
    for (const auto& row : shop_.rows)
      if (row.placed >= from && row.placed <= through) rows.push_back(row);
    return rows.empty() ? Imported{} : import(through, rows);
  }
  Night night(Day on, Halves halves = {}) {
    return run_nightly({.ledger = *ledger_, .as_of = on, .currency = cny}, {"loyalty.toml", shop_.program_on(on)},
                       halves);
  }
  void by_hand(Day on) {
    for (const auto& act : shop_.by_hand)
      if (act.on == on)
        change_points({.ledger = *ledger_, .as_of = on, .currency = cny}, {"loyalty.toml", shop_.program_on(on)},
                      act.request);
  }
  /// The night before another program takes over must not be missed: it rules from the day after the last one settled.
  bool must_run(Day on) const { return on == last || on + 1 == shop_.changed; }

  /// What the books say in the end, each line in words, orders by their ids and lots by the order that opened them.
  Strings lines() {
    Strings all;
    const auto terms = store::KeptTerms(*ledger_).terms();
    for (const auto& member : store::members(*ledger_)) {
      const auto account = store::read_account(*ledger_, member.id);
      std::map<std::int32_t, std::string> opened;
      std::map<std::int32_t, bool> cancelled;
      for (const auto& [number, entry] : account.entries) {
        opened[number] = id_of(order_of(entry.cause)) + (act_of(entry.cause) ? "by hand " + to_string(entry.day) : "");
        if (entry.reverses != 0) cancelled[entry.reverses] = cancelled[number] = true;
      }
      for (const auto& [number, entry] : account.entries) {
        if (cancelled.contains(number)) continue;
        auto line = member.key + ' ' + to_string(entry.day) + ' ' + std::string(to_string(entry.kind)) + ' ' +
                    std::to_string(entry.points) + " for " + opened[number] + " of " +
                    (entry.lot == 0 ? "-" : opened[entry.lot]) + " from " + to_string(entry.available_on) + " until " +
                    to_string(entry.last_day) + " on " + to_string(entry.base, cny);
        if (entry.terms >= 0) {
          const auto& rule = terms[static_cast<std::size_t>(entry.terms)];
          line += " by " + to_string(rule.rule) + " of " + std::to_string(rule.program.value);
        }
        all.push_back(line);
      }
      for (const auto& change : netted(account.tier_changes))
        all.push_back(member.key + ' ' + to_string(change.day) + ' ' + std::string(to_string(change.reason)) + ' ' +
                      change.tier + " until " + to_string(change.until) + " at " + std::to_string(change.qualifying) +
                      " by " + std::to_string(change.program.value));
    }
    // Members are numbered in the order in which they were met.
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.substr(0, 3) < b.substr(0, 3); });
    return all;
  }
  bool corrected() {
    for (const auto& member : store::members(*ledger_))
      for (const auto& line : store::read_account(*ledger_, member.id).entries)
        if (line.entry.reverses != 0) return true;
    return false;
  }

 private:
  std::string id_of(std::optional<OrderId> order) {
    if (!order) return "-";
    return store::order_text(*ledger_, *order).value().order_id;
  }

  const Shop& shop_;
  std::unique_ptr<store::Ledger> ledger_ = store::Ledger::in_memory();
};

/// Everything imported at once; a night only where it must be.
Strings at_once(const Shop& shop) {
  Books books(shop);
  books.import(last, shop.rows);
  for (auto on = opening; on <= last; on = on + 1) {
    books.by_hand(on);
    if (books.must_run(on)) books.night(on);
  }
  return books.lines();
}

Strings sorted(Strings lines) {
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// Each test has shops of its own, some two hundred together.
template <class Story>
void for_random_shops(std::uint64_t first, std::uint64_t last_seed, const Story& story) {
  for (auto seed = first; seed <= last_seed; ++seed) {
    CAPTURE(seed);
    Chance chance(1'000 + seed);
    story(random_shop(seed), chance);
  }
}

} // namespace

TEST_CASE("running every night gives what importing everything at once gives, row for row") {
  for_random_shops(1, 10, [](const Shop& shop, Chance&) {
    Books books(shop);
    for (auto on = opening; on <= last; on = on + 1) {
      books.import_between(on, on);
      books.night(on);
    }
    CHECK(books.lines() == at_once(shop));
    CHECK_FALSE(books.corrected());
  });
}

TEST_CASE("so does running once a month, or with nights missed") {
  for_random_shops(11, 60, [](const Shop& shop, Chance& chance) {
    Books books(shop);
    const int missed = chance.of({10, 20, 31});
    auto imported = opening - 1;
    for (auto on = opening; on <= last; on = on + 1) {
      if (!books.must_run(on) && (missed == 31 ? end_of(Calendar::month, on) != on : !chance.one_in(missed))) continue;
      books.import_between(imported + 1, on);
      imported = on;
      books.night(on);
    }
    CHECK(books.lines() == at_once(shop));
    CHECK_FALSE(books.corrected());
  });
}

TEST_CASE("award-points and recalc-tiers are the two halves of a night, in either order") {
  for_random_shops(61, 110, [](const Shop& shop, Chance& chance) {
    Books books(shop);
    const Halves points{.points = true, .tiers = false};
    const Halves tiers{.points = false, .tiers = true};
    for (auto on = opening; on <= last; on = on + 1) {
      books.import_between(on, on);
      const bool both = books.must_run(on);
      const bool tiers_first = chance.one_in(2);
      if (both || chance.one_in(15)) books.night(on, tiers_first ? tiers : points);
      if (both || chance.one_in(15)) books.night(on, tiers_first ? points : tiers);
    }
    CHECK(books.lines() == at_once(shop));
    CHECK_FALSE(books.corrected());
  });
}

TEST_CASE("orders that come after their day was settled lead to the same lines") {
  for_random_shops(111, 160, [](const Shop& shop, Chance& chance) {
    Books books(shop);
    for (auto on = opening; on <= last; on = on + 1) {
      if (chance.one_in(30)) {
        std::vector<Row> some;
        for (const auto& row : shop.rows)
          if (row.placed <= on && chance.one_in(2)) some.push_back(row);
        books.import(on, some);
      }
      if (on == last) books.import(on, shop.rows);
      if (books.must_run(on) || chance.one_in(20)) books.night(on);
    }
    CHECK(sorted(books.lines()) == sorted(at_once(shop)));
  });
}

TEST_CASE("doing it again changes nothing") {
  for_random_shops(161, 180, [](const Shop& shop, Chance&) {
    Books books(shop);
    books.import(last, shop.rows);
    books.night(last);
    const auto before = books.lines();
    const auto again = books.import(last, shop.rows);
    CHECK(again.added == 0);
    CHECK(again.revised == 0);
    CHECK_FALSE(again.receipt.batch);
    CHECK_FALSE(books.night(last).receipt.batch);
    CHECK(books.lines() == before);
  });
}

TEST_CASE("points by hand count in the tiers of the same night") {
  for_random_shops(181, 220, [](const Shop& planned, Chance& chance) {
    auto shop = planned;
    for (int left = chance.between(1, 4); left > 0; --left) {
      const auto on = std::min(shop.rows.front().placed + chance.between(0, days_open), last);
      const auto member = shop.rows.front().text.substr(shop.rows.front().text.find(',') + 1, 3);
      shop.by_hand.push_back({on,
                              {.kind = chance.of({ActKind::award, ActKind::adjust}),
                               .member = member,
                               .points = chance.between(1, 200),
                               .reason = "test",
                               .key = std::to_string(left)}});
    }
    Books books(shop);
    for (auto on = opening; on <= last; on = on + 1) {
      books.import_between(on, on);
      books.by_hand(on);
      if (books.must_run(on) || chance.one_in(15)) books.night(on);
    }
    // What is given by hand counts before what orders of the same day spend, so that a line of that day can be
    // corrected.
    CHECK(books.lines() == at_once(shop));
  });
}

} // namespace schedule_test
