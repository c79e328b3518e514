// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/history.hpp"
#include "loyalty/money.hpp"
#include "loyalty/program.hpp"

namespace loyalty {

/// The sums of a wallet. Always: principal + bonus + spent + paid_out + lapsed + cash_taken = topped_up + bonus_given +
/// cash_back + uncovered.
struct WalletSums {
  Money principal = {};    ///< of what was paid in, still there
  Money bonus = {};        ///< of what was given on top, still there
  Money topped_up = {};    ///< paid in
  Money bonus_given = {};  ///< given on top
  Money spent = {};        ///< for orders, less what came back when they were refunded
  Money paid_out = {};     ///< principal given back to the customer
  Money lapsed = {};       ///< bonus that went with principal paid out
  Money uncovered = {};    ///< orders and payments out that found too little: the books of the shop are not complete
  Money cash_back = {};    ///< that came in for orders, as bonus
  Money cash_taken = {};   ///< of that, what went with its reason
  Money cash_missing = {}; ///< what should have gone and was spent: to be collected

  Money balance() const { return principal + bonus; }
  constexpr auto operator<=>(const WalletSums&) const = default;
};

/// One wallet, moved step by step; it is never below zero.
///
/// Spending takes principal first, then bonus. So whoever wants their money back has paid the plain price for what they
/// bought, no more and no less: the bonus is a present for money that is spent, and is never paid out.
class Wallet {
 public:
  void top_up(Money paid);
  void give_bonus(Money bonus);
  /// An order is paid with `amount` of the wallet.
  void spend(OrderId order, Money amount);
  /// So much of an order's payment comes back to where it came from, in the opposite order: bonus first, then
  /// principal. The wallet is then as if only the rest had been bought.
  void give_back(OrderId order, Money amount);
  /// Cash back for the order by a reward, as far as the wallet may hold it; what finds no room does not come.
  void give_cash(OrderId order, std::string_view reward, Money amount, Money limit);
  /// So much of what the order was to have goes with its reason, first what did not come; as far as there is bonus.
  void take_cash(OrderId order, std::string_view reward, Money amount);
  /// Principal goes to the customer; the same share of the bonus lapses, fractions in the customer's favour.
  void pay_out(Money amount);

  const WalletSums& sums() const { return sums_; }

  /// What an order took from the wallet and did not give back.
  struct Payment {
    OrderId order = {};
    Money principal = {};
    Money bonus = {};
    Money uncovered = {};
  };
  /// In the order in which they were paid.
  const std::vector<Payment>& payments() const { return payments_; }

 private:
  WalletSums sums_;
  std::vector<Payment> payments_;
  /// Cash back by order and reward.
  struct Cash {
    Money due = {};  ///< that the order is to have
    Money left = {}; ///< that came and did not go
  };
  std::map<std::pair<OrderId, std::string>, Cash> cash_;
};

/// An order, by its first statement, that was paid with `amount` of the wallet.
struct WalletOrder {
  OrderId order = {};
  Money amount = {};
};

/// A member's wallet at the end of `day`. Of the acts only top-ups, their bonus, refunds of the wallet and cash back
/// count. Within a day top-ups come first, then orders and refunds by their moments, then payments out, then what the
/// evening brings as cash back; of one order and reward all that was written for that evening is one sum. A refund of
/// part of an order gives the wallet its share in proportion, counted on all refunds of the order together.
WalletSums wallet_on(const History& history, std::span<const Act> acts, std::span<const WalletOrder> orders, Day day);
/// The same with what each order took.
Wallet walk_wallet(const History& history, std::span<const Act> acts, std::span<const WalletOrder> orders, Day day);

/// What a top-up brings on top: the bonus of the highest step that the payment reaches.
Money bonus_of(const WalletRules& rules, Money paid);

/// Whether a wallet that holds `held` stays within the limit with this top-up and its bonus.
bool fits(const WalletRules& rules, Money held, Money paid);

/// The largest top-up that fits; nothing if none does.
Money most_top_up(const WalletRules& rules, Money held);

/// What of the bonus lapses when `amount` of the principal is paid out.
Money lapse_of(const WalletSums& wallet, Money amount);

} // namespace loyalty
