// SPDX-License-Identifier: MIT
#include "program/toml_fields.hpp"

#include <algorithm>
#include <regex>

#include "messages/suggest.hpp"

namespace loyalty::program {
namespace {

using Kind = TomlValue::Kind;

constexpr std::size_t longest_shown = 40;
constexpr std::size_t longest_line = 200;
constexpr std::size_t longest_id = 64;
constexpr std::int64_t largest_factor = 100;

/// A value that is written between quotation marks. Where only they are missing, the hint says so.
template <class Value, class Parse>
std::optional<Value> read_written(const Field& field, const Parse& parse, const Message& needs,
                                  std::string_view example) {
  const auto& value = field.value;
  if (value.kind == Kind::text) {
    if (auto parsed = parse(value.text)) return parsed;
  } else if ((value.kind == Kind::whole || value.kind == Kind::decimal) && parse(value.text)) {
    return field.expected("{needs} as a string"_en(needs), in_quotes(value.text));
  }
  return field.expected(needs, example);
}

/// A value of one line as the owner typed it, shortened.
std::string shown(const TomlValue& value) {
  if (value.kind != Kind::text) return value.text;
  auto text = value.text.substr(0, longest_shown);
  if (text.size() < value.text.size()) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) text.pop_back();
    if (!text.empty()) text.pop_back();
    text += "…";
  }
  std::replace(text.begin(), text.end(), '\n', ' ');
  return in_quotes(text);
}

} // namespace

bool is_id(std::string_view text) {
  const auto small = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  const auto inner = [&](char c) { return small(c) || c == '_' || c == '-'; };
  return !text.empty() && text.size() <= longest_id && small(text.front()) &&
         std::all_of(text.begin(), text.end(), inner);
}

std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

std::string Field::key() const { return path.substr(path.rfind('.') + 1); }

Message Field::refusal() const {
  if (value.kind == Kind::table) return "{key} cannot be a table"_en(path);
  if (value.kind == Kind::list) return "{key} cannot be a list"_en(path);
  return "{key} cannot be {value}"_en(path, shown(value));
}

void Field::error(Message what, Message why, Message hint) const {
  problems.push_back(
      {Problem::Severity::error, value.line, value.column, std::move(what), std::move(why), std::move(hint)});
}

std::nullopt_t Field::expected(const Message& needs, std::string_view example) const {
  error(refusal(), "expected {needs}"_en(needs), "write for example {example}"_en(key().append(" = ").append(example)));
  return std::nullopt;
}

Section::Section(const Field& from) : table(from) {}

std::optional<Field> Section::find(std::string_view key) {
  known.push_back(key);
  const auto* member = table.value.find(key);
  if (member == nullptr) return std::nullopt;
  const auto path = table.path.empty() ? std::string(key) : table.path + '.' + std::string(key);
  return Field{member->value, path, table.problems};
}

std::optional<Field> Section::need(std::string_view key, std::string_view example) {
  auto field = find(key);
  if (!field) {
    table.error(table.path.empty() ? "the file has no {key}"_en(key) : "{table} has no {key}"_en(table.path, key), {},
                "add {example}"_en(example));
  }
  return field;
}

bool Section::exactly_one(std::size_t found, const Message& keys, Message hint) const {
  if (found != 1) table.error("{table} needs exactly one of {keys}"_en(table.path, keys), {}, std::move(hint));
  return found == 1;
}

void Section::finish() const {
  for (const auto& member : table.value.members) {
    if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
    auto what = table.path.empty() ? "unknown key \"{key}\""_en(member.key)
                                   : "unknown key \"{key}\" in {table}"_en(member.key, table.path);
    table.problems.push_back({Problem::Severity::error,
                              member.line,
                              member.column,
                              std::move(what),
                              {},
                              hint_for(member.key, known, "known keys: {keys}"_en(names_of(known)))});
  }
}

std::optional<Field> read_table(const Field& field, std::string_view example) {
  if (field.value.kind != Kind::table) return field.expected("a table"_en, example);
  return field;
}

std::vector<Field> read_tables(const Field& field, Message hint) {
  std::vector<Field> tables;
  const auto& value = field.value;
  const auto is_table = [](const TomlValue& item) { return item.kind == Kind::table; };
  if (value.kind != Kind::list || !std::all_of(value.items.begin(), value.items.end(), is_table)) {
    field.error(field.refusal(), "expected {needs}"_en("a list of tables"_en), std::move(hint));
    return tables;
  }
  for (const auto& item : value.items) tables.push_back({item, field.path, field.problems});
  return tables;
}

std::vector<Field> one_or_more(const Field& field) {
  if (field.value.kind != Kind::list) return {field};
  std::vector<Field> fields;
  for (const auto& item : field.value.items) fields.push_back({item, field.path, field.problems});
  return fields;
}

std::optional<bool> read_truth(const Field& field) {
  if (field.value.kind != Kind::boolean) return field.expected("true or false"_en, "true");
  return field.value.text == "true";
}

std::optional<std::string> read_line(const Field& field) {
  const auto& text = field.value.text;
  if (field.value.kind != Kind::text || text.empty() || text.size() > longest_line ||
      text.find('\n') != std::string::npos || text.find_first_not_of(" \t") == std::string::npos)
    return field.expected("a text of one line"_en, "\"…\"");
  return text;
}

std::optional<std::vector<std::string>> read_lines(const Field& field) {
  std::vector<std::string> lines;
  if (field.value.kind != Kind::list) {
    auto line =
        field.value.kind == Kind::text ? read_line(field) : field.expected("a list of texts"_en, "[\"…\", \"…\"]");
    if (!line) return std::nullopt;
    lines.push_back(std::move(*line));
    return lines;
  }
  for (const auto& item : field.value.items) {
    auto line = read_line({item, field.path, field.problems});
    if (!line) return std::nullopt;
    lines.push_back(std::move(*line));
  }
  return lines;
}

std::optional<std::string> read_id(const Field& field) {
  if (field.value.kind != Kind::text || !is_id(field.value.text))
    return field.expected("a short word of small letters, digits, \"-\" and \"_\""_en, "\"silver\"");
  return field.value.text;
}

std::optional<Money> read_money(const Field& field, Currency currency) {
  const auto parse = [&](std::string_view text) {
    auto money = Money::parse(text, currency);
    return money && money->minor < 0 ? std::nullopt : money;
  };
  return read_written<Money>(field, parse, amount_in(currency), "\"100.00\"");
}

std::optional<Money> read_positive_money(const Field& field, Currency currency) {
  const auto money = read_money(field, currency);
  if (money && money->minor == 0) return field.expected("more than nothing"_en, "\"100.00\"");
  return money;
}

std::optional<Ratio> read_share(const Field& field) {
  const auto share = read_written<Ratio>(field, Ratio::parse_percent, "a percentage"_en, "\"20%\"");
  if (share && share->millionths > Ratio::one) return field.expected("a percentage up to 100%"_en, "\"20%\"");
  return share;
}

std::optional<Ratio> read_positive_share(const Field& field) {
  const auto share = read_share(field);
  if (share && share->millionths == 0) return field.expected("more than nothing"_en, "\"20%\"");
  return share;
}

std::optional<Ratio> read_factor(const Field& field) {
  constexpr auto needs = "a factor between 0 and 100"_en;
  const auto& value = field.value;
  const auto factor = value.kind == Kind::whole ? Ratio::parse_factor(value.text)
                                                : read_written<Ratio>(field, Ratio::parse_factor, needs, "\"1.5\"");
  if (!factor && value.kind != Kind::whole) return std::nullopt;
  if (!factor || factor->millionths > largest_factor * Ratio::one) return field.expected(needs, "\"1.5\"");
  return factor;
}

std::optional<Period> read_period(const Field& field) {
  return read_written<Period>(field, Period::parse, "a length of time: a number and days, weeks, months or years"_en,
                              "\"12 months\"");
}

std::optional<std::int32_t> read_days(const Field& field) {
  const auto period = read_written<Period>(field, Period::parse, "a length in days or weeks"_en, "\"7 days\"");
  if (!period) return std::nullopt;
  if (period->months != 0) return field.expected("a length in days or weeks"_en, "\"30 days\"");
  return period->days;
}

std::optional<std::int64_t> read_day_count(const Field& field, std::int64_t least, std::int64_t most) {
  if (field.value.kind != Kind::text) return read_whole(field, least, most);
  const auto period = field.value.text == "0 days" ? Period{} : Period::parse(field.value.text).value_or(Period{0, 1});
  if (period.months != 0 || period.days < least || period.days > most)
    return field.expected("from {least} to {most} days, or the same in weeks"_en(least, most), "\"7 days\"");
  return period.days;
}

std::optional<Day> read_day(const Field& field) {
  const bool written = field.value.kind == Kind::date || field.value.kind == Kind::text;
  const auto day = written ? Day::parse(field.value.text) : std::nullopt;
  if (!day) return field.expected("a day between 1900-01-01 and 2999-12-31"_en, "\"2026-12-31\"");
  return day;
}

std::optional<std::int64_t> read_whole(const Field& field, std::int64_t least, std::int64_t most) {
  auto digits = field.value.text;
  if (field.value.kind == Kind::whole) digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
  const auto whole = parse_whole(digits);
  const auto needs = "a whole number from {least} to {most}"_en(least, most);
  if (field.value.kind == Kind::text && whole)
    return field.expected("{needs} without quotation marks"_en(needs), digits);
  if (field.value.kind != Kind::whole || !whole || *whole < least || *whole > most)
    return field.expected(needs, std::to_string(std::clamp<std::int64_t>(10, least, most)));
  return whole;
}

std::optional<std::size_t> read_choice(const Field& field, const std::vector<std::string_view>& words) {
  const auto found = std::find(words.begin(), words.end(), field.value.text);
  if (field.value.kind == Kind::text && found != words.end()) return static_cast<std::size_t>(found - words.begin());
  const auto meant = field.value.kind == Kind::text ? messages::suggest(field.value.text, words) : std::string();
  return field.expected(one_of(words), in_quotes(meant.empty() ? words.front() : std::string_view(meant)));
}

std::optional<Calendar> read_calendar(const Field& field) {
  return read_word<Calendar>(field,
                             {{"month", Calendar::month}, {"quarter", Calendar::quarter}, {"year", Calendar::year}});
}

Message one_of(const std::vector<std::string_view>& words) {
  MessageList all{.parts = {}, .between = Between::words};
  for (const auto word : words) all.parts.push_back(Message::name(in_quotes(word)));
  return "{parts}"_en(std::move(all));
}

std::vector<Message> names_of(const std::vector<std::string_view>& words) {
  std::vector<Message> names;
  for (auto word = words.begin(); word != words.end(); ++word)
    if (std::find(words.begin(), word, *word) == word) names.push_back(Message::name(std::string(*word)));
  return names;
}

Message amount_in(Currency currency) {
  switch (currency.decimals) {
    case 0: return "an amount of money with no decimals"_en;
    case 2: return "an amount of money with at most two decimals"_en;
    case 3: return "an amount of money with at most three decimals"_en;
    default: return "an amount of money with at most {decimals} decimals"_en(currency.decimals);
  }
}

std::string with_amounts_of(Currency currency, std::string_view text) {
  static const std::regex amount(R"re("(\d+)\.00")re");
  if (currency.decimals == cny.decimals) return std::string(text);
  const auto decimals = currency.decimals == 0 ? std::string() : '.' + std::string(currency.decimals, '0');
  return std::regex_replace(std::string(text), amount, "\"$1" + decimals + '"');
}

Message hint_for(std::string_view word, const std::vector<std::string_view>& words, Message otherwise) {
  const auto meant = messages::suggest(word, words);
  return meant.empty() ? std::move(otherwise) : "did you mean \"{word}\"?"_en(meant);
}

} // namespace loyalty::program
