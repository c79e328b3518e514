// SPDX-License-Identifier: MIT
#include "app/cards/issue_card.hpp"

#include <fmt/format.h>

#include <array>

#include "loyalty/coupon.hpp"
#include "loyalty/error.hpp"
#include "messages/counts.hpp"
#include "shop/closed.hpp"

namespace loyalty::app {
namespace {

void check_amounts(const CardRequest& request, Money paid, Currency currency) {
  const auto told = [&](Money money) { return Amount{money, currency}; };
  if (request.amount <= Money{})
    throw Error(Failure::refused, "a gift card cannot be good for {amount}"_en(told(request.amount)), {},
                "type an amount above zero"_en)
        .named("amount_not_positive");
  if (paid < Money{})
    throw Error(Failure::refused, "{amount} cannot be paid for a gift card"_en(told(paid)), {},
                "type an amount above zero"_en)
        .named("amount_not_positive");
  if (paid > request.amount)
    throw Error(Failure::refused,
                "{paid} is more than the {amount} that the card would be good for"_en(told(paid), told(request.amount)),
                {}, "pay at most that: --paid {amount}"_en(told(request.amount)))
        .named("above_amount");
}

void check_card_limit(const CardRules& rules, const CardRequest& request, Currency currency) {
  if (!rules.open)
    throw Error(Failure::refused, "loyalty.toml has no gift cards"_en, {}, "add to the program file: [cards]"_en)
        .named("no_cards");
  const bool named = !request.member.empty();
  const Amount most{most_on_card(rules, named), currency};
  if (request.amount <= most.money) return;
  const Amount asked{request.amount, currency};
  throw Error(Failure::refused,
              named ? "a gift card in a member's name holds at most {limit}, not {amount}"_en(most, asked)
                    : "a gift card without a name holds at most {limit}, not {amount}"_en(most, asked),
              {},
              named || request.amount > rules.named_limit
                  ? "issue several cards"_en()
                  : "issue several cards, or put it in a member's name: --for MEMBER"_en())
      .named("above_limit");
}

std::string new_card_code(shop::Work& work) {
  std::array<unsigned char, 16> random{};
  for (;;) {
    work.context().entropy(random);
    auto code = make_code(random);
    if (!code.empty() && !store::is_code_taken(work.ledger(), code)) return code;
  }
}

std::string key_of_issue(store::Ledger& ledger, const CardRequest& request, const std::string& made) {
  if (!request.key.empty()) return request.key;
  auto key = made;
  for (int count = 2; request.again && store::find_issued_card(ledger, key); ++count)
    key = fmt::format("{} #{}", made, count);
  return key;
}

bool is_same_issue(const Card& known, const Card& asked) {
  return known.member == asked.member && known.amount == asked.amount && known.paid == asked.paid;
}

} // namespace

CardIssued issue_card(const shop::Context& context, const shop::ProgramText& text, const CardRequest& request) {
  const Money paid = request.paid.value_or(request.amount);
  check_amounts(request, paid, context.currency);
  shop::Work work(context, store::BatchKind::card_issued);
  auto& ledger = work.ledger();
  CardIssued done{.card = {}, .receipt = {.dry_run = context.dry_run}};
  auto& card = done.card.card;
  card = {.amount = request.amount, .paid = paid, .issued_on = context.as_of};
  std::optional<store::Member> member;
  if (!request.member.empty()) {
    member = store::require_member(ledger, request.member);
    card.member = member->id;
    done.member_key = member->key;
  }
  const auto told = [&](Money money) { return to_string(money, context.currency); };
  done.card.key = key_of_issue(ledger, request,
                               fmt::format("issue-card {} {} {} {}", told(request.amount), told(paid),
                                           member ? member->id.value : 0, to_string(context.as_of)));
  if (const auto known = store::find_issued_card(ledger, done.card.key)) {
    if (!is_same_issue(known->card, card))
      throw Error(Failure::refused, "the key {key} was used for something else"_en(done.card.key),
                  "in batch {batch}"_en(known->batch), "use another --key"_en);
    done.card = *known;
    done.repeated = true;
    return done;
  }
  if (member) shop::refuse_closed(ledger, *member, context.as_of);
  const auto program = shop::take_program(work, text);
  check_card_limit(program.program->cards, request, context.currency);
  card.last_day = last_day_of_card(program.program->cards, card.member.has_value(), context.as_of);
  done.card.code = new_card_code(work);
  done.card.id = store::add_card(ledger, work.batch(), done.card);
  done.receipt = work.finish(
      {.program = program.id, .counts = messages::counts_text({{"card", told(card.amount)}, {"paid", told(paid)}})});
  return done;
}

} // namespace loyalty::app
