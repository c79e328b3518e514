// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files/csv.hpp"

namespace loyalty::files {

/// The columns of the generic order file; the required ones come first.
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
  ignored, ///< any other column
};

inline constexpr std::size_t known_columns = static_cast<std::size_t>(OrderColumn::ignored);
inline constexpr std::size_t required_columns = 5;

std::string_view to_string(OrderColumn column);

/// Which field of a file's rows is which column.
class OrderColumns {
 public:
  OrderColumns() = default;
  /// Reads a header row; capitals and what stands around a name, as around an id, do not matter. Throws `Error`
  /// (refused) where a required column is missing or a known one is named twice, with the names that were found and the
  /// one probably meant.
  OrderColumns(const std::string& file, const CsvRecord& header);

  /// The column of each field, in file order.
  const std::vector<OrderColumn>& of_fields() const { return of_fields_; }
  std::optional<std::size_t> field_of(OrderColumn column) const;
  bool has(OrderColumn column) const { return field_of(column).has_value(); }
  /// Whether the file has a column that belongs into `OrderDetails`.
  bool has_details() const { return has_details_; }
  /// The names as written.
  const std::vector<std::string>& names() const { return names_; }
  /// What to tell the user once: the columns that are passed over.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  void map(const std::string& file, const CsvRecord& header, std::size_t field);
  void require_all(const std::string& file, const CsvRecord& header) const;
  void note_ignored(std::string_view name);

  std::vector<OrderColumn> of_fields_;
  std::array<std::int32_t, known_columns> field_of_{};
  std::vector<std::string> names_;
  std::vector<std::string> notes_;
  bool has_details_ = false;
};

} // namespace loyalty::files
