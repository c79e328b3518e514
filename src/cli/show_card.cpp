// SPDX-License-Identifier: MIT
#include "cli/command.hpp"
#include "cli/session.hpp"
#include "messages/words.hpp"
#include "shop/cards.hpp"

namespace loyalty::cli {
namespace {

int run_show_card(Session& session) {
  auto& ledger = session.ledger();
  const auto stored = shop::require_card(ledger, session.text("CODE"));
  const auto day = session.as_of();
  const auto standing = card_on(stored.card, stored.moves, day);
  const auto state = to_string(standing.state);
  const auto table = session.table({{"code"},
                                    {"state"},
                                    {"balance", {}, Kind::money},
                                    {"last_day", {}, Kind::day},
                                    {"amount", {}, Kind::money},
                                    {"paid", {}, Kind::money},
                                    {"refund", {}, Kind::money},
                                    {"member_id"},
                                    {"issued_on", {}, Kind::day}});
  table->text(stored.code);
  table->text(session.for_people() ? session.said(messages::word(state, "card")) : std::string(state));
  table->money(standing.sums.balance());
  table->day(standing.last_day);
  table->money(stored.card.amount);
  table->money(stored.card.paid);
  table->money(refundable(stored.card, stored.moves, day));
  table->text(shop::owner_of(ledger, stored));
  table->day(stored.card.issued_on);
  table->end_row();
  table->finish();
  return 0;
}

} // namespace

Command show_card() {
  return {.examples = "  loyalty show-card 7KXPM-2QW9HW",
          .options = {{"CODE", Option::Kind::required, "name the code of the gift card"_en}},
          .run = run_show_card};
}

} // namespace loyalty::cli
