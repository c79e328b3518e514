// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "loyalty/day.hpp"
#include "loyalty/message.hpp"
#include "loyalty/money.hpp"
#include "store/members.hpp"

namespace loyalty::app {

/// Something that cannot be true of one customer.
struct MergeRefusal {
  Message what;
  Message why;
  Message hint;
};

/// Why two members cannot be one customer: birthdays that differ; one of them brought the other, straight or through
/// others; both were brought, by different members; both hold terms of one paid plan that overlap; their wallets
/// together pass the limit. Nullopt where nothing speaks against it.
std::optional<MergeRefusal> check_merge(store::Ledger& ledger, const store::Member& kept, const store::Member& other,
                                        Day as_of, Currency currency);

} // namespace loyalty::app
