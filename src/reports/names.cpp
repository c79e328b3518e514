// SPDX-License-Identifier: MIT
#include "reports/names.hpp"

#include <algorithm>

#include "loyalty/program.hpp"
#include "reports/list_batches.hpp"
#include "shop/timelines.hpp"
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

template <class Thing>
std::string ProgramNames::name_of(std::string_view id, const Thing* (Program::*find)(std::string_view) const) {
  if (!for_people_ || id.empty()) return std::string(id);
  if (!latest_) latest_ = shop::kept_program(*ledger_);
  const auto* thing = *latest_ == nullptr ? nullptr : (**latest_.*find)(id);
  if (thing != nullptr) return name_or_id(thing, id);
  // What the last version does not have any more, an earlier one had.
  if (!all_) all_ = shop::kept_timeline(*ledger_);
  for (auto place = all_->size(); place > 0 && thing == nullptr; --place)
    thing = ((*all_)[place - 1].program.get()->*find)(id);
  return name_or_id(thing, id);
}

std::string ProgramNames::tier(std::string_view id) { return name_of(id, &Program::tier); }
std::string ProgramNames::coupon(std::string_view id) { return name_of(id, &Program::coupon); }
std::string ProgramNames::plan(std::string_view id) { return name_of(id, &Program::plan); }
std::string ProgramNames::group(std::string_view id) { return name_of(id, &Program::group); }
std::string ProgramNames::gift(std::string_view id) { return name_of(id, &Program::gift); }
std::string ProgramNames::activity(std::string_view id) { return name_of(id, &Program::activity); }

} // namespace loyalty::reports
