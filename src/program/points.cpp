// SPDX-License-Identifier: MIT
#include <algorithm>

#include "program/sections.hpp"

namespace loyalty::program {
namespace {

std::optional<RedeemRule> read_redeem(const Field& field, Currency currency) {
  constexpr std::string_view example = "{ points = 10, worth = \"1.00\" }";
  if (!read_table(field, example)) return std::nullopt;
  Section section(field);
  RedeemRule rule;
  section.need("points", "points = 10", whole(1, most_rate), rule.points);
  section.need("worth", "worth = \"1.00\"", positive_money(currency), rule.worth);
  section.read("minimum", whole(0, most_points), rule.minimum);
  section.read("step", whole(1, most_points), rule.step);
  section.read("max_share", read_share, rule.max_share);
  section.read("min_spend", money(currency), rule.min_spend);
  const auto max_points = section.find("max_points");
  section.finish();
  if (max_points) rule.max_points = whole(1, most_points)(*max_points);
  const auto fewest = std::max(rule.minimum, rule.step);
  if (rule.max_points && *rule.max_points < fewest)
    max_points->error("{key} leaves nothing to redeem"_en(max_points->path),
                      "at least {minimum} points must be redeemed at a time"_en(fewest),
                      "make it {minimum} or more"_en(fewest));
  if (rule.points == 0 || rule.worth.minor == 0) return std::nullopt;
  return rule;
}

/// "12-31" as a day of every year.
std::optional<Civil> read_day_of_year(const Field& field) {
  constexpr std::string_view common_year = "2025-";
  const auto day = field.value.kind == TomlValue::Kind::text ? Day::parse(std::string(common_year) + field.value.text)
                                                             : std::nullopt;
  if (!day) return field.expected("a day that every year has, as month and day"_en, "\"12-31\"");
  return civil(*day);
}

std::optional<ExpiryRule> read_expiry(const Field& field) {
  constexpr std::string_view example = "{ after = \"12 months\" }";
  if (!read_table(field, example)) return std::nullopt;
  Section section(field);
  const auto after = section.find("after");
  const auto fixed = section.find("on");
  const auto inactive = section.find("inactive");
  const auto round_up = section.find("round_up");
  section.finish();

  const auto found = (after ? 1U : 0U) + (fixed ? 1U : 0U) + (inactive ? 1U : 0U);
  const auto hint = "write for example {example}"_en("expire = " + std::string(example));
  if (!section.exactly_one(found, "after, on and inactive"_en, hint)) return std::nullopt;
  if (round_up && !after) {
    round_up->error("{key} goes with {other} only"_en(round_up->path, "after"), {}, "delete {key}"_en("round_up"));
    return std::nullopt;
  }
  ExpiryRule rule;
  if (fixed) {
    const auto date = read_day_of_year(*fixed);
    if (!date) return std::nullopt;
    rule.kind = ExpiryRule::Kind::fixed_day;
    rule.month = date->month;
    rule.day = date->day;
    return rule;
  }
  const auto length = read_period(after ? *after : *inactive);
  if (round_up) rule.round_up = read_calendar(*round_up);
  if (!length) return std::nullopt;
  rule.kind = after ? ExpiryRule::Kind::after : ExpiryRule::Kind::inactivity;
  rule.after = *length;
  return rule;
}

void read_refunds(const Field& field, PointsRules& rules) {
  if (!read_table(field, "{ shortfall = \"debt\" }")) return;
  const auto shortfall = [](const Field& word) {
    return read_word<Shortfall>(word, {{"debt", Shortfall::debt}, {"forgive", Shortfall::forgive}});
  };
  Section section(field);
  section.read("shortfall", shortfall, rules.shortfall);
  section.read("grace", read_days, rules.return_grace_days);
  section.finish();
}

/// `max_per_order` is the older word for `caps.order`.
void read_caps(Section& section, Caps& caps) {
  constexpr std::string_view example = "{ day = 1000, month = 5000 }";
  const auto alone = section.find("max_per_order");
  if (alone) caps.order = whole(1, most_points)(*alone);
  const auto field = section.find("caps");
  if (!field || !read_table(*field, example)) return;
  Section table(*field);
  const auto order = table.find("order");
  if (order) caps.order = whole(1, most_points)(*order);
  table.read("day", whole(1, most_points), caps.day);
  table.read("month", whole(1, most_points), caps.month);
  table.read("term", whole(1, most_points), caps.term);
  const auto beyond = table.find("beyond");
  if (beyond) caps.beyond = read_share(*beyond).value_or(Ratio{});
  table.finish();
  if (alone && order)
    alone->error("{key} and {other} say the same"_en(alone->path, order->path), {}, "delete {key}"_en("max_per_order"));
  const auto capped = [&](std::string_view key) { return field->value.find(key) != nullptr; };
  if (beyond && !alone && !capped("order") && !capped("day") && !capped("month") && !capped("term"))
    beyond->error("{key} goes with a cap only"_en(beyond->path), "nothing is beyond no cap"_en,
                  "add for example {example}"_en("day = 1000"));
  if (field->value.members.empty()) field->expected("order, day, month or term"_en, example);
}

/// { points = 1000, per = "month" }
std::optional<Limit> read_most_points(const Field& field) {
  if (!read_table(field, "{ points = 1000, per = \"month\" }")) return std::nullopt;
  Section section(field);
  Limit most;
  section.need("points", "points = 1000", whole(1, most_points), most.times);
  section.read("per", read_limit_part, most.per);
  section.finish();
  return most;
}

std::optional<TransferRules> read_transfer(const Field& field, const Known& known) {
  if (!read_table(field, "{ minimum = 100 }")) return std::nullopt;
  Section section(field);
  TransferRules rules;
  section.read("minimum", whole(1, most_points), rules.minimum);
  section.read("most", read_most_points, rules.most);
  read_who(section, "who", known, rules.who);
  section.finish();
  return rules;
}

} // namespace

PointsRules read_points(const Field& field, const Known& known) {
  const auto currency = known.currency;
  PointsRules rules;
  if (!read_table(field, "{ earn = { points = 1, per = \"10.00\" } }")) return rules;
  Section section(field);
  if (const auto earn = section.find("earn")) rules.earn = read_points_earn(*earn, currency, rules.base);
  if (const auto redeem = section.find("redeem")) rules.redeem = read_redeem(*redeem, currency);
  read_caps(section, rules.caps);
  section.read("hold", read_days, rules.hold_days);
  section.read("expire", read_expiry, rules.expire);
  if (const auto refunds = section.find("refunds")) read_refunds(*refunds, rules);
  if (const auto transfer = section.find("transfer")) rules.transfer = read_transfer(*transfer, known);
  section.finish();
  return rules;
}

GrowthRules read_growth(const Field& field, Currency currency) {
  GrowthRules rules;
  if (!read_table(field, "{ earn = { points = 1, per = \"1.00\" } }")) return rules;
  Section section(field);
  if (const auto earn = section.find("earn")) rules.earn = read_growth_earn(*earn, currency, rules.base);
  section.finish();
  return rules;
}

} // namespace loyalty::program
