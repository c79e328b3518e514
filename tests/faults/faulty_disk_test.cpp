// SPDX-License-Identifier: MIT
//
// Whatever becomes of any single operation of a command on its files, the ledger is as it was or as it should be, what
// was said of it is true, and the same command again brings it to where it would have come unharmed.
// LOYALTY_EVERY_POINT=1 tries every operation instead of some of each kind.

#include "faults/faulty_disk.hpp"

#include <cstdlib>
#include <map>
#include <numeric>

#include "catch.hpp"
#include "faults/small_commands.hpp"

namespace faulty_disk_test {

using namespace faults;

namespace {

struct Kind {
  const char* name;
  FaultAt plan;
  std::uint64_t seed = all_of_it; ///< of a power cut
};

const Kind kinds[] = {
    {"killed", {Fault::killed}},
    {"killed in the middle of a write", {Fault::torn}},
    {"an error once", {Fault::io_error}},
    {"errors for ever", {Fault::io_error, true}},
    {"no room once", {Fault::full}},
    {"no room for ever", {Fault::full, true}},
    {"unreadable once", {Fault::unreadable}},
    {"unreadable for ever", {Fault::unreadable, true}},
    {"a power cut that takes all", {Fault::power_cut}},
    {"a power cut", {Fault::power_cut}, 1},
    {"another power cut", {Fault::power_cut}, 2},
    {"a third power cut", {Fault::power_cut}, 3},
};

/// How many operations of a command are tried for each kind, spread over all.
constexpr std::uint64_t points_of_a_kind = 60;
constexpr int audited = 20; ///< one point in so many

std::uint64_t step_for(std::uint64_t operations) {
  if (std::getenv("LOYALTY_EVERY_POINT") != nullptr) return 1;
  return std::max<std::uint64_t>(1, operations / points_of_a_kind);
}

class Sweep {
 public:
  Sweep(const SmallShop& shop, SmallCommand command) : shop_(shop), command_(std::move(command)) {
    after_ = shop_.reference(command_);
    shop_.begin(command_);
    before_ = held_by(shop_.ledger());
    REQUIRE(before_.fault + after_.fault == "");
  }

  int try_all(std::map<std::string, int>& by_kind) {
    std::uint64_t turn = 0;
    for (const auto& kind : kinds) {
      const auto so_far = points_;
      auto counting = kind.plan;
      at(kind, counting);
      const auto operations = disk_.counted();
      const auto step = step_for(operations);
      // Kinds begin at different operations, so that together they meet more of them.
      for (counting.at = 1 + turn++ % step; counting.at <= operations; counting.at += step) at(kind, counting);
      by_kind[kind.name] += points_ - so_far;
    }
    WARN(command_.name << ": " << points_ << " faults; the ledger was as before " << as_before_ << " times, as after "
                       << as_after_ << " times; " << unconfirmed_ << " times it was said that this is not known");
    CHECK(as_before_ > 0);
    return points_;
  }

 private:
  void at(const Kind& kind, const FaultAt& plan) {
    shop_.begin(command_);
    disk_.arm(plan);
    const auto outcome = shop_.run(command_);
    // The power may also be cut when all is done.
    const bool cut = plan.fault == Fault::power_cut;
    const bool ended = disk_.struck() && (cut || plan.fault == Fault::killed || plan.fault == Fault::torn);
    disk_.mend();
    if (cut) disk_.lose(kind.seed + (kind.seed == all_of_it ? 0 : plan.at * std::size(kinds)));
    const auto found = held_by(shop_.ledger());
    INFO(command_.name << ", " << kind.name << " at " << plan.at << ": " << outcome.said);
    if (disk_.struck()) ++points_;
    REQUIRE(found.fault == "");
    REQUIRE((found == before_ || found == after_));
    ++(found == before_ ? as_before_ : as_after_);
    if (outcome.done) REQUIRE(found == after_);
    if (!outcome.done && !ended) {
      REQUIRE(outcome.failure);
      REQUIRE((*outcome.failure == Failure::refused || outcome.unconfirmed()));
      if (outcome.unconfirmed()) ++unconfirmed_;
      // An older ledger may be up to date already when reading it fails; then nothing is said of what was changed.
      if (outcome.said.find("nothing was changed") != std::string::npos) REQUIRE(found == before_);
    }
    no_half_backup();
    const auto again = shop_.run(command_);
    INFO("again: " << again.said);
    // Some commands refuse to do again what is done.
    REQUIRE((again.done || (found == after_ && again.failure == Failure::refused)));
    REQUIRE(held_by(shop_.ledger()) == after_);
    if (points_ % audited == 0) REQUIRE(audit_of(shop_.ledger()) == "");
  }

  /// What has the name of a backup is whole.
  void no_half_backup() const {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(shop_.backups(), none)) {
      if (entry.path().filename().string().starts_with('.')) continue;
      const auto held = held_by(entry.path());
      REQUIRE(held.fault == "");
      REQUIRE(held.head == before_.head);
    }
  }

  const SmallShop& shop_;
  FaultyDisk disk_;
  SmallCommand command_;
  Held before_, after_;
  int points_ = 0, as_before_ = 0, as_after_ = 0, unconfirmed_ = 0;
};

} // namespace

TEST_CASE("whatever the disk does to it, a command is all or nothing and can be typed again") {
  const SmallShop shop;
  int points = 0;
  std::map<std::string, int> by_kind;
  for (const auto& command : shop.commands()) points += Sweep(shop, command).try_all(by_kind);
  for (const auto& [kind, count] : by_kind) WARN(kind << ": " << count);
  WARN(points << " faults in all");
  CHECK(points >= 5'000);
}

TEST_CASE("a ledger that would not wait for the disk, or kept no journal, is found broken") {
  const SmallShop shop;
  FaultyDisk disk;
  struct Row {
    const char* setting;
    FaultAt plan;
  };
  for (const auto& [setting, fault] : {Row{"synchronous = OFF", {Fault::power_cut}},
                                       {"journal_mode = MEMORY", {Fault::killed}},
                                       {"journal_mode = MEMORY", {Fault::torn}}}) {
    auto command = shop.command("run-nightly");
    const auto after = shop.reference(command);
    shop.begin(command);
    const auto before = held_by(shop.ledger());
    command.setting = setting;
    int broken = 0;
    bool struck = true;
    for (auto plan = FaultAt{fault.fault, false, 1}; struck; ++plan.at) {
      shop.begin(command);
      disk.arm(plan);
      shop.run(command);
      disk.mend();
      struck = disk.struck();
      if (plan.fault == Fault::power_cut) disk.lose(plan.at);
      try {
        const auto found = held_by(shop.ledger());
        broken += found == before || found == after ? 0 : 1;
      } catch (const std::exception&) { ++broken; }
    }
    WARN(setting << ": broken " << broken << " times");
    CHECK(broken > 0);
  }
}

TEST_CASE("what a killed command left is taken back whatever the disk does meanwhile") {
  const SmallShop shop;
  FaultyDisk disk;
  int points = 0;
  for (const auto* name : {"import-orders", "run-nightly", "undo-batch"}) {
    const auto command = shop.command(name);
    const auto after = shop.reference(command);
    shop.begin(command);
    const auto before = held_by(shop.ledger());
    shop.begin(command);
    disk.arm({Fault::killed});
    shop.run(command);
    const auto operations = disk.counted();
    // At its end nearly all of the new pages are in the file.
    for (const auto end : {operations - 2, operations - 8}) {
      shop.begin(command);
      disk.arm({Fault::killed, false, end});
      shop.run(command);
      disk.mend();
      const auto torn = shop.bytes();
      const auto journal = read_file(shop.file("loyalty.db-journal"));
      REQUIRE(!journal.empty());
      for (const auto& kind : kinds) {
        bool struck = true;
        for (auto plan = FaultAt{kind.plan.fault, kind.plan.for_ever, 1}; struck; ++plan.at) {
          write_file(shop.ledger(), torn);
          write_file(shop.file("loyalty.db-journal"), journal);
          disk.arm(plan);
          shop.run(command);
          disk.mend();
          struck = disk.struck();
          if (plan.fault == Fault::power_cut) disk.lose(kind.seed + (kind.seed == all_of_it ? 0 : plan.at * 31));
          points += struck ? 1 : 0;
          const auto found = held_by(shop.ledger());
          CAPTURE(name, end, kind.name, plan.at);
          REQUIRE((found == before || found == after));
          shop.run(command);
          REQUIRE(held_by(shop.ledger()) == after);
          // Behind the recovery lies the command itself, of which the other test speaks.
          if (plan.at > 11) break;
        }
      }
    }
  }
  WARN(points << " faults");
  CHECK(points >= 700);
}

TEST_CASE("a ledger behind a link is found whole after a kill, by its own name and by that of the link") {
  const SmallShop shop;
  const auto command = shop.command("adjust-points");
  const auto after = shop.reference(command);
  shop.begin(command);
  const auto before = held_by(shop.ledger());
  fs::create_directory(shop.file("elsewhere"));
  const auto link = shop.file("elsewhere/link.db");
  fs::create_symlink("../loyalty.db", link);
  FaultyDisk disk;
  int torn = 0;
  bool struck = true;
  for (FaultAt plan{Fault::killed, false, 1}; struck; ++plan.at) {
    shop.begin(command);
    disk.arm(plan);
    shop.run(command, link);
    disk.mend();
    struck = disk.struck();
    torn += fs::exists(shop.file("loyalty.db-journal")) ? 1 : 0;
    CAPTURE(plan.at);
    REQUIRE_FALSE(fs::exists(shop.file("elsewhere/link.db-journal")));
    {
      // Who only reads may be the first to come.
      store::Ledger ledger(plan.at % 2 == 0 ? link : shop.ledger(), store::Ledger::Access::read, 0);
      REQUIRE(app::audit(ledger).damage().english() == "");
    }
    const auto found = held_by(shop.ledger());
    REQUIRE((found == before || found == after));
    REQUIRE(shop.run(command, link).done);
    REQUIRE(held_by(shop.ledger()) == after);
  }
  CHECK(torn > 20);
}

} // namespace faulty_disk_test
