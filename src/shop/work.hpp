// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "loyalty/engine.hpp"
#include "loyalty/program.hpp"
#include "shop/timelines.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::shop {

/// Fills the bytes from the system's random source.
using Entropy = store::Chance;

/// What a changing command leaves behind.
struct Receipt {
  std::optional<BatchId> batch = {}; ///< absent: nothing had to be written
  std::string head = {};             ///< hash of the batch
  std::string counts = {};           ///< what it did, as the books keep it
  bool dry_run = false;
};

/// Hears twice of a change that becomes final: just before, when it is not yet known whether it will, and when it is in
/// the books. So whoever prints the answer knows what to say when that fails. Not called in a dry run.
using CommitWatch = std::function<void(const Receipt&, bool done)>;

/// What every command is given besides its own options.
struct Context {
  store::Ledger& ledger;
  Day as_of;                      ///< the command sees everything through the end of this day
  Currency currency;              ///< of every amount the command reads and tells
  std::string recorded_at = {};   ///< UTC clock, only recorded
  std::string operator_name = {}; ///< who types, as the machine claims
  bool dry_run = false;           ///< do everything, then give it up
  Entropy entropy = {};           ///< for codes, draws and salts
  CommitWatch watch = {};
};

/// One command's change of the ledger: one transaction, one batch. Left without `finish`, nothing happened.
class Work {
 public:
  Work(const Context& context, store::BatchKind kind);

  store::Ledger& ledger() { return context_.ledger; }
  store::Batch& batch() { return batch_; }
  const Context& context() const { return context_; }

  /// Seals and commits, or, in a dry run, gives everything up and says what the receipt would have been.
  Receipt finish(const store::BatchEnd& end);
  /// Without a batch: keeps only what is no part of the books, such as how far members are walked.
  void keep();

 private:
  const Context& context_;
  store::Transaction transaction_;
  store::Batch batch_;
};

/// The versions of the program by the days they rule, and the one that rules on the day of the command.
struct ProgramInForce {
  ProgramId id = {};
  std::shared_ptr<const Program> program;
  Timeline timeline;
};

/// Whether the batch of a receipt is in the books, by its number and hash.
bool in_books(store::Ledger& ledger, const Receipt& receipt);

/// Reads the program file and, if it differs from the version kept last, keeps it: it rules from the day after the last
/// settled one, so that the past is never rated again. Refused by `Error`: the file has errors (usage); it is in
/// another currency than the amounts in the ledger (refused).
ProgramInForce take_program(Work& work, const ProgramText& text);

/// Refuses a program in another currency than the amounts in the ledger.
void check_currency(store::Ledger& ledger, const Program& program);

} // namespace loyalty::shop
