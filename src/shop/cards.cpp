// SPDX-License-Identifier: MIT
#include "shop/cards.hpp"

#include "loyalty/coupon.hpp"
#include "loyalty/error.hpp"
#include "store/members.hpp"

namespace loyalty::shop {
namespace {

Message why_refused(CardRefusal refusal, const store::StoredCard& stored, const CardMove& move, Currency currency) {
  const auto standing = card_on(stored.card, stored.moves, move.day);
  const auto told = [&](Money money) { return Amount{money, currency}; };
  switch (refusal) {
    case CardRefusal::before_issue: return "the card is issued on {day}"_en(stored.card.issued_on);
    case CardRefusal::stopped: return "the card is stopped"_en();
    case CardRefusal::expired: return "the card was usable through {day}"_en(standing.last_day);
    case CardRefusal::above_balance:
      return "the card holds {balance}, not {amount}"_en(told(spendable(stored.card, stored.moves, move.day)),
                                                         told(move.amount));
    case CardRefusal::above_payment:
      return "the card paid {paid} of order {order}, not {amount}"_en(
          told(paid_of_order(stored.moves, move.order, move.day)), move.order, told(move.amount));
    case CardRefusal::no_principal: return "nothing of what was paid for the card is left on it"_en();
    case CardRefusal::nothing_left: return "nothing is left on the card"_en();
    case CardRefusal::not_expired:
      return standing.last_day == never ? "the card has no end"_en()
                                        : "the card is usable through {day}"_en(standing.last_day);
  }
  return {};
}

Message what_helps(CardRefusal refusal, const std::string& code) {
  switch (refusal) {
    case CardRefusal::expired: return "what is left is not lost: loyalty renew-card {code}"_en(code);
    case CardRefusal::not_expired: return "a card is renewed when its last day is over"_en();
    default: return "see: loyalty show-card {code}"_en(code);
  }
}

} // namespace

store::StoredCard require_card(store::Ledger& ledger, const std::string& code) {
  const auto spelt = check_code(code);
  if (!spelt)
    throw Error(Failure::refused, "{code} is no code of a gift card"_en(code), "a letter is wrong or missing"_en,
                "type it as it stands on the card"_en)
        .named("code_mistyped");
  if (auto found = store::find_card(ledger, *spelt)) return std::move(*found);
  throw Error(Failure::refused, "there is no gift card {code}"_en(*spelt), {},
              "list gift cards with: loyalty report cards"_en)
      .named("card_not_found");
}

void refuse_card(CardRefusal refusal, const store::StoredCard& stored, const CardMove& move, Currency currency) {
  throw Error(Failure::refused, "{code}: {why}"_en(stored.code, why_refused(refusal, stored, move, currency)), {},
              what_helps(refusal, stored.code))
      .named(to_string(refusal));
}

store::StoredCard require_paying_card(store::Ledger& ledger, const std::string& code, Day day, Currency currency) {
  auto stored = require_card(ledger, code);
  const CardMove nothing{.kind = CardMoveKind::paid, .day = day};
  if (const auto why = check_move(stored.card, stored.moves, nothing)) refuse_card(*why, stored, nothing, currency);
  if (spendable(stored.card, stored.moves, day) <= Money{})
    refuse_card(CardRefusal::nothing_left, stored, nothing, currency);
  return stored;
}

std::string owner_of(store::Ledger& ledger, const store::StoredCard& stored) {
  return stored.card.member ? store::key_of(ledger, *stored.card.member) : std::string();
}

std::string masked_card(std::string_view code) {
  constexpr std::size_t shown = 4;
  std::string masked(code);
  for (std::size_t at = 0; at + shown < masked.size(); ++at)
    if (masked[at] != '-') masked[at] = '*';
  return masked;
}

} // namespace loyalty::shop
