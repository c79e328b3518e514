// SPDX-License-Identifier: MIT
#include "loyalty/card.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace loyalty {
namespace {

/// What a card paid and did not get back. An order can be paid in several parts, each a payment of the wallet.
class CardPayments {
 public:
  void spend(Wallet& wallet, const CardMove& move) {
    payments_.push_back({move.order, OrderId(std::ssize(payments_) + 1), move.amount});
    wallet.spend(payments_.back().id, move.amount);
  }

  /// The last part first.
  void give_back(Wallet& wallet, const CardMove& move) {
    Money rest = move.amount;
    for (auto at = payments_.rbegin(); at != payments_.rend(); ++at) {
      if (at->order != move.order) continue;
      const Money part = std::min(rest, at->left);
      wallet.give_back(at->id, part);
      at->left -= part;
      rest -= part;
    }
  }

 private:
  struct Payment {
    std::string_view order;
    OrderId id;
    Money left;
  };
  std::vector<Payment> payments_;
};

/// By day; those of one day in the order in which they were recorded.
std::vector<const CardMove*> in_order(std::span<const CardMove> moves) {
  std::vector<const CardMove*> ordered;
  for (const auto& move : moves) ordered.push_back(&move);
  std::ranges::stable_sort(ordered, {}, &CardMove::day);
  return ordered;
}

CardState state_of(const CardStanding& standing, bool stopped, Day day) {
  if (stopped) return CardState::stopped;
  if (standing.sums.balance() == Money{}) return CardState::spent;
  return standing.last_day < day ? CardState::expired : CardState::open;
}

/// The least that `sum` comes to on the day and on every later one on which the card moves.
/// Nothing where the card was paid out on a later day: that was reckoned from what was on it.
template <class Sum>
Money least_from(std::span<const CardMove> moves, Day day, const Sum& sum) {
  const auto paid_out = [&](const CardMove& move) { return move.kind == CardMoveKind::refunded && move.day > day; };
  if (std::ranges::any_of(moves, paid_out)) return {};
  Money least = sum(day);
  for (const auto& move : moves)
    if (move.day > day) least = std::min(least, sum(move.day));
  return least;
}

} // namespace

std::string_view to_string(CardState state) {
  constexpr std::array<std::string_view, 4> words = {"open", "spent", "expired", "stopped"};
  return words.at(static_cast<std::size_t>(state));
}

std::string_view to_string(CardRefusal refusal) {
  constexpr std::array<std::string_view, 8> names = {"card_before_issue", "card_stopped",    "card_expired",
                                                     "above_balance",     "above_payment",   "no_principal",
                                                     "nothing_left",      "card_not_expired"};
  return names.at(static_cast<std::size_t>(refusal));
}

CardStanding card_on(const Card& card, std::span<const CardMove> moves, Day day) {
  CardStanding standing{.last_day = card.last_day};
  Wallet wallet;
  wallet.top_up(card.paid);
  wallet.give_bonus(card.amount - card.paid);
  CardPayments payments;
  bool stopped = false;
  for (const auto* move : in_order(moves)) {
    if (move->day > day) break;
    switch (move->kind) {
      case CardMoveKind::paid: payments.spend(wallet, *move); break;
      case CardMoveKind::given_back: payments.give_back(wallet, *move); break;
      case CardMoveKind::refunded: wallet.pay_out(move->amount); break;
      case CardMoveKind::renewed: standing.last_day = move->last_day; break;
      case CardMoveKind::stopped: stopped = true; break;
    }
  }
  standing.sums = wallet.sums();
  standing.state = state_of(standing, stopped, day);
  return standing;
}

Money owed(const CardStanding& standing) {
  return standing.state == CardState::stopped ? standing.sums.principal : standing.sums.balance();
}

Money spendable(const Card& card, std::span<const CardMove> moves, Day day) {
  return least_from(moves, day, [&](Day on) { return card_on(card, moves, on).sums.balance(); });
}

Money paid_of_order(std::span<const CardMove> moves, std::string_view order, Day day) {
  return least_from(moves, day, [&](Day on) {
    Money paid;
    for (const auto& move : moves) {
      if (move.day > on || move.order != order) continue;
      if (move.kind == CardMoveKind::paid) paid += move.amount;
      if (move.kind == CardMoveKind::given_back) paid -= move.amount;
    }
    return paid;
  });
}

Money refundable(const Card& card, std::span<const CardMove> moves, Day day) {
  // What was done later was done with what is left on it now.
  if (std::ranges::any_of(moves, [&](const CardMove& move) { return move.day > day; })) return {};
  return card_on(card, moves, day).sums.principal;
}

std::optional<CardRefusal> check_move(const Card& card, std::span<const CardMove> moves, const CardMove& move) {
  if (move.day < card.issued_on) return CardRefusal::before_issue;
  const auto standing = card_on(card, moves, move.day);
  const bool stopped = standing.state == CardState::stopped;
  const auto if_not = [](bool allowed, CardRefusal why) { return allowed ? std::nullopt : std::optional(why); };
  switch (move.kind) {
    case CardMoveKind::paid:
      if (stopped) return CardRefusal::stopped;
      if (standing.last_day < move.day) return CardRefusal::expired;
      return if_not(move.amount <= spendable(card, moves, move.day), CardRefusal::above_balance);
    case CardMoveKind::given_back:
      if (stopped) return CardRefusal::stopped;
      return if_not(move.amount <= paid_of_order(moves, move.order, move.day), CardRefusal::above_payment);
    case CardMoveKind::refunded: return if_not(refundable(card, moves, move.day) > Money{}, CardRefusal::no_principal);
    case CardMoveKind::renewed:
      if (stopped) return CardRefusal::stopped;
      if (standing.last_day >= move.day) return CardRefusal::not_expired;
      return if_not(standing.sums.balance() > Money{}, CardRefusal::nothing_left);
    case CardMoveKind::stopped: return if_not(!stopped, CardRefusal::stopped);
  }
  return std::nullopt;
}

Day last_day_of_card(const CardRules& rules, bool named, Day day) { return named ? never : day + rules.valid - 1; }

Money most_on_card(const CardRules& rules, bool named) { return named ? rules.named_limit : rules.limit; }

} // namespace loyalty
