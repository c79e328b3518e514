// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "loyalty/membership.hpp"
#include "loyalty/program.hpp"
#include "shop/member_names.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::reports {

/// How one paid plan did.
struct PlanRow {
  std::string plan; ///< id
  std::string name; ///< empty if the program no longer has the plan
  PlanFigures figures = {};
};

/// The plans of `program`, which may be newer than the versions kept, in its order, then those it no longer has by id.
std::vector<PlanRow> report_memberships(store::Ledger& ledger, const std::shared_ptr<const Program>& program,
                                        Day as_of);

/// A term of a plan that runs or is to come.
struct PlanMember {
  MemberId member = {};
  PlanTerm term;
};

struct PlanMembers {
  std::vector<PlanMember> rows; ///< the first to end first, then by member
  shop::MemberNames names;
};

/// Who has one plan. Refused by `Error` (usage): a plan that the program does not have.
PlanMembers plan_members(store::Ledger& ledger, const std::shared_ptr<const Program>& program, const std::string& plan,
                         Day as_of);

/// Tells the terms of each member who has any. Nothing may be written on the ledger meanwhile.
void read_plan_terms(store::Ledger& ledger, const Timeline& timeline, Day as_of,
                     const std::function<void(MemberId, const std::vector<PlanTerm>&)>& use);

} // namespace loyalty::reports
