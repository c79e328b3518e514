// SPDX-License-Identifier: MIT
#include "files/profiles/list.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace loyalty::files {
namespace {

/// How many of a profile's columns a header has; 0 if it lacks a required one.
std::size_t fit(const OrderProfile& profile, const std::unordered_set<std::string>& header) {
  std::size_t found = 0;
  for (const auto& column : profile.columns) {
    const bool there = std::ranges::any_of(column.from, [&](const CellNames& names) {
      return std::ranges::all_of(names, [&](const auto& name) { return header.contains(header_key(name)); });
    });
    if (column.required && !there) return 0;
    if (there) ++found;
  }
  return found;
}

} // namespace

std::span<const OrderProfile> all_profiles() {
  static const std::vector<OrderProfile> profiles = {
      generic_profile(),      kuaishou_profile(),    wechat_profile(),  taobao_profile(),
      taobao_items_profile(), douyin_profile(),      pdd_profile(),     youzan_profile(),
      jd_profile(),           xiaohongshu_profile(), shopify_profile(), woocommerce_profile(),
      square_profile(),       etsy_profile(),        stripe_profile(),  amazon_profile(),
  };
  return profiles;
}

std::span<const OtherExport> other_exports() {
  static const std::vector<OtherExport> others = {taobao_items_without_times()};
  return others;
}

bool is_header_of(const OtherExport& other, std::span<const std::string_view> header) {
  return std::ranges::all_of(other.names, [&](const auto& name) {
    return std::ranges::any_of(header, [&](auto cell) { return header_key(cell) == header_key(name); });
  });
}

std::vector<const OrderProfile*> fitting_profiles(std::span<const std::string_view> header,
                                                  std::span<const OrderProfile> own) {
  std::unordered_set<std::string> keys;
  for (const auto name : header) keys.insert(header_key(name));
  for (const auto profiles : {own, all_profiles()}) {
    std::vector<const OrderProfile*> best;
    std::size_t most = 1;
    for (const auto& profile : profiles) {
      const auto found = fit(profile, keys);
      if (found > most) best.clear();
      if (found >= most) best.push_back(&profile);
      most = std::max(most, found);
    }
    if (!best.empty()) return best;
  }
  return {};
}

} // namespace loyalty::files
