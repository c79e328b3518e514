// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "loyalty/currency.hpp"

namespace loyalty::messages {

/// Why something is refused and what to write instead.
struct Reason {
  std::string reason;
  std::string hint;
};

/// Why `Money::parse` refuses a text.
Reason amount_reason(std::string_view value, Currency currency);
/// "two decimals", "no decimals".
std::string decimals_of(Currency currency);
/// Why `WrittenMoment::parse` refuses a text.
Reason moment_reason(std::string_view value);
/// Why a text is none of the words that a file has for the status of an order.
Reason status_reason(std::string_view value, std::span<const std::string_view> words);
/// Why a text is no id; both are empty where it is one. Refused: control characters, blanks at either end, more than
/// 200 bytes, and numbers that a spreadsheet has destroyed, such as 2.4111E+17. Cells of files are made plain keys
/// first.
Reason id_reason(std::string_view value);

/// Whether an id is what a spreadsheet has left of a long number, so that nobody knows it any more.
bool lost_digits(std::string_view id);

/// A quick test that is true only for ids without a fault; where it is false, `id_reason` decides.
bool plain_id(std::string_view value);

/// A value as a message quotes it: short, and fit for a terminal.
std::string shown_value(std::string_view value);

} // namespace loyalty::messages
