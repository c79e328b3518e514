// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>

#include "loyalty/history.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// Reads what happened to the members `first` … `last`, in order; members of whom nothing is known but their number are
/// passed over. Rows of undone batches are not seen. Nothing may be written on the ledger meanwhile.
class HistoryReader {
 public:
  /// What else is read besides orders, refunds and acts. Sales take a look at every order once more.
  struct Wanted {
    bool sales = false;
    bool invited = true;
  };

  HistoryReader(Ledger& ledger, MemberId first, MemberId last, Wanted wanted);
  HistoryReader(Ledger& ledger, MemberId first, MemberId last);
  ~HistoryReader();

  /// Goes on with other members; cheaper than another reader.
  void seek(MemberId first, MemberId last);
  /// The next member's history, valid until the one after; nullptr after the last.
  const History* next();

 private:
  class Tables;
  std::unique_ptr<Tables> tables_;
};

/// The same, told one after the other.
void read_histories(Ledger& ledger, MemberId first, MemberId last, const std::function<void(const History&)>& use);

/// The history of one member, empty and without a day of joining if nothing happened.
History read_history(Ledger& ledger, MemberId member);

/// The orders of guests, as if they were one member without a number; what they were sold as, if `sales` are wanted.
History read_guests(Ledger& ledger, bool sales = false);
/// The same of orders whose file names their member by a masked key.
History read_unassigned(Ledger& ledger, bool sales = false);

} // namespace loyalty::store
