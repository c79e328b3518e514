// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "loyalty/engine.hpp"
#include "store/accounts.hpp"
#include "store/histories.hpp"

namespace loyalty::shop {

/// Members whose numbers lie this close are read by one scan.
inline constexpr std::int64_t group_size = 512;

/// Calls `use(first, last)` for ranges of numbers that cover the group: dense groups are one scan, sparse ones a
/// look-up each.
template <class Use>
void for_runs(std::span<const store::Settlement> group, const Use& use) {
  if (group.empty()) return;
  const auto spread = group.back().member.value - group.front().member.value + 1;
  if (static_cast<std::int64_t>(group.size()) * 8 > spread) return use(group.front().member, group.back().member);
  for (const auto& each : group) use(each.member, each.member);
}

/// What happened to a member and what is stored of their conclusions, whose terms are those of the engine.
struct KnownMember {
  History history = {};
  store::Account stored = {};
};

/// Reads members a group at a time.
class GroupReader {
 public:
  GroupReader(store::Ledger& ledger, Engine& engine, const store::KeptTerms& book);

  /// Reads every member of the group, which ascends, into the same place of `members`, whatever is there. Nothing may
  /// be written on the ledger meanwhile.
  void read(std::span<const store::Settlement> group, std::vector<KnownMember>& members);

 private:
  void read_stored(std::span<const store::Settlement> group, std::vector<KnownMember>& members);

  bool any_stored_;
  store::AccountReader account_reader_;
  store::HistoryReader history_reader_;
  std::vector<std::int32_t> terms_; ///< of the books, as the engine numbers them
};

} // namespace loyalty::shop
