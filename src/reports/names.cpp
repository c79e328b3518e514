// SPDX-License-Identifier: MIT
#include "reports/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "reports/list_batches.hpp"
#include "store/members.hpp"
#include "store/programs.hpp"

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

// What the last version does not have any more, an earlier one had.
std::string ProgramNames::name_of(std::string_view list, std::string_view id) {
  if (!for_people_ || id.empty()) return std::string(id);
  if (!versions_) {
    versions_.emplace();
    for (auto& kept : std::views::reverse(store::program_versions(*ledger_)))
      versions_->push_back({std::move(kept.text), {}});
  }
  const auto thing = fmt::format("{}.{}", list, id);
  for (auto& [text, names] : *versions_) {
    if (!names) names = program::thing_names(text);
    if (const auto found = names->find(thing); found != names->end()) return found->second;
  }
  return std::string(id);
}

std::string ProgramNames::tier(std::string_view id) { return name_of("tier", id); }
std::string ProgramNames::coupon(std::string_view id) { return name_of("coupon", id); }
std::string ProgramNames::plan(std::string_view id) { return name_of("membership", id); }
std::string ProgramNames::group(std::string_view id) { return name_of("group", id); }
std::string ProgramNames::gift(std::string_view id) { return name_of("gift", id); }
std::string ProgramNames::activity(std::string_view id) { return name_of("activity", id); }

} // namespace loyalty::reports
