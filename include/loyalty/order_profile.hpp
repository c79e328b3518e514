// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/order.hpp"

namespace loyalty {

/// What a column of an order file can say, whatever the file calls it.
enum class OrderColumn : std::uint8_t {
  order_id,
  member_id,
  placed_at,
  amount,
  status,
  category,
  refunded_amount,
  refund_of,
  shop,
  phone,
  name,
  shipping,
  discount,
  coupon_code,
  points_redeemed,
  line_id,
  sku,
  quantity,
  paid_at,
  referrer_id,
  fee_for,
  wallet_paid,
  host,
  channel,
  on_sale,
  // Said by files of platforms only, and turned into what stands above.
  account,          ///< by which the platform knows the buyer
  email,            ///< of the buyer
  after_sale,       ///< what became of a claim, a status beside the status
  refund_id,        ///< the own number of a refund row whose order_id is that of the sale
  amount_due,       ///< of an order that was never paid
  remaining_amount, ///< of the amount, after refunds
  deduction,        ///< of the amount, that was not to be paid
  goods_amount,     ///< of a line, by which the amount of its order is spread
  unit_price,       ///< of a line, the same
  currency,         ///< of the amounts
  time_zone,        ///< of the times
  ignored,          ///< any other column
};

inline constexpr std::size_t known_columns = static_cast<std::size_t>(OrderColumn::ignored);

/// The words for the columns, as the generic file and declared profiles have them: "order_id". Empty for `ignored`.
std::string_view to_string(OrderColumn column);
/// `OrderColumn::ignored` for no column's word.
OrderColumn order_column(std::string_view word);

/// Whether cells of the column are amounts of money.
bool is_money(OrderColumn column);

/// What an amount is said of where an order has several rows.
enum class AmountScope : std::uint8_t {
  row,          ///< of the row: the order has the sum
  row_or_order, ///< the same, but what every row says alike is said of the order, unless a line_id tells the rows apart
  order,        ///< of the order: said on every row alike, or on some of them only
};

/// Cells whose texts are put together with a blank between them, or whose amounts are added up, by the columns' names.
using CellNames = std::vector<std::string>;

/// A column of a profile's files.
struct ProfileColumn {
  OrderColumn column = OrderColumn::ignored;
  /// Where the file says it: the first that is there and says something counts. Messages say the first where none is
  /// there. Names are compared by their `header_key`.
  std::vector<CellNames> from = {};
  bool required = false;
  AmountScope scope = AmountScope::row;
};

/// What a word for the status of an order says.
enum class RowState : std::uint8_t {
  // As `OrderStatus` has them.
  unpaid,
  paid,
  refunded,
  cancelled,
  refund,
  adjustment,
  partly_refunded, ///< paid, and some of it came back: how much another column says
  // Decided by what else the row says.
  closed,  ///< over: given back if it was paid, else cancelled
  nothing, ///< of a claim: nothing was given back, or not yet
  omitted, ///< the row is no order at all
};

/// A word for the status of an order. The first one of a state is the one that hints recommend.
struct StatusWord {
  std::string word;
  RowState state = RowState::paid;
};

/// By what buyers are known, and where files say it.
struct BuyerColumn {
  std::string name_space;
  OrderColumn column = OrderColumn::account;
};

/// In which order days have their parts.
enum class DateOrder : std::uint8_t { year_first, month_first, day_first };

/// How the order files of one platform, or of one till, are to be read. Everything that tells one from another is said
/// here.
struct OrderProfile {
  std::string name;
  std::string title = {};    ///< for people: "快手小店"
  std::string based_on = {}; ///< of a declared one: the profile that says all that this one does not
  std::vector<ProfileColumn> columns = {};
  std::vector<StatusWord> statuses = {};
  std::vector<StatusWord> after_sales = {};
  std::vector<BuyerColumn> buyers = {}; ///< the strongest first; the first that a row says, in full, is its buyer

  /// Values stand as people and platforms write them: ¥1,299.90, 2026/9/10 8:00, ="123", - for nothing. Otherwise they
  /// are read strictly as the generic file has them.
  bool as_people_write = true;
  bool rows_are_lines = false;  ///< every row is a line, and the lines of an order stand in rows of its number
  bool day_in_order_id = false; ///< 260603-…: the day of orders that say no time
  /// A claim that was granted gave back all of the row. Otherwise how much is not said, unless the order is closed.
  bool claims_are_whole = true;
  char decimal_mark = '.';
  DateOrder date_order = DateOrder::year_first;
  std::string date_format = {};              ///< as strptime has it, instead of `date_order`; empty: any usual form
  std::string timezone = {};                 ///< of times that name no offset; empty: the shop's own
  std::vector<std::string> omitted_ids = {}; ///< rows whose order id is one of these are sums of the others
  std::string end = {};     ///< a row that begins with it and all below are no orders; empty: there is none
  std::string comment = {}; ///< lines that begin with it say nothing; empty: there are none
  // What the bytes are, where that is not to be found out.
  std::string encoding = {}; ///< "utf-8", "gb18030", "utf-16"; empty: found out
  char separator = '\0';     ///< '\0': found out
  bool quoted = true;        ///< a quote around a cell is none of its letters

  /// nullptr where its files never say it.
  const ProfileColumn* find(OrderColumn column) const;
  std::optional<RowState> state_of(std::string_view status_word) const;
  std::optional<RowState> after_sale_of(std::string_view word) const;
  /// The names of the columns that its files must have.
  std::string required_names(std::string_view between) const;
  /// The word that hints recommend; empty where there is none.
  std::string_view word_of(OrderStatus status) const;
};

/// A column's name as it is compared: without blanks and marks that cannot be seen, letters small, full-width signs as
/// their ASCII ones, and 帐 as 账.
std::string header_key(std::string_view written);

} // namespace loyalty
