// SPDX-License-Identifier: MIT
#include "app/trust/restore.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <utility>

#include "app/trust/backup.hpp"
#include "loyalty/error.hpp"
#include "messages/reasons.hpp"
#include "program/program_file.hpp"
#include "store/ledger/chain.hpp"
#include "store/ledger/integrity.hpp"

namespace loyalty::app {
namespace {

namespace fs = std::filesystem;
using Access = store::Ledger::Access;

/// What the database puts beside a ledger.
constexpr std::array<const char*, 3> beside = {"-journal", "-wal", "-shm"};

/// A name that is not taken, with a number where it has to be.
std::string free_name(const fs::path& folder, const std::string& stem, const std::string& extension) {
  std::error_code none;
  auto name = folder / (stem + extension);
  for (int number = 2; fs::exists(fs::symlink_status(name, none)); ++number)
    name = folder / fmt::format("{}-{}{}", stem, number, extension);
  return name.string();
}

/// A restore that was killed at the last moment has left the ledger with two names.
void drop_second_name(const fs::path& ledger) {
  struct stat own {};
  if (stat(ledger.c_str(), &own) != 0 || own.st_nlink < 2) return;
  const auto begins = ledger.stem().string() + "-replaced-";
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(ledger.has_parent_path() ? ledger.parent_path() : ".", none)) {
    struct stat other {};
    const auto& path = entry.path();
    if (!path.filename().string().starts_with(begins) || stat(path.c_str(), &other) != 0) continue;
    if (other.st_dev == own.st_dev && other.st_ino == own.st_ino) unlink(path.c_str());
  }
}

bool same_place(const std::string& left, const std::string& right) {
  std::error_code none;
  return fs::equivalent(left, right, none);
}

std::string shop_of(const std::string& program) {
  return program.empty() ? std::string() : program::parse_program(program).program.name;
}

[[noreturn]] void fail_to_replace(const std::string& path, int error) {
  throw Error(Failure::refused, nothing_changed("{file} cannot be replaced"_en(path)), messages::system_reason(error),
              "check who owns the folder"_en);
}

/// Of a ledger that is gone, or was too damaged to be opened.
void keep_what_lies_beside(const std::string& ledger, const std::string& kept) {
  for (const char* suffix : beside)
    if (rename((ledger + suffix).c_str(), (kept + suffix).c_str()) != 0 && errno != ENOENT)
      fail_to_replace(ledger + suffix, errno);
}

/// A second name rather than another one, so that at no moment there is no ledger. Some file systems have no such
/// thing.
void keep(const std::string& ledger, const std::string& kept) {
  if (link(ledger.c_str(), kept.c_str()) != 0) {
    if (rename(ledger.c_str(), kept.c_str()) != 0) fail_to_replace(ledger, errno);
    return keep_what_lies_beside(ledger, kept);
  }
  try {
    keep_what_lies_beside(ledger, kept);
  } catch (const Error&) {
    unlink(kept.c_str());
    throw;
  }
}

} // namespace

Restore::Restore(std::string ledger_path, const std::string& file, int wait_seconds)
    : path_(std::move(ledger_path)), wait_seconds_(wait_seconds), copy_(path_) {
  if (same_place(file, path_))
    throw Error(Failure::usage, "{file} is the ledger itself"_en(file), {},
                "name one of your backups, or the ledger to be replaced with --ledger FILE"_en);
  take_copy(file);
  found_.shop = shop_of(found_.holds.program);
  look_at_present();
  const bool both = found_.unreadable.empty() && found_.holds.last && found_.present.last;
  // One that was rebuilt of what was left of this one has other hashes.
  if (both && !rebuilt_ && found_.holds.first_hash != found_.present.first_hash)
    throw Error(Failure::refused, nothing_changed("{file} is another ledger, and no backup of this one"_en(file)),
                "not even their first batches are the same"_en,
                "to work with it as it is, name it with --ledger {file}"_en(file));
}

void Restore::take_copy(const std::string& file) {
  Message fault;
  try {
    store::copy_file(file, copy_.unfinished(), wait_seconds_);
    store::Ledger copy(copy_.unfinished(), Access::write, 0);
    fault = store::check_integrity(copy);
    if (fault.empty()) fault = store::check_chain(copy);
    found_.holds = store::state_of(copy);
    for (const auto& batch : store::batches(copy))
      rebuilt_ = rebuilt_ || batch.start.kind == store::BatchKind::ledger_rebuilt;
  } catch (const Error& error) {
    // What is said of it speaks of a ledger, and of how to put a backup in its place.
    if (error.failure != Failure::damaged && error.failure != Failure::no_ledger) throw;
    const bool damaged = error.hint.english() == put_backup_back().english();
    throw Error(error.failure, nothing_changed(damaged ? "{file} is damaged"_en(file) : error.told), error.why,
                "name another one of your backups"_en);
  }
  if (!fault.empty())
    throw Error(Failure::damaged, nothing_changed("{file} is damaged"_en(file)), fault,
                "name another one of your backups"_en);
}

void Restore::look_at_present() {
  drop_second_name(copy_.real());
  std::error_code none;
  found_.there = fs::exists(copy_.real(), none);
  if (!found_.there) return;
  if (!fs::is_regular_file(copy_.real(), none))
    throw Error(Failure::refused, nothing_changed("{file} is not an ordinary file"_en(path_)), {},
                "name the ledger to be replaced with --ledger FILE"_en);
  std::vector<store::BatchRow> batches;
  try {
    store::Ledger present(path_, Access::read, wait_seconds_, backup_before_migration(backup_folder(path_)));
    found_.present = store::state_of(present);
    batches = store::batches(present);
  } catch (const Error& error) {
    if (error.failure != Failure::damaged) throw;
    found_.unreadable = error.why.empty() ? error.told : "{what}: {why}"_en(error.told, error.why);
    return;
  }
  store::Ledger copy(copy_.unfinished(), Access::read, 0);
  const auto kept = store::batches(copy);
  if (rebuilt_) {
    // Its batches are those of the ledger, with other hashes.
    if (batches.size() > kept.size()) found_.lost.assign(batches.begin() + std::ssize(kept), batches.end());
    return;
  }
  const auto [first, of_copy] =
      std::ranges::mismatch(batches, kept, {}, &store::BatchRow::hash, &store::BatchRow::hash);
  found_.lost.assign(first, batches.end());
  found_.gained = kept.end() - of_copy;
}

std::string Restore::kept_name() const {
  const fs::path ledger = copy_.real();
  const auto& present = found_.present;
  const auto state = present.last ? fmt::format("{}-{:06}-{}", to_string(present.day), present.last->value,
                                                store::shown_hash(present.head))
                                  : std::string(!found_.there               ? "gone"
                                                : found_.unreadable.empty() ? "empty"
                                                                            : "damaged");
  return free_name(ledger.parent_path(), fmt::format("{}-replaced-{}", ledger.stem().string(), state),
                   ledger.extension().string());
}

std::string Restore::finish() {
  const auto& ledger = copy_.real();
  const auto kept = kept_name();
  if (!found_.there) {
    // The journal of a ledger that was removed would be rolled back onto the new one.
    keep_what_lies_beside(ledger, kept);
    copy_.finish();
    return {};
  }
  const store::Sole sole(ledger, wait_seconds_);
  keep(ledger, kept);
  copy_.finish();
  return kept;
}

} // namespace loyalty::app
