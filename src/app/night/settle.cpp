// SPDX-License-Identifier: MIT
#include "app/night/settle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <future>
#include <thread>

#include "app/night/cash_backs.hpp"
#include "app/night/walked_group.hpp"
#include "shop/group_reader.hpp"
#include "store/acts.hpp"
#include "store/holdouts.hpp"

namespace loyalty::app {
namespace {

/// Reads groups of members and writes what their walks add.
class Settler {
 public:
  using Follow = Extent::Follow;

  Settler(shop::Work& work, const Timeline& timeline, const Extent& extent, const TierObserver& on_tier)
      : work_(work),
        book_(work.ledger()),
        written_terms_(std::ssize(book_.terms())),
        walker_(timeline, extent, work.batch(), book_),
        groups_(indexed(work.ledger()), walker_.engine(), book_),
        follow_up_(work, walker_.timeline(), extent.follow == Follow::call_off),
        cash_(work, extent.follow == Follow::call_off),
        follows_(extent.follow != Follow::nothing),
        on_tier_(on_tier) {}

  /// While a group is walked, the one before it is written: nothing that is read of a member depends on what is written
  /// of those of another group.
  void settle(std::span<const store::Settlement> settlements, const Progress& progress) {
    constexpr auto size = static_cast<std::size_t>(shop::group_size);
    const bool worth_a_thread = settlements.size() > size && std::thread::hardware_concurrency() > 1;
    const auto when = worth_a_thread ? std::launch::async : std::launch::deferred;
    std::array<WalkedGroup, 2> groups;
    std::future<void> walking; // ends before the groups do
    std::size_t count = 0;
    const auto write_group = [&](WalkedGroup& group) {
      write(group);
      const auto done = group.settlements.data() + group.settlements.size() - settlements.data();
      if (progress) progress(done, std::ssize(settlements));
    };
    for (std::size_t begin = 0; begin < settlements.size(); begin += size, ++count) {
      auto& group = groups[count % 2];
      group.settlements = settlements.subspan(begin, std::min(size, settlements.size() - begin));
      groups_.read(group.settlements, group.members);
      if (walking.valid()) walking.get();
      walking = std::async(when, [&walker = walker_, &group] { walker.walk(group); });
      if (count > 0) write_group(groups[(count - 1) % 2]);
    }
    if (!walking.valid()) return;
    walking.get();
    write_group(groups[(count - 1) % 2]);
  }

  Settled finish() {
    result_.followed = follow_up_.finish();
    cash_.finish(result_.followed);
    return std::move(result_);
  }

 private:
  /// Members are read in the order of this index.
  static store::Ledger& indexed(store::Ledger& ledger) {
    ledger.build_member_index();
    return ledger;
  }

  void write(WalkedGroup& group) {
    result_ += group.added;
    if (follows_) look_at_what_follows(group);
    auto& batch = work_.batch();
    for (const auto& terms : group.new_terms) store::write_terms(batch, ++written_terms_, terms);
    group.lines.write(batch);
    if (on_tier_)
      for (const auto& addition : group.additions)
        for (const auto& change : addition.tier_changes) on_tier_(addition.settlement.member, change);
    note_drawn(group);
    std::vector<store::Settlement> settlements;
    settlements.reserve(group.additions.size());
    for (const auto& addition : group.additions) settlements.push_back(addition.settlement);
    store::save_settlements(work_.ledger(), settlements);
    result_.members += std::ssize(group.additions);
  }

  void look_at_what_follows(const WalkedGroup& group) {
    for (std::size_t index = 0; index < group.additions.size(); ++index) {
      const auto& history = group.members[index].history;
      const auto& addition = group.additions[index];
      follow_up_.note(history, addition.occasions, addition.roster_changes, addition.issues_through);
      cash_.note(history.member, addition.cash, addition.issues_through);
    }
    follow_up_.look(group.settlements);
    cash_.look(group.settlements);
  }

  /// What the lot says of newcomers is kept, so that it stays true whatever becomes of their keys.
  void note_drawn(const WalkedGroup& group) {
    std::optional<store::ActWriter> acts;
    for (const auto& addition : group.additions)
      for (const auto& assignment : addition.drawn) {
        if (!acts) acts.emplace(work_.ledger(), work_.batch());
        acts->write({.member = addition.settlement.member, .act = store::note_of(assignment)});
        ++result_.drawn;
      }
    if (acts) work_.batch().flush();
  }

  shop::Work& work_;
  store::KeptTerms book_;
  std::int64_t written_terms_;
  GroupWalker walker_;
  shop::GroupReader groups_;
  FollowUp follow_up_;
  CashBacks cash_;
  bool follows_;
  const TierObserver& on_tier_;
  Settled result_;
};

/// Vouchers and rosters follow from both halves.
Settler::Follow follow_of(Halves halves) { return halves.both() ? Settler::Follow::all : Settler::Follow::nothing; }

std::vector<store::Settlement> settlements_of(store::Ledger& ledger, const auto& members) {
  std::vector<store::Settlement> settlements;
  for (const auto member : members) settlements.push_back(store::settlement(ledger, member));
  return settlements;
}

/// The members of the same batch who are walked once more.
void add_again(Settled& sum, const Settled& again) {
  sum += again;
  sum.drawn += again.drawn;
  sum.followed += again.followed;
}

/// What is found out of the use of vouchers can move points, and those have a day that was walked already.
Settled settle_all(shop::Work& work, const Timeline& timeline, std::span<const store::Settlement> settlements,
                   const Extent& extent, const Progress& progress, const TierObserver& on_tier) {
  Settler settler(work, timeline, extent, on_tier);
  settler.settle(settlements, progress);
  auto settled = settler.finish();
  while (!settled.followed.points_moved.empty()) {
    const auto moved = settlements_of(work.ledger(), settled.followed.points_moved);
    Settler again(work, timeline, extent, on_tier);
    again.settle(moved, {});
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

} // namespace loyalty::app
