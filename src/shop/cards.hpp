// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "store/cards.hpp"

namespace loyalty::shop {

/// The gift card of a code as typed. Refused by `Error` (refused) where there is none.
store::StoredCard require_card(store::Ledger& ledger, const std::string& code);

/// The key of the member to whom the card belongs; empty: to whoever has its code.
std::string owner_of(store::Ledger& ledger, const store::StoredCard& stored);

/// Whoever knows the code can spend the card, so lists show its end only: "*****-**7HW9".
std::string masked_card(std::string_view code);

} // namespace loyalty::shop
