// SPDX-License-Identifier: MIT
#include "shop/open.hpp"

namespace loyalty::shop {

std::unique_ptr<Ledger> open_ledger(const std::string& path, bool to_change, int wait_seconds,
                                    const Ledger::BeforeMigration& before_migration) {
  const auto access = to_change ? Ledger::Access::write : Ledger::Access::read;
  return std::make_unique<Ledger>(path, access, wait_seconds, before_migration);
}

std::optional<std::string> shop_timezone(Ledger& ledger) { return store::shop_timezone(ledger); }

Currency currency_in(Ledger& ledger, const std::function<Currency()>& of_file) {
  if (!store::holds_amounts(ledger)) return of_file();
  const auto versions = store::program_versions(ledger);
  if (!versions.empty()) return versions.back().currency;
  const auto wanted = of_file();
  return wanted.decimals == cny.decimals ? wanted : cny;
}

} // namespace loyalty::shop
