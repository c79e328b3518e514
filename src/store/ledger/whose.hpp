// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "loyalty/number.hpp"
#include "store/sqlite/statement.hpp"

namespace loyalty::store {

/// Whose the facts are that were told of somebody else: of a member who turned out to be another one, and of an order
/// that was nobody's until it was linked. Rows of the books never move; whoever reads them by member asks here. Empty
/// in most ledgers, and then nothing is read differently.
class Whose {
 public:
  using IsUndone = std::function<bool(BatchId)>;

  Whose() = default;
  /// As the acts of merging, where there are any, and the batches of links say that count.
  Whose(SQLite::Database& database, const IsUndone& is_undone, bool any_acts);

  bool any() const { return any_merged() || any_linked(); }
  bool any_merged() const { return !kept_.empty(); }
  bool any_linked() const { return !links_.empty(); }

  /// The member they are now.
  MemberId now(MemberId member) const {
    if (kept_.empty()) return member;
    const auto found = kept_.find(member);
    return found == kept_.end() ? member : found->second;
  }
  std::optional<MemberId> now(std::optional<MemberId> member) const {
    return member ? std::optional(now(*member)) : std::nullopt;
  }
  bool is_merged(MemberId member) const { return any_merged() && kept_.contains(member); }
  /// The numbers that were merged into a member's, ascending.
  std::span<const MemberId> merged_into(MemberId member) const {
    return any_merged() ? others_of(member) : std::span<const MemberId>();
  }
  /// The member's own number and those.
  std::vector<MemberId> numbers_of(MemberId member) const;

  /// The member to whom an order that was nobody's was linked, by its first statement.
  std::optional<MemberId> linked(OrderId first) const;
  std::span<const OrderId> linked_to(MemberId member) const;
  /// Whether the order rows of a batch only say whose orders are: what they state is stated by the rows before them.
  bool says_whose(BatchId batch) const { return !link_batches_.empty() && link_batches_.contains(batch); }

  /// The members of whom more is known than stands under their number, ascending.
  const std::vector<MemberId>& with_more() const { return with_more_; }
  /// Those with others merged into them, whose numbers are `first` … `last`.
  std::vector<MemberId> merged_between(MemberId first, MemberId last) const;

  // What is being written.
  void merge(MemberId other, MemberId kept);
  void link(OrderId first, MemberId member, BatchId batch);

 private:
  std::span<const MemberId> others_of(MemberId member) const;
  void read_merges(SQLite::Database& database, const IsUndone& is_undone);
  void read_links(SQLite::Database& database, const IsUndone& is_undone);
  void put_in_order();

  std::unordered_map<MemberId, MemberId> told_;                ///< as the acts say, one step at a time
  std::unordered_map<MemberId, MemberId> kept_;                ///< through all steps
  std::unordered_map<MemberId, std::vector<MemberId>> others_; ///< the other way round
  std::unordered_map<OrderId, MemberId> links_;                ///< as the rows say
  std::unordered_map<MemberId, std::vector<OrderId>> linked_;  ///< by the member they are now
  std::unordered_set<BatchId> link_batches_;
  std::vector<MemberId> with_more_;
};

} // namespace loyalty::store
