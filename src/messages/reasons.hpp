// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "loyalty/currency.hpp"
#include "loyalty/message.hpp"

namespace loyalty::messages {

/// Why something is refused and what to write instead.
struct Reason {
  Message reason;
  Message hint = {};
};

/// Why `Money::parse` refuses a text.
Reason amount_reason(std::string_view value, Currency currency);
/// Why `WrittenMoment::parse` refuses a text.
Reason moment_reason(std::string_view value);
/// Why a time that names a UTC offset cannot be read without the shop's time zone.
Reason offset_reason(std::string_view value);
/// Why a text is no whole number from `least`, 0 or 1, on.
Reason whole_reason(std::string_view value, std::int64_t least);
/// Why a text is no answer to whether something is so.
Reason answer_reason(std::string_view value);
/// Why a row with more or fewer cells than its header cannot be read.
Reason cells_reason(std::size_t cells, std::size_t of_header);
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

/// A value as a message names it: short, and fit for a terminal.
std::string shown_value(std::string_view value);
/// The same in quotes.
Message quoted_value(std::string_view value);

/// What the system says of one of its errors, an `errno`.
Message system_reason(int error);

} // namespace loyalty::messages
