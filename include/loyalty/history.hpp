// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/money.hpp"
#include "loyalty/number.hpp"
#include "loyalty/order.hpp"

namespace loyalty {

/// One stored row about an order: its first statement or a later one (a revision).
struct OrderRecord {
  OrderId id = {};
  std::optional<OrderId> revises = {};   ///< the first statement of the same order; absent: this is it
  std::optional<OrderId> refund_of = {}; ///< first statement of the order that a refund row gives money back for
  Moment placed_at = {};
  Money amount = {};
  Money refunded = {};
  OrderStatus status = OrderStatus::paid;
  Day stated_on = {}; ///< the as-of day on which a revision became known; unused for first statements
  Points points_redeemed = 0;

  /// The first statement of the order, by which it is known.
  OrderId order() const { return revises.value_or(id); }
};

/// An order that was paid.
struct OrderFact {
  OrderId id = {};
  Moment placed_at = {};
  Money amount = {};
  Money refunded = {};          ///< given back before the ledger first heard of the order
  bool void_from_start = false; ///< wholly refunded then: no order, no spend
  Points points_redeemed = 0;
  bool fee = false; ///< of a membership: no purchase

  Day day() const { return placed_at.day(); }
};

/// Whether an order is a purchase: money was paid for it and some of that stays. `remains` is what of its amount was
/// not given back by the day in question. An order of 0.00, one of which nothing remains, and the fee of a membership
/// are kept and are none: they stand in no count of orders and are no first, last or n-th order.
constexpr bool counts_as_purchase(const OrderFact& order, Money remains) {
  return !order.fee && !order.void_from_start && remains > Money{};
}

/// Money given back later. Never dated before its order.
struct RefundFact {
  OrderId id = {}; ///< the order row that says so
  Moment at = {};
  bool by_day = false;                   ///< only its day is known: it counts after everything else of that day
  std::optional<std::size_t> order = {}; ///< place in `History::orders`; absent: names no order
  Money amount = {};                     ///< positive
  bool whole = false;                    ///< nothing of the order remains

  Day day() const { return at.day(); }
};

/// What somebody did that is no order: a member, or the shop with a member. The numbers are those stored in the ledger.
enum class ActKind : std::uint8_t {
  award = 1,           ///< points given by hand, with a reason
  adjust = 2,          ///< a correction up or down, with a reason
  redeem = 3,          ///< points spent by hand; `subject`: the gift they bought, or empty
  opening = 4,         ///< points brought along from an earlier system; `text`: `opening_on_top`, or empty
  opening_growth = 5,  ///< growth brought along, the same
  activity = 6,        ///< `subject`: its kind; `points`: how many times; `text`: the host with whom, or empty
  grant = 7,           ///< a tier by hand: `subject`, held at least through `until`
  tag = 8,             ///< the member bears the tag `subject`
  untag = 9,           ///< and does so no longer
  field = 10,          ///< the custom field `subject` is `text`; empty: not set any more
  membership = 11,     ///< a term of the plan `subject` from `day` through `until`; `money`: the fee paid
  end_membership = 12, ///< the terms of `subject` end with the day before; `money`: given back; with a `text` only the
                       ///< term by hand that was to begin on that day does not begin
  invite = 13,         ///< the member `other` brought this one
  opt_out = 14,        ///< wants no messages
  consent = 15,        ///< wants messages (again)
  // Not the engine's business.
  top_up = 16,        ///< `money` paid into the wallet
  top_up_bonus = 17,  ///< `money` given on top
  wallet_refund = 18, ///< `money` paid out of the wallet
  prize = 19,         ///< won in the draw `subject`
  contact = 20,       ///< stood in the contact list `subject`
  enter_group = 21,   ///< put on the roster of the group `subject`
  leave_group = 22,   ///< taken off it
  merge = 23,         ///< was the same customer as `other`, whose facts all of this member's are from then on
  forget = 24,        ///< asked that what is known of them in person be deleted
  holdout = 25,       ///< was drawn in the hold-out `subject`; `points`: 1 is held out, 0 is not
  transfer_out = 26,  ///< `points` handed on to the member `other`
  transfer_in = 27,   ///< `points` that the member `other` handed on, to be spent through `until`
  cash_back = 28,     ///< `money` into the wallet for `order`, by the reward `subject`; below zero: taken back; `text`:
                      ///< what the wallet may hold, in minor units. Not the engine's business either
  close = 29,         ///< is shut out of the scheme from the evening of `day` on
  reopen = 30,        ///< is let in again
};

/// The text of opening points and growth that came on top of what earlier orders bring. Otherwise they stand for it.
inline constexpr std::string_view opening_on_top = "on top";

/// The text of a term that is a trial, and of the end of a term that was only planned.
inline constexpr std::string_view trial_term = "trial";
inline constexpr std::string_view planned_term = "planned";

/// How often one act can say that something was done.
inline constexpr Points most_times_at_once = 1'000'000;

/// Something done to or by a member. What the parts mean depends on the kind; those not named there are empty.
struct Act {
  ActId id = {};
  Day day = {};
  ActKind kind = ActKind::award;
  Points points = 0;                 ///< negative only for an adjustment downwards
  std::optional<OrderId> order = {}; ///< first statement of the order that redeemed points paid for
  std::string subject = {};
  std::string text = {};
  Day until = never;
  std::optional<MemberId> other = {};
  Money money = {};
  Day stated_on = never; ///< the as-of day of the command that entered a term of a plan; `never`: not known
};

/// What an order was sold as. Kept only where a program looks at it.
struct Sale {
  struct Part {
    std::string category;
    Money amount;
    std::string sku = {};
    std::int64_t quantity = 1;
    bool on_sale = false; ///< it was sold at a reduced price
  };
  std::string shop = {};
  std::string fee_for = {};     ///< plan whose fee the order is
  std::vector<Part> parts = {}; ///< by line; empty: one part without a category
  std::optional<Money> shipping = {};
  std::string host = {};    ///< who sold it
  std::string channel = {}; ///< where
  Money wallet = {};        ///< what of its amount the wallet paid
};

/// A birthday as the shop knew it from a day on; its year may be made up.
struct BirthdayNote {
  Day known_on = {};
  Day birthday = {};
};

/// The place of a member in a hold-out that was drawn by lot: held out or not.
struct Assignment {
  std::string holdout = {}; ///< its name
  bool held = false;
  Day on = {};       ///< of the draw, or on which a newcomer was first seen
  Day from = {};     ///< first day on which nothing new comes by itself to whoever is held out
  Day until = never; ///< last one
  ActId act = {};    ///< that says so; 0: the lot falls that way, and the next night will note it
};

/// What was left of an order after money was given back.
struct OrderLeft {
  Day on = {};
  Money amount = {};
  bool nothing = false; ///< remains of the order, whatever it was worth
  OrderId by = {};      ///< the order row that says so
};

/// Somebody whom the member brought, with the orders that they paid for.
struct Invited {
  struct Order {
    OrderId id = {};
    Day day = {};
    Money paid = {};
    std::vector<OrderLeft> left = {}; ///< by day
  };
  MemberId member = {};
  Day on = {};
  std::vector<Order> orders = {};
};

/// Before every day a ledger can hold.
inline constexpr Day beginning{-2'000'000'000};

/// Everything that happened to one member, each list in the order in which it happened.
struct History {
  MemberId member = {};
  Day joined_on = never;   ///< if the shop never said, as `first_known`; `never`: no member
  bool registered = false; ///< the shop said when the member joined
  /// Opening points stand for what was before their day: orders placed before this day neither earn points nor spend
  /// any.
  Day points_from = beginning;
  Day growth_from = beginning; ///< the same for growth
  std::vector<OrderFact> orders;
  std::vector<RefundFact> refunds;
  std::vector<Act> acts = {};
  std::vector<Assignment> holdouts = {}; ///< of each the one that counts
  std::vector<Sale> sales = {};          ///< by position as `orders`, or empty
  std::vector<BirthdayNote> birthdays = {};
  std::vector<Invited> invited = {};
};

/// Whether a lot has taken the member out of one of these hold-outs at the end of `day`; of any where none is named.
/// Nothing new is given to them then.
bool is_held_out(const History& history, const std::vector<std::string>& names, Day day);
/// Whether nothing new comes to the member by itself on `day`. What the day of the draw brings still comes.
bool is_passed_over(const History& history, Day day);
/// The first day after `day` on which one of these hold-outs begins or is over for the member; `never`: none does.
Day next_turn_of_holdouts(const History& history, const std::vector<std::string>& names, Day day);

/// What was left of the order at that place in `history.orders` after each of its refunds, by day.
std::vector<OrderLeft> left_of(const History& history, std::size_t order);

/// The order in which refunds count, which does not depend on that of import: by moment, those of which only the day is
/// known after the others of the day.
bool counts_before(const RefundFact& left, const RefundFact& right);

/// Makes orders and refunds of a member's stored rows, which come sorted by moment, shop and order number; the
/// statements about one order follow one another as they were made. A status that became `refunded` or `cancelled`
/// later, or a `refunded` amount that grew, is a refund at the end of the day it became known; an order that was paid
/// later counts from the day it was placed. The last statement is the true one: what an earlier one said beyond it was
/// a mistake and counts from no day. Refunds that name an order and its `refunded` amount tell the same money, and the
/// larger sum counts. Fills `history.orders` and `history.refunds`.
void assemble(std::span<const OrderRecord> records, History& history);

/// When in its day an act counts: of most, only the day is known.
enum class Turn : std::uint8_t {
  gives,  ///< first of the day
  spends, ///< after all orders
  news,   ///< what the shop notes of the member, last and in the order in which it was told
};
Turn turn_of(const Act& act);

/// Puts acts in the order in which they count, which does not depend on that of import: by day and turn; what gives and
/// what spends by what it is, what paid for orders first and by the order of those.
void sort_acts(History& history);

/// Lets count once what orders and acts both tell: finds `points_from` and `growth_from`, and makes the points that an
/// order redeemed and those redeemed for it by hand one spending, of as many points as the order's own row says.
void count_once(History& history);

} // namespace loyalty
