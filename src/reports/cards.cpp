// SPDX-License-Identifier: MIT
#include "reports/cards.hpp"

#include "reports/common.hpp"
#include "shop/cards.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {

Cards report_cards(store::Ledger& ledger, Day as_of) {
  const store::Snapshot snapshot(ledger);
  Cards answer{.rows = {}, .names = shop::MemberNames(ledger)};
  for (auto& stored : store::cards(ledger)) {
    if (stored.card.issued_on > as_of) continue;
    answer.rows.push_back({.member = stored.card.member,
                           .code = shop::masked_card(stored.code),
                           .card = stored.card,
                           .standing = card_on(stored.card, stored.moves, as_of)});
  }
  return answer;
}

Report cards() {
  const auto sum = [](auto which) { return [which](const CardRow& row) { return row.standing.sums.*which; }; };
  return {
      .name = "cards",
      .summary = "balance of each gift card and what moved it"_en,
      .tables = {table<Cards>(
          "no gift cards"_en,
          {{"code", Kind::text, &CardRow::code},
           {"state", Kind::word, [](const CardRow& row) { return to_string(row.standing.state); }, {.words = "card"}},
           member_key<Cards>(),
           member_name<Cards>(),
           {"issued_on", Kind::day, [](const CardRow& row) { return row.card.issued_on; }},
           {"last_day", Kind::day, [](const CardRow& row) { return row.standing.last_day; }},
           {"amount", Kind::money, [](const CardRow& row) { return row.card.amount; }},
           {"paid", Kind::money, [](const CardRow& row) { return row.card.paid; }},
           {"balance", Kind::money, [](const CardRow& row) { return row.standing.sums.balance(); }},
           {"spent", Kind::money, sum(&WalletSums::spent), {.title = "column|spent"_en}},
           {"refunded", Kind::money, sum(&WalletSums::paid_out)},
           {"lapsed", Kind::money, sum(&WalletSums::lapsed)},
           {"uncovered", Kind::money, sum(&WalletSums::uncovered)}},
          [](Question& question) { return report_cards(question.ledger(), question.as_of()); })}};
}

} // namespace loyalty::reports
