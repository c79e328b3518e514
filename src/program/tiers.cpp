// SPDX-License-Identifier: MIT
#include "program/discount_words.hpp"
#include "program/sections.hpp"

namespace loyalty::program {
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

/// The first comparison that counts through a window.
const Condition* first_comparison(const Condition& condition) {
  const bool compares = condition.kind == Condition::Kind::compare;
  if (compares) return looks_through_window(condition.metric) ? &condition : nullptr;
  for (const auto& part : condition.parts)
    if (const auto* found = first_comparison(part)) return found;
  return nullptr;
}

/// What keeps a tier is counted over the same days as what reaches it, unless the program says otherwise.
void read_conditions(Section& section, const Known& known, Tier& tier) {
  if (const auto when = section.need("when", "when = { spend = \"1000.00\" }"))
    tier.when = read_condition(*when, {known, {}, true}).value_or(Condition{});
  const auto* reached = first_comparison(tier.when);
  if (const auto retain = section.find("retain"))
    tier.retain = read_condition(*retain, {known, reached == nullptr ? Window{} : reached->window, true, true});
}

std::optional<FreeDays> read_free(const Field& field, const Known& known) {
  if (!read_table(field, "{ from = 2026-06-01, until = 2026-06-30 }")) return std::nullopt;
  const auto condition = [&](const Field& who) { return read_condition(who, {known, {}, true}); };
  Section section(field);
  std::optional<Day> from;
  std::optional<Day> until;
  FreeDays free;
  section.need("from", "from = 2026-06-01", read_day, from);
  section.need("until", "until = 2026-06-30", read_day, until);
  section.read("who", condition, free.who);
  section.finish();
  if (!from || !until) return std::nullopt;
  if (*until < *from)
    field.error("{key} holds no day"_en(field.path), "until {until} is before from {from}"_en(*until, *from),
                "exchange the two"_en);
  free.from = *from;
  free.until = *until;
  return free;
}

void read_term(Section& section, Tier& tier) {
  section.read("term", read_period, tier.term);
  const auto round_up = section.find("round_up");
  if (round_up) tier.round_up = read_calendar(*round_up);
  if (round_up && tier.term.empty())
    round_up->error("{key} goes with {other} only"_en(round_up->path, "term"), {}, "delete {key}"_en("round_up"));
}

void read_tier(Section& section, const Known& known, Tier& tier) {
  const auto reward = [&](const Field& field) { return std::optional(read_reward(field, known)); };
  read_conditions(section, known, tier);
  read_term(section, tier);
  section.read("grace", read_days, tier.grace_days);
  section.read("demote", read_demotion, tier.demote);
  section.read("promote", read_promotion, tier.promote);
  section.read("discount", read_share_off, tier.discount);
  section.read("multiplier", read_factor, tier.multiplier);
  section.read("free_shipping_from", money(known.currency), tier.free_shipping_from);
  section.read("pack", reward, tier.pack);
  section.read("referral", reward, tier.referral);
  section.read("benefits", read_lines, tier.benefits);
  section.read(
      "free", [&](const Field& field) { return read_free(field, known); }, tier.free);
}

} // namespace

std::vector<Tier> read_tiers(const Field& field, const Known& known) {
  return read_items<Tier>(field, "kind|tiers"_en, "silver",
                          [&](Section& section, Tier& tier) { read_tier(section, known, tier); });
}

} // namespace loyalty::program
