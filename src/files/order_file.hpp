// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "files/order_batch.hpp"
#include "files/order_columns.hpp"
#include "files/order_row.hpp"
#include "files/rejects_file.hpp"
#include "files/row_source.hpp"
#include "files/sources/file_source.hpp"
#include "loyalty/message.hpp"
#include "loyalty/order.hpp"

namespace loyalty::files {

/// Reads an order file: a header row, columns in any order, and rows, in whatever kind of file `open_rows` knows.
///
/// What columns and words are called is said by a `Profile`. Of the generic one, required columns: order_id, member_id,
/// placed_at, amount, status. Optional: category, refunded_amount, refund_of, shop, phone, name, shipping, discount,
/// coupon_code, points_redeemed, line_id, sku, quantity, paid_at, referrer_id, fee_for, wallet_paid, host, channel,
/// on_sale. A column named reject_reason is passed over, so that a rejects file can be imported once it is mended.
/// Other columns are passed over and named in `notes`.
///
/// The file as a whole is refused, by `Error` (refused), where it is empty, has no header with the required columns,
/// names a known column twice, or is broken as its `RowSource` describes.
///
/// A row is set aside where it has more or fewer cells than the header; where order_id is empty; where an id
/// (order_id, member_id, shop, refund_of, referrer_id, fee_for, line_id, coupon_code), made a plain key, has control
/// characters or more than 200 bytes, or has lost digits; where an amount, a time or a status is not written as `Money`
/// of the currency and the profile have it; where a refund is not negative or anything but a refund
/// or an adjustment is; where refunded_amount is not within 0 … amount or stands with a status other than paid and
/// refunded; where quantity or points_redeemed is not a whole number ≥ 0; where wallet_paid is not within 0 … amount;
/// where on_sale is no answer. Ids keep their leading zeros. An order whose member_id is masked is nobody's:
/// `OrderRow::unassigned`.
///
/// With a line_id column, or `several_rows`, the rows of an order, (shop, order_id), may be its lines, wherever they
/// stand, as `OrderLines` tells them: amounts are summed; member_id, placed_at and status must agree; of everything
/// else the first that is said counts, and the category stays empty where lines differ. refunded_amount, shipping,
/// discount, points_redeemed and wallet_paid are summed, but without line_id what every line says alike is said of the
/// order. An order with a line that is set aside, disagrees or whose line_id comes twice is set aside whole. Otherwise
/// every row is taken for an order, and the reader does not look for duplicates.
class OrderFile {
 public:
  static constexpr std::size_t batch_size = 16384;

  /// `path` may be "-" for standard input. Reads the header.
  explicit OrderFile(const std::string& path, OrderFileOptions options, RawObserver observer = {});
  ~OrderFile();
  OrderFile(OrderFile&&) noexcept;
  OrderFile& operator=(OrderFile&&) noexcept;

  /// Replaces the content of `batch` by the next orders, at most `batch_size`; false at the end of the file. A batch
  /// may be empty when all its rows were set aside. Passing the same batch again saves memory and time.
  bool next(FileBatch& batch);

  /// The rows set aside since the last call, in file order.
  std::vector<RejectedRow> take_rejected();

  /// Sets aside the order `index` of a batch for a reason that only the ledger knows, with the column to point at, as
  /// the generic profile names it. An order of several lines gives its lines, one row each. May be called while another
  /// thread reads on.
  std::vector<RejectedRow> reject(const FileBatch& batch, std::size_t index, std::string_view column_name,
                                  const Message& reason, const Message& hint = {}) const;
  /// The same for an order that is judged when its batch is gone: its rows, kept, and what is said of them then.
  std::vector<KeptOrigin> keep_rows(const FileBatch& batch, std::size_t index) const;
  std::vector<RejectedRow> reject(const std::vector<KeptOrigin>& rows, std::string_view column_name,
                                  const Message& reason, const Message& hint = {}) const;

  /// Whether rows are put together as lines; otherwise every row is an order.
  bool gathers_lines() const;
  /// Where every row is an order: those of the rows that were set aside.
  const std::vector<OrderNumber>& rejected_orders() const;

  /// The column names as written, for the rejects file.
  const Cells& header() const;
  /// What to tell the user once about the whole file, such as columns that are passed over.
  std::vector<Message> notes() const;
  /// The words for a status and for a claim that came so far, of files of platforms.
  std::vector<SeenWord> seen_words() const;
  /// What the bytes were found to be.
  Facts facts() const;
  /// The line of the header in its file.
  std::size_t header_line() const;
  /// How the file is read: its profile, and what its columns are.
  const OrderColumns& columns() const;
  /// What messages call the file.
  const std::string& name() const;
  /// Rows read so far, those set aside included.
  std::size_t rows_read() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace loyalty::files
