// SPDX-License-Identifier: MIT
#include "app/shop.hpp"

namespace loyalty::app {

std::unique_ptr<Ledger> open_ledger(const std::string& path, bool to_change, int wait_seconds) {
  return std::make_unique<Ledger>(path, to_change ? Ledger::Access::write : Ledger::Access::read, wait_seconds);
}

std::optional<ShopSettings> shop_settings(Ledger& ledger) { return store::shop_settings(ledger); }

}  // namespace loyalty::app
