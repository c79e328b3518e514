// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files/order_batch.hpp"
#include "files/order_columns.hpp"
#include "files/order_state.hpp"
#include "files/row_values.hpp"
#include "loyalty/message.hpp"
#include "loyalty/order.hpp"
#include "loyalty/plain_key.hpp"
#include "messages/reasons.hpp"

namespace loyalty::files {

/// Why a row is set aside; with `OrderColumn::ignored` the row as a whole is meant.
struct RowProblem {
  OrderColumn column = OrderColumn::ignored;
  Message reason;
  Message hint;
  bool of_file = false; ///< the file as a whole cannot be right
};

/// What was given back of an order is not within its amount.
Message refund_beyond(Money refunded, Money amount, Currency currency);
/// Why what was given back of an order, or paid from the wallet, is not possible; no reason where it is.
RowProblem beyond_amount(const OrderRow& row, const OrderDetails* details, Currency currency);

/// A word that rows have said, for a status or a claim, what it means and how often it came.
struct SeenWord {
  OrderColumn column = OrderColumn::status;
  std::string word;
  std::optional<RowState> state = {}; ///< absent: not known
  std::size_t rows = 0;
};

/// What became of a row.
enum class RowRead : std::uint8_t {
  order,   ///< one more order of the batch
  wrong,   ///< the batch is as it was; `problem` says why
  omitted, ///< says nothing of an order: empty, a comment, a sum of the rows above
};

/// Turns rows of cells into orders.
class OrderRowReader {
 public:
  /// Both must outlive the reader. Where orders may have several rows, every row has a line of its order, and what the
  /// whole order has to hold is left to whoever puts the lines together.
  OrderRowReader(const OrderColumns& columns, const OrderFileOptions& options);

  /// Adds the order of one row to the batch.
  RowRead read(const Row& from, FileBatch& batch);
  const RowProblem& problem() const { return problem_; }

  /// What the latest row says in a column, empty where the file does not have it.
  std::string_view value(OrderColumn column) const { return values_[column]; }
  /// The order that the latest row is about, also where the row could not be read.
  std::string_view order_id() const { return plain_key(value(OrderColumn::order_id)); }
  std::string_view shop() const;

  /// The words so far, by column.
  std::vector<SeenWord> seen_words() const;
  /// What to tell the user once: words for a status that are not known, money given back of which nobody says how much.
  std::vector<Message> notes() const;

 private:
  bool says_nothing(const Row& from);
  bool check_cells(const Row& from);
  bool read_ids(OrderRow& row);
  bool read_id(OrderColumn column, std::string_view& id);
  bool read_member(OrderRow& row);
  bool read_status(OrderRow& row);
  bool read_amounts(OrderRow& row);
  bool read_refunded(OrderRow& row);
  bool read_money(OrderColumn column, Money& money);
  bool read_placed_at(OrderRow& row);
  bool read_moment(OrderColumn column, Moment& moment);
  bool read_other_moment(OrderColumn column, Moment& moment);
  bool in_shop_time(OrderColumn column, const WrittenMoment& written, Moment& moment);
  bool read_details(OrderRow& row, FileBatch& batch);
  bool fill_details(const OrderRow& row, OrderDetails& details);
  bool read_wallet(const OrderRow& row, OrderDetails& details);
  bool read_count(OrderColumn column, std::int64_t& count);
  bool read_answer(OrderColumn column, bool& yes);
  Amount told(Money money) const { return {money, options_.currency}; }
  std::string told_status() const;
  Message negative_amount(const OrderRow& row) const;
  bool says_details() const;
  bool gathers_lines() const {
    return options_.several_rows || profile_.rows_are_lines || columns_.has(OrderColumn::line_id);
  }
  bool fail(OrderColumn column, messages::Reason why);

  // Of files as platforms and people write them.
  bool read_state(OrderRow& row);
  bool read_word(OrderColumn column, std::optional<RowState>& state);
  bool read_given_back(StateSaid& said);
  bool read_said_amount(StateSaid& said);
  bool read_own_refund(OrderRow& row);
  bool check_currency();
  bool follows() const;
  void read_buyer(OrderRow& row, FileBatch& batch);
  void name_buyer(const OrderRow& row, OrderDetails& details) const;
  bool read_goods(OrderRow& row, FileBatch& batch);

  const OrderColumns& columns_;
  const OrderFileOptions& options_;
  const OrderProfile& profile_;
  RowProblem problem_;
  RowValues values_;
  std::vector<BuyerIdentity> buyer_; // of the latest row
  struct Meaning {
    std::optional<RowState> state = {};
    std::size_t rows = 0;
  };
  std::array<std::map<std::string, Meaning, std::less<>>, 2> words_; // for orders, for claims
  std::vector<std::string> unclear_; // orders of which more came back than the file says
  bool ended_ = false;               // what comes is the foot of the file
  std::size_t omitted_ = 0;
  std::array<char, 10> last_day_text_{}; // rows of one day mostly follow one another
  Moment last_day_;
};

} // namespace loyalty::files
