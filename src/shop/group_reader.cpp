// SPDX-License-Identifier: MIT
#include "shop/group_reader.hpp"

#include <algorithm>

namespace loyalty::shop {
namespace {

/// The place of a member in the group; nullopt if they do not belong to it.
std::optional<std::size_t> place(std::span<const store::Settlement> group, MemberId member) {
  const auto found = std::lower_bound(group.begin(), group.end(), member,
                                      [](const store::Settlement& each, MemberId id) { return each.member < id; });
  if (found == group.end() || found->member != member) return std::nullopt;
  return static_cast<std::size_t>(found - group.begin());
}

} // namespace

GroupReader::GroupReader(store::Ledger& ledger, Engine& engine, const store::KeptTerms& book)
    : any_stored_(store::has_conclusions(ledger)),
      account_reader_(ledger, {}, {}),
      history_reader_(ledger, {}, {}, {.sales = looks_at_sales(engine.timeline())}) {
  for (const auto& terms : book.terms()) terms_.push_back(engine.intern(terms));
}

void GroupReader::read(std::span<const store::Settlement> group, std::vector<KnownMember>& members) {
  members.resize(group.size());
  if (any_stored_) read_stored(group, members);
  std::vector<bool> seen(group.size(), false);
  for_runs(group, [&](MemberId first, MemberId last) {
    history_reader_.seek(first, last);
    while (const auto* history = history_reader_.next()) {
      const auto index = place(group, history->member);
      if (!index) continue;
      seen[*index] = true;
      members[*index].history = *history;
    }
  });
  for (std::size_t index = 0; index < group.size(); ++index) {
    if (seen[index]) continue;
    members[index].history = {};
    members[index].history.member = group[index].member;
  }
}

void GroupReader::read_stored(std::span<const store::Settlement> group, std::vector<KnownMember>& members) {
  for (auto& member : members) member.stored.clear();
  for_runs(group, [&](MemberId first, MemberId last) {
    account_reader_.seek(first, last);
    while (const auto* account = account_reader_.next()) {
      const auto index = place(group, account->member);
      if (!index) continue;
      auto& kept = members[*index].stored = *account;
      for (auto& line : kept.entries)
        if (line.entry.terms >= 0) line.entry.terms = terms_[static_cast<std::size_t>(line.entry.terms)];
    }
  });
}

} // namespace loyalty::shop
