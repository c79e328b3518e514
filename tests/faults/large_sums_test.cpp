// SPDX-License-Identifier: MIT
//
// Every value of a ledger can be one that could have been written, and their sum none: then the command that adds them
// up ends with that finding, and none wraps.

#include <string>
#include <vector>

#include "catch.hpp"
#include "faults/ledger_edits.hpp"
#include "faults/ledger_uses.hpp"

namespace large_sums_test {

using namespace faults;

namespace {

/// As many rows of the largest amounts as come to more than is counted.
constexpr auto rows_of_money = "52000";
constexpr auto rows_of_points = "1100";

struct Heap {
  std::string what;
  std::string rows;
  std::string sql; ///< adds a row of `n` for each number `i`; `most` is the largest amount
  bool summed = true;
};

const std::string some_order = "(SELECT batch_id FROM orders WHERE order_no = 'O0001')";
/// So many that nobody has much to be walked through.
const std::string anybody = "1 + i % (SELECT count(*) FROM members)";
const std::string many_members =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
    "INSERT INTO members (id, joined_on, batch_id) SELECT (SELECT max(id) FROM members) + i, 20090, 1 FROM n";
const std::string some_act = "(SELECT batch_id FROM acts WHERE kind = 16)";

std::string order(const std::string& member, const std::string& amount, const std::string& status,
                  const std::string& points = "NULL") {
  return "INSERT INTO orders (id, batch_id, member_id, placed_at, amount, refunded, status, revision, points_redeemed, "
         "category, shop, order_no) SELECT 1000000 + i, " +
         some_order + ", " + member + ", 1740000000 + i * 60, " + amount + ", 0, " + status + ", 1, " + points +
         ", '', '', 'X' || i FROM n";
}

std::string act(const std::string& member, const std::string& kind, const std::string& points,
                const std::string& money) {
  return "INSERT INTO acts (id, batch_id, member_id, day, kind, points, reason, act_key, subject, until, money) "
         "SELECT 1000000 + i, " +
         some_act + ", " + member + ", 20100 + i % 300, " + kind + ", " + points + ", 'x', '', CASE WHEN " + kind +
         " = 11 THEN 'plus' END, CASE WHEN " + kind + " = 11 THEN 20110 + i % 300 END, " + money + " FROM n";
}

const std::vector<Heap> heaps = {
    {"orders", rows_of_money, order(anybody, "most", "1")},
    {"refunds", rows_of_money, order(anybody, "-most", "4")},
    {"points that paid for orders", rows_of_points, order("1", "100", "1", "most")},
    {"points by hand", rows_of_points, act("1", "1", "most", "NULL")},
    {"opening growth", rows_of_points, act("1", "5", "most", "NULL")},
    {"lines of an account", rows_of_points,
     "INSERT INTO entries (member_id, entry_no, batch_id, day, kind, points) SELECT 1, 1000 + i, "
     "(SELECT max(batch_id) FROM entries), 20200, 1, most FROM n"},
    {"debts", rows_of_points,
     "INSERT INTO entries (member_id, entry_no, batch_id, day, kind, points) SELECT 1, 1000 + i, "
     "(SELECT max(batch_id) FROM entries), 20200, 7, most FROM n"},
    {"top-ups", rows_of_money, act("1", "16", "0", "most")},
    {"fees", rows_of_money, act(anybody, "11", "0", "most")},
    {"vouchers", rows_of_money,
     "INSERT INTO vouchers (id, batch_id, code, coupon, member_id, program_id, issued_on, first_day, amount_off, "
     "min_spend, "
     "issue_key) SELECT 1000000 + i, " +
         some_order + ", 'X' || i, 'wake', " + anybody +
         ", 1, 20100, 20100, most, 0, '' FROM n;"
         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 52000) "
         "INSERT INTO voucher_events (id, batch_id, voucher_id, day, kind, order_no, amount, discount, reason) "
         "SELECT 1000000 + i, " +
         some_order + ", 1000000 + i, 20150, 1, '', most, most, '' FROM n"},
    {"lines of an order", rows_of_money,
     "INSERT INTO order_lines (order_id, line_no, batch_id, line_id, sku, category, quantity, amount) "
     "SELECT (SELECT id FROM orders WHERE order_no = 'L1'), 10 + i, " +
         some_order + ", i, 'A', 'food', 1, most FROM n",
     false},
};

/// `most` stands for the bound of money, or of points where rows of points are heaped up.
std::string statement(const Heap& heap) {
  const std::string most = heap.rows == rows_of_money ? "20000000000000" : "999999999999999";
  std::string sql = heap.sql;
  for (auto at = sql.find("most"); at != std::string::npos; at = sql.find("most", at)) sql.replace(at, 4, most);
  return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + heap.rows + ") " + sql;
}

} // namespace

TEST_CASE("amounts that could have been written but cannot be added up are damage") {
  const RichShop shop;
  const auto whole = shop.ledger_bytes();
  const auto all = uses();
  for (const auto& heap : heaps) {
    write_file(shop.ledger(), whole);
    REQUIRE(Database(shop.ledger()).run(many_members + ";" + statement(heap)));
    const auto end = in_a_process(shop.ledger(), all);
    CAPTURE(heap.what, end);
    CHECK((end == damage || (end == nothing && !heap.summed)));
  }
}

} // namespace large_sums_test
