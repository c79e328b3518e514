// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <string>

#include "loyalty/day.hpp"
#include "loyalty/history.hpp"
#include "loyalty/message.hpp"
#include "loyalty/money.hpp"
#include "loyalty/number.hpp"
#include "store/ledger/kinds.hpp"
#include "store/sqlite/statement.hpp"

namespace loyalty::store {

/// What the values of the books stay within. A file can be changed by anybody, so every value is held against these
/// where it is read: nothing that is computed from them leaves 64 bits.
namespace bounds {
/// Numbers and points: 15 digits, as they can be typed.
inline constexpr std::int64_t number = most_points;
/// Lines of one account.
inline constexpr std::int64_t line = 1'000'000'000;
/// Before its discounts an order can be worth more than a file may state.
inline constexpr std::int64_t money = 2 * Money::limit;
/// Rates multiply each other.
inline constexpr std::int64_t ratio = 1'000'000'000'000'000'000;
inline constexpr Day first_day{-719'162}; ///< of the year 1
inline constexpr Day last_day{2'932'896}; ///< of the year 9999
/// Days between two days.
inline constexpr std::int64_t days = last_day.number - first_day.number;
} // namespace bounds

/// Before any day that a ledger can hold.
inline constexpr Day before_all{-1'000'000};
/// As a due day: this version of the program has other rules than the one that walked the member's days last.
inline constexpr Day rules_changed = before_all - 1;

/// Reads the columns of a row as what they stand for, and stops the run where one holds what no command writes. `Row`
/// tells `read_number`, `number` (it is one, or nothing), `null` and `place` of a column. Where it may be, NULL is 0,
/// or `never`.
template <class Row>
class Values {
 public:
  /// A number in the books: `id<MemberId>`, `id<OrderId>` and so on.
  template <class Id>
  Id id(int column) const {
    return Id(row_number(column));
  }
  template <class Id>
  std::optional<Id> maybe_id(int column) const {
    const auto number = whole(column, 0, bounds::number, "value|no number of a row"_en);
    return number == 0 ? std::nullopt : std::optional(Id(number));
  }
  /// A number that is given from 1 on to what has no other name.
  std::int64_t row_number(int column) const { return whole(column, 1, bounds::number, "value|no number of a row"_en); }
  /// The number of a line of an account; 0: none.
  std::int32_t line(int column) const {
    return static_cast<std::int32_t>(whole(column, 0, bounds::line, "value|no number of a line"_en));
  }
  Points points(int column) const {
    return whole(column, -bounds::number, bounds::number, "value|no number of points"_en);
  }
  Points points_of(ActKind kind, int column) const {
    return kind == ActKind::activity ? whole(column, 0, most_times_at_once, "value|no number of times"_en)
                                     : points(column);
  }
  Money money(int column) const {
    return {whole(column, -bounds::money, bounds::money, "value|no amount of money"_en)};
  }
  /// What many amounts came to: money, points or a number.
  std::int64_t sum(int column) const { return whole(column, -most_together, most_together, "value|no sum"_en); }
  /// How many there are.
  std::int64_t count(int column) const { return whole(column, 0, bounds::number, "value|no count"_en); }
  /// Of a schema: whatever any program may have set.
  int version(int column) const {
    return static_cast<int>(whole(column, std::numeric_limits<std::int32_t>::min(),
                                  std::numeric_limits<std::int32_t>::max(), "value|no count"_en));
  }
  bool flag(int column) const { return whole(column, 0, 1, "value|neither yes nor no"_en) == 1; }
  /// The place of one of `all`.
  template <class All>
  std::size_t place_in(const All& all, int column) const {
    return static_cast<std::size_t>(whole(column, 0, std::ssize(all) - 1, "value|no place of a row"_en));
  }
  Ratio ratio(int column) const { return {whole(column, 0, bounds::ratio, "value|no rate"_en)}; }
  Day day(int column) const {
    return Day{
        static_cast<std::int32_t>(whole(column, bounds::first_day.number, bounds::last_day.number, "value|no day"_en))};
  }
  Day day_or_never(int column) const { return row().null(column) ? never : day(column); }
  /// A day through which, or from which on, something is done; `before_all` at the earliest.
  Day through(int column) const {
    return Day{static_cast<std::int32_t>(whole(column, before_all.number, bounds::last_day.number, "value|no day"_en))};
  }
  /// A day on which something is to be done; `rules_changed` and `never` are written as they are.
  Day due(int column) const {
    return Day{static_cast<std::int32_t>(whole(column, rules_changed.number, never.number, "value|no day"_en))};
  }
  /// So many days.
  std::int32_t days(int column) const {
    return static_cast<std::int32_t>(whole(column, -bounds::days, bounds::days, "value|no number of days"_en));
  }
  Moment moment(int column) const {
    constexpr auto first = Moment::at(bounds::first_day).seconds;
    constexpr auto last = Moment::at(bounds::last_day + 1).seconds - 1;
    return {whole(column, first, last, "value|no moment"_en)};
  }
  /// NULL is none, not even where one of them has the number 0.
  template <class Kind>
  Kind kind(int column) const {
    if (row().null(column)) [[unlikely]]
      refuse(column, 0, "value|no known kind"_en);
    return static_cast<Kind>(whole(column, static_cast<std::int64_t>(Kinds<Kind>::first),
                                   static_cast<std::int64_t>(Kinds<Kind>::last), "value|no known kind"_en));
  }

 private:
  const Row& row() const { return static_cast<const Row&>(*this); }
  template <Letters fault>
  std::int64_t whole(int column, std::int64_t least, std::int64_t most, Sentence<fault> otherwise) const {
    std::int64_t value = 0;
    const bool number = row().read_number(column, value);
    if (!number || value < least || value > most) [[unlikely]]
      refuse(column, value, otherwise);
    return value;
  }
  [[noreturn]] void refuse(int column, std::int64_t value, const Message& fault) const {
    const Message held = row().null(column)     ? "value|nothing"_en()
                         : row().number(column) ? Message::name(std::to_string(value))
                                                : "value|no whole number"_en();
    damaged("{place} holds {value}, which is {fault}"_en(row().place(column), held, fault));
  }
};

} // namespace loyalty::store
