// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <vector>

#include "app/night/settle.hpp"
#include "loyalty/message.hpp"
#include "loyalty/timeline.hpp"
#include "store/ledger/ledger.hpp"
#include "store/settlements.hpp"

namespace loyalty::app {

/// The first thing that is wrong, and of whom.
struct MemberFinding {
  MemberId member = {};
  Message wrong = {};

  void take_earlier(const MemberFinding& other) {
    if (!other.wrong.empty() && (wrong.empty() || other.member < member)) *this = other;
  }
};

/// What was found of some of the members.
struct MemberFound {
  MemberFinding conclusions = {};
  MemberFinding conservation = {};
  std::int64_t members = 0;
  std::int64_t waiting = 0;

  MemberFound& operator+=(const MemberFound& other) {
    conclusions.take_earlier(other.conclusions);
    conservation.take_earlier(other.conservation);
    members += other.members;
    waiting += other.waiting;
    return *this;
  }
};

/// What the accounts of all members say when they are recomputed.
struct MemberFindings {
  Message conclusions;      ///< the first line that does not follow from facts and program; empty: all do
  Message conservation;     ///< the first account whose points do not add up; empty: all do
  std::int64_t members = 0; ///< whose days were walked again
  std::int64_t waiting = 0; ///< with facts that the next night has to see first
};

/// Walks every member's days again through those that are settled, and adds up every account lot by lot.
class MemberChecks {
 public:
  /// Reads who is to be walked, and under which rules.
  explicit MemberChecks(store::Ledger& ledger);

  /// Takes members until none is left. Threads may do so at the same time, each on a connection of its own to the same
  /// state. What goes wrong is told by `findings`.
  void run(store::Ledger& on, const Progress& progress);
  /// When all are done.
  MemberFindings findings(store::Ledger& ledger);

 private:
  struct Failed {
    std::size_t at;
    std::exception_ptr why;
  };

  std::vector<store::Settlement> all_;
  Timeline timeline_; ///< read once: what reads a program file is not made for several threads
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_; ///< of what follows
  MemberFound found_;
  std::optional<Failed> failed_; ///< the first, by members
};

} // namespace loyalty::app
