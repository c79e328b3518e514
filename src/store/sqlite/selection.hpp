// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "store/sqlite/table.hpp"

namespace loyalty::store {

/// The column of a statement that reads but one.
inline constexpr int only = 0;

/// What a statement reads: columns of a table, or expressions of SQL. Its text and the positions at which its rows are
/// read both come from here; a name that is not read does not compile.
class Selection {
 public:
  consteval Selection(std::initializer_list<std::string_view> expressions) {
    for (const auto expression : expressions) expressions_[size_++] = expression;
  }
  /// Every column of a table.
  consteval explicit Selection(const Table& table) {
    for (const auto& column : table.columns()) expressions_[size_++] = column.name;
  }
  /// These, and behind them others.
  consteval Selection with(std::initializer_list<std::string_view> further) const {
    auto both = *this;
    for (const auto expression : further) both.expressions_[both.size_++] = expression;
    return both;
  }

  /// Where it stands: a column, an expression, or the name that one has behind "AS".
  consteval int operator[](std::string_view name) const {
    for (std::size_t place = 0; place < size_; ++place)
      if (expressions_[place] == name || name_of(expressions_[place]) == name) return static_cast<int>(place);
    throw "this is not read";
  }

  constexpr std::span<const std::string_view> expressions() const { return {expressions_.data(), size_}; }
  /// "id, day, …"
  std::string list() const;
  /// "SELECT id, day, … FROM " and what follows.
  std::string from(std::string_view rest) const;

 private:
  static constexpr std::string_view name_of(std::string_view expression) {
    constexpr std::string_view as = " AS ";
    const auto at = expression.rfind(as);
    return at == std::string_view::npos ? expression : expression.substr(at + as.size());
  }

  std::array<std::string_view, Table::max_columns> expressions_ = {};
  std::size_t size_ = 0;
};

} // namespace loyalty::store
