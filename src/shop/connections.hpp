// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "store/ledger/ledger.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::shop {

/// Another connection to the file of a ledger, for another thread.
struct Connection {
  explicit Connection(const std::string& path) : ledger(path, store::Ledger::Access::read, 0), snapshot(ledger) {}

  store::Ledger ledger;
  store::Snapshot snapshot;
};

/// Of fewer members, opening another connection costs more than it saves.
inline constexpr std::int64_t worth_a_connection = 5'000;

/// So many threads read a ledger at the same time, the one that asks among them.
std::size_t readers_at_once();

/// As many as can be had at once: none of a ledger in memory, or while another command is about to commit. The caller
/// holds a snapshot of what is written in the file: while they do nobody can commit, so all see one state.
std::vector<std::unique_ptr<Connection>> connect(const store::Ledger& ledger, std::size_t wanted);

} // namespace loyalty::shop
