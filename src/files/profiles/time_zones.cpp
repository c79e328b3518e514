// SPDX-License-Identifier: MIT
#include "files/profiles/time_zones.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace loyalty::files {

std::string_view zone_name(std::string_view written) {
  using Named = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Named, 22> names = {{{"Pacific Time (US & Canada)", "America/Los_Angeles"},
                                            {"Mountain Time (US & Canada)", "America/Denver"},
                                            {"Central Time (US & Canada)", "America/Chicago"},
                                            {"Eastern Time (US & Canada)", "America/New_York"},
                                            {"Indiana (East)", "America/Indiana/Indianapolis"},
                                            {"Atlantic Time (Canada)", "America/Halifax"},
                                            {"Newfoundland", "America/St_Johns"},
                                            {"Arizona", "America/Phoenix"},
                                            {"Alaska", "America/Juneau"},
                                            {"Hawaii", "Pacific/Honolulu"},
                                            {"London", "Europe/London"},
                                            {"Dublin", "Europe/Dublin"},
                                            {"Paris", "Europe/Paris"},
                                            {"Madrid", "Europe/Madrid"},
                                            {"Sydney", "Australia/Sydney"},
                                            {"Melbourne", "Australia/Melbourne"},
                                            {"Brisbane", "Australia/Brisbane"},
                                            {"Adelaide", "Australia/Adelaide"},
                                            {"Perth", "Australia/Perth"},
                                            {"Tokyo", "Asia/Tokyo"},
                                            {"Beijing", "Asia/Shanghai"},
                                            {"Osaka", "Asia/Tokyo"}}};
  const auto found = std::ranges::find(names, written, &Named::first);
  return found == names.end() ? written : found->second;
}

} // namespace loyalty::files
