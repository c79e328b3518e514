// SPDX-License-Identifier: MIT
//
// Files that are wrong: each is refused with the place and in words that help, at once, and changes nothing.

#include "catch.hpp"
#include "faults/shop.hpp"

namespace bad_files_test {

using namespace faults;
using namespace std::string_literals;

namespace {

struct Row {
  std::string text;
  int code;
  const char* phrase;
};

#define HEADER "order_id,member_id,placed_at,amount,status"
#define ORDER "x1,m1,2025-06-01,10.00,paid"

std::string row(const std::string& text) { return HEADER "\n" + text + "\n"; }
std::string more(const std::string& columns, const std::string& text) {
  return HEADER "," + columns + "\n" + text + "\n";
}
std::string utf16(const std::string& ascii) {
  std::string text = "\xff\xfe";
  for (const char c : ascii) text += c, text += '\0';
  return text;
}

// The ledger knows order 9000000000: m1, 2024-01, paid or refunded.
const Row order_files[] = {
    // What is no order file.
    {"", 1, "bad.csv:1:1: error: the file is empty"},
    {"\xef\xbb\xbf", 1, "bad.csv:1:1: error: the file is empty"},
    {"\n\n\r\n", 1, "the file is empty"},
    {"PK\x03\x04\x14\x00\x06\x00"s + std::string(600, '\x01'), 1, "is a damaged zip archive or workbook"},
    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"s + std::string(600, '\0'), 1, "is an old Excel workbook (xls)"},
    {utf16("x1,m1,2025-06-01,10.00,paid\n"), 1, "bad.csv:1:1: error: no column order_id"},
    {"\xfe\xff\0o\0r\xd8"s, 1, "bad.csv:1:3: error: not UTF-16BE at byte 6 of the file"},
    {"<html><table><tr><td>order_id</td></tr></table></html>", 1, "is a web page"},
    {"\n  <!DOCTYPE html>\n<p>Please log in</p>", 1, "is a web page"},
    {"<?xml version=\"1.0\"?><a/>", 1, "is a web page"},
    {"\x7f"
     "ELF\x02\x01\x01\0\0\0"s,
     1, "is a binary file"},
    {"%PDF-1.7\n1 0 obj", 1, "no column order_id"},
    {"{\"orders\": []}", 1, "bad.csv:1:2: error: a quote inside a field without quotes"},
    // Encodings.
    {row("x1,m1,2025-06-01,10.00,\xd6\xa7\xb8\xb6"), 3, "支付 is not a status"},
    {"\xb6\xa9\xb5\xa5\xb1\xe0\xba," HEADER "\n", 1, "not GB18030 at byte 6 of the file"},
    {row("x1,m\xe9,2025-06-01,10.00,paid"), 1, "bad.csv:2:5: error: not UTF-8"},
    {row("x1,\xc0 ,2025-06-01,10.00,paid"), 1, "not UTF-8"},
    {row("x1,会\xc0\xaf,2025-06-01,10.00,paid"), 1, "bad.csv:2:5: error: not UTF-8"},
    {row("x1,会员\xed\xa0\x80,2025-06-01,10.00,paid"), 1, "not UTF-8"},
    {row("x1,m\xe4"), 1, "not UTF-8"},
    {row(std::string(700, 'a') + ",m1\0,2025-06-01,10.00,paid"s), 1, "a NUL character"},
    // Headers.
    {"x1,m1,2025-06-01,10.00,paid\n", 1, "bad.csv:1:1: error: no column order_id"},
    {"order_id;member_id;placed_at;amount;status\n", 0, "0 new"},
    {"order_id\tmember_id\tplaced_at\tamount\tstatus\n", 0, "0 new"},
    {"order_id,member_id,placed_at,amount\n", 1, "no column status"},
    {"order_id,member_id,placed_at,amount,satus\n", 1, "did you mean status where it says \"satus\"?"},
    {"order_id,member_id,placed_at,amount,status,amount\n", 1, "bad.csv:1:44: error: two columns are named amount"},
    {"order_id,member_id,placed_at,amount,status,Amount\n", 1, "two columns are named amount"},
    {HEADER "\n", 0, "0 new"},
    {HEADER, 0, "0 new"},
    {HEADER "\n\n\n", 0, "0 new"},
    // Quotes.
    {row("\"x1,m1,2025-06-01,10.00,paid"), 1, "bad.csv:2:1: error: a quote that is never closed"},
    {row("x1,m\"1,2025-06-01,10.00,paid"), 1, "bad.csv:2:5: error: a quote inside a field without quotes"},
    {row("=\"x1,m1,2025-06-01,10.00,paid"), 1, "bad.csv:2:2: error: a quote inside a field without quotes"},
    {row("\"x1\"y,m1,2025-06-01,10.00,paid"), 1, "bad.csv:2:5: error: text after a closing quote"},
    {row(ORDER "\n\"x2,m1"), 1, "bad.csv:3:1: error: a quote that is never closed"},
    {row(std::string(1 << 20, 'x') + ORDER), 1, "the row is longer than 1 MiB"},
    // Rows.
    {row("x1"), 3, "bad.csv:2:1: error: the row has 1 field, the header 5"},
    {row(ORDER ",more"), 3, "the row has 6 fields, the header 5"},
    {row("x1,m1,2025-06-01,10,00,paid"), 3, "put a field that has a comma in quotes"},
    {row(",m1,2025-06-01,10.00,paid"), 3, "bad.csv:2:1: error: the order has no id"},
    {row(" '\u3000,m1,2025-06-01,10.00,paid"), 3, "bad.csv:2:1: error: the order has no id"},
    {row("=\"\",m1,2025-06-01,10.00,paid"), 3, "bad.csv:2:1: error: the order has no id"},
    {row("x1,24111222333444555.0,2025-06-01,10.00,paid"), 3, "bad.csv:2:4: error:"},
    {row("2.4111E+17,m1,2025-06-01,10.00,paid"), 3, "is a number that a spreadsheet has shortened (order_id)"},
    {row("x\x07,m1,2025-06-01,10.00,paid"), 3, "has a control character"},
    {row("x1,m\x1b[31m,2025-06-01,10.00,paid"), 3, "has a control character"},
    {row(std::string(201, 'x') + ",m1,2025-06-01,10.00,paid"), 3, "the id is longer than 200 bytes"},
    // Times.
    {row("x1,m1,,10.00,paid"), 3, "bad.csv:2:7: error: the time is empty (placed_at)"},
    {row("x1,m1,2025-02-30,10.00,paid"), 3, "2025-02-30 is not a date (placed_at)"},
    {row("x1,m1,2025-06-01 25:00,10.00,paid"), 3, "2025-06-01 25:00 is not a time (placed_at)"},
    {row("x1,m1,2025-06-01 10:60:00,10.00,paid"), 3, "is not a time (placed_at)"},
    {row("x1,m1,2025-06-01T10:00:00+99:00,10.00,paid"), 3, "is not a time (placed_at)"},
    {row("x1,m1,2025/6/1,10.00,paid"), 3, "2025/6/1 is not a time"},
    {row("x1,m1,45809.5,10.00,paid"), 3, "is not a time"},
    {row("x1,m1,01.06.2025,10.00,paid"), 3, "is not a time"},
    {row("x1,m1,1748736000,10.00,paid"), 3, "is not a time"},
    // Amounts.
    {row("x1,m1,2025-06-01,,paid"), 3, "bad.csv:2:18: error: the amount is empty (amount)"},
    {row("x1,m1,2025-06-01,10.005,paid"), 3, "has more than two decimals"},
    {row("x1,m1,2025-06-01,1e2,paid"), 3, "1e2 is not an amount"},
    {row("x1,m1,2025-06-01,\"1,000.00\",paid"), 3, "has a comma"},
    {row("x1,m1,2025-06-01,¥10.00,paid"), 3, "is not an amount"},
    {row("x1,m1,2025-06-01, 10.00,paid"), 3, "has blanks around it"},
    {row("x1,m1,2025-06-01,１０.00,paid"), 3, "full-width"},
    {row("x1,m1,2025-06-01,=1+1,paid"), 3, "is not an amount"},
    {row("x1,m1,2025-06-01,nan,paid"), 3, "is not an amount"},
    {row("x1,m1,2025-06-01,0x10,paid"), 3, "is not an amount"},
    {row("x1,m1,2025-06-01,1.2.3,paid"), 3, "is not an amount"},
    {row("x1,m1,2025-06-01,.,paid"), 3, "is not an amount"},
    {row("x1,m1,2025-06-01,99999999999999999999,paid"), 3, "is more than"},
    {row("x1,m1,2025-06-01,-10.00,paid"), 3, "is negative, but the status is paid"},
    // Statuses and refunds.
    {row("x1,m1,2025-06-01,10.00,"), 3, "bad.csv:2:24: error: the status is empty (status)"},
    {row("x1,m1,2025-06-01,10.00,payed"), 3, "did you mean paid?"},
    {row("x1,m1,2025-06-01,10.00,PAID"), 3, "PAID is not a status"},
    {row("x1,m1,2025-06-01,10.00,已付款"), 3, "is not a status"},
    {row("x1,m1,2025-06-01,10.00,refund"), 3, "the amount of a refund must be negative, not 10.00"},
    {row("x1,m1,2025-06-01,0.00,refund"), 3, "the amount of a refund must be negative"},
    {more("refunded_amount", ORDER ",10.01"), 3, "is not within 0.00 and 10.00"},
    {more("refunded_amount", ORDER ",-1.00"), 3, "is not within 0.00 and 10.00"},
    {more("refunded_amount", "x1,m1,2025-06-01,10.00,unpaid,5.00"), 3, "the status is unpaid"},
    {more("refunded_amount", ORDER ",five"), 3, "five is not an amount (refunded_amount)"},
    {more("refund_of", "x1,m1,2025-06-01,-5.00,refund,nosuch"), 3, "nosuch"},
    {more("refund_of", "x1,m1,2025-06-01,-500000.00,refund,9000000000"), 3, "9000000000"},
    {more("refund_of", "x1,m1,2025-06-01,-5.00,refund,x1"), 3, "x1"},
    // Orders that are known otherwise.
    {row("9000000000,m1,2024-01-01,1.00,paid"), 3, "order 9000000000 is in the ledger with amount"},
    {row("9000000000,m2,2024-01-01,1.00,paid"), 3, "order 9000000000 is in the ledger with"},
    {row("x1,m1,2025-06-01,10.00,pay\nx1,m1,2025-06-01,20.00,pai d"), 3, "bad.csv:3:"},
    // Details.
    {more("quantity", ORDER ",two"), 3, "(quantity)"},
    {more("quantity", ORDER ",-1"), 3, "(quantity)"},
    {more("points_redeemed", ORDER ",1.5"), 3, "(points_redeemed)"},
    {more("paid_at", ORDER ",soon"), 3, "soon is not a time (paid_at)"},
    {more("shipping", ORDER ",free"), 3, "free is not an amount (shipping)"},
    {more("discount", ORDER ",10%"), 3, "10% is not an amount (discount)"},
};

#define PROGRAM "[program]\nname = \"shop\"\n"
#define TIER "[[tier]]\nid = \"a\"\nname = \"A\"\n"
#define COUPON "[[coupon]]\nid = \"c\"\nname = \"C\"\n"

std::string nested(std::size_t depth) {
  return PROGRAM "x = " + std::string(depth, '[') + "1" + std::string(depth, ']');
}

const Row program_files[] = {
    // What is no TOML.
    {"", 2, "bad.toml:1:1: error: the file has no program"},
    {PROGRAM "currency = \"\xbf\xec\"", 2, "bad.toml:3:13: error: byte BF is not UTF-8"},
    {utf16(PROGRAM), 2, "bad.toml:1:1: error: byte FF is not UTF-8"},
    {PROGRAM "x = '\x91'", 2, "bad.toml:3:6: error: byte 91 is not UTF-8"},
    {PROGRAM "x = \"\x01\"", 2, "bad.toml:3:6: error: control character 01"},
    {PROGRAM "\0"s, 2, "bad.toml:3:1: error: control character 00"},
    {PROGRAM "x = \"\\u0000\"", 2, "bad.toml:3:6: error: an escaped control character"},
    {PROGRAM "name", 2, "bad.toml:3:5: error: this is not TOML: = should follow the key here"},
    {PROGRAM "x = ", 2, "bad.toml:3:5: error: this is not TOML: a value should stand here"},
    {PROGRAM "x = \"open", 2, "bad.toml:3:5: error: this is not TOML: the text is not closed on its line"},
    {PROGRAM "x = 12 months", 2, "bad.toml:3:8: error: this is not TOML: the line should end here"},
    {PROGRAM "name = \"again\"", 2, "bad.toml:3:1: error: this is not TOML: name is given twice"},
    {PROGRAM "[program]\n", 2, "bad.toml:3:1: error: this is not TOML: program is given twice"},
    {PROGRAM "x = []\n[x.y]", 2, "bad.toml:3:6: error: an empty list says nothing"},
    {nested(100), 2, "brackets are nested deeper than 64"},
    {nested(100'000), 2, "brackets are nested deeper than 64"},
    {PROGRAM "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a = 1", 2, "a key has more than 16 parts"},
    {PROGRAM "#" + std::string(1 << 20, '#'), 2, "the file is larger than 1 MiB"},
    {orders(10, 3), 2, "this is not TOML"},
    {"<html></html>", 2, "this is not TOML"},
    {"PK\x03\x04", 2, "control character 03"},
    // The head.
    {"[program]\n", 2, "bad.toml:1:1: error: program has no name"},
    {PROGRAM "currency = \"yuan\"", 2, "bad.toml:3:12: error: program.currency cannot be \"yuan\""},
    {PROGRAM "timezone = \"../etc/passwd\"", 2, "bad.toml:3:12: error: program.timezone"},
    {PROGRAM "timezome = \"UTC\"", 2, "did you mean \"timezone\"?"},
    {PROGRAM "[pionts]", 2, "bad.toml:3:1: error: unknown key \"pionts\""},
    // Points.
    {PROGRAM "[points]\nearn = { points = 1.5, per = \"1.00\" }", 2,
     "bad.toml:4:19: error: points.earn.points cannot be 1.5"},
    {PROGRAM "[points]\nearn = { points = 1, per = 10.0 }", 2, "bad.toml:4:28: error: points.earn.per cannot be 10.0"},
    {PROGRAM "[points]\nearn = { points = 1 }", 2, "bad.toml:4:8: error: points.earn has no per"},
    {PROGRAM "[points]\nearn = { points = 99999999999999999999, per = \"1.00\" }", 2, "out of all bounds"},
    {PROGRAM "[points]\nearn = { points = 0x10, per = \"1.00\" }", 2, "cannot be 0x10"},
    {PROGRAM "[points]\nhold = 7", 2, "bad.toml:4:8: error: points.hold cannot be 7"},
    {PROGRAM "[points]\nhold = \"-7 days\"", 2, "points.hold cannot be"},
    {PROGRAM "[points]\nhodl = \"7 days\"", 2, "did you mean \"hold\"?"},
    {PROGRAM "[points]\nexpire = { after = \"1 jahr\" }", 2, "bad.toml:4:20: error: points.expire.after"},
    {PROGRAM "[points]\nexpire = { after = \"1 year\", on = \"12-31\" }", 2, "needs exactly one of"},
    {PROGRAM "[points]\nredeem = { points = 10, worth = \"0.00\" }", 2, "points.redeem.worth cannot be"},
    {PROGRAM "[points]\nrefunds = { shortfall = \"forget\" }", 2, "points.refunds.shortfall cannot be"},
    // Tiers.
    {PROGRAM "[tier]\nid = \"a\"", 2, "bad.toml:3:1: error: tier cannot be a table"},
    {PROGRAM TIER, 2, "bad.toml:3:1: error: tier.a has no when"},
    {PROGRAM TIER "when = { spend = 1000 }", 2, "bad.toml:6:18: error: tier.a.when.spend cannot be 1000"},
    {PROGRAM TIER "when = { spent = \"1.00\" }", 2, "did you mean \"spend\"?"},
    {PROGRAM TIER "when = { orders = 1 }\n" TIER "when = { orders = 2 }", 2,
     "bad.toml:8:6: error: two tiers have the id \"a\""},
    {PROGRAM TIER "when = { orders = 1 }\nmultiplier = 1.5", 2, "bad.toml:7:14: error:"},
    {PROGRAM TIER "when = { orders = 1 }\ndiscount = \"101%\"", 2, "tier.a.discount cannot be"},
    // Coupons.
    {PROGRAM COUPON, 2, "bad.toml:3:1: error: coupon.c needs exactly one of off"},
    {PROGRAM COUPON "off = \"150%\"", 2, "bad.toml:6:7: error: coupon.c.off cannot be"},
    {PROGRAM COUPON "off = \"5.00\"\naudience = { tier = \"none\" }", 2, "there is no tier \"none\""},
    {PROGRAM COUPON "off = \"5.00\"\nvalid = { from = 2026-02-30 }", 2, "bad.toml:7:"},
    {PROGRAM COUPON "off = \"5.00\"\nvalid = { from = 2026-03-01, until = 2026-02-01 }", 2, "holds no day"},
    {PROGRAM COUPON "off = \"5.00\"\n" COUPON "off = \"6.00\"", 2, "two coupons have the id \"c\""},
};

void check(const Shop& shop, const Words& words, const Row& row, const std::string& before) {
  auto how = shop.start();
  how.limit = std::chrono::seconds(10);
  const auto ended = shop.loyalty(words, how);
  const auto shown = row.text.substr(0, 200);
  CAPTURE(words, shown, ended.err, ended.signal, ended.hung);
  CHECK(ended.code == row.code);
  CHECK(ended.err.find(row.phrase) != std::string::npos);
  CHECK(ended.err.find('\x1b') == std::string::npos);
  CHECK(ended.out.empty());
  CHECK((shop.ledger_bytes() == before));
}

} // namespace

TEST_CASE("a wrong order file is refused with its place and changes nothing") {
  const Shop shop(200, 20);
  const Shop empty;
  const auto before = shop.ledger_bytes();
  const auto nothing = empty.ledger_bytes();
  for (const auto& row : order_files) {
    write_file(shop.file("bad.csv"), row.text);
    check(shop, {"import-orders", "bad.csv"}, row, before);
    write_file(empty.file("bad.csv"), row.text);
    if (row.text.find("9000000000") == std::string::npos) check(empty, {"import-orders", "bad.csv"}, row, nothing);
  }
}

TEST_CASE("a wrong program file is refused with line and column and changes nothing") {
  const Shop shop(200, 20);
  const auto before = shop.ledger_bytes();
  for (const auto& row : program_files) {
    write_file(shop.file("bad.toml"), row.text);
    for (const Words& words : {Words{"check-program"}, {"run-nightly", "--as-of", "2026-03-01"}}) {
      auto typed = words;
      typed.insert(typed.end(), {"--program", "bad.toml"});
      check(shop, typed, row, before);
    }
  }
}

TEST_CASE("rejected rows do not keep the good ones out, and fixed they come in") {
  const Shop shop(20, 5);
  write_file(shop.file("mixed.csv"), row(ORDER "\nx2,m1,2025-06-31,10.00,paid\nx3,m1,2025-06-01,10.00,paid"));
  const auto ended = shop.loyalty({"import-orders", "mixed.csv", "--rejects", "rejects.csv"});
  CAPTURE(ended.err);
  CHECK(ended.code == 3);
  CHECK(ended.says("2 new"));
  auto rejects = read_file(shop.file("rejects.csv"));
  CHECK(rejects.find("x2,m1,2025-06-31") != std::string::npos);
  rejects.replace(rejects.find("06-31"), 5, "06-30");
  write_file(shop.file("rejects.csv"), rejects);
  CHECK(shop.must({"import-orders", "rejects.csv"}).says("1 new"));
}

TEST_CASE("a first import through a pipe reads it once, also where an order comes twice") {
  const Shop shop;
  write_file(shop.file("twice.csv"), row(ORDER "\n" ORDER "\nx2,m1,2025-06-01,10.00,paid"));
  const auto ended = shop.shell("mkfifo pipe; cat twice.csv >pipe & loyalty import-orders pipe");
  CAPTURE(ended.err);
  CHECK(ended.done());
  CHECK(ended.says("3 rows: 2 new, 1 unchanged; 1 new member"));
  CHECK(shop.must({"import-orders", "twice.csv"}).says("nothing changed"));
}

} // namespace bad_files_test
