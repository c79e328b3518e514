// SPDX-License-Identifier: MIT
#include <algorithm>

#include "formats/program_sections.hpp"

namespace loyalty::formats {
namespace {

std::optional<Demotion> read_demotion(const Field& field) {
  return read_word<Demotion>(field, {{"qualified", Demotion::to_qualified}, {"one step", Demotion::one_step}});
}

std::optional<std::optional<Calendar>> read_promotion(const Field& field) {
  return read_word<std::optional<Calendar>>(field, {{"same day", std::nullopt},
                                                    {"next month", Calendar::month},
                                                    {"next quarter", Calendar::quarter},
                                                    {"next year", Calendar::year}});
}

const Condition* first_comparison(const Condition& condition) {
  if (condition.kind == Condition::Kind::compare) return &condition;
  for (const auto& part : condition.parts)
    if (const auto* found = first_comparison(part)) return found;
  return nullptr;
}

/// What keeps a tier is counted over the same days as what reaches it, unless the program says otherwise.
void read_conditions(Section& section, Tier& tier) {
  if (const auto when = section.need("when", "when = { spend = \"1000.00\" }"))
    tier.when = read_condition(*when, {}).value_or(Condition{});
  const auto* reached = first_comparison(tier.when);
  if (const auto retain = section.find("retain"))
    tier.retain = read_condition(*retain, reached == nullptr ? Window{} : reached->window);
}

Tier read_tier(const Field& field) {
  Tier tier;
  Section named(field);
  named.need("id", "id = \"silver\"", read_id, tier.id);
  const Field with_id{field.value, tier.id.empty() ? field.path : field.path + '.' + tier.id, field.problems};
  Section section(with_id);
  section.find("id");
  section.need("name", "name = \"…\"", read_line, tier.name);
  read_conditions(section, tier);
  section.read("term", read_period, tier.term);
  section.read("grace", read_days, tier.grace_days);
  section.read("demote", read_demotion, tier.demote);
  section.read("promote", read_promotion, tier.promote);
  section.read("discount", read_share, tier.discount);
  section.read("multiplier", read_factor, tier.multiplier);
  section.read("benefits", read_lines, tier.benefits);
  section.finish();
  return tier;
}

}  // namespace

std::vector<Tier> read_tiers(const Field& field) {
  std::vector<Tier> tiers;
  for (const auto& table : read_tables(field, "[[tier]] with two brackets, once for each tier")) {
    auto tier = read_tier(table);
    const auto same = [&](const Tier& other) { return other.id == tier.id; };
    if (!tier.id.empty() && std::any_of(tiers.begin(), tiers.end(), same))
      Field{table.value.find("id")->value, "tier.id", field.problems}.error("two tiers have the id \"" + tier.id + '"',
                                                                            {}, "give each tier an id of its own");
    tiers.push_back(std::move(tier));
  }
  return tiers;
}

}  // namespace loyalty::formats
