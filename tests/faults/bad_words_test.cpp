// SPDX-License-Identifier: MIT
//
// Command lines that are wrong: each is refused in words that help, at once, and changes nothing.

#include "catch.hpp"
#include "faults/shop.hpp"

namespace bad_words_test {

using namespace faults;

namespace {

struct Row {
  Words words;
  int code;
  const char* phrase;
};

Words points(const char* number) { return {"adjust-points", "m1", number, "--reason", "x"}; }
Words as_of(const char* day) { return {"run-nightly", "--as-of", day}; }
Words wait(const char* seconds) { return {"list-batches", "--wait", seconds}; }
Words amount(const char* money) { return {"redeem-points", "m1", "10", "--amount", money}; }

const Row rows[] = {
    // Nothing, or nothing known.
    {{}, 2, "All commands: loyalty --help"},
    {{""}, 2, "unknown command"},
    {{"-"}, 2, "no command was given"},
    {{"--"}, 2, "no command was given"},
    {{"-x"}, 2, "no command was given"},
    {{"--ledger", "loyalty.db"}, 2, "no command was given"},
    {{"--quiet"}, 2, "no command was given"},
    {{"import-order"}, 2, "did you mean import-orders?"},
    {{"imprt-orders", "orders.csv"}, 2, "did you mean import-orders?"},
    {{"Import-Orders"}, 2, "did you mean import-orders?"},
    {{"reprot"}, 2, "did you mean report?"},
    {{"adit"}, 2, "did you mean audit?"},
    {{"run_nightly"}, 2, "did you mean run-nightly?"},
    {{"undo-batches", "1"}, 2, "did you mean undo-batch?"},
    {{"import"}, 2, "unknown command import"},
    {{"delete-everything"}, 2, "see: loyalty --help"},
    {{"报告"}, 2, "unknown command 报告"},
    {{"run-nightly\n"}, 2, "unknown command"},
    {{"report", "member"}, 2, "did you mean loyalty report members?"},
    {{"report", "summry"}, 2, "did you mean loyalty report summary?"},
    {{"report", "everything"}, 2, "everything"},
    {{"report"}, 2, "report"},
    {{"report", "members", "summary"}, 2, "too many words: summary"},
    {{"list-batches", "--lats", "1"}, 2, "did you mean --last?"},
    {{"list-batches", "--foramt", "csv"}, 2, "did you mean --format?"},
    {{"run-nightly", "--as-off", "2026-01-01"}, 2, "did you mean --as-of?"},
    {{"run-nightly", "--asof=2026-01-01"}, 2, "did you mean --as-of?"},
    {{"import-orders", "orders.csv", "--reject", "x.csv"}, 2, "did you mean --rejects?"},
    {{"run-nightly", "--dryrun"}, 2, "did you mean --dry-run?"},
    {{"run-nightly", "--force"}, 2, "unknown option --force"},
    {{"run-nightly", "now"}, 2, "too many words: now"},
    {{"init", "here"}, 2, "too many words: here"},
    {{"list-batches", "-z"}, 2, "unknown option -z"},
    // Words that are missing, or there twice.
    {{"import-orders"}, 2, "no file was named"},
    {{"import-orders", "a.csv", "b.csv"}, 1, "cannot open b.csv"},
    {{"adjust-points"}, 2, "MEMBER"},
    {{"adjust-points", "m1"}, 2, "POINTS"},
    {{"adjust-points", "m1", "5", "6", "--reason", "x"}, 2, "too many words: 6"},
    {{"adjust-points", "m1", "5"}, 1, "a reason is missing"},
    {{"adjust-points", "m1", "5", "--reason"}, 2, "--reason needs a value: TEXT"},
    {{"adjust-points", "m1", "5", "--reason", "--dry-run"}, 2, "--reason needs a value: TEXT"},
    {{"adjust-points", "m1", "5", "--reason", ""}, 1, "a reason is missing"},
    {{"award-points", "m1"}, 2, "the number of points is missing"},
    {{"award-points", "m1", "5"}, 1, "a reason is missing"},
    {{"undo-batch"}, 2, "BATCH"},
    {{"issue-coupon"}, 2, ""},
    {{"redeem-coupon"}, 2, ""},
    {{"void-coupon", "X"}, 2, "a reason is missing"},
    {{"show-member"}, 2, "MEMBER"},
    {{"forget-member"}, 2, "MEMBER"},
    {{"forget-member", "m1"}, 2, "confirmation needed before m1 is forgotten"},
    {{"export-member"}, 2, "MEMBER"},
    {{"export-member", "m1", "--format", "csv"}, 2, "that format holds one table"},
    {{"import-members"}, 2, "no file was named"},
    {{"import-members", "a.csv", "--profile", "generik"}, 2, "did you mean generic?"},
    {{"list-batches", "--format"}, 2, "--format needs a value: FORMAT"},
    {{"list-batches", "--quiet=yes"}, 2, "--quiet takes no value"},
    {{"list-batches", "--json", "--format", "csv"}, 2, "--format was given twice"},
    {{"list-batches", "--wait"}, 2, "--wait"},
    {{"list-batches", "--format", "csv", "--format", "json"}, 2, "--format"},
    {{"run-nightly", "--as-of", "2026-02-01", "--as-of", "2026-03-01"}, 2, "--as-of"},
    // Numbers.
    {points("010"), 2, "POINTS 010 is not a whole number"},
    {points("0x10"), 2, "is not a whole number"},
    {points("1e5"), 2, "is not a whole number"},
    {points("1.0"), 2, "is not a whole number"},
    {points("1,000"), 2, "is not a whole number"},
    {points("1_000"), 2, "is not a whole number"},
    {points(" 7"), 2, "is not a whole number"},
    {points("7 "), 2, "is not a whole number"},
    {points("+7"), 2, "is not a whole number"},
    {points("-0"), 2, "is not a whole number"},
    {points("--7"), 2, "unknown option --7"},
    {points(""), 2, "POINTS"},
    {points("９"), 2, "is not a whole number"},
    {points("seven"), 2, "is not a whole number"},
    {points("nan"), 2, "is not a whole number"},
    {points("inf"), 2, "is not a whole number"},
    {points("99999999999999999999"), 2, "is not a whole number"},
    {points("-99999999999999999999"), 2, "is not a whole number"},
    {points("9223372036854775808"), 2, "is not a whole number"},
    {points("9223372036854775807"), 2, "is not a whole number"},
    {points("-9223372036854775808"), 2, "is not a whole number"},
    {points("999999999999999999"), 2, "is not a whole number"},
    {points("-999999999999999999"), 2, "is not a whole number"},
    {points("0"), 1, "0 points change nothing"},
    {points("-1000000"), 1, "an account never falls below zero"},
    {{"award-points", "m1", "-5", "--reason", "x"}, 1, "-5 points are not above zero"},
    {{"redeem-points", "m1", "-5"}, 1, "-5 points are not above zero"},
    {{"redeem-points", "m1", "1000000"}, 1, "not_enough_points"},
    {amount("1.005"), 2, "is not an amount"},
    {amount("1e3"), 2, "is not an amount"},
    {amount("¥5"), 2, "is not an amount"},
    {amount(""), 2, "--amount"},
    {amount("99999999999999.00"), 2, "is not an amount"},
    {{"list-batches", "--last", "0"}, 2, "--last must be at least 1"},
    {{"list-batches", "--last", "-3"}, 2, "--last must be at least 1"},
    {{"list-batches", "--last", "010"}, 2, "--last 010 is not a whole number"},
    {{"list-batches", "--last", "9999999999999999999"}, 2, "is not a whole number"},
    {{"undo-batch", "99", "--yes"}, 1, "99"},
    {{"undo-batch", "0", "--yes"}, 1, "0"},
    {{"undo-batch", "-1", "--yes"}, 1, ""},
    {{"undo-batch", "one", "--yes"}, 2, "is not a whole number"},
    {{"undo-batch", "1"}, 2, "--yes"},
    {wait("abc"), 2, "--wait abc is not a number of seconds"},
    {wait(""), 2, "--wait"},
    {wait("-1"), 2, "--wait -1 is not a number of seconds"},
    {wait("1.5"), 2, "is not a number of seconds"},
    {wait("05"), 2, "is not a number of seconds"},
    {wait("1e1"), 2, "is not a number of seconds"},
    {wait("86401"), 2, "is not a number of seconds"},
    {wait("4294967297"), 2, "is not a number of seconds"},
    // Days.
    {as_of("2023-02-30"), 2, "--as-of 2023-02-30 is not a day"},
    {as_of("2023-02-29"), 2, "is not a day"},
    {as_of("2023-13-01"), 2, "is not a day"},
    {as_of("2023-00-10"), 2, "is not a day"},
    {as_of("2023-1-1"), 2, "is not a day"},
    {as_of("20230101"), 2, "is not a day"},
    {as_of("01.02.2023"), 2, "is not a day"},
    {as_of("2023/01/02"), 2, "is not a day"},
    {as_of("0000-00-00"), 2, "is not a day"},
    {as_of("99999-01-01"), 2, "is not a day"},
    {as_of("2023-01-01 10:00"), 2, "is not a day"},
    {as_of(" 2023-01-01"), 2, "is not a day"},
    {as_of("today"), 2, "is not a day"},
    {as_of("２０２３-01-01"), 2, "is not a day"},
    {{"report", "members", "--as-of", "2023-02-30"}, 2, "is not a day"},
    {{"list-batches", "--as-of", "2023-02-30"}, 2, "is not a day"},
    // Choices.
    {{"report", "members", "--format", "xml"}, 2, "one of: table, csv, tsv, json, jsonl, md, html"},
    {{"report", "members", "--format", "CSV"}, 2, "--format CSV is not known"},
    {{"report", "members", "--lang", "fr"}, 2, "--lang fr is not zh or en"},
    {{"report", "members", "--color", "maybe"}, 2, "--color maybe is not"},
    {{"report", "members", "--format", "json", "--as-of", "soon"}, 2, "\"exit_code\":2"},
    {{"list-batches", "--format", "json", "--ledger", "none.db"}, 10, "\"exit_code\":10"},
    {{"list-batches", "--json", "--ledger", "none.db"}, 10, "\"exit_code\":10"},
    // Names that lead nowhere.
    {{"list-batches", "--ledger", "none.db"}, 10, "make one with: loyalty init"},
    {{"list-batches", "--ledger", "no/where.db"}, 10, "there is no folder"},
    {{"run-nightly", "--program", "none.toml"}, 2, "the program file none.toml cannot be read"},
    {{"run-nightly", "--program", "."}, 2, "cannot be read"},
    {{"check-program", "--program", "/dev/null"}, 2, "the file has no program"},
    {{"check-program", "--program", "/dev/zero"}, 2, "larger than 1 MiB"},
    {{"import-orders", "none.csv"}, 1, "cannot open none.csv"},
    {{"import-orders", "."}, 1, "cannot read ."},
    {{"import-orders", ""}, 1, "cannot open"},
    {{"import-orders", "/dev/null"}, 1, "the file is empty"},
    {{"import-orders", "loyalty.db"}, 1, "is a binary file, not CSV"},
    {{"import-orders", "loyalty.toml"}, 1, "no column order_id"},
    {{"import-orders", "-"}, 1, "(stdin):1:1: error: the file is empty"},
    {{"import-orders", "orders.csv", "--shop", " x"}, 2, "the shop's name cannot be used"},
    {{"adjust-points", "m999", "5", "--reason", "x"}, 1, "there is no member m999"},
    {{"adjust-points", "", "5", "--reason", "x"}, 1, "there is no member"},
    {{"adjust-points", "M1", "5", "--reason", "x"}, 1, "did you mean m1?"},
    {{"adjust-points", "--reason", "-x", "--", "--m1", "5"}, 1, "there is no member --m1"},
    {{"adjust-points", "m1", "5", "--reason", "x", "--as-of", "2020-01-01"}, 1, "are processed through 2026-01-01"},
    {{"redeem-points", "m1", "10", "--order", "none"}, 1, "there is no order none"},
    {{"show-member", "m999"}, 1, "there is no member m999"},
    {{"forget-member", "m999", "--yes"}, 1, "there is no member m999"},
    {{"export-member", "m999"}, 1, "there is no member m999"},
    {{"explain", "m999"}, 1, "there is no member m999"},
    {{"issue-coupon", "newcomr", "m1"}, 1, "did you mean newcomer?"},
    {{"issue-coupon", "newcomer"}, 2, ""},
    {{"issue-coupon", "newcomer", "--tier", "sliver"}, 1, "silver"},
    {{"redeem-coupon", "22222-222223", "--amount", "60.00"}, 1, "the code is mistyped"},
    {{"redeem-coupon", "22222-222222", "--amount", "-60.00"}, 2, "not above zero"},
    {{"void-coupon", "22222-222222", "--reason", "x"}, 1, "there is no voucher"},
    {{"recalc-tiers", "--explain", "m999"}, 1, "there is no member m999"},
    // Hostile words.
    {{"adjust-points", "m1'; DROP TABLE orders; --", "5", "--reason", "x"}, 1, "there is no member"},
    {{"adjust-points", "\x1b[31mred", "5", "--reason", "x"}, 1, "there is no member \\x1b[31mred"},
    {{"adjust-points", "\xff\xfe", "5", "--reason", "x"}, 1, "there is no member"},
    {{"list-batches", "--ledger", "loyalty.db\n"}, 10, "there is no ledger"},
};

} // namespace

TEST_CASE("a wrong command line is refused in words that help, at once, and changes nothing") {
  const Shop shop(200, 20);
  const auto before = shop.ledger_bytes();
  const auto program = read_file(shop.file("loyalty.toml"));
  static_assert(std::size(rows) >= 120);
  for (const auto& row : rows) {
    auto how = shop.start();
    how.limit = std::chrono::seconds(10);
    const auto ended = shop.loyalty(row.words, how);
    CAPTURE(row.words, ended.out, ended.err, ended.signal, ended.hung);
    CHECK(ended.code == row.code);
    CHECK(ended.err.find(row.phrase) != std::string::npos);
    CHECK(ended.err.find('\x1b') == std::string::npos);
    CHECK_FALSE(ended.err.empty());
    CHECK(ended.out.empty());
    CHECK((shop.ledger_bytes() == before));
  }
  CHECK(read_file(shop.file("loyalty.toml")) == program);
}

TEST_CASE("wrong settings of the environment are refused as well") {
  const Shop shop(20, 5);
  const auto before = shop.ledger_bytes();
  struct Setting {
    const char *name, *value;
    Words words;
    int code;
    const char* phrase;
  };
  const Setting settings[] = {
      {"LOYALTY_NOW", "yesterday", {"run-nightly"}, 2, "LOYALTY_NOW is not a moment"},
      {"LOYALTY_NOW", "2026-02-30T00:00:00Z", {"run-nightly"}, 2, "LOYALTY_NOW is not a moment"},
      {"LOYALTY_AS_OF", "2026-02-30", {"run-nightly"}, 2, "2026-02-30 is not a day"},
      {"LOYALTY_LEDGER", "none.db", {"list-batches"}, 10, "there is no ledger none.db"},
      {"LOYALTY_PROGRAM", "none.toml", {"run-nightly"}, 2, "the program file none.toml cannot be read"},
      {"LOYALTY_LEDGER", "/dev/null", {"list-batches"}, 12, "it is not an ordinary file"},
  };
  for (const auto& setting : settings) {
    auto how = shop.start();
    how.environment[setting.name] = setting.value;
    const auto ended = shop.loyalty(setting.words, how);
    CAPTURE(setting.name, setting.value, ended.err);
    CHECK(ended.code == setting.code);
    CHECK(ended.says(setting.phrase));
    CHECK((shop.ledger_bytes() == before));
  }
}

} // namespace bad_words_test
