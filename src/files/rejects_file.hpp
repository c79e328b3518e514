// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace loyalty::files {

/// A row of an order file that was set aside: where, which value of which column, why, and what to write instead.
struct RejectedRow {
  std::size_t line = 0;    ///< of the file, from 1
  std::size_t column = 0;  ///< in characters, from 1
  std::string column_name; ///< empty where the whole row is meant
  std::string value;       ///< as the file has it, so escape it for a terminal
  std::string reason;      ///< fit for a terminal
  std::string hint;        ///< may be empty
  std::string raw;         ///< the row as written, for the rejects file
};

/// The column that a rejects file adds and the readers of order files pass over.
inline constexpr std::string_view reject_reason = "reject_reason";

/// Writes rows that were set aside so that they can be mended and imported again: the original header and rows, and a
/// last column reject_reason. Where the original already is a rejects file, the old reasons are replaced.
class RejectsWriter {
 public:
  using Sink = std::function<void(std::string_view)>;

  /// `raw_header` is the header row as written.
  RejectsWriter(const std::string& raw_header, Sink sink);
  void write(const RejectedRow& row);

 private:
  void write_line(std::string_view raw, std::string_view last);

  std::size_t columns_ = 0;
  bool replaces_ = false;
  Sink sink_;
};

} // namespace loyalty::files
