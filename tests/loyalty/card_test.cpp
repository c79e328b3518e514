// SPDX-License-Identifier: MIT
#include "loyalty/card.hpp"

#include <random>
#include <vector>

#include "catch.hpp"

namespace card_test {

using namespace loyalty;

namespace {

using Moves = std::vector<CardMove>;

Day day(std::string_view text) { return Day::parse(text).value(); }

constexpr Money yuan(std::int64_t amount) { return {amount * 100}; }

/// Sold on 1 January 2026 for 90.00, good for 100.00, through 31 December 2028.
Card sold() {
  return {.amount = yuan(100), .paid = yuan(90), .issued_on = day("2026-01-01"), .last_day = day("2028-12-31")};
}

CardMove paid(std::string_view on, std::int64_t amount, std::string order) {
  return {.kind = CardMoveKind::paid, .day = day(on), .amount = yuan(amount), .order = std::move(order)};
}

CardMove back(std::string_view on, std::int64_t amount, std::string order) {
  return {.kind = CardMoveKind::given_back, .day = day(on), .amount = yuan(amount), .order = std::move(order)};
}

CardMove other(CardMoveKind kind, std::string_view on) { return {.kind = kind, .day = day(on)}; }

/// What was paid in and given on top is there, was spent, paid out or lapsed.
void check_conserved(const Card& card, const CardStanding& standing) {
  const auto& sums = standing.sums;
  CHECK(sums.balance() + sums.spent + sums.paid_out + sums.lapsed == card.amount + sums.uncovered);
  CHECK(sums.balance() >= Money{});
}

} // namespace

TEST_CASE("a card is spent order by order, and what an order paid comes back onto it") {
  const Moves moves = {paid("2026-02-01", 60, "A"), paid("2026-03-01", 40, "B"), back("2026-04-01", 30, "B")};
  CHECK(card_on(sold(), moves, day("2026-01-31")).sums.balance() == yuan(100));
  CHECK(card_on(sold(), moves, day("2026-02-01")).sums.balance() == yuan(40));
  CHECK(card_on(sold(), moves, day("2026-03-01")).state == CardState::spent);
  const auto after = card_on(sold(), moves, day("2026-04-01"));
  CHECK(after.sums.balance() == yuan(30));
  CHECK(after.sums.spent == yuan(70));
  CHECK(after.state == CardState::open);
  check_conserved(sold(), after);
}

TEST_CASE("what is left on a card is owed, however old it is; of a stopped one what is left of its price") {
  Moves moves = {paid("2026-02-01", 60, "A")};
  CHECK(owed(card_on(sold(), moves, day("2026-01-31"))) == yuan(100));
  CHECK(owed(card_on(sold(), moves, day("2026-02-01"))) == yuan(40));
  CHECK(owed(card_on(sold(), moves, day("2029-06-01"))) == yuan(40));
  moves.push_back(other(CardMoveKind::stopped, "2029-06-01"));
  CHECK(owed(card_on(sold(), moves, day("2029-06-01"))) == yuan(30));
}

TEST_CASE("what is left of the price is paid out, never the bonus") {
  CHECK(refundable(sold(), {}, day("2026-01-01")) == yuan(90));
  Moves moves = {paid("2026-02-01", 60, "A")};
  CHECK(refundable(sold(), moves, day("2026-02-01")) == yuan(30));
  auto refund = other(CardMoveKind::refunded, "2026-02-02");
  CHECK_FALSE(check_move(sold(), moves, refund));
  refund.amount = yuan(30);
  moves.push_back(refund);
  const auto after = card_on(sold(), moves, day("2026-02-02"));
  CHECK(after.sums.balance() == Money{});
  CHECK(after.sums.lapsed == yuan(10));
  check_conserved(sold(), after);
  CHECK(check_move(sold(), moves, other(CardMoveKind::refunded, "2026-02-03")) == CardRefusal::no_principal);
  // Nobody paid for a card that was given away.
  auto gift = sold();
  gift.paid = {};
  CHECK(check_move(gift, {}, other(CardMoveKind::refunded, "2026-02-03")) == CardRefusal::no_principal);
}

TEST_CASE("a card pays no more than it holds, on the day and on every later one") {
  const Moves moves = {paid("2026-03-01", 80, "A"), back("2026-05-01", 80, "A")};
  CHECK(spendable(sold(), moves, day("2026-02-01")) == yuan(20));
  CHECK(spendable(sold(), moves, day("2026-05-01")) == yuan(100));
  CHECK(check_move(sold(), moves, paid("2026-02-01", 21, "B")) == CardRefusal::above_balance);
  CHECK_FALSE(check_move(sold(), moves, paid("2026-02-01", 20, "B")));
  CHECK_FALSE(check_move(sold(), moves, paid("2026-05-01", 100, "B")));
  CHECK(check_move(sold(), {}, paid("2025-12-31", 1, "B")) == CardRefusal::before_issue);
}

TEST_CASE("no more comes back than the card paid of that order") {
  const Moves moves = {paid("2026-02-01", 60, "A"), back("2026-04-01", 50, "A")};
  CHECK(check_move(sold(), moves, back("2026-04-02", 11, "A")) == CardRefusal::above_payment);
  CHECK_FALSE(check_move(sold(), moves, back("2026-04-02", 10, "A")));
  CHECK(check_move(sold(), moves, back("2026-03-01", 11, "A")) == CardRefusal::above_payment);
  CHECK(check_move(sold(), moves, back("2026-01-31", 1, "A")) == CardRefusal::above_payment);
  CHECK(check_move(sold(), moves, back("2026-04-02", 1, "B")) == CardRefusal::above_payment);
}

TEST_CASE("what is left when a card expires waits for its renewal") {
  Moves moves = {paid("2026-02-01", 60, "A")};
  CHECK(check_move(sold(), moves, other(CardMoveKind::renewed, "2028-12-31")) == CardRefusal::not_expired);
  CHECK_FALSE(check_move(sold(), moves, paid("2028-12-31", 1, "B")));
  CHECK(card_on(sold(), moves, day("2029-01-01")).state == CardState::expired);
  CHECK(card_on(sold(), moves, day("2029-01-01")).sums.balance() == yuan(40));
  CHECK(check_move(sold(), moves, paid("2029-01-01", 1, "B")) == CardRefusal::expired);
  auto renewal = other(CardMoveKind::renewed, "2029-06-15");
  CHECK_FALSE(check_move(sold(), moves, renewal));
  renewal.last_day = last_day_of_card({}, false, renewal.day);
  CHECK(renewal.last_day == day("2032-06-14"));
  moves.push_back(renewal);
  CHECK(card_on(sold(), moves, day("2029-06-14")).state == CardState::expired);
  CHECK_FALSE(check_move(sold(), moves, paid("2032-06-14", 40, "B")));
  // An expired card without a balance has nothing to renew.
  const Moves empty = {paid("2026-02-01", 100, "A")};
  CHECK(check_move(sold(), empty, other(CardMoveKind::renewed, "2029-01-01")) == CardRefusal::nothing_left);
}

TEST_CASE("a card in somebody's name never ends and may hold more") {
  const CardRules rules{.open = true, .limit = yuan(1000), .named_limit = yuan(5000)};
  CHECK(last_day_of_card(rules, true, day("2026-01-01")) == never);
  CHECK(last_day_of_card(rules, false, day("2026-01-01")) == day("2028-12-31"));
  CHECK(most_on_card(rules, true) == yuan(5000));
  CHECK(most_on_card(rules, false) == yuan(1000));
}

TEST_CASE("a stopped card pays nothing, but what was paid for it can be paid out") {
  const Moves moves = {paid("2026-02-01", 60, "A"), other(CardMoveKind::stopped, "2026-03-01")};
  CHECK(card_on(sold(), moves, day("2026-02-28")).state == CardState::open);
  CHECK(card_on(sold(), moves, day("2026-03-01")).state == CardState::stopped);
  CHECK(check_move(sold(), moves, paid("2026-03-02", 1, "B")) == CardRefusal::stopped);
  CHECK(check_move(sold(), moves, back("2026-03-02", 1, "A")) == CardRefusal::stopped);
  CHECK(check_move(sold(), moves, other(CardMoveKind::stopped, "2026-03-02")) == CardRefusal::stopped);
  CHECK_FALSE(check_move(sold(), moves, other(CardMoveKind::refunded, "2026-03-02")));
}

TEST_CASE(
    "whatever is asked of a card on days of their own, in whatever order: it holds what came in less what went out") {
  for (std::uint32_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto below = [&](std::uint32_t limit) { return static_cast<std::int32_t>(random() % limit); };
    auto card = sold();
    card.paid = Money{below(10'001)};
    Moves moves;
    for (int step = 0; step < 25; ++step) {
      CardMove move{.kind = static_cast<CardMoveKind>(1 + below(20) / 8),
                    .day = card.issued_on + (below(50) * 26 + step)};
      if (below(20) == 0) move.kind = CardMoveKind::renewed;
      if (move.kind <= CardMoveKind::given_back) {
        move.amount = Money{1 + below(4000)};
        move.order = std::string(1, static_cast<char>('A' + below(4)));
      }
      if (check_move(card, moves, move)) continue;
      if (move.kind == CardMoveKind::refunded) move.amount = refundable(card, moves, move.day);
      if (move.kind == CardMoveKind::renewed) move.last_day = last_day_of_card({}, false, move.day);
      moves.push_back(move);
      Money out;
      for (const auto& each : moves) {
        if (each.kind == CardMoveKind::paid || each.kind == CardMoveKind::refunded) out += each.amount;
        if (each.kind == CardMoveKind::given_back) out -= each.amount;
      }
      const auto at_end = card_on(card, moves, never);
      CHECK(at_end.sums.balance() + at_end.sums.lapsed == card.amount - out);
      CHECK(at_end.sums.paid_out <= card.paid);
      for (const auto& each : moves) {
        const auto standing = card_on(card, moves, each.day);
        CHECK(standing.sums.uncovered == Money{});
        check_conserved(card, standing);
      }
    }
  }
}

} // namespace card_test
