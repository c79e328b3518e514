// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shop/work.hpp"
#include "store/forgotten.hpp"
#include "store/members.hpp"

namespace loyalty::app {

/// What became of a member who asked to be forgotten.
struct MemberForgotten {
  store::Member member;       ///< as they were known
  std::string key;            ///< under which the books speak of them from now on
  bool named = false;         ///< they had a name
  store::PersonalRows erased; ///< what was taken away besides
  /// Day and month of the birthday stay, for points, tiers or vouchers were given by it; the year does not.
  bool keeps_day = false;
  /// What their fields hold stays, for points, tiers or vouchers were given by it.
  bool keeps_fields = false;
  std::int64_t rows_with_words = 0;  ///< of the books in which somebody typed a name, number or address of theirs
  bool repeated = false;             ///< they were forgotten before: only the file was written anew
  std::optional<BatchId> batch = {}; ///< in which they were forgotten, now or before; absent in a dry run
  bool overwritten = false;          ///< what was deleted lies nowhere in the file any more
  shop::Receipt receipt;
};

/// Takes away what is personal of a member: key, name, identities, birthdays, what files say of the buyers of their
/// orders, and what somebody typed of them, or with a name, number or address of theirs. Orders, points, tiers and sums
/// stay, under an anonymous key, and no hash changes. It cannot be undone. Files that are read later do not bring the
/// member back. Refused by `Error` (refused): nobody is known by that key.
MemberForgotten forget_member(const shop::Context& context, const std::string& member);

} // namespace loyalty::app
