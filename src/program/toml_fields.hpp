// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/message.hpp"
#include "loyalty/money.hpp"
#include "program/problem.hpp"
#include "program/toml_reader.hpp"

namespace loyalty::program {

/// One setting: its value, its name for messages ("points.hold") and where its problems go.
struct Field {
  const TomlValue& value;
  std::string path;
  Problems& problems;

  /// The last part of the path: the key as the owner typed it.
  std::string key() const;
  /// "points.hold cannot be 7", with the value as the owner typed it, shortened.
  Message refusal() const;
  void error(Message what, Message why = {}, Message hint = {}) const;
  /// The common refusal: "points.hold cannot be 7", "expected a length in days or weeks", "write for example hold =
  /// "7 days"".
  std::nullopt_t expected(const Message& needs, std::string_view example) const;
};

/// A table being read. Every key that is asked for is known; `finish` reports the others.
class Section {
 public:
  explicit Section(const Field& table);

  std::optional<Field> find(std::string_view key);
  /// Reports the key as missing if it is.
  std::optional<Field> need(std::string_view key, std::string_view example);

  /// Reads the key into `to` if it is there and good.
  template <class Reader, class To>
  void read(std::string_view key, const Reader& reader, To& to) {
    if (const auto field = find(key)) store(reader(*field), to);
  }
  template <class Reader, class To>
  void need(std::string_view key, std::string_view example, const Reader& reader, To& to) {
    if (const auto field = need(key, example)) store(reader(*field), to);
  }

  /// Of `keys` exactly one must stand in the table; reports it if `found` is another number.
  bool exactly_one(std::size_t found, const Message& keys, Message hint) const;

  void finish() const;

  const Field& field() const { return table; }

 private:
  template <class Value, class To>
  static void store(std::optional<Value> value, To& to) {
    if (value) to = std::move(*value);
  }

  Field table;
  std::vector<std::string_view> known = {};
};

// Readers: nullopt once a problem has been reported.

std::optional<Field> read_table(const Field& field, std::string_view example);
/// The items of a list of tables; a problem for everything else.
std::vector<Field> read_tables(const Field& field, Message hint);
/// The items of a list, or the value alone: for what may be written once or several times.
std::vector<Field> one_or_more(const Field& field);
/// true or false.
std::optional<bool> read_truth(const Field& field);
/// A text of one line, not empty, of at most 200 bytes.
std::optional<std::string> read_line(const Field& field);
/// A text or a list of texts.
std::optional<std::vector<std::string>> read_lines(const Field& field);
/// Small letters, digits, "_" and "-", beginning with a letter or digit; at most 64.
std::optional<std::string> read_id(const Field& field);
std::optional<Money> read_money(const Field& field, Currency currency);
std::optional<Money> read_positive_money(const Field& field, Currency currency);
/// The same as readers of a section.
inline auto money(Currency currency) {
  return [=](const Field& field) { return read_money(field, currency); };
}
inline auto positive_money(Currency currency) {
  return [=](const Field& field) { return read_positive_money(field, currency); };
}
/// 0% … 100%.
std::optional<Ratio> read_share(const Field& field);
std::optional<Ratio> read_positive_share(const Field& field);
/// A multiplier up to 100; a whole number may stand without quotation marks.
std::optional<Ratio> read_factor(const Field& field);
std::optional<Period> read_period(const Field& field);
/// A length in days or weeks.
std::optional<std::int32_t> read_days(const Field& field);
/// A number of days, at most `most`, or the same as a length in days or weeks, "0 days" too.
std::optional<std::int64_t> read_day_count(const Field& field, std::int64_t least, std::int64_t most);
/// A TOML date or the same as text.
std::optional<Day> read_day(const Field& field);
/// A whole number between the two, both inside.
std::optional<std::int64_t> read_whole(const Field& field, std::int64_t least, std::int64_t most);

/// A word out of a list, as what it stands for.
template <class Value>
struct Word {
  std::string_view word;
  Value value;
};

std::optional<std::size_t> read_choice(const Field& field, const std::vector<std::string_view>& words);

template <class Value>
std::optional<Value> read_word(const Field& field, std::initializer_list<Word<Value>> words) {
  std::vector<std::string_view> spelled;
  for (const auto& word : words) spelled.push_back(word.word);
  const auto chosen = read_choice(field, spelled);
  if (!chosen) return std::nullopt;
  return words.begin()[*chosen].value;
}

std::optional<Calendar> read_calendar(const Field& field);

/// Whether the word could be an id.
bool is_id(std::string_view text);
/// The word between quotation marks.
std::string in_quotes(std::string_view text);
/// `"a", "b" or "c"`.
Message one_of(const std::vector<std::string_view>& words);
/// The words as parts of a list, each once.
std::vector<Message> names_of(const std::vector<std::string_view>& words);
/// "an amount of money with at most two decimals".
Message amount_in(Currency currency);
/// A text with the amounts of its examples, such as "10.00", as this currency writes them.
std::string with_amounts_of(Currency currency, std::string_view text);
/// `did you mean "earn"?`, or `otherwise` where the word is near none of them.
Message hint_for(std::string_view word, const std::vector<std::string_view>& words, Message otherwise);

} // namespace loyalty::program
