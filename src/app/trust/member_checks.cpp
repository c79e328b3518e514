// SPDX-License-Identifier: MIT
#include "app/trust/member_checks.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <unordered_set>

#include "loyalty/conservation.hpp"
#include "loyalty/difference.hpp"
#include "loyalty/engine.hpp"
#include "messages/words.hpp"
#include "shop/group_reader.hpp"
#include "store/cash_backs.hpp"
#include "store/forgotten.hpp"
#include "store/ledger/copy.hpp"
#include "store/ledger/integrity.hpp"
#include "store/members.hpp"

namespace loyalty::app {
namespace {

Message shown(const Entry& entry) {
  return "{kind} {points} on {day}"_en(messages::word(to_string(entry.kind)), entry.points, entry.day);
}

Message shown(const TierChange& change) {
  const auto tier = change.tier.empty() ? "no tier"_en : Message::name(change.tier);
  return "{tier} on {day}, {reason}"_en(tier, change.day, messages::word(to_string(change.reason)));
}

template <class Line>
std::span<const Line> until(const std::vector<Line>& lines, Day day) {
  const auto end =
      std::partition_point(lines.begin(), lines.end(), [day](const Line& line) { return line.day <= day; });
  return {lines.data(), static_cast<std::size_t>(end - lines.begin())};
}

/// The first of the differences, as a sentence; empty if there is none.
Message first_difference(std::span<const NumberedEntry> stored, std::span<const Entry> walked) {
  const auto differences = difference(stored, walked);
  if (differences.empty()) return {};
  const auto cancelled = std::find_if(differences.begin(), differences.end(),
                                      [](const NumberedEntry& line) { return line.entry.reverses != 0; });
  const auto missing = differences.front().entry.reverses == 0 ? differences.begin() : differences.end();
  if (cancelled == differences.end()) return "no entry says: {entry}"_en(shown(missing->entry));
  const auto number = cancelled->entry.reverses;
  const auto says = std::find_if(stored.begin(), stored.end(), [&](const auto& line) { return line.number == number; });
  if (missing == differences.end())
    return "entry {number} follows from nothing: {entry}"_en(number, shown(says->entry));
  return "entry {number} says: {stored}; it should say: {walked}"_en(number, shown(says->entry), shown(missing->entry));
}

Message first_difference(std::span<const TierChange> stored, std::span<const TierChange> walked) {
  const auto differences = difference(stored, walked);
  if (differences.empty()) return {};
  const auto& first = differences.front();
  return first.reversal ? "the tier history has a line that follows from nothing: {change}"_en(shown(first))
                        : "the tier history lacks: {change}"_en(shown(first));
}

class MemberCheck {
 public:
  MemberCheck(store::Ledger& ledger, const Timeline& timeline)
      : ledger_(ledger), engine_(timeline), book_(ledger), groups_(ledger, engine_, book_) {}

  void check(std::span<const store::Settlement> group) {
    groups_.read(group, members_);
    for (std::size_t index = 0; index < group.size(); ++index)
      check(members_[index].history, members_[index].stored, group[index]);
  }

  const MemberFound& found() const { return found_; }

 private:
  void check(const History& history, const store::Account& stored, const store::Settlement& settlement) {
    if (settlement.points_through > store::before_all || settlement.tiers_through > store::before_all) ++found_.members;
    if (found_.conclusions.wrong.empty()) found_.conclusions = {history.member, compare(history, stored, settlement)};
    if (found_.conservation.wrong.empty()) found_.conservation = {history.member, points_missing(stored.entries)};
  }

  /// A half with facts in days already walked is not judged before the next night has seen them.
  Message compare(const History& history, const store::Account& stored, const store::Settlement& settlement) {
    const bool points_wait = settlement.points_due_on <= settlement.points_through;
    const bool tiers_wait = settlement.tiers_due_on <= settlement.tiers_through;
    if (points_wait || tiers_wait) ++found_.waiting;
    const bool walked_alike = !points_wait && settlement.issues_through == settlement.points_through;
    if (!walked_alike)
      if (auto skipped = compare_issues(history, settlement); !skipped.empty()) return skipped;
    Message wrong;
    if (!points_wait) {
      const auto& walked = engine_.walk(history, settlement.points_through);
      wrong = first_difference(stored.entries, walked.entries);
      const bool follows = settlement.issues_through == settlement.points_through &&
                           settlement.issues_due_on > settlement.issues_through;
      if (wrong.empty() && follows) wrong = compare_cash(walked, history.member);
      if (wrong.empty() && settlement.points_due_on > walked.points_due_on) wrong = skipped(walked.points_due_on);
      if (wrong.empty() && walked_alike) wrong = issues_skipped(settlement, walked.issues_due_on);
      if (!wrong.empty()) return wrong;
      if (settlement.tiers_through == settlement.points_through && !tiers_wait)
        return compare_tiers(walked, stored, settlement);
    }
    return tiers_wait ? wrong : compare_tiers(engine_.walk(history, settlement.tiers_through), stored, settlement);
  }

  /// What is issued by itself has no lines to be held against; that it is looked for on its day is seen here.
  Message compare_issues(const History& history, const store::Settlement& settlement) {
    if (settlement.issues_due_on <= settlement.issues_through) return {};
    return issues_skipped(settlement, engine_.walk(history, settlement.issues_through).issues_due_on);
  }

  static Message skipped(Day day) { return "the next run-nightly would skip {day}"_en(day); }
  static Message issues_skipped(const store::Settlement& settlement, Day due) {
    const bool waits = settlement.issues_due_on <= settlement.issues_through;
    return !waits && settlement.issues_due_on > due ? skipped(due) : Message();
  }

  /// What came into the wallet for orders, and went again, day by day.
  Message compare_cash(const Conclusions& walked, MemberId member) {
    if ((walked.cash.empty() && !any_cash_back_) || forgotten_.contains(member)) return {};
    std::map<std::tuple<Day, OrderId, std::string>, Money> missing;
    for (const auto& move : walked.cash) missing[{move.day, move.order, move.reward}] += move.amount;
    store::read_cash_back(ledger_, member, member, [&](MemberId, const CashMove& written) {
      missing[{written.day, written.order, written.reward}] -= written.amount;
    });
    const auto currency = engine_.timeline().latest().program->currency;
    for (const auto& [place, sum] : missing) {
      const Day day = std::get<Day>(place);
      if (sum > Money{}) return "{amount} of cash back on {day} is missing"_en(Amount{sum, currency}, day);
      if (sum < Money{}) return "{amount} of cash back on {day} follows from nothing"_en(Amount{-sum, currency}, day);
    }
    return {};
  }

  Message compare_tiers(const Conclusions& walked, const store::Account& stored, const store::Settlement& settlement) {
    auto wrong = first_difference(stored.tier_changes, until(walked.tier_changes, settlement.tiers_through));
    if (wrong.empty() && settlement.tiers_due_on > walked.tiers_due_on)
      wrong = "the next run-nightly would skip the tier on {day}"_en(walked.tiers_due_on);
    return wrong;
  }

  store::Ledger& ledger_;
  Engine engine_;
  store::KeptTerms book_;
  shop::GroupReader groups_;
  std::vector<shop::KnownMember> members_;
  bool any_cash_back_ = store::any_cash_back(ledger_);
  std::unordered_set<MemberId> forgotten_ = store::forgotten_members(ledger_); ///< who are given nothing more
  MemberFound found_;
};

/// The members whose days are walked; those who have lines although theirs are not, or of whom it is nowhere said that
/// they are to be; and those whose first day is said to be still to come.
std::vector<store::Settlement> members_to_check(store::Ledger& ledger) {
  store::MembersWithLines lines(ledger);
  const Day known = store::state_of(ledger).day;
  const auto last = store::last_member(ledger);
  std::vector<store::Settlement> found;
  MemberId next(1);
  const auto without_settlement = [&](MemberId before) {
    const auto add = [&](MemberId member) {
      found.push_back({member, store::before_all, never, store::before_all, never, store::before_all, never});
    };
    for (; next < before && next <= last; next = next.next()) add(next);
    for (auto line = next < before ? lines.first_from(next) : std::nullopt; line && *line < before;
         line = lines.first_from(line->next()))
      add(*line);
  };
  for (const auto& each : store::settlements(ledger)) {
    without_settlement(each.member);
    next = std::max(next, each.member.next());
    const bool is_walked = std::max(each.points_through, each.tiers_through) > store::before_all;
    const bool to_come = std::max({each.points_due_on, each.tiers_due_on, each.issues_due_on}) > known;
    if (is_walked || to_come || lines.has(each.member)) found.push_back(each);
  }
  without_settlement(MemberId(std::numeric_limits<std::int64_t>::max()));
  return found;
}

Message told_of_member(store::Ledger& ledger, const MemberFinding& finding) {
  if (finding.wrong.empty()) return {};
  return "member {member}: {finding}"_en(store::shown_member(ledger, finding.member), finding.wrong);
}

} // namespace

MemberChecks::MemberChecks(store::Ledger& ledger)
    : all_(members_to_check(ledger)), timeline_(shop::kept_timeline(ledger)) {}

void MemberChecks::run(store::Ledger& on, const Progress& progress) {
  constexpr auto size = static_cast<std::size_t>(shop::group_size);
  std::size_t begin = 0;
  try {
    MemberCheck check(on, timeline_);
    for (begin = next_.fetch_add(size); begin < all_.size(); begin = next_.fetch_add(size)) {
      const auto end = std::min(begin + size, all_.size());
      check.check(std::span(all_).subspan(begin, end - begin));
      if (progress) progress(static_cast<std::int64_t>(end), std::ssize(all_));
    }
    const std::lock_guard lock(mutex_);
    found_ += check.found();
  } catch (...) {
    const std::lock_guard lock(mutex_);
    if (!failed_ || begin < failed_->at) failed_ = {begin, std::current_exception()};
  }
}

MemberFindings MemberChecks::findings(store::Ledger& ledger) {
  if (failed_) std::rethrow_exception(failed_->why);
  return {.conclusions = told_of_member(ledger, found_.conclusions),
          .conservation = told_of_member(ledger, found_.conservation),
          .members = found_.members,
          .waiting = found_.waiting};
}

} // namespace loyalty::app
