// SPDX-License-Identifier: MIT
#include "app/trust/backup.hpp"

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "cli/size_told.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

std::optional<std::size_t> copies_to_keep(const Session& session) {
  const auto keep = session.maybe_number("--keep");
  if (keep && *keep < 1) throw Error(Failure::usage, "--keep must be at least 1"_en);
  return keep ? std::optional(static_cast<std::size_t>(*keep)) : std::nullopt;
}

void tell(const Session& session, const app::BackedUp& done) {
  const auto& [path, bytes, holds] = done.backup;
  const auto size = size_told(bytes);
  if (done.made)
    session.say("{file}: {size}, through batch {batch} of {day}"_en(path, size, *holds.last, to_string(holds.day)));
  else
    session.say("nothing new since batch {batch}: {file}, {size}, is there and whole"_en(*holds.last, path, size));
}

int run_backup(Session& session) {
  const auto keep = copies_to_keep(session);
  auto& ledger = session.ledger();
  const auto folder = session.backup_folder();
  const auto done = app::back_up(ledger, folder);
  if (!done) {
    session.say("the ledger holds nothing so far; no backup was made"_en);
    return 0;
  }
  tell(session, *done);
  if (!keep) return 0;
  const auto removed = app::remove_older_backups(ledger, folder, *keep);
  if (!removed.empty())
    session.say(counted(removed.size(), "{backups} older backup removed"_en, "{backups} older backups removed"_en,
                        removed.size()));
  return 0;
}

} // namespace

Command backup() {
  return {.examples = "  loyalty backup\n  loyalty backup --to /mnt/usb\n  loyalty backup --keep 14",
          .options = {{"--to", Option::Kind::value,
                       "put it there; without this: in the folder backup beside the ledger"_en, "FOLDER"},
                      {"--keep", Option::Kind::value,
                       "then remove older backups of this ledger, but for the newest N"_en, "N"}},
          .run = run_backup};
}

} // namespace loyalty::cli
