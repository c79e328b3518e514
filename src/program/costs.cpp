// SPDX-License-Identifier: MIT
#include "program/sections.hpp"

namespace loyalty::program {
namespace {

void read_running(Section& section, Currency currency, RunningCost& cost) {
  const auto per = [](const Field& field) {
    return read_word<Calendar>(field, {{"month", Calendar::month}, {"year", Calendar::year}});
  };
  section.need("amount", "amount = \"100.00\"", money(currency), cost.amount);
  section.need("per", "per = \"month\"", per, cost.per);
}

std::optional<RunningCost> read_tool(const Field& field, Currency currency) {
  if (!read_table(field, "{ amount = \"100.00\", per = \"month\" }")) return std::nullopt;
  Section section(field);
  RunningCost cost;
  read_running(section, currency, cost);
  section.finish();
  return cost;
}

std::vector<OtherCost> read_other(const Field& field, Currency currency) {
  std::vector<OtherCost> others;
  for (const auto& table : read_tables(field, "write {example}"_en("other = [ { name = \"…\", amount = \"100.00\", "
                                                                   "per = \"month\" } ]"))) {
    Section section(table);
    OtherCost other;
    section.need("name", "name = \"…\"", read_line, other.name);
    read_running(section, currency, other.cost);
    section.read("from", read_day, other.from);
    section.read("until", read_day, other.until);
    section.finish();
    if (other.from && other.until && *other.until < *other.from)
      table.error("{key} holds no day"_en(table.path),
                  "until {until} is before from {from}"_en(*other.until, *other.from), "exchange the two"_en);
    others.push_back(std::move(other));
  }
  return others;
}

/// Any word can be a category: order files bring them.
std::map<std::string, Ratio> read_category_margins(const Field& field) {
  std::map<std::string, Ratio> margins;
  if (!read_table(field, "{ beauty = \"55%\" }")) return margins;
  for (const auto& member : field.value.members)
    if (const auto margin = read_share({member.value, field.path + '.' + member.key, field.problems}))
      margins.emplace(member.key, *margin);
  return margins;
}

} // namespace

Costs read_costs(const Field& field, Currency currency) {
  Costs costs;
  if (!read_table(field, "{ margin = \"40%\" }")) return costs;
  const auto tool = [&](const Field& of) { return read_tool(of, currency); };
  const auto returns = [](const Field& of) {
    return read_word<Costs::Returns>(of, {{"restocked", Costs::Returns::restocked}, {"lost", Costs::Returns::lost}});
  };
  Section section(field);
  section.read("margin", read_share, costs.margin);
  if (const auto by_category = section.find("category_margin")) {
    costs.category_margin = read_category_margins(*by_category);
    if (field.value.find("margin") == nullptr)
      by_category->error("{key} goes with {other} only"_en(by_category->path, "margin"), {},
                         "add for example {example}"_en("margin = \"40%\""));
  }
  section.read("returns", returns, costs.returns);
  section.read("postage", money(currency), costs.postage);
  section.read("tool", tool, costs.tool);
  section.read("setup", money(currency), costs.setup);
  section.read("message", money(currency), costs.message);
  if (const auto other = section.find("other")) costs.other = read_other(*other, currency);
  section.finish();
  return costs;
}

std::optional<Day> read_profit(const Field& field) {
  std::optional<Day> since;
  if (!read_table(field, "{ since = 2026-01-01 }")) return since;
  Section section(field);
  section.read("since", read_day, since);
  section.finish();
  return since;
}

} // namespace loyalty::program
