// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "shop/work.hpp"
#include "store/members.hpp"

namespace loyalty::app {

struct MemberClosed {
  store::Member member;
  bool repeated = false; ///< it was so already
  shop::Receipt receipt;
};

/// Shuts a member out of the scheme from the evening of the command's day on. Refused by `Error`: no reason is said, or
/// nobody is known by the name.
MemberClosed close_member(const shop::Context& context, const std::string& member, const std::string& reason);
/// Lets a member in again who was shut out, from that evening on.
MemberClosed reopen_member(const shop::Context& context, const std::string& member, const std::string& reason);

} // namespace loyalty::app
