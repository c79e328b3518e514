// SPDX-License-Identifier: MIT
#include "reports/explain.hpp"

#include <algorithm>
#include <unordered_map>

#include "loyalty/conservation.hpp"
#include "loyalty/error.hpp"
#include "reports/tiers.hpp"
#include "store/accounts.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

bool is_transfer(const Act& act) { return act.kind == ActKind::transfer_out || act.kind == ActKind::transfer_in; }

/// One member's account as stored, and what its lines name.
class Reader {
 public:
  Reader(store::Ledger& ledger, MemberId member)
      : ledger_(ledger),
        terms_(ledger),
        account_(store::read_account(ledger, member)),
        batches_(store::entry_batches(ledger, member)),
        tier_batches_(store::tier_change_batches(ledger, member)) {
    if (batches_.size() != account_.entries.size() || tier_batches_.size() != account_.tier_changes.size())
      store::damaged("the account of member {member} cannot be read twice alike"_en(member));
    for (const auto& line : account_.entries)
      if (line.entry.reverses != 0) reversed_by_[line.entry.reverses] = line.number;
  }

  const store::Account& account() const { return account_; }

  bool stands(const NumberedEntry& line) const {
    return line.entry.reverses == 0 && !reversed_by_.contains(line.number);
  }

  ExplainedLine line(std::size_t index) const {
    const auto& [number, entry] = account_.entries[index];
    ExplainedLine found{.number = number, .entry = entry, .batch = batches_[index]};
    if (entry.terms >= 0) found.terms = terms_.terms()[static_cast<std::size_t>(entry.terms)];
    if (const auto order = order_of(entry.cause)) found.order = store::order_text(ledger_, *order);
    if (const auto act = act_of(entry.cause)) found.act = store::act(ledger_, *act);
    if (found.act && is_transfer(found.act->act) && found.act->act.other)
      found.partner = store::key_of(ledger_, *found.act->act.other);
    if (const auto by = reversed_by_.find(number); by != reversed_by_.end()) found.reversed_by = by->second;
    return found;
  }

  /// The tier history through the day; netted unless all lines are wanted.
  std::vector<ExplainedTier> tiers(Day as_of, bool all) const {
    std::vector<ExplainedTier> found;
    const auto& changes = account_.tier_changes;
    auto standing = netted(changes);
    auto money = counting_money(ledger_);
    for (std::size_t index = 0; index < changes.size(); ++index) {
      if (changes[index].day > as_of) continue;
      const auto stands = std::find(standing.begin(), standing.end(), changes[index]);
      if (stands != standing.end())
        standing.erase(stands);
      else if (!all)
        continue;
      found.push_back({changes[index], tier_batches_[index], money[changes[index].program]});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& left, const auto& right) { return left.change.day < right.change.day; });
    return found;
  }

 private:
  store::Ledger& ledger_;
  store::KeptTerms terms_;
  store::Account account_;
  std::vector<BatchId> batches_;
  std::vector<BatchId> tier_batches_;
  std::unordered_map<std::int32_t, std::int32_t> reversed_by_;
};

void follow_lot(const Reader& reader, Day as_of, ExplainedEntry& found) {
  found.left = found.line.entry.points;
  const auto& entries = reader.account().entries;
  for (std::size_t index = 0; index < entries.size(); ++index) {
    const auto& line = entries[index];
    if (line.entry.lot != found.line.number || line.entry.day > as_of || !reader.stands(line)) continue;
    found.drawn.push_back(reader.line(index));
    add(found.left, moved(line.entry));
  }
  std::stable_sort(found.drawn.begin(), found.drawn.end(),
                   [](const auto& left, const auto& right) { return left.entry.day < right.entry.day; });
}

template <class Rows, class Id>
auto with_id(Rows rows, Id id) -> std::optional<typename Rows::value_type> {
  for (auto& row : rows)
    if (row.id == id) return std::move(row);
  return std::nullopt;
}

} // namespace

Explanation explain(store::Ledger& ledger, std::string_view member, Day as_of, bool all) {
  const store::Snapshot snapshot(ledger);
  Explanation found{.member = store::require_member(ledger, member), .lines = {}, .tiers = {}, .balance = {}};
  const Reader reader(ledger, found.member.id);
  Tally tally(as_of);
  const auto& entries = reader.account().entries;
  for (std::size_t index = 0; index < entries.size(); ++index) {
    tally.add(entries[index].number, entries[index].entry);
    if (entries[index].entry.day <= as_of && (all || reader.stands(entries[index])))
      found.lines.push_back(reader.line(index));
  }
  if (!all)
    std::stable_sort(found.lines.begin(), found.lines.end(),
                     [](const auto& left, const auto& right) { return left.entry.day < right.entry.day; });
  found.tiers = reader.tiers(as_of, all);
  found.balance = tally.balance();
  return found;
}

ExplainedEntry explain_entry(store::Ledger& ledger, std::string_view member, std::int64_t number, Day as_of) {
  const store::Snapshot snapshot(ledger);
  ExplainedEntry found{.member = store::require_member(ledger, member), .line = {}};
  const Reader reader(ledger, found.member.id);
  const auto& entries = reader.account().entries;
  const auto at =
      std::find_if(entries.begin(), entries.end(), [&](const NumberedEntry& line) { return line.number == number; });
  if (at == entries.end() || at->entry.day > as_of)
    throw Error(Failure::refused,
                "the account of {member} has no entry {entry} on {day}"_en(found.member.key, number, as_of), {},
                "list them with: loyalty explain {member}"_en(found.member.key));
  found.line = reader.line(static_cast<std::size_t>(at - entries.begin()));
  if (found.line.terms) found.program = store::program_version(ledger, found.line.terms->program);
  found.batch = with_id(store::batches(ledger), found.line.batch);
  if (opens_lot(found.line.entry)) follow_lot(reader, as_of, found);
  return found;
}

} // namespace loyalty::reports
