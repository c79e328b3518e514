// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <utility>

#include "loyalty/digit.hpp"
#include "messages/utf8.hpp"
#include "output/table_writers.hpp"

namespace loyalty::output {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// "-12.50": of no danger to a spreadsheet.
bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto point = std::min(text.find('.'), text.size());
  const auto whole = text.substr(0, point);
  const auto part = text.substr(std::min(point + 1, text.size()));
  return !whole.empty() && std::ranges::all_of(whole, is_digit) && std::ranges::all_of(part, is_digit) &&
         (point == text.size() || !part.empty());
}

// Whether a spreadsheet may take the text for a formula.
bool acts_as_formula(std::string_view text) {
  constexpr std::string_view ascii = "=+-@\t\r\n";
  constexpr std::array<std::string_view, 4> full_width = {"＝", "＋", "－", "＠"};
  const bool starts = (!text.empty() && ascii.find(text.front()) != std::string_view::npos) ||
                      std::ranges::any_of(full_width, [&](std::string_view sign) { return text.starts_with(sign); });
  return starts && !is_number(text);
}

bool needs_quotes(char letter) { return letter == ',' || letter == '"' || letter == '\r' || letter == '\n'; }

/// CSV and TSV.
class SeparatedWriter final : public TableWriter {
 public:
  SeparatedWriter(const std::vector<Column>& columns, const TableOptions& options, TableSink sink)
      : out_(std::move(sink)),
        currency_(options.currency),
        tabs_(options.format == Format::tsv),
        excel_(options.excel && !tabs_),
        alone_(columns.size() == 1) {
    if (excel_) out_.bytes() += byte_order_mark;
    if (!options.header) return;
    for (const auto& column : columns) SeparatedWriter::text(column.key);
    SeparatedWriter::end_row();
  }

  void empty() override { separate(); }
  void text(std::string_view value) override {
    separate();
    if (tabs_) {
      escape(value);
    } else {
      quote(value);
    }
  }
  void number(std::int64_t value) override { append_number(separate(), value); }
  void decimal(std::string_view digits) override { separate() += digits; }
  void money(Money value) override { append_money(separate(), value, currency_); }
  void day(Day value) override { append_day(separate(), value); }
  void end_row() override {
    auto& bytes = out_.bytes();
    // An empty line would be no row at all.
    if (alone_ && !tabs_ && (bytes.empty() || bytes.back() == '\n')) bytes += "\"\"";
    bytes += excel_ ? "\r\n" : "\n";
    first_ = true;
    out_.flush_when_full();
  }
  void finish() override { out_.flush(); }

 private:
  std::string& separate() {
    if (!first_) out_.bytes() += tabs_ ? '\t' : ',';
    first_ = false;
    return out_.bytes();
  }
  void quote(std::string_view value) {
    auto& bytes = out_.bytes();
    const bool harmless = !excel_ || !acts_as_formula(value);
    if (std::ranges::none_of(value, needs_quotes)) {
      if (!harmless) bytes += '\'';
      bytes += value;
      return;
    }
    bytes += harmless ? "\"" : "\"'";
    for (const auto letter : value) bytes.append(letter == '"' ? 2U : 1U, letter);
    bytes += '"';
  }
  void escape(std::string_view value) {
    auto& bytes = out_.bytes();
    for (const auto letter : value) {
      switch (letter) {
        case '\t': bytes += "\\t"; break;
        case '\n': bytes += "\\n"; break;
        case '\r': bytes += "\\r"; break;
        case '\\': bytes += "\\\\"; break;
        default: bytes += letter;
      }
    }
  }

  OutputBuffer out_;
  Currency currency_;
  bool tabs_;
  bool excel_;
  bool alone_;
  bool first_ = true;
};

// A character that JSON must not, or a terminal should not, get as it is.
void append_escaped(std::string& text, char32_t code) {
  switch (code) {
    case '"': text += "\\\""; return;
    case '\\': text += "\\\\"; return;
    case '\n': text += "\\n"; return;
    case '\r': text += "\\r"; return;
    case '\t': text += "\\t"; return;
    default: break;
  }
  const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
  if (!control) return messages::append_utf8(text, code);
  text += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4)
    text += "0123456789abcdef"[(code >> static_cast<unsigned>(shift)) & 0xFU];
}

void append_json_text(std::string& text, std::string_view value) {
  text += '"';
  const auto plain = [](char letter) { return letter >= 0x20 && letter < 0x7F && letter != '"' && letter != '\\'; };
  for (std::size_t i = 0; i < value.size();) {
    const auto run = static_cast<std::size_t>(
        std::find_if_not(value.begin() + static_cast<std::ptrdiff_t>(i), value.end(), plain) - value.begin());
    text.append(value, i, run - i);
    if (run == value.size()) break;
    const auto character = messages::utf8_at(value, run);
    append_escaped(text, character.code);
    i = run + character.bytes;
  }
  text += '"';
}

} // namespace

std::string json_text(std::string_view value) {
  std::string text;
  append_json_text(text, value);
  return text;
}

namespace {

/// JSON and JSONL.
class JsonWriter final : public TableWriter {
 public:
  JsonWriter(const std::vector<Column>& columns, const TableOptions& options, TableSink sink)
      : out_(std::move(sink)), currency_(options.currency), lines_(options.format == Format::jsonl) {
    for (const auto& column : columns) {
      std::string key = names_.empty() ? "{" : ",";
      append_json_text(key, column.key);
      names_.push_back(key + ":");
    }
    if (lines_) return;
    out_.bytes() += "{\"currency\":";
    append_json_text(out_.bytes(), options.currency.code);
    out_.bytes() += ",\"rows\":[";
  }

  void empty() override { name() += "null"; }
  void text(std::string_view value) override {
    if (value.empty()) return empty();
    append_json_text(name(), value);
  }
  void number(std::int64_t value) override { append_number(name(), value); }
  void decimal(std::string_view digits) override { name() += digits; }
  void money(Money value) override { append_money(name(), value, currency_); }
  void day(Day value) override {
    if (value >= never) return empty();
    auto& bytes = name();
    bytes += '"';
    append_day(bytes, value);
    bytes += '"';
  }
  void end_row() override {
    out_.bytes() += lines_ ? "}\n" : "}";
    column_ = 0;
    ++rows_;
    out_.flush_when_full();
  }
  void finish() override {
    if (!lines_) out_.bytes() += rows_ == 0 ? "]}\n" : "\n]}\n";
    out_.flush();
  }

 private:
  std::string& name() {
    if (column_ == 0 && !lines_) out_.bytes() += rows_ == 0 ? "\n" : ",\n";
    return out_.bytes() += names_[column_++];
  }

  OutputBuffer out_;
  Currency currency_;
  bool lines_;
  std::vector<std::string> names_;
  std::size_t column_ = 0;
  std::size_t rows_ = 0;
};

} // namespace

std::unique_ptr<TableWriter> make_separated_writer(const std::vector<Column>& columns, const TableOptions& options,
                                                   TableSink sink) {
  return std::make_unique<SeparatedWriter>(columns, options, std::move(sink));
}

std::unique_ptr<TableWriter> make_json_writer(const std::vector<Column>& columns, const TableOptions& options,
                                              TableSink sink) {
  return std::make_unique<JsonWriter>(columns, options, std::move(sink));
}

} // namespace loyalty::output
