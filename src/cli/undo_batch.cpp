// SPDX-License-Identifier: MIT
#include "app/trust/undo_batch.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <string>

#include "app/trust/backup.hpp"
#include "cli/command.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/titles.hpp"

namespace loyalty::cli {
namespace {

void show_undone(Session& session, const app::Undone& undone) {
  auto table = session.table({{"measure"}, {"value", "", output::Column::Kind::number}});
  const auto row = [&](std::string_view measure, std::int64_t value) {
    table->cell(session.for_people() ? session.said(messages::measure(measure)) : std::string(measure));
    table->cell(value);
    table->end_row();
  };
  row("batch", undone.batch.id.value);
  row("orders", undone.contents.orders);
  row("acts", undone.contents.acts);
  row("entries", undone.contents.entries);
  row("tier_changes", undone.contents.tier_changes);
  row("vouchers", undone.contents.vouchers);
  row("vouchers_used", undone.contents.vouchers_used);
  row("members", undone.settled.members);
  row("lines_cancelled", undone.settled.corrected);
  row("points_spent", undone.spending.spent);
  row("spenders", undone.spending.spenders);
  row("points_debt", undone.spending.debt);
  row("debtors", undone.spending.debtors);
  row("vouchers_called_off", undone.settled.followed.called_off);
  row("vouchers_to_collect", undone.settled.followed.to_collect);
  if (undone.contents.cards > 0) row("cards", undone.contents.cards);
  if (undone.contents.cards > 0) row("cards_used", undone.contents.cards_used);
  if (undone.contents.card_moves > 0) row("card_moves", undone.contents.card_moves);
  table->finish();
}

/// "import-orders june.csv".
std::string source_of(const app::Undone& undone) {
  const auto& file = undone.batch.end.input_name;
  return fmt::format("{}{}{}", to_string(undone.batch.start.kind), file.empty() ? "" : " ", file);
}

/// "2 order rows, 3 entries reversed".
std::vector<Message> contents_told(const app::Undone& undone) {
  const auto& contents = undone.contents;
  std::vector<Message> parts;
  if (contents.orders > 0)
    parts.push_back(counted(contents.orders, "{rows} order row"_en, "{rows} order rows"_en, contents.orders));
  if (contents.acts > 0)
    parts.push_back(counted(contents.acts, "{actions} manual action"_en, "{actions} manual actions"_en, contents.acts));
  if (contents.entries > 0)
    parts.push_back(counted(contents.entries, "{entries} entry"_en, "{entries} entries"_en, contents.entries));
  if (contents.vouchers > 0)
    parts.push_back(counted(contents.vouchers, "{vouchers} voucher"_en, "{vouchers} vouchers"_en, contents.vouchers));
  if (contents.visitors > 0)
    parts.push_back(
        counted(contents.visitors, "{rows} row of visitors"_en, "{rows} rows of visitors"_en, contents.visitors));
  if (contents.drawn > 0)
    parts.push_back(counted(contents.drawn, "{members} member drawn in a hold-out"_en,
                            "{members} members drawn in a hold-out"_en, contents.drawn));
  if (contents.cards > 0)
    parts.push_back(counted(contents.cards, "{cards} gift card"_en, "{cards} gift cards"_en, contents.cards));
  if (contents.card_moves > 0)
    parts.push_back(counted(contents.card_moves, "{moves} move of a gift card"_en, "{moves} moves of gift cards"_en,
                            contents.card_moves));
  if (const auto reversed = undone.settled.corrected; reversed > 0 || parts.empty())
    parts.push_back(counted(reversed, "{entries} entry reversed"_en, "{entries} entries reversed"_en, reversed));
  return parts;
}

Message summary(const app::Undone& undone) {
  return "batch {batch} ({source}): {parts}"_en(undone.batch.id, source_of(undone), contents_told(undone));
}

/// What became of points that were spent meanwhile.
void note_spending(const Session& session, const app::UndoneSpending& spending) {
  const auto& [spent, spenders, debt, debtors] = spending;
  if (spent > 0 && spent == debt && spenders == debtors)
    return session.warn(as_warning(counted(
        spenders, "of its points, {points} have been spent since by {members} member; they become points owed"_en,
        "of its points, {points} have been spent since by {members} members; they become points owed"_en, spent,
        spenders)));
  if (spent > 0)
    session.warn(
        as_warning(counted(spenders, "of its points, {points} have been spent since by {members} member"_en,
                           "of its points, {points} have been spent since by {members} members"_en, spent, spenders)));
  if (debt > 0)
    session.warn(as_warning(counted(debtors, "points that {members} member will owe: {points}"_en,
                                    "points that {members} members will owe: {points}"_en, debtors, debt)));
}

/// What became of vouchers that were used meanwhile, or followed from the batch.
void note_vouchers(const Session& session, const app::Undone& undone) {
  if (undone.contents.vouchers_used > 0)
    session.warn(as_warning("of its vouchers, used since: {used} of {vouchers}"_en(undone.contents.vouchers_used,
                                                                                   undone.contents.vouchers)));
  if (const auto voided = undone.settled.followed.called_off; voided > 0)
    session.note(counted(voided, "{vouchers} voucher that followed from it is voided"_en,
                         "{vouchers} vouchers that followed from it are voided"_en, voided));
  if (const auto used = undone.settled.followed.to_collect; used > 0)
    session.warn(as_warning(counted(
        used, "{vouchers} voucher that followed from it has been used; see it with: loyalty report today"_en,
        "{vouchers} vouchers that followed from it have been used; see them with: loyalty report today"_en, used)));
}

/// Cards that were used meanwhile are gone with what they paid.
void note_cards(const Session& session, const app::Undone& undone) {
  if (const auto used = undone.contents.cards_used; used > 0)
    session.warn(as_warning(counted(used, "{cards} gift card of it has been used since and is no more"_en,
                                    "{cards} gift cards of it have been used since and are no more"_en, used)));
}

/// What must not be overlooked: points and vouchers already used, debts, days that are open again.
void note(const Session& session, const app::Undone& undone) {
  note_spending(session, undone.spending);
  note_vouchers(session, undone);
  note_cards(session, undone);
  if (undone.settled_after == undone.settled_before) return;
  if (undone.settled_after)
    session.note("processed through {day} only; the next run-nightly processes the days after it again"_en(
        *undone.settled_after));
  else
    session.note("no day is processed any more; the next run-nightly processes all of them"_en);
}

app::Undone undo(Session& session, BatchId batch, bool only_look) {
  auto context = session.context();
  context.dry_run = context.dry_run || only_look;
  return app::undo_batch(context, batch, session.progress("progress|members"_en));
}

bool confirmed(Session& session, BatchId batch) {
  const auto undone = undo(session, batch, true);
  if (isatty(STDIN_FILENO) == 0)
    throw Error(Failure::usage, "confirmation needed before batch {batch} is undone"_en(batch), {},
                "look first with --dry-run, then type: loyalty undo-batch {batch} --yes"_en(batch));
  session.warn(summary(undone));
  note(session, undone);
  return session.agreed(
      "undo batch {batch} ({source})? type yes to go on, or just Enter to stop"_en(batch, source_of(undone)));
}

/// A batch of an earlier day takes much with it.
void back_up_first(Session& session, BatchId batch) {
  if (session.globals().dry_run || session.flag("--no-backup")) return;
  const auto done = app::backup_before_undo(session.context(), batch);
  if (done && done->made) session.note("the ledger as it was before: {file}"_en(done->backup.path));
}

int run_undo_batch(Session& session) {
  const BatchId batch(session.maybe_number("BATCH").value());
  if (!session.globals().dry_run && !session.globals().yes && !confirmed(session, batch)) {
    session.warn("nothing was changed"_en);
    return 1;
  }
  back_up_first(session, batch);
  const auto undone = undo(session, batch, false);
  note(session, undone);
  if (undone.receipt.dry_run) {
    show_undone(session, undone);
    session.close(summary(undone), undone.receipt);
    return 0;
  }
  session.say("batch {batch} ({source}): {parts}; undone by batch {undo} ({hash})"_en(
      batch, source_of(undone), contents_told(undone), *undone.receipt.batch, store::shown_hash(undone.receipt.head)));
  return 0;
}

} // namespace

Command undo_batch() {
  return {
      .examples =
          "  loyalty list-batches --last 5\n"
          "  loyalty undo-batch 12 --dry-run\n"
          "  loyalty undo-batch 12",
      .options = {{"BATCH", Option::Kind::required, "name the batch by its number, as list-batches shows it"_en},
                  {"--no-backup", Option::Kind::flag, "make no backup first, which a batch of an earlier day gets"_en}},
      .run = run_undo_batch,
      .changes = true};
}

} // namespace loyalty::cli
