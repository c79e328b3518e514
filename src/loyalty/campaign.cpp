// SPDX-License-Identifier: MIT
#include "loyalty/campaign.hpp"

#include <algorithm>

namespace loyalty {
namespace {

bool lets_in(const std::vector<unsigned>& wanted, unsigned value) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

bool has_birthday(Scope::Birthday wanted, Day day, const std::optional<Day>& birthday) {
  if (wanted == Scope::Birthday::any) return true;
  if (!birthday) return false;
  if (wanted == Scope::Birthday::month) return civil(day).month == civil(*birthday).month;
  return birthday_in_year_of(day, *birthday) == day;
}

bool is_order(const Scope& scope, std::int64_t order) {
  if (scope.order && order != *scope.order) return false;
  return !scope.every || (order > 0 && *scope.every > 0 && order % *scope.every == 0);
}

bool is_one_of(std::string_view sold_by, const std::vector<std::string>& wanted) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), sold_by) != wanted.end();
}

bool meets(const Condition& who, const Meets* answers) {
  return is_everybody(who) || (answers != nullptr && (*answers)(who));
}

void take_off(const LinesOff& effect, LineScope& lines) { lines.min_spend -= share_of(lines.min_spend, effect.share); }
void take_off(const ThresholdOff& effect, LineScope& lines) {
  lines.min_spend = std::max(Money{}, std::max(lines.min_spend, effect.min_spend) - effect.off);
}
void take_off(const LadderOff& effect, LineScope& lines) {
  if (effect.steps.empty()) return;
  const auto& first = effect.steps.front();
  const Money least = std::max(lines.min_spend, first.spend);
  lines.min_spend = least - taken_off(first.off, least);
  lines.pieces = std::max(lines.pieces, first.pieces);
}
void take_off(const PiecesOff& effect, LineScope& lines) {
  lines.min_spend = {};
  lines.pieces = std::max(lines.pieces, effect.buy + (effect.get_from ? 0 : effect.get));
}
void take_off(const LinePrice&, LineScope& lines) { lines.min_spend = {}; }
template <class Effect>
void take_off(const Effect&, LineScope&) {}

} // namespace

bool in_scope(const Scope& scope, const ScopeFacts& facts) {
  if (scope.from && facts.day < *scope.from) return false;
  if (scope.until && facts.day > *scope.until) return false;
  return lets_in(scope.weekdays, weekday(facts.day)) && lets_in(scope.month_days, civil(facts.day).day) &&
         has_birthday(scope.birthday, facts.day, facts.birthday) && is_order(scope, facts.order) &&
         is_one_of(facts.host, scope.hosts) && is_one_of(facts.channel, scope.channels) &&
         meets(scope.who, facts.meets);
}

LineScope lines_after(const Campaign& campaign) {
  auto lines = campaign.scope.lines;
  std::visit([&](const auto& effect) { take_off(effect, lines); }, campaign.effect);
  return lines;
}

Day birthday_in_year_of(Day day, Day birthday) {
  const auto years = civil(day).year - civil(birthday).year;
  return birthday + Period{0, years * 12};
}

} // namespace loyalty
