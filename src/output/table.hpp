// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/money.hpp"
#include "loyalty/number.hpp"

namespace loyalty::output {

/// How results are written.
enum class Format : std::uint8_t { table, csv, tsv, json, jsonl, md, html, xlsx };

inline constexpr std::array<std::string_view, 8> format_names = {"table", "csv", "tsv",  "json",
                                                                 "jsonl", "md",  "html", "xlsx"};

/// Reads "table", "csv" and so on; nullopt: no such format.
std::optional<Format> parse_format(std::string_view name);
std::string_view to_string(Format format);
/// Whether people read it: a table, a page or a workbook.
bool for_people(Format format);
/// The format that a file's name asks for: .csv, .tsv, .json, .jsonl, .md, .html, .xlsx, and .txt for a table.
std::optional<Format> format_for_suffix(std::string_view path);

/// A column: `key` for programs, `title` for people (the key where it is empty). The kind decides on which side the
/// column is aligned; how a cell is written follows from the cell itself.
struct Column {
  enum class Kind : std::uint8_t { text, number, money, day };

  std::string key;
  std::string title = {};
  Kind kind = Kind::text;
};

struct TableOptions {
  Format format = Format::table;
  Currency currency;        ///< of all money; named in JSON
  bool excel = false;       ///< CSV for a spreadsheet: byte order mark, CRLF, no cell that acts as a formula
  bool header = true;       ///< false leaves out the header of table, CSV and TSV
  std::string no_rows = {}; ///< what table, md and html say where there are no rows; nothing where it is empty
  // Of a page.
  bool alone = true; ///< false: the table is a part of a page that somebody else writes
  std::string title = {};
  std::string subtitle = {};
  std::string_view language = "en";
  std::size_t width = 0;                         ///< cells of the terminal a table must fit into; 0: any
  std::vector<std::string_view> drop_first = {}; ///< keys of columns that are left out first where it does not fit
  std::function<void(std::size_t columns)> dropped = {}; ///< told how many were left out
};

/// A text as JSON has it, quotes included.
std::string json_text(std::string_view value);

/// Takes the finished bytes, block by block.
using TableSink = std::function<void(std::string_view)>;

/// Writes a table cell by cell, row by row. Every row has as many cells as there are columns; `finish` ends the table.
///
/// CSV: UTF-8, LF, quoted where needed, money as 12.90 with the decimals of its currency, days as 2024-02-29, empty
/// cells empty. TSV: the same with tab, line break and backslash inside a text as \t, \n, \r and \\. JSON: one object
/// {"currency": …, "rows": […]} with one object per row, money as the number 12.90 that CSV has, days as texts, empty
/// cells null; JSONL: one such row per line. XLSX: one sheet with the titles frozen above it, numbers and days as such,
/// and all else as text. Table, md and html: titles, numbers on the right, and texts that cannot
/// steer the terminal or the page.
class TableWriter {
 public:
  virtual ~TableWriter() = default;

  virtual void empty() = 0;
  virtual void text(std::string_view value) = 0; ///< an empty text is an empty cell
  virtual void number(std::int64_t value) = 0;
  virtual void decimal(std::string_view digits) = 0; ///< a number already written out, such as "0.3417"
  virtual void money(Money value) = 0;
  virtual void day(Day value) = 0; ///< `never` is an empty cell
  virtual void end_row() = 0;
  virtual void finish() = 0;

  void cell(std::string_view value) { text(value); }
  void cell(std::int64_t value) { number(value); }
  template <class Of>
  void cell(Number<Of> value) {
    number(value.value);
  }
  void cell(Money value) { money(value); }
  void cell(Day value) { day(value); }
  template <class Value>
  void cell(const std::optional<Value>& value) {
    if (value) {
      cell(*value);
    } else {
      empty();
    }
  }

  /// The writer of the format that the options ask for. Bytes reach the sink from time to time and at `finish`.
  static std::unique_ptr<TableWriter> make(std::vector<Column> columns, TableOptions options, TableSink sink);
};

} // namespace loyalty::output
