// SPDX-License-Identifier: MIT
#include "reports/list.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>
#include <map>
#include <numeric>
#include <regex>
#include <set>

#include "app/follow_up_shop.hpp"
#include "catch.hpp"
#include "messages/titles.hpp"
#include "program/program_file.hpp"
#include "reports/asked.hpp"
#include "source_tree.hpp"

namespace list_test {

using namespace loyalty;
using namespace loyalty::follow_up_shop;
using namespace loyalty::reports;

namespace {

using Strings = std::vector<std::string>;

/// The row of `docs/commands.md` that a report asks for.
std::string documented(const Report& report) {
  Strings options;
  for (const auto& option : report.options)
    options.push_back(fmt::format("`{}{}{}`", option.name, option.value.empty() ? "" : " ", option.value));
  return fmt::format("| `{}` | {} | {} |", report.name, report.summary.english(), fmt::join(options, ", "));
}

/// A row without what it says of the report, which every page says in its own language.
std::string name_and_options(const std::string& row) {
  const auto said = row.find(" | ");
  const auto options = row.rfind(" | ");
  return said < options ? row.substr(0, said) + row.substr(options) : row;
}

/// The rows below the head of a table in the documentation.
Strings rows_below(const std::string& head, const std::string& name) {
  std::ifstream page(LOYALTY_SOURCE_DIR "/docs/" + name);
  std::string line;
  while (std::getline(page, line) && line != head) {}
  std::getline(page, line); // the line below the head
  Strings rows;
  while (std::getline(page, line) && line.starts_with("|")) rows.push_back(line);
  return rows;
}

const std::string everything = R"(
[program]
name = "shop"
[points]
earn = { points = 1, per = "10.00" }
redeem = { points = 10, worth = "1.00" }
expire = { after = "2 months" }
[[tier]]
id = "silver"
name = "Silver"
when = { spend = "100.00" }
[referral]
inviter = { points = 5 }
[[coupon]]
id = "third"
name = "Third"
off = "5.00"
valid = "90 days"
issue = { on = "order", number = 2 }
[[membership]]
id = "plus"
name = "Plus"
fee = "9.00"
term = "1 month"
[[campaign]]
id = "double"
name = "Double"
from = 2026-01-01
until = 2026-01-31
multiplier = 2
[[segment]]
id = "all"
name = "All"
when = {}
[[group]]
id = "fans"
name = "Fans"
when = { orders = 2 }
)";

/// Whether a cell is what the kind of its column promises. Some numbers are amounts, and a voucher's value can be told.
bool fits(Kind kind, const Cell& cell) {
  const auto& value = cell.value();
  const bool text = std::holds_alternative<std::string>(value) || std::holds_alternative<std::string_view>(value) ||
                    std::holds_alternative<Message>(value);
  const bool number = std::holds_alternative<std::int64_t>(value) || std::holds_alternative<Money>(value);
  if (std::holds_alternative<std::monostate>(value)) return true;
  switch (kind) {
    case Kind::text:
    case Kind::key:
    case Kind::person:
    case Kind::word:
    case Kind::measure:
    case Kind::tier:
    case Kind::coupon:
    case Kind::plan:
    case Kind::group: return text;
    case Kind::number:
      return number || text || std::holds_alternative<Ratio>(value) || std::holds_alternative<Off>(value);
    case Kind::money: return number;
    case Kind::share: return std::holds_alternative<Ratio>(value);
    case Kind::day: return std::holds_alternative<Day>(value);
  }
  return false;
}

std::vector<std::size_t> all_columns(const Table& table) {
  std::vector<std::size_t> places(table.columns.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  return places;
}

} // namespace

TEST_CASE("every report and each of its options stands in the documentation") {
  Strings wanted;
  for (const auto& report : list()) wanted.push_back(documented(report));
  CHECK(rows_below("| report | what it shows | options |", "commands.md") == wanted);
}

TEST_CASE("the Chinese page has the same reports with the same options") {
  Strings wanted, told;
  for (const auto& report : list()) wanted.push_back(name_and_options(documented(report)));
  for (const auto& row : rows_below("| 报表 | 内容 | 选项 |", "zh/commands.md")) told.push_back(name_and_options(row));
  CHECK(told == wanted);
}

TEST_CASE("names of reports, and keys of the columns of a table, are told apart; people read titles") {
  std::set<std::string_view> names;
  for (const auto& report : list()) {
    CHECK(names.insert(report.name).second);
    for (const auto& table : report.tables) {
      std::set<std::string_view> keys;
      for (const auto& column : table.columns) {
        CAPTURE(report.name, column.key);
        CHECK(keys.insert(column.key).second);
        const bool for_people = column.manner.shown != Shown::as_data;
        if (for_people && column.manner.title.empty()) CHECK_FALSE(messages::title(column.key).key().empty());
      }
    }
  }
}

TEST_CASE("an option of one name takes the same value in all reports, and asks for a table only where it is taken") {
  std::map<std::string_view, std::string_view> values;
  for (const auto& report : list()) {
    for (const auto& option : report.options)
      CHECK(values.try_emplace(option.name, option.value).first->second == option.value);
    for (std::size_t place = 0; place < report.tables.size(); ++place) {
      CAPTURE(report.name, place);
      CHECK(report.tables[place].when.empty() == (place == 0));
      CHECK((place == 0 || report.takes(report.tables[place].when)));
    }
  }
}

TEST_CASE("a report that is named to somebody takes the options that are named with it") {
  const std::set<std::string> global = {"--show-personal", "--as-of", "--help"};
  const std::regex named("loyalty report ([a-z-]+)((?: --[a-z-]+(?: [A-Za-z0-9%-]+)?)*)");
  const std::regex option("--[a-z-]+");
  int options = 0;
  for (const auto& file : source_tree::sources({"src"})) {
    const auto text = source_tree::read(file);
    for (std::sregex_iterator found(text.begin(), text.end(), named), end; found != end; ++found) {
      const auto report = std::ranges::find(list(), found->str(1), &Report::name);
      if (report == list().end()) continue;
      const auto words = found->str(2);
      for (std::sregex_iterator each(words.begin(), words.end(), option); each != end; ++each) {
        CAPTURE(source_tree::name_of(file), found->str());
        CHECK((report->takes(each->str()) || global.contains(each->str())));
        ++options;
      }
    }
  }
  CHECK(options > 5);
}

/// Every report of this shop has something to show but for wallets, gift cards and birthdays; it has too few buyers for
/// thresholds.
class BusyShop : public follow_up_shop::Shop {
 public:
  BusyShop() : Shop(everything) {
    orders("2026-01-31",
           "1,a,2026-01-05,300.00,paid,,,\n2,a,2026-01-07,600.00,paid,,,\n3,b,2026-01-08,70.00,paid,,,a\n"
           "4,,2026-01-09,5.00,paid,,,\n5,b,2026-01-10,9.00,paid,,plus,\n");
    visitors("2026-01-31", "2026-01,100,\n");
    draw("2026-01-31", {.name = "few", .share = Ratio{10'000}, .segment = {}, .seed = 1});
    night("2026-02-01");
  }
  Asked asked() {
    return {ledger(), day("2026-02-01"),
            std::make_shared<const Program>(program::load_program(everything, "loyalty.toml"))};
  }
};

TEST_CASE("every table of every report is filled as its columns promise") {
  BusyShop shop;
  auto question = shop.asked();
  std::set<std::string_view> empty;
  for (const auto& report : list())
    for (const auto& table : report.tables) {
      question.options = {{"--from", "2026-01-01"}, {"--segment", "all"}, {"--plan", "plus"}, {"--days", "60"},
                          {"--by", "tier"},         {"--within", "50%"},  {"HOLDOUT", "few"}};
      if (report.name == "dormant") question.options["--days"] = "1";
      if (report.name == "today") question.options["--all"] = "yes";
      bool filled = false;
      table.ask(question)->tell(all_columns(table), [&](const std::vector<Cell>& cells) {
        filled = true;
        REQUIRE(cells.size() == table.columns.size());
        for (std::size_t column = 0; column < cells.size(); ++column) {
          CAPTURE(report.name, table.columns[column].key);
          CHECK(fits(table.columns[column].kind, cells[column]));
        }
      });
      if (!filled) empty.insert(report.name);
    }
  CHECK(empty ==
        std::set<std::string_view>{"advice", "birthdays", "cards", "thresholds", "unassigned", "wallets", "watch"});
}

TEST_CASE("of a list of people to write to only those stay who may be contacted") {
  BusyShop shop;
  auto question = shop.asked();
  question.options = {{"--segment", "all"}, {"--days", "1"}, {"--from", "2026-01-01"}, {"--within", "50%"}};
  for (const auto& report : list()) {
    if (!report.takes("--contact") || report.name == "birthdays") continue;
    CAPTURE(report.name);
    question.options["--days"] = report.name == "expiring" ? "60" : "1";
    const auto answer = report.table_for(question).ask(question);
    const auto before = answer->members();
    REQUIRE_FALSE(before.empty());
    answer->keep({before.back()});
    CHECK(answer->members() == std::vector<MemberId>{before.back()});
    std::size_t rows = 0;
    answer->tell({0}, [&](const std::vector<Cell>&) { ++rows; });
    CHECK(rows == 1);
  }
}

} // namespace list_test
