// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "loyalty/history.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// The members who were ever given a term of a plan or paid the fee of one, by number.
std::vector<MemberId> plan_members(Ledger& ledger);

} // namespace loyalty::store
