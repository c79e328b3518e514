// SPDX-License-Identifier: MIT
#include "app/trust/restore.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/command.hpp"
#include "cli/ending.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/titles.hpp"

namespace loyalty::cli {
namespace {

constexpr std::size_t files_named = 5;

/// "import-orders june.csv".
Message source(const store::BatchRow& batch) {
  return "batch {batch} ({source})"_en(
      batch.id, batch.end.input_name.empty() ? std::string(to_string(batch.start.kind))
                                             : fmt::format("{} {}", to_string(batch.start.kind), batch.end.input_name));
}

void show_restoring(Session& session, const app::Restoring& found) {
  auto table = session.table({{"measure"}, {"value"}});
  const auto row = [&](std::string_view measure, const std::string& value) {
    table->text(session.for_people() ? session.said(messages::measure(measure)) : std::string(measure));
    table->text(value);
    table->end_row();
  };
  row("file", session.text("FILE"));
  row("shop", found.shop);
  if (const auto& holds = found.holds; holds.last) {
    row("batch", std::to_string(holds.last->value));
    row("day", to_string(holds.day));
    row("head", holds.head);
  }
  row("batches_lost", std::to_string(found.lost.size()));
  row("batches_gained", std::to_string(found.gained));
  table->finish();
  session.flush();
}

void tell_lost(const Session& session, const std::vector<store::BatchRow>& lost) {
  if (lost.empty()) return;
  std::vector<Message> named;
  for (const auto& batch : lost)
    if (named.size() < files_named) named.push_back(source(batch));
  if (lost.size() > files_named)
    named.push_back(
        counted(lost.size() - files_named, "{batches} more"_en, "{batches} more"_en, lost.size() - files_named));
  session.warn(as_warning("what came later would be gone: {batches}"_en(std::move(named))));
  for (const auto& batch : lost)
    if (batch.start.kind == store::BatchKind::member_forgotten && !batch.undone_by)
      return session.warn(as_warning("members forgotten since then would be known again: forget them again"_en));
}

bool may_replace(Session& session) {
  if (isatty(STDIN_FILENO) == 0)
    throw Error(Failure::usage, "confirmation needed before the ledger is replaced"_en, {},
                "type: loyalty restore {file} --yes"_en(session.text("FILE")));
  return session.agreed("put this file in the place of the ledger? type yes to go on, or just Enter to stop"_en);
}

int run_restore(Session& session) {
  app::Restore restore(session.globals().ledger, session.text("FILE"), session.wait_seconds());
  const auto& found = restore.found();
  const bool same = found.there && found.unreadable.empty() && found.holds.head == found.present.head;
  show_restoring(session, found);
  // That can be true of a ledger in which rows were altered.
  if (same) session.note("the ledger has this head already"_en);
  if (!found.unreadable.empty())
    session.warn(
        as_warning("the present ledger cannot be read, so what it holds beyond the file is not known: {why}"_en(
            found.unreadable)));
  tell_lost(session, found.lost);
  if (session.globals().dry_run) {
    session.say("dry run: nothing was written"_en);
    return 0;
  }
  if (!session.globals().yes && !may_replace(session)) {
    session.warn("nothing was changed"_en);
    return 1;
  }
  change_becomes_final();
  const auto kept = restore.finish();
  session.say("{ledger} is restored from {file}; the program file was not touched"_en(session.globals().ledger,
                                                                                      session.text("FILE")));
  if (!kept.empty()) session.say("what was there before lies in {file}"_en(kept));
  return 0;
}

} // namespace

Command restore() {
  return {.examples =
              "  loyalty restore backup/loyalty-2026-06-30-000041-3f2a91c07b5e44d0.db --dry-run\n"
              "  loyalty restore backup/loyalty-2026-06-30-000041-3f2a91c07b5e44d0.db --yes",
          .options = {{"FILE", Option::Kind::required, "name the backup"_en}},
          .run = run_restore,
          .changes = true,
          .again = ""};
}

} // namespace loyalty::cli
