// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "loyalty/membership.hpp"
#include "shop/plan_savings.hpp"
#include "shop/work.hpp"
#include "store/acts.hpp"
#include "store/members.hpp"

namespace loyalty::app {

/// A term of a plan that the shop begins by hand.
struct MembershipRequest {
  std::string plan;
  std::optional<Day> from = {};  ///< absent: the day after the terms that are paid for, or the day of the command
  std::optional<Money> fee = {}; ///< absent: what the plan asks of this member
  bool trial = false;            ///< the plan's free trial instead
  bool again = false;            ///< one more term on the same day is meant
};

/// What became of the request.
struct MembershipDone {
  std::vector<store::StoredAct> acts = {};                     ///< to be written
  std::vector<PlanTerm> terms = {};                            ///< begun
  std::vector<std::pair<PlanTerm, shop::EarlyEnd>> ended = {}; ///< as they were, and what becomes of the fee
  std::vector<FeeStep> all_taken = {};       ///< fees that would have fit, but so many have had them already
  std::optional<BatchId> earlier_batch = {}; ///< that has done the same
};

/// Begins a term beside those that are known. Refused by `Error`: an unknown plan, a day within a term that runs, a
/// trial that the plan has not or that the member had, or somebody known by the same identity.
MembershipDone begin_membership(shop::Work& work, const shop::ProgramInForce& program, const store::Member& member,
                                std::span<const PlanTerm> terms, const MembershipRequest& request);

/// Ends the terms of a plan with the day before; what is unused of their fees is to be given back, as the plan says.
/// Refused where none runs or is to come.
MembershipDone end_membership(shop::Work& work, const shop::ProgramInForce& program, MemberId member,
                              std::span<const PlanTerm> terms, const std::string& plan);

} // namespace loyalty::app
