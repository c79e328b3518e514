// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace loyalty::messages {

/// A sentence of zh.po.
struct Translation {
  std::string context; ///< empty: none
  std::string english;
  std::string several; ///< the English of several; empty: the sentence counts nothing
  std::string chinese;
};

/// The entries of a PO file as gettext has them: msgctxt, msgid, msgid_plural, msgstr or msgstr[0]. Its head, the entry
/// of the empty msgid, entries without a translation and those marked fuzzy are none.
std::vector<Translation> read_po(std::string_view text);

} // namespace loyalty::messages
