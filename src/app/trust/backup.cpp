// SPDX-License-Identifier: MIT
#include "app/trust/backup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "loyalty/error.hpp"
#include "messages/reasons.hpp"
#include "output/whole_file.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/chain.hpp"
#include "store/ledger/file_checks.hpp"
#include "store/ledger/schema.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::app {
namespace {

namespace fs = std::filesystem;

/// "loyalty-2026-01-31-000014-3f2a91c07b5e44d0.db": sorts by time. One of an older version says which.
std::string backup_name(const std::string& ledger_path, const store::LedgerState& holds) {
  const fs::path ledger = output::real_file(ledger_path);
  const auto version = holds.version == store::schema_version ? "" : fmt::format("-v{}", holds.version);
  return fmt::format("{}-{}-{:06}-{}{}{}", ledger.stem().string(), to_string(holds.day), holds.last->value,
                     store::shown_hash(holds.head), version, ledger.extension().string());
}

std::string backup_path(store::Ledger& ledger, const std::string& folder, const store::LedgerState& holds) {
  return (fs::path(folder) / backup_name(ledger.path(), holds)).string();
}

Message fault_of_backup(const std::string& path, const store::LedgerState& holds) {
  if (auto fault = store::fault_of_file(path); !fault.empty()) return fault;
  if (store::state_of_file(path, 0).head != holds.head) return "its last batch is another one"_en;
  // An older version has other tables, and keeps them.
  if (holds.version != store::schema_version) return {};
  store::Ledger copy(path, store::Ledger::Access::read, 0);
  return store::check_chain(copy);
}

bool is_whole_backup(const std::string& path, const store::LedgerState& holds) {
  std::error_code none;
  if (!fs::exists(path, none)) return false;
  try {
    return fault_of_backup(path, holds).empty();
  } catch (const Error&) { return false; }
}

void make_folder(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error || !fs::is_directory(folder, error))
    throw Error(Failure::refused, "the folder {folder} cannot be made"_en(folder),
                messages::system_reason(error ? error.value() : ENOTDIR));
}

std::int64_t bytes_of_file(const std::string& path) {
  std::error_code none;
  const auto size = fs::file_size(path, none);
  return none ? 0 : static_cast<std::int64_t>(size);
}

/// What in the folder is a ledger, whosever.
std::vector<Backup> ledgers_in(const std::string& folder, const std::string& extension) {
  std::vector<Backup> found;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    const auto& path = entry.path();
    if (path.extension() != extension || !entry.is_regular_file(none)) continue;
    try {
      found.push_back({path.string(), bytes_of_file(path.string()), store::state_of_file(path.string(), 0)});
    } catch (const Error&) {}
  }
  std::erase_if(found, [](const Backup& each) { return !each.holds.last; });
  return found;
}

std::string extension_of(const std::string& ledger_path) { return fs::path(ledger_path).extension().string(); }

BackedUp make_backup(store::Ledger& ledger, const std::string& folder) {
  std::optional<output::WholeFile> file;
  BackedUp made;
  {
    const store::Snapshot snapshot(ledger);
    made.backup.holds = store::state_of(ledger);
    file.emplace(backup_path(ledger, folder, made.backup.holds));
    store::copy_ledger(ledger, file->unfinished());
  }
  if (const auto fault = fault_of_backup(file->unfinished(), made.backup.holds); !fault.empty())
    throw Error(Failure::damaged, "the ledger is damaged; no backup was made"_en, fault, put_backup_back());
  file->finish();
  made.backup.path = file->real();
  made.backup.bytes = bytes_of_file(made.backup.path);
  return made;
}

/// What stopped a backup, and what becomes of the command that wanted one.
[[noreturn]] void refuse_without_backup(const Error& error, Message what, Message hint) {
  if (error.failure != Failure::refused) throw error;
  throw Error(Failure::refused, nothing_changed(std::move(what)),
              error.why.empty() ? error.told : "{what}: {why}"_en(without_promise(error.told), error.why),
              std::move(hint));
}

} // namespace

std::string backup_folder(const std::string& ledger_path) {
  fs::path ledger = ledger_path;
  try {
    ledger = output::real_file(ledger_path);
  } catch (const Error&) {} // whoever opens it says what is wrong
  return (ledger.parent_path() / "backup").string();
}

std::vector<Backup> own_backups(store::Ledger& ledger, const std::string& folder) {
  auto found = ledgers_in(folder, extension_of(ledger.path()));
  const auto batches = store::batches(ledger);
  std::erase_if(found, [&](const Backup& each) {
    const auto number = static_cast<std::size_t>(each.holds.last->value);
    return number > batches.size() || batches[number - 1].hash != each.holds.head;
  });
  std::ranges::sort(found, {},
                    [](const Backup& each) { return std::pair(each.holds.last->value, each.holds.version); });
  return found;
}

std::vector<Backup> copies_without(store::Ledger& ledger, const std::string& folder, std::optional<BatchId> batch) {
  const auto batches = store::batches(ledger);
  const fs::path real = store::absolute(output::real_file(ledger.path()));
  auto found = ledgers_in(folder, extension_of(ledger.path()));
  std::error_code none;
  if (const auto beside = real.parent_path(); !fs::equivalent(beside, folder, none))
    for (auto& each : ledgers_in(beside.string(), extension_of(ledger.path()))) {
      each.path = fs::path(ledger.path()).replace_filename(fs::path(each.path).filename()).string();
      found.push_back(std::move(each));
    }
  std::erase_if(found, [&](const Backup& each) {
    if (fs::equivalent(each.path, real, none)) return true;
    if (batches.empty() || each.holds.first_hash != batches.front().hash) return true;
    const auto number = static_cast<std::size_t>(each.holds.last->value);
    const bool of_same = number <= batches.size() && batches[number - 1].hash == each.holds.head;
    return batch && of_same && *each.holds.last >= *batch;
  });
  std::ranges::sort(found, {}, &Backup::path);
  return found;
}

std::optional<Backup> newest_backup(const std::string& ledger_path) {
  auto found = ledgers_in(backup_folder(ledger_path), extension_of(ledger_path));
  const auto begins = fs::path(ledger_path).stem().string() + '-';
  std::erase_if(found,
                [&](const Backup& each) { return !fs::path(each.path).filename().string().starts_with(begins); });
  const auto newest = std::ranges::max_element(
      found, {}, [](const Backup& each) { return std::tuple(each.holds.recorded_at, each.holds.last->value); });
  return newest == found.end() ? std::nullopt : std::optional(*newest);
}

std::optional<BackedUp> back_up(store::Ledger& ledger, const std::string& folder) {
  auto holds = store::state_of(ledger);
  if (!holds.last) return std::nullopt;
  try {
    make_folder(folder);
    const auto path = backup_path(ledger, folder, holds);
    if (is_whole_backup(path, holds)) return BackedUp{{path, bytes_of_file(path), std::move(holds)}, false};
    return make_backup(ledger, folder);
  } catch (const Error& error) {
    refuse_without_backup(error, "no backup could be made"_en,
                          "make room there, or name another folder: loyalty backup --to FOLDER"_en);
  }
}

std::vector<std::string> remove_older_backups(store::Ledger& ledger, const std::string& folder, std::size_t keep) {
  auto own = own_backups(ledger, folder);
  std::erase_if(own, [&](const Backup& each) {
    return fs::path(each.path).filename() != backup_name(ledger.path(), each.holds);
  });
  std::vector<std::string> removed;
  for (std::size_t at = 0; at + keep < own.size(); ++at) {
    std::error_code error;
    if (fs::remove(own[at].path, error)) removed.push_back(own[at].path);
  }
  return removed;
}

store::Ledger::BeforeMigration backup_before_migration(std::string folder) {
  return [folder = std::move(folder)](store::Ledger& ledger) {
    try {
      back_up(ledger, folder);
    } catch (const Error& error) {
      refuse_without_backup(error,
                            "an older version wrote this ledger, and no backup could be made before it is converted"_en,
                            "make room there, or let the backup go elsewhere: loyalty backup --to FOLDER"_en);
    }
  };
}

std::optional<BackedUp> backup_before_undo(const shop::Context& context, BatchId batch) {
  const auto batches = store::batches(context.ledger);
  const auto number = static_cast<std::size_t>(batch.value);
  if (number < 1 || number > batches.size()) return std::nullopt;
  const auto& found = batches[number - 1];
  if (found.start.as_of >= context.as_of || found.undone_by || found.end.undoes) return std::nullopt;
  try {
    return back_up(context.ledger, backup_folder(context.ledger.path()));
  } catch (const Error& error) {
    refuse_without_backup(error, "batch {batch} is of an earlier day, and no backup could be made first"_en(batch),
                          "make room there, or go without one: loyalty undo-batch {batch} --yes --no-backup"_en(batch));
  }
}

} // namespace loyalty::app
