// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <utility>

#include "formats/program_sections.hpp"

namespace loyalty::formats {
namespace {

constexpr std::int64_t most_count = 1'000'000'000'000;
constexpr std::string_view example = "{ spend = \"1000.00\", window = \"365 days\" }";

struct MetricKey {
  std::string_view key;
  Metric metric;
};
constexpr std::array<MetricKey, 4> metrics{{{"spend", Metric::spend},
                                            {"orders", Metric::orders},
                                            {"growth", Metric::growth},
                                            {"points_earned", Metric::points_earned}}};

struct GroupKey {
  std::string_view key;
  Condition::Kind kind;
};
constexpr std::array<GroupKey, 3> groups{
    {{"any", Condition::Kind::any}, {"all", Condition::Kind::all}, {"none", Condition::Kind::none}}};

struct Sign {
  std::string_view sign;
  Comparison comparison;
};
constexpr std::array<Sign, 5> signs{{{">=", Comparison::at_least},
                                     {"<=", Comparison::at_most},
                                     {">", Comparison::more_than},
                                     {"<", Comparison::less_than},
                                     {"=", Comparison::equal}}};

std::optional<Window> read_window(const Field& field) {
  using Kind = Window::Kind;
  constexpr std::array<std::pair<std::string_view, Kind>, 3> words{{{"lifetime", Kind::lifetime},
                                                                    {"calendar year", Kind::calendar_year},
                                                                    {"membership year", Kind::membership_year}}};
  const auto& text = field.value.text;
  if (field.value.kind == TomlValue::Kind::text) {
    for (const auto& [word, kind] : words)
      if (text == word) return Window{kind, {}};
    if (const auto length = Period::parse(text)) return Window{Kind::rolling, *length};
  }
  return field.expected("a length of time, \"lifetime\", \"calendar year\" or \"membership year\"", "\"365 days\"");
}

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

std::optional<std::int64_t> read_threshold(const Field& field, Metric metric, Comparison& comparison) {
  if (field.value.kind == TomlValue::Kind::text) {
    std::string_view text = field.value.text;
    comparison = take_sign(text);
    if (metric == Metric::spend) {
      const auto money = Money::parse(text);
      if (money && money->minor >= 0) return money->minor;
      return field.expected("an amount of money, if you like after >=, >, <=, < or =", "\"1000.00\"");
    }
    const auto whole = parse_whole(text);
    if (whole && *whole >= 0 && text.size() < field.value.text.size()) return whole;
    if (!whole || *whole < 0)
      return field.expected("a whole number, or a comparison such as \"< 3\"", metric == Metric::orders ? "3" : "1000");
  }
  if (metric != Metric::spend) return read_whole(field, 0, most_count);
  const auto money = read_money(field);
  return money ? std::optional(money->minor) : std::nullopt;
}

std::optional<Condition> read_comparison(const Field& field, Metric metric, const Window& window) {
  Condition condition;
  condition.kind = Condition::Kind::compare;
  condition.metric = metric;
  condition.window = window;
  const auto value = read_threshold(field, metric, condition.comparison);
  if (!value) return std::nullopt;
  condition.value = *value;
  return condition;
}

std::optional<Condition> read_group(const Field& field, Condition::Kind kind, const Window& window) {
  Condition group;
  group.kind = kind;
  bool good = true;
  const auto tables = read_tables(field, field.key() + " = [ { spend = \"1000.00\" }, { orders = 3 } ]");
  for (const auto& table : tables) {
    auto part = read_condition(table, window);
    good = good && part.has_value();
    if (part) group.parts.push_back(std::move(*part));
  }
  if (!good || tables.empty()) return std::nullopt;
  return group;
}

}  // namespace

std::optional<Condition> read_condition(const Field& field, const Window& outer) {
  if (!read_table(field, example)) return std::nullopt;
  Section section(field);
  Window window = outer;
  const auto problems_before = field.problems.size();
  section.read("window", read_window, window);

  std::vector<std::pair<const TomlValue*, Condition>> parts;
  const auto add = [&](const Field& part, std::optional<Condition> condition) {
    if (condition) parts.emplace_back(&part.value, std::move(*condition));
  };
  for (const auto& [key, metric] : metrics)
    if (const auto part = section.find(key)) add(*part, read_comparison(*part, metric, window));
  for (const auto& [key, kind] : groups)
    if (const auto part = section.find(key)) add(*part, read_group(*part, kind, window));
  section.finish();
  if (field.problems.size() != problems_before) return std::nullopt;

  if (parts.empty() && !field.value.members.empty()) {
    field.error(field.path + " compares nothing", "a window alone says nothing",
                "write for example " + field.key() + " = " + std::string(example));
    return std::nullopt;
  }
  std::sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first->line, a.first->column) < std::tie(b.first->line, b.first->column);
  });
  if (parts.size() == 1) return std::move(parts.front().second);
  Condition all;
  for (auto& part : parts) all.parts.push_back(std::move(part.second));
  return all;
}

}  // namespace loyalty::formats
