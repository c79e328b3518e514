// SPDX-License-Identifier: MIT
#include "store/ledger/whose.hpp"

#include <algorithm>
#include <set>

#include "store/ledger/batch_kind.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

/// The first order row of a batch or of one after it. Batches write their rows one after the other, so that halving the
/// numbers finds it without an index.
std::int64_t first_row_from(SQLite::Database& database, BatchId batch) {
  Cursor last(database, "SELECT coalesce(max(id), 0) FROM orders");
  last.next();
  Cursor row(database, "SELECT batch_id FROM orders WHERE id >= ? ORDER BY id LIMIT 1");
  std::int64_t begin = 1;
  std::int64_t end = last.count(only) + 1;
  while (begin < end) {
    const auto middle = begin + (end - begin) / 2;
    if (row.bind(middle).next() && row.id<BatchId>(only) < batch)
      begin = middle + 1;
    else
      end = middle;
    row.bind();
  }
  return begin;
}

} // namespace

Whose::Whose(SQLite::Database& database, const IsUndone& is_undone, bool any_acts) {
  if (any_acts) read_merges(database, is_undone);
  read_links(database, is_undone);
  put_in_order();
}

void Whose::read_merges(SQLite::Database& database, const IsUndone& is_undone) {
  constexpr auto& acts = tables::acts;
  constexpr Selection merge{acts.member_id, acts.other_id, acts.batch_id};
  Cursor rows(database, merge.from("acts WHERE kind = ? ORDER BY id"));
  rows.bind(static_cast<int>(ActKind::merge));
  while (rows.next())
    if (!is_undone(rows.id<BatchId>(merge[acts.batch_id])))
      told_[rows.id<MemberId>(merge[acts.member_id])] = rows.id<MemberId>(merge[acts.other_id]);
}

void Whose::read_links(SQLite::Database& database, const IsUndone& is_undone) {
  Cursor batches(database, "SELECT id FROM batches WHERE command = ? ORDER BY id");
  batches.bind(to_string(BatchKind::orders_linked));
  constexpr auto& orders = tables::orders;
  constexpr Selection link{orders.batch_id, orders.revises, orders.member_id};
  while (batches.next()) {
    const auto batch = batches.id<BatchId>(only);
    link_batches_.insert(batch);
    if (is_undone(batch)) continue;
    Cursor rows(database, link.from("orders WHERE id >= ? ORDER BY id"));
    rows.bind(first_row_from(database, batch));
    while (rows.next() && rows.id<BatchId>(link[orders.batch_id]) == batch)
      links_[rows.id<OrderId>(link[orders.revises])] = rows.id<MemberId>(link[orders.member_id]);
  }
}

void Whose::put_in_order() {
  kept_.clear();
  others_.clear();
  linked_.clear();
  for (const auto& [other, into] : told_) {
    auto kept = into;
    std::size_t steps = 0;
    for (auto next = told_.find(kept); next != told_.end(); next = told_.find(kept)) {
      if (++steps > told_.size()) damaged("members are merged into each other in a ring"_en);
      kept = next->second;
    }
    kept_[other] = kept;
    others_[kept].push_back(other);
  }
  for (auto& [kept, others] : others_) std::ranges::sort(others);
  for (const auto& [order, member] : links_) linked_[now(member)].push_back(order);
  std::set<MemberId> with_more;
  for (const auto& [member, others] : others_) with_more.insert(member);
  for (auto& [member, orders] : linked_) {
    std::ranges::sort(orders);
    with_more.insert(member);
  }
  with_more_.assign(with_more.begin(), with_more.end());
}

std::span<const MemberId> Whose::others_of(MemberId member) const {
  const auto found = others_.find(member);
  return found == others_.end() ? std::span<const MemberId>() : found->second;
}

std::vector<MemberId> Whose::numbers_of(MemberId member) const {
  std::vector<MemberId> numbers{member};
  const auto others = merged_into(member);
  numbers.insert(numbers.end(), others.begin(), others.end());
  return numbers;
}

std::optional<MemberId> Whose::linked(OrderId first) const {
  const auto found = links_.find(first);
  return found == links_.end() ? std::nullopt : std::optional(now(found->second));
}

std::span<const OrderId> Whose::linked_to(MemberId member) const {
  const auto found = linked_.find(member);
  return found == linked_.end() ? std::span<const OrderId>() : found->second;
}

std::vector<MemberId> Whose::merged_between(MemberId first, MemberId last) const {
  std::vector<MemberId> found;
  for (auto member = std::ranges::lower_bound(with_more_, first); member != with_more_.end() && *member <= last;
       ++member)
    if (others_.contains(*member)) found.push_back(*member);
  return found;
}

void Whose::merge(MemberId other, MemberId kept) {
  told_[other] = kept;
  put_in_order();
}

void Whose::link(OrderId first, MemberId member, BatchId batch) {
  links_[first] = member;
  link_batches_.insert(batch);
  linked_[now(member)].push_back(first);
  const auto place = std::ranges::lower_bound(with_more_, now(member));
  if (place == with_more_.end() || *place != now(member)) with_more_.insert(place, now(member));
}

} // namespace loyalty::store
