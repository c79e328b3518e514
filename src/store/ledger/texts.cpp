// SPDX-License-Identifier: MIT
#include "store/ledger/texts.hpp"

#include <charconv>

#include "store/ledger/cursor.hpp"

namespace loyalty::store {
namespace {

constexpr char names_a_text = '\x1f';

} // namespace

Texts::Texts(SQLite::Database& database) : database_(database) {}

std::string Texts::keep(std::string_view text) {
  if (text.empty()) return {};
  if (kept_.empty()) {
    Cursor last(database_, "SELECT max(id) FROM texts");
    last.next();
    first_kept_ = last.count(only) + 1;
  }
  kept_.emplace_back(text);
  return names_a_text + std::to_string(first_kept_ + std::ssize(kept_) - 1);
}

std::optional<std::int64_t> Texts::named_by(std::string_view stored) {
  if (stored.size() < 2 || stored.front() != names_a_text) return std::nullopt;
  std::int64_t number = 0;
  const auto* end = stored.data() + stored.size();
  const auto read = std::from_chars(stored.data() + 1, end, number);
  return read.ec == std::errc{} && read.ptr == end && number > 0 ? std::optional(number) : std::nullopt;
}

std::string Texts::read(std::string_view stored) {
  const auto number = named_by(stored);
  if (!number) return std::string(stored);
  if (!kept_.empty() && *number >= first_kept_) {
    const auto place = static_cast<std::size_t>(*number - first_kept_);
    return place < kept_.size() ? kept_[place] : std::string();
  }
  if (!by_number_) by_number_ = std::make_unique<Statement>(database_, "SELECT text FROM texts WHERE id = ?");
  std::string text;
  by_number_->bind(*number);
  while (by_number_->next()) text = by_number_->string(only);
  return text;
}

void Texts::begin() { kept_.clear(); }

} // namespace loyalty::store
