// SPDX-License-Identifier: MIT
#include "app/cards/move_card.hpp"

#include <fmt/format.h>

#include "loyalty/error.hpp"
#include "messages/counts.hpp"
#include "shop/cards.hpp"

namespace loyalty::app {
namespace {

bool names_order(CardMoveKind kind) { return kind == CardMoveKind::paid || kind == CardMoveKind::given_back; }

void check_request(const CardMoveRequest& request, Currency currency) {
  if (names_order(request.kind)) {
    if (request.amount <= Money{})
      throw Error(Failure::refused, "a gift card cannot pay {amount}"_en(Amount{request.amount, currency}), {},
                  "type an amount above zero"_en)
          .named("amount_not_positive");
    if (request.order.empty())
      throw Error(Failure::refused, "the order is missing"_en, "what a card pays for is kept with it"_en,
                  "add --order ORDER"_en);
  }
  const bool by_hand = request.kind == CardMoveKind::refunded || request.kind == CardMoveKind::stopped;
  if (by_hand && request.reason.empty())
    throw Error(Failure::refused, "a reason is missing"_en, "it is kept with the card"_en, "add --reason \"why\""_en);
}

/// What stands in the key and in the books.
std::string_view word_of(CardMoveKind kind) {
  switch (kind) {
    case CardMoveKind::paid: return "paid_by_card";
    case CardMoveKind::given_back: return "back_on_card";
    case CardMoveKind::refunded: return "paid_out";
    case CardMoveKind::renewed: return "renewed_card";
    case CardMoveKind::stopped: return "stopped_card";
  }
  return {};
}

store::BatchKind batch_of(CardMoveKind kind) {
  switch (kind) {
    case CardMoveKind::paid:
    case CardMoveKind::given_back: return store::BatchKind::card_paid;
    case CardMoveKind::refunded: return store::BatchKind::card_refunded;
    case CardMoveKind::renewed: return store::BatchKind::card_renewed;
    case CardMoveKind::stopped: break;
  }
  return store::BatchKind::card_stopped;
}

/// The same payment for one order is one payment, on whatever day it is told again; all else is so within its day.
std::string key_of_move(store::Ledger& ledger, const CardMoveRequest& request, const shop::Context& context,
                        CardId card) {
  if (!request.key.empty()) return request.key;
  const auto made = names_order(request.kind)
                        ? fmt::format("{} {} {} {}", word_of(request.kind), card.value,
                                      to_string(request.amount, context.currency), request.order)
                        : fmt::format("{} {} {}", word_of(request.kind), card.value, to_string(context.as_of));
  auto key = made;
  for (int count = 2; request.again && store::find_card_move(ledger, key); ++count)
    key = fmt::format("{} #{}", made, count);
  return key;
}

std::string counts_of_move(const CardMoved& done, Currency currency) {
  const auto told = [&](Money money) { return to_string(money, currency); };
  const auto word = word_of(done.move.kind);
  const auto balance = told(done.after.sums.balance());
  if (done.move.kind == CardMoveKind::renewed)
    return messages::counts_text({{word, to_string(done.move.last_day)}, {"balance", balance}});
  if (done.move.kind == CardMoveKind::stopped)
    return messages::counts_text({{word, shop::masked_card(done.card.code)}, {"balance", balance}});
  if (done.move.kind == CardMoveKind::refunded)
    return messages::counts_text({{word, told(done.move.amount)},
                                  {"bonus_lapsed", told(done.after.sums.lapsed - done.before.sums.lapsed)},
                                  {"balance", balance}});
  return messages::counts_text({{word, told(done.move.amount)}, {"balance", balance}});
}

} // namespace

CardMoved move_card(const shop::Context& context, const std::function<shop::ProgramText()>& program,
                    const CardMoveRequest& request) {
  check_request(request, context.currency);
  shop::Work work(context, batch_of(request.kind));
  auto& ledger = work.ledger();
  CardMoved done{.card = shop::require_card(ledger, request.code), .receipt = {.dry_run = context.dry_run}};
  const auto& card = done.card.card;
  auto& moves = done.card.moves;
  done.move = {.kind = request.kind, .day = context.as_of, .amount = request.amount, .order = request.order};
  done.before = done.after = card_on(card, moves, context.as_of);
  const auto key = key_of_move(ledger, request, context, done.card.id);
  if (const auto known = store::find_card_move(ledger, key)) {
    const auto& was = known->move;
    const bool same_amount = !names_order(request.kind) || was.amount == request.amount;
    if (known->card != done.card.id || was.kind != request.kind || was.order != request.order || !same_amount)
      throw Error(Failure::refused, "the key {key} was used for something else"_en(key),
                  "in batch {batch}"_en(known->batch), "use another --key"_en);
    done.move = was;
    done.repeated = true;
    done.earlier_batch = known->batch;
    return done;
  }
  if (const auto refusal = check_move(card, moves, done.move))
    shop::refuse_card(*refusal, done.card, done.move, context.currency);
  std::optional<ProgramId> in_force;
  if (request.kind == CardMoveKind::refunded) done.move.amount = refundable(card, moves, context.as_of);
  if (request.kind == CardMoveKind::renewed) {
    const auto ruling = shop::take_program(work, program());
    in_force = ruling.id;
    done.move.last_day = last_day_of_card(ruling.program->cards, card.member.has_value(), context.as_of);
  }
  store::add_card_move(ledger, work.batch(),
                       {.card = done.card.id, .move = done.move, .reason = request.reason, .key = key});
  moves.push_back(done.move);
  done.after = card_on(card, moves, context.as_of);
  done.receipt = work.finish({.program = in_force, .counts = counts_of_move(done, context.currency)});
  return done;
}

} // namespace loyalty::app
