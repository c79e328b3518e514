// SPDX-License-Identifier: MIT
//
// Whatever allocation fails, in SQLite or in this program, the command ends with what is wrong, the ledger is as it was
// or as it should be, and the same command again brings it to where it would have come.
// LOYALTY_EVERY_POINT=1 tries every allocation instead of some of each command.

#include <sqlite3.h>

#include <atomic>
#include <cstdlib>
#include <limits>
#include <new>

#include "catch.hpp"
#include "faults/faulty_disk.hpp"
#include "faults/small_commands.hpp"

namespace no_memory_test {

using namespace faults;

namespace {

/// Counts requests for memory, and refuses one or all from there on.
struct Scarce {
  std::atomic<bool> armed = false;
  bool for_ever = false;
  std::uint64_t at = 0, counted = 0;

  void arm(std::uint64_t number, bool always) {
    at = number;
    for_ever = always;
    counted = 0;
    armed = true;
  }
  bool refuses() {
    if (!armed) return false;
    ++counted;
    return counted == at || (counted > at && for_ever);
  }
  bool struck() const { return counted >= at; }
};

Scarce of_sqlite, of_program;
sqlite3_mem_methods usual;

/// SQLite takes its memory through here while this lives.
class ScarceSqlite {
 public:
  ScarceSqlite() {
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual);
    auto counting = usual;
    counting.xMalloc = [](int size) { return of_sqlite.refuses() ? nullptr : usual.xMalloc(size); };
    counting.xRealloc = [](void* old, int size) { return of_sqlite.refuses() ? nullptr : usual.xRealloc(old, size); };
    sqlite3_config(SQLITE_CONFIG_MALLOC, &counting);
    // Small requests too.
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
    sqlite3_initialize();
  }
  ScarceSqlite(const ScarceSqlite&) = delete;
  ScarceSqlite& operator=(const ScarceSqlite&) = delete;
  ~ScarceSqlite() {
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_MALLOC, &usual);
    sqlite3_initialize();
  }
};

/// How many requests of a command are refused, once each and for ever.
std::uint64_t step_for(std::uint64_t requests) {
  if (std::getenv("LOYALTY_EVERY_POINT") != nullptr) return 1;
  constexpr std::uint64_t tried = 25;
  return std::max<std::uint64_t>(1, requests / tried);
}

/// The names of all commands that change a ledger in some way of their own.
constexpr const char* names[] = {"import-orders into an empty ledger",
                                 "import-orders",
                                 "run-nightly",
                                 "adjust-points",
                                 "issue-coupon",
                                 "backup",
                                 "forget-member",
                                 "undo-batch",
                                 "opening a ledger of version 2"};

class Sweep {
 public:
  Sweep(const SmallShop& shop, const std::string& name) : shop_(shop), command_(shop.command(name)) {
    after_ = shop_.reference(command_);
    shop_.begin(command_);
    before_ = held_by(shop_.ledger());
  }

  int try_all(Scarce& memory) {
    for (const bool for_ever : {false, true}) {
      at(memory, std::numeric_limits<std::uint64_t>::max(), false);
      const auto requests = memory.counted;
      const auto step = step_for(requests);
      for (std::uint64_t number = 1 + (for_ever ? step / 2 : 0); number <= requests; number += step)
        at(memory, number, for_ever);
    }
    return points_;
  }

 private:
  void at(Scarce& memory, std::uint64_t number, bool for_ever) {
    shop_.begin(command_);
    const auto ledger = shop_.ledger();
    memory.arm(number, for_ever);
    const auto outcome = shop_.run(command_, ledger);
    memory.armed = false;
    if (memory.struck()) ++points_;
    const auto found = held_by(shop_.ledger());
    INFO(command_.name << ", request " << number << (for_ever ? " and all behind it: " : ": ") << outcome.said);
    REQUIRE(found.fault == "");
    REQUIRE((found == before_ || found == after_));
    if (outcome.done) REQUIRE(found == after_);
    if (!outcome.done) {
      REQUIRE((!outcome.failure || *outcome.failure == Failure::refused || outcome.unconfirmed()));
      REQUIRE_FALSE(outcome.said.starts_with("stopped"));
      REQUIRE((outcome.unconfirmed() || outcome.said.find("memory") != std::string::npos));
      if (outcome.said.find("nothing was changed") != std::string::npos) REQUIRE(found == before_);
    }
    const auto again = shop_.run(command_);
    INFO("again: " << again.said);
    REQUIRE((again.done || (found == after_ && again.failure == Failure::refused)));
    REQUIRE(held_by(shop_.ledger()) == after_);
  }

  const SmallShop& shop_;
  SmallCommand command_;
  Held before_, after_;
  int points_ = 0;
};

int refused_in(Scarce& memory) {
  const FaultyDisk disk; // which does not wait
  SmallShop shop;
  shop.at_end = [&] { memory.armed = false; };
  int points = 0;
  for (const auto* name : names) points += Sweep(shop, name).try_all(memory);
  WARN(points << " requests for memory were refused");
  return points;
}

} // namespace

TEST_CASE("whatever memory SQLite is refused, a command is all or nothing and can be typed again") {
  const ScarceSqlite scarce;
  CHECK(refused_in(of_sqlite) >= 400);
}

TEST_CASE("whatever memory the program is refused, a command is all or nothing and can be typed again") {
  CHECK(refused_in(of_program) >= 400);
}

} // namespace no_memory_test

// The memory of everything in this process but SQLite.
void* operator new(std::size_t size) {
  if (no_memory_test::of_program.refuses()) throw std::bad_alloc();
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return no_memory_test::of_program.refuses() ? nullptr : std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
