// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files/profiles/profile.hpp"
#include "files/row_source.hpp"

namespace loyalty::files {

/// The profile that a file with this header is of: the first of the list whose required columns it has, else the
/// generic one.
const Profile& profile_of(const Row& header);

/// Which cell of a file's rows is which column.
class OrderColumns {
 public:
  /// Reads a header row that `source` gave; capitals and what stands around a name, as around an id, do not matter.
  /// Throws `Error` (refused) where a required column is missing or a known one is named twice, with the names that
  /// were found and the one probably meant. The profile must outlive the columns.
  OrderColumns(const RowSource& source, const Row& header, const Profile& profile);

  const Profile& profile() const { return profile_; }
  /// The column of each cell, in file order.
  const std::vector<OrderColumn>& of_cells() const { return of_cells_; }
  std::optional<std::size_t> cell_of(OrderColumn column) const;
  bool has(OrderColumn column) const { return cell_of(column).has_value(); }
  /// Whether the file has a column that belongs into `OrderDetails`.
  bool has_details() const { return has_details_; }
  /// What messages call a column: its name in the file, or else in the profile; nothing for one passed over.
  std::string_view name(OrderColumn column) const { return called_[static_cast<std::size_t>(column)]; }
  /// What an amount of the column is said of.
  Scope scope(OrderColumn column) const;
  /// The names as written.
  const Cells& names() const { return names_; }
  /// What to tell the user once: the columns that are passed over.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  void map(const RowSource& source, const Row& header, std::size_t cell);
  void require_all(const RowSource& source, const Row& header) const;
  void note_ignored(std::string_view name);

  const Profile& profile_;
  std::vector<OrderColumn> of_cells_;
  std::array<std::int32_t, known_columns> cell_of_{};
  std::array<std::string_view, known_columns + 1> called_{};
  Cells names_;
  std::vector<std::string> notes_;
  bool has_details_ = false;
};

} // namespace loyalty::files
