// SPDX-License-Identifier: MIT
#include "shop/scan.hpp"

#include <algorithm>
#include <atomic>
#include <future>

#include "shop/connections.hpp"
#include "store/histories.hpp"
#include "store/members.hpp"

namespace loyalty::shop {
namespace {

/// The members who came first have bought most: many small parts leave nobody waiting for the largest.
constexpr std::size_t most_parts = 32;

std::size_t shares_of(MemberId last) {
  if (readers_at_once() == 1) return 1;
  return std::min(static_cast<std::size_t>(last.value / worth_a_connection) + 1, most_parts);
}

} // namespace

Scan::Scan(store::Ledger& ledger) : ledger_(ledger), last_(store::last_member(ledger)), shares_(shares_of(last_)) {}

const MemberNames& Scan::names() { return names_ ? *names_ : names_.emplace(ledger_); }

void Scan::take(const ScanWanted& wanted, const std::function<MemberUse(std::size_t share)>& use_of) {
  auto& reader = readers_.emplace_back(Reader{.uses = {}, .histories = wanted.histories});
  for (std::size_t share = 0; share < shares_; ++share) reader.uses.push_back(use_of(share));
  histories_ |= wanted.histories;
  sales_ |= wanted.sales;
  // The fullest detail is the first.
  if (wanted.accounts) accounts_ = accounts_ ? std::min(*accounts_, *wanted.accounts) : wanted.accounts;
}

void Scan::run() {
  std::atomic<std::size_t> next_share = 0;
  const auto scan = [&](store::Ledger& on) {
    for (std::size_t share = next_share++; share < shares_; share = next_share++) read_share(on, share);
  };
  const auto others = connect(ledger_, std::min(readers_at_once(), shares_) - 1);
  std::vector<std::future<void>> running;
  for (const auto& other : others)
    running.push_back(std::async(std::launch::async, [&scan, &other] { scan(other->ledger); }));
  scan(ledger_);
  for (auto& each : running) each.get();
}

void Scan::read_share(store::Ledger& on, std::size_t share) const {
  const auto place = static_cast<std::int64_t>(share), shares = static_cast<std::int64_t>(shares_);
  const MemberId first(last_.value * place / shares + 1), last(last_.value * (place + 1) / shares);
  std::optional<store::HistoryReader> histories;
  std::optional<store::AccountReader> accounts;
  if (histories_) histories.emplace(on, first, last, store::HistoryReader::Wanted{.sales = sales_});
  if (accounts_) accounts.emplace(on, first, last, *accounts_);
  History no_history;
  const store::Account no_account;
  const History* history = histories ? histories->next() : nullptr;
  const store::Account* account = accounts ? accounts->next() : nullptr;
  while (history != nullptr || account != nullptr) {
    const bool has_history = history != nullptr && (account == nullptr || history->member <= account->member);
    const bool has_account = account != nullptr && (history == nullptr || account->member <= history->member);
    if (!has_history) no_history.member = account->member;
    // The lines of a merged member are cancelled by the next night.
    if (has_history || !on.whose().is_merged(account->member))
      for (const auto& reader : readers_)
        if (reader.histories ? has_history : has_account)
          reader.uses[share](has_history ? *history : no_history, has_account ? *account : no_account);
    if (has_history) history = histories->next();
    if (has_account) account = accounts->next();
  }
}

} // namespace loyalty::shop
