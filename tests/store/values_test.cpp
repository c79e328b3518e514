// SPDX-License-Identifier: MIT
#include "store/ledger/values.hpp"

#include <fmt/format.h>

#include <limits>
#include <string>

#include "catch.hpp"
#include "loyalty/error.hpp"
#include "store/accounts.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/schema.hpp"
#include "store/members.hpp"
#include "store/programs.hpp"

namespace values_test {

namespace {

using namespace loyalty;
using namespace loyalty::store;

constexpr auto least = std::numeric_limits<std::int64_t>::min();
constexpr auto most = std::numeric_limits<std::int64_t>::max();

/// What reading says of a number that stands where `read` is called for; empty: it is taken.
template <class Read>
std::string refusal(std::int64_t number, const Read& read) {
  const auto ledger = Ledger::in_memory();
  Cursor row(ledger->database(), "SELECT ?1 AS held FROM batches UNION ALL SELECT ?1");
  row.bind(number).next();
  try {
    read(row);
  } catch (const Error& error) {
    CHECK(error.failure == Failure::damaged);
    return error.why.english();
  }
  return {};
}

/// Every number that is taken or refused lies beside one of the other sort.
template <class Read>
void check_bounds(std::int64_t first, std::int64_t last, const Read& read) {
  CAPTURE(first, last);
  for (const auto number : {first, last}) CHECK(refusal(number, read) == "");
  for (const auto number : {least, first - 1, last + 1, most}) CHECK(refusal(number, read) != "");
}

/// "BETWEEN 1 AND 11" of a column of schema.sql.
std::string checked(const std::string& table, const std::string& column) {
  const std::string schema(schema_sql());
  const auto from = schema.find("CREATE TABLE " + table + " (");
  const auto at = schema.find("CHECK (" + column + " ", from);
  return schema.substr(at, schema.find(')', at) + 1 - at);
}

template <class Kind>
std::string known(const std::string& column) {
  return fmt::format("CHECK ({} BETWEEN {} AND {})", column, static_cast<int>(Kinds<Kind>::first),
                     static_cast<int>(Kinds<Kind>::last));
}

} // namespace

TEST_CASE("a value is taken up to its bounds and not beyond") {
  check_bounds(1, 999'999'999'999'999, [](const Cursor& row) { row.id<MemberId>(0); });
  check_bounds(0, 999'999'999'999'999, [](const Cursor& row) { row.maybe_id<MemberId>(0); });
  check_bounds(0, 1'000'000'000, [](const Cursor& row) { row.line(0); });
  check_bounds(-999'999'999'999'999, 999'999'999'999'999, [](const Cursor& row) { row.points(0); });
  check_bounds(-2 * Money::limit, 2 * Money::limit, [](const Cursor& row) { row.money(0); });
  check_bounds(0, 1'000'000'000'000'000'000, [](const Cursor& row) { row.ratio(0); });
  check_bounds(Day::from_civil(1, 1, 1).number, Day::from_civil(9999, 12, 31).number,
               [](const Cursor& row) { row.day(0); });
  check_bounds(Moment::at(Day::from_civil(1, 1, 1)).seconds, Moment::at(Day::from_civil(9999, 12, 31), 86'399).seconds,
               [](const Cursor& row) { row.moment(0); });
  check_bounds(1, 11, [](const Cursor& row) { row.kind<EntryKind>(0); });
  check_bounds(0, 5, [](const Cursor& row) { row.kind<OrderStatus>(0); });
  check_bounds(0, 1'000'000, [](const Cursor& row) { row.points_of(ActKind::activity, 0); });
  check_bounds(-1'000'000, Day::from_civil(9999, 12, 31).number, [](const Cursor& row) { row.through(0); });
  check_bounds(-1'000'001, never.number, [](const Cursor& row) { row.due(0); });
  check_bounds(-999'999'999'999'999'999, 999'999'999'999'999'999, [](const Cursor& row) { row.sum(0); });
  check_bounds(0, 999'999'999'999'999, [](const Cursor& row) { row.count(0); });
  check_bounds(0, 1, [](const Cursor& row) { row.flag(0); });
  check_bounds(0, 2, [](const Cursor& row) { row.place_in(std::string("abc"), 0); });
}

TEST_CASE("what is refused is named with its place") {
  CHECK(refusal(12'884'901'888, [](const Cursor& row) { row.day(0); }) ==
        "batches.held holds 12884901888, which is no day");
}

TEST_CASE("what is no whole number is none that is near it") {
  const auto ledger = Ledger::in_memory();
  for (const std::string held : {"12.5", "1e3", "'12'", "'x'", "x'12'"}) {
    CAPTURE(held);
    Cursor row(ledger->database(), "SELECT " + held + " AS held");
    row.next();
    CHECK_THROWS_WITH(row.points(0), "the ledger is damaged");
    CHECK_THROWS_WITH(row.maybe_id<MemberId>(0), "the ledger is damaged");
  }
}

TEST_CASE("the kinds that are read are those that the schema lets in") {
  CHECK(checked("orders", "status") == known<OrderStatus>("status"));
  CHECK(checked("acts", "kind") == known<ActKind>("kind"));
  CHECK(checked("entries", "kind") == known<EntryKind>("kind"));
  CHECK(checked("tier_changes", "reason") == known<TierReason>("reason"));
  CHECK(checked("voucher_events", "kind") == known<VoucherEventKind>("kind"));
  CHECK(checked("card_moves", "kind") == known<CardMoveKind>("kind"));
}

TEST_CASE("nothing is no kind, not even where one has the number 0") {
  const auto ledger = Ledger::in_memory();
  Cursor row(ledger->database(), "SELECT NULL AS held");
  row.next();
  CHECK_THROWS_WITH(row.kind<OrderStatus>(0), "the ledger is damaged");
  CHECK_THROWS_WITH(row.kind<OnReturn>(0), "the ledger is damaged");
}

TEST_CASE("a refused row stops the reading of a whole table too") {
  const auto ledger = Ledger::in_memory();
  ledger->database().exec(
      "PRAGMA ignore_check_constraints = ON;"
      "INSERT INTO entries (member_id, entry_no, batch_id, day, kind, points) VALUES (1, 1, 1, 20000, 99, 5)");
  CHECK_THROWS_WITH(read_account(*ledger, MemberId(1)), "the ledger is damaged");
}

TEST_CASE("a kept program says its currency and time zone in any way that TOML has") {
  for (const std::string text :
       {"[program]\ntimezone = \"Asia/Tokyo\"", "[program]\ntimezone    =    'Asia/Tokyo'",
        "program = {timezone=\"Asia/Tokyo\"}", "[program]\ntimezone = \"\"\"\nAsia/Tokyo\"\"\"",
        "[program]\ntimezone = \"\\u0041sia/Tokyo\""}) {
    CAPTURE(text);
    const auto ledger = Ledger::in_memory();
    Program program;
    program.timezone = "Asia/Tokyo";
    Batch batch(*ledger, {.kind = BatchKind::night, .as_of = Day{20'000}, .recorded_at = "", .operator_name = ""});
    add_program(*ledger, batch, Day{20'000}, program, text);
    batch.close({});
    CHECK(shop_timezone(*ledger) == "Asia/Tokyo");
  }
}

TEST_CASE("members are numbered without gaps") {
  const auto ledger = Ledger::in_memory();
  ledger->database().exec("INSERT INTO members (id, batch_id) VALUES (1, 1), (2, 1)");
  CHECK(last_member(*ledger) == MemberId(2));
  ledger->database().exec("INSERT INTO members (id, batch_id) VALUES (900000000000, 1)");
  CHECK_THROWS_WITH(last_member(*ledger), "the ledger is damaged");
}

} // namespace values_test
