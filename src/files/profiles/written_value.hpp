// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "loyalty/currency.hpp"
#include "loyalty/day.hpp"
#include "loyalty/money.hpp"
#include "loyalty/order_profile.hpp"

namespace loyalty::files {

// Values as platforms and people write them.

/// What a cell says: a plain key, and nothing where it holds one of the words for nothing: -, --, —, /, nan, none.
std::string_view written_text(std::string_view cell);

/// Reads an amount exactly: "¥1,299.90", "￥0", "12.00元", "-$0.95", "US$ 5", "116,99 €" with the decimal mark ',',
/// "499.00（说明）". Refused (nullopt): thousands marks that do not stand before every third digit, more decimals than
/// the currency has unless they are noughts, letters that are no sign of money.
std::optional<Money> parse_written_money(std::string_view text, Currency currency, char decimal_mark);

/// Reads a whole number: "3", "1,200", "2.0", "+5".
std::optional<std::int64_t> parse_written_whole(std::string_view text);

/// Reads an answer: yes, no, true, false, 1, 0, 是, 否, in small letters or capitals.
std::optional<bool> parse_written_answer(std::string_view text);

/// Reads a day or a moment in any usual form: "2026-05-10 14:41:34", "2026/9/10 8:00", "2026年5月10日 14:41",
/// "2026.5.10", "20260510", "09/25/26", "10-Dez-25", "9/25/2026, 2:30 PM", with an offset or without, and the number
/// that a spreadsheet keeps (45000.501). `order` tells which part of a day that does not begin with its year is the
/// month.
std::optional<WrittenMoment> parse_written_moment(std::string_view text, DateOrder order);

/// Reads a moment in one form, as strptime has it: %Y %y %m %d %b %H %I %M %S %p %z; numbers may lack a leading nought.
std::optional<WrittenMoment> parse_moment_by(std::string_view format, std::string_view text);

} // namespace loyalty::files
