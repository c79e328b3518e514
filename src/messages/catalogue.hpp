// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "loyalty/message.hpp"

namespace loyalty::messages {

/// In which people are spoken to. What programs read, such as keys, names of refusals and exit codes, has none.
enum class Language : std::uint8_t {
  english,
  chinese,
  marked, ///< English in ⟦brackets⟧, for tests that look for what cannot be translated
};

/// How pages name a language: "zh-CN".
std::string_view language_tag(Language language);

/// The message in a language; in English where zh.po has no sentence for it.
std::string said(const Message& message, Language language);

} // namespace loyalty::messages
