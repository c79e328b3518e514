// SPDX-License-Identifier: MIT
#pragma once

#include <sqlite3.h>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "store/sqlite/statement.hpp"

namespace loyalty::store {

/// Joins keys of two texts with an index that begins with both: the two are walked side by side, which costs a fraction
/// of seeking each key. Where the index holds much between two keys, the next one is sought.
///
/// The statement reads rows `WHERE (first, second) >= (?1, ?2) AND merge_join(?3, first, second)` in the order of the
/// index.
class MergeJoin {
 public:
  struct Key {
    std::string_view first;
    std::string_view second;
    std::size_t place = 0; ///< of whoever asks

    std::strong_ordering operator<=>(const Key& other) const {
      const auto by_first = first <=> other.first;
      return by_first == 0 ? second <=> other.second : by_first;
    }
    bool operator==(const Key& other) const { return (*this <=> other) == 0; }
  };

  /// The texts must outlive this.
  MergeJoin(Statement& rows, std::vector<Key> keys);
  MergeJoin(const MergeJoin&) = delete;
  MergeJoin& operator=(const MergeJoin&) = delete;
  ~MergeJoin() { rows_.bind(); }

  /// Steps to the next row that has one of the keys; false after the last.
  bool next();
  /// That the row has; the first of several that are alike.
  const Key& key() const { return keys_[at_]; }

  /// Gives keys that were asked for more than once the answers of the first.
  template <class Answers>
  void share(Answers& answers) const {
    for (std::size_t index = 1; index < keys_.size(); ++index)
      if (keys_[index - 1] == keys_[index]) answers[keys_[index].place] = answers[keys_[index - 1].place];
  }

  /// Makes the function known that the statements use.
  static void prepare(sqlite3* handle);

 private:
  static void look_at(sqlite3_context* context, int, sqlite3_value** values) noexcept;

  enum class Step : std::uint8_t { past, found, seek, end };
  Step step(const Key& row) noexcept;

  Statement& rows_;
  std::vector<Key> keys_; ///< sorted
  std::size_t at_ = 0;    ///< the first key that is not behind the row
  std::size_t sought_ = 0;
  Step last_ = Step::seek; ///< why the statement stopped
  int passed_ = 0;         ///< rows on the way to the key
  int patience_;           ///< how many rows are passed before a key is sought
};

} // namespace loyalty::store
