// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "shop/work.hpp"
#include "store/cards.hpp"

namespace loyalty::app {

/// What is to be done with a gift card that somebody shows.
struct CardMoveRequest {
  CardMoveKind kind = CardMoveKind::paid;
  std::string code = {};  ///< as typed
  Money amount = {};      ///< that pays, or comes back
  std::string order = {}; ///< number of the order
  std::string reason = {};
  std::string key = {}; ///< the same key again is the same; made of the request where it is empty
  bool again = false;   ///< the same request is meant once more
};

struct CardMoved {
  store::StoredCard card; ///< with what became of it, this included
  CardMove move = {};
  CardStanding before = {};
  CardStanding after = {};
  bool repeated = false; ///< it was recorded before; nothing changed
  std::optional<BatchId> earlier_batch = {};
  shop::Receipt receipt;
};

/// Pays with a card, puts money back onto it, pays it out, renews or stops it. `program` is asked for a renewal only.
/// Refused by `Error` (refused): a code that no card has, what `check_move` refuses, an amount that is not above zero,
/// a missing order or reason, a key used for something else. Cards that were issued once can always be spent, paid out
/// and renewed, whether or not the program still has gift cards.
CardMoved move_card(const shop::Context& context, const std::function<shop::ProgramText()>& program,
                    const CardMoveRequest& request);

} // namespace loyalty::app
