// SPDX-License-Identifier: MIT
#include <array>
#include <string>
#include <utility>

#include "program/sections.hpp"

namespace loyalty::program {
namespace {

using Kind = TomlValue::Kind;

constexpr std::int64_t most_count = 1'000'000'000'000;
constexpr std::int64_t most_birthday_days = 366;

struct NumberKey {
  std::string_view key;
  Metric metric;
  std::string_view example;
};
constexpr std::array<NumberKey, 9> numbers{{{"spend", Metric::spend, "\"1000.00\""},
                                            {"orders", Metric::orders, "3"},
                                            {"average_order", Metric::average_order, "\"100.00\""},
                                            {"growth", Metric::growth, "1000"},
                                            {"points_earned", Metric::points_earned, "1000"},
                                            {"referrals", Metric::referrals, "3"},
                                            {"balance", Metric::balance, "1000"},
                                            {"days_since_order", Metric::days_since_order, "\"> 90\""},
                                            {"days_since_joining", Metric::days_since_joining, "30"}}};

struct Sign {
  std::string_view sign;
  Comparison comparison;
};
constexpr std::array<Sign, 5> signs{{{">=", Comparison::at_least},
                                     {"<=", Comparison::at_most},
                                     {">", Comparison::more_than},
                                     {"<", Comparison::less_than},
                                     {"=", Comparison::equal}}};

/// Takes ">= " off the front of a text; a text without a sign means "at least".
Comparison take_sign(std::string_view& text) {
  for (const auto& [sign, comparison] : signs) {
    if (text.substr(0, sign.size()) != sign) continue;
    text.remove_prefix(sign.size());
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    return comparison;
  }
  return Comparison::at_least;
}

std::optional<std::int64_t> read_amount(const Field& field, Comparison& comparison, Currency currency) {
  if (field.value.kind == Kind::text) {
    std::string_view text = field.value.text;
    comparison = take_sign(text);
    const auto money = Money::parse(text, currency);
    if (money && money->minor >= 0) return money->minor;
    return field.expected("{needs}, if you like after >=, >, <=, < or ="_en(amount_in(currency)), "\"1000.00\"");
  }
  const auto money = read_money(field, currency);
  return money ? std::optional(money->minor) : std::nullopt;
}

std::optional<std::int64_t> read_number(const Field& field, Comparison& comparison, std::int64_t least,
                                        std::string_view example) {
  if (field.value.kind == Kind::text) {
    std::string_view text = field.value.text;
    comparison = take_sign(text);
    const auto number = parse_whole(text);
    if (!number || *number < least || *number > most_count)
      return field.expected("a whole number, or a comparison such as \"< 3\""_en, example);
    if (text.size() < field.value.text.size()) return number;
  }
  return read_whole(field, least, most_count);
}

std::optional<std::int64_t> read_day_number(const Field& field, Comparison& comparison) {
  std::optional<Day> day;
  if (field.value.kind == Kind::text) {
    std::string_view text = field.value.text;
    comparison = take_sign(text);
    day = Day::parse(text);
  } else if (field.value.kind == Kind::date) {
    day = Day::parse(field.value.text);
  }
  if (!day) return field.expected("{needs}, if you like after >=, >, <=, < or ="_en("a day"_en), "\">= 2026-01-01\"");
  return day->number;
}

Condition comparison_of(Metric metric, const Around& around) {
  Condition condition;
  condition.kind = Condition::Kind::compare;
  condition.metric = metric;
  if (looks_through_window(metric)) condition.window = around.window;
  return condition;
}

/// One of several words.
Condition words_of(Metric metric, std::vector<std::string> words, const Around& around) {
  auto condition = comparison_of(metric, around);
  condition.value = 1;
  condition.words = std::move(words);
  return condition;
}

/// Reads the metrics of one table.
class Metrics {
 public:
  Metrics(Section& from, const Around& handed_down) : section(from), around(handed_down) {}

  std::vector<Part> read() {
    for (const auto& number : numbers)
      if (const auto field = section.find(number.key)) add(*field, number_of(*field, number));
    if (const auto field = section.find("activities")) each_member(*field, "{ check-in = 5 }", &Metrics::add_activity);
    if (const auto field = section.find("birthday_within")) add(*field, birthday_of(*field));
    if (const auto field = section.find("tier")) add_tier(*field);
    if (const auto field = section.find("tag")) add_words(*field, Metric::tag, read_lines(*field));
    if (const auto field = section.find("membership")) add_membership(*field);
    if (const auto field = section.find("platform")) add_words(*field, Metric::platform, read_lines(*field));
    if (const auto field = section.find("host")) add_words(*field, Metric::host, read_lines(*field));
    if (const auto field = section.find("channel")) add_words(*field, Metric::channel, read_lines(*field));
    if (const auto field = section.find("holdout")) add_words(*field, Metric::holdout, read_lines(*field));
    if (const auto field = section.find("fields")) each_member(*field, "{ fan_club_level = 3 }", &Metrics::add_field);
    return std::move(parts);
  }

 private:
  void add(const Field& field, std::optional<Condition> condition) {
    if (condition) parts.push_back({&field.value, std::move(*condition)});
  }

  void add_words(const Field& field, Metric metric, std::optional<std::vector<std::string>> words) {
    if (words) add(field, words_of(metric, std::move(*words), around));
  }

  void each_member(const Field& field, std::string_view example,
                   void (Metrics::*use)(const Field&, const TomlMember&)) {
    if (!read_table(field, example)) return;
    if (field.value.members.empty()) field.expected("something to compare"_en, example);
    for (const auto& member : field.value.members) (this->*use)(field, member);
  }

  std::optional<Condition> number_of(const Field& field, const NumberKey& number) const {
    auto condition = comparison_of(number.metric, around);
    const auto value = is_money(number.metric) ? read_amount(field, condition.comparison, around.known.currency)
                                               : read_number(field, condition.comparison, 0, number.example);
    if (!value) return std::nullopt;
    condition.value = *value;
    return condition;
  }

  std::optional<Condition> birthday_of(const Field& field) const {
    auto condition = comparison_of(Metric::birthday_within, around);
    const auto days = read_day_count(field, 0, most_birthday_days);
    if (!days) return std::nullopt;
    condition.comparison = Comparison::at_most;
    condition.value = *days;
    return condition;
  }

  void add_tier(const Field& field) {
    if (around.of_tier)
      field.error("{key}: a tier cannot ask for a tier"_en(field.path), "tiers are decided by what members did"_en,
                  "ask for what reaches that tier, for example {example}"_en("spend = \"1000.00\""));
    else
      add_words(field, Metric::tier, read_known_list(field, around.known.tiers));
  }

  void add_membership(const Field& field) {
    if (field.value.kind != Kind::boolean)
      return add_words(field, Metric::membership, read_known_list(field, around.known.plans));
    if (field.value.text == "true") return add(field, words_of(Metric::membership, {}, around));
    field.error(field.refusal(), "a condition asks for what is there"_en,
                "write for example {example}"_en("none = [{ membership = true }]"));
  }

  void add_activity(const Field& table, const TomlMember& member) {
    const Field field{member.value, table.path + '.' + member.key, table.problems};
    if (!check_known_key(table, member, around.known.activities)) return;
    for (const auto& compulsory : around.known.compulsory)
      if (member.key == compulsory)
        return field.error("{key} asks for compulsory sharing"_en(field.path),
                           "a reward may never depend on a compulsory share"_en,
                           "delete it, or make the sharing voluntary"_en);
    auto condition = comparison_of(Metric::activities, around);
    condition.subject = member.key;
    const auto times = read_number(field, condition.comparison, 0, "3");
    if (!times) return;
    condition.value = *times;
    add(field, std::move(condition));
  }

  void add_field(const Field& table, const TomlMember& member) {
    const Field field{member.value, table.path + '.' + member.key, table.problems};
    if (!check_known_key(table, member, around.known.fields)) return;
    const auto kind = around.known.field_kinds.find(member.key);
    if (kind == around.known.field_kinds.end()) return; // reported where it is declared
    const bool word = kind->second == FieldKind::word;
    auto condition = comparison_of(word ? Metric::field_word : Metric::field, around);
    condition.subject = member.key;
    std::optional<std::int64_t> value = 1;
    if (word) {
      auto words = read_lines(field);
      if (!words) return;
      condition.words = std::move(*words);
    } else {
      value = kind->second == FieldKind::day ? read_day_number(field, condition.comparison)
                                             : read_number(field, condition.comparison, -most_count, "3");
    }
    if (!value) return;
    condition.value = *value;
    add(field, std::move(condition));
  }

  Section& section;
  const Around& around;
  std::vector<Part> parts = {};
};

} // namespace

std::vector<Part> read_metrics(Section& section, const Around& around) { return Metrics(section, around).read(); }

} // namespace loyalty::program
