// SPDX-License-Identifier: MIT
#include "output/table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "output/table_writers.hpp"

namespace loyalty::output {
namespace {

constexpr std::array<std::string_view, 7> format_names = {"table", "csv", "tsv", "json", "jsonl", "md", "html"};

} // namespace

std::optional<Format> parse_format(std::string_view name) {
  const auto* const found = std::ranges::find(format_names, name);
  if (found == format_names.end()) return std::nullopt;
  return static_cast<Format>(found - format_names.begin());
}

std::string_view to_string(Format format) { return format_names[static_cast<std::size_t>(format)]; }

bool for_people(Format format) { return format == Format::table || format == Format::md || format == Format::html; }

std::optional<Format> format_for_suffix(std::string_view path) {
  const auto name = path.substr(path.rfind('/') + 1);
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return std::nullopt;
  std::string suffix(name.substr(dot + 1));
  for (auto& letter : suffix) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  if (suffix == "txt") return Format::table;
  if (suffix == "table") return std::nullopt;
  return parse_format(suffix == "htm" ? "html" : suffix);
}

std::unique_ptr<TableWriter> TableWriter::make(std::vector<Column> columns, TableOptions options, TableSink sink) {
  switch (options.format) {
    case Format::csv:
    case Format::tsv: return make_separated_writer(columns, options, std::move(sink));
    case Format::json:
    case Format::jsonl: return make_json_writer(columns, options, std::move(sink));
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
  text.append(digits.data(), end);
}

void append_money(std::string& text, Money value, Currency currency) {
  const auto unit = static_cast<std::uint64_t>(currency.unit());
  const bool negative = value.minor < 0;
  const auto size = negative ? 0 - static_cast<std::uint64_t>(value.minor) : static_cast<std::uint64_t>(value.minor);
  if (negative) text += '-';
  append_number(text, static_cast<std::int64_t>(size / unit));
  if (unit == 1) return;
  text += '.';
  for (auto place = unit / 10; place > 0; place /= 10) text += static_cast<char>('0' + size / place % 10);
}

void append_day(std::string& text, Day value) {
  if (value < never) text += to_string(value);
}

} // namespace loyalty::output
