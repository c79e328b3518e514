// SPDX-License-Identifier: MIT
#include "cli/screen.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include "loyalty/money.hpp"

namespace loyalty::cli {
namespace {

winsize size_of_screen() {
  winsize size{};
  if (isatty(STDOUT_FILENO) == 0) return {};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size;
  const char* columns = std::getenv("COLUMNS");
  const auto typed = parse_whole(columns == nullptr ? "" : columns);
  size.ws_col = static_cast<unsigned short>(typed && *typed > 0 && *typed < 10'000 ? *typed : 80);
  size.ws_row = 0;
  return size;
}

} // namespace

std::size_t screen_width() { return size_of_screen().ws_col; }
std::size_t screen_height() { return size_of_screen().ws_row; }

const std::vector<std::string_view>& columns_left_out_first() {
  static const std::vector<std::string_view> keys = {
      "tier_since",         "first_order_on", "order_days",    "points_adjusted", "points_debt",
      "points_clawed_back", "growth",         "vouchers_open", "gross",           "refunds",
      "qualifying",         "joined_on",      "tier_until",    "points_held",     "points_expired",
      "recency_days",       "hash",           "recorded_at",   "operator",        "as_of"};
  return keys;
}

std::string pager() {
  for (const char* name : {"LOYALTY_PAGER", "PAGER"})
    if (const char* value = std::getenv(name); value != nullptr) return std::string_view(value) == "cat" ? "" : value;
  return {};
}

} // namespace loyalty::cli
