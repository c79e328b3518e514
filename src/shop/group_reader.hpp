// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "loyalty/engine.hpp"
#include "store/accounts.hpp"
#include "store/histories.hpp"

namespace loyalty::shop {

/// Members whose numbers lie this close are read by one scan.
inline constexpr std::int64_t group_size = 1'024;

/// Calls `use(first, last)` for ranges of numbers that cover the group: dense groups are one scan, sparse ones a
/// look-up each.
template <class Use>
void for_runs(std::span<const store::Settlement> group, const Use& use) {
  if (group.empty()) return;
  const auto spread = group.back().member.value - group.front().member.value + 1;
  if (static_cast<std::int64_t>(group.size()) * 8 > spread) return use(group.front().member, group.back().member);
  for (const auto& each : group) use(each.member, each.member);
}

/// Reads what happened to members and what is stored of their conclusions, a group at a time.
class GroupReader {
 public:
  /// One member of a group: their place in it, their facts and their stored account, whose terms are those of the
  /// engine.
  using Use = std::function<void(std::size_t index, const History& history, const store::Account& stored)>;

  GroupReader(store::Ledger& ledger, Engine& engine, const store::KeptTerms& book);

  /// Reads every member of the group, which ascends; members of whom nothing is known come last. Nothing may be written
  /// on the ledger meanwhile.
  void read(std::span<const store::Settlement> group, const Use& use);

 private:
  void read_stored(std::span<const store::Settlement> group);

  bool any_stored_;
  store::AccountReader account_reader_;
  store::HistoryReader history_reader_;
  std::vector<std::int32_t> terms_; ///< of the books, as the engine numbers them
  std::vector<store::Account> accounts_;
};

} // namespace loyalty::shop
