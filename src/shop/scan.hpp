// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "loyalty/history.hpp"
#include "shop/member_names.hpp"
#include "store/accounts.hpp"
#include "store/ledger/ledger.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::shop {

/// What a report reads of every member.
struct ScanWanted {
  bool histories = true; ///< false: only members with conclusions are told, with a history that may be empty
  std::optional<store::AccountReader::Detail> accounts = store::AccountReader::Detail::sums; ///< absent: none
  bool sales = false; ///< what orders were sold as
};

/// Told of one member: what happened to them and what the program made of it. Valid during the call.
using MemberUse = std::function<void(const History&, const store::Account&)>;

/// Members read once, for one report or for several: each says before what it collects, and takes it afterwards. They
/// are read in the order of their numbers, and several shares of them at the same time, on connections of their own
/// that see the same state. The caller holds a `store::Snapshot` of the ledger.
class Scan {
 public:
  explicit Scan(store::Ledger& ledger);

  store::Ledger& ledger() const { return ledger_; }
  /// Read when first asked for.
  const MemberNames& names();

  /// Collects into copies of `blank`, which has `add(history, account)`: one for each share of the members, the first
  /// share first. They are filled by `run`. What is wanted is at least told.
  template <class Part>
  std::shared_ptr<std::vector<Part>> collect(const Part& blank, const ScanWanted& wanted = {}) {
    auto parts = std::make_shared<std::vector<Part>>(shares_, blank);
    take(wanted, [parts](std::size_t share) -> MemberUse {
      return [parts, &part = (*parts)[share]](const History& history, const store::Account& account) {
        part.add(history, account);
      };
    });
    return parts;
  }

  void run();

 private:
  struct Reader {
    std::vector<MemberUse> uses; ///< one for each share
    bool histories;
  };

  void take(const ScanWanted& wanted, const std::function<MemberUse(std::size_t share)>& use_of);
  void read_share(store::Ledger& on, std::size_t share) const;

  store::Ledger& ledger_;
  std::optional<MemberNames> names_;
  MemberId last_;
  std::size_t shares_;
  std::vector<Reader> readers_;
  bool histories_ = false; ///< wanted by any reader
  bool sales_ = false;
  std::optional<store::AccountReader::Detail> accounts_;
};

/// What a report makes of the members, to be called once when the scan has run.
template <class Result>
using AfterScan = std::function<Result()>;

/// Scans for one report alone, `prepare(scan)`, which gives an `AfterScan`.
template <class Prepare>
auto scan_for(store::Ledger& ledger, const Prepare& prepare) {
  const store::Snapshot snapshot(ledger);
  Scan scan(ledger);
  const auto finish = prepare(scan);
  scan.run();
  return finish();
}

/// Scans for parts that collect, see `Scan::collect`.
template <class Part>
std::vector<Part> scan_members(store::Ledger& ledger, const Part& blank, const ScanWanted& wanted = {}) {
  Scan scan(ledger);
  const auto parts = scan.collect(blank, wanted);
  scan.run();
  return std::move(*parts);
}

} // namespace loyalty::shop
