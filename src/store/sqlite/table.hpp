// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace loyalty::store {

/// A name that stands in the table itself: what points elsewhere would have to be set right at each start.
class Name {
 public:
  constexpr Name() = default;
  constexpr Name(std::string_view name) {
    for (const char letter : name) letters_.at(size_++) = letter;
  }
  constexpr operator std::string_view() const { return {letters_.data(), size_}; }

 private:
  std::array<char, 31> letters_ = {};
  std::uint8_t size_ = 0;
};

/// A value for one column of a row that is written.
template <class Value>
struct Cell {
  std::size_t column;
  const Value& value;
};

/// A column of a table.
struct Column {
  enum class Type : std::uint8_t { integer, text, blob };

  Name name;
  std::size_t place = 0; ///< among the columns of its table
  Type type = Type::integer;
  bool required = false;  ///< holds something in every row
  std::int64_t first = 0; ///< of a column that holds numbered kinds: the first number
  std::int64_t last = -1; ///< and the last

  constexpr bool holds_kinds() const { return first <= last; }
  constexpr operator std::string_view() const { return name; }
  /// The cell that a row has here, for whoever writes one.
  template <class Value>
  constexpr Cell<Value> operator()(const Value& value) const {
    return {place, value};
  }
};

/// A table by its columns, in the order in which they are written and hashed. The columns of one are members of a type
/// derived from this, each made by the functions below; so its list stands once.
class Table {
 public:
  static constexpr std::size_t max_columns = 24;

  constexpr std::string_view name() const { return name_; }
  constexpr std::string_view key() const { return key_; }
  constexpr std::size_t size() const { return size_; }
  constexpr std::span<const Column> columns() const { return {columns_.data(), size_}; }
  /// From this place on stand columns that came later: hashed only where they say something.
  constexpr std::size_t first_later() const { return size_ - later_; }

  /// "id, batch_id, …"
  std::string list() const;

 protected:
  /// `key` is the order in which rows are hashed: the columns of the primary key.
  constexpr Table(std::string_view name, std::string_view key) : name_(name), key_(key) {}

  /// The number of a row, given by whoever writes it.
  constexpr Column row_number(std::string_view name) { return add({.name = name}); }
  constexpr Column add_integer(std::string_view name) { return add({.name = name, .required = true}); }
  constexpr Column maybe_integer(std::string_view name) { return add({.name = name}); }
  constexpr Column add_text(std::string_view name) {
    return add({.name = name, .type = Column::Type::text, .required = true});
  }
  constexpr Column maybe_text(std::string_view name) { return add({.name = name, .type = Column::Type::text}); }
  constexpr Column add_blob(std::string_view name) {
    return add({.name = name, .type = Column::Type::blob, .required = true});
  }
  constexpr Column maybe_blob(std::string_view name) { return add({.name = name, .type = Column::Type::blob}); }
  constexpr Column add_kinds(std::string_view name, std::int64_t first, std::int64_t last) {
    return add({.name = name, .required = true, .first = first, .last = last});
  }

  constexpr Column later_integer(std::string_view name) { return add_later({.name = name}); }
  constexpr Column later_text(std::string_view name) { return add_later({.name = name, .type = Column::Type::text}); }
  constexpr Column later_kinds(std::string_view name, std::int64_t first, std::int64_t last) {
    return add_later({.name = name, .first = first, .last = last});
  }

 private:
  constexpr Column add(Column column) {
    column.place = size_;
    return columns_[size_++] = column;
  }
  constexpr Column add_later(const Column& column) {
    ++later_;
    return add(column);
  }

  Name name_;
  Name key_;
  std::array<Column, max_columns> columns_ = {};
  std::size_t size_ = 0;
  std::size_t later_ = 0;
};

} // namespace loyalty::store

template <>
struct fmt::formatter<loyalty::store::Name> : fmt::formatter<std::string_view> {
  auto format(const loyalty::store::Name& name, fmt::format_context& context) const {
    return fmt::formatter<std::string_view>::format(std::string_view(name), context);
  }
};
