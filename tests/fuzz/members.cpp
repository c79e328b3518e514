// SPDX-License-Identifier: MIT
#include "files/member_file.hpp"

#include "files/text_file.hpp"
#include "fuzz/target.hpp"

namespace fuzz {

using namespace loyalty;

/// A member file: each row names a member or is set aside in words, or the file is refused in words.
void try_bytes(std::string_view bytes) {
  const files::TextFile file(bytes);
  try {
    files::MemberFile members(file.path());
    for (files::MemberRow row; members.next(row);) {
      require(!row.member_id.empty() || !row.phone.empty(), "a row names somebody");
      require(!row.points || *row.points >= 0, "points are not negative");
      require(!row.tier_until || !row.tier.empty(), "a tier that ends is known");
    }
    for (const auto& rejected : members.file().rejected())
      require(!rejected.reason.english().empty(), "a row is set aside in words");
  } catch (const Error& error) {
    require(error.failure == Failure::refused && !error.told.english().empty(), "a file is refused in words");
  }
}

} // namespace fuzz
