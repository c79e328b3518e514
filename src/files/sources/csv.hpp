// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files/dialect.hpp"
#include "files/row_source.hpp"
#include "files/sources/text_source.hpp"
#include "loyalty/message.hpp"

namespace loyalty::files {

/// Reads a CSV file strictly as RFC 4180 has it: quotes doubled inside quotes, line breaks inside quotes. Rows end with
/// LF, CRLF or CR. Empty lines are no rows. Cells are separated by what the first lines tell, see `separator_of`.
/// Besides, a field without quotes may be ="…", as spreadsheets write numbers that are to keep their digits. What the
/// dialect states holds instead.
///
/// Refused as a whole, by `Error` (refused) that names file:line:column: a quote inside an unquoted field, text after a
/// closing quote, a quote that is never closed, a NUL, bytes that are no character (with their offset in the file), a
/// row of more than 1 MiB.
class CsvReader : public RowSource {
 public:
  static constexpr std::size_t longest_row = std::size_t{1024} * 1024;

  /// `packing`: what the file was packed by, for `facts`.
  explicit CsvReader(TextSource source, const Dialect& dialect = {}, std::string packing = {});

  bool next_in_window(Row& row) override;
  void close_window() override;
  Place place_of(const RowOrigin& row, std::size_t cell) const override;
  Cells cells_of(const RowOrigin& row) const override;
  void read_unquoted() override { unquoted_from_ = std::min(unquoted_from_, line_); }
  Facts facts() const override;
  const std::string& name() const override { return source_.name(); }

 private:
  static constexpr std::size_t window_size = std::size_t{1024} * 1024;

  bool open(std::string& text, std::deque<std::string>& aside) override;
  std::size_t past_next(char wanted, std::size_t& known);
  bool read_more(std::size_t size);
  void check_text(std::size_t old);
  void separate_by(char separator);
  bool is_quoted(std::size_t line) const { return line < unquoted_from_; }
  std::size_t field_end(const RowOrigin& row, std::size_t at) const;
  void skip_empty_lines();
  bool split(Row& row);
  bool split_plain(Row& row, std::size_t end);
  bool split_quoted(Row& row);
  std::size_t plain_field_end(std::size_t at) const;
  std::size_t past_formula(std::size_t at, std::size_t quote) const;
  std::size_t quoted_field_end(std::size_t at, bool& escaped) const;
  void finish(Row& row, std::size_t end);
  void strip(Row& row) const;
  void unescape(Row& row);
  std::size_t after_line_end(std::size_t end) const;
  [[noreturn]] void fail(std::size_t at, Message what, Message hint, Message why = {}) const;

  TextSource source_;
  std::string packing_;
  char separator_ = 0;   // 0: not told yet
  std::string specials_; // what ends a field without quotes, or must not be in it
  char strip_ = 0;
  std::size_t unquoted_from_ = 0;            // the first line on which a quote is a letter
  std::string rest_;                         // what close_window() kept
  std::string* text_ = nullptr;              // the window
  std::deque<std::string>* aside_ = nullptr; // its rows as written, where quotes were undoubled in place
  std::size_t position_ = 0;                 // first unread byte of the window
  std::size_t past_lf_ = 0;                  // one past the next LF, CR and quote; of use while beyond position_
  std::size_t past_cr_ = 0;
  std::size_t past_quote_ = 0;
  std::size_t line_ = 1;             // of the first unread byte
  bool ended_ = false;               // the window holds the end of the file
  bool given_ = false;               // rows of this window were given out, so its bytes stay where they are
  std::vector<std::size_t> escaped_; // cells of the row at hand with doubled quotes
};

} // namespace loyalty::files
