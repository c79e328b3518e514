// SPDX-License-Identifier: MIT
#include "reports/referrals.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "loyalty/figures.hpp"
#include "loyalty/referral.hpp"
#include "reports/common.hpp"
#include "shop/timelines.hpp"
#include "store/acts.hpp"
#include "store/histories.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

/// Whom a member brought, and on which day.
using Guests = std::vector<std::pair<MemberId, Day>>;

std::map<MemberId, Guests> read_guests(store::Ledger& ledger, Day as_of) {
  std::map<MemberId, Guests> guests;
  store::read_acts(ledger, ActKind::invite, [&](const store::StoredAct& stored) {
    if (stored.act.other && stored.act.day <= as_of)
      guests[*stored.act.other].emplace_back(stored.member, stored.act.day);
  });
  return guests;
}

/// Whether the reward of that version is for bringing others.
bool is_for_bringing(const Timeline& timeline, ProgramId program, const std::string& reward) {
  const auto version = std::ranges::find(timeline, program, &ProgramVersion::id);
  if (version == timeline.end()) return false;
  const auto& rewards = version->program->rewards;
  const auto rule = std::ranges::find(rewards, reward, &RewardRule::id);
  return rule != rewards.end() && (rule->when.on == IssueRule::On::invited || rule->when.on == IssueRule::On::brought);
}

/// Whether the rule gives the inviter something.
bool for_inviter(const Timeline& timeline, const Terms& terms) {
  const auto& rule = terms.rule;
  return rule.kind == RuleKind::inviter || rule.kind == RuleKind::milestone ||
         (rule.kind == RuleKind::reward && is_for_bringing(timeline, terms.program, rule.subject));
}

Points given_by(const Conclusions& walked, const Engine& engine) {
  Points sum = 0;
  for (const auto& entry : walked.entries) {
    if (entry.terms < 0) continue;
    if (!for_inviter(engine.timeline(), engine.terms()[static_cast<std::size_t>(entry.terms)])) continue;
    if (entry.kind == EntryKind::earn) add(sum, entry.points);
    if (entry.kind == EntryKind::claw_back || entry.kind == EntryKind::debt) take(sum, entry.points);
  }
  return sum;
}

Money remains_of(const History& history, OrderId order, Day as_of) {
  const auto standings = order_standings(history, as_of);
  for (std::size_t index = 0; index < standings.size(); ++index)
    if (history.orders[index].id == order) return history.orders[index].amount - standings[index].refunded;
  return {};
}

class Collector {
 public:
  Collector(store::Ledger& ledger, Timeline timeline, Day as_of)
      : as_of_(as_of),
        engine_(std::move(timeline)),
        histories_(ledger, MemberId(), MemberId(), {.sales = looks_at_sales(engine_.timeline()), .invited = false}) {}

  ReferralRow row_of(MemberId inviter, const Guests& guests) {
    ReferralRow row{.inviter = inviter};
    std::vector<Invited> invited;
    for (const auto& [guest, on] : guests) invited.push_back(look_at(guest, on, row));
    auto history = history_of(inviter);
    history.invited = std::move(invited);
    row.points = given_by(engine_.walk(history, as_of_), engine_);
    return row;
  }

 private:
  Invited look_at(MemberId guest, Day on, ReferralRow& row) {
    const auto history = history_of(guest);
    if (known_on(history, as_of_)) ++row.invited;
    auto invited = invited_member(history, on);
    const auto standing = referral_on(invited, engine_.timeline(), as_of_);
    if (standing.state == ReferralState::lost) ++row.lost;
    if (standing.state == ReferralState::counted) {
      ++row.counted;
      if (standing.order) row.first_orders_amount += remains_of(history, *standing.order, as_of_);
    }
    return invited;
  }

  History history_of(MemberId member) {
    histories_.seek(member, member);
    if (const auto* found = histories_.next()) return *found;
    History nothing;
    nothing.member = member;
    return nothing;
  }

  Day as_of_;
  Engine engine_;
  store::HistoryReader histories_; ///< of nobody, until it is told to seek
};

} // namespace

Referrals report_referrals(store::Ledger& ledger, const std::shared_ptr<const Program>& program, Day as_of) {
  const store::Snapshot snapshot(ledger);
  Referrals report{.rows = {}, .names = shop::MemberNames(ledger)};
  Collector collector(ledger, shop::kept_timeline_or(ledger, program), as_of);
  for (const auto& [inviter, guests] : read_guests(ledger, as_of))
    if (auto row = collector.row_of(inviter, guests); row.invited > 0) report.rows.push_back(std::move(row));
  std::stable_sort(report.rows.begin(), report.rows.end(), [](const ReferralRow& left, const ReferralRow& right) {
    return std::tie(left.counted, left.invited) > std::tie(right.counted, right.invited);
  });
  return report;
}

Report referrals() {
  return {.name = "referrals",
          .summary = "members who referred others, and what came of it"_en,
          .tables = {table<Referrals>(
              "no referrals yet"_en,
              {{"inviter_id", Kind::key, [](const auto& all, const auto& row) { return all.names.key(row.inviter); }},
               {"name", Kind::person, [](const auto& all, const auto& row) { return all.names.name(row.inviter); }},
               {"invited", Kind::number, &ReferralRow::invited},
               {"counted", Kind::number, &ReferralRow::counted},
               {"lost", Kind::number, &ReferralRow::lost},
               {"points", Kind::number, &ReferralRow::points},
               {"first_orders_amount", Kind::money, &ReferralRow::first_orders_amount}},
              [](Question& question) {
                return report_referrals(question.ledger(), question.program(), question.as_of());
              })}};
}

} // namespace loyalty::reports
