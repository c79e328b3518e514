// SPDX-License-Identifier: MIT
//
// What is said of a commit during which the disk failed is what the ledger holds afterwards.

#include <sqlite3.h>

#include <cstring>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>

#include "catch.hpp"
#include "files/text_file.hpp"
#include "loyalty/error.hpp"
#include "shop/work.hpp"
#include "store/acts.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/chain.hpp"

namespace commit_test {

namespace {

using namespace loyalty;
using namespace loyalty::store;

/// How the disk fails when the journal goes, which is the moment of the commit.
enum class Fault { none, not_removed, not_confirmed, gone };
Fault fault = Fault::none;
/// Done once after the fault, before anybody opens a ledger again.
std::function<void()> meanwhile;
bool failed = false;

/// The system's own files, but for the fault.
class FailingDisk {
 public:
  FailingDisk() : real_(sqlite3_vfs_find(nullptr)), vfs_(*real_) {
    vfs_.zName = "failing";
    vfs_.pNext = nullptr;
    vfs_.pAppData = real_;
    vfs_.xOpen = open;
    vfs_.xDelete = remove;
    sqlite3_vfs_register(&vfs_, 1);
  }
  ~FailingDisk() {
    fault = Fault::none;
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(real_, 1);
  }

 private:
  static sqlite3_vfs* real_of(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* given) {
    if (failed && (flags & SQLITE_OPEN_MAIN_DB) != 0) {
      failed = false;
      if (const auto done = std::exchange(meanwhile, nullptr)) done();
    }
    return real_of(vfs)->xOpen(real_of(vfs), name, file, flags, given);
  }
  static int remove(sqlite3_vfs* vfs, const char* name, int sync) {
    const bool journal = std::string_view(name).ends_with("-journal");
    if (!journal || fault == Fault::none) return real_of(vfs)->xDelete(real_of(vfs), name, sync);
    const auto how = fault;
    fault = Fault::none;
    failed = true;
    if (how == Fault::not_removed) return SQLITE_IOERR_DELETE;
    real_of(vfs)->xDelete(real_of(vfs), name, sync);
    if (how == Fault::gone) std::filesystem::rename(ledger_of(name), ledger_of(name) + ".gone");
    return SQLITE_IOERR_DIR_FSYNC;
  }
  static std::string ledger_of(std::string name) { return name.substr(0, name.size() - std::strlen("-journal")); }

  sqlite3_vfs* real_;
  sqlite3_vfs vfs_;
};

/// A folder with a ledger in which one batch stands.
class LedgerFile {
 public:
  LedgerFile() {
    std::string name = (std::filesystem::temp_directory_path() / "loyalty-commit-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    folder_ = name;
    Ledger::create(path(), 1);
    grant("first");
  }
  ~LedgerFile() { std::filesystem::remove_all(folder_); }
  std::string path() const { return folder_ / "loyalty.db"; }

  shop::Receipt grant(const std::string& key) const {
    Ledger ledger(path(), Ledger::Access::write, 1);
    const shop::Context context{.ledger = ledger, .as_of = Day{20'000}, .currency = cny};
    shop::Work work(context, BatchKind::member_changed);
    add_act(ledger, work.batch(),
            {.member = MemberId(1), .act = {.day = Day{20'000}, .kind = ActKind::tag, .subject = "x"}, .key = key});
    return work.finish({});
  }
  std::size_t batches_in_it() const {
    Ledger ledger(path(), Ledger::Access::read, 1);
    return batches(ledger).size();
  }

 private:
  std::filesystem::path folder_;
};

Error failure_of(const LedgerFile& file, Fault how) {
  fault = how;
  try {
    file.grant("second");
  } catch (const Error& error) { return error; }
  return Error(Failure::usage, "nothing failed"_en);
}

bool claims_nothing_changed(const Error& error) {
  return std::string_view(error.what()).find("nothing was changed") != std::string_view::npos;
}

} // namespace

TEST_CASE("a commit that could still be given up changed nothing, and says so") {
  const FailingDisk disk;
  const LedgerFile file;
  const auto error = failure_of(file, Fault::not_removed);
  CHECK(error.failure == Failure::refused);
  CHECK(claims_nothing_changed(error));
  CHECK(file.batches_in_it() == 1);
  file.grant("second");
  CHECK(file.batches_in_it() == 2);
}

TEST_CASE("a batch that is in although the disk did not confirm it is named") {
  const FailingDisk disk;
  const LedgerFile file;
  const auto error = failure_of(file, Fault::not_confirmed);
  CHECK(error.failure == Failure::unconfirmed);
  CHECK_FALSE(claims_nothing_changed(error));
  Ledger ledger(file.path(), Ledger::Access::read, 1);
  REQUIRE(batches(ledger).size() == 2);
  CHECK(std::string_view(error.what()).find(head(ledger).substr(0, 12)) != std::string_view::npos);
}

TEST_CASE("a batch that is in is found behind one that another command wrote meanwhile") {
  const FailingDisk disk;
  const LedgerFile file;
  meanwhile = [&] { file.grant("third"); };
  const auto error = failure_of(file, Fault::not_confirmed);
  CHECK(error.failure == Failure::unconfirmed);
  CHECK_FALSE(claims_nothing_changed(error));
  Ledger ledger(file.path(), Ledger::Access::read, 1);
  const auto all = batches(ledger);
  REQUIRE(all.size() == 3);
  CHECK(std::string_view(error.what()).find(all[1].hash.substr(0, 12)) != std::string_view::npos);
}

TEST_CASE("where nobody can look, it is said that nobody knows") {
  const FailingDisk disk;
  const LedgerFile file;
  const auto error = failure_of(file, Fault::gone);
  CHECK(error.failure == Failure::unconfirmed);
  CHECK(std::string_view(error.what()).find("not known") != std::string_view::npos);
}

} // namespace commit_test
