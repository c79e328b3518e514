// SPDX-License-Identifier: MIT
//
// What becomes of each column of an order file that a later file says of a known order, newly or otherwise.

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/orders/import_orders.hpp"
#include "catch.hpp"
#include "files/text_file.hpp"
#include "loyalty/order_profile.hpp"
#include "loyalty/written_day.hpp"
#include "store/ledger/ledger.hpp"

namespace known_order_columns_test {

using namespace loyalty;
using namespace loyalty::app;

namespace {

enum class Became {
  nothing, ///< there is no such case
  added,   ///< it is another order
  taken,   ///< a later statement
  refused, ///< in words
  kept,    ///< what was said first stays, as the documentation says
};

struct Case {
  OrderColumn column;
  const char* first; ///< "": not said
  const char* other;
  Became newly;     ///< `first`, where nothing was said
  Became otherwise; ///< `other`, where `first` was said
};

using enum Became;
using enum OrderColumn;
constexpr std::array cases{
    Case{order_id, "1", "2", nothing, added},
    Case{member_id, "m", "n", refused, refused},
    Case{placed_at, "2026-01-05", "2026-01-06", nothing, refused},
    Case{amount, "100.00", "90.00", nothing, refused},
    Case{status, "paid", "refunded", nothing, taken},
    Case{category, "food", "toys", refused, refused},
    Case{refunded_amount, "10.00", "20.00", taken, taken},
    Case{refund_of, "A", "B", refused, refused},
    Case{shop, "east", "west", added, added},
    Case{phone, "13800000001", "13800000002", kept, kept},
    Case{name, "Ann", "Ben", kept, kept},
    Case{shipping, "5.00", "6.00", taken, taken},
    Case{discount, "5.00", "6.00", taken, taken},
    Case{coupon_code, "SPRING", "SUMMER", taken, taken},
    Case{points_redeemed, "10", "20", taken, taken},
    Case{line_id, "1", "2", taken, refused},
    Case{sku, "A", "B", taken, refused},
    Case{quantity, "2", "3", taken, kept},
    Case{paid_at, "2026-01-05 10:00", "2026-01-05 11:00", kept, kept},
    Case{referrer_id, "a", "b", kept, kept},
    Case{fee_for, "plus", "basic", taken, taken},
    Case{wallet_paid, "5.00", "6.00", taken, taken},
    Case{host, "ann", "ben", taken, taken},
    Case{channel, "live", "shelf", taken, taken},
    Case{on_sale, "yes", "no", taken, kept},
};

/// A ledger with two orders and a refund that names none.
class Books {
 public:
  Books() {
    const files::TextFile file(
        "order_id,member_id,placed_at,amount,status\n"
        "A,m,2026-01-01,100.00,paid\nB,m,2026-01-01,100.00,paid\n");
    import_orders(context(), {.path = file.path()});
  }

  /// A row like all others but for the column; an empty `value` of one that need not be there leaves it out.
  Became import(OrderColumn column, const std::string& value) {
    std::string header, row;
    const auto add = [&](OrderColumn each, const std::string& usual) {
      const auto said = each == column ? value : usual;
      if (said.empty() && each != member_id) return;
      header += (header.empty() ? "" : ",") + std::string(to_string(each));
      row += (row.empty() ? "" : ",") + said;
    };
    const bool refund = column == refund_of;
    add(order_id, "1");
    add(member_id, "m");
    add(placed_at, "2026-01-05");
    add(amount, refund ? "-10.00" : "100.00");
    add(status, refund ? "refund" : "paid");
    if (column > status) add(column, {});
    const files::TextFile file(header + '\n' + row + '\n');
    const auto done = import_orders(context(), {.path = file.path()});
    CHECK(done.added + done.revised + done.unchanged + done.older + std::ssize(done.rejected) == 1);
    if (done.added > 0) return added;
    if (done.revised > 0) return taken;
    if (done.rejected.empty()) return kept;
    CHECK(done.rejected.front().column_name == to_string(column == line_id || column == sku ? order_id : column));
    return refused;
  }

 private:
  shop::Context context() {
    return {.ledger = *ledger_, .as_of = day("2026-01-31"), .currency = cny, .operator_name = "tester"};
  }

  std::unique_ptr<store::Ledger> ledger_ = store::Ledger::in_memory();
};

} // namespace

TEST_CASE("of each column that a later file says of a known order it is settled what becomes of it") {
  for (std::size_t at = 0; at < cases.size(); ++at) CHECK(static_cast<std::size_t>(cases[at].column) == at);
  CHECK(cases.back().column == on_sale); // the last that the generic file has
  for (const auto& each : cases) {
    CAPTURE(to_string(each.column), each.first, each.other);
    if (each.newly != nothing) {
      Books books;
      CHECK(books.import(each.column, "") == added);
      CHECK(books.import(each.column, each.first) == each.newly);
      if (each.newly == taken) CHECK(books.import(each.column, each.first) == kept);
      if (each.newly != added) CHECK(books.import(each.column, "") == kept);
    }
    Books books;
    CHECK(books.import(each.column, each.first) == added);
    CHECK(books.import(each.column, each.other) == each.otherwise);
    if (each.otherwise != taken && each.otherwise != added) continue;
    // From then on neither file changes anything, whichever comes again.
    for (const char* again : {each.other, each.first, each.other, each.first})
      CHECK(books.import(each.column, again) == kept);
  }
}

TEST_CASE("of points that an order redeems the most that a file says counts, in whatever order files come") {
  Books books;
  CHECK(books.import(points_redeemed, "20") == added);
  CHECK(books.import(points_redeemed, "10") == kept);
  CHECK(books.import(points_redeemed, "20") == kept);
}

} // namespace known_order_columns_test
