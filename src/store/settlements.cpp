// SPDX-License-Identifier: MIT
#include "store/settlements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <string>

#include "store/acts.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

constexpr auto& settlement_columns = tables::settlements;

constexpr auto bring_forward =
    " WHERE true ON CONFLICT (member_id) DO UPDATE SET "
    "points_due_on = min(points_due_on, excluded.points_due_on), "
    "tiers_due_on = min(tiers_due_on, excluded.tiers_due_on), "
    "issues_due_on = min(issues_due_on, excluded.issues_due_on)";

/// Staged rows come first, so that each is looked up once.
std::string bring_inviters_forward() {
  return fmt::format(
      "UPDATE settlements SET points_due_on = min(points_due_on, brought.day), "
      "tiers_due_on = min(tiers_due_on, brought.day), issues_due_on = min(issues_due_on, brought.day) FROM ("
      "SELECT acts.other_id AS inviter, min(staged.c{}) AS day FROM staged CROSS JOIN acts "
      "ON acts.member_id = staged.c{} WHERE +acts.kind = ?1 GROUP BY acts.other_id) AS brought "
      "WHERE settlements.member_id = brought.inviter",
      settlement_columns.points_due_on.place, settlement_columns.member_id.place);
}

void stage(Staging& staged, const Settlement& settlement) {
  constexpr auto& row = settlement_columns;
  staged.begin_row();
  staged.set(row.member_id(settlement.member), row.points_through(settlement.points_through.number),
             row.points_due_on(settlement.points_due_on.number), row.tiers_through(settlement.tiers_through.number),
             row.tiers_due_on(settlement.tiers_due_on.number), row.issues_through(settlement.issues_through.number),
             row.issues_due_on(settlement.issues_due_on.number));
}

constexpr Selection of_settlement{tables::settlements};

bool has_invitations(Ledger& ledger) {
  return Cursor(ledger.database(), "SELECT 1 FROM acts WHERE other_id IS NOT NULL LIMIT 1").next();
}

Settlement read_settlement(const Cursor& row) {
  return {row.id<MemberId>(of_settlement[settlement_columns.member_id]),
          row.through(of_settlement[settlement_columns.points_through]),
          row.due(of_settlement[settlement_columns.points_due_on]),
          row.through(of_settlement[settlement_columns.tiers_through]),
          row.due(of_settlement[settlement_columns.tiers_due_on]),
          row.through(of_settlement[settlement_columns.issues_through]),
          row.due(of_settlement[settlement_columns.issues_due_on])};
}

} // namespace

std::vector<Settlement> due(Ledger& ledger, Day day, const Halves& halves) {
  std::vector<Settlement> found;
  Cursor rows(ledger.database(),
              of_settlement.from("settlements WHERE issues_due_on <= ?3 OR tiers_due_on <= ?2 OR points_due_on <= ?1 "
                                 "ORDER BY member_id"));
  constexpr auto no_day = std::numeric_limits<std::int64_t>::min();
  const auto until = [day](bool wanted) { return wanted ? day.number : no_day; };
  rows.bind(until(halves.points), until(halves.tiers), until(halves.both()));
  while (rows.next()) found.push_back(read_settlement(rows));
  return found;
}

Settlement settlement(Ledger& ledger, MemberId member) {
  Cursor row(ledger.database(), of_settlement.from("settlements WHERE member_id = ?"));
  if (row.bind(member).next()) return read_settlement(row);
  return {member, before_all, never, before_all, never, before_all, never};
}

std::vector<Settlement> settlements(Ledger& ledger) {
  std::vector<Settlement> found;
  Cursor rows(ledger.database(), of_settlement.from("settlements ORDER BY member_id"));
  while (rows.next()) found.push_back(read_settlement(rows));
  return found;
}

void save_settlements(Ledger& ledger, std::span<const Settlement> settlements) {
  auto& staged = ledger.staged();
  staged.begin(settlement_columns.size());
  for (const auto& each : settlements) stage(staged, each);
  Cursor(ledger.database(), staged.insertion_into(settlement_columns, Staging::Keys::staged, "INSERT OR REPLACE"))
      .run();
  staged.begin(0);
}

namespace {

/// As the members are known by now, with whoever brought them.
std::vector<NewFact> as_they_are_now(Ledger& ledger, std::span<const NewFact> facts) {
  std::map<MemberId, Day> days;
  const auto note = [&](MemberId member, Day day) {
    const auto known = days.try_emplace(member, day).first;
    known->second = std::min(known->second, day);
  };
  for (const auto& [member, day] : facts) {
    note(member, day);
    const auto now = ledger.whose().now(member);
    note(now, day);
    if (const auto inviter = inviter_of(ledger, now)) note(*inviter, day);
  }
  std::vector<NewFact> found;
  for (const auto& [member, day] : days) found.push_back({member, day});
  return found;
}

} // namespace

void mark_due(Ledger& ledger, std::span<const NewFact> told) {
  const auto moved = ledger.whose().any_merged() ? as_they_are_now(ledger, told) : std::vector<NewFact>();
  auto facts = ledger.whose().any_merged() ? std::span<const NewFact>(moved) : told;
  constexpr std::size_t at_once = 16'384;
  auto& staged = ledger.staged();
  const bool invitations = has_invitations(ledger);
  for (; !facts.empty(); facts = facts.subspan(std::min(at_once, facts.size()))) {
    staged.begin(settlement_columns.size());
    for (const auto& fact : facts.first(std::min(at_once, facts.size())))
      stage(staged, {fact.member, before_all, fact.day, before_all, fact.day, before_all, fact.day});
    Cursor(ledger.database(), staged.insertion_into(settlement_columns) + bring_forward).run();
    if (!invitations) continue;
    Cursor inviters(ledger.database(), bring_inviters_forward());
    inviters.bind(static_cast<int>(ActKind::invite)).run();
  }
  staged.begin(0);
}

void mark_all_due(Ledger& ledger, Day day) {
  Cursor update(ledger.database(),
                "UPDATE settlements SET points_due_on = min(points_due_on, ?1), tiers_due_on = min(tiers_due_on, ?1), "
                "issues_due_on = min(issues_due_on, ?1)");
  update.bind(day.number).run();
}

namespace {

/// Those to whom orders are linked of which the batch says something.
void add_linked(Ledger& ledger, BatchId batch, std::vector<NewFact>& touched) {
  constexpr Selection row{"coalesce(refund_of, revises, id) AS first", "placed_at"};
  Cursor rows(ledger.database(), row.from("orders WHERE batch_id = ? AND member_id IS NULL"));
  rows.bind(batch);
  while (rows.next())
    if (const auto member = ledger.whose().linked(rows.id<OrderId>(row["first"])))
      touched.push_back({*member, rows.moment(row["placed_at"]).day()});
}

} // namespace

std::vector<NewFact> touched_by(Ledger& ledger, BatchId batch) {
  std::vector<NewFact> touched;
  constexpr Selection first_day{"member_id", "min(day) AS day"};
  Cursor rows(
      ledger.database(),
      first_day.from(
          "("
          "SELECT member_id, placed_at / 86400 AS day FROM orders WHERE batch_id = ?1 AND member_id IS NOT NULL "
          "UNION ALL SELECT member_id, day FROM acts WHERE batch_id = ?1 "
          "UNION ALL SELECT other_id, day FROM acts WHERE batch_id = ?1 AND other_id IS NOT NULL "
          "UNION ALL SELECT a.other_id, o.placed_at / 86400 FROM orders o JOIN acts a ON a.member_id = o.member_id "
          "WHERE o.batch_id = ?1 AND a.other_id IS NOT NULL "
          "UNION ALL SELECT id, joined_on FROM members WHERE batch_id = ?1 AND joined_on IS NOT NULL "
          "UNION ALL SELECT member_id, known_on FROM birthdays WHERE batch_id = ?1 "
          "UNION ALL SELECT member_id, issued_on FROM vouchers WHERE batch_id = ?1 AND member_id > 0 "
          // Whoever was drawn, that night or later, when the draw goes or its end does.
          "UNION ALL SELECT a.member_id, a.day FROM holdouts h JOIN acts a ON a.kind = ?2 AND a.subject = h.name "
          "WHERE h.batch_id = ?1 "
          "UNION ALL SELECT member_id, day FROM entries WHERE batch_id = ?1 "
          "UNION ALL SELECT member_id, day FROM tier_changes WHERE batch_id = ?1) GROUP BY member_id"));
  rows.bind(batch, static_cast<int>(ActKind::holdout));
  while (rows.next()) touched.push_back({rows.id<MemberId>(first_day["member_id"]), rows.day(first_day["day"])});
  if (ledger.whose().any_linked()) add_linked(ledger, batch, touched);
  return ledger.whose().any() ? as_they_are_now(ledger, touched) : touched;
}

} // namespace loyalty::store
