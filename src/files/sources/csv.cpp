// SPDX-License-Identifier: MIT
#include "files/sources/csv.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "files/sources/separator.hpp"
#include "loyalty/error.hpp"
#include "loyalty/plain_key.hpp"
#include "messages/utf8.hpp"

namespace loyalty::files {
namespace {

constexpr std::size_t shortest_read = 4096;
// Tells the separator, and mostly holds the header, which is looked for before anybody reads ahead.
constexpr std::size_t first_window = std::size_t{64} * 1024;

// Moves a position over a text, counting lines and characters.
void advance(Place& position, std::string_view text) {
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
  Place position;
  advance(position, text);
  return position.line - 1;
}

std::string unquoted(std::string_view written) {
  std::string value;
  for (std::size_t i = 1; i + 1 < written.size(); ++i) {
    value += written[i];
    if (written[i] == '"') ++i;
  }
  return value;
}

} // namespace

CsvReader::CsvReader(TextSource source, const Dialect& dialect, std::string packing)
    : source_(std::move(source)),
      packing_(std::move(packing)),
      strip_(dialect.strip),
      unquoted_from_(dialect.quoted ? std::numeric_limits<std::size_t>::max() : 0) {
  if (dialect.separator) separate_by(*dialect.separator);
}

void CsvReader::separate_by(char separator) {
  separator_ = separator;
  specials_ = std::string(1, separator) + "\r\n\"";
}

// One past the field that begins at `at`; the row is known to be well-formed.
std::size_t CsvReader::field_end(const RowOrigin& row, std::size_t at) const {
  const auto raw = row.written;
  if (is_quoted(row.line) && at < raw.size() && raw[at] == '"') {
    do {
      at = raw.find('"', at + 1);
      if (at == std::string_view::npos) return raw.size();
      ++at;
    } while (at < raw.size() && raw[at] == '"');
  }
  return std::min(raw.find(separator_, at), raw.size());
}

Place CsvReader::place_of(const RowOrigin& row, std::size_t cell) const {
  std::size_t at = 0;
  for (; cell > 0 && at < row.written.size(); --cell) at = std::min(field_end(row, at) + 1, row.written.size());
  Place place{row.line, 1};
  advance(place, row.written.substr(0, at));
  return place;
}

Cells CsvReader::cells_of(const RowOrigin& row) const {
  Cells cells;
  cells.reserve(row.written.size() + 1);
  for (std::size_t at = 0;;) {
    const auto end = field_end(row, at);
    const auto written = row.written.substr(at, end - at);
    if (is_quoted(row.line) && written.starts_with('"'))
      cells.add(stripped(unquoted(written), strip_));
    else
      cells.add(stripped(written, strip_));
    if (end == row.written.size()) return cells;
    at = end + 1;
  }
}

Facts CsvReader::facts() const {
  Facts facts{{"kind", "CSV"}, {"encoding", std::string(name_of(source_.encoding()))}};
  if (separator_ != 0) facts.emplace_back("separator", separator_name(separator_));
  if (!packing_.empty()) facts.emplace_back("compression", packing_);
  return facts;
}

bool CsvReader::open(std::string& text, std::deque<std::string>& aside) {
  text_ = &text;
  aside_ = &aside;
  position_ = 0;
  past_lf_ = past_cr_ = past_quote_ = 0;
  given_ = false;
  aside.clear();
  text.reserve(window_size + longest_row + ByteSource::block_size + spare_room);
  // Bytes that the text has already are not cleared again; they are overwritten.
  text.resize(std::max(line_ == 1 ? first_window : window_size, rest_.size()));
  std::copy(rest_.begin(), rest_.end(), text.begin());
  const auto old = rest_.size();
  rest_.clear();
  const bool more = read_more(old) || old > 0;
  if (separator_ == 0) separate_by(separator_of(std::string_view(text).substr(0, first_window), ended_));
  return more;
}

void CsvReader::close_window() {
  if (text_ == nullptr) return;
  rest_.assign(*text_, position_, std::string::npos);
  text_->resize(position_);
  text_ = nullptr;
}

bool CsvReader::next_in_window(Row& row) {
  for (;;) {
    skip_empty_lines();
    if (position_ == text_->size() && ended_) return false;
    if (split(row)) {
      given_ = true;
      return true;
    }
    if (given_) return false;
    if (text_->size() - position_ > longest_row) fail(position_, "the row is longer than 1 MiB"_en, {});
    const auto size = text_->size();
    text_->resize(size + ByteSource::block_size);
    read_more(size);
    past_lf_ = past_cr_ = past_quote_ = 0;
  }
}

// Fills the text from `size` on; what is not filled is cut off.
bool CsvReader::read_more(std::size_t size) {
  const auto old = size;
  while (!ended_ && text_->size() - size >= shortest_read) {
    const auto more = source_.read({text_->data() + size, text_->size() - size});
    ended_ = more == 0 || source_.fault();
    size += more;
  }
  text_->resize(size);
  check_text(old);
  return size > old;
}

void CsvReader::check_text(std::size_t old) {
  const auto nul = text_->find('\0', old);
  if (nul != std::string::npos)
    fail(nul, "a NUL character"_en, "save the file as CSV UTF-8 again"_en, "text has none"_en);
  if (const auto& fault = source_.fault())
    fail(text_->size(), "not {encoding} at byte {byte} of the file"_en(name_of(fault->encoding), fault->offset),
         "save it as \"CSV UTF-8 (comma delimited)\" in Excel or WPS"_en);
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
bool CsvReader::split(Row& row) {
  const auto past_end = std::min(past_next('\n', past_lf_), past_next('\r', past_cr_));
  if (is_quoted(line_) && past_next('"', past_quote_) < past_end) return split_quoted(row);
  if (past_end > text_->size() && !ended_) return false;
  return split_plain(row, past_end - 1);
}

bool CsvReader::split_plain(Row& row, std::size_t end) {
  const bool cut = end + 1 == text_->size() && (*text_)[end] == '\r' && !ended_;
  if (cut) return false;
  row.cells.clear();
  const auto* at = text_->data() + position_;
  const auto* const last = text_->data() + end;
  for (;;) {
    const auto left = static_cast<std::size_t>(last - at);
    const auto* end_of_cell = static_cast<const char*>(std::memchr(at, separator_, left));
    if (end_of_cell == nullptr) {
      row.cells.emplace_back(at, left);
      break;
    }
    row.cells.emplace_back(at, static_cast<std::size_t>(end_of_cell - at));
    at = end_of_cell + 1;
  }
  finish(row, end);
  strip(row);
  ++line_;
  return true;
}

bool CsvReader::split_quoted(Row& row) {
  const std::string_view text = *text_;
  row.cells.clear();
  escaped_.clear();
  auto at = position_;
  for (;; ++at) {
    const bool quoted = at < text.size() && text[at] == '"';
    bool escaped = false;
    const auto end = quoted ? quoted_field_end(at, escaped) : plain_field_end(at);
    const bool cut = end == text.size() || (text[end] == '\r' && end + 1 == text.size());
    if (cut && !ended_) return false;
    if (escaped) escaped_.push_back(row.cells.size());
    row.cells.push_back(quoted ? text.substr(at + 1, end - at - 2) : text.substr(at, end - at));
    at = end;
    if (at == text.size() || text[at] != separator_) break;
  }
  finish(row, at);
  line_ += 1 + line_breaks(row.origin.written);
  if (!escaped_.empty()) unescape(row);
  strip(row);
  return true;
}

std::size_t CsvReader::plain_field_end(std::size_t at) const {
  auto end = std::min(text_->find_first_of(specials_, at), text_->size());
  if (const auto past = past_formula(at, end); past != end) {
    at = past;
    end = std::min(text_->find_first_of(specials_, at), text_->size());
  }
  if (end < text_->size() && (*text_)[end] == '"') {
    fail(end, "a quote inside a field without quotes"_en, "put the whole field in quotes and write the quote twice"_en);
  }
  return end;
}

// One past the ="…" that a spreadsheet puts around a number to keep it; `quote` where none begins there.
std::size_t CsvReader::past_formula(std::size_t at, std::size_t quote) const {
  const auto before = std::string_view(*text_).substr(at, quote - at);
  if (quote == text_->size() || (*text_)[quote] != '"' || !before.ends_with('=') ||
      !plain_key(before.substr(0, before.size() - 1)).empty())
    return quote;
  const auto closing = text_->find_first_of(specials_, quote + 1);
  if (closing == std::string::npos) return ended_ ? quote : text_->size();
  return (*text_)[closing] == '"' ? closing + 1 : quote;
}

// One past the closing quote of the field that opens at `at`; the window's size where it is not there yet.
std::size_t CsvReader::quoted_field_end(std::size_t at, bool& escaped) const {
  const std::string_view text = *text_;
  for (auto quote = text.find('"', at + 1);; quote = text.find('"', quote + 1)) {
    if (quote == std::string_view::npos) {
      if (ended_) fail(at, "a quote that is never closed"_en, "close it, or write the quote twice inside quotes"_en);
      return text.size();
    }
    const auto next = quote + 1;
    if (next == text.size() || text[next] == separator_ || text[next] == '\r' || text[next] == '\n') return next;
    if (text[next] != '"') fail(next, "text after a closing quote"_en, "write a quote inside quotes twice"_en);
    escaped = true;
    quote = next;
  }
}

void CsvReader::finish(Row& row, std::size_t end) {
  if (end - position_ > longest_row) fail(position_, "the row is longer than 1 MiB"_en, {});
  row.origin.line = line_;
  row.origin.written = {text_->data() + position_, end - position_};
  position_ = end < text_->size() ? after_line_end(end) : end;
}

void CsvReader::strip(Row& row) const {
  if (strip_ == 0) return;
  for (auto& cell : row.cells) cell = stripped(cell, strip_);
}

// Undoubles the quotes in place. The text only gets shorter, so that every field stays where it is.
void CsvReader::unescape(Row& row) {
  row.origin.written = aside_->emplace_back(row.origin.written);
  for (const auto index : escaped_) {
    auto& field = row.cells[index];
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

void CsvReader::fail(std::size_t at, Message what, Message hint, Message why) const {
  Place place{line_, 1};
  advance(place, std::string_view(*text_).substr(position_, at - position_));
  throw Error(Failure::refused, std::move(what), std::move(why), std::move(hint)).at(place_text(name(), place));
}

} // namespace loyalty::files
