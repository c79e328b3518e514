// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace loyalty {

/// What stops a run, and by that the exit code of the command.
enum class Failure {
  refused,     ///< 1: failed or refused
  usage,       ///< 2: wrong usage or program file
  no_ledger,   ///< 10: there is no such ledger
  busy,        ///< 11: another command holds the ledger
  damaged,     ///< 12: the ledger is damaged, foreign or from a newer version
  unconfirmed, ///< 4: done, or nobody can tell, but the disk failed before it could say so
};

/// Stops the run: what went wrong, why (may be empty) and what the user can type next (may be empty). Rows that are
/// set aside and requests that a rule declines are values, not errors.
class Error : public std::runtime_error {
 public:
  Error(Failure kind, const std::string& what, std::string reason = {}, std::string advice = {})
      : std::runtime_error(what), failure(kind), why(std::move(reason)), hint(std::move(advice)) {}

  Failure failure;
  std::string why;
  std::string hint;
};

} // namespace loyalty
