// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "loyalty/day.hpp"
#include "loyalty/money.hpp"
#include "loyalty/number.hpp"
#include "loyalty/program.hpp"
#include "loyalty/wallet.hpp"

namespace loyalty {

/// What became of a gift card after it was issued. The numbers are those stored in the ledger.
enum class CardMoveKind : std::uint8_t {
  paid = 1,       ///< it paid so much of an order
  given_back = 2, ///< so much came back onto it, for its order was given back
  refunded = 3,   ///< so much of what it was bought for was paid out to whoever brought it back
  renewed = 4,    ///< what is left on it can be spent anew, through another last day
  stopped = 5,    ///< lost, or issued by mistake: it pays nothing any more
};

/// A gift card as it was issued: good for `amount`, for which `paid` was paid.
struct Card {
  std::optional<MemberId> member = {}; ///< in whose name it is; absent: whoever holds it
  Money amount = {};
  Money paid = {};
  Day issued_on = {};
  Day last_day = never;
};

struct CardMove {
  CardMoveKind kind = CardMoveKind::paid;
  Day day = {};
  Money amount = {};
  std::string order = {}; ///< number of the order that it paid for, or that was given back
  Day last_day = never;   ///< of a renewal
};

enum class CardState : std::uint8_t {
  open,    ///< it can pay
  spent,   ///< nothing is left on it
  expired, ///< its last day is over; what is left is not lost, but waits for a renewal or a refund
  stopped,
};
std::string_view to_string(CardState state);

/// How a card stands at the end of a day.
struct CardStanding {
  WalletSums sums = {}; ///< a card is a wallet that is filled once: what it was sold for is principal, the rest bonus
  Day last_day = never;
  CardState state = CardState::open;
};
/// `moves` are in the order in which they were recorded; those of one day count in that order.
CardStanding card_on(const Card& card, std::span<const CardMove> moves, Day day);
/// What the shop still owes for a card that stands so: what is left on it, for an expired one can be renewed. One that
/// was stopped pays nothing any more, but can be paid out: what is left of what was paid for it.
Money owed(const CardStanding& standing);

/// Why a card does not do what is asked of it.
enum class CardRefusal : std::uint8_t {
  before_issue,  ///< the day is before that of its issue
  stopped,       ///< it was stopped
  expired,       ///< its last day is over
  above_balance, ///< more than it holds on the day or on a later one
  above_payment, ///< more than it paid of that order
  no_principal,  ///< nothing of what was paid for it is left, or the card moved on a later day
  nothing_left,  ///< nothing is left on it to be renewed
  not_expired,   ///< it can be spent anyway
};
/// The name of the rule, for programs.
std::string_view to_string(CardRefusal refusal);

/// What the card can pay on a day: no more than it holds then and on every later day that is known.
Money spendable(const Card& card, std::span<const CardMove> moves, Day day);
/// What the card paid of an order and did not get back, on the day and on every later one that is known.
Money paid_of_order(std::span<const CardMove> moves, std::string_view order, Day day);
/// What is paid out to whoever brings the card back: what is left of what was paid for it. Spending takes that first,
/// so nobody gets out more than was paid in and not spent. Nothing where the card moved on a later day.
Money refundable(const Card& card, std::span<const CardMove> moves, Day day);

/// Whether a move may be made; nullopt: it may. `move.amount` of a refund is not looked at.
std::optional<CardRefusal> check_move(const Card& card, std::span<const CardMove> moves, const CardMove& move);

/// The last day of a card that is issued or renewed on a day. A card in somebody's name has none.
Day last_day_of_card(const CardRules& rules, bool named, Day day);
/// What a card may be good for at most.
Money most_on_card(const CardRules& rules, bool named);

} // namespace loyalty
