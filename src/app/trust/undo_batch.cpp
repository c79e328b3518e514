// SPDX-License-Identifier: MIT
#include "app/trust/undo_batch.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "loyalty/error.hpp"
#include "messages/counts.hpp"
#include "store/programs.hpp"

namespace loyalty::app {
namespace {

store::BatchRow require_batch(store::Ledger& ledger, BatchId id) {
  const auto all = store::batches(ledger);
  const auto found = std::find_if(all.begin(), all.end(), [id](const store::BatchRow& each) { return each.id == id; });
  if (found == all.end())
    throw Error(Failure::refused, "there is no batch {batch}"_en(id), {}, "list them with: loyalty list-batches"_en);
  if (found->undone_by)
    throw Error(Failure::refused, "batch {batch} is already undone"_en(id), "by batch {batch}"_en(*found->undone_by));
  if (found->start.kind == store::BatchKind::member_forgotten)
    throw Error(Failure::refused, "batch {batch} forgot a member and cannot be undone"_en(id),
                "the personal data is gone"_en, "a member who comes back is a new one: loyalty add-member"_en);
  if (found->end.undoes)
    throw Error(Failure::refused, "batch {batch} itself undoes batch {undone}"_en(id, *found->end.undoes),
                "what is undone stays undone"_en,
                "do again what batch {batch} did: its file can be imported again"_en(*found->end.undoes));
  return *found;
}

/// The days through which nights that count have walked all members, for each half.
struct Nights {
  Day points = store::before_all;
  Day tiers = store::before_all;

  std::optional<Day> latest() const {
    const Day day = std::max(points, tiers);
    return day == store::before_all ? std::nullopt : std::optional(day);
  }
};

/// A change by hand walks the days of one member only, so it is no night.
Nights nights(store::Ledger& ledger) {
  Nights found;
  const auto by_hand = store::batches_by_hand(ledger);
  for (const auto& batch : store::batches(ledger)) {
    const auto through = batch.end.settled_through;
    // A night can take back points itself.
    const bool is_night = batch.start.kind == store::BatchKind::night || !by_hand.contains(batch.id);
    if (!through || ledger.undone().contains(batch.id) || !is_night) continue;
    if (batch.start.kind != store::BatchKind::tiers_recalculated) found.points = std::max(found.points, *through);
    if (batch.start.kind != store::BatchKind::points_awarded) found.tiers = std::max(found.tiers, *through);
  }
  return found;
}

/// The last day that stays as it was walked when some versions of the program no longer rule; `never` if all still do.
Day last_day_ruled_alike(const std::vector<store::KeptProgram>& before, const std::vector<store::KeptProgram>& after) {
  for (std::size_t index = 0; index < before.size(); ++index)
    if (index >= after.size() || before[index].id != after[index].id)
      // The first version also rules every day before its own.
      return index == 0 ? store::before_all : before[index].from - 1;
  return never;
}

std::unordered_set<MemberId> members_touched(store::Ledger& ledger, BatchId batch) {
  std::unordered_set<MemberId> members;
  for (const auto& touched : store::touched_by(ledger, batch)) members.insert(touched.member);
  return members;
}

/// The members whose days must be walked again, and how far: a half through the nights that count, points also through
/// what was done by hand.
std::vector<store::Settlement> to_walk(store::Ledger& ledger, const std::unordered_set<MemberId>& touched,
                                       const Nights& nights, Day ruled_alike) {
  const auto acts = store::last_acts(ledger);
  std::vector<store::Settlement> found;
  for (auto each : store::settlements(ledger)) {
    const auto act = acts.find(each.member);
    const Day points = act == acts.end() ? nights.points : std::max(nights.points, act->second);
    const bool walked_on =
        each.points_through > std::min(points, ruled_alike) || each.tiers_through > std::min(nights.tiers, ruled_alike);
    if (!walked_on && !touched.contains(each.member)) continue;
    each.points_through = std::min(each.points_through, points);
    each.tiers_through = std::min(each.tiers_through, nights.tiers);
    // The next night looks once more at what should follow.
    each.issues_through = std::min({each.issues_through, points, nights.tiers});
    each.issues_due_on = std::min(each.issues_due_on, each.issues_through);
    found.push_back(each);
  }
  return found;
}

/// Adds up what the compensating lines say of points that were spent, member by member.
class SpendingCount {
 public:
  SpendingCount(store::StatedFacts facts) : facts_(std::move(facts)) {}

  void add(MemberId member, const NumberedEntry& line) {
    if (member != member_) finish();
    member_ = member;
    const Entry& entry = line.entry;
    const bool opened = entry.lot == 0 && (entry.kind == EntryKind::earn || entry.kind == EntryKind::adjust);
    if (entry.reverses != 0 && opened && brought(entry)) lots_.insert(entry.reverses);
    if (entry.reverses != 0 && entry.kind == EntryKind::redeem) drawn_.emplace_back(entry.lot, -entry.points);
    if (entry.reverses != 0 && entry.kind == EntryKind::give_back) drawn_.emplace_back(entry.lot, entry.points);
    if (entry.kind == EntryKind::debt) loyalty::add(debt_, entry.points);
    if (entry.lot == 0 && entry.kind == EntryKind::redeem) loyalty::add(debt_, entry.points);
    if (entry.lot == 0 && entry.kind == EntryKind::give_back) take(debt_, entry.points);
    if (entry.kind == EntryKind::repay) take(debt_, entry.points);
  }

  const UndoneSpending& finish() {
    Points spent = 0;
    for (const auto& [lot, points] : drawn_)
      if (lots_.contains(lot)) loyalty::add(spent, points);
    loyalty::add(sum_.spent, std::max<Points>(spent, 0));
    sum_.spenders += spent > 0 ? 1 : 0;
    loyalty::add(sum_.debt, std::max<Points>(debt_, 0));
    sum_.debtors += debt_ > 0 ? 1 : 0;
    lots_.clear();
    drawn_.clear();
    debt_ = 0;
    return sum_;
  }

 private:
  /// A batch without facts is a night: it brought every lot that goes with it.
  bool brought(const Entry& entry) const {
    if (facts_.orders.empty() && facts_.acts.empty()) return true;
    const auto order = order_of(entry.cause);
    const auto act = act_of(entry.cause);
    return (order && std::binary_search(facts_.orders.begin(), facts_.orders.end(), *order)) ||
           (act && std::binary_search(facts_.acts.begin(), facts_.acts.end(), *act));
  }

  store::StatedFacts facts_;
  UndoneSpending sum_;
  MemberId member_;
  std::unordered_set<std::int32_t> lots_;
  std::vector<std::pair<std::int32_t, Points>> drawn_;
  Points debt_ = 0;
};

UndoneSpending spending(shop::Work& work, const store::BatchRow& undone) {
  const bool is_night = undone.start.kind == store::BatchKind::night;
  SpendingCount count(is_night ? store::StatedFacts{} : store::facts_of(work.ledger(), undone.id));
  store::read_lines(work.ledger(), work.batch().id(),
                    [&](MemberId member, const NumberedEntry& line) { count.add(member, line); });
  return count.finish();
}

} // namespace

Undone undo_batch(const shop::Context& context, BatchId batch, const Progress& progress) {
  shop::Work work(context, store::BatchKind::batch_undone);
  auto& ledger = context.ledger;
  Undone result;
  result.batch = require_batch(ledger, batch);
  result.contents = store::contents_of(ledger, batch);
  result.settled_before = nights(ledger).latest();
  const auto touched = members_touched(ledger, batch);
  const auto versions_before = store::program_versions(ledger);

  ledger.leave_out(batch);
  const auto ruled_alike = last_day_ruled_alike(versions_before, store::program_versions(ledger));
  const auto nights_left = nights(ledger);
  result.settled_after = nights_left.latest();
  result.settled =
      settle_again(work, shop::kept_timeline(ledger), to_walk(ledger, touched, nights_left, ruled_alike), progress);
  result.spending = spending(work, result.batch);
  result.receipt =
      work.finish({.undoes = batch,
                   .counts = messages::counts_text({{"batch", batch.value},
                                                    {"command", std::string(to_string(result.batch.start.kind))}}) +
                             ' ' + counts_of(result.settled)});
  return result;
}

} // namespace loyalty::app
