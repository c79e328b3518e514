// SPDX-License-Identifier: MIT
#include "app/members/inviters.hpp"

#include <fmt/format.h>

#include "store/acts.hpp"

namespace loyalty::app {

std::string_view to_string(InviteRefusal refusal) {
  switch (refusal) {
    case InviteRefusal::self: return "self_invited";
    case InviteRefusal::has_inviter: return "inviter_known";
    case InviteRefusal::ring: return "invited_in_a_ring";
    case InviteRefusal::has_ordered: return "ordered_before";
    case InviteRefusal::known_phone: return "phone_known";
  }
  return {};
}

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

std::optional<InviteRefusal> Inviters::check(MemberId member, MemberId inviter, bool ordered) {
  if (member == inviter) return InviteRefusal::self;
  if (const auto known = of(member)) return known == inviter ? std::nullopt : std::optional(InviteRefusal::has_inviter);
  for (auto above = of(inviter); above; above = of(*above))
    if (above == member) return InviteRefusal::ring;
  return ordered ? std::optional(InviteRefusal::has_ordered) : std::nullopt;
}

} // namespace loyalty::app
