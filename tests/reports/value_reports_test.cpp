// SPDX-License-Identifier: MIT
// What members bring and what they are owed: cohorts, value, liability, near-tier, thresholds.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "app/trust_shop.hpp"
#include "catch.hpp"
#include "loyalty/error.hpp"
#include "loyalty/random_history.hpp"
#include "program/program_file.hpp"
#include "reports/asked.hpp"
#include "reports/cohorts.hpp"
#include "reports/liability.hpp"
#include "reports/list.hpp"
#include "reports/near_tier.hpp"
#include "reports/random_shop.hpp"
#include "reports/simulate.hpp"
#include "reports/thresholds.hpp"
#include "reports/value.hpp"

namespace value_reports_test {

using namespace loyalty;
using namespace loyalty::reports;

namespace {

const std::string rules = R"(
[program]
name = "shop"
[points]
earn = { points = 1, per = "1.00" }
redeem = { points = 10, worth = "1.00" }
expire = { after = "2 months", round_up = "month" }
[[tier]]
id = "silver"
name = "Silver"
when = { spend = "300.00" }
discount = "5%"
[[tier]]
id = "gold"
name = "Gold"
when = { all = [{ spend = "900.00" }, { orders = 9 }] }
discount = "10%"
)";

std::string shown(const Cell& cell) {
  return std::visit(
      [](const auto& value) -> std::string {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_convertible_v<Value, std::string_view>) return std::string(value);
        if constexpr (std::is_same_v<Value, Message>) return value.english();
        if constexpr (std::is_same_v<Value, std::int64_t>) return std::to_string(value);
        if constexpr (std::is_same_v<Value, Money>) return to_string(value, cny);
        if constexpr (std::is_same_v<Value, Day>) return to_string(value);
        if constexpr (std::is_same_v<Value, Ratio>) return std::to_string(value.millionths);
        return {};
      },
      cell.value());
}

/// A shop of 60 members with a year of orders, refunds and points that were used, told in a random order of rows.
class YearOfOrders {
 public:
  explicit YearOfOrders(std::uint64_t seed) : chance_(seed) {
    for (int member = 0; member < 60; ++member)
      for (int orders = chance_.between(1, 9); orders > 0; --orders) add_order(member);
  }

  /// The rows in the order of their making, or in another one.
  std::string rows(bool shuffled) {
    auto lines = lines_;
    for (std::size_t place = lines.size(); shuffled && place > 1; --place)
      std::swap(lines[place - 1], lines[static_cast<std::size_t>(chance_.between(0, static_cast<int>(place) - 1))]);
    std::string text;
    for (const auto& line : lines) text += line;
    return text;
  }

 private:
  void add_order(int member) {
    const Day on = day("2025-05-01") + chance_.between(0, 364);
    const auto id = ++number_;
    const int amount = chance_.one_in(15) ? 0 : chance_.between(5, 200);
    const int back = chance_.one_in(8) ? chance_.between(0, amount) : 0;
    lines_.push_back(fmt::format("{},m{},{},{}.00,paid,{}.00,\n", id, member, to_string(on), amount, back));
    if (chance_.one_in(12))
      lines_.push_back(fmt::format("{},m{},{},-{}.00,refund,,\n", ++number_, member, to_string(on + 1), amount + 1));
    if (amount > 0 && chance_.one_in(12))
      lines_.push_back(fmt::format("{},m{},{},-1.00,refund,,{}\n", ++number_, member, to_string(on + 40), id));
    if (chance_.one_in(10)) lines_.push_back(fmt::format("{},,{},{}.00,paid,,\n", ++number_, to_string(on), amount));
  }

  Chance chance_;
  int number_ = 0;
  std::vector<std::string> lines_;
};

/// The reports of this file as they are asked for, row by row.
std::vector<std::string> all_answers(store::Ledger& ledger, Day on, const std::string& program) {
  Asked question(ledger, on, std::make_shared<const Program>(program::load_program(program, "loyalty.toml")));
  question.options = {{"--by", "tier"}, {"--within", "100%"}, {"--shares", "5%,20%,50%"}};
  std::vector<std::string> lines;
  for (const auto& report : list()) {
    const std::set<std::string_view> meant{"summary", "cohorts", "value", "liability", "near-tier", "thresholds"};
    if (!meant.contains(report.name)) continue;
    for (const auto& table : report.tables) {
      std::vector<std::size_t> columns(table.columns.size());
      std::iota(columns.begin(), columns.end(), std::size_t{0});
      const auto answer = table.ask(question);
      answer->tell(columns, [&](const std::vector<Cell>& cells) {
        std::string line(report.name);
        for (const auto& cell : cells) line += ',' + shown(cell);
        lines.push_back(line);
      });
      lines.push_back(answer->note().english());
    }
  }
  return lines;
}

std::size_t place_of(const Table& table, std::string_view key) {
  const auto found = std::ranges::find(table.columns, key, &Heading::key);
  REQUIRE(found != table.columns.end());
  return static_cast<std::size_t>(found - table.columns.begin());
}

Money net_of_rows(const Cohorts& report) {
  Money net;
  for (const auto& row : report.rows) net += row.net;
  return net;
}

std::map<std::string, Points> points_by_row(const Liability& report) {
  std::map<std::string, Points> points;
  for (const auto& row : report.rows) points[row.month] = row.points;
  return points;
}

} // namespace

TEST_CASE("cohorts, who stands outside of them, guests and masked buyers come to the net of the shop", "[value]") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    random_shop::RandomShop random(seed);
    const Day last = random_shop::opening + 60;
    for (Day on = random_shop::opening; on <= last; on = on + 1) random.live(on, on == last);
    for (const Day on : {last, last - 20}) {
      const auto summary = report_summary(random.shop().ledger(), on);
      const auto report = report_cohorts(random.shop().ledger(), on);
      CHECK(net_of_rows(report).minor == random_shop::number(summary, "net"));
      std::int64_t size = 0;
      for (const auto& row : report.rows)
        if (row.month == 0) size += row.size.value_or(0);
      CHECK(size == random_shop::number(summary, "buyers"));
    }
  }
}

TEST_CASE("what is open, used, expired and deducted comes to what was earned", "[value]") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    random_shop::RandomShop random(seed);
    const Day last = random_shop::opening + 60;
    for (Day on = random_shop::opening; on <= last; on = on + 1) random.live(on, on == last);
    const auto summary = report_summary(random.shop().ledger(), last);
    const auto number = [&](const char* key) { return random_shop::number(summary, key); };
    auto points = points_by_row(report_liability(random.shop().ledger(), last));
    CHECK(points["total"] == number("points_balance"));
    CHECK(points["held"] == number("points_held"));
    CHECK(points["debt"] == number("points_debt"));
    CHECK(points["total"] + points["held"] + number("points_redeemed") + number("points_expired") +
              number("points_clawed_back") ==
          number("points_earned") + number("points_adjusted"));
    Points months = 0;
    for (const auto& [month, open] : points)
      if (month == "never" || month.starts_with("20")) months += open;
    CHECK(points["total"] == months);
  }
}

TEST_CASE("the same rules give every member of any shop the same", "[value]") {
  const auto report = simulate_report();
  std::size_t rows_told = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    random_shop::RandomShop random(seed);
    const Day last = random_shop::opening + 60;
    for (Day on = random_shop::opening; on <= last; on = on + 1) random.live(on, on == last);
    const auto program = program::load_program(random.text().text, "loyalty.toml");
    Asked question(random.shop().ledger(), last, std::make_shared<const Program>(program));
    for (const auto* from : {"2025-11-20", "2025-12-24"}) {
      question.options = {{"--from", from}};
      for (const auto& table : report.tables) {
        CAPTURE(seed, from, table.when);
        const std::vector<std::size_t> columns{place_of(table, "now"), place_of(table, "other")};
        table.ask(question)->tell(columns, [&](const std::vector<Cell>& cells) {
          if (shown(cells[0]).empty() && shown(cells[1]).empty()) return;
          CHECK(shown(cells[0]) == shown(cells[1]));
          ++rows_told;
        });
      }
    }
  }
  CHECK(rows_told > 1'000);
}

TEST_CASE("the order of rows in a file changes no report", "[value]") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    YearOfOrders year(seed);
    trust_shop::Shop one(rules), other(rules);
    one.import(year.rows(false), "2026-04-30");
    other.import(year.rows(true), "2026-04-30");
    for (auto* shop : {&one, &other}) shop->night("2026-04-30");
    for (const auto* on : {"2026-04-30", "2026-02-15"}) {
      const auto told = all_answers(one.ledger(), day(on), rules);
      CHECK(told == all_answers(other.ledger(), day(on), rules));
      CHECK(std::ranges::count_if(told, [](const auto& line) { return line.starts_with("thresholds,"); }) == 3);
    }
  }
}

TEST_CASE("a month without orders is a row too, and a cohort of few is said to be one", "[value]") {
  trust_shop::Shop shop(rules);
  shop.import("1,a,2026-01-05,100.00,paid,,\n2,a,2026-03-05,50.00,paid,,\n3,b,2026-02-01,-5.00,refund,,\n",
              "2026-03-10");
  const auto report = report_cohorts(shop.ledger(), day("2026-03-10"));
  REQUIRE(report.rows.size() == 6);
  CHECK(report.rows[1].buyers == 0);
  CHECK(report.rows[1].retention == Ratio{0});
  CHECK(report.rows[1].complete == true);
  CHECK(report.rows[2].cumulative == Money{150'00});
  CHECK(report.rows[2].complete == false);
  CHECK(report.rows[3].cohort == outside_of_cohorts);
  CHECK(report.rows[3].net == Money{-5'00});
  CHECK(report.any_too_small());
  CHECK(report.note().english() == "cohorts of fewer than 10 members: too few for a trend");
}

TEST_CASE("only first days that are over are of any value", "[value]") {
  trust_shop::Shop shop(rules);
  shop.import(
      "1,a,2026-01-01,100.00,paid,,\n2,a,2026-01-30,50.00,paid,,\n3,a,2026-01-31,7.00,paid,,\n"
      "4,b,2026-01-02,30.00,paid,,\n",
      "2026-01-31");
  const auto january = report_value(shop.ledger(), nullptr, ValueBy::all, day("2026-01-31"));
  REQUIRE(january.rows.size() == 6);
  CHECK(january.rows[0].measure == "value_30");
  CHECK(january.rows[0].members == 2);
  CHECK(january.rows[0].value == Money{90'00});
  CHECK(january.rows[0].median == Money{30'00});
  CHECK(january.rows[0].too_few);
  CHECK_FALSE(january.rows[0].low);
  CHECK_FALSE(january.rows[0].left);
  CHECK(january.rows[1].members == 0);
  CHECK_FALSE(january.rows[1].value);
  CHECK(january.rows[4].measure == "arpu");
  CHECK(january.rows[4].value == Money{93'50});
  CHECK(january.note().english() == "only 2 can be compared; from 30 on it says something");
  const auto earlier = report_value(shop.ledger(), nullptr, ValueBy::all, day("2026-01-30"));
  CHECK(earlier.rows[0].members == 1);
  CHECK(earlier.rows[4].members == 0);
}

TEST_CASE("members are near the tier above theirs, and tiers that ask for several things are named", "[value]") {
  trust_shop::Shop shop(rules);
  shop.import(
      "1,a,2026-01-01,100.00,paid,,\n2,a,2026-01-02,150.00,paid,,\n3,b,2026-01-02,239.99,paid,,\n"
      "4,c,2026-01-03,290.00,paid,,\n5,d,2026-01-03,500.00,paid,,\n",
      "2026-01-31");
  shop.night("2026-01-31");
  const auto report = report_near_tier(shop.ledger(), Ratio{200'000}, day("2026-01-31"));
  REQUIRE(report.rows.size() == 2);
  CHECK(report.names.key(report.rows[0].member) == "c");
  CHECK(report.names.key(report.rows[1].member) == "a");
  CHECK(report.rows[1].next_tier == "silver");
  CHECK(report.rows[1].distance.missing() == 50'00);
  CHECK(report.rows[1].average_order == Money{125'00});
  CHECK(report.rows[1].orders_away == 1);
  CHECK(report.note().english() == "nobody is said to be near Gold: it asks for several things");
}

TEST_CASE("limits come from who spent most, and from 50 buyers on", "[value]") {
  std::string rows;
  for (int member = 1; member <= 50; ++member)
    rows += fmt::format("{0},m{0},2026-01-05,{1}.00,paid,,\n", member, member * 10);
  trust_shop::Shop shop(rules);
  shop.import(rows, "2026-01-31");
  shop.night("2026-01-31");
  const std::vector<Ratio> shares{Ratio{200'000}, Ratio{10'000}, Ratio{10'000}};
  const auto report = report_thresholds(shop.ledger(), shares, cny, day("2026-01-31"));
  REQUIRE(report.size() == 2);
  CHECK(report[0].exact == Money{500'00});
  CHECK(report[0].threshold == Money{500'00});
  CHECK(report[0].holders == 1);
  CHECK(report[0].reachable == 10);
  CHECK(report[0].tier == "gold");
  CHECK(report[0].discount_a_year == Money{50'00});
  CHECK(report[1].exact == Money{410'00});
  CHECK(report[1].threshold == Money{400'00});
  CHECK(report[1].holders == 11);
  CHECK(report[1].share_of_buyers == Ratio{220'000});
  CHECK(report[1].share_of_sales == Ratio{388'235});
  CHECK(report[1].reachable == 8);
  CHECK(report[1].discount_a_year == Money{247'50});

  trust_shop::Shop small(rules);
  small.import(rows.substr(0, rows.rfind("50,m50")), "2026-01-31");
  CHECK(report_thresholds(small.ledger(), shares, cny, day("2026-01-31")).empty());
}

TEST_CASE("shares are typed as percentages, and words that cut a report are known", "[value]") {
  trust_shop::Shop shop(rules);
  Asked question(shop.ledger(), day("2026-01-31"), nullptr);
  const auto refused = [&](std::string_view name, const char* option, const char* value) {
    question.options = {{option, value}};
    const auto report = std::ranges::find(list(), name, &Report::name);
    CHECK_THROWS_AS(report->table_for(question).refuse(question), Error);
  };
  for (const auto* value : {"", "5", "5%,", "0%", "101%", "5%;6%"}) refused("thresholds", "--shares", value);
  for (const auto* value : {"", "20", "0%", "5%,6%"}) refused("near-tier", "--within", value);
  for (const auto* value : {"", "month", "tiers"}) refused("value", "--by", value);
}

} // namespace value_reports_test
