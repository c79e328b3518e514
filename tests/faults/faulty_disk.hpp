// SPDX-License-Identifier: MIT
#pragma once

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <limits>
#include <map>
#include <new>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "faults/shop.hpp"

namespace faults {

/// What becomes of an operation on a file, and of those behind it.
enum class Fault : std::uint8_t {
  io_error,   ///< writing, cutting, confirming, removing or making a file fails
  full,       ///< writing or making a file finds no room
  unreadable, ///< reading fails
  killed,     ///< the process is gone: neither this nor anything behind it is done
  torn,       ///< the same, with half of what was to be written on the disk
  power_cut,  ///< the same, and what the disk has not confirmed may be gone too
};

struct FaultAt {
  Fault fault = Fault::io_error;
  bool for_ever = false;                                        ///< else this operation only
  std::uint64_t at = std::numeric_limits<std::uint64_t>::max(); ///< counted from 1
};

/// What a power cut takes of everything that was not confirmed: all of it, or each sector, cut and name by chance.
inline constexpr std::uint64_t all_of_it = 0;

/// The system's own disk under every SQLite file that is opened while it lives, but for one fault. It does not wait for
/// the disk, and remembers what the disk has confirmed: after a power cut, `lose` leaves that and what chance adds. New
/// files are gone until their folder is confirmed, and a removed one is back.
class FaultyDisk {
 public:
  FaultyDisk() : real_(sqlite3_vfs_find(nullptr)), vfs_(*real_) {
    disk_ = this;
    vfs_.zName = "faulty";
    vfs_.pNext = nullptr;
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
    vfs_.xOpen = open;
    vfs_.xDelete = remove;
    sqlite3_vfs_register(&vfs_, 1);
  }
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;
  ~FaultyDisk() {
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(real_, 1);
    disk_ = nullptr;
  }

  /// From now on operations count; what lies on the disk is confirmed.
  void arm(const FaultAt& plan) {
    plan_ = plan;
    counted_ = 0;
    armed_ = true;
    struck_ = stopped_ = false;
    kept_.clear();
  }
  /// No fault any more.
  void mend() { armed_ = stopped_ = false; }
  std::uint64_t counted() const { return counted_; }
  bool struck() const { return struck_; }

  /// Leaves of every file what a power cut leaves; `seed` says what chance keeps.
  void lose(std::uint64_t seed) {
    std::mt19937_64 chance(seed);
    const auto survives = [&] { return seed != all_of_it && (chance() & 1U) != 0; };
    for (auto& [path, kept] : kept_) {
      const bool there = kept.named ? !kept.removed || !survives() : survives();
      if (!there) {
        fs::remove(path);
        continue;
      }
      for (const auto& change : kept.later) change_by_sectors(kept.bytes, change, survives);
      write_file(path, kept.bytes);
    }
    kept_.clear();
  }

 private:
  enum class Does : std::uint8_t { write, cut, sync, remove, make, read, other };
  /// A write, or, without bytes, a cut to `at`.
  struct Change {
    std::size_t at = 0;
    std::string bytes;
    bool cut = false;
  };
  struct Kept {
    std::string bytes;         ///< confirmed
    std::vector<Change> later; ///< not yet
    bool named = true;         ///< its name is confirmed
    bool removed = false;      ///< which is not yet
  };
  struct File {
    sqlite3_file base;
    const char* name;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  };

  static void apply(std::string& bytes, const Change& change) {
    if (change.cut) {
      bytes.resize(std::min(bytes.size(), change.at));
      return;
    }
    // What was never written may hold anything.
    if (bytes.size() < change.at + change.bytes.size()) bytes.resize(change.at + change.bytes.size(), '\x5a');
    bytes.replace(change.at, change.bytes.size(), change.bytes);
  }
  template <class Survives>
  static void change_by_sectors(std::string& bytes, const Change& change, const Survives& survives) {
    constexpr std::size_t sector = 512;
    if (change.cut) {
      if (survives()) apply(bytes, change);
      return;
    }
    for (std::size_t done = 0; done < change.bytes.size();) {
      const auto part = std::min(change.bytes.size() - done, sector - (change.at + done) % sector);
      if (survives()) apply(bytes, {change.at + done, change.bytes.substr(done, part)});
      done += part;
    }
  }

  bool counts(Does does) const {
    switch (plan_.fault) {
      case Fault::unreadable: return does == Does::read;
      case Fault::full: return does == Does::write || does == Does::make;
      default: return does != Does::read && does != Does::other;
    }
  }
  bool ends_all() const {
    return plan_.fault == Fault::killed || plan_.fault == Fault::torn || plan_.fault == Fault::power_cut;
  }
  /// Whether this operation fails.
  bool strikes(Does does) {
    if (stopped_) return true;
    if (!armed_ || !counts(does)) return false;
    ++counted_;
    if (counted_ < plan_.at || (counted_ > plan_.at && !plan_.for_ever)) return false;
    struck_ = true;
    stopped_ = ends_all();
    return true;
  }
  bool remembers() const { return armed_ && plan_.fault == Fault::power_cut; }
  Kept* kept(const char* name) {
    if (name == nullptr || !remembers()) return nullptr;
    const auto found = kept_.find(name);
    return found == kept_.end() ? nullptr : &found->second;
  }

  static FaultyDisk& of_all() { return *disk_; }
  static File& as_file(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
  static sqlite3_file* real_of(sqlite3_file* file) { return as_file(file).real(); }

  static int open(sqlite3_vfs*, const char* name, sqlite3_file* base, int flags, int* given) {
    auto& disk = of_all();
    auto& file = as_file(base);
    base->pMethods = nullptr;
    const bool is_new = name == nullptr || ((flags & SQLITE_OPEN_CREATE) != 0 && access(name, F_OK) != 0);
    if (disk.strikes(is_new ? Does::make : Does::other)) return SQLITE_CANTOPEN;
    file.name = name;
    file.real()->pMethods = nullptr;
    const int code = disk.real_->xOpen(disk.real_, name, file.real(), flags, given);
    if (code != SQLITE_OK) return code;
    base->pMethods = &methods_;
    if (name != nullptr && disk.remembers() && disk.kept(name) == nullptr)
      disk.kept_[name] = {.bytes = is_new ? "" : read_file(name), .later = {}, .named = !is_new};
    else if (auto* kept = disk.kept(name); kept != nullptr && is_new)
      *kept = {.bytes = "", .later = {}, .named = false};
    return SQLITE_OK;
  }
  static int remove(sqlite3_vfs*, const char* name, int confirm) {
    auto& disk = of_all();
    if (disk.strikes(Does::remove)) return SQLITE_IOERR_DELETE;
    const int code = disk.real_->xDelete(disk.real_, name, 0);
    if (code != SQLITE_OK) return code;
    if (auto* kept = disk.kept(name)) kept->removed = true;
    return confirm != 0 ? disk.confirm_names() : SQLITE_OK;
  }
  int confirm_names() {
    if (strikes(Does::sync)) return SQLITE_IOERR_DIR_FSYNC;
    std::erase_if(kept_, [](const auto& each) { return each.second.removed; });
    for (auto& [path, kept] : kept_) kept.named = true;
    return SQLITE_OK;
  }

  static int close(sqlite3_file* file) { return real_of(file)->pMethods->xClose(real_of(file)); }
  static int read(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
    if (of_all().strikes(Does::read)) return SQLITE_IOERR_READ;
    return real_of(file)->pMethods->xRead(real_of(file), to, size, at);
  }
  static int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
    auto& disk = of_all();
    const bool was_stopped = disk.stopped_;
    if (disk.strikes(Does::write)) {
      if (disk.plan_.fault == Fault::torn && !was_stopped)
        real_of(file)->pMethods->xWrite(real_of(file), from, size / 2, at);
      return disk.plan_.fault == Fault::full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    if (auto* kept = disk.kept(as_file(file).name))
      kept->later.push_back(
          {static_cast<std::size_t>(at), std::string(static_cast<const char*>(from), static_cast<std::size_t>(size))});
    return real_of(file)->pMethods->xWrite(real_of(file), from, size, at);
  }
  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    auto& disk = of_all();
    if (disk.strikes(Does::cut)) return SQLITE_IOERR_TRUNCATE;
    if (auto* kept = disk.kept(as_file(file).name)) kept->later.push_back({static_cast<std::size_t>(size), "", true});
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
  }
  /// SQLite's own files confirm the name of a new journal with its first bytes.
  static int sync(sqlite3_file* file, int) {
    auto& disk = of_all();
    if (disk.strikes(Does::sync)) return SQLITE_IOERR_FSYNC;
    if (auto* kept = disk.kept(as_file(file).name)) {
      for (const auto& change : kept->later) apply(kept->bytes, change);
      kept->later.clear();
      if (!kept->named) return disk.confirm_names();
    }
    return SQLITE_OK;
  }
  static int size(sqlite3_file* file, sqlite3_int64* size) {
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
  }
  static int lock(sqlite3_file* file, int level) { return real_of(file)->pMethods->xLock(real_of(file), level); }
  static int unlock(sqlite3_file* file, int level) { return real_of(file)->pMethods->xUnlock(real_of(file), level); }
  static int reserved(sqlite3_file* file, int* is) {
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), is);
  }
  static int control(sqlite3_file* file, int what, void* with) {
    return real_of(file)->pMethods->xFileControl(real_of(file), what, with);
  }
  static int sector(sqlite3_file* file) { return real_of(file)->pMethods->xSectorSize(real_of(file)); }
  static int traits(sqlite3_file* file) { return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file)); }

  static constexpr sqlite3_io_methods methods_ = {
      1, close, read, write, truncate, sync, size, lock, unlock, reserved, control, sector, traits,
      // Version 1 has no shared memory and no mapped pages, which ledgers do not use.
      nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};
  static inline FaultyDisk* disk_ = nullptr;

  sqlite3_vfs* real_;
  sqlite3_vfs vfs_;
  FaultAt plan_;
  std::uint64_t counted_ = 0;
  bool armed_ = false, struck_ = false, stopped_ = false;
  std::map<std::string, Kept> kept_;
};

} // namespace faults
