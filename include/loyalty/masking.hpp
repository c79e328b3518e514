// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace loyalty {

/// The text with every phone number, e-mail address and WeChat number in it masked, however they are written:
/// "138 0000 0009" becomes "138****0009", "(010) 8888 7777" "010****7777", "lan@shop.cn" "l****@shop.cn". What stands
/// behind the name of a platform and a colon is masked up to the next blank or comma: "taobao:xiaoxiong8" becomes
/// "taobao:xi****g8". Numbers that could be anything else, such as amounts, days, order numbers of another length and
/// hashes, stay.
std::string mask_text(std::string_view text);

/// A value by which a person is known, whatever it looks like: only its ends are shown. What is masked already stays.
std::string mask_identity(std::string_view value);

/// A member's key. One of the shop's own (M001, 0005) says nothing of the member and stays; one that is a phone, an
/// address or (namespace, value) of any platform is masked.
std::string mask_key(std::string_view key);

/// A person's name, of which only the first letter is shown: "A***"; of one in other than Latin letters with a single
/// asterisk behind it. What is masked already stays.
std::string mask_name(std::string_view name);

} // namespace loyalty
