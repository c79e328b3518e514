// SPDX-License-Identifier: MIT
#include "reports/watch_awards.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "reports/points.hpp"
#include "store/acts.hpp"
#include "store/ledger/batch.hpp"

namespace loyalty::reports {
namespace {

constexpr std::int32_t days_together = 30;
constexpr std::ptrdiff_t often = 3;
constexpr Points tenth = 10;

/// Points that one person gave to one member.
struct HandAward {
  std::string operator_name;
  MemberId member = {};
  Day day = {};
  Points points = 0;
};

std::vector<HandAward> awards_by_hand(store::Ledger& ledger, Day as_of) {
  std::unordered_map<BatchId, std::string> operators;
  for (const auto& batch : store::batches(ledger)) operators[batch.id] = batch.start.operator_name;
  std::vector<HandAward> awards;
  for (const auto kind : {ActKind::award, ActKind::adjust})
    store::read_acts(ledger, kind, [&](const store::StoredAct& stored) {
      if (stored.act.day <= as_of && stored.act.points > 0)
        awards.push_back({operators[stored.batch], stored.member, stored.act.day, stored.act.points});
    });
  std::ranges::stable_sort(awards, {}, &HandAward::day);
  return awards;
}

/// The days within 30 of one another on which most was given; nullopt where it was not often.
std::optional<WatchRow> often_within_30_days(const std::vector<HandAward>& given) {
  std::optional<WatchRow> found;
  auto first = given.begin();
  for (auto last = given.begin(); last != given.end(); ++last) {
    while (last->day - first->day >= days_together) ++first;
    const auto count = last - first + 1;
    if (count < often || (found && count < found->count)) continue;
    found = WatchRow{.kind = WatchKind::hand_awards, .count = count, .from = first->day, .to = last->day};
  }
  return found;
}

std::map<Day, Points> points_by_month(store::Ledger& ledger, Day as_of) {
  std::map<Day, Points> months;
  for (const auto& month : report_points(ledger, as_of))
    months[month.first] = month.moved.earned + month.moved.adjusted;
  return months;
}

std::vector<WatchRow> to_one_member(const std::vector<HandAward>& awards, const shop::MemberNames& names) {
  std::map<std::pair<std::string, MemberId>, std::vector<HandAward>> by_pair;
  for (const auto& award : awards) by_pair[{award.operator_name, award.member}].push_back(award);
  std::vector<WatchRow> rows;
  for (const auto& [pair, given] : by_pair)
    if (auto row = often_within_30_days(given)) {
      row->who = pair.first;
      row->what = names.key(pair.second);
      rows.push_back(std::move(*row));
    }
  return rows;
}

std::vector<WatchRow> much_of_a_month(const std::vector<HandAward>& awards, const std::map<Day, Points>& months) {
  std::map<std::pair<std::string, Day>, Points> given;
  for (const auto& award : awards)
    add(given[{award.operator_name, start_of(Calendar::month, award.day)}], award.points);
  std::vector<WatchRow> rows;
  for (const auto& [place, points] : given) {
    const auto all = months.find(place.second);
    if (all == months.end() || points * tenth <= all->second) continue;
    rows.push_back({.kind = WatchKind::hand_awards,
                    .who = place.first,
                    .count = points,
                    .from = place.second,
                    .to = end_of(Calendar::month, place.second)});
  }
  return rows;
}

} // namespace

std::vector<WatchRow> hand_awards(store::Ledger& ledger, const shop::MemberNames& names, Day as_of) {
  const auto awards = awards_by_hand(ledger, as_of);
  if (awards.empty()) return {};
  auto rows = to_one_member(awards, names);
  for (auto& row : much_of_a_month(awards, points_by_month(ledger, as_of))) rows.push_back(std::move(row));
  return rows;
}

} // namespace loyalty::reports
