// SPDX-License-Identifier: MIT
#include "loyalty/engine.hpp"

namespace loyalty {

Day last_usable_day(const ExpiryRule& rule, Day day) {
  switch (rule.kind) {
    case ExpiryRule::Kind::after: {
      const Day last = day + rule.after - 1;
      return rule.round_up ? end_of(*rule.round_up, last) : last;
    }
    case ExpiryRule::Kind::fixed_day: {
      const int year = civil(day).year;
      const Day this_year = Day::from_civil(year, rule.month, rule.day);
      return this_year >= day ? this_year : Day::from_civil(year + 1, rule.month, rule.day);
    }
    case ExpiryRule::Kind::none:
    case ExpiryRule::Kind::inactivity: return never;
  }
  return never;
}

Day last_usable_day(const ExpiryRule& rule, Day day, Day available_on) {
  const Day last = last_usable_day(rule, day);
  return last < available_on ? last_usable_day(rule, available_on) : last;
}

} // namespace loyalty
