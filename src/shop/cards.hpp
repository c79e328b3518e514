// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "store/cards.hpp"

namespace loyalty::shop {

/// The gift card of a code as typed. Refused by `Error` (refused) where there is none.
store::StoredCard require_card(store::Ledger& ledger, const std::string& code);

/// Says why a card does not do what is asked of it, and what helps.
[[noreturn]] void refuse_card(CardRefusal refusal, const store::StoredCard& stored, const CardMove& move,
                              Currency currency);

/// The gift card of a code as typed, which can pay something on the day. Refused by `Error` (refused) where it is not
/// known, stopped, at its end or empty.
store::StoredCard require_paying_card(store::Ledger& ledger, const std::string& code, Day day, Currency currency);

/// The key of the member to whom the card belongs; empty: to whoever has its code.
std::string owner_of(store::Ledger& ledger, const store::StoredCard& stored);

/// Whoever knows the code can spend the card, so lists show its end only: "*****-**7HW9".
std::string masked_card(std::string_view code);

} // namespace loyalty::shop
