// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "loyalty/history.hpp"
#include "shop/work.hpp"

namespace loyalty::app {

/// Who may be written to.
struct ContactList {
  std::vector<MemberId> members; ///< in the order in which they were given
  std::int64_t opted_out = 0;    ///< left out: want no messages
  std::int64_t too_often = 0;    ///< left out: stood in as many lists of the period as the program allows
  std::int64_t held_out = 0;     ///< left out: held out by lot
  std::int64_t already = 0;      ///< of `members`: put on this list before that day
  shop::Receipt receipt;
};

/// Puts members on the contact list `name` of the day of the command. Left out are those who want no messages, are held
/// out by lot, stood in as many lists of the period as the program allows, or were forgotten. Nobody stands twice on a
/// list of one name and day, so the command can be repeated. Refused by `Error` (usage): an empty name.
ContactList take_contact_list(const shop::Context& context, const shop::ProgramText& program, const std::string& name,
                              std::span<const MemberId> members);

} // namespace loyalty::app
