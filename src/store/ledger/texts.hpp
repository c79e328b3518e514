// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite/statement.hpp"

namespace loyalty::store {

/// What somebody typed lies beside the books, so that it can be forgotten: a row of theirs holds its number, behind a
/// byte that nobody types.
class Texts {
 public:
  explicit Texts(SQLite::Database& database);

  /// What a row has to hold for a text, which is written when the batch is closed. Nothing for nothing.
  std::string keep(std::string_view text);
  /// What a row says that holds this: itself, or the text that it names. Empty where that was forgotten.
  std::string read(std::string_view stored);
  /// The text that a row names; nullopt: it says itself what it has to say.
  static std::optional<std::int64_t> named_by(std::string_view stored);

  /// Those that no batch has written so far; they are numbered from `first_kept` on.
  const std::vector<std::string>& kept() const { return kept_; }
  std::int64_t first_kept() const { return first_kept_; }
  /// They are written now, or were given up.
  void begin();

 private:
  SQLite::Database& database_;
  std::unique_ptr<Statement> by_number_;
  std::vector<std::string> kept_;
  std::int64_t first_kept_ = 0;
};

} // namespace loyalty::store
