// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "files/text_source.hpp"

namespace loyalty::files {

/// Where a field begins: the line of the file and the column in characters, both from 1.
struct CsvPosition {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// One row of a CSV file.
struct CsvRecord {
  std::size_t line = 0;                 ///< of the file, from 1
  std::vector<std::string_view> fields; ///< without quotes
  std::string_view raw;                 ///< as written, without the line end

  /// Where a field begins; for messages only, as it reads the row again.
  CsvPosition position(std::size_t field) const;
};

/// Where field number `field` of a row as written begins, counted from the row's own first line (1) and column (1).
CsvPosition csv_position(std::string_view raw, std::size_t field);
/// The byte at which that field begins; the row's size where the row has no such field.
std::size_t csv_field_start(std::string_view raw, std::size_t field);
/// What that field says, without quotes.
std::string csv_value(std::string_view raw, std::size_t field);
/// How many fields a row as written has.
std::size_t csv_fields(std::string_view raw);

/// Reads a CSV file strictly as RFC 4180 has it: comma, quotes doubled inside quotes, line breaks inside quotes. Rows
/// end with LF, CRLF or CR. Empty lines are no rows. The text is UTF-8, with or without a byte order mark. Besides, a
/// field without quotes may be ="…", as spreadsheets write numbers that are to keep their digits.
///
/// Refused as a whole, by `Error` (refused) that names file:line:column: a quote inside an unquoted field, text after a
/// closing quote, a quote that is never closed, a NUL, bytes that are not UTF-8 (with their offset in the file), a row
/// of more than 1 MiB; and files that are no text at all (workbooks, web pages, UTF-16), with the way to save them as
/// CSV.
class CsvReader {
 public:
  static constexpr std::size_t longest_row = std::size_t{1024} * 1024;

  /// `read_before`: as for `TextSource`.
  explicit CsvReader(std::string path, RawObserver observer = {}, std::string_view read_before = {});

  /// The next row, or false at the end of the file. The views live until the next call.
  bool next(CsvRecord& record);

  /// For readers that keep many rows: fills `text` with the file's next bytes, about `window_size` of them. The rows
  /// that `next_in_window` gives out live in `text`, also when it is moved. False at the end of the file.
  bool open_window(std::string& text);
  /// The next row that is whole in the window, or false.
  bool next_in_window(CsvRecord& record);
  /// Ends the window: `text` keeps what was read of it, the rest goes into the next window.
  void close_window();

  const std::string& name() const { return source_.name(); }

 private:
  static constexpr std::size_t window_size = std::size_t{1024} * 1024;

  std::size_t past_next(char wanted, std::size_t& known);
  bool read_more(std::size_t size);
  void check_text();
  void skip_empty_lines();
  bool split(CsvRecord& record);
  bool split_plain(CsvRecord& record, std::size_t end);
  bool split_quoted(CsvRecord& record);
  std::size_t plain_field_end(std::size_t at) const;
  std::size_t past_formula(std::size_t at, std::size_t quote) const;
  std::size_t quoted_field_end(std::size_t at, bool& escaped) const;
  void finish(CsvRecord& record, std::size_t end);
  void unescape(CsvRecord& record);
  std::size_t after_line_end(std::size_t end) const;
  [[noreturn]] void fail(std::size_t at, const std::string& what, const std::string& why,
                         const std::string& hint) const;

  TextSource source_;
  std::string own_;             // the window of next()
  std::string rest_;            // what close_window() kept
  std::string* text_ = nullptr; // the window
  std::size_t position_ = 0;    // first unread byte of the window
  std::size_t past_lf_ = 0;     // one past the next LF, CR and quote; of use while beyond position_
  std::size_t past_cr_ = 0;
  std::size_t past_quote_ = 0;
  std::size_t checked_ = 0;          // bytes of the window that are known to be UTF-8
  std::size_t offset_ = 0;           // of the window's first byte in the text
  std::size_t line_ = 1;             // of the first unread byte
  bool ended_ = false;               // the window holds the end of the file
  bool given_ = false;               // rows of this window were given out, so its bytes stay where they are
  std::vector<std::size_t> escaped_; // fields of the row at hand with doubled quotes
  std::deque<std::string> raws_;     // rows of this window as written, where quotes were undoubled in place
};

} // namespace loyalty::files
