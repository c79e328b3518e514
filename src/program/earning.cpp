// SPDX-License-Identifier: MIT
#include <utility>

#include "program/sections.hpp"

namespace loyalty::program {
namespace {

constexpr std::string_view earn_example = "{ points = 1, per = \"10.00\" }";
constexpr std::string_view by_piece = "piece";

std::optional<EarnRounding> read_rounding(const Field& field) {
  return read_word<EarnRounding>(field, {{"full", EarnRounding::full},
                                         {"floor", EarnRounding::floor},
                                         {"nearest", EarnRounding::nearest},
                                         {"carry", EarnRounding::carry}});
}

/// An amount, or the word for pieces.
void read_per(Section& section, Currency currency, EarnRule& rule) {
  const auto per = section.need("per", "per = \"10.00\"");
  const auto rounding = section.find("rounding");
  if (!per || per->value.kind != TomlValue::Kind::text || per->value.text != by_piece) {
    if (per) rule.per = read_positive_money(*per, currency).value_or(Money{});
    if (rounding) rule.rounding = read_rounding(*rounding).value_or(rule.rounding);
    return;
  }
  rule.rounding = EarnRounding::pieces;
  if (rounding)
    rounding->error("{key} does not go with {other}"_en(rounding->path, "per = \"piece\""),
                    "pieces leave nothing to round"_en, "delete {key}"_en("rounding"));
}

void read_money_rate(Section& section, Currency currency, EarnRule& rule) {
  section.need("per", "per = \"1.00\"", positive_money(currency), rule.per);
  section.read("rounding", read_rounding, rule.rounding);
}

using ReadRate = void (*)(Section&, Currency, EarnRule&);

/// `base`: read too where it is given.
std::optional<EarnRule> read_earn_table(const Field& field, Currency currency, ReadRate read_rate, EarnBase* base) {
  if (!read_table(field, earn_example)) return std::nullopt;
  Section section(field);
  EarnRule rule;
  section.need("points", "points = 1", whole(1, most_rate), rule.points);
  read_rate(section, currency, rule);
  if (base != nullptr) {
    if (const auto lines = section.find("lines"))
      if (auto read = read_line_scope(*lines, currency)) base->lines = std::move(*read);
    section.read("shipping", read_truth, base->shipping);
  }
  section.finish();
  if (rule.points == 0 || !rule.is_rate()) return std::nullopt;
  return rule;
}

} // namespace

std::optional<EarnRule> read_earn(const Field& field, Currency currency) {
  return read_earn_table(field, currency, read_per, nullptr);
}

std::optional<EarnRule> read_points_earn(const Field& field, Currency currency, EarnBase& base) {
  return read_earn_table(field, currency, read_per, &base);
}

std::optional<EarnRule> read_growth_earn(const Field& field, Currency currency, EarnBase& base) {
  return read_earn_table(field, currency, read_money_rate, &base);
}

} // namespace loyalty::program
