// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace loyalty {

/// The bare key of a cell or a typed word: without what a spreadsheet, an export or a hand has put around it. Taken
/// off, as often as they are there: blanks of every kind and width, tabs, line ends, marks that cannot be seen; `="…"`
/// and quotes around the whole; an apostrophe or a back tick in front; the `.0` behind a number that was a decimal for
/// a while, as long as no digit of it can have been lost. What stands within a key is never touched.
std::string_view plain_key(std::string_view cell);

/// Whether something is hidden, so that it names nobody: an asterisk or a dot in place of letters (138****0001, 张*,
/// •••), x in place of digits (138xxxx0001), a value that a platform has sealed (##…, ~…), or a word for nobody (匿名).
bool is_masked(std::string_view value);

/// The bare number of a phone: a plain key without blanks, hyphens and brackets, and without the +86 before a mobile
/// number. What is no phone number stays a plain key.
std::string plain_phone(std::string_view text);

/// Full-width letters, signs and digits as ASCII has them: "￥１２" is "¥12".
std::string narrow_text(std::string_view text);

} // namespace loyalty
