// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/history.hpp"
#include "loyalty/line_scope.hpp"
#include "loyalty/message.hpp"
#include "loyalty/money.hpp"
#include "loyalty/program.hpp"

namespace loyalty {

/// One issued coupon with the terms it was issued with; a changed program never changes it.
struct Voucher {
  std::string code;                    ///< as shown: XXXXX-XXXXXX
  std::string coupon;                  ///< id of the template
  std::optional<MemberId> member = {}; ///< absent: belongs to whoever shows it
  Day issued_on = {};
  Day first_day = {};
  Day last_day = never; ///< last usable day
  CouponKind kind;
  Money min_spend = {};
  LineScope lines = {};      ///< good for these; their minimum is `min_spend`
  std::string stacking = {}; ///< stacking group; empty: goes alone
  bool release = true;       ///< usable again when its order is cancelled
  OnReturn on_return = OnReturn::keep;
};

/// What became of a voucher. The numbers are those stored in the ledger.
enum class VoucherEventKind : std::uint8_t {
  redeemed = 1, ///< used for an order
  voided = 2,   ///< cancelled by the shop
  released = 3, ///< usable again, after a cancelled order
  demanded = 4, ///< a return left too little: of the discount, `discount` is to be kept back from the refund
};

struct VoucherEvent {
  VoucherEventKind kind = VoucherEventKind::redeemed;
  Day day = {};
  std::string order = {}; ///< of a redemption; empty: not said
  Money amount = {};      ///< of the order before the voucher
  Money discount = {};    ///< what the voucher gave; of a demand, see `VoucherReturn`, or nothing: the whole of it
  std::string reason = {};
  std::optional<OrderId> by_order = {}; ///< first statement of the order whose code was the redemption; absent: by hand
};

enum class VoucherState : std::uint8_t { issued, redeemed, released, void_, expired };

std::string_view to_string(VoucherState state);

/// What the events through the end of `day`, in the order they were written, leave of a voucher; never `expired`.
VoucherState standing(std::span<const VoucherEvent> events, Day day = never);
/// The redemption that holds at the end of `day`, not followed by a release; nullptr if there is none.
const VoucherEvent* redemption(std::span<const VoucherEvent> events, Day day = never);
/// The voucher at the end of `day`: its standing, or expired if it was never used and its last day is over.
VoucherState state_on(const Voucher& voucher, std::span<const VoucherEvent> events, Day day);
/// Issued or released: it can be used, today or from its first day on.
constexpr bool is_open(VoucherState state) { return state == VoucherState::issued || state == VoucherState::released; }

/// Why a voucher is not issued or not redeemed, in the order of the checks: the first that applies is the answer.
enum class Refusal : std::uint8_t {
  // issuing
  coupon_not_found,     ///< the program has no coupon of that id
  member_not_found,     ///< nobody is known by that key
  campaign_not_begun,   ///< issued today, the voucher would end before its first day
  campaign_over,        ///< the last day of the campaign is over
  wrong_audience,       ///< the coupon is not for this member
  held_out,             ///< a hold-out keeps new vouchers from the member
  member_limit_reached, ///< the member had as many as the coupon allows in this calendar part
  voucher_budget_spent, ///< as many as the budget allows were issued
  // redeeming
  code_mistyped,       ///< no public code, and the check character does not fit
  voucher_not_found,   ///< well spelt, but never issued, or issued later than the day of the command
  member_missing,      ///< a public code needs the member who uses it
  not_yet_valid,       ///< before its first day
  expired,             ///< after its last day
  already_redeemed,    ///< used before
  voided,              ///< cancelled by the shop
  wrong_member,        ///< it belongs to somebody else
  lines_missing,       ///< it looks at lines, and nobody said what is bought
  wrong_categories,    ///< it is good for no line of the order
  on_sale,             ///< a line that it is good for is on sale already
  below_minimum_spend, ///< the order is too small
  too_few_pieces,      ///< the lines that it is good for are too few pieces
  too_many_pieces,     ///< it looks at single pieces, and the order holds more than `most_pieces`
  order_already_used,  ///< another voucher was used for the order, and the two do not go together
  // both
  member_closed,      ///< the member is shut out
  money_budget_spent, ///< the discounts given so far leave none, or not enough, of the coupon's budget
};

/// "already_redeemed": the name in every output and in the documentation.
std::string_view to_string(Refusal refusal);
/// One sentence for people, without a full stop.
Message sentence(Refusal refusal);

/// The usable days of a voucher, both inside. `last` < `first`: there is none.
struct UsableDays {
  Day first = {};
  Day last = never;

  constexpr auto operator<=>(const UsableDays&) const = default;
};

/// "30 days" from the day of issue D are D … D+29; `from` and `until` narrow them.
UsableDays validity(const Validity& valid, Day issued_on);

/// A voucher of the coupon with the terms that it has on the day; `amount` replaces that of an amount off.
Voucher voucher_of(const Coupon& coupon, std::string code, std::optional<MemberId> member, Day issued_on,
                   std::optional<Money> amount = {});

/// What a voucher takes off an order of this amount: percentages to the nearest minor unit, within the cap, and never
/// more than the amount. A kind that counts pieces finds as few as it asks for, all of one price.
Money discount(const CouponKind& kind, Money order_amount);

/// Whether it takes money off the goods at all.
bool takes_money_off(const CouponKind& kind);
/// What it takes off the fee for the parcel, all of it where it ships free; nullopt: nothing.
std::optional<Reduction> off_shipping(const CouponKind& kind);
/// Whether it takes something off single pieces, or down to a price for each, and spreads nothing over its lines.
bool lowers_pieces(const CouponKind& kind);
/// Whether an amount alone does not say what the voucher gives.
bool needs_lines(const Voucher& voucher);
/// What its lines come to at least where it gives anything, and how many pieces they are: its own minimum, and that of
/// what it gives.
Money least_spend(const Coupon& coupon);
Money least_spend(const Voucher& voucher);
std::int64_t least_pieces(const Voucher& voucher);
/// Whether its use gives points: they go with the use, and nobody has to collect them.
bool gives_points(const Voucher& voucher);

/// Whether a voucher issued on one day counts towards the limit on another.
bool counts_towards(const Limit& limit, Day issued_on, Day day);

/// What is known when a member is to be given a voucher.
struct IssueFacts {
  Day day = {};
  bool in_audience = true;
  bool held_out = false;
  bool closed = false;        ///< the member is shut out
  std::int64_t to_member = 0; ///< vouchers that count towards the member's limit, used, expired and void ones too
  std::int64_t in_all = 0;    ///< vouchers ever issued of the coupon
  Money discount_given = {};  ///< by all redemptions of the coupon
};

/// The first reason not to issue; nullopt if the member may have a voucher.
std::optional<Refusal> check_issue(const Coupon& coupon, const IssueFacts& facts);

/// The first reason, whatever the order is, not to redeem a voucher on the day; nullopt if there is none. `voucher` is
/// nullptr if it was not found, `member` absent if nobody said who uses it. What depends on the order is judged by
/// `quote`. A redemption entered later counts whatever its day, so that no voucher is used twice by going back in time.
std::optional<Refusal> check_redeem(const Voucher* voucher, std::span<const VoucherEvent> events, Day day,
                                    std::optional<MemberId> member);

/// What a return of its order does to a voucher: it is released for another order, or some of its discount is demanded.
struct VoucherReturn {
  VoucherEventKind kind = VoucherEventKind::released;
  Day day = {};        ///< not before that of its use
  Money left = {};     ///< of the order
  Money demanded = {}; ///< to be kept back; below zero: was kept back before and goes to the customer
  Money spend = {};    ///< that a demand says is no longer reached
};
/// What becomes of a voucher in use when so much was left of its order, of which so much was paid, one after the other;
/// what the events tell already is left out. Nothing remains: it can be used again, if it is one that is released. Less
/// than its `least_spend` remains, or only a lower step of its ladder: what it took off what stays, less what that step
/// would have, is to be kept back, if its coupon says so. Nobody knows which lines came back: as much of the discount
/// is taken to stay as of the money. So the parts in which an order comes back make no difference in the end.
std::vector<VoucherReturn> after_return(const Voucher& voucher, std::span<const VoucherEvent> events, Money paid,
                                        std::span<const OrderLeft> left);
/// What becomes of a voucher whose reason is gone: it is void while nobody has used it, or if all that its use gave
/// were points; else what was not demanded of its discount yet is, and no return of a part brings any of it back.
/// nullopt: nothing.
struct ReasonWent {
  VoucherEventKind kind = VoucherEventKind::voided;
  Day day = {};        ///< not before that of its use
  Money demanded = {}; ///< to be kept back
};
std::optional<ReasonWent> after_reason_went(const Voucher& voucher, std::span<const VoucherEvent> events, Day day);
/// What of the discount of a use, one of the events, is demanded since.
Money demanded_of(std::span<const VoucherEvent> events, const VoucherEvent& used);

/// The first reason not to cancel a voucher: not found, expired or used. Cancelling a void one is no refusal.
std::optional<Refusal> check_void(const Voucher* voucher, std::span<const VoucherEvent> events, Day day);

/// The letters of codes: none that looks like another, and a prime number of them.
inline constexpr std::string_view code_letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// A code of ten random letters and a check letter, shown as XXXXX-XXXXXX. The check letter betrays every wrong
/// letter and every swap of two letters. Bytes that would favour some letters are passed over; empty if they run out:
/// 16 bytes nearly always do.
std::string make_code(std::span<const unsigned char> random);

/// A code or public word as it is compared: in capitals, full-width letters and digits as plain ones, without blanks,
/// hyphens and the marks by which spreadsheets keep a text.
std::string plain_code(std::string_view text);

/// The code as it is stored, however it was typed; nullopt if it is no code or its check letter does not fit.
std::optional<std::string> check_code(std::string_view text);

/// The codes that a text names, each as it is written there and once however it is spelt. Between them stand
/// semicolons, commas, also full-width ones, or blanks; words that are a voucher's code together, or one that is
/// `known`, are one.
std::vector<std::string> codes_in(std::string_view text, const std::function<bool(std::string_view)>& known = {});

} // namespace loyalty
