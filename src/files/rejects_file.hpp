// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "files/row_source.hpp"
#include "loyalty/message.hpp"

namespace loyalty::files {

/// A row of a file that was set aside: where, which value of which column, why, and what to write instead.
struct RejectedRow {
  Place place;             ///< of the value, or of the row
  std::string column_name; ///< empty where the whole row is meant
  std::string value;       ///< as the file has it, so escape it for a terminal
  Message reason;
  Message hint; ///< may be empty
  Cells cells;  ///< all of the row, for the rejects file
};

/// The message of a row that is set aside for what a cell says, or without `cell` for all that it says.
RejectedRow rejected_row(const RowSource& source, const RowOrigin& row, std::optional<std::size_t> cell,
                         std::string_view column_name, Message reason, Message hint);

/// The column that a rejects file adds and the readers of files pass over.
inline constexpr std::string_view reject_reason = "reject_reason";

/// Writes rows that were set aside so that they can be mended and imported again, whatever kind of file they came from:
/// CSV with the original header, the rows cell by cell, those of a workbook as long as the header, and a last column
/// reject_reason. Where the original already is a rejects file, the old reasons are replaced.
class RejectsWriter {
 public:
  using Sink = std::function<void(std::string_view)>;

  RejectsWriter(const Cells& header, Sink sink);
  void write(const RejectedRow& row, std::string_view reason);

 private:
  void write_line(const Cells& cells, std::size_t size, std::string_view last);

  std::size_t columns_ = 0;
  bool replaces_ = false;
  Sink sink_;
};

} // namespace loyalty::files
