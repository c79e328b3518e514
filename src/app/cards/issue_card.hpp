// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "shop/work.hpp"
#include "store/cards.hpp"
#include "store/members.hpp"

namespace loyalty::app {

/// A gift card that somebody buys or is given.
struct CardRequest {
  Money amount = {};              ///< that it is good for
  std::optional<Money> paid = {}; ///< that was paid for it; absent: as much
  std::string member = {};        ///< key or identity of whose name is on it; empty: whoever holds it
  std::string key = {};           ///< the same key again is the same card; made of the request where it is empty
  bool again = false;             ///< the same request on the same day is meant as another card
};

struct CardIssued {
  store::StoredCard card;
  std::string member_key = {}; ///< of whose name is on it
  bool repeated = false;       ///< it was issued before; nothing changed
  shop::Receipt receipt;
};

/// Issues a gift card with a code of its own. Refused by `Error` (refused): a program without gift cards, an unknown
/// member or one who is shut out, an amount that is not above zero or above what a card may be good for, more paid than
/// that, a key used for something else.
CardIssued issue_card(const shop::Context& context, const shop::ProgramText& program, const CardRequest& request);

} // namespace loyalty::app
