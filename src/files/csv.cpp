// SPDX-License-Identifier: MIT
#include "files/csv.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "files/file_kind.hpp"
#include "loyalty/error.hpp"
#include "loyalty/plain_key.hpp"
#include "messages/utf8.hpp"

namespace loyalty::files {
namespace {

constexpr std::size_t shortest_read = 4096;
constexpr std::size_t spare_room = 4096; // what the owner of a window may add to it

// Moves a position over a text, counting lines and characters.
void advance(CsvPosition& position, std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const bool line_end = text[i] == '\n' || (text[i] == '\r' && !text.substr(i + 1).starts_with('\n'));
    if (line_end) {
      ++position.line;
      position.column = 0;
    }
    ++position.column;
    i += messages::utf8_at(text, i).bytes;
  }
}

std::size_t line_breaks(std::string_view text) {
  CsvPosition position;
  advance(position, text);
  return position.line - 1;
}

// One past the field that begins at `at`; the row is known to be well-formed.
std::size_t field_end(std::string_view raw, std::size_t at) {
  if (at < raw.size() && raw[at] == '"') {
    do {
      at = raw.find('"', at + 1);
      if (at == std::string_view::npos) return raw.size();
      ++at;
    } while (at < raw.size() && raw[at] == '"');
  }
  return std::min(raw.find(',', at), raw.size());
}

} // namespace

std::size_t csv_field_start(std::string_view raw, std::size_t field) {
  std::size_t at = 0;
  for (; field > 0 && at < raw.size(); --field) at = std::min(field_end(raw, at) + 1, raw.size());
  return at;
}

std::size_t csv_fields(std::string_view raw) {
  std::size_t fields = 1;
  for (auto end = field_end(raw, 0); end < raw.size(); end = field_end(raw, end + 1)) ++fields;
  return fields;
}

std::string csv_value(std::string_view raw, std::size_t field) {
  const auto at = csv_field_start(raw, field);
  const auto written = raw.substr(at, field_end(raw, at) - at);
  if (!written.starts_with('"')) return std::string(written);
  std::string value;
  for (std::size_t i = 1; i + 1 < written.size(); ++i) {
    value += written[i];
    if (written[i] == '"') ++i;
  }
  return value;
}

CsvPosition csv_position(std::string_view raw, std::size_t field) {
  CsvPosition position;
  advance(position, raw.substr(0, csv_field_start(raw, field)));
  return position;
}

CsvPosition CsvRecord::position(std::size_t field) const {
  const auto within = csv_position(raw, field);
  return {line + within.line - 1, within.column};
}

CsvReader::CsvReader(std::string path, RawObserver observer, std::string_view read_before)
    : source_(std::move(path), std::move(observer), read_before) {}

bool CsvReader::next(CsvRecord& record) {
  while (text_ != &own_ || !next_in_window(record)) {
    close_window();
    if (!open_window(own_)) return false;
  }
  return true;
}

bool CsvReader::open_window(std::string& text) {
  text_ = &text;
  position_ = 0;
  past_lf_ = past_cr_ = past_quote_ = 0;
  given_ = false;
  raws_.clear();
  text.reserve(window_size + longest_row + TextSource::block_size + spare_room);
  // Bytes that the text has already are not cleared again; they are overwritten.
  text.resize(std::max(window_size, rest_.size()));
  std::copy(rest_.begin(), rest_.end(), text.begin());
  const auto old = rest_.size();
  rest_.clear();
  checked_ = std::min(checked_, old);
  return read_more(old) || old > 0;
}

void CsvReader::close_window() {
  if (text_ == nullptr) return;
  rest_.assign(*text_, position_, std::string::npos);
  checked_ -= std::min(checked_, position_);
  offset_ += position_;
  text_->resize(position_);
  text_ = nullptr;
}

bool CsvReader::next_in_window(CsvRecord& record) {
  for (;;) {
    skip_empty_lines();
    if (position_ == text_->size() && ended_) return false;
    if (split(record)) {
      given_ = true;
      return true;
    }
    if (given_) return false;
    if (text_->size() - position_ > longest_row) fail(position_, "the row is longer than 1 MiB", "", "");
    const auto size = text_->size();
    text_->resize(size + TextSource::block_size);
    read_more(size);
    past_lf_ = past_cr_ = past_quote_ = 0;
  }
}

// Fills the text from `size` on; what is not filled is cut off.
bool CsvReader::read_more(std::size_t size) {
  const bool first = offset_ + size == 0;
  const auto old = size;
  while (!ended_ && text_->size() - size >= shortest_read) {
    const auto more = source_.read({text_->data() + size, text_->size() - size});
    if (more == 0) ended_ = true;
    size += more;
  }
  text_->resize(size);
  if (first) refuse_foreign(source_.name(), *text_);
  check_text();
  return size > old;
}

void CsvReader::check_text() {
  const auto fresh = std::string_view(*text_).substr(checked_);
  std::size_t tail = 0;
  const auto error = messages::utf8_error(fresh, ended_, tail);
  const auto nul = fresh.find('\0');
  if (nul < error) fail(checked_ + nul, "a NUL character", "text has none", "save the file as CSV UTF-8 again");
  if (error < fresh.size()) {
    const auto offset = offset_ + source_.mark_size() + checked_ + error;
    fail(checked_ + error, "not UTF-8 at byte " + std::to_string(offset) + " of the file", "",
         encoding_hint(fresh.substr(error)));
  }
  checked_ = text_->size() - tail;
}

void CsvReader::skip_empty_lines() {
  for (;; ++line_) {
    if (position_ == text_->size()) return;
    const auto first = (*text_)[position_];
    const bool cut = first == '\r' && position_ + 1 == text_->size() && !ended_;
    if ((first != '\n' && first != '\r') || cut) return;
    position_ = after_line_end(position_);
  }
}

// One past the next `wanted` at or after the position, or one past the window's end; `known` spares the search.
std::size_t CsvReader::past_next(char wanted, std::size_t& known) {
  if (known <= position_) {
    const auto* begin = text_->data() + position_;
    const auto* found = static_cast<const char*>(std::memchr(begin, wanted, text_->size() - position_));
    known = found == nullptr ? text_->size() + 1 : static_cast<std::size_t>(found - text_->data()) + 1;
  }
  return known;
}

// Splits the row at the position; false where the window does not hold all of it.
bool CsvReader::split(CsvRecord& record) {
  const auto past_end = std::min(past_next('\n', past_lf_), past_next('\r', past_cr_));
  if (past_next('"', past_quote_) < past_end) return split_quoted(record);
  if (past_end > text_->size() && !ended_) return false;
  return split_plain(record, past_end - 1);
}

bool CsvReader::split_plain(CsvRecord& record, std::size_t end) {
  const bool cut = end + 1 == text_->size() && (*text_)[end] == '\r' && !ended_;
  if (cut) return false;
  record.fields.clear();
  const auto* at = text_->data() + position_;
  const auto* const last = text_->data() + end;
  for (;;) {
    const auto left = static_cast<std::size_t>(last - at);
    const auto* comma = static_cast<const char*>(std::memchr(at, ',', left));
    if (comma == nullptr) {
      record.fields.emplace_back(at, left);
      break;
    }
    record.fields.emplace_back(at, static_cast<std::size_t>(comma - at));
    at = comma + 1;
  }
  finish(record, end);
  ++line_;
  return true;
}

bool CsvReader::split_quoted(CsvRecord& record) {
  const std::string_view text = *text_;
  record.fields.clear();
  escaped_.clear();
  auto at = position_;
  for (;; ++at) {
    const bool quoted = at < text.size() && text[at] == '"';
    bool escaped = false;
    const auto end = quoted ? quoted_field_end(at, escaped) : plain_field_end(at);
    const bool cut = end == text.size() || (text[end] == '\r' && end + 1 == text.size());
    if (cut && !ended_) return false;
    if (escaped) escaped_.push_back(record.fields.size());
    record.fields.push_back(quoted ? text.substr(at + 1, end - at - 2) : text.substr(at, end - at));
    at = end;
    if (at == text.size() || text[at] != ',') break;
  }
  finish(record, at);
  line_ += 1 + line_breaks(record.raw);
  if (!escaped_.empty()) unescape(record);
  return true;
}

std::size_t CsvReader::plain_field_end(std::size_t at) const {
  auto end = std::min(text_->find_first_of(",\r\n\"", at), text_->size());
  if (const auto past = past_formula(at, end); past != end) {
    at = past;
    end = std::min(text_->find_first_of(",\r\n\"", at), text_->size());
  }
  if (end < text_->size() && (*text_)[end] == '"') {
    fail(end, "a quote inside a field without quotes", "", "put the whole field in quotes and write the quote twice");
  }
  return end;
}

// One past the ="…" that a spreadsheet puts around a number to keep it; `quote` where none begins there.
std::size_t CsvReader::past_formula(std::size_t at, std::size_t quote) const {
  const auto before = std::string_view(*text_).substr(at, quote - at);
  if (quote == text_->size() || (*text_)[quote] != '"' || !before.ends_with('=') ||
      !plain_key(before.substr(0, before.size() - 1)).empty())
    return quote;
  const auto closing = text_->find_first_of(",\r\n\"", quote + 1);
  if (closing == std::string::npos) return ended_ ? quote : text_->size();
  return (*text_)[closing] == '"' ? closing + 1 : quote;
}

// One past the closing quote of the field that opens at `at`; the window's size where it is not there yet.
std::size_t CsvReader::quoted_field_end(std::size_t at, bool& escaped) const {
  const std::string_view text = *text_;
  for (auto quote = text.find('"', at + 1);; quote = text.find('"', quote + 1)) {
    if (quote == std::string_view::npos) {
      if (ended_) fail(at, "a quote that is never closed", "", "close it, or write the quote twice inside quotes");
      return text.size();
    }
    const auto next = quote + 1;
    if (next == text.size() || text[next] == ',' || text[next] == '\r' || text[next] == '\n') return next;
    if (text[next] != '"') fail(next, "text after a closing quote", "", "write a quote inside quotes twice");
    escaped = true;
    quote = next;
  }
}

void CsvReader::finish(CsvRecord& record, std::size_t end) {
  if (end - position_ > longest_row) fail(position_, "the row is longer than 1 MiB", "", "");
  record.line = line_;
  record.raw = {text_->data() + position_, end - position_};
  position_ = end < text_->size() ? after_line_end(end) : end;
}

// Undoubles the quotes in place. The text only gets shorter, so that every field stays where it is.
void CsvReader::unescape(CsvRecord& record) {
  record.raw = raws_.emplace_back(record.raw);
  for (const auto index : escaped_) {
    auto& field = record.fields[index];
    auto* const begin = text_->data() + (field.data() - text_->data());
    auto* to = begin;
    for (std::size_t i = 0; i < field.size(); ++i) {
      *to++ = field[i];
      if (field[i] == '"') ++i;
    }
    field = {begin, static_cast<std::size_t>(to - begin)};
  }
}

std::size_t CsvReader::after_line_end(std::size_t end) const {
  const bool pair = (*text_)[end] == '\r' && end + 1 < text_->size() && (*text_)[end + 1] == '\n';
  return end + (pair ? 2 : 1);
}

void CsvReader::fail(std::size_t at, const std::string& what, const std::string& why, const std::string& hint) const {
  CsvPosition place{line_, 1};
  advance(place, std::string_view(*text_).substr(position_, at - position_));
  const auto where = source_.name() + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
  throw Error(Failure::refused, where + ": " + what, why, hint);
}

} // namespace loyalty::files
