// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "formats/order_file.hpp"
#include "formats/text_file.hpp"

namespace loyalty::formats {
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
    CHECK(rejected[0].line == 2);
    CHECK(rejected[0].reason == "line 4 of the same order is set aside");
    CHECK(rejected[1].line == 4);
    CHECK(rejected[1].column_name == column);
    CHECK(rejected[1].reason == reason);
    CHECK(rejected[1].raw == second);
  }
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
  const auto rejected = orders.reject(batch, 7, "order_id", "already there");
  REQUIRE(rejected.size() == 300);
  CHECK(rejected.back().raw == "\"o7\",\"l\"\"29907\",m1,2024-01-01,0.01,paid,tea,a shop with a long name,,");
  CHECK_FALSE(orders.next(batch));
}

TEST_CASE("a rejects file can be mended and imported again") {
  const std::string plain = "order_id,member_id,placed_at,amount,status";
  const auto rejects_of = [](const TextFile& file) {
    OrderFile orders(file.path(), {.currency = cny});
    FileBatch batch;
    orders.next(batch);
    std::string written;
    RejectsWriter writer(orders.raw_header(), [&](std::string_view bytes) { written += bytes; });
    for (const auto& row : orders.take_rejected()) writer.write(row);
    return written;
  };
  const TextFile first(plain + "\n1,m,2024-01-01,1e5,paid\n2,m,2024-01-01,2,paid\n\"3\",m,2024-01-01,\"1,5\",paid\n");
  const auto written = rejects_of(first);
  CHECK(written == plain +
                       ",reject_reason\n1,m,2024-01-01,1e5,paid,\"1e5 is not an amount\"\n"
                       "\"3\",m,2024-01-01,\"1,5\",paid,\"1,5 has a comma\"\n");
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

}  // namespace
}  // namespace loyalty::formats
