// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "loyalty/history.hpp"
#include "store/accounts.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::shop {

/// What a report reads of every member.
struct ScanWanted {
  bool histories = true; ///< false: only members with conclusions are told, with an empty history
  std::optional<store::AccountReader::Detail> accounts = store::AccountReader::Detail::sums; ///< absent: none
  bool sales = false; ///< what orders were sold as
};

/// Told of one member: what happened to them and what the program made of it. Valid during the call.
using MemberUse = std::function<void(const History&, const store::Account&)>;

/// Into how many parts it is worth cutting the members.
std::size_t scan_parts(store::Ledger& ledger);

/// Reads all members in the order of their numbers, the first share of the numbers for the first use, and so on.
/// Several shares are read at the same time, on connections of their own that see the same state. The caller holds a
/// `store::Snapshot` of the ledger.
void scan_members(store::Ledger& ledger, std::span<const MemberUse> parts, const ScanWanted& wanted);

/// The same for parts that collect: each is a copy of `blank` and has `add(history, account)`.
template <class Part>
std::vector<Part> scan_members(store::Ledger& ledger, const Part& blank, const ScanWanted& wanted = {}) {
  std::vector<Part> parts(scan_parts(ledger), blank);
  std::vector<MemberUse> uses;
  for (auto& part : parts)
    uses.emplace_back([&part](const History& history, const store::Account& account) { part.add(history, account); });
  scan_members(ledger, std::span<const MemberUse>(uses), wanted);
  return parts;
}

} // namespace loyalty::shop
