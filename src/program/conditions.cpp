// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <utility>

#include "program/program_file.hpp"
#include "program/sections.hpp"

namespace loyalty::program {
namespace {

constexpr std::string_view condition_example = "{ spend = \"1000.00\", window = \"365 days\" }";

struct GroupKey {
  std::string_view key;
  Condition::Kind kind;
};
constexpr std::array<GroupKey, 3> groups{
    {{"any", Condition::Kind::any}, {"all", Condition::Kind::all}, {"none", Condition::Kind::none}}};

std::optional<Condition> read_group(const Field& field, Condition::Kind kind, const Around& around) {
  Condition group;
  group.kind = kind;
  bool good = true;
  const auto tables =
      read_tables(field, "write {example}"_en(field.key() + " = [ { spend = \"1000.00\" }, { orders = 3 } ]"));
  for (const auto& table : tables) {
    auto part = read_condition(table, around);
    good = good && part.has_value();
    if (part) group.parts.push_back(std::move(*part));
  }
  if (!good || tables.empty()) return std::nullopt;
  return group;
}

bool looks_through_window(const std::vector<Part>& parts) {
  bool looks = false;
  for (const auto& part : parts)
    each_comparison(part.condition,
                    [&](const Condition& one) { looks = looks || loyalty::looks_through_window(one.metric); });
  return looks;
}

/// The parts in the order in which they are written.
Condition join(std::vector<Part> parts) {
  std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
    return std::tie(a.at->line, a.at->column) < std::tie(b.at->line, b.at->column);
  });
  if (parts.size() == 1) return std::move(parts.front().condition);
  Condition all;
  for (auto& part : parts) all.parts.push_back(std::move(part.condition));
  return all;
}

/// The text as a TOML file with one table, and how far that moved it to the right.
std::pair<std::string, std::size_t> as_table(std::string_view text) {
  const bool braces = text[text.find_first_not_of(" \t")] == '{';
  const std::string before = braces ? "condition = " : "condition = { ";
  return {before + std::string(text) + (braces ? "" : " }"), before.size()};
}

} // namespace

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
  return field.expected("a length of time, \"lifetime\", \"calendar year\" or \"membership year\""_en, "\"365 days\"");
}

std::optional<Window> read_kept_window(const Field& field) {
  if (field.value.kind == TomlValue::Kind::text && field.value.text == "since reached")
    return Window{Window::Kind::since_reached, {}};
  return read_window(field);
}

std::optional<Condition> read_condition(const Field& field, const Around& outer) {
  if (!read_table(field, condition_example)) return std::nullopt;
  Section section(field);
  auto around = outer;
  const auto problems_before = field.problems.size();
  const auto window = section.find("window");
  if (window) around.window = (outer.keeps ? read_kept_window(*window) : read_window(*window)).value_or(outer.window);
  auto parts = read_metrics(section, around);
  for (const auto& [key, kind] : groups) {
    const auto group = section.find(key);
    if (!group) continue;
    if (auto condition = read_group(*group, kind, around)) parts.push_back({&group->value, std::move(*condition)});
  }
  section.finish();
  if (field.problems.size() != problems_before) return std::nullopt;

  if (parts.empty() && !field.value.members.empty()) {
    field.error("{key} compares nothing"_en(field.path), "a window alone says nothing"_en,
                "write for example {example}"_en(field.key().append(" = ").append(condition_example)));
    return std::nullopt;
  }
  if (window && !looks_through_window(parts)) {
    window->error("{key} bounds nothing"_en(window->path), "what is asked beside it is looked up on the day itself"_en,
                  "delete {key}"_en("window"));
    return std::nullopt;
  }
  return join(std::move(parts));
}

void read_who(Section& section, std::string_view key, const Known& known, Condition& to) {
  section.read(
      key, [&](const Field& field) { return read_condition(field, {known}); }, to);
}

std::optional<Condition> parse_condition(std::string_view text, const Program& program, Problems& problems) {
  if (text.find_first_not_of(" \t") == std::string_view::npos) {
    problems.push_back({Problem::Severity::error,
                        1,
                        1,
                        "the condition is empty"_en,
                        {},
                        "write for example {example}, or {everybody} for everybody"_en("orders = 3", "{}")});
    return std::nullopt;
  }
  const auto [file, moved] = as_table(text);
  auto toml = read_toml(file);
  auto found = std::move(toml.problems);
  std::optional<Condition> condition;
  const auto known = known_of(program);
  const auto& members = toml.root.members;
  if (found.empty() && members.size() == 1)
    condition = read_condition({members.front().value, "condition", found}, {known});
  else if (found.empty())
    found.push_back({Problem::Severity::error,
                     members.at(1).line,
                     members.at(1).column,
                     "more than one condition"_en,
                     {},
                     "write one table, for example {example}"_en("{ orders = 3, tier = \"gold\" }")});
  for (auto& problem : found) {
    problem.hint = problem.hint.with([&](const auto& said) { return with_amounts_of(known.currency, said); });
    if (problem.line == 1) problem.column = problem.column > moved ? problem.column - moved : 1;
    problems.push_back(std::move(problem));
  }
  return condition;
}

} // namespace loyalty::program
