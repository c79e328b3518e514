// SPDX-License-Identifier: MIT
#include "shop/connections.hpp"

#include <algorithm>
#include <thread>

#include "loyalty/error.hpp"

namespace loyalty::shop {

std::size_t readers_at_once() {
  constexpr std::size_t most = 4;
  return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, most);
}

std::vector<std::unique_ptr<Connection>> connect(const store::Ledger& ledger, std::size_t wanted) {
  std::vector<std::unique_ptr<Connection>> connections;
  try {
    while (connections.size() < wanted) connections.push_back(std::make_unique<Connection>(ledger.path()));
  } catch (const Error&) { return connections; }
  return connections;
}

} // namespace loyalty::shop
