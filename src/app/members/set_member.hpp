// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/members/member_words.hpp"
#include "app/members/membership_by_hand.hpp"

namespace loyalty::app {

/// A tier by hand; it is held at least through `until`.
struct TierByHand {
  std::string tier; ///< empty: what was given by hand ends
  Day until = never;
  std::string reason;
};

struct MemberChange {
  std::string member; ///< key or identity
  MemberWords words = {};
  std::optional<TierByHand> tier = {};
  std::optional<MembershipRequest> membership = {};
  std::string end_membership = {}; ///< plan; empty: none
};

struct MemberSet {
  store::Member member;
  std::vector<Said> said; ///< what is different now
  std::optional<MembershipDone> begun;
  std::optional<MembershipDone> ended;
  shop::Receipt receipt;
};

/// Changes what is known of a member; what is so already stays as it is. The program is needed where custom fields, a
/// tier or a plan are named.
MemberSet set_member(const shop::Context& context, const std::optional<shop::ProgramText>& program,
                     const MemberChange& change);

} // namespace loyalty::app
