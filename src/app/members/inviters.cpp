// SPDX-License-Identifier: MIT
#include "app/members/inviters.hpp"

#include <fmt/format.h>

#include "store/acts.hpp"

namespace loyalty::app {

std::string sentence(InviteRefusal refusal, std::string_view member, std::string_view inviter) {
  switch (refusal) {
    case InviteRefusal::self: return fmt::format("{} cannot have brought themselves", member);
    case InviteRefusal::has_inviter: return fmt::format("{} was brought by somebody else already", member);
    case InviteRefusal::ring: return fmt::format("{} was brought by {}, straight or through others", inviter, member);
    case InviteRefusal::has_ordered: return fmt::format("{} has ordered before and was brought by nobody", member);
    case InviteRefusal::known_phone: return fmt::format("{} has the phone of another member", member);
  }
  return {};
}

std::optional<MemberId> Inviters::of(MemberId member) {
  const auto [found, unknown] = known_.try_emplace(member);
  if (unknown) found->second = store::inviter_of(ledger_, member);
  return found->second;
}

std::optional<InviteRefusal> Inviters::check(MemberId member, MemberId inviter, const InviteFacts& facts) {
  return check_invite(
      member, inviter, [this](MemberId each) { return of(each); }, facts);
}

} // namespace loyalty::app
