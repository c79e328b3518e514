// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/number.hpp"
#include "shop/work.hpp"
#include "store/ledger/copy.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::app {

/// A copy of a ledger that can be put in its place.
struct Backup {
  std::string path;
  std::int64_t bytes = 0;
  store::LedgerState holds;
};

/// The folder of backups where none is named: `backup` beside the ledger, wherever links lead.
std::string backup_folder(const std::string& ledger_path);

/// The backups in a folder that hold nothing but what the ledger holds: their last batch is one of its batches. Oldest
/// first.
std::vector<Backup> own_backups(store::Ledger& ledger, const std::string& folder);
/// The copies of the ledger in a folder and beside it that do not hold the batch; none named: all of them.
std::vector<Backup> copies_without(store::Ledger& ledger, const std::string& folder, std::optional<BatchId> batch);
/// The newest backup for a ledger that can no longer be read, by the names and what the files say of themselves.
std::optional<Backup> newest_backup(const std::string& ledger_path);

/// A backup that was asked for.
struct BackedUp {
  Backup backup;
  bool made = true; ///< false: it was there, and is whole
};

/// Copies the ledger into the folder while others use it, under a name that says which ledger, its latest day, its last
/// batch and its head. The copy has its name only when it is known to be whole and is on the disk; the folder is made
/// if it is missing. nullopt: the ledger holds nothing so far. Refused by `Error` where it cannot be written (refused)
/// and where the ledger does not pass the checks of its file and its chain (damaged); then nothing is left behind.
std::optional<BackedUp> back_up(store::Ledger& ledger, const std::string& folder);

/// Removes own backups that bear the names `back_up` gives, but for the newest `keep`. Returns what it removed.
std::vector<std::string> remove_older_backups(store::Ledger& ledger, const std::string& folder, std::size_t keep);

/// For opening a ledger: one of an older version is backed up first, or stays as it is.
store::Ledger::BeforeMigration backup_before_migration(std::string folder);

/// Backs the ledger up before a batch of an earlier day than the command's is undone; nullopt: it is of that day, or
/// cannot be undone at all. Refused by `Error` where that is impossible.
std::optional<BackedUp> backup_before_undo(const shop::Context& context, BatchId batch);

} // namespace loyalty::app
