// SPDX-License-Identifier: MIT
#include "shop/cards.hpp"

#include "loyalty/coupon.hpp"
#include "loyalty/error.hpp"
#include "store/members.hpp"

namespace loyalty::shop {

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
