// SPDX-License-Identifier: MIT
#include "cli/shown_table.hpp"

#include <algorithm>
#include <array>

#include "loyalty/masking.hpp"

namespace loyalty::cli {

Mask mask_for(std::string_view column) {
  constexpr std::array<std::string_view, 6> things = {"order_id", "code", "batch", "head", "key", "message"};
  if (std::ranges::find(things, column) != things.end()) return Mask::none;
  if (column == "member_id" || column == "inviter_id") return Mask::key;
  return column == "name" ? Mask::name : Mask::text;
}

std::string masked(Mask mask, std::string_view value) {
  if (mask == Mask::key) return mask_key(value);
  return mask == Mask::name ? mask_name(value) : mask_text(value);
}

} // namespace loyalty::cli
