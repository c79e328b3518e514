// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace loyalty {

/// The text with every phone number, e-mail address and WeChat number in it masked, however they are written:
/// "138 0000 0009" becomes "138****0009", "(010) 8888 7777" "010****7777", "lan@shop.cn" "l****@shop.cn". Numbers that
/// could be anything else, such as amounts, days, order numbers of another length and hashes, stay.
std::string mask_text(std::string_view text);

/// A value by which a person is known, whatever it looks like: only its ends are shown. What is masked already stays.
std::string mask_identity(std::string_view value);

} // namespace loyalty
