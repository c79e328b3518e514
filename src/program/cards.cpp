// SPDX-License-Identifier: MIT
#include "program/sections.hpp"

namespace loyalty::program {
namespace {

// What gift cards may hold by Chinese law, in yuan. Other currencies have no bound but the program's own.
constexpr Money lawful_without_name{100'000};
constexpr Money lawful_with_name{500'000};

void read_card_limit(Section& section, std::string_view key, Currency currency, Money lawful, const Message& law,
                     Money& to) {
  if (currency == cny) to = lawful;
  const auto field = section.find(key);
  if (!field) return;
  to = read_positive_money(*field, currency).value_or(to);
  if (currency == cny && to > lawful)
    field->error(field->refusal(), law,
                 "write {example} or less"_en(std::string(key) + " = " + in_quotes(to_string(lawful, currency))));
}

/// Whatever day it begins on: three years are 1,096 days where a leap day is among them.
bool is_lawful_length(Period length) { return length.months >= 36 || length.days >= 1'096; }

} // namespace

CardRules read_cards(const Field& field, Currency currency) {
  CardRules rules;
  if (!read_table(field, "{ limit = \"1000.00\" }")) return rules;
  rules.open = true;
  Section section(field);
  read_card_limit(section, "limit", currency, lawful_without_name,
                  "a gift card without a name holds at most ¥1,000 by law"_en, rules.limit);
  read_card_limit(section, "named_limit", currency, lawful_with_name, "a named card holds at most ¥5,000 by law"_en,
                  rules.named_limit);
  if (const auto valid = section.find("valid")) {
    rules.valid = read_period(*valid).value_or(rules.valid);
    if (currency == cny && !is_lawful_length(rules.valid))
      valid->error(valid->refusal(), "a gift card without a name lasts at least 3 years by law"_en,
                   "write {example} or more"_en("valid = \"3 years\""));
  }
  section.finish();
  return rules;
}

} // namespace loyalty::program
