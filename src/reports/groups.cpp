// SPDX-License-Identifier: MIT
#include "reports/groups.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>
#include <unordered_set>
#include <utility>

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

/// The batches of the last night: all that settled the last day.
std::unordered_set<std::int64_t> last_night(store::Ledger& ledger, Day as_of) {
  std::unordered_set<std::int64_t> night;
  Day last = {};
  for (const auto& batch : store::batches(ledger)) {
    if (batch.start.command != "run-nightly" || batch.undone_by || batch.start.as_of > as_of) continue;
    if (night.empty() || batch.start.as_of > last) night.clear();
    if (night.empty()) last = batch.start.as_of;
    if (batch.start.as_of == last) night.insert(batch.id);
  }
  return night;
}

} // namespace

GroupChanges report_groups(store::Ledger& ledger, const std::optional<GroupDays>& days, Day as_of) {
  const store::Snapshot snapshot(ledger);
  GroupChanges report{.rows = {}, .names = shop::MemberNames(ledger)};
  const auto night = days ? std::unordered_set<std::int64_t>() : last_night(ledger, as_of);
  const auto told = [&](const store::StoredAct& stored) {
    return days ? stored.act.day >= days->from : night.contains(stored.batch);
  };
  const auto silent = shop::opted_out(ledger, as_of);
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
  for (const auto& [who, place] : places_of(roster_acts(ledger, as_of), [](const store::StoredAct&) { return true; }))
    if (place.now) rosters.rows.push_back({who.first, who.second, place.changed});
  return rosters;
}

} // namespace loyalty::reports
