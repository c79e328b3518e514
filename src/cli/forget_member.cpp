// SPDX-License-Identifier: MIT
#include "app/members/forget_member.hpp"
#include "app/trust/backup.hpp"

#include <unistd.h>

#include <iostream>
#include <string>

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/titles.hpp"

namespace loyalty::cli {
namespace {

void show(Session& session, const app::MemberForgotten& done) {
  auto table = session.table({{"measure"}, {"value", "", output::Column::Kind::number}});
  const auto row = [&](std::string_view measure, std::int64_t value) {
    table->cell(session.for_people() ? session.said(messages::measure(measure)) : std::string(measure));
    table->cell(value);
    table->end_row();
  };
  row("keys", 1);
  row("names", done.named ? 1 : 0);
  row("identities", done.erased.identities);
  row("birthdays", done.erased.birthdays);
  row("buyers_of_orders", done.erased.buyers);
  row("rows_with_words", done.rows_with_words);
  row("typed_texts", done.erased.texts);
  table->finish();
}

/// "member id, name, 2 identities, birthday".
MessageList erased(const app::MemberForgotten& done) {
  std::vector<Message> parts{"erased|member id"_en};
  const auto& rows = done.erased;
  if (done.named) parts.push_back("erased|name"_en);
  if (rows.identities > 0)
    parts.push_back(counted(rows.identities, "{count} identity"_en, "{count} identities"_en, rows.identities));
  if (rows.birthdays > 0) parts.push_back("erased|birthday"_en);
  if (rows.buyers > 0)
    parts.push_back(
        counted(rows.buyers, "buyer data of {orders} order"_en, "buyer data of {orders} orders"_en, rows.buyers));
  if (rows.texts > 0) parts.push_back(counted(rows.texts, "{count} text"_en, "{count} texts"_en, rows.texts));
  return {std::move(parts), Between::names};
}

/// Backups made before still know the member.
void note_copies(Session& session, const app::MemberForgotten& done) {
  std::vector<Message> files;
  for (const auto& copy : app::copies_without(session.ledger(), session.backup_folder(), done.batch))
    files.push_back(Message::name(copy.path));
  session.note("backups and copies made before still hold these data: delete those too"_en);
  if (!files.empty())
    session.warn(as_note("these still know the member: {files}"_en(MessageList{std::move(files), Between::names})));
}

/// What stays, and where else the member may still be known.
void note(Session& session, const app::MemberForgotten& done) {
  if (done.keeps_day)
    session.warn(
        as_note("day and month of the birthday stay, without the year: points, tiers or vouchers were given by it"_en));
  if (done.keeps_fields)
    session.warn(as_note("what custom fields hold stays: points, tiers or vouchers were given by it"_en));
  if (done.rows_with_words > 0)
    session.warn(
        as_note(counted(done.rows_with_words,
                        "{rows} row of the books holds the name, a number or an address in a text that somebody "
                        "typed: it stays, for the books cannot be changed"_en,
                        "{rows} rows of the books hold the name, a number or an address in texts that somebody "
                        "typed: they stay, for the books cannot be changed"_en,
                        done.rows_with_words)));
  if (!done.overwritten && !done.receipt.dry_run)
    session.warn(as_warning(
        "the file could not be rewritten, so deleted texts may still lie in it: make room on the disk and type the "
        "same command with the new member id"_en));
  note_copies(session, done);
}

bool confirmed(Session& session, const std::string& typed) {
  auto context = session.context();
  context.dry_run = true;
  const auto preview = app::forget_member(context, typed);
  if (isatty(STDIN_FILENO) == 0)
    throw Error(Failure::usage, "confirmation needed before {member} is forgotten"_en(typed), {},
                "look first with --dry-run, then add --yes"_en);
  session.warn("{member}: {data}"_en(session.key(preview.member.key), erased(preview)));
  note(session, preview);
  session.warn("this cannot be undone; type the member id to go on, or just Enter to stop"_en);
  std::string answer;
  std::getline(std::cin, answer);
  return answer == preview.member.key;
}

int run_forget_member(Session& session) {
  const auto typed = session.text("MEMBER");
  const bool asks = !session.globals().dry_run && !session.globals().yes;
  if (asks && !confirmed(session, typed)) {
    session.warn("nothing was changed"_en);
    return 1;
  }
  const auto done = app::forget_member(session.context(), typed);
  if (done.repeated) {
    if (!done.receipt.dry_run) note_copies(session, done);
    session.say("{member} was forgotten before; the file was rewritten"_en(done.key));
    return done.overwritten || done.receipt.dry_run ? 0 : 1;
  }
  if (done.receipt.dry_run) show(session, done);
  note(session, done);
  const auto what = "{member} is forgotten ({data}) and is {new_id} from now on"_en(session.key(done.member.key),
                                                                                    erased(done), done.key);
  if (done.receipt.dry_run)
    session.say("{what}; dry run: nothing was written"_en(what));
  else
    session.say("{what}; batch {batch} ({hash}), cannot be undone"_en(what, *done.receipt.batch,
                                                                      store::shown_hash(done.receipt.head)));
  return done.overwritten || done.receipt.dry_run ? 0 : 1;
}

} // namespace

Command forget_member() {
  return {.examples =
              "  loyalty forget-member M0001 --dry-run\n"
              "  loyalty forget-member M0001\n"
              "  loyalty forget-member 13800138000 --yes",
          .options = {{"MEMBER", Option::Kind::required, "name the member by key, phone or other identity"_en}},
          .run = run_forget_member,
          .changes = true};
}

} // namespace loyalty::cli
