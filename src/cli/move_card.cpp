// SPDX-License-Identifier: MIT
#include "app/cards/move_card.hpp"

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "messages/words.hpp"

namespace loyalty::cli {
namespace {

const Option code_of_card{"CODE", Option::Kind::required, "name the code of the gift card"_en};
const Option key_of_card_move{"--key", Option::Kind::value, "give it your own number: the same is never done twice"_en};

void show_moved_card(Session& session, const app::CardMoved& done) {
  const auto state = to_string(done.after.state);
  const auto table = session.table({{"code"},
                                    {"amount", {}, Kind::money},
                                    {"balance", {}, Kind::money},
                                    {"last_day", {}, Kind::day},
                                    {"state"},
                                    {"order_id"}});
  table->text(done.card.code);
  table->money(done.move.amount);
  table->money(done.after.sums.balance());
  table->day(done.after.last_day);
  table->text(session.for_people() ? session.said(messages::word(state, "card")) : std::string(state));
  table->text(done.move.order);
  table->end_row();
  table->finish();
}

Message card_moved(Session& session, const app::CardMoved& done) {
  const auto amount = session.amount(done.move.amount);
  const auto left = session.amount(done.after.sums.balance());
  const auto& code = done.card.code;
  switch (done.move.kind) {
    case CardMoveKind::paid:
      return "{code}: {amount} paid of order {order}, {balance} left"_en(code, amount, done.move.order, left);
    case CardMoveKind::given_back:
      return "{code}: {amount} of order {order} came back, {balance} left"_en(code, amount, done.move.order, left);
    case CardMoveKind::refunded: {
      const auto lapsed = done.after.sums.lapsed - done.before.sums.lapsed;
      if (lapsed == Money{}) return "{code}: {amount} to pay out"_en(code, amount);
      return "{code}: {amount} to pay out, {lapsed} of bonus is forfeited"_en(code, amount, session.amount(lapsed));
    }
    case CardMoveKind::renewed: return "{code}: {balance} usable through {day}"_en(code, left, done.after.last_day);
    case CardMoveKind::stopped: return "{code}: stopped with {balance} on it"_en(code, left);
  }
  return {};
}

int run_card_move(Session& session, app::CardMoveRequest request) {
  request.code = session.text("CODE");
  request.key = session.text("--key");
  const auto done = app::move_card(
      session.context(), [&] { return session.program_text(); }, request);
  show_moved_card(session, done);
  if (done.repeated)
    session.say("recorded before in batch {batch}"_en(*done.earlier_batch));
  else
    session.close(card_moved(session, done), done.receipt);
  return 0;
}

int run_pay_card(Session& session) {
  return run_card_move(session, {.kind = session.flag("--back") ? CardMoveKind::given_back : CardMoveKind::paid,
                                 .amount = session.maybe_money("AMOUNT").value_or(Money{}),
                                 .order = session.text("--order"),
                                 .again = session.flag("--again")});
}

int run_refund_card(Session& session) {
  return run_card_move(session, {.kind = CardMoveKind::refunded, .reason = session.text("--reason")});
}

int run_renew_card(Session& session) { return run_card_move(session, {.kind = CardMoveKind::renewed}); }

int run_stop_card(Session& session) {
  return run_card_move(session, {.kind = CardMoveKind::stopped, .reason = session.text("--reason")});
}

} // namespace

Command pay_card() {
  return {.examples =
              "  loyalty pay-card 7KXPM-2QW9HW 88.00 --order 20260610-17\n"
              "  loyalty pay-card 7KXPM-2QW9HW 20.00 --order 20260610-17 --back",
          .options = {code_of_card,
                      {"AMOUNT", Option::Kind::required, "pay this much"_en},
                      {"--order", Option::Kind::value, "name the order (required)"_en, "ORDER"},
                      {"--back", Option::Kind::flag, "put it back onto the card: the order is given back"_en},
                      key_of_card_move,
                      {"--again", Option::Kind::flag, "pay although the same was paid of that order"_en}},
          .run = run_pay_card,
          .changes = true,
          .again = ""};
}

Command refund_card() {
  return {.examples = "  loyalty refund-card 7KXPM-2QW9HW --reason \"moved away\"",
          .options = {code_of_card, {"--reason", Option::Kind::value, "say why (required)"_en}, key_of_card_move},
          .run = run_refund_card,
          .changes = true,
          .again = ""};
}

Command renew_card() {
  return {.examples = "  loyalty renew-card 7KXPM-2QW9HW",
          .options = {code_of_card, key_of_card_move},
          .run = run_renew_card,
          .changes = true,
          .again = ""};
}

Command stop_card() {
  return {.examples = "  loyalty stop-card 7KXPM-2QW9HW --reason \"lost\"",
          .options = {code_of_card, {"--reason", Option::Kind::value, "say why (required)"_en}, key_of_card_move},
          .run = run_stop_card,
          .changes = true,
          .again = ""};
}

} // namespace loyalty::cli
