// SPDX-License-Identifier: MIT
#include "output/table_writers.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace loyalty::output {

std::unique_ptr<TableWriter> TableWriter::make(std::vector<Column> columns, TableOptions options, TableSink sink) {
  switch (options.format) {
    case Format::csv:
    case Format::tsv: return make_separated_writer(columns, options, std::move(sink));
    case Format::json:
    case Format::jsonl: return make_json_writer(columns, options, std::move(sink));
    case Format::xlsx: return make_workbook_writer(columns, options, std::move(sink));
    case Format::table:
    case Format::md:
    case Format::html: break;
  }
  return make_page_writer(std::move(columns), std::move(options), std::move(sink));
}

void OutputBuffer::flush() {
  if (!bytes_.empty()) sink_(bytes_);
  bytes_.clear();
}

void append_number(std::string& text, std::int64_t value) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  text.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

void append_money(std::string& text, Money value, Currency currency) {
  const auto unit = static_cast<std::uint64_t>(currency.unit());
  const bool negative = value.minor < 0;
  const auto size = negative ? 0 - static_cast<std::uint64_t>(value.minor) : static_cast<std::uint64_t>(value.minor);
  if (negative) text += '-';
  append_number(text, static_cast<std::int64_t>(size / unit));
  if (unit == 1) return;
  auto part = size % unit;
  const auto point = text.size();
  text.append(static_cast<std::size_t>(currency.decimals) + 1, '.');
  for (auto place = text.size() - 1; place > point; --place, part /= 10)
    text[place] = static_cast<char>('0' + part % 10);
}

void append_day(std::string& text, Day value) {
  if (value < never) text += to_string(value);
}

} // namespace loyalty::output
