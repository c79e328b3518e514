// SPDX-License-Identifier: MIT
#include "files/sources/xlsx/sheet.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

#include "files/row.hpp"
#include "files/sources/xlsx/escapes.hpp"
#include "files/sources/xlsx/numbers.hpp"
#include "loyalty/error.hpp"

namespace loyalty::files {
namespace {

std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t number = 0;
  const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || stopped != text.data() + text.size()) return std::nullopt;
  return number;
}

// The column of "AB17", from 1; 0 where none is named.
std::size_t column_in(std::string_view cell) {
  constexpr std::size_t letters = 26;
  std::size_t column = 0;
  for (const auto letter : cell) {
    const bool small = letter >= 'a' && letter <= 'z';
    if (!small && (letter < 'A' || letter > 'Z')) break;
    column = column * letters + static_cast<std::size_t>(letter - (small ? 'a' : 'A')) + 1;
    if (column > Sheet::most_columns) break;
  }
  return column;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = std::min(text.find_first_not_of(blanks), text.size());
  return text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

} // namespace

Sheet::Sheet(const Workbook& workbook, std::uint32_t sheet)
    : workbook_(workbook),
      sheet_(sheet),
      xml_(workbook.open(workbook.sheets().at(sheet)), workbook.name() + ": " + workbook.sheets().at(sheet).part.name,
           *this) {}

bool Sheet::next(std::string& text, SheetRow& row) {
  to_ = &text;
  row_ = &row;
  return xml_.read_on();
}

void Sheet::refuse(Message what) const {
  const Place place{number_, in_cell_ ? column_ + 1 : 0, sheet_, workbook_.sheets()[sheet_].name};
  throw Error(Failure::refused, std::move(what), {}, "open the workbook in Excel or WPS and save it again"_en)
      .at(place_text(workbook_.name(), place));
}

void Sheet::require_room(std::size_t more) const {
  if (to_->size() - row_begin_ + more > longest_row) refuse("the row is longer than 1 MiB"_en);
}

void Sheet::start(std::string_view name, const XmlAttributes& attributes) {
  if (in_cell_) {
    in_value_ = name == "v";
    if (name == "is") in_text_ = true;
    inline_.start(name);
    if (in_text_ && inline_.is_open() && !std::exchange(has_text_, true)) value_.clear();
  } else if (in_row_) {
    if (name == "c") start_cell(attributes);
  } else if (name == "row") {
    start_row(attributes);
  }
}

void Sheet::end(std::string_view name) {
  if (in_cell_) {
    in_value_ = false;
    inline_.end(name);
    if (name == "is") in_text_ = false;
    if (name == "c") end_cell();
  } else if (in_row_ && name == "row") {
    in_row_ = false;
    if (says_anything_)
      xml_.pause();
    else
      to_->resize(row_begin_);
  }
}

void Sheet::text(std::string_view text) {
  const bool counts = (in_value_ && !has_text_) || (in_text_ && inline_.is_open());
  if (!counts) return;
  if (value_.size() + text.size() > longest_text) refuse("the cell is longer than 1 MiB"_en);
  value_ += text;
}

void Sheet::start_row(const XmlAttributes& attributes) {
  const auto last = number_;
  number_ = last + 1;
  if (const auto written = attributes.find("r")) number_ = number_in(trimmed(*written)).value_or(0);
  if (number_ > most_rows) refuse("a sheet has no more than 1048576 rows"_en);
  if (number_ <= last) refuse("this row comes after row {row}"_en(last));
  in_row_ = true;
  says_anything_ = false;
  next_column_ = 0;
  row_begin_ = to_->size();
  row_->number = number_;
  row_->cells.clear();
}

void Sheet::start_cell(const XmlAttributes& attributes) {
  const auto named = column_in(attributes.find("r").value_or(""));
  column_ = named > 0 ? named - 1 : next_column_;
  next_column_ = column_ + 1;
  if (column_ >= most_columns) refuse("a sheet has no more than 16384 columns"_en);
  in_cell_ = true;
  in_value_ = in_text_ = has_text_ = as_date_ = false;
  inline_ = {};
  value_.clear();
  const auto type = attributes.find("t").value_or("n");
  type_ = type == "n"                            ? Type::number
          : type == "s"                          ? Type::shared
          : type == "str" || type == "inlineStr" ? Type::text
          : type == "b"                          ? Type::boolean
                                                 : Type::other;
  if (type_ != Type::number) return;
  const auto style = attributes.find("s");
  as_date_ = style && workbook_.styles().shows_date(number_in(*style).value_or(0));
}

void Sheet::end_cell() {
  if (row_->cells.size() <= column_) row_->cells.resize(column_ + 1);
  const auto begin = to_->size();
  append_value();
  row_->cells[column_] = {begin, to_->size() - begin};
  in_cell_ = false;
}

std::string_view Sheet::shared_string() const {
  const auto written = trimmed(value_);
  if (written.empty()) return {};
  const auto index = number_in(written);
  const auto& strings = workbook_.strings();
  if (!index || *index >= strings.size())
    refuse("the cell names text {number} of {texts}"_en(written.substr(0, 20), strings.size()));
  return strings[*index];
}

void Sheet::append_value() {
  if (value_.empty() || (says_anything_ && !is_wanted())) return;
  if (has_text_) type_ = Type::text;
  const auto value = type_ == Type::shared ? shared_string() : std::string_view(value_);
  says_anything_ = says_anything_ || !value.empty();
  if (value.empty() || !is_wanted()) return;
  constexpr std::size_t longest_number = 512;
  require_room(std::max(value.size(), longest_number));
  const auto begin = to_->size();
  switch (type_) {
    case Type::number:
      if (as_date_)
        append_moment(*to_, trimmed(value), workbook_.from_1904());
      else
        append_number(*to_, trimmed(value));
      break;
    case Type::boolean: *to_ += trimmed(value) == "1" || trimmed(value) == "true" ? "TRUE" : "FALSE"; break;
    case Type::text:
      *to_ += value;
      undo_escapes(*to_, begin);
      break;
    case Type::shared:
    case Type::other: *to_ += value;
  }
}

} // namespace loyalty::files
