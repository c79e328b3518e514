// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "loyalty/timeline.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::shop {

/// The program file as the command found it.
struct ProgramText {
  std::string file_name;
  std::string text;
  std::function<bool(const std::string& timezone)> knows_zone = {}; ///< of the machine; empty: nobody asks
};
/// The program in it. Throws Error (usage) with all that is wrong with it.
Program program_of(const ProgramText& text);

/// The versions kept in the ledger.
Timeline kept_timeline(store::Ledger& ledger);

/// The versions kept, and after them the file's own.
struct FileTimeline {
  Timeline timeline;
  bool news = true; ///< the file differs from the version kept last; else it is that one
};
/// A file that is news rules from the day after the last settled one, so that the past is never rated again.
FileTimeline timeline_with(store::Ledger& ledger, const ProgramText& text,
                           const std::shared_ptr<const Program>& program);

/// The versions kept; where there is none yet, this program on every day.
Timeline kept_timeline_or(store::Ledger& ledger, const std::shared_ptr<const Program>& program);

/// The program of the version kept last; nullptr if no command needed one so far.
std::shared_ptr<const Program> kept_program(store::Ledger& ledger);

} // namespace loyalty::shop
