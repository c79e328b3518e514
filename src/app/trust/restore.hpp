// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/message.hpp"
#include "output/whole_file.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/copy.hpp"

namespace loyalty::app {

/// What a restored file would bring, and what it would take.
struct Restoring {
  store::LedgerState holds;          ///< the file, brought up to date
  std::string shop;                  ///< as its program calls it; empty: it does not say
  bool there = false;                ///< a ledger, or what is left of one, lies in the place
  Message unreadable;                ///< why the ledger in the place cannot be read; empty: it can
  store::LedgerState present;        ///< of a ledger that can be read
  std::vector<store::BatchRow> lost; ///< its batches that the file does not hold
  std::int64_t gained = 0;           ///< batches of the file that it does not hold
};

/// Puts a file in the place of the ledger. The file stays as it is: a copy of it is made beside the ledger, brought up
/// to date, and looked through; only then the ledger is replaced, at once. Left without `finish`, nothing happened.
class Restore {
 public:
  /// Refused by `Error`: what a `Ledger` refuses to open, a file that fails the checks of its pages or its chain
  /// (damaged), the ledger itself (usage), another shop's ledger (refused).
  Restore(std::string ledger_path, const std::string& file, int wait_seconds);

  const Restoring& found() const { return found_; }
  /// Replaces the ledger. Returns the name beside it under which it is kept; empty where none was there. Refused by
  /// `Error` (busy) while another command uses it. What a command that was killed has left beside the ledger is taken
  /// back before, so that nothing is ever rolled back onto the restored file.
  std::string finish();

 private:
  void take_copy(const std::string& file);
  void look_at_present();
  std::string kept_name() const;

  std::string path_;
  int wait_seconds_;
  output::WholeFile copy_;
  Restoring found_;
  bool rebuilt_ = false; ///< the file was made by `repair`
};

} // namespace loyalty::app
