// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
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
/// The text of zh.po, as it was built in: locales and their files are often not installed.
std::string_view zh_po();

/// The entries of a PO file as gettext has them: msgctxt, msgid, msgid_plural, msgstr or msgstr[0]. Its head, the entry
/// of the empty msgid, entries without a translation and those marked fuzzy are none.
std::vector<Translation> read_po(std::string_view text);

/// Where the entries of a PO file begin, by a hash of what they translate: one pass that copies nothing, for programs
/// that say a few sentences and end.
class PoIndex {
 public:
  explicit PoIndex(std::string_view text);

  /// The entry of an English sentence; without a translation where there is none.
  Translation find(std::string_view context, std::string_view english) const;

 private:
  struct Place {
    std::uint64_t hash;
    std::size_t at;
  };

  std::string_view text_;
  std::vector<Place> places_; ///< by hash
};

} // namespace loyalty::messages
