// SPDX-License-Identifier: MIT
#include "reports/names.hpp"

#include <algorithm>

#include "reports/list_batches.hpp"
#include "store/members.hpp"

namespace loyalty::reports {

std::vector<std::string> member_keys(store::Ledger& ledger, std::string_view beginning, std::size_t most) {
  std::vector<std::string> keys;
  store::read_names(ledger, [&](MemberId member, std::string_view key, std::string_view) {
    if (key.starts_with(beginning) && !ledger.whose().is_merged(member)) keys.emplace_back(key);
  });
  std::ranges::sort(keys);
  keys.resize(std::min(keys.size(), most));
  return keys;
}

std::vector<std::pair<std::string, std::string>> last_batches(store::Ledger& ledger, std::size_t most) {
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& row : list_batches(ledger, static_cast<std::int64_t>(most)))
    all.emplace_back(std::to_string(row.id.value), to_string(row.start.kind));
  std::ranges::reverse(all);
  return all;
}

} // namespace loyalty::reports
