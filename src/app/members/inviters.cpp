// SPDX-License-Identifier: MIT
#include "app/members/inviters.hpp"

#include "store/acts.hpp"

namespace loyalty::app {

Message sentence(InviteRefusal refusal, std::string_view member, std::string_view inviter) {
  switch (refusal) {
    case InviteRefusal::self: return "{member} cannot refer themselves"_en(member);
    case InviteRefusal::has_inviter: return "{member} was already referred by another member"_en(member);
    case InviteRefusal::ring:
      return "{inviter} was referred by {member}, directly or through others"_en(inviter, member);
    case InviteRefusal::has_ordered: return "{member} has ordered before without a referral"_en(member);
    case InviteRefusal::known_phone: return "{member} has the phone number of another member"_en(member);
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
