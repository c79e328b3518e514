// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "loyalty/random_history.hpp"

namespace loyalty {

inline Condition compare(Metric metric, Comparison comparison, std::int64_t value, Window window = {}) {
  Condition condition{.kind = Condition::Kind::compare};
  condition.metric = metric;
  condition.comparison = comparison;
  condition.value = value;
  condition.window = window;
  return condition;
}

inline Condition word(Metric metric, std::vector<std::string> words, std::string subject = {}) {
  Condition condition = compare(metric, Comparison::at_least, 1);
  condition.words = std::move(words);
  condition.subject = std::move(subject);
  return condition;
}

inline Comparison random_comparison(Chance& chance) {
  return chance.of(
      {Comparison::at_least, Comparison::at_most, Comparison::more_than, Comparison::less_than, Comparison::equal});
}

/// Any metric; those that look at tiers only where there is no ladder to decide.
inline Condition random_comparison_of(Chance& chance, bool of_tier) {
  const auto how = random_comparison(chance);
  const auto window = random_window(chance);
  switch (chance.between(1, of_tier ? 16 : 17)) {
    case 1: return compare(Metric::spend, how, chance.between(1, 6) * 10'000, window);
    case 2: return compare(Metric::orders, how, chance.between(1, 4), window);
    case 3: return compare(Metric::growth, how, chance.between(1, 60), window);
    case 4: return compare(Metric::points_earned, how, chance.between(1, 90), window);
    case 5: {
      auto activities = compare(Metric::activities, how, chance.between(1, 4), window);
      activities.subject = chance.of({"check-in", "review"});
      return activities;
    }
    case 6: return compare(Metric::referrals, how, chance.between(1, 2), window);
    case 7: return compare(Metric::average_order, how, chance.between(1, 4) * 10'000, window);
    case 8: return compare(Metric::balance, how, chance.between(0, 90));
    case 9: return compare(Metric::days_since_order, how, chance.between(0, 90));
    case 10: return compare(Metric::days_since_joining, how, chance.between(0, 200));
    case 11: return compare(Metric::birthday_within, how, chance.between(0, 40));
    case 12:
      if (how == Comparison::more_than) return word(Metric::holdout, {});
      if (how == Comparison::less_than) return word(Metric::holdout, {"lot"});
      if (how == Comparison::at_most) return word(Metric::channel, {"live"});
      if (how == Comparison::equal) return word(Metric::host, {"lao-k"});
      return word(Metric::tag, {"KOC", "staff"});
    case 13: return chance.one_in(2) ? word(Metric::membership, {}) : word(Metric::membership, {"plus"});
    case 14: {
      auto field = compare(Metric::field, how, chance.between(1, 5));
      field.subject = "level";
      return field;
    }
    case 15: {
      if (chance.one_in(2)) return word(Metric::field_word, {"Beijing"}, "city");
      auto field = compare(Metric::field, how, random_day(chance).number);
      field.subject = "since";
      return field;
    }
    case 16: return word(Metric::platform, {"kuaishou"});
    default: return word(Metric::tier, {"gold", "black"});
  }
}

inline Condition random_who(Chance& chance, bool of_tier = false) {
  if (!chance.one_in(4)) return random_comparison_of(chance, of_tier);
  Condition group{.kind = chance.of({Condition::Kind::all, Condition::Kind::any, Condition::Kind::none})};
  group.parts = {random_comparison_of(chance, of_tier), random_who(chance, of_tier)};
  return group;
}

} // namespace loyalty
