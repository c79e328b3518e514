// SPDX-License-Identifier: MIT
#include "shop/scan.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <memory>
#include <thread>

#include "loyalty/error.hpp"
#include "store/histories.hpp"
#include "store/ledger/snapshot.hpp"
#include "store/members.hpp"

namespace loyalty::shop {
namespace {

/// Below this, opening another connection costs more than it saves.
constexpr std::int64_t worth_a_part = 5'000;
/// The members who came first have bought most: many small parts leave nobody waiting for the largest.
constexpr std::size_t most_parts = 32;
constexpr std::size_t most_at_once = 4;

std::size_t at_once() { return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, most_at_once); }

/// Another connection to the same file. While the caller holds its snapshot nobody can commit, so both see one state.
struct Connection {
  explicit Connection(const std::string& path) : ledger(path, store::Ledger::Access::read, 0), snapshot(ledger) {}

  store::Ledger ledger;
  store::Snapshot snapshot;
};

/// As many as can be had at once: none of a ledger in memory, or while another command is about to commit.
std::vector<std::unique_ptr<Connection>> connect(const std::string& path, std::size_t wanted) {
  std::vector<std::unique_ptr<Connection>> connections;
  try {
    while (connections.size() < wanted) connections.push_back(std::make_unique<Connection>(path));
  } catch (const Error&) { return connections; }
  return connections;
}

void scan_histories(store::Ledger& ledger, MemberId first, MemberId last, const MemberUse& use,
                    const ScanWanted& wanted) {
  store::HistoryReader histories(ledger, first, last, {.sales = wanted.sales});
  std::optional<store::AccountReader> accounts;
  if (wanted.accounts) accounts.emplace(ledger, first, last, *wanted.accounts);
  const store::Account nothing;
  const store::Account* account = accounts ? accounts->next() : nullptr;
  while (const auto* history = histories.next()) {
    while (account != nullptr && account->member < history->member) account = accounts->next();
    const bool same = account != nullptr && account->member == history->member;
    use(*history, same ? *account : nothing);
  }
}

void scan_accounts(store::Ledger& ledger, MemberId first, MemberId last, const MemberUse& use,
                   store::AccountReader::Detail detail) {
  store::AccountReader accounts(ledger, first, last, detail);
  History nothing;
  while (const auto* account = accounts.next()) {
    // The lines of a merged member are cancelled by the next night.
    if (ledger.whose().is_merged(account->member)) continue;
    nothing.member = account->member;
    use(nothing, *account);
  }
}

} // namespace

std::size_t scan_parts(store::Ledger& ledger) {
  if (at_once() == 1) return 1;
  return std::min(static_cast<std::size_t>(store::last_member(ledger).value / worth_a_part) + 1, most_parts);
}

void scan_members(store::Ledger& ledger, std::span<const MemberUse> parts, const ScanWanted& wanted) {
  const auto last = store::last_member(ledger).value;
  const auto count = std::ssize(parts);
  std::atomic<std::size_t> next_part = 0;
  const auto scan = [&](store::Ledger& on) {
    for (std::size_t part = next_part++; part < parts.size(); part = next_part++) {
      const MemberId begin(last * static_cast<std::int64_t>(part) / count + 1);
      const MemberId end(last * static_cast<std::int64_t>(part + 1) / count);
      if (wanted.histories)
        scan_histories(on, begin, end, parts[part], wanted);
      else
        scan_accounts(on, begin, end, parts[part], wanted.accounts.value_or(store::AccountReader::Detail::tiers));
    }
  };
  const auto others = connect(ledger.path(), std::min(at_once(), parts.size()) - 1);
  std::vector<std::future<void>> running;
  for (const auto& other : others)
    running.push_back(std::async(std::launch::async, [&scan, &other] { scan(other->ledger); }));
  scan(ledger);
  for (auto& each : running) each.get();
}

} // namespace loyalty::shop
