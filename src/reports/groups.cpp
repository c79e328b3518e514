// SPDX-License-Identifier: MIT
#include "reports/groups.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>
#include <utility>

#include "loyalty/error.hpp"
#include "reports/common.hpp"
#include "reports/last_night.hpp"
#include "shop/closed.hpp"
#include "shop/opted_out.hpp"
#include "store/acts.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

/// What nights recorded about rosters through a day, in the order of the days.
std::vector<store::StoredAct> roster_acts(store::Ledger& ledger, Day as_of) {
  std::vector<store::StoredAct> acts;
  for (const auto kind : {ActKind::enter_group, ActKind::leave_group})
    store::read_acts(ledger, kind, [&](const store::StoredAct& stored) {
      if (stored.act.day <= as_of) acts.push_back(stored);
    });
  std::sort(acts.begin(), acts.end(), [](const store::StoredAct& left, const store::StoredAct& right) {
    return std::tuple(left.act.day, left.act.id) < std::tuple(right.act.day, right.act.id);
  });
  return acts;
}

/// Whether and since when a member is on a roster.
struct Place {
  bool before = false; ///< before the changes to be told
  bool now = false;
  Day changed = {};
};
using Places = std::map<std::pair<std::string, MemberId>, Place>;

Places places_of(const std::vector<store::StoredAct>& acts, const std::function<bool(const store::StoredAct&)>& told) {
  Places places;
  for (const auto& stored : acts) {
    const bool enters = stored.act.kind == ActKind::enter_group;
    auto& place = places[{stored.act.subject, stored.member}];
    if (!told(stored)) place.before = enters;
    if (place.now != enters) place.changed = stored.act.day;
    place.now = enters;
  }
  return places;
}

} // namespace

GroupChanges report_groups(store::Ledger& ledger, const std::optional<GroupDays>& days, Day as_of) {
  const store::Snapshot snapshot(ledger);
  GroupChanges report{.rows = {}, .names = shop::MemberNames(ledger)};
  const auto night = days ? std::vector<BatchId>() : last_night(ledger, as_of);
  const auto told = [&](const store::StoredAct& stored) {
    return days ? stored.act.day >= days->from : std::ranges::binary_search(night, stored.batch);
  };
  const auto silent = shop::not_written_to(ledger, as_of);
  for (const auto& [who, place] : places_of(roster_acts(ledger, days ? days->to : as_of), told)) {
    const bool unwanted = place.now && silent.contains(who.second);
    if (place.before != place.now && !unwanted)
      report.rows.push_back({who.first, place.now, who.second, place.changed});
  }
  std::stable_sort(report.rows.begin(), report.rows.end(), [](const GroupChange& left, const GroupChange& right) {
    return std::tuple(left.group, !left.invite) < std::tuple(right.group, !right.invite);
  });
  return report;
}

Rosters report_rosters(store::Ledger& ledger, Day as_of) {
  const store::Snapshot snapshot(ledger);
  Rosters rosters{.rows = {}, .names = shop::MemberNames(ledger)};
  const auto closed = shop::closed_members(ledger, as_of);
  for (const auto& [who, place] : places_of(roster_acts(ledger, as_of), [](const store::StoredAct&) { return true; }))
    if (place.now && !closed.contains(who.second)) rosters.rows.push_back({who.first, who.second, place.changed});
  return rosters;
}

namespace {

std::optional<GroupDays> group_days(Question& question) {
  if (!question.given(from_day.name) && !question.given(to_day.name)) return std::nullopt;
  const auto [from, to] = days_asked(question);
  return GroupDays{from, to};
}

/// Of a list of people to write to only the invitations are part.
GroupChanges changes_asked(Question& question) {
  auto& ledger = question.ledger();
  auto changes = report_groups(ledger, group_days(question), question.as_of());
  if (question.given(contact.name)) std::erase_if(changes.rows, [](const GroupChange& row) { return !row.invite; });
  changes.texts = WorkTexts(question);
  return changes;
}

template <class Data>
Column<Data> group_name() {
  return {"group_name", Kind::text, [](const Data& all, const auto& row) { return all.texts.group_name(row.group); },
          named_beside};
}

Table changes_table() {
  return table<GroupChanges>(
      "no members to invite or remove"_en,
      {{"group", Kind::group, &GroupChange::group},
       {"change", Kind::word, [](const GroupChange& row) { return row.invite ? "invite" : "remove"; }},
       member_key<GroupChanges>(),
       member_name<GroupChanges>(),
       {"day", Kind::day, &GroupChange::day},
       tier_name_of_member<GroupChanges>(),
       group_name<GroupChanges>(),
       message_to_member<GroupChanges>([](const GroupChange& row) {
         return std::pair(row.invite ? "invite" : "remove", WorkFacts{.group = row.group});
       })},
      changes_asked);
}

Table rosters_table() {
  auto rosters = table<Rosters>("no members in groups"_en,
                                {{"group", Kind::group, &RosterRow::group},
                                 member_key<Rosters>(),
                                 member_name<Rosters>(),
                                 {"since", Kind::day, &RosterRow::since},
                                 tier_name_of_member<Rosters>(),
                                 group_name<Rosters>()},
                                [](Question& question) {
                                  auto answer = report_rosters(question.ledger(), question.as_of());
                                  answer.texts = WorkTexts(question);
                                  return answer;
                                });
  rosters.when = "--roster";
  rosters.refuse = [](const Question& question) {
    if (question.given(contact.name) || question.given(from_day.name) || question.given(to_day.name))
      throw Error(Failure::usage, "--roster shows complete rosters of one day"_en, {},
                  "use --as-of DAY, without --contact"_en);
  };
  return rosters;
}

} // namespace

Report groups() {
  return {.name = "groups",
          .summary = "members to invite to each group or remove, or the members of it"_en,
          .examples = {""},
          .options = {from_day, to_day, {"--roster", "complete rosters instead of changes"_en}, contact},
          .settled = true,
          .to_write_to = true,
          .tells_owed = true,
          .tables = {changes_table(), rosters_table()}};
}

} // namespace loyalty::reports
