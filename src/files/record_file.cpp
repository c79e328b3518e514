// SPDX-License-Identifier: MIT
#include "files/record_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loyalty/error.hpp"
#include "loyalty/plain_key.hpp"
#include "messages/reasons.hpp"
#include "messages/suggest.hpp"

namespace loyalty::files {
namespace {

std::string folded(std::string_view name) {
  std::string result(plain_key(name));
  for (auto& letter : result)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return result;
}

std::string names_found(const CsvRecord& header) {
  constexpr std::size_t most = 30;
  std::string result = "the header has:";
  for (std::size_t index = 0; index < std::min(header.fields.size(), most); ++index)
    result += fmt::format("{}\"{}\"", index == 0 ? " " : ", ", messages::shown_value(header.fields[index]));
  return result;
}

} // namespace

RecordFile::RecordFile(const std::string& path, const RecordShape& shape, RawObserver observer)
    : csv_(path, std::move(observer)) {
  read_header(shape);
}

void RecordFile::read_header(const RecordShape& shape) {
  if (!csv_.next(record_)) {
    std::string example;
    for (const auto column : shape.columns.first(shape.required))
      example += fmt::format("{}{}", example.empty() ? "" : ",", column);
    throw Error(Failure::refused, name() + ":1:1: the file is empty",
                fmt::format("{} begins with the column names", shape.kind), example);
  }
  raw_header_ = record_.raw;
  for (std::size_t field = 0; field < record_.fields.size(); ++field) {
    auto column = folded(record_.fields[field]);
    const bool is_further = !shape.prefix.empty() && column.starts_with(shape.prefix);
    if (is_further) {
      column = fmt::format("{}{}", shape.prefix, plain_key(record_.fields[field]).substr(shape.prefix.size()));
      further_.push_back(column.substr(shape.prefix.size()));
      further_fields_.push_back(field);
    } else if (std::ranges::find(shape.columns, column) == shape.columns.end()) {
      pass_over(shape, record_.fields[field]);
      column.clear();
    }
    if (!column.empty() && std::ranges::find(columns_, column) != columns_.end()) {
      const auto at = record_.position(field);
      throw Error(Failure::refused,
                  fmt::format("{}:{}:{}: two columns are named {}", name(), at.line, at.column, column),
                  names_found(record_), "rename or remove one of them");
    }
    columns_.push_back(std::move(column));
  }
  require_all(shape);
}

void RecordFile::require_all(const RecordShape& shape) const {
  for (const auto missing : shape.columns.first(shape.required)) {
    if (std::ranges::find(columns_, missing) != columns_.end()) continue;
    std::string hint = fmt::format("the first row of {} must name the columns, at least {}", shape.kind, missing);
    for (const auto field : record_.fields)
      if (messages::suggest(folded(field), std::span(&missing, 1)) == missing)
        hint = fmt::format("did you mean {} where it says \"{}\"?", missing, messages::shown_value(field));
    if (record_.fields.front().find_first_of(";\t") != std::string_view::npos)
      hint = "the file seems to be separated by semicolons or tabs; save it with commas, as CSV UTF-8";
    throw Error(Failure::refused, fmt::format("{}:{}:1: no column {}", name(), record_.line, missing),
                names_found(record_), hint);
  }
}

void RecordFile::pass_over(const RecordShape& shape, std::string_view written) {
  const auto plain = folded(written);
  if (plain.empty() || plain == reject_reason) return;
  const auto meant = messages::suggest(plain, shape.columns);
  notes_.push_back(fmt::format("column \"{}\" is passed over{}", messages::shown_value(written),
                               meant.empty() ? "" : fmt::format("; did you mean {}?", meant)));
}

bool RecordFile::next() {
  while (csv_.next(record_)) {
    ++rows_read_;
    const auto fields = record_.fields.size();
    if (fields == columns_.size()) return true;
    set_aside("",
              fmt::format("{} {} where the header has {}", fields, fields == 1 ? "field" : "fields", columns_.size()),
              fields > columns_.size() ? "put a field that has a comma in quotes" : "");
  }
  return false;
}

std::string_view RecordFile::value(std::string_view column) const {
  const auto found = std::ranges::find(columns_, column);
  return found == columns_.end() ? std::string_view{}
                                 : record_.fields[static_cast<std::size_t>(found - columns_.begin())];
}

std::string_view RecordFile::further_value(std::size_t index) const { return record_.fields[further_fields_[index]]; }

void RecordFile::set_aside(std::string_view column, std::string reason, std::string hint) {
  rejected_.push_back(rejected(record_.line, record_.raw, column, std::move(reason), std::move(hint)));
}

RejectedRow RecordFile::rejected(std::size_t line, std::string_view raw, std::string_view column, std::string reason,
                                 std::string hint) const {
  RejectedRow row{.line = line,
                  .column = 1,
                  .column_name = std::string(column),
                  .value = {},
                  .reason = std::move(reason),
                  .hint = std::move(hint),
                  .raw = std::string(raw)};
  const auto found = std::ranges::find(columns_, column);
  if (column.empty() || found == columns_.end()) return row;
  const auto field = static_cast<std::size_t>(found - columns_.begin());
  const auto at = csv_position(raw, field);
  row.line += at.line - 1;
  row.column = at.column;
  row.value = csv_value(raw, field);
  return row;
}

} // namespace loyalty::files
