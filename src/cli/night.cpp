// SPDX-License-Identifier: MIT
#include "cli/night.hpp"

#include "loyalty/error.hpp"
#include "reports/settled.hpp"

namespace loyalty::cli {
namespace {

using Parts = std::vector<Message>;

Parts points_told(const app::Settled& settled) {
  Parts parts;
  if (settled.earned > 0) parts.push_back("{points} issued"_en(settled.earned));
  if (settled.expired > 0) parts.push_back("{points} expired"_en(settled.expired));
  if (settled.clawed_back > 0) parts.push_back("{points} deducted"_en(settled.clawed_back));
  return parts;
}

Parts tiers_told(const app::Settled& settled) {
  // The first one says in Chinese what is counted.
  Parts parts;
  if (settled.promoted > 0) parts.push_back("first|{times} promoted"_en(settled.promoted));
  if (settled.renewed > 0)
    parts.push_back(parts.empty() ? "first|{times} retained"_en(settled.renewed)
                                  : "{times} retained"_en(settled.renewed));
  if (settled.demoted > 0)
    parts.push_back(parts.empty() ? "first|{times} demoted"_en(settled.demoted)
                                  : "{times} demoted"_en(settled.demoted));
  return parts;
}

Parts vouchers_told(const app::FollowedUp& followed) {
  Parts parts;
  const auto [issued, expired] = std::pair(followed.vouchers, followed.over);
  if (issued > 0)
    parts.push_back(expired > 0 ? "{vouchers} issued, {expired} of them already expired"_en(issued, expired)
                                : "{vouchers} issued"_en(issued));
  if (followed.left_out > 0) parts.push_back("{vouchers} not issued"_en(followed.left_out));
  if (followed.called_off > 0) parts.push_back("{vouchers} voided by refund"_en(followed.called_off));
  if (followed.to_collect > 0) parts.push_back("{vouchers} used and to be collected"_en(followed.to_collect));
  if (followed.released > 0) parts.push_back("{vouchers} restored"_en(followed.released));
  if (followed.demanded > 0) parts.push_back("{vouchers} to deduct from refunds"_en(followed.demanded));
  if (followed.given_back > 0) parts.push_back("{vouchers} whose deduction goes back"_en(followed.given_back));
  return parts;
}

Parts cash_told(const app::FollowedUp& followed) {
  Parts parts;
  if (followed.cash_back > 0) parts.push_back("{orders} paid into wallets"_en(followed.cash_back));
  if (followed.cash_taken > 0) parts.push_back("{orders} taken back"_en(followed.cash_taken));
  return parts;
}

Parts groups_told(const app::FollowedUp& followed) {
  Parts parts;
  if (followed.entered > 0) parts.push_back("{members} joined"_en(followed.entered));
  if (followed.left > 0) parts.push_back("{members} left"_en(followed.left));
  return parts;
}

Message corrected_told(const app::Settled& settled) {
  const auto entries = settled.corrected;
  if (settled.new_rules)
    return counted(entries, "{entries} entry corrected (an earlier version of loyalty counted otherwise)"_en,
                   "{entries} entries corrected (an earlier version of loyalty counted otherwise)"_en, entries);
  return counted(entries, "{entries} entry corrected"_en, "{entries} entries corrected"_en, entries);
}

/// "points that now expire on 2027-05-31: 340".
Message redated_told(const app::Redated& redated) {
  const auto points = redated.points;
  if (redated.first == never) return "points that no longer expire: {points}"_en(points);
  if (redated.last == never)
    return "points that now expire from {first} on, or never: {points}"_en(redated.first, points);
  if (redated.first == redated.last) return "points that now expire on {day}: {points}"_en(redated.first, points);
  return "points that now expire between {first} and {last}: {points}"_en(redated.first, redated.last, points);
}

/// Everything that changed, part by part; nothing of what is none.
Parts changes_told(const app::Settled& settled, app::Halves halves) {
  Parts parts;
  if (auto points = points_told(settled); halves.points && !points.empty())
    parts.push_back("points {parts}"_en(std::move(points)));
  if (auto tiers = tiers_told(settled); halves.tiers && !tiers.empty())
    parts.push_back("tiers {parts}"_en(std::move(tiers)));
  if (settled.corrected > 0) parts.push_back(corrected_told(settled));
  if (settled.redated.lots > 0) parts.push_back(redated_told(settled.redated));
  if (auto vouchers = vouchers_told(settled.followed); !vouchers.empty())
    parts.push_back("vouchers {parts}"_en(std::move(vouchers)));
  if (auto cash = cash_told(settled.followed); !cash.empty()) parts.push_back("cash back {parts}"_en(std::move(cash)));
  if (auto groups = groups_told(settled.followed); !groups.empty())
    parts.push_back("groups {parts}"_en(std::move(groups)));
  if (settled.drawn > 0)
    parts.push_back(counted(settled.drawn, "{members} newcomer drawn in hold-outs"_en,
                            "{members} newcomers drawn in hold-outs"_en, settled.drawn));
  return parts;
}

} // namespace

void refuse_days_to_come(Session& session) {
  const auto& globals = session.globals();
  if (!globals.typed_as_of || globals.yes || globals.dry_run) return;
  const Day today = session.today();
  if (session.as_of() <= today) return;
  throw Error(Failure::refused, "{day} is still to come: today is {today}"_en(session.as_of(), today),
              "processing it would expire points and decide tiers before the orders of those days are known"_en,
              "look first with --dry-run; add --yes if it is meant"_en);
}

void judge_losses(Session& session, const app::TierLosses& losses) {
  Parts tiers;
  for (const auto& tier : losses.tiers) tiers.push_back("{tier}: {lost} of {held}"_en(tier.tier, tier.lost, tier.held));
  const auto what = "the changed program takes a tier from its holders on {day}: {tiers}"_en(losses.on, tiers);
  if (session.globals().yes || session.globals().dry_run) return session.warn(as_warning(what));
  Message hint = "see who with: loyalty recalc-tiers --dry-run; add --yes if it is meant"_en;
  // The program file need not be the changed one any more.
  if (losses.kept_by)
    hint =
        "{hint}; batch {batch} took that program over: if it was a slip, fix the file and type: "
        "loyalty undo-batch {batch}"_en(hint, *losses.kept_by);
  throw Error(Failure::refused, what,
              "more than a fifth of those who hold it would lose it, as after a slip of the keyboard"_en,
              std::move(hint));
}

int settle(Session& session, app::Halves halves) {
  refuse_days_to_come(session);
  tell(session,
       app::run_nightly(session.context(), session.program_text(), halves, session.progress("progress|members"_en), {},
                        [&](const app::TierLosses& losses) { judge_losses(session, losses); }),
       halves);
  return 0;
}

void tell(Session& session, const app::Night& night, app::Halves halves) {
  if (night.new_program) say_new_program(session);
  const auto day = session.as_of();
  const auto through = reports::settled_through(session.ledger());
  if (!night.receipt.batch && through && day < *through)
    return session.close("{day} was processed before (processed through {through})"_en(day, *through), night.receipt);
  auto changes = changes_told(night.settled, halves);
  // Whoever was processed without any change is nobody's news.
  if (changes.empty()) return session.close("processed through {day}"_en(day), night.receipt);
  const auto members = night.settled.members;
  const auto what = counted(members, "processed through {day}: {members} member"_en,
                            "processed through {day}: {members} members"_en, day, members);
  session.close("{night}; {changes}"_en(what, MessageList{std::move(changes), Between::semicolons}), night.receipt);
}

void say_new_program(const Session& session) {
  session.note("the program file has changed: it rules from the first day not processed yet"_en);
}

} // namespace loyalty::cli
