// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "shop/work.hpp"
#include "store/members.hpp"

namespace loyalty::app {

struct MemberClosed {
  store::Member member;
  bool repeated = false;   ///< it was so already
  std::int64_t voided = 0; ///< vouchers, where the program says so
  shop::Receipt receipt;
};

/// Shuts a member out of the scheme from the evening of the command's day on, by the program of the day. Refused by
/// `Error`: no reason is said, or nobody is known by the name.
MemberClosed close_member(const shop::Context& context, const shop::ProgramText& text, const std::string& member,
                          const std::string& reason);
/// Lets a member in again who was shut out, from that evening on.
MemberClosed reopen_member(const shop::Context& context, const std::string& member, const std::string& reason);

} // namespace loyalty::app
