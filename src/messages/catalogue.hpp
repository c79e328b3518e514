// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/message.hpp"

namespace loyalty::messages {

/// In which people are spoken to. What programs read, such as keys, names of refusals and exit codes, has none.
enum class Language : std::uint8_t {
  english,
  chinese,
  marked, ///< English in ⟦brackets⟧, for tests that look for what cannot be translated
};

/// The message in a language; in English where zh.po has no sentence for it.
std::string said(const Message& message, Language language);

/// A sentence of zh.po.
struct Translation {
  std::string context; ///< empty: none
  std::string english;
  std::string several; ///< the English of several; empty: the sentence counts nothing
  std::string chinese;
};
/// All of them, in the order of the file.
const std::vector<Translation>& translations();

} // namespace loyalty::messages
