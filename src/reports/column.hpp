// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/message.hpp"
#include "loyalty/money.hpp"
#include "loyalty/number.hpp"

namespace loyalty::reports {

/// What a row shows in one column; nothing where there is nothing to say. A text that is not handed over is only looked
/// at: it lives as long as its row. A message is English for programs.
class Cell {
 public:
  using Value =
      std::variant<std::monostate, std::string_view, std::string, Message, std::int64_t, Money, Day, Ratio, Off>;

  Cell(std::monostate = {}) {}
  Cell(const char* text) : value_(std::string_view(text)) {}
  Cell(std::string_view text) : value_(text) {}
  Cell(const std::string& text) : value_(std::string_view(text)) {}
  Cell(std::string&& text) : value_(std::move(text)) {}
  Cell(Message text) : value_(std::move(text)) {}
  template <Letters letters>
  Cell(Sentence<letters> sentence) : value_(Message(sentence)) {}
  template <std::signed_integral Integer>
  Cell(Integer number) : value_(std::int64_t{number}) {}
  template <class Of>
  Cell(Number<Of> number) : value_(number.value) {}
  Cell(Money money) : value_(money) {}
  Cell(Day day) : value_(day) {}
  Cell(Ratio ratio) : value_(ratio) {}
  Cell(Off off) : value_(off) {}
  template <class Some>
  Cell(const std::optional<Some>& value) : Cell(value ? Cell(*value) : Cell()) {}

  const Value& value() const { return value_; }

 private:
  Value value_;
};

/// Takes the cells of one row.
using Telling = std::function<void(const std::vector<Cell>&)>;

/// What the cells of a column are. How a kind is written for people and for programs is decided in one place.
enum class Kind : std::uint8_t {
  text,
  word,    ///< one of a few that the program gives: its key for programs, what it is called for people
  measure, ///< the key of a figure, which stands alone in its row
  key,     ///< of a member
  person,  ///< the name of one
  tier,    ///< the id of one: people read what the program calls it, and so on
  coupon,
  plan,
  group,
  number,
  money,
  share, ///< 0.494782 for programs, 49.5% for people
  day,
};

/// Where a column is shown.
enum class Shown : std::uint8_t {
  always,
  in_files, ///< not in a table on the terminal
  as_data,  ///< only to programs
};

/// What is unusual about a column.
struct Manner {
  Shown shown = Shown::always;
  Message title = {};              ///< for people; empty: as the catalogue of titles has it
  Message if_empty = {};           ///< what people read where the text is empty
  std::string_view words = "word"; ///< which meaning the words of the column have
};

/// A column as everybody sees it.
struct Heading {
  std::string_view key; ///< a promise to programs
  Kind kind = Kind::text;
  Manner manner = {};
};

template <class Data>
const auto& rows_in(const Data& data) {
  if constexpr (requires { data.rows; })
    return data.rows;
  else
    return data;
}

template <class Data>
struct RowIn {
  using Type = typename std::remove_cvref_t<decltype(rows_in(std::declval<const Data&>()))>::value_type;
};
template <class Data>
requires requires { typename Data::Row; }
struct RowIn<Data> {
  using Type = typename Data::Row;
};
/// The rows of which an answer is made.
template <class Data>
using RowOf = typename RowIn<Data>::Type;

/// A column with the way to its cells: a member of the row, or a function of the row, or of the answer and the row.
template <class Data>
class Column : public Heading {
 public:
  template <class Get>
  Column(std::string_view named, Kind of, Get get, Manner shown = {})
      : Heading{named, of, std::move(shown)}, read_([get](const Data& all, const RowOf<Data>& row) -> Cell {
          if constexpr (std::is_invocable_v<const Get&, const Data&, const RowOf<Data>&>)
            return std::invoke(get, all, row);
          else
            return std::invoke(get, row);
        }) {}

  Cell read(const Data& all, const RowOf<Data>& row) const { return read_(all, row); }

 private:
  std::function<Cell(const Data&, const RowOf<Data>&)> read_;
};

} // namespace loyalty::reports
