// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "loyalty/message.hpp"

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
/// rejected and requests that a rule declines are values, not errors. `what()` is English.
class Error : public std::runtime_error {
 public:
  Error(Failure kind, Message said, Message reason = {}, Message advice = {})
      : std::runtime_error(said.english()),
        failure(kind),
        told(std::move(said)),
        why(std::move(reason)),
        hint(std::move(advice)) {}

  /// The same with the place in a file that it is about: "orders.csv:13:17".
  Error&& at(std::string where) && {
    place = std::move(where);
    return std::move(*this);
  }
  /// The same with the name of the rule that refuses, which no language changes: "not_a_multiple".
  Error&& named(std::string_view rule) && {
    name = rule;
    return std::move(*this);
  }

  Failure failure;
  Message told;
  Message why;
  Message hint;
  std::string place = {}; ///< empty: none
  std::string name = {};  ///< empty: none
};

/// "{what}; nothing was changed": said where the change is given up, and untrue of a run that changed the ledger
/// before.
Message nothing_changed(Message what);
/// Without those words.
Message without_promise(const Message& what);
/// The advice where a ledger is damaged: which commands put a backup in its place, or rebuild what can be read.
Message put_backup_back();

} // namespace loyalty
