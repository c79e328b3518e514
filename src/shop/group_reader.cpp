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

void GroupReader::read(std::span<const store::Settlement> group, const Use& use) {
  if (group.empty()) return;
  accounts_.assign(any_stored_ ? group.size() : 0, {});
  if (any_stored_) read_stored(group);
  static const store::Account nothing_stored;
  const auto stored = [this](std::size_t index) -> const store::Account& {
    return any_stored_ ? accounts_[index] : nothing_stored;
  };
  std::vector<bool> seen(group.size(), false);
  const auto tell = [&](const History& history) {
    const auto index = place(group, history.member);
    if (!index) return;
    seen[*index] = true;
    use(*index, history, stored(*index));
  };
  for_runs(group, [&](MemberId first, MemberId last) {
    history_reader_.seek(first, last);
    while (const auto* history = history_reader_.next()) tell(*history);
  });
  History nothing;
  for (std::size_t index = 0; index < group.size(); ++index) {
    if (seen[index]) continue;
    nothing.member = group[index].member;
    use(index, nothing, stored(index));
  }
}

void GroupReader::read_stored(std::span<const store::Settlement> group) {
  const auto keep = [&](const store::Account& account) {
    const auto index = place(group, account.member);
    if (!index) return;
    auto& kept = accounts_[*index] = account;
    for (auto& line : kept.entries)
      if (line.entry.terms >= 0) line.entry.terms = terms_[static_cast<std::size_t>(line.entry.terms)];
  };
  for_runs(group, [&](MemberId first, MemberId last) {
    account_reader_.seek(first, last);
    while (const auto* account = account_reader_.next()) keep(*account);
  });
}

} // namespace loyalty::shop
