// SPDX-License-Identifier: MIT
#include "store/sqlite/grouped_rows.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <stdexcept>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "store/ledger/ledger.hpp"

namespace grouped_rows_test {

namespace {

using namespace loyalty::store;

using Groups = std::vector<std::pair<std::int64_t, std::vector<std::int64_t>>>;

constexpr Selection of_held{"holder", "value"};

/// Rows of holders, in no order.
class Held {
 public:
  explicit Held(const std::vector<std::pair<std::int64_t, std::int64_t>>& rows) : ledger_(Ledger::in_memory()) {
    ledger_->database().exec("CREATE TEMP TABLE held (value INTEGER, holder INTEGER)");
    Statement insert(ledger_->database(), "INSERT INTO held (holder, value) VALUES (?, ?)");
    for (const auto& [holder, value] : rows) insert.bind(holder, value).run();
  }

  void build_index() { ledger_->database().exec("CREATE INDEX temp.by_holder ON held (holder, value)"); }
  SQLite::Database& database() { return ledger_->database(); }

 private:
  std::unique_ptr<Ledger> ledger_;
};

/// Reads the groups of several ranges with one reader.
std::vector<Groups> read(Held& held, const std::vector<std::pair<std::int64_t, std::int64_t>>& ranges) {
  std::vector<std::int64_t> taken, whole;
  GroupedRows rows(
      held.database(), "held", "by_holder", of_held,
      [&](const GroupedRow& row) { taken.push_back(row.integer(of_held["value"])); },
      [&] {
        whole = std::move(taken);
        taken.clear();
      });
  std::vector<Groups> all;
  for (const auto& [first, last] : ranges) {
    auto& groups = all.emplace_back();
    taken.clear();
    rows.begin(first, last);
    for (auto key = rows.step(); key != GroupedRows::none; key = rows.step()) {
      std::sort(whole.begin(), whole.end());
      groups.emplace_back(key, whole);
    }
    CHECK(rows.step() == GroupedRows::none);
  }
  return all;
}

} // namespace

TEST_CASE("rows come group by group, whether an index holds them in order or they are sorted") {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    const auto up_to = [&](std::int64_t most) { return std::uniform_int_distribution<std::int64_t>(0, most)(random); };
    std::vector<std::pair<std::int64_t, std::int64_t>> rows;
    std::map<std::int64_t, std::vector<std::int64_t>> by_holder;
    for (auto count = up_to(30); count > 0; --count) rows.emplace_back(1 + up_to(9), up_to(5));
    for (const auto& [holder, value] : rows) by_holder[holder].push_back(value);
    std::vector<std::pair<std::int64_t, std::int64_t>> ranges{{1, 10}, {11, 20}};
    for (int more = 0; more < 3; ++more) {
      const auto first = 1 + up_to(10);
      ranges.emplace_back(first, first + up_to(3));
    }
    std::vector<Groups> expected;
    for (const auto& [first, last] : ranges) {
      auto& groups = expected.emplace_back();
      for (auto& [holder, values] : by_holder) {
        std::sort(values.begin(), values.end());
        if (holder >= first && holder <= last) groups.emplace_back(holder, values);
      }
    }
    Held held(rows);
    CHECK(read(held, ranges) == expected);
    held.build_index();
    CHECK(read(held, ranges) == expected);
  }
}

TEST_CASE("why a row is refused is told by whoever steps, and other rows can be read afterwards") {
  for (const bool indexed : {false, true}) {
    Held held({{1, 10}, {2, 20}, {2, 21}, {3, 30}});
    if (indexed) held.build_index();
    int taken = 0;
    GroupedRows rows(
        held.database(), "held", "by_holder", of_held,
        [&](const GroupedRow& row) {
          if (row.integer(of_held["value"]) == 21) throw std::runtime_error("no such value");
          ++taken;
        },
        [] {});
    rows.begin(1, 3);
    CHECK_THROWS_WITH(
        [&] {
          while (rows.step() != GroupedRows::none) {}
        }(),
        "no such value");
    taken = 0;
    rows.begin(3, 3);
    CHECK(rows.step() == 3);
    CHECK(taken == 1);
    CHECK(rows.step() == GroupedRows::none);
  }
}

} // namespace grouped_rows_test
