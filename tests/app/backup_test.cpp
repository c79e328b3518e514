// SPDX-License-Identifier: MIT
// A ledger of an older version is backed up before it is converted, or stays as it is.
#include "app/trust/backup.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "catch.hpp"
#include "loyalty/error.hpp"
#include "store/ledger/schema.hpp"

namespace loyalty::backup_test {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// A folder with a ledger of version 2.
class OldShop {
 public:
  OldShop() {
    auto name = (fs::temp_directory_path() / "loyalty-backup-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    folder_ = name;
    const fs::path fixtures = fs::path(LOYALTY_SOURCE_DIR) / "tests/store";
    SQLite::Database database(ledger(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA application_id = " + std::to_string(store::application_id));
    database.exec("PRAGMA user_version = 2");
    database.exec(text_of(fixtures / "schema_2.sql"));
    database.exec(text_of(fixtures / "ledger_2.sql"));
  }
  ~OldShop() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  OldShop(const OldShop&) = delete;
  OldShop& operator=(const OldShop&) = delete;

  std::string ledger() const { return folder_ / "shop.db"; }
  std::string backups() const { return app::backup_folder(ledger()); }
  void open(store::Ledger::Access access) const {
    const store::Ledger ledger(this->ledger(), access, 0, app::backup_before_migration(backups()));
  }

 private:
  fs::path folder_;
};

} // namespace

TEST_CASE("a ledger of an older version is backed up before it is converted") {
  const OldShop shop;
  shop.open(GENERATE(store::Ledger::Access::read, store::Ledger::Access::write));
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(shop.backups())) found.push_back(entry.path());
  REQUIRE(found.size() == 1);
  CHECK(found.front().filename().string().starts_with("shop-"));
  CHECK(found.front().filename().string().ends_with("-v2.db"));
  const auto kept = store::state_of_file(found.front(), 0);
  const auto now = store::state_of_file(shop.ledger(), 0);
  CHECK(kept.version == 2);
  CHECK(now.version == store::schema_version);
  CHECK(kept.last == now.last);
  CHECK(store::fault_of_file(found.front()).empty());
  // What is up to date is not backed up again.
  shop.open(store::Ledger::Access::write);
  CHECK(std::distance(fs::directory_iterator(shop.backups()), fs::directory_iterator()) == 1);
}

TEST_CASE("where no backup can be made, a ledger of an older version stays as it is") {
  const OldShop shop;
  std::ofstream(shop.backups()) << "no folder";
  const auto before = text_of(shop.ledger());
  try {
    shop.open(GENERATE(store::Ledger::Access::read, store::Ledger::Access::write));
    FAIL("was converted");
  } catch (const Error& error) {
    CHECK(error.failure == Failure::refused);
    CHECK(error.told.english() ==
          "an older version wrote this ledger, and no backup could be made before it is converted; "
          "nothing was changed");
    CHECK(error.hint.english() == "make room there, or let the backup go elsewhere: loyalty backup --to FOLDER");
  }
  CHECK((text_of(shop.ledger()) == before));
}

} // namespace loyalty::backup_test
