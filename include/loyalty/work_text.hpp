// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>

namespace loyalty {

/// The kinds of work for which a program can have a text to send to a member.
inline constexpr std::array<std::string_view, 13> work_kinds = {
    "voucher", "birthday",  "expiring", "dormant",      "thank",   "renewal",  "invite",
    "remove",  "keep_back", "pay_back", "cash_missing", "segment", "near_tier"};

/// What such a text can name in braces.
inline constexpr std::array<std::string_view, 12> work_names = {
    "name", "points", "tier", "coupon", "code", "last_day", "group", "plan", "order", "amount", "shop", "missing"};

/// The first thing in braces, or the first brace alone, that is none of `work_names`; empty: there is none.
std::string_view strange_name(std::string_view text);

/// The text with what `value` says for each name in its braces. Where that is nothing, no blank is left in front of it.
std::string filled_text(std::string_view text, const std::function<std::string(std::string_view name)>& value);

} // namespace loyalty
