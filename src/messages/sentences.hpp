// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace loyalty::messages {

/// Where a sentence stands in the text of its catalogue: its context, the English and the Chinese, one behind the
/// other. Not as views, which the system would have to fill in whenever the program starts.
struct SentencePlace {
  std::uint32_t at = 0;
  std::uint16_t context = 0; ///< bytes of each
  std::uint16_t english = 0;
  std::uint16_t chinese = 0;
};

/// Sentences by context and English: locales and their files are often not installed, so they are built in.
struct Catalogue {
  std::string_view text;
  std::span<const SentencePlace> places;

  /// The translation of an English sentence; empty where there is none.
  std::string_view find(std::string_view context, std::string_view english) const;
};

/// Those of zh.po.
Catalogue zh_sentences();

} // namespace loyalty::messages
