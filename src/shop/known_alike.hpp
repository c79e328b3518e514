// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "loyalty/day.hpp"
#include "store/ledger/ledger.hpp"
#include "store/members.hpp"

namespace loyalty::shop {

/// Texts by which members are known at the end of a day, each beside its member: their keys, identities and custom
/// fields that hold such, spelt like a phone number where they are one.
std::vector<std::pair<std::string, MemberId>> known_texts(store::Ledger& ledger, Day as_of);

/// The others who are or were known by a text that the member is known by; those who were forgotten since too.
std::vector<MemberId> known_alike(store::Ledger& ledger, const store::Member& member, Day as_of);

} // namespace loyalty::shop
