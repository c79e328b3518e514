// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/history.hpp"
#include "loyalty/number.hpp"

namespace loyalty {

/// Why somebody is not taken for the one who brought a member; the first that applies is the answer.
enum class InviteRefusal : std::uint8_t {
  self,        ///< nobody invites themselves
  has_inviter, ///< somebody else brought them
  ring,        ///< they were brought by the member, straight or through others
  has_ordered, ///< who has bought before was not brought by anybody
  known_phone, ///< their phone is another member's, so that they may be nobody new
};

/// "has_inviter" as it stands in answers: "inviter_known".
std::string_view to_string(InviteRefusal refusal);

/// Who brought a member, if somebody did.
using InviterOf = std::function<std::optional<MemberId>(MemberId)>;

/// What is known of a member who is said to have been brought.
struct InviteFacts {
  bool has_ordered = false;
  bool shares_phone = false; ///< with another member
};

/// The first reason against it; nullopt if the inviter may be noted, or is noted already.
std::optional<InviteRefusal> check_invite(MemberId member, MemberId inviter, const InviterOf& inviter_of,
                                          const InviteFacts& facts);

/// Of a customer who was known as two members: they were brought once, by whoever came first, and not at all where they
/// had bought before.
void keep_one_inviter(History& history);
/// Whether the history says that the inviter brought them.
bool was_brought_by(const History& history, MemberId inviter);

/// A stretch of days on which an invited member counts for the one who brought them, and the order that makes them
/// count.
struct ReferralSpan {
  Day from = {};
  Day until = never; ///< first day on which they no longer count
  Day due = {};      ///< on which the order left the hold; earlier than `from` where another counted until then
  OrderId order = {};
  std::optional<OrderId> lost_by = {}; ///< the order row that ended it
};

/// Whoever was brought counts from the day on which their first order that was paid for has left the hold, as long as
/// at least the program's `min_order` is left of it. One that comes back leaves the case open for the next. Judged by
/// the programs that ruled on the days of the orders; in the order of their days, and they do not overlap.
std::vector<ReferralSpan> referral_spans(const Invited& invited, const Timeline& timeline);

/// How far somebody has come whom a member brought.
enum class ReferralState : std::uint8_t {
  waiting, ///< has no order yet, or none that has left the hold
  counted, ///< an order has left the hold and stays
  lost,    ///< what they ordered was given back
};

struct ReferralCase {
  ReferralState state = ReferralState::waiting;
  std::optional<OrderId> order = {}; ///< for which they count
};

/// The state at the end of a day.
ReferralCase referral_on(const Invited& invited, const Timeline& timeline, Day as_of);

/// What a member's orders mean for whoever brought them on `on`; those of a member who is shut out mean nothing.
Invited invited_member(const History& history, Day on);

} // namespace loyalty
