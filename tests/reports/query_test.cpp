// SPDX-License-Identifier: MIT
// What is asked in SQL is what the reports say, and what is typed can do nothing else.
#include "reports/query.hpp"

#include <fmt/ranges.h>

#include <fstream>

#include "reports/asked.hpp"
#include "reports/list.hpp"
#include "reports/random_shop.hpp"

namespace loyalty::query_test {

using namespace loyalty::reports;
using namespace loyalty::random_shop;

namespace {

using Strings = std::vector<std::string>;

/// The answer, cells with commas between them.
Strings answer(store::Ledger& ledger, Day on, const std::string& sql, const std::function<bool()>& is_late = {}) {
  Asked question(ledger, on, nullptr);
  Strings rows;
  std::size_t columns = 0;
  run_query(question, sql,
            {.shown = [](const Heading&, std::string_view text) { return std::string(text); },
             .is_late = is_late ? is_late : [] { return false; },
             .columns = [&](const Strings& names) { columns = names.size(); },
             .row =
                 [&](const store::QueryTables::Row& row) {
                   Strings cells;
                   for (std::size_t column = 0; column < columns; ++column)
                     cells.emplace_back(row.text(static_cast<int>(column)));
                   rows.push_back(fmt::format("{}", fmt::join(cells, ",")));
                 }});
  return rows;
}

/// The rows of the table of the page: names and columns.
std::vector<std::pair<std::string, std::string>> documented(const std::string& head, const std::string& page_name) {
  std::ifstream page(LOYALTY_SOURCE_DIR "/docs/" + page_name);
  std::string line;
  while (std::getline(page, line) && line != head) {}
  std::getline(page, line);
  std::vector<std::pair<std::string, std::string>> rows;
  while (std::getline(page, line) && line.starts_with("|")) {
    const auto columns = line.rfind(" | ");
    rows.emplace_back(line.substr(2, line.find(" | ") - 2), line.substr(columns + 3, line.size() - columns - 5));
  }
  return rows;
}

} // namespace

TEST_CASE("every table that can be asked stands in the documentation with its columns") {
  for (const auto& [head, page, as_report] :
       {std::tuple{"| table | a row for each | columns |", "commands.md", "as `report {}`"},
        std::tuple{"| 表 | 每行是 | 列 |", "zh/commands.md", "同 `report {}`"}}) {
    std::vector<std::pair<std::string, std::string>> wanted;
    for (const auto& view : query_views()) {
      auto name = std::string(view.name);
      std::ranges::replace(name, '_', '-');
      const auto report = std::ranges::find(list(), name, &Report::name);
      Strings keys;
      for (const auto& heading : view.columns) keys.push_back(fmt::format("`{}`", heading.key));
      wanted.emplace_back(fmt::format("`{}`", view.name), report == list().end()
                                                              ? fmt::format("{}", fmt::join(keys, ", "))
                                                              : fmt::format(fmt::runtime(as_report), name));
    }
    CHECK(documented(head, page) == wanted);
  }
}

TEST_CASE("orders, entries and tiers that are asked for come to what the list of members says") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    RandomShop random(seed);
    Day on = opening;
    for (; on < opening + 40; on = on + 1) random.live(on, on == opening + 39);
    auto& ledger = random.shop().ledger();
    const Day asked = on - 1 - static_cast<std::int32_t>(seed % 9);
    CAPTURE(seed, to_string(asked));
    CHECK(answer(ledger, asked,
                 "SELECT member_id, orders, gross, refunds, first_order_on FROM members WHERE orders > 0 ORDER BY 1") ==
          answer(ledger, asked,
                 "SELECT member_id, count(*), sum(amount), sum(refunded), min(day) FROM orders "
                 "WHERE purchase = 1 GROUP BY 1 ORDER BY 1"));
    CHECK(answer(ledger, asked, "SELECT sum(amount) FROM orders") ==
          answer(ledger, asked, "SELECT sum(amount) FROM order_lines"));
    CHECK(answer(ledger, asked, "SELECT member_id, growth FROM members WHERE growth <> 0 ORDER BY 1") ==
          answer(ledger, asked,
                 "SELECT member_id, sum(points) FROM entries WHERE kind = 'growth' GROUP BY 1 "
                 "HAVING sum(points) <> 0 ORDER BY 1"));
    CHECK(answer(ledger, asked, "SELECT member_id, tier FROM members WHERE tier <> '' ORDER BY 1") ==
          answer(ledger, asked,
                 "SELECT member_id, to_tier FROM tier_changes AS last WHERE to_tier <> '' AND rowid = "
                 "(SELECT max(rowid) FROM tier_changes WHERE member_id = last.member_id) ORDER BY 1"));
    CHECK(answer(ledger, asked, "SELECT count(*) FROM batches") ==
          Strings{std::to_string(store::batches(ledger).size())});
  }
}

TEST_CASE("only one SELECT is run, and it reaches nothing but the tables") {
  RandomShop random(1);
  auto& ledger = random.shop().ledger();
  for (const std::string sql : {"",
                                "  -- nothing",
                                "DELETE FROM members",
                                "UPDATE members SET tier = 'gold'",
                                "DROP TABLE members",
                                "INSERT INTO members SELECT * FROM members",
                                "CREATE TABLE more (x)",
                                "CREATE TEMP VIEW v AS SELECT 1",
                                "ATTACH 'loyalty.db' AS other",
                                "DETACH main",
                                "PRAGMA user_version",
                                "PRAGMA writable_schema = ON",
                                "VACUUM",
                                "VACUUM INTO 'copy.db'",
                                "BEGIN",
                                "SELECT * FROM pragma_database_list",
                                "SELECT load_extension('x')",
                                "SELECT 1; SELECT 2",
                                "SELECT 1; DROP TABLE members",
                                "SELECT * FROM acts",
                                "SELECT nothing FROM members",
                                "SELECT \"nothing\" FROM members",
                                "WITH gone AS (SELECT 1) DELETE FROM members",
                                "EXPLAIN DELETE FROM members",
                                "ANALYZE",
                                "REINDEX",
                                "SELECT",
                                "the members, please"}) {
    CAPTURE(sql);
    try {
      answer(ledger, opening, sql);
      FAIL("was run");
    } catch (const Error& error) { CHECK(error.failure == Failure::usage); }
  }
  CHECK(answer(ledger, opening, "SELECT 1; -- and no more") == Strings{"1"});
  CHECK(answer(ledger, opening,
               "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 3) "
               "SELECT sum(x) FROM n") == Strings{"6"});
}

TEST_CASE("a query that does not end is ended") {
  RandomShop random(1);
  int looks = 0;
  try {
    answer(random.shop().ledger(), opening,
           "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n",
           [&] { return ++looks > 5; });
    FAIL("it ended by itself");
  } catch (const Error& error) {
    CHECK(error.failure == Failure::refused);
    CHECK(error.told.english() == "the query takes too long");
  }
}

} // namespace loyalty::query_test
