// SPDX-License-Identifier: MIT
#include "files/order_file.hpp"

#include "catch.hpp"
#include "files/text_file.hpp"
#include "loyalty/error.hpp"

namespace loyalty::files::order_file_test {
namespace {

const std::string plain_header = "order_id,member_id,placed_at,amount,status";

struct Result {
  FileBatch batch;
  std::vector<RejectedRow> rejected;
  std::vector<std::string> notes;
  std::size_t rows_read = 0;
};

OrderFileOptions shanghai() {
  return {cny, [](Moment written, std::int32_t offset) { return Moment{written.seconds - offset + 8 * 3600}; }, "main"};
}

Result read(const std::string& content) {
  const TextFile file(content);
  OrderFile orders(file.path(), shanghai());
  Result result;
  REQUIRE(orders.next(result.batch));
  result.rejected = orders.take_rejected();
  result.notes = in_english(orders.notes());
  result.rows_read = orders.rows_read();
  FileBatch rest;
  while (orders.next(rest)) CHECK(rest.rows.empty());
  return result;
}

std::string first_reason(const std::string& content) {
  const TextFile file(content);
  OrderFile orders(file.path(), shanghai());
  FileBatch batch;
  orders.next(batch);
  const auto rejected = orders.take_rejected();
  return rejected.empty() ? "" : rejected.front().reason.english();
}

struct Refusal {
  std::string what;
  std::string why;
  std::string hint;
};

Refusal refusal_of(const std::string& content) {
  const TextFile file(content);
  try {
    const OrderFile orders(file.path(), {.currency = cny});
  } catch (const Error& error) {
    return {place_and_what(error).substr(file.path().size()), error.why.english(), error.hint.english()};
  }
  return {};
}

TEST_CASE("a plain order file becomes orders") {
  const auto result = read(plain_header +
                           "\n0001,m1,2024-02-29 18:30:05,12.3,paid"
                           "\n2,,2024-03-01,0,unpaid"
                           "\n\"3\",\"会 员\",2024-03-01T00:00:01+09:00,7.00,refunded"
                           "\n4,m1,2024-03-01 23:59,-1.50,refund"
                           "\n5,m1,1900-01-01,-0.01,adjustment\n");
  REQUIRE(result.rejected.empty());
  const auto& rows = result.batch.rows;
  REQUIRE(rows.size() == 5);
  CHECK(rows[0].order_id == "0001");
  CHECK(rows[0].line == 2);
  CHECK(rows[0].shop == "main");
  CHECK(rows[0].amount == Money{1230});
  CHECK(to_string(rows[0].placed_at) == "2024-02-29 18:30:05");
  CHECK(rows[0].status == OrderStatus::paid);
  CHECK(rows[0].details == -1);
  CHECK(rows[1].member_id.empty());
  CHECK(rows[2].member_id == "会 员");
  CHECK(to_string(rows[2].placed_at) == "2024-02-29 23:00:01");
  CHECK(rows[2].refunded == Money{700});
  CHECK(rows[3].amount == Money{-150});
  CHECK(rows[4].status == OrderStatus::adjustment);
}

TEST_CASE("the views stay right when a batch moves") {
  auto result = read(plain_header + "\n1,m,2024-01-01,1,paid\n");
  const auto moved = std::move(result);
  CHECK(moved.batch.rows.front().order_id == "1");
  CHECK(moved.batch.rows.front().shop == "main");
}

TEST_CASE("columns come in any order and optional ones are read") {
  const auto result = read(
      "status,AMOUNT, placed_at "
      ",member_id,order_id,category,refunded_amount,refund_of,shop,phone,name,shipping,discount,"
      "coupon_code,points_redeemed,sku,quantity,paid_at,referrer_id,fee_for,wallet_paid,host,channel,on_sale\n"
      "paid,10.00,2024-01-01,m1,o1,tea,2.50,o0,east,13800000000,王,1.00,0.50,C1,30,S1,2,2024-01-02 "
      "10:00:00,r1,f1,4.00,老K,直播间,yes\n");
  REQUIRE(result.batch.rows.size() == 1);
  const auto& row = result.batch.rows.front();
  CHECK(row.category == "tea");
  CHECK(row.refunded == Money{250});
  CHECK(row.refund_of == "o0");
  CHECK(row.shop == "east");
  REQUIRE(row.details == 0);
  const auto& details = result.batch.details.front();
  CHECK(details.phone == "13800000000");
  CHECK(details.name == "王");
  CHECK(details.shipping == Money{100});
  CHECK(details.discount == Money{50});
  CHECK(details.coupon_code == "C1");
  CHECK(details.points_redeemed == 30);
  CHECK(to_string(details.paid_at.value()) == "2024-01-02 10:00:00");
  CHECK(details.referrer_id == "r1");
  CHECK(details.fee_for == "f1");
  CHECK(details.wallet_paid == Money{400});
  CHECK(details.host == "老K");
  CHECK(details.channel == "直播间");
  REQUIRE(details.lines.size() == 1);
  CHECK(details.lines.front().sku == "S1");
  CHECK(details.lines.front().quantity == 2);
  CHECK(details.lines.front().on_sale);
}

TEST_CASE("an order that was on sale has a line that says so") {
  for (const std::string yes : {"yes", "YES", "true", "1", "是"}) {
    CAPTURE(yes);
    const auto result = read(plain_header + ",on_sale\n1,m,2024-01-01,5.00,paid," + yes + "\n");
    REQUIRE(result.batch.details.size() == 1);
    REQUIRE(result.batch.details.front().lines.size() == 1);
    CHECK(result.batch.details.front().lines.front().on_sale);
  }
  for (const std::string no : {"", "no", "False", "0", "否"}) {
    CAPTURE(no);
    const auto result = read(plain_header + ",on_sale\n1,m,2024-01-01,5.00,paid," + no + "\n");
    REQUIRE(result.batch.rows.size() == 1);
    for (const auto& details : result.batch.details) CHECK(details.lines.empty());
  }
  CHECK(first_reason(plain_header + ",on_sale\n1,m,2024-01-01,5.00,paid,maybe\n") == "maybe is neither yes nor no");
}

TEST_CASE("a row that breaks one thing is set aside for that thing") {
  struct Case {
    std::string row;
    std::string column;
    std::size_t at;
    std::string reason;
  };
  const std::string header = plain_header + ",refunded_amount,points_redeemed,quantity,shop\n";
  const std::string good = "o1,m1,2024-01-01 10:00:00,12.34,paid,,,,\n";
  const std::string full(201, 'x');
  const std::vector<Case> cases = {
      {"o1,m1,2024-01-01,1e5,paid,,,,", "amount", 18, "1e5 is not an amount"},
      {"o1,m1,2024-01-01,12.345,paid,,,,", "amount", 18, "12.345 has more than two decimals"},
      {"o1,m1,2024-01-01,0x10,paid,,,,", "amount", 18, "0x10 is not an amount"},
      {"o1,m1,2024-01-01,９,paid,,,,", "amount", 18, "９ is written in full-width characters"},
      {"o1,m1,2024-01-01,,paid,,,,", "amount", 18, "the amount is empty"},
      {"o1,m1,2024-01-01, 12,paid,,,,", "amount", 18, " 12 has blanks around it"},
      {"o1,m1,2024-01-01,+12,paid,,,,", "amount", 18, "+12 is not an amount"},
      {"o1,m1,2024-01-01,12.,paid,,,,", "amount", 18, "12. is not an amount"},
      {"o1,m1,2024-01-01,.5,paid,,,,", "amount", 18, ".5 is not an amount"},
      {"o1,m1,2024-01-01,nan,paid,,,,", "amount", 18, "nan is not an amount"},
      {"o1,m1,2024-01-01,¥12,paid,,,,", "amount", 18, "¥12 is not an amount"},
      {"o1,m1,2024-01-01,\"1,234.50\",paid,,,,", "amount", 18, "1,234.50 has a comma"},
      {"o1,m1,2024-01-01,99999999999999999999,paid,,,,", "amount", 18,
       "99999999999999999999 is more than 100000000000.00"},
      {"o1,m1,2024-01-01,-1.00,paid,,,,", "amount", 18, "-1.00 is negative, but the status is paid"},
      {"o1,m1,2024-01-01,-1.00,unpaid,,,,", "amount", 18, "-1.00 is negative, but the status is unpaid"},
      {"o1,m1,2024-01-01,-1.00,refunded,,,,", "amount", 18, "-1.00 is negative, but the status is refunded"},
      {"o1,m1,2024-01-01,5.00,refund,,,,", "amount", 18, "the amount of a refund must be negative, not 5.00"},
      {"o1,m1,2024-01-01,0,refund,,,,", "amount", 18, "the amount of a refund must be negative, not 0.00"},
      {"o1,m1,2023-02-30,1,paid,,,,", "placed_at", 7, "2023-02-30 is not a date"},
      {"o1,m1,2023-02-28 24:00:00,1,paid,,,,", "placed_at", 7, "2023-02-28 24:00:00 is not a time"},
      {"o1,m1,2023-02-28 10:60:00,1,paid,,,,", "placed_at", 7, "2023-02-28 10:60:00 is not a time"},
      {"o1,m1,2023-02-28 10:00:60,1,paid,,,,", "placed_at", 7, "2023-02-28 10:00:60 is not a time"},
      {"o1,m1,2023-02-28_10:00:00,1,paid,,,,", "placed_at", 7, "2023-02-28_10:00:00 is not a time"},
      {"o1,m1,2023/02/28,1,paid,,,,", "placed_at", 7, "2023/02/28 is not a time"},
      {"o1,m1,,1,paid,,,,", "placed_at", 7, "the time is empty"},
      {"o1,m1,2024-01-01,1,paied,,,,", "status", 20, "paied is not a status"},
      {"o1,m1,2024-01-01,1,Paid,,,,", "status", 20, "Paid is not a status"},
      {"o1,m1,2024-01-01,1,,,,,", "status", 20, "the status is empty"},
      {",m1,2024-01-01,1,paid,,,,", "order_id", 1, "the order has no id"},
      {"' ,m1,2024-01-01,1,paid,,,,", "order_id", 1, "the order has no id"},
      {"=\"\",m1,2024-01-01,1,paid,,,,", "order_id", 1, "the order has no id"},
      {"o1,m\x01,2024-01-01,1,paid,,,,", "member_id", 4, "m\\x01 has a control character"},
      {"o1,m\x7F,2024-01-01,1,paid,,,,", "member_id", 4, "m\\x7f has a control character"},
      {"\"o\n1\",m1,2024-01-01,1,paid,,,,", "order_id", 1, "o\\n1 has a control character"},
      {full + ",m1,2024-01-01,1,paid,,,,", "order_id", 1, "the id is longer than 200 bytes"},
      {"2.4E+17,m1,2024-01-01,1,paid,,,,", "order_id", 1, "2.4E+17 is a number that a spreadsheet has shortened"},
      {"'2.4e+17,m1,2024-01-01,1,paid,,,,", "order_id", 1, "2.4e+17 is a number that a spreadsheet has shortened"},
      {"=\"2.4E+17\",m1,2024-01-01,1,paid,,,,", "order_id", 1, "2.4E+17 is a number that a spreadsheet has shortened"},
      {"24111222333444555.0,m1,2024-01-01,1,paid,,,,", "order_id", 1,
       "24111222333444555.0 is a number that a spreadsheet has shortened"},
      {"o1,1.38E+10,2024-01-01,1,paid,,,,", "member_id", 4, "1.38E+10 is a number that a spreadsheet has shortened"},
      {"o1,m1,2024-01-01,1,paid,1.01,,,", "refunded_amount", 25, "1.01 refunded is not within 0.00 and 1.00"},
      {"o1,m1,2024-01-01,1,paid,-1,,,", "refunded_amount", 25, "-1.00 refunded is not within 0.00 and 1.00"},
      {"o1,m1,2024-01-01,1,paid,x,,,", "refunded_amount", 25, "x is not an amount"},
      {"o1,m1,2024-01-01,1,unpaid,1,,,", "refunded_amount", 27, "1.00 is refunded, but the status is unpaid"},
      {"o1,m1,2024-01-01,1,paid,,-1,,", "points_redeemed", 26, "-1 is not a whole number from 0 on"},
      {"o1,m1,2024-01-01,1,paid,,,1.5,", "quantity", 27, "1.5 is not a whole number from 0 on"},
      {"o1,m1,2024-01-01,1,paid,,,,1.2E+9", "shop", 28, "1.2E+9 is a number that a spreadsheet has shortened"},
      {"o1,m1,2024-01-01,1,paid", "", 1, "the row has 5 fields, the header 9"},
      {"o1,m1,2024-01-01,1,234,paid,,,,", "", 1, "the row has 10 fields, the header 9"},
  };
  for (const auto& [row, column, at, reason] : cases) {
    CAPTURE(row);
    const auto result = read(header + good + row + "\n" + good);
    CHECK(result.batch.rows.size() == 2);
    CHECK(result.rows_read == 3);
    REQUIRE(result.rejected.size() == 1);
    const auto& rejected = result.rejected.front();
    CHECK(rejected.place.line == 3);
    CHECK(rejected.place.column == at);
    CHECK(rejected.column_name == column);
    CHECK(rejected.reason.english() == reason);
    CHECK(rejected.cells == cells_in(row));
  }
}

TEST_CASE("ids of an order file are plain, whatever was put around them") {
  const std::string header =
      "order_id,member_id,placed_at,amount,status,refund_of,shop,sku,coupon_code,referrer_id,fee_for\n";
  for (const std::string form : {"=\"0012\"", "'0012", "0012\t", "\t0012", "\"=\"\"0012\"\"\"", "\" 0012 \"", "　0012",
                                 "`0012", "=\"0012\" ", "0012.0"}) {
    CAPTURE(form);
    std::string row = form + ',' + form + ",2024-01-01,-1,refund";
    for (int column = 0; column < 6; ++column) row += ',' + form;
    const auto result = read(header + row + '\n');
    REQUIRE(result.batch.rows.size() == 1);
    const auto& order = result.batch.rows.front();
    const auto& details = result.batch.details.front();
    for (const auto id : {order.order_id, order.member_id, order.refund_of, order.shop, details.lines.front().sku,
                          details.referrer_id, details.fee_for})
      CHECK(id == "0012");
  }
}

TEST_CASE("an order of a masked member is nobody's") {
  const auto result = read(plain_header +
                           "\n1,138****0001,2024-01-01,1,paid\n2,,2024-01-01,1,paid\n3,m1,2024-01-01,1,paid\n"
                           "4,=\"##a8f3\",2024-01-01,1,paid\n");
  REQUIRE(result.batch.rows.size() == 4);
  std::string unassigned;
  for (const auto& row : result.batch.rows) unassigned += row.unassigned ? 'u' : row.member_id.empty() ? 'g' : 'm';
  CHECK(unassigned == "ugmu");
  CHECK(result.batch.rows[0].member_id.empty());
}

TEST_CASE("the wallet pays no more than the order comes to") {
  const auto reason = [](const std::string& said) {
    return first_reason(plain_header + ",wallet_paid\n1,m,2024-01-01," + said + "\n");
  };
  CHECK(reason("5.00,paid,0.00").empty());
  CHECK(reason("5.00,paid,5.00").empty());
  CHECK(reason("5.00,paid,5.01") == "5.01 from the wallet is not within 0.00 and 5.00");
  CHECK(reason("5.00,paid,-1") == "-1.00 from the wallet is not within 0.00 and 5.00");
  CHECK(reason("5.00,paid,x") == "x is not an amount");
  CHECK(reason("-5.00,refund,1.00") == "1.00 from the wallet is not within 0.00 and -5.00");
}

TEST_CASE("values at the edge are accepted") {
  const std::vector<std::string> rows = {
      std::string(200, 'x') + ",m,2024-02-29,1,paid", "1,m m,2999-12-31 23:59:59,100000000000.00,paid",
      "1,,2024-01-01T00:00:00Z,0.01,cancelled", "会员号,😀,2024-01-01 00:00,1.5,paid"};
  for (const auto& row : rows) {
    CAPTURE(row);
    CHECK(first_reason(plain_header + "\n" + row + "\n").empty());
  }
}

TEST_CASE("a hint says what to write") {
  const auto result = read(plain_header + "\n1,m,2024-01-01,1e5,paid\n1,m,2024-01-01,1,pade\n");
  REQUIRE(result.rejected.size() == 2);
  CHECK(result.rejected[0].value == "1e5");
  CHECK(result.rejected[0].hint.english() == "write 12.34");
  CHECK(result.rejected[1].hint.english() == "did you mean paid?");
}

TEST_CASE("a header that cannot be used refuses the file") {
  CHECK(refusal_of("").what == ":1:1: the file is empty");
  CHECK(refusal_of("\xEF\xBB\xBF\n\n").what == ":1:1: the file is empty");
  const auto missing = refusal_of("order_id,member_id,placed_at,amuont,status\n");
  CHECK(missing.what == ":1:1: no column amount");
  CHECK(missing.why.find("\"amuont\"") != std::string::npos);
  CHECK(missing.hint == "did you mean amount where it says \"amuont\"?");
  CHECK(refusal_of("1001,m1,2024-01-01,5.00,paid\n").what == ":1:1: no column order_id");
  const auto twice = refusal_of(plain_header + ",shop,Shop\n");
  CHECK(twice.what == ":1:49: two columns are named shop");
}

TEST_CASE("a file with nothing but a header has no rows") {
  const TextFile file(plain_header + "\n");
  OrderFile orders(file.path(), {.currency = cny});
  FileBatch batch;
  CHECK_FALSE(orders.next(batch));
  CHECK(batch.rows.empty());
  CHECK(orders.header().size() == 5);
}

TEST_CASE("unknown columns are noted once") {
  const auto result = read(plain_header + ",categroy,colour,reject_reason,\n1,m,2024-01-01,1,paid,x,y,z,\n");
  CHECK(result.batch.rows.size() == 1);
  REQUIRE(result.notes.size() == 2);
  CHECK(result.notes[0] == "column \"categroy\" is ignored; did you mean category?");
  CHECK(result.notes[1] == "column \"colour\" is ignored");
}

TEST_CASE("a time with an offset needs a time zone") {
  const TextFile file(plain_header + "\n1,m,2024-01-01 00:00:00Z,1,paid\n");
  OrderFile orders(file.path(), {.currency = cny});
  FileBatch batch;
  REQUIRE(orders.next(batch));
  CHECK(batch.rows.empty());
  CHECK(orders.take_rejected().size() == 1);
}

TEST_CASE("large files come in batches") {
  std::string content = plain_header + "\n";
  constexpr int count = 40'000;
  for (int i = 0; i < count; ++i) content += std::to_string(i) + ",m,2024-01-01,1.00,paid\n";
  const TextFile file(content);
  OrderFile orders(file.path(), {.currency = cny});
  FileBatch batch;
  std::size_t rows = 0;
  bool right = true;
  while (orders.next(batch)) {
    CHECK(batch.rows.size() <= OrderFile::batch_size);
    for (const auto& row : batch.rows) right = right && row.order_id == std::to_string(rows++);
  }
  CHECK(right);
  CHECK(rows == count);
}

TEST_CASE("the ledger can set a row of the latest batch aside") {
  const TextFile file(plain_header + "\n1,m,2024-01-01,1,paid\n\"a\"\"b\",m,2024-01-01,1,paid\n");
  OrderFile orders(file.path(), {.currency = cny});
  FileBatch batch;
  REQUIRE(orders.next(batch));
  const auto rejected = orders.reject(batch, 1, "amount", Message::name("contradicts the ledger"));
  REQUIRE(rejected.size() == 1);
  CHECK(rejected[0].place.line == 3);
  CHECK(rejected[0].place.column == 21);
  CHECK(rejected[0].value == "1");
  CHECK(rejected[0].cells == cells_in("\"a\"\"b\",m,2024-01-01,1,paid"));
}

} // namespace
} // namespace loyalty::files::order_file_test
