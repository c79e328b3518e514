// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>

#include "loyalty/message.hpp"
#include "loyalty/program.hpp"
#include "program/problem.hpp"
#include "program/toml_reader.hpp"

namespace loyalty::program {

void warn(Problems& problems, const TomlValue& at, Message what, Message why, Message hint);

/// The value at the end of the keys; the last one that there is.
const TomlValue& value_at(const TomlValue& from, std::initializer_list<std::string_view> keys);

/// The item at that place of a list.
const TomlValue& item_at(const TomlValue& root, std::string_view list, std::size_t index);

/// On coupons, campaigns and top-ups: what the shop offers.
void warn_about_offers(const Program& program, const TomlValue& root, Problems& problems);

/// On rules that together give back as much as somebody pays, or more, so that they can be gone through again and
/// again: each with a sum in figures of the program. Points count as money where they pay for whole orders, a voucher
/// where it asks for nothing to be paid beside it.
void warn_about_loops(const Program& program, const TomlValue& root, Problems& problems);

/// The same on an offer and vouchers that go together, each of which leaves something to pay.
void warn_about_orders(const Program& program, const TomlValue& root, Problems& problems);

} // namespace loyalty::program
