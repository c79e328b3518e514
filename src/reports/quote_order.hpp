// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/order_brings.hpp"
#include "loyalty/price.hpp"
#include "shop/work.hpp"

namespace loyalty::reports {

/// What somebody wants to buy, and by what means.
struct QuoteRequest {
  std::optional<std::string> member = {}; ///< key or identity; absent: a guest
  Cart cart;
  /// Codes of vouchers and public codes; absent: all open vouchers of the member.
  std::optional<std::vector<std::string>> vouchers = {};
  std::vector<std::string> cards = {}; ///< codes of gift cards that pay, one after the other
  bool brings = false; ///< what the order brings is asked too
};

struct Quoted {
  std::shared_ptr<const Program> program; ///< as the file has it
  Quote quote;
  Money wallet = {};                 ///< that can be spent, where the wallet was asked to pay
  std::vector<ShownCard> cards = {}; ///< those asked to pay, with what is on them
  bool closed = false;               ///< the member is shut out, so it is the price for everybody
  std::vector<Brought> brings = {};
};

/// What the cart costs by the program file, with the member's tier, points and vouchers at the end of the day. A public
/// code takes the member's voucher that ends first, or one that the member could claim. Nothing is written. Refused by
/// `Error` (refused): a gift card that cannot pay anything.
Quoted quote_order(store::Ledger& ledger, const shop::ProgramText& text, const QuoteRequest& request, Day day);

} // namespace loyalty::reports
