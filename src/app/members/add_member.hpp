// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/members/member_words.hpp"

namespace loyalty::app {

struct NewMember {
  std::string key;
  std::optional<Day> joined_on = {}; ///< absent: the day of the command
  MemberWords words = {};
};

struct MemberAdded {
  bool known = false; ///< all of it was known already
  Day joined_on = {};
  std::vector<Said> said;
  shop::Receipt receipt;
};

/// Enters a member. Exactly the same once more changes nothing; anything else said of a known key is refused. The
/// program is needed where custom fields are named.
MemberAdded add_member(const shop::Context& context, const std::optional<shop::ProgramText>& program,
                       const NewMember& member);

} // namespace loyalty::app
