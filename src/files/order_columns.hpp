// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files/row_source.hpp"
#include "loyalty/message.hpp"
#include "loyalty/order_profile.hpp"

namespace loyalty::files {

/// Which cells of a file's rows say what.
class OrderColumns {
 public:
  /// Cells that together say something.
  using CellGroup = std::vector<std::size_t>;

  /// Reads a header row that `source` gave. Throws `Error` (refused) where a required column is missing, or a strictly
  /// read file names a known one twice, with the names that were found and the one probably meant. The profile must
  /// outlive the columns.
  OrderColumns(const RowSource& source, const Row& header, const OrderProfile& profile);

  const OrderProfile& profile() const { return *profile_; }
  /// The column of each cell, in file order.
  const std::vector<OrderColumn>& of_cells() const { return of_cells_; }
  /// The cells of a column, the ones that count first.
  const std::vector<CellGroup>& cells_of(OrderColumn column) const { return cells_[static_cast<std::size_t>(column)]; }
  /// The first of them.
  std::optional<std::size_t> cell_of(OrderColumn column) const;
  bool has(OrderColumn column) const { return !cells_of(column).empty(); }
  /// Whether the file has a column that belongs into `OrderDetails`.
  bool has_details() const { return has_details_; }
  /// How many cells a row must have: those behind the last column with a name say nothing.
  std::size_t named() const { return named_; }
  /// What messages call a column: its name in the file, or else in the profile; nothing for one passed over.
  std::string_view name(OrderColumn column) const { return called_[static_cast<std::size_t>(column)]; }
  /// Whether a row names the same columns in the same cells, as the header of a further sheet does.
  bool are_of(const Row& header) const;
  /// What an amount of the column is said of.
  AmountScope scope(OrderColumn column) const;
  /// The names as written.
  const Cells& names() const { return names_; }
  /// What to tell the user once: columns of a strictly read file that are passed over, columns that come twice.
  const std::vector<Message>& notes() const { return notes_; }

 private:
  void map(const RowSource& source, const Row& header, const ProfileColumn& column);
  std::optional<std::size_t> find(const RowSource& source, const Row& header, std::string_view name);
  void require_all(const RowSource& source, const Row& header) const;
  void note_ignored(std::string_view name);

  const OrderProfile* profile_;
  std::vector<std::string> keys_; // of the header's cells
  std::vector<OrderColumn> of_cells_;
  std::array<std::vector<CellGroup>, known_columns + 1> cells_{};
  std::array<std::string_view, known_columns + 1> called_{};
  Cells names_;
  std::vector<Message> notes_;
  std::size_t named_ = 0;
  bool has_details_ = false;
};

} // namespace loyalty::files
