// SPDX-License-Identifier: MIT
#include <array>
#include <utility>

#include "program/discount_words.hpp"
#include "program/sections.hpp"

namespace loyalty::program {
namespace {

std::optional<Scope::Birthday> read_birthday(const Field& field) {
  return read_word<Scope::Birthday>(field, {{"day", Scope::Birthday::day}, {"month", Scope::Birthday::month}});
}

void read_scope(Section& section, const Known& known, Scope& scope) {
  section.read("from", read_day, scope.from);
  section.read("until", read_day, scope.until);
  section.read("birthday", read_birthday, scope.birthday);
  section.read("order", whole(1, most_times), scope.order);
  read_scope_lines(section, known.currency, scope.lines);
  read_scope_orders(section, scope);
  read_who(section, "who", known, scope.who);
  if (scope.from && scope.until && *scope.until < *scope.from)
    section.find("until")->error("{campaign} is over before it begins"_en(section.field().path),
                                 "until {until} is before from {from}"_en(*scope.until, *scope.from),
                                 "exchange the two"_en);
}

std::optional<CampaignEffect> read_earn_more(const Field& field, Currency currency) {
  const auto earn = read_earn(field, currency);
  return earn ? std::optional<CampaignEffect>(EarnMore{*earn}) : std::nullopt;
}

std::optional<CampaignEffect> read_earn_growth(const Field& field, Currency currency) {
  const auto earn = read_earn(field, currency);
  return earn ? std::optional<CampaignEffect>(EarnGrowth{*earn}) : std::nullopt;
}

std::optional<CampaignEffect> read_multiplier(const Field& field, Currency /*currency*/) {
  const auto factor = read_factor(field);
  return factor ? std::optional<CampaignEffect>(Multiply{*factor}) : std::nullopt;
}

std::optional<CampaignEffect> read_bonus(const Field& field, Currency /*currency*/) {
  const auto points = read_whole(field, 1, most_points);
  return points ? std::optional<CampaignEffect>(BonusPoints{*points}) : std::nullopt;
}

std::optional<CampaignEffect> read_discount(const Field& field, Currency /*currency*/) {
  const auto share = read_positive_share_off(field);
  return share ? std::optional<CampaignEffect>(LinesOff{*share}) : std::nullopt;
}

std::optional<CampaignEffect> read_threshold_off(const Field& field, Currency currency) {
  const auto off = read_positive_money(field, currency);
  return off ? std::optional<CampaignEffect>(ThresholdOff{{}, *off, false}) : std::nullopt;
}

struct EffectKey {
  std::string_view key;
  std::optional<CampaignEffect> (*read)(const Field&, Currency);
  bool whole_order;
};
constexpr std::array<EffectKey, 10> effects{{{"earn", read_earn_more, false},
                                             {"growth", read_earn_growth, false},
                                             {"multiplier", read_multiplier, true},
                                             {"bonus", read_bonus, true},
                                             {"discount", read_discount, false},
                                             {"off", read_threshold_off, false},
                                             {"ladder", read_as<CampaignEffect, read_ladder>, false},
                                             {"pieces", read_as<CampaignEffect, read_pieces_off>, false},
                                             {"price", read_as<CampaignEffect, read_line_price>, false},
                                             {"shipping_off", read_as<CampaignEffect, read_shipping_off>, true}}};

void refuse_category(Section& section, std::string_view effect) {
  if (const auto category = section.find("category"))
    category->error(
        "{key} does not go with {other}"_en(category->path, effect), "{effect} applies to the whole order"_en(effect),
        "delete {key}, or write for example {example}"_en("category", "earn = { points = 1, per = \"10.00\" }"));
}

void refuse_without(const std::optional<Field>& field, std::string_view other) {
  if (field) field->error("{key} goes with {other} only"_en(field->path, other), {}, "delete {key}"_en(field->key()));
}

/// From which amount on `off` counts; `lines` may say it, or ask for pieces instead.
Money read_threshold_spend(Section& section, Currency currency, LineScope& lines) {
  auto least = take_min_spend(section, lines);
  if (least == Money{} && lines.pieces == 0)
    section.need("min_spend", "min_spend = \"300.00\"", positive_money(currency), least);
  else
    section.read("min_spend", positive_money(currency), least);
  return least;
}

/// What goes with `off`.
void read_threshold(Section& section, Currency currency, Campaign& campaign) {
  const auto repeats = section.find("repeats");
  if (section.field().value.find("off") == nullptr) {
    refuse_without(section.find("min_spend"), "off");
    refuse_without(repeats, "off");
    return;
  }
  const auto least = read_threshold_spend(section, currency, campaign.scope.lines);
  const bool again = repeats && read_truth(*repeats).value_or(false);
  if (again && least == Money{} && campaign.scope.lines.pieces > 0) refuse_without(repeats, "min_spend");
  auto* off = std::get_if<ThresholdOff>(&campaign.effect);
  if (off == nullptr) return;
  off->min_spend = least;
  off->repeats = again;
}

void read_campaign(Section& section, const Known& known, Campaign& campaign) {
  read_scope(section, known, campaign.scope);
  std::size_t found = 0;
  for (const auto& effect : effects) {
    if (const auto field = section.find(effect.key))
      if (auto read = effect.read(*field, known.currency)) campaign.effect = std::move(*read);
    if (section.field().value.find(effect.key) == nullptr) continue;
    ++found;
    if (effect.whole_order) refuse_category(section, effect.key);
  }
  section.exactly_one(found,
                      "earn, growth, multiplier, bonus, discount, off, ladder, pieces, price and shipping_off"_en,
                      "write for example {example}"_en("multiplier = 2"));
  read_threshold(section, known.currency, campaign);
  section.read("limit", read_limit, campaign.limit);
}

} // namespace

std::vector<Campaign> read_campaigns(const Field& field, const Known& known) {
  return read_items<Campaign>(field, "kind|campaigns"_en, "member-day",
                              [&](Section& section, Campaign& campaign) { read_campaign(section, known, campaign); });
}

} // namespace loyalty::program
