// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <functional>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/coupons/issue_coupon.hpp"
#include "app/members/forget_member.hpp"
#include "app/night/run_nightly.hpp"
#include "app/orders/import_orders.hpp"
#include "app/points/points_by_hand.hpp"
#include "app/trust/audit.hpp"
#include "app/trust/backup.hpp"
#include "app/trust/undo_batch.hpp"
#include "faults/shop.hpp"
#include "loyalty/error.hpp"
#include "store/ledger/digest.hpp"
#include "store/ledger/integrity.hpp"
#include "store/ledger/ledger.hpp"
#include "store/ledger/schema.hpp"

/// Commands in this process on a ledger of some tens of orders, so that each can be tried thousands of times.
namespace faults {

using namespace loyalty;

/// What became of a command.
struct Outcome {
  bool done = false;
  std::optional<Failure> failure = {};
  std::string said = {};

  /// Nobody can tell whether it is in the books, and that was said.
  bool unconfirmed() const { return failure == Failure::unconfirmed; }
};

/// What a ledger is known by: the version of its schema, and the hash of its last batch, which covers all before it.
struct Held {
  std::int64_t version = 0;
  std::string head = {};
  std::string fault = {}; ///< of its pages and indexes

  bool operator==(const Held&) const = default;
};

/// Opens the file as SQLite does, which takes back what a killed command has left.
inline Held held_by(const fs::path& ledger) {
  SQLite::Database database(ledger, SQLite::OPEN_READWRITE);
  Held held;
  held.version = database.execAndGet("PRAGMA user_version").getInt64();
  SQLite::Statement last(database, "SELECT hash FROM batches ORDER BY id DESC LIMIT 1");
  if (last.executeStep()) held.head = store::to_hex(last.getColumn(0).getString());
  held.fault = store::check_integrity(database).english();
  return held;
}

inline std::string audit_of(const fs::path& path) {
  store::Ledger ledger(path, store::Ledger::Access::write, 0);
  return app::audit(ledger).damage().english();
}

/// A command, the ledger that it begins with, and how it is done.
struct SmallCommand {
  std::string name;
  std::string before;
  std::function<void(store::Ledger&)> work;
  std::string setting = {}; ///< of SQLite, other than the ledger's own; empty: none
};

/// A folder with a ledger that commands come to one after the other.
class SmallShop {
 public:
  SmallShop() {
    store::Ledger::create(ledger(), 0);
    write_file(file("first.csv"), orders(30, 6));
    write_file(file("more.csv"), orders(60, 9));
    write_file(file("many.csv"), orders(300, 30));
    make_commands();
  }
  fs::path file(const fs::path& name) const { return scratch_.path() / name; }
  fs::path ledger() const { return file("loyalty.db"); }
  fs::path backups() const { return file("backup"); }
  std::string bytes() const { return read_file(ledger()); }

  /// Puts the ledger of the beginning in place, with nothing beside it.
  void begin(const SmallCommand& command) const {
    fs::remove(ledger());
    write_file(ledger(), command.before);
    fs::remove(file("loyalty.db-journal"));
    fs::remove_all(backups());
  }
  Outcome run(const SmallCommand& command) const { return run(command, ledger()); }
  Outcome run(const SmallCommand& command, const fs::path& named) const {
    try {
      store::Ledger open(named, store::Ledger::Access::write, 0, app::backup_before_migration(backups()));
      if (!command.setting.empty()) open.database().exec("PRAGMA " + command.setting);
      command.work(open);
      if (at_end) at_end();
      return {.done = true};
    } catch (const Error& error) {
      if (at_end) at_end();
      return {.failure = error.failure, .said = error.what() + (": " + error.why.english())};
    } catch (const std::bad_alloc&) {
      if (at_end) at_end();
      return {.said = "there is not enough memory"};
    } catch (const std::exception& stopped) {
      if (at_end) at_end();
      return {.said = std::string("stopped: ") + stopped.what()};
    }
  }
  std::function<void()> at_end = {}; ///< of a command, before anything is said of it

  /// Where the command comes to unharmed; the ledger stays there.
  Held reference(const SmallCommand& command) const {
    begin(command);
    const auto outcome = run(command);
    if (!outcome.done) throw std::runtime_error(command.name + ": " + outcome.said);
    return held_by(ledger());
  }

  /// All of them, each on the ledger that those before it came to.
  const std::vector<SmallCommand>& commands() const { return commands_; }
  SmallCommand command(const std::string& name) const {
    for (const auto& each : commands_)
      if (each.name == name) return each;
    throw std::runtime_error("no command " + name);
  }

 private:
  void make_commands() {
    auto& all = commands_;
    const auto next = [&](const std::string& name, std::function<void(store::Ledger&)> work) {
      all.push_back({name, bytes(), std::move(work)});
      reference(all.back());
    };
    const auto first = bytes();
    next("import-orders into an empty ledger", import("first.csv"));
    next("import-orders", import("more.csv"));
    next("run-nightly", [](store::Ledger& ledger) { app::run_nightly(context(ledger), text()); });
    next("adjust-points", [](store::Ledger& ledger) {
      app::change_points(context(ledger), text(),
                         {.kind = ActKind::adjust, .member = "m1", .points = 5, .reason = "said so", .key = "a"});
    });
    next("issue-coupon", [](store::Ledger& ledger) {
      app::issue_coupon(context(ledger), text(), {.coupon = "newcomer", .members = {"m1", "m2", "m3"}, .key = "b"});
    });
    next("backup", [this](store::Ledger& ledger) { app::back_up(ledger, backups()); });
    next("forget-member", [](store::Ledger& ledger) { app::forget_member(context(ledger), "m2"); });
    next("undo-batch", [](store::Ledger& ledger) { app::undo_batch(context(ledger), BatchId(3)); });
    // So few pages that some are written before the end.
    all.push_back({"import-orders in little memory", first, import("many.csv"), "cache_size = 10"});
    all.push_back({"opening a ledger of version 2", ledger_of_version_2(), [](store::Ledger&) {}});
  }
  static shop::ProgramText text() { return {"loyalty.toml", std::string(program_text)}; }
  static shop::Context context(store::Ledger& ledger) {
    return {.ledger = ledger,
            .as_of = Day::from_civil(2026, 1, 1),
            .currency = cny,
            .recorded_at = "2026-01-01T00:00:00Z",
            .operator_name = "tester",
            // The same codes whenever a command is typed again.
            .entropy = [value = 0](std::span<unsigned char> bytes) mutable {
              for (auto& byte : bytes) byte = static_cast<unsigned char>(++value * 37);
            }};
  }
  std::function<void(store::Ledger&)> import(const std::string& name) const {
    return [path = file(name).string()](store::Ledger& ledger) {
      app::import_orders(context(ledger), {.path = path, .program = text()});
    };
  }
  std::string ledger_of_version_2() const {
    const auto path = file("old.db");
    const fs::path written = fs::path(LOYALTY_SOURCE_DIR) / "tests/store";
    SQLite::Database database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA page_size = 8192; PRAGMA application_id = " + std::to_string(store::application_id));
    database.exec("PRAGMA user_version = 2");
    database.exec(read_file(written / "schema_2.sql"));
    database.exec(read_file(written / "ledger_2.sql"));
    return read_file(path);
  }

  Scratch scratch_;
  std::vector<SmallCommand> commands_;
};

} // namespace faults
