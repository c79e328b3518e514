// SPDX-License-Identifier: MIT
#include "app/night/walked_group.hpp"

#include <algorithm>

#include "loyalty/figures.hpp"

namespace loyalty::app {
namespace {

template <class Line>
std::span<const Line> lines_until(const std::vector<Line>& lines, Day day) {
  auto count = lines.size();
  while (count > 0 && lines[count - 1].day > day) --count;
  return {lines.data(), count};
}

template <class Line>
void keep_until(const std::vector<Line>& lines, Day day, std::vector<Line>& kept) {
  const auto found = lines_until(lines, day);
  kept.assign(found.begin(), found.end());
}

/// A refund moves the last day of a lot too, and names its order.
bool redated_by_program(const Entry& entry) {
  return entry.kind == EntryKind::redate && !order_of(entry.cause) && entry.reverses == 0;
}

void count_redated(const std::vector<NumberedEntry>& stored, const std::vector<NumberedEntry>& added,
                   Redated& redated) {
  if (std::none_of(added.begin(), added.end(), [](const auto& line) { return redated_by_program(line.entry); })) return;
  auto account = stored;
  account.insert(account.end(), added.begin(), added.end());
  for (const auto& [number, entry] : added) {
    if (!redated_by_program(entry)) continue;
    const auto lots = open_lots(account, entry.day);
    const auto lot =
        std::find_if(lots.begin(), lots.end(), [&](const OpenLot& each) { return each.number == entry.lot; });
    redated.add(lot == lots.end() ? 0 : lot->remaining, entry.last_day);
  }
}

} // namespace

void GroupWalker::walk(WalkedGroup& group) {
  group.additions.assign(group.settlements.size(), {});
  group.new_terms.clear();
  group.lines.begin(batch_.id());
  group.added = {};
  for (std::size_t index = 0; index < group.settlements.size(); ++index) {
    group.additions[index].settlement = group.settlements[index];
    conclude(group.members[index], group, group.additions[index]);
  }
  group.lines.hash(batch_);
}

void GroupWalker::conclude(const shop::KnownMember& known, WalkedGroup& group, Addition& addition) {
  const auto& [history, stored] = known;
  auto& settlement = addition.settlement;
  const auto& halves = extent_.halves;
  const bool issues = extent_.follow == Extent::Follow::all;
  const auto until_day = [&](bool half, Day through) { return half ? std::max(extent_.through, through) : through; };
  const Day points_through = until_day(halves.points, settlement.points_through);
  const Day tiers_through = until_day(halves.tiers, settlement.tiers_through);
  const Day issues_through = until_day(issues, settlement.issues_through);
  const Day through = std::max({points_through, tiers_through, issues_through});
  const auto& walked = engine_.walk(history, through);
  // A half that stays behind the others is due again the next day.
  const auto due = [&](Day half_through, Day walked_due) {
    return half_through < through ? half_through + 1 : walked_due;
  };
  if (halves.points) {
    add_entries(known, difference(stored.entries, lines_until(walked.entries, points_through)), group);
    settlement.points_through = points_through;
    settlement.points_due_on = due(points_through, walked.points_due_on);
  }
  if (halves.tiers) {
    addition.tier_changes = difference(stored.tier_changes, lines_until(walked.tier_changes, tiers_through));
    add_tier_changes(known, addition.tier_changes, group);
    settlement.tiers_through = tiers_through;
    settlement.tiers_due_on = due(tiers_through, walked.tiers_due_on);
  }
  if (extent_.follow != Extent::Follow::nothing) {
    addition.issues_through = issues_through;
    keep_until(walked.occasions, issues_through, addition.occasions);
    keep_until(walked.roster_changes, issues_through, addition.roster_changes);
    keep_until(walked.cash, issues_through, addition.cash);
  }
  if (issues) {
    settlement.issues_through = issues_through;
    settlement.issues_due_on = due(issues_through, walked.issues_due_on);
    for (const auto& assignment : history.holdouts)
      if (assignment.act == ActId{} && assignment.on <= extent_.through) addition.drawn.push_back(assignment);
  }
}

void GroupWalker::add_entries(const shop::KnownMember& known, const std::vector<NumberedEntry>& entries,
                              WalkedGroup& group) {
  count_redated(known.stored.entries, entries, group.added.redated);
  for (const auto& line : entries) {
    group.lines.add(known.history.member, line, number_of(line.entry.terms, group));
    group.added.count(line.entry);
  }
}

void GroupWalker::add_tier_changes(const shop::KnownMember& known, const std::vector<TierChange>& changes,
                                   WalkedGroup& group) {
  auto number = std::ssize(known.stored.tier_changes);
  for (const auto& change : changes) {
    group.lines.add(known.history.member, ++number, change);
    group.added.count(change);
  }
}

std::optional<std::int64_t> GroupWalker::number_of(std::int32_t terms, WalkedGroup& group) {
  if (terms < 0) return std::nullopt;
  const auto index = static_cast<std::size_t>(terms);
  if (numbers_.size() <= index) numbers_.resize(index + 1, 0);
  if (numbers_[index] == 0) {
    const auto& named = engine_.terms()[index];
    const auto known = std::ssize(book_.terms());
    numbers_[index] = book_.number_of(named);
    if (numbers_[index] > known) group.new_terms.push_back(named);
  }
  return numbers_[index];
}

} // namespace loyalty::app
