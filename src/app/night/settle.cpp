// SPDX-License-Identifier: MIT
#include "app/night/settle.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/night/cash_backs.hpp"
#include "loyalty/difference.hpp"
#include "loyalty/figures.hpp"
#include "messages/counts.hpp"
#include "shop/group_reader.hpp"
#include "store/acts.hpp"
#include "store/holdouts.hpp"

namespace loyalty::app {
namespace {

/// What the engine adds to one member's conclusions.
struct Addition {
  store::Settlement settlement;
  std::vector<NumberedEntry> entries;
  std::vector<TierChange> tier_changes;
  std::int64_t next_change = 1;
  std::vector<Assignment> drawn = {}; ///< that no act says yet
};

class Settler {
 public:
  /// What follows from both halves: nothing, only what no longer follows, or all of it.
  enum class Follow { nothing, call_off, all };

  Settler(shop::Work& work, const Timeline& timeline, Day through, Halves halves, Follow follow,
          const TierObserver& on_tier)
      : work_(work),
        engine_(timeline),
        book_(work.ledger()),
        groups_(work.ledger(), engine_, book_),
        follow_up_(work, engine_.timeline(), follow == Follow::call_off),
        cash_(work, follow == Follow::call_off),
        through_(through),
        halves_(halves),
        issues_(follow == Follow::all),
        follows_(follow != Follow::nothing),
        on_tier_(on_tier) {
    work.ledger().build_member_index();
  }

  void settle(std::span<const store::Settlement> group) {
    if (group.empty()) return;
    additions_.assign(group.size(), {});
    for (std::size_t index = 0; index < group.size(); ++index) additions_[index].settlement = group[index];
    groups_.read(group, [this](std::size_t index, const History& history, const store::Account& stored) {
      conclude(history, stored, additions_[index]);
    });
    if (follows_) follow_up_.look(group);
    if (follows_) cash_.look(group);
    write();
  }

  Settled finish() {
    result_.followed = follow_up_.finish();
    cash_.finish(result_.followed);
    return std::move(result_);
  }

 private:
  void conclude(const History& history, const store::Account& stored, Addition& addition) {
    auto& settlement = addition.settlement;
    const auto until_day = [&](bool half, Day through) { return half ? std::max(through_, through) : through; };
    const Day points_through = until_day(halves_.points, settlement.points_through);
    const Day tiers_through = until_day(halves_.tiers, settlement.tiers_through);
    const Day issues_through = until_day(issues_, settlement.issues_through);
    const Day through = std::max({points_through, tiers_through, issues_through});
    const auto& walked = engine_.walk(history, through);
    // A half that stays behind the others is due again the next day.
    const auto due = [&](Day half_through, Day walked_due) {
      return half_through < through ? half_through + 1 : walked_due;
    };
    if (halves_.points) {
      addition.entries = difference(stored.entries, until(walked.entries, points_through));
      count_redated(stored.entries, addition.entries);
      settlement.points_through = points_through;
      settlement.points_due_on = due(points_through, walked.points_due_on);
    }
    if (halves_.tiers) {
      addition.tier_changes = difference(stored.tier_changes, until(walked.tier_changes, tiers_through));
      addition.next_change = static_cast<std::int64_t>(stored.tier_changes.size()) + 1;
      settlement.tiers_through = tiers_through;
      settlement.tiers_due_on = due(tiers_through, walked.tiers_due_on);
    }
    if (follows_) {
      follow_up_.note(history, until(walked.occasions, issues_through), until(walked.roster_changes, issues_through),
                      issues_through);
      cash_.note(history.member, until(walked.cash, issues_through), issues_through);
    }
    if (issues_) {
      settlement.issues_through = issues_through;
      settlement.issues_due_on = due(issues_through, walked.issues_due_on);
      for (const auto& assignment : history.holdouts)
        if (assignment.act == ActId{} && assignment.on <= through_) addition.drawn.push_back(assignment);
    }
  }

  template <class Line>
  static std::span<const Line> until(const std::vector<Line>& lines, Day day) {
    auto count = lines.size();
    while (count > 0 && lines[count - 1].day > day) --count;
    return {lines.data(), count};
  }

  void write() {
    auto& batch = work_.batch();
    for (const auto& addition : additions_)
      for (const auto& line : addition.entries) number_of(line.entry.terms);
    for (const auto& addition : additions_)
      for (const auto& line : addition.entries) {
        store::write_entry(batch, addition.settlement.member, line, number_of(line.entry.terms));
        count(line.entry);
      }
    for (auto& addition : additions_)
      for (const auto& change : addition.tier_changes) {
        store::write_tier_change(batch, addition.settlement.member, addition.next_change++, change);
        count(change);
        if (on_tier_) on_tier_(addition.settlement.member, change);
      }
    batch.flush();
    note_drawn();
    std::vector<store::Settlement> settlements;
    settlements.reserve(additions_.size());
    for (const auto& addition : additions_) settlements.push_back(addition.settlement);
    store::save_settlements(work_.ledger(), settlements);
    result_.members += static_cast<std::int64_t>(additions_.size());
  }

  /// What the lot says of newcomers is kept, so that it stays true whatever becomes of their keys.
  void note_drawn() {
    std::optional<store::ActWriter> acts;
    for (const auto& addition : additions_)
      for (const auto& assignment : addition.drawn) {
        if (!acts) acts.emplace(work_.ledger(), work_.batch());
        acts->write({.member = addition.settlement.member, .act = store::note_of(assignment)});
        ++result_.drawn;
      }
    if (acts) work_.batch().flush();
  }

  std::optional<std::int64_t> number_of(std::int32_t terms) {
    if (terms < 0) return std::nullopt;
    const auto index = static_cast<std::size_t>(terms);
    if (numbers_.size() <= index) numbers_.resize(index + 1, 0);
    if (numbers_[index] == 0) numbers_[index] = book_.number_of(engine_.terms()[index], work_.batch());
    return numbers_[index];
  }

  /// A refund moves the last day of a lot too, and names its order.
  static bool redated_by_program(const Entry& entry) {
    return entry.kind == EntryKind::redate && !order_of(entry.cause) && entry.reverses == 0;
  }

  void count_redated(const std::vector<NumberedEntry>& stored, const std::vector<NumberedEntry>& added) {
    if (std::none_of(added.begin(), added.end(), [](const auto& line) { return redated_by_program(line.entry); }))
      return;
    auto account = stored;
    account.insert(account.end(), added.begin(), added.end());
    for (const auto& [number, entry] : added) {
      if (!redated_by_program(entry)) continue;
      const auto lots = open_lots(account, entry.day);
      const auto lot =
          std::find_if(lots.begin(), lots.end(), [&](const OpenLot& each) { return each.number == entry.lot; });
      result_.redated.add(lot == lots.end() ? 0 : lot->remaining, entry.last_day);
    }
  }

  void count(const Entry& entry) {
    ++result_.entries;
    if (entry.reverses != 0) ++result_.corrected;
    if (entry.kind == EntryKind::earn) add(result_.earned, entry.points);
    if (entry.kind == EntryKind::expire) add(result_.expired, entry.points);
    if (entry.kind == EntryKind::claw_back || entry.kind == EntryKind::repay) add(result_.clawed_back, entry.points);
  }

  void count(const TierChange& change) {
    if (change.reversal) {
      ++result_.corrected;
      return;
    }
    if (change.reason == TierReason::promoted || change.reason == TierReason::granted) ++result_.promoted;
    if (change.reason == TierReason::renewed) ++result_.renewed;
    if (change.reason == TierReason::demoted || change.reason == TierReason::ended ||
        change.reason == TierReason::program)
      ++result_.demoted;
  }

  shop::Work& work_;
  Engine engine_;
  store::KeptTerms book_;
  shop::GroupReader groups_;
  FollowUp follow_up_;
  CashBacks cash_;
  Day through_;
  Halves halves_;
  bool issues_;
  bool follows_;
  const TierObserver& on_tier_;
  std::vector<std::int64_t> numbers_;
  std::vector<Addition> additions_;
  Settled result_;
};

/// Vouchers and rosters follow from both halves.
Settler::Follow follow_of(Halves halves) { return halves.both() ? Settler::Follow::all : Settler::Follow::nothing; }

void settle_groups(Settler& settler, std::span<const store::Settlement> settlements, const Progress& progress) {
  constexpr auto size = static_cast<std::size_t>(shop::group_size);
  for (std::size_t begin = 0; begin < settlements.size(); begin += size) {
    const auto end = std::min(begin + size, settlements.size());
    settler.settle(settlements.subspan(begin, end - begin));
    if (progress) progress(static_cast<std::int64_t>(end), static_cast<std::int64_t>(settlements.size()));
  }
}

std::vector<store::Settlement> settlements_of(store::Ledger& ledger, const auto& members) {
  std::vector<store::Settlement> settlements;
  for (const auto member : members) settlements.push_back(store::settlement(ledger, member));
  return settlements;
}

/// The members of the same batch who are walked once more.
void add_again(Settled& sum, const Settled& again) {
  sum.entries += again.entries;
  loyalty::add(sum.earned, again.earned);
  loyalty::add(sum.expired, again.expired);
  loyalty::add(sum.clawed_back, again.clawed_back);
  sum.promoted += again.promoted;
  sum.renewed += again.renewed;
  sum.demoted += again.demoted;
  sum.corrected += again.corrected;
  sum.drawn += again.drawn;
  sum.followed += again.followed;
  sum.redated += again.redated;
}

/// Through which days, and what of them.
struct Extent {
  Day through;
  Halves halves = {};
  Settler::Follow follow = Settler::Follow::all;
};

/// What is found out of the use of vouchers can move points, and those have a day that was walked already.
Settled settle_all(shop::Work& work, const Timeline& timeline, std::span<const store::Settlement> settlements,
                   const Extent& extent, const Progress& progress, const TierObserver& on_tier) {
  Settler settler(work, timeline, extent.through, extent.halves, extent.follow, on_tier);
  settle_groups(settler, settlements, progress);
  auto settled = settler.finish();
  while (!settled.followed.points_moved.empty()) {
    const auto moved = settlements_of(work.ledger(), settled.followed.points_moved);
    Settler again(work, timeline, extent.through, extent.halves, extent.follow, on_tier);
    settle_groups(again, moved, {});
    add_again(settled, again.finish());
  }
  return settled;
}

} // namespace

Settled settle_due(shop::Work& work, const Timeline& timeline, Day through, Halves halves, const Progress& progress,
                   const TierObserver& on_tier) {
  const auto due = store::due(work.ledger(), through, halves);
  if (due.empty()) return {};
  auto settled = settle_all(work, timeline, due, {through, halves, follow_of(halves)}, progress, on_tier);
  settled.new_rules = std::any_of(due.begin(), due.end(), [](const store::Settlement& settlement) {
    return std::min(settlement.points_due_on, settlement.tiers_due_on) == store::rules_changed;
  });
  return settled;
}

Settled settle_members(shop::Work& work, const Timeline& timeline, std::span<const MemberId> members, Day through,
                       Halves halves, const TierObserver& on_tier) {
  const auto settlements = settlements_of(work.ledger(), members);
  return settle_all(work, timeline, settlements, {through, halves, follow_of(halves)}, {}, on_tier);
}

Settled settle_again(shop::Work& work, const Timeline& timeline, std::span<const store::Settlement> settlements,
                     const Progress& progress) {
  const TierObserver nobody;
  // What was undone brings no new vouchers before the next night.
  return settle_all(work, timeline, settlements, {store::before_all, {}, Settler::Follow::call_off}, progress, nobody);
}

Redated& Redated::operator+=(const Redated& other) {
  if (other.lots == 0) return *this;
  last = lots == 0 ? other.last : std::max(last, other.last);
  first = std::min(first, other.first);
  loyalty::add(points, other.points);
  lots += other.lots;
  return *this;
}

void Redated::add(Points left, Day last_day) {
  *this += {.lots = 1, .points = left, .first = last_day, .last = last_day};
}

std::string counts_of(const Settled& settled) {
  const auto& followed = settled.followed;
  return messages::counts_text({{"members", settled.members},
                                {"entries", settled.entries},
                                {"earned", settled.earned},
                                {"expired", settled.expired},
                                {"clawed_back", settled.clawed_back},
                                {"promoted", settled.promoted},
                                {"renewed", settled.renewed},
                                {"demoted", settled.demoted},
                                {"corrected", settled.corrected},
                                {"new_rules", settled.new_rules ? 1 : 0},
                                {"redated_points", settled.redated.points},
                                {"redated_lots", settled.redated.lots},
                                {"vouchers_issued", followed.vouchers},
                                {"vouchers_over", followed.over},
                                {"vouchers_left_out", followed.left_out},
                                {"vouchers_called_off", followed.called_off},
                                {"to_collect", followed.to_collect},
                                {"vouchers_released", followed.released},
                                {"keep_back", followed.demanded},
                                {"pay_back", followed.given_back},
                                {"cash_back", followed.cash_back},
                                {"cash_taken", followed.cash_taken},
                                {"groups_in", followed.entered},
                                {"groups_out", followed.left},
                                {"drawn", settled.drawn}});
}

} // namespace loyalty::app
