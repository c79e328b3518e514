// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "files/order_file.hpp"
#include "files/text_file.hpp"

namespace loyalty::files::order_lines_test {
namespace {

const std::string header = "order_id,line_id,member_id,placed_at,amount,status,category,shop,shipping,name\n";

struct Result {
  FileBatch batch;
  std::vector<RejectedRow> rejected;
};

Result read(const std::string& rows) {
  const TextFile file(header + rows);
  OrderFile orders(file.path(), {.currency = cny});
  Result result;
  orders.next(result.batch);
  result.rejected = orders.take_rejected();
  return result;
}

TEST_CASE("lines of one order are put together wherever they stand") {
  const auto [batch, rejected] = read(
      "o1,1,m1,2024-01-01,10.00,paid,tea,,1.00,\n"
      "o2,1,m2,2024-01-02,5.00,paid,tea,,,\n"
      "o1,2,m1,2024-01-01,2.50,paid,cup,,2.00,王\n"
      "o1,1,m1,2024-01-01,7.00,paid,tea,east,,\n");
  CHECK(rejected.empty());
  REQUIRE(batch.rows.size() == 3);
  CHECK(batch.rows[0].order_id == "o1");
  CHECK(batch.rows[0].amount == Money{1250});
  CHECK(batch.rows[0].category.empty());
  CHECK(batch.rows[0].line == 2);
  const auto& details = batch.details[static_cast<std::size_t>(batch.rows[0].details)];
  REQUIRE(details.lines.size() == 2);
  CHECK(details.lines[1].line_id == "2");
  CHECK(details.lines[1].category == "cup");
  CHECK(details.lines[1].amount == Money{250});
  CHECK(details.shipping == Money{300});
  CHECK(details.name == "王");
  CHECK(batch.rows[1].category == "tea");
  CHECK(batch.rows[2].shop == "east");
  CHECK(batch.rows[2].amount == Money{700});
}

TEST_CASE("who sold an order, and where, is said on any of its lines") {
  const TextFile file(
      "order_id,line_id,member_id,placed_at,amount,status,host,channel,on_sale\n"
      "o1,1,m1,2024-01-01,10.00,paid,,live,no\no1,2,m1,2024-01-01,2.50,paid,老K,,yes\n"
      "o1,3,m1,2024-01-01,1.00,paid,小雨,shelf,\n");
  OrderFile orders(file.path(), {.currency = cny});
  FileBatch batch;
  orders.next(batch);
  REQUIRE(batch.rows.size() == 1);
  const auto& details = batch.details.front();
  CHECK(details.host == "老K");
  CHECK(details.channel == "live");
  REQUIRE(details.lines.size() == 3);
  CHECK_FALSE(details.lines[0].on_sale);
  CHECK(details.lines[1].on_sale);
  CHECK_FALSE(details.lines[2].on_sale);
}

TEST_CASE("an order whose lines do not agree is set aside whole") {
  struct Case {
    std::string second;
    std::string column;
    std::string reason;
  };
  const std::vector<Case> cases = {
      {"o1,2,m1,2024-01-01,1.00,unpaid,,,,", "status", "unpaid here, but paid at line 2"},
      {"o1,2,m2,2024-01-01,1.00,paid,,,,", "member_id", "\"m2\" here, but \"m1\" at line 2"},
      {"o1,2,m1,2024-01-02,1.00,paid,,,,", "placed_at", "2024-01-02 00:00:00 here, but 2024-01-01 00:00:00 at line 2"},
      {"o1,1,m1,2024-01-01,1.00,paid,,,,", "line_id", "line_id \"1\" comes twice in this order"},
      {"o1,2,m1,2024-01-01,100000000000.00,paid,,,,", "amount",
       "the lines of this order sum to more than 100000000000.00"},
      {"o1,2,m1,2024-01-01,x,paid,,,,", "amount", "x is not an amount"},
  };
  for (const auto& [second, column, reason] : cases) {
    CAPTURE(second);
    const auto [batch, rejected] =
        read("o1,1,m1,2024-01-01,1.00,paid,,,,\no2,1,m,2024-01-01,1,paid,,,,\n" + second + "\n");
    REQUIRE(batch.rows.size() == 1);
    CHECK(batch.rows[0].order_id == "o2");
    REQUIRE(rejected.size() == 2);
    CHECK(rejected[0].place.line == 2);
    CHECK(rejected[0].reason.english() == "line 4 of the same order is rejected");
    CHECK(rejected[1].place.line == 4);
    CHECK(rejected[1].column_name == column);
    CHECK(rejected[1].reason.english() == reason);
    CHECK(rejected[1].cells == cells_in(second));
  }
}

namespace {

/// Each statement on a line of its own: "o1 3.00 paid -1.00: cream 1.00, tea 2.00". The file has no line_id.
std::string told(const std::string& columns, const std::string& rows, std::vector<std::string>* notes = nullptr) {
  const TextFile file("order_id,member_id,placed_at,amount,status" + columns + '\n' + rows);
  OrderFile orders(file.path(), {.currency = cny, .several_rows = true});
  FileBatch batch;
  orders.next(batch);
  std::string text;
  for (const auto& row : batch.rows) {
    const auto& details = batch.details[static_cast<std::size_t>(row.details)];
    text += std::string(row.order_id) + ' ' + to_string(row.amount, cny) + ' ' + std::string(to_string(row.status));
    if (row.refunded != Money{}) text += " -" + to_string(row.refunded, cny);
    if (details.shipping) text += " shipping " + to_string(*details.shipping, cny);
    if (details.points_redeemed != 0) text += " points " + std::to_string(details.points_redeemed);
    for (const auto& line : details.lines)
      text += (&line == &details.lines.front() ? ": " : ", ") + std::string(line.sku) + std::string(line.category) +
              ' ' + to_string(line.amount, cny);
    text += '\n';
  }
  for (const auto& rejected : orders.take_rejected())
    text += std::to_string(rejected.place.line) + ' ' + rejected.column_name + ": " + rejected.reason.english() + '\n';
  if (notes != nullptr) *notes = in_english(orders.notes());
  return text;
}

std::string row(const std::string& rest, const std::string& order = "o1") {
  return order + ",m1,2024-01-01," + rest + '\n';
}

} // namespace

TEST_CASE("lines without line_id are told by their position, and all count") {
  CHECK(told(",sku", row("1.00,paid,cream") + row("2.00,paid,tea")) == "o1 3.00 paid: cream 1.00, tea 2.00\n");
  CHECK(told(",sku", row("1.00,paid,cream") + row("5.00,paid,x", "o2") + row("2.00,paid,tea")) ==
        "o1 3.00 paid: cream 1.00, tea 2.00\no2 5.00 paid: x 5.00\n");
  CHECK(told(",category", row("1.00,paid,care") + row("1.00,paid,food")) == "o1 2.00 paid: care 1.00, food 1.00\n");
  CHECK(told(",quantity", row("1.00,paid,1") + row("1.00,paid,1")) == "o1 2.00 paid:  1.00,  1.00\n");
  CHECK(told("", row("1.00,paid") + row("2.00,paid")) == "o1 3.00 paid:  1.00,  2.00\n");
  CHECK(told("", row("1.00,paid") + row("2.00,paid") + row("1.00,paid")) == "o1 4.00 paid:  1.00,  2.00,  1.00\n");
  CHECK(told(",sku", row("-1.00,refund,cream") + row("-2.00,refund,tea")) ==
        "o1 -3.00 refund: cream -1.00, tea -2.00\n");
  CHECK(told(",line_id,sku", row("1.00,paid,,cream") + row("2.00,paid,,tea")) ==
        "o1 3.00 paid: cream 1.00, tea 2.00\n");
  std::vector<std::string> notes;
  CHECK(told(",sku", row("1.00,paid,cream") + row("1.00,paid,cream"), &notes) ==
        "o1 2.00 paid: cream 1.00, cream 1.00\n");
  CHECK(notes ==
        std::vector<std::string>{"1 order has rows that are equal in everything: they count as different lines"});
}

TEST_CASE("rows that nothing tells apart are statements about the whole order") {
  std::vector<std::string> notes;
  CHECK(told("", row("1.00,paid") + row("1.00,paid"), &notes) == "o1 1.00 paid\no1 1.00 paid\n");
  REQUIRE(notes.size() == 1);
  CHECK(notes.front().find("1 row says again what one before has said of the same order") == 0);
  CHECK(told(",category", row("1.00,paid,care") + row("1.00,paid,care")) == "o1 1.00 paid\no1 1.00 paid\n");
  CHECK(told("", row("1.00,unpaid") + row("1.00,paid"), &notes) == "o1 1.00 unpaid\no1 1.00 paid\n");
  CHECK(notes.empty());
  CHECK(told(",refunded_amount", row("5.00,paid,") + row("5.00,paid,2.00")) == "o1 5.00 paid\no1 5.00 paid -2.00\n");
}

TEST_CASE("the same lines in another status are another statement about the order") {
  const auto lines = [](const std::string& status) {
    return row("1.00," + status + ",cream") + row("2.00," + status + ",tea");
  };
  CHECK(told(",sku", lines("paid") + lines("cancelled")) ==
        "o1 3.00 paid: cream 1.00, tea 2.00\no1 3.00 cancelled: cream 1.00, tea 2.00\n");
  CHECK(told(",sku", row("1.00,paid,cream") + row("1.00,refunded,cream")) ==
        "o1 1.00 paid: cream 1.00\no1 1.00 refunded -1.00: cream 1.00\n");
  CHECK(told(",sku", lines("paid") + row("1.00,cancelled,cream")) ==
        "2 order_id: line 4 of the same order is rejected\n3 order_id: line 4 of the same order is rejected\n"
        "4 status: cancelled here, but paid at line 2\n");
}

TEST_CASE("what every line says alike is said of the order, what they say differently is summed") {
  const auto two = [](const std::string& first, const std::string& second) {
    return told(",sku,refunded_amount,shipping,points_redeemed",
                row("10.00,paid,cream," + first) + row("20.00,paid,tea," + second));
  };
  const std::string lines = ": cream 10.00, tea 20.00\n";
  CHECK(two("15.00,6.00,30", "15.00,6.00,30") == "o1 30.00 paid -15.00 shipping 6.00 points 30" + lines);
  CHECK(two("15.00,6.00,30", ",,") == "o1 30.00 paid -15.00 shipping 6.00 points 30" + lines);
  CHECK(two(",,", "15.00,6.00,30") == "o1 30.00 paid -15.00 shipping 6.00 points 30" + lines);
  CHECK(two("5.00,2.00,10", "7.00,3.00,20") == "o1 30.00 paid -12.00 shipping 5.00 points 30" + lines);
  CHECK(two("30.00,,", "30.00,,") == "o1 30.00 paid -30.00" + lines);
  CHECK(two("31.00,,", "31.00,,") ==
        "2 refunded_amount: 31.00 refunded is not within 0.00 and 30.00\n"
        "3 order_id: line 2 of the same order is rejected\n");
  CHECK(told(",sku", row("10.00,refunded,cream") + row("10.00,refunded,tea")) ==
        "o1 20.00 refunded -20.00: cream 10.00, tea 10.00\n");
}

TEST_CASE("lines without line_id that contradict each other set the order aside whole") {
  const auto both = [](const std::string& column, const std::string& reason) {
    return "2 order_id: line 3 of the same order is rejected\n3 " + column + ": " + reason + '\n';
  };
  const std::string first = "o1,m1,2024-01-01,1.00,paid,cream\n";
  CHECK(told(",sku", first + "o1,m2,2024-01-01,2.00,paid,tea\n") ==
        both("member_id", "\"m2\" here, but \"m1\" at line 2"));
  CHECK(told(",sku", first + "o1,m1,2024-01-02,2.00,paid,tea\n") ==
        both("placed_at", "2024-01-02 00:00:00 here, but 2024-01-01 00:00:00 at line 2"));
  CHECK(told(",sku", first + "o1,m1,2024-01-01,x,paid,tea\n") == both("amount", "x is not an amount"));
  CHECK(told(",sku", first + "o1,m1,2024-01-01,2.00,cancelled,tea\n") ==
        both("status", "cancelled here, but paid at line 2"));
}

TEST_CASE("an order of many lines over several windows stays one order") {
  std::string rows;
  constexpr int count = 30'000;
  for (int i = 0; i < count; ++i) {
    const auto id = std::to_string(i);
    rows += "\"o" + std::to_string(i % 100) + "\",\"l\"\"" + id +
            "\",m1,2024-01-01,0.01,paid,tea,a shop with a long name,,\n";
  }
  const TextFile file(header + rows);
  OrderFile orders(file.path(), {.currency = cny});
  FileBatch batch;
  REQUIRE(orders.next(batch));
  REQUIRE(batch.rows.size() == 100);
  CHECK(batch.rows[7].amount == Money{300});
  CHECK(batch.rows[7].order_id == "o7");
  const auto& lines = batch.details[static_cast<std::size_t>(batch.rows[7].details)].lines;
  REQUIRE(lines.size() == 300);
  CHECK(lines.back().line_id == "l\"29907");
  const auto rejected = orders.reject(batch, 7, "order_id", Message::name("already there"));
  REQUIRE(rejected.size() == 300);
  CHECK(rejected.back().cells ==
        cells_in("\"o7\",\"l\"\"29907\",m1,2024-01-01,0.01,paid,tea,a shop with a long name,,"));
  CHECK_FALSE(orders.next(batch));
}

TEST_CASE("a rejects file can be mended and imported again") {
  const std::string plain = "order_id,member_id,placed_at,amount,status";
  const auto rejects_of = [](const TextFile& file) {
    OrderFile orders(file.path(), {.currency = cny});
    FileBatch batch;
    orders.next(batch);
    std::string written;
    RejectsWriter writer(orders.header(), [&](std::string_view bytes) { written += bytes; });
    for (const auto& row : orders.take_rejected()) writer.write(row, row.reason.english());
    return written;
  };
  const TextFile first(plain + "\n1,m,2024-01-01,1e5,paid\n2,m,2024-01-01,2,paid\n\"3\",m,2024-01-01,\"1,5\",paid\n");
  const auto written = rejects_of(first);
  CHECK(written == plain +
                       ",reject_reason\n1,m,2024-01-01,1e5,paid,\"1e5 is not an amount\"\n"
                       "3,m,2024-01-01,\"1,5\",paid,\"1,5 has a comma\"\n");
  // Not mended, the same comes out again.
  const TextFile second(written);
  CHECK(rejects_of(second) == written);
  auto mended = written;
  mended.replace(mended.find("1e5"), 3, "100");
  mended.replace(mended.find("1,5"), 3, "1.5");
  const TextFile third(mended);
  OrderFile orders(third.path(), {.currency = cny});
  FileBatch batch;
  REQUIRE(orders.next(batch));
  CHECK(batch.rows.size() == 2);
  CHECK(orders.notes().empty());
}

} // namespace
} // namespace loyalty::files::order_lines_test
