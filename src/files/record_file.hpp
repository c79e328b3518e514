// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "files/open_rows.hpp"
#include "files/rejects_file.hpp"
#include "loyalty/message.hpp"

namespace loyalty::files {

/// The columns that a kind of file may have.
struct RecordShape {
  std::span<const std::string_view> columns; ///< the required ones first
  std::size_t required = 0;
  std::string_view prefix = {}; ///< columns that begin with it are further ones: "field."
  bool foreign = false;         ///< another system's, with columns that mean nothing here: they are no slips
};

/// Reads a file row by row, with columns in any order. Capitals and what stands around a column's name, as around
/// an id, do not matter; columns that are not known are passed over and named in `notes`, a column reject_reason
/// silently. Further sheets of a workbook are read where they have the same header.
///
/// Where the header ends with a comma, as some systems write it, there is no column, and rows may do without the comma.
///
/// The file as a whole is refused, by `Error` (refused), where it is empty, lacks a required column, names a column
/// twice, or is broken as its `RowSource` describes. Rows with more or fewer cells than the header are set aside.
class RecordFile {
 public:
  /// `path` may be "-" for standard input. Reads the header.
  RecordFile(const std::string& path, const RecordShape& shape, RawObserver observer = {});
  /// The same for a file of one of several shapes: the first whose required columns it has, else the last.
  RecordFile(const std::string& path, std::span<const RecordShape> shapes, RawObserver observer = {});
  /// Which of them it is.
  std::size_t shape() const { return shape_; }

  /// The next row that is whole; false at the end of the file. Values live until the next call.
  bool next();
  /// What the row says in a column; empty where the file does not have it.
  std::string_view value(std::string_view column) const;
  bool has(std::string_view column) const;
  /// The names of further columns, without the prefix, and what the row says in each.
  const std::vector<std::string>& further() const { return further_; }
  std::string_view further_value(std::size_t index) const;

  /// The row, so that it can be set aside later.
  KeptOrigin origin() const { return kept_origin(row_.origin); }

  /// Sets the row aside: `column` as in the header, further ones with their prefix; empty: the row as a whole.
  void set_aside(std::string_view column, Message reason, Message hint = {});
  /// The same for a row read before.
  RejectedRow rejected(const RowOrigin& row, std::string_view column, Message reason, Message hint = {}) const;
  const std::vector<RejectedRow>& rejected() const { return rejected_; }

  const std::string& name() const { return source_->name(); }
  /// The column names as written, for the rejects file.
  const Cells& header() const { return header_; }
  const std::vector<Message>& notes() const { return notes_; }
  std::size_t rows_read() const { return rows_read_; }

 private:
  void read_header(std::span<const RecordShape> shapes);
  void read_columns(const RecordShape& shape);
  void begin_sheet();
  void require_all(const RecordShape& shape) const;
  void pass_over(const RecordShape& shape, std::string_view name);
  bool lacks_only_the_end() const;

  std::unique_ptr<RowSource> source_;
  Row row_;
  Cells header_;
  std::uint32_t sheet_ = 0;
  bool is_alike_ = true; // the sheet has the header of the first
  std::size_t shape_ = 0;
  std::vector<std::string> columns_; ///< by cell; empty: passed over
  std::vector<std::string> further_;
  std::vector<std::size_t> further_cells_;
  std::vector<Message> notes_;
  std::vector<RejectedRow> rejected_;
  std::size_t rows_read_ = 0;
};

} // namespace loyalty::files
