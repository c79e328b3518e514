// SPDX-License-Identifier: MIT
#include "store/sqlite/merge_join.hpp"

#include <algorithm>
#include <utility>

namespace loyalty::store {
namespace {

constexpr auto joined_kind = "merge join";
// Some dozen rows are passed in the time of one search. How many is learned: if they led to the next key, it is worth
// as many again, and half where they did not.
constexpr int most_patience = 32;
constexpr int least_patience = 2;

std::string_view text_in(sqlite3_value* value) {
  const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
  return {bytes, bytes == nullptr ? 0 : static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

} // namespace

MergeJoin::MergeJoin(Statement& rows, std::vector<Key> keys)
    : rows_(rows), keys_(std::move(keys)), patience_(most_patience) {
  if (!std::ranges::is_sorted(keys_)) std::ranges::sort(keys_);
  sqlite3_bind_pointer(rows_.handle(), 3, this, joined_kind, nullptr);
}

bool MergeJoin::next() {
  while (at_ < keys_.size() && last_ != Step::end) {
    if (last_ == Step::seek) {
      rows_.bind(key().first, key().second);
      sought_ = at_;
      passed_ = 0;
    }
    if (!rows_.next()) return false;
    if (last_ == Step::found) return true;
  }
  return false;
}

/// What to do about a row of the index.
MergeJoin::Step MergeJoin::step(const Key& row) noexcept {
  auto order = keys_[at_] <=> row;
  if (order <= 0 && passed_ > 0) {
    patience_ = std::min(patience_ * 2, most_patience);
    passed_ = 0;
  }
  for (; order < 0; order = keys_[at_] <=> row)
    if (++at_ == keys_.size()) return Step::end;
  if (order == 0) return Step::found;
  // Right behind a search there is nothing to be passed, unless the index is not in order.
  if (at_ == sought_ || ++passed_ < patience_) return Step::past;
  patience_ = std::max(patience_ / 2, least_patience);
  return Step::seek;
}

void MergeJoin::look_at(sqlite3_context* context, int, sqlite3_value** values) noexcept {
  auto* join = static_cast<MergeJoin*>(sqlite3_value_pointer(values[0], joined_kind));
  if (join == nullptr) return;
  join->last_ = join->step({text_in(values[1]), text_in(values[2])});
  sqlite3_result_int(context, join->last_ == Step::past ? 0 : 1);
}

void MergeJoin::prepare(sqlite3* handle) {
  sqlite3_create_function_v2(handle, "merge_join", 3, SQLITE_UTF8 | SQLITE_DIRECTONLY, nullptr, look_at, nullptr,
                             nullptr, nullptr);
}

} // namespace loyalty::store
