// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/campaign.hpp"
#include "loyalty/coupon.hpp"
#include "loyalty/line_scope.hpp"
#include "loyalty/message.hpp"
#include "loyalty/money.hpp"
#include "loyalty/pieces.hpp"
#include "loyalty/program.hpp"
#include "loyalty/redeeming.hpp"
#include "loyalty/spread.hpp"

namespace loyalty {

/// One line of what somebody wants to buy.
struct CartLine {
  std::string name = {};           ///< what people call it; may be empty
  std::string category = {};       ///< may be empty
  std::int64_t quantity = 1;       ///< above zero
  Money price = {};                ///< of one, not below zero
  std::string sku = {};            ///< may be empty
  bool on_sale = false;            ///< the price is a reduced one already
  std::optional<Money> whole = {}; ///< of all pieces, where they need not cost the same

  constexpr Money amount() const { return whole.value_or(Money{quantity * price.minor}); }
};

inline LineFacts facts_of(const CartLine& line) { return {line.category, line.sku, line.on_sale}; }

/// As points to spend: all that the program allows.
inline constexpr Points as_many_as_allowed = std::numeric_limits<Points>::max();
/// As money from the wallet: all that is there.
inline constexpr Money all_of_wallet{std::numeric_limits<std::int64_t>::max()};

struct Cart {
  std::vector<CartLine> lines;
  std::optional<Money> shipping = {}; ///< fee instead of the program's
  Points points = 0;                  ///< spend at most so many
  Money wallet = {};                  ///< pay at most so much from the wallet
  bool discounted = false;            ///< the prices are those after member price and offers
  std::string host = {};              ///< who sells it; empty: not known
  std::string channel = {};           ///< through which channel
};

/// More pieces than offers on single pieces look at, `most_pieces`: none of them takes anything.
bool has_too_many_pieces(const Cart& cart);

/// A gift card that somebody shows, and what it can pay.
struct ShownCard {
  std::string code;
  Money balance = {};
};

/// Who buys, on which day. A guest is known by nothing but the day.
struct Buyer {
  Day day = {};
  const Tier* tier = nullptr;
  Meets meets = {};                  ///< empty: a guest
  Points balance = 0;                ///< points that can be spent
  Money wallet = {};                 ///< that can be spent from the wallet
  std::vector<ShownCard> cards = {}; ///< to pay with, in this order
  std::int64_t order = 0;            ///< this will be the so-many-th order that counts; 0: not known
  std::optional<Day> birthday = {};
  bool passed_over = false;              ///< by campaigns: a hold-out keeps them away
  std::vector<std::string> used_up = {}; ///< campaigns whose limit leaves nothing; for guests every limit does
};

/// A voucher that could be used, or was named.
struct Offered {
  Voucher voucher;
  std::optional<Refusal> refused = {};   ///< what the ledger has against it already
  std::optional<Money> budget_left = {}; ///< of its coupon; absent: no bound
  bool in_use = false;                   ///< used for this order already: whatever is chosen goes with it
};

/// The steps of a price, in the order in which they are taken.
enum class PriceStep : std::uint8_t {
  member_price,      ///< the tier's discount, off every line
  category_discount, ///< a campaign's discount off the lines in scope, or its price for each of their pieces
  pieces_offer,      ///< a campaign's offer on single pieces
  threshold_offer,   ///< a campaign's amount off, or a step of its ladder, once the lines in scope come to so much
  voucher,           ///< vouchers, in the order that leaves least
  points,            ///< points that pay
  shipping,          ///< the fee is added
  card,              ///< what gift cards pay of all that
  wallet,            ///< what the wallet pays of the rest
};

/// "member_price": the name in every output and in the documentation.
std::string_view to_string(PriceStep step);

struct QuotedStep {
  PriceStep step = PriceStep::member_price;
  std::string item = {}; ///< id of the tier or campaign, code of the voucher or card; of a fee: what lowers it
  Money base = {};       ///< what the step is counted on
  Money amount = {};     ///< off the price, negative; a shipping fee is positive
  Money remaining = {};  ///< to pay after this step
  std::vector<Money> by_line = {}; ///< off each line, not negative; empty for shipping
  Money no_room = {};              ///< what would have come off besides, but for the floors of prices
};

/// Why a voucher that could be used is not.
enum class LeftOutReason : std::uint8_t {
  refused,          ///< it cannot be used at all: `LeftOut::refused` says why
  another_of_group, ///< one of the same stacking group does more
  not_combinable,   ///< it goes alone, or the voucher used does
  may_not_combine,  ///< the buyer does not meet the condition for combining them
  better_without,   ///< it would take nothing more off, or cost the free shipping
};

struct LeftOut {
  Voucher voucher;
  LeftOutReason reason = LeftOutReason::better_without;
  std::optional<Refusal> refused = {};
  std::optional<Money> at_best = {}; ///< before points, of the best allowed combination with it
};

/// "another_of_group", or the name of the refusal.
std::string_view name_of(const LeftOut& left_out);
/// One sentence for people, without a full stop.
Message sentence(const LeftOut& left_out);

struct QuotedLine {
  CartLine line;
  Money price = {};  ///< after all discounts
  Money to_pay = {}; ///< and after points
};

struct Quote {
  Money list_price = {};
  std::vector<QuotedStep> steps;                  ///< those that apply
  std::vector<QuotedLine> lines;                  ///< as in the cart
  std::vector<Voucher> used;                      ///< in the order in which they are used
  std::vector<LeftOut> left_out;                  ///< in the same order
  Money goods = {};                               ///< what the lines cost after all discounts
  Points points = 0;                              ///< to be spent
  std::optional<RedeemRefusal> fewer_points = {}; ///< why not as many as asked
  Money shipping = {};
  std::optional<Money> ships_free_from = {}; ///< goods of this size ship free to this buyer
  bool shipped_by_voucher = false;           ///< a voucher saves the fee, or some of it
  std::vector<ShownCard> cards = {};         ///< those that pay, with what is left on them then
  Money wallet = {};                         ///< of the price, paid from the wallet
  Money to_pay = {};

  /// What is to be paid in money and points together: the best combination of vouchers is the one that makes it least.
  Money before_points() const { return goods + shipping; }
};

/// The price of a cart, step by step:
///
/// 1. member price: the tier's discount on the list price, then campaigns' discounts in the order of the program, each
///    on what the lines in scope still cost; what their scopes ask of lines is judged before any of them. Then offers
///    on single pieces in the order of the program, judged before any of them: a piece serves one offer;
/// 2. threshold offers and ladders: every one whose lines come to its minimum, or reach a step, after member price and
///    before any offer; a share of a step is taken of what the lines still cost;
/// 3. vouchers, in the order that leaves least to pay, each on what its lines still cost. A minimum spend, the step of
///    a ladder and which pieces are reduced are judged on the voucher's lines after member price, before offers and
///    vouchers;
/// 4. points, on what the lines cost then;
/// 5. shipping, free from an amount that is judged after vouchers and before points; else less what the campaign or
///    voucher takes off that takes most;
/// 6. gift cards one after the other, then the wallet, which pay of what is left then: they lower what is still to be
///    paid, not the price.
///
/// Percentages are rounded to the nearest minor unit, once per step; what a step takes off is spread over its lines. No
/// step but points takes a line below its floor (`Prices`): what finds no room there goes to the other lines of the
/// step or is lost, as the program says. What comes off single pieces, or down to a price for each, is never moved. Of
/// all allowed combinations of vouchers, in every order, the one is used that leaves least to pay in money and points
/// together; then the one with most gifts and vouchers for points, with most points, with fewest vouchers, whose
/// vouchers end soonest, and by code. Of the orders of one combination that leave the same, the first counts that has
/// prices for each piece, offers on pieces, percentages and amounts in this order, the largest of each first, then
/// gifts, points and shipping; equal ones go by coupon and code. Where more than seven vouchers take money off, that
/// order is the only one tried. The order in which vouchers are given, and the places of their coupons in the program,
/// change nothing.
Quote quote(const Program& program, const Buyer& buyer, const Cart& cart, std::span<const Offered> vouchers);

/// One line of an order that was paid.
struct PaidLine {
  std::string category = {};
  Money amount = {};                  ///< what was paid
  std::optional<Money> discount = {}; ///< what was taken off before; absent: the file does not say it of the line
  std::string sku = {};
  std::int64_t quantity = 1;
  bool on_sale = false;
};

/// The lines of an order as they stood before anything was taken off: what was paid for each and its discount on top.
/// Where a file states a `discount` of the order only, the lines share it in proportion to what was paid; where it
/// states none, nothing was taken off.
std::vector<CartLine> lines_before(std::span<const PaidLine> lines, std::optional<Money> discount);

/// Whether two vouchers may be used for one order, as far as the vouchers go: both have a stacking group, not the same.
bool go_together(const Voucher& left, const Voucher& right);
/// Whether vouchers of this one's coupon may be combined with others for this buyer. A coupon that the program no
/// longer has asks for nothing.
bool may_combine(const Program& program, const Voucher& voucher, const Meets& meets);

/// The most points, within `at_most` and the balance, that may pay for goods of this amount; of those that pay the same
/// the fewest. 0 if none.
Points spendable(const std::optional<RedeemRule>& rule, Points at_most, Points balance, Money amount);

} // namespace loyalty
