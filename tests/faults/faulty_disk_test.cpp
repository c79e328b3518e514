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
};

/// How many operations of a command are tried for each kind, spread over all.
constexpr std::uint64_t points_of_a_kind = 60;
constexpr int audited = 12; ///< one point in so many

std::uint64_t step_for(std::uint64_t operations) {
  if (std::getenv("LOYALTY_EVERY_POINT") != nullptr) return 1;
  return std::max<std::uint64_t>(1, operations / points_of_a_kind);
}

class Sweep {
 public:
  explicit Sweep(const std::string& name) : command_(shop_.command(name)) {
    after_ = shop_.reference(command_);
    shop_.begin(command_);
    before_ = held_by(shop_.ledger());
    REQUIRE(before_.fault + after_.fault == "");
  }

  void try_all() {
    std::uint64_t turn = 0;
    for (const auto& kind : kinds) {
      auto counting = kind.plan;
      at(kind, counting);
      const auto operations = disk_.counted();
      const auto step = step_for(operations);
      // Kinds begin at different operations, so that together they meet more of them.
      for (counting.at = 1 + turn++ % step; counting.at <= operations; counting.at += step) at(kind, counting);
    }
    WARN(command_.name << ": " << points_ << " faults; the ledger was as before " << as_before_ << " times, as after "
                       << as_after_ << " times, of which " << unconfirmed_ << " with a warning that the disk failed");
    CHECK(points_ >= 450);
    CHECK(as_before_ > 0);
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
    if (cut) disk_.lose(kind.seed + (kind.seed == all_of_it ? 0 : plan.at * 2));
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
      if (!outcome.unconfirmed()) REQUIRE(found == before_);
    }
    no_half_backup();
    const auto again = shop_.run(command_);
    INFO("again: " << again.said);
    REQUIRE(again.done);
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

  SmallShop shop_;
  FaultyDisk disk_;
  SmallCommand command_;
  Held before_, after_;
  int points_ = 0, as_before_ = 0, as_after_ = 0, unconfirmed_ = 0;
};

} // namespace

TEST_CASE("whatever the disk does to it, a command is all or nothing and can be typed again") {
  const std::string name = GENERATE("import-orders into an empty ledger", "import-orders", "run-nightly",
                                    "adjust-points", "issue-coupon", "backup", "forget-member", "undo-batch",
                                    "import-orders in little memory", "opening a ledger of version 2");
  Sweep(name).try_all();
}

} // namespace faulty_disk_test
