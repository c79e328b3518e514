// SPDX-License-Identifier: MIT
#include "loyalty/coupon.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace loyalty {
namespace {

constexpr std::array<std::string_view, 25> refusal_names = {"coupon_not_found",
                                                            "member_not_found",
                                                            "campaign_not_begun",
                                                            "campaign_over",
                                                            "wrong_audience",
                                                            "held_out",
                                                            "member_limit_reached",
                                                            "voucher_budget_spent",
                                                            "code_mistyped",
                                                            "voucher_not_found",
                                                            "member_missing",
                                                            "not_yet_valid",
                                                            "expired",
                                                            "already_redeemed",
                                                            "voided",
                                                            "wrong_member",
                                                            "lines_missing",
                                                            "wrong_categories",
                                                            "on_sale",
                                                            "below_minimum_spend",
                                                            "too_few_pieces",
                                                            "too_many_pieces",
                                                            "order_already_used",
                                                            "member_closed",
                                                            "money_budget_spent"};
static_assert(refusal_names.size() == static_cast<std::size_t>(Refusal::money_budget_spent) + 1);

constexpr Money no_money{};

Money off(const AmountOff& kind, Money) { return kind.amount; }

Money off(const PercentOff& kind, Money order_amount) {
  const Money share = share_of(order_amount, kind.share);
  return kind.max_discount ? std::min(share, *kind.max_discount) : share;
}

Money off(const LadderOff& ladder, Money order_amount) {
  const auto fewest = ladder.steps.empty() ? 0 : ladder.steps.front().pieces;
  const auto* step = step_reached(ladder, order_amount, fewest);
  return step == nullptr ? no_money : taken_off(step->off, order_amount);
}

Money off(const PiecesOff& rule, Money order_amount) {
  const std::int64_t quantity = rule.buy + rule.get;
  const std::size_t line = 0;
  const auto by_piece = pieces_off(rule, pieces_of({&order_amount, 1}, {&quantity, 1}, {&line, 1}));
  return std::accumulate(by_piece.begin(), by_piece.end(), no_money);
}

Money off(const LinePrice& kind, Money order_amount) { return std::max(no_money, order_amount - kind.each); }

/// What is given otherwise takes nothing off the goods.
Money off(const ShippingOff&, Money) { return no_money; }
Money off(const FreeShipping&, Money) { return no_money; }
Money off(const GiftItem&, Money) { return no_money; }
Money off(const BonusPoints&, Money) { return no_money; }

/// Of a ladder; all other kinds ask for nothing.
LadderStep first_step(const CouponKind& kind) {
  const auto* ladder = std::get_if<LadderOff>(&kind);
  return ladder == nullptr || ladder->steps.empty() ? LadderStep{} : ladder->steps.front();
}

} // namespace

std::string_view to_string(VoucherState state) {
  switch (state) {
    case VoucherState::issued: return "issued";
    case VoucherState::redeemed: return "redeemed";
    case VoucherState::released: return "released";
    case VoucherState::void_: return "void";
    case VoucherState::expired: return "expired";
  }
  return {};
}

VoucherState standing(std::span<const VoucherEvent> events, Day day) {
  auto state = VoucherState::issued;
  for (const auto& event : events) {
    if (event.day > day) continue;
    switch (event.kind) {
      case VoucherEventKind::redeemed: state = VoucherState::redeemed; break;
      case VoucherEventKind::voided: state = VoucherState::void_; break;
      case VoucherEventKind::released: state = VoucherState::released; break;
      case VoucherEventKind::demanded: break;
    }
  }
  return state;
}

const VoucherEvent* redemption(std::span<const VoucherEvent> events, Day day) {
  const VoucherEvent* last = nullptr;
  for (const auto& event : events)
    if (event.day <= day && event.kind != VoucherEventKind::demanded)
      last = event.kind == VoucherEventKind::redeemed ? &event : nullptr;
  return last;
}

VoucherState state_on(const Voucher& voucher, std::span<const VoucherEvent> events, Day day) {
  const auto state = standing(events, day);
  return is_open(state) && day > voucher.last_day ? VoucherState::expired : state;
}

std::string_view to_string(Refusal refusal) { return refusal_names[static_cast<std::size_t>(refusal)]; }

Message sentence(Refusal refusal) {
  switch (refusal) {
    case Refusal::coupon_not_found: return "loyalty.toml has no such coupon"_en;
    case Refusal::member_not_found: return "there is no such member"_en;
    case Refusal::campaign_not_begun: return "a voucher issued now would expire before the campaign begins"_en;
    case Refusal::campaign_over: return "the campaign is over"_en;
    case Refusal::wrong_audience: return "the coupon is not for this member"_en;
    case Refusal::held_out: return "the member is held out by lot and gets no new vouchers"_en;
    case Refusal::member_limit_reached: return "the member has had as many of these vouchers as the coupon allows"_en;
    case Refusal::voucher_budget_spent: return "all vouchers of the coupon's budget have been issued"_en;
    case Refusal::code_mistyped: return "the code is mistyped: its check letter does not fit"_en;
    case Refusal::voucher_not_found: return "there is no voucher with this code"_en;
    case Refusal::member_missing: return "a public code needs the member who uses it"_en;
    case Refusal::not_yet_valid: return "the voucher is not yet valid"_en;
    case Refusal::expired: return "the voucher has expired"_en;
    case Refusal::already_redeemed: return "the voucher has been used"_en;
    case Refusal::voided: return "the voucher is void"_en;
    case Refusal::wrong_member: return "the voucher belongs to another member"_en;
    case Refusal::lines_missing: return "the voucher looks at the lines of the order, and they are missing"_en;
    case Refusal::wrong_categories: return "the voucher is for none of the order's lines"_en;
    case Refusal::on_sale: return "a line that the voucher is for is on sale already"_en;
    case Refusal::below_minimum_spend: return "the order is below the voucher's minimum spend"_en;
    case Refusal::too_few_pieces: return "the order holds fewer pieces than the voucher asks for"_en;
    case Refusal::too_many_pieces:
      return "the order holds more than {pieces} pieces, and the voucher looks at each"_en(most_pieces);
    case Refusal::order_already_used:
      return "another voucher was used for this order, and the two cannot be combined"_en;
    case Refusal::member_closed: return "the member is shut out"_en;
    case Refusal::money_budget_spent: return "the coupon's budget does not cover the discount"_en;
  }
  return {};
}

UsableDays validity(const Validity& valid, Day issued_on) {
  UsableDays days{issued_on, never};
  if (!valid.length.empty()) days.last = issued_on + valid.length - 1;
  if (valid.from) days.first = std::max(days.first, *valid.from);
  if (valid.until) days.last = std::min(days.last, *valid.until);
  return days;
}

Voucher voucher_of(const Coupon& coupon, std::string code, std::optional<MemberId> member, Day issued_on,
                   std::optional<Money> amount) {
  const auto days = validity(coupon.valid, issued_on);
  return {.code = std::move(code),
          .coupon = coupon.id,
          .member = member,
          .issued_on = issued_on,
          .first_day = days.first,
          .last_day = days.last,
          .kind = amount ? CouponKind(AmountOff{*amount}) : coupon.kind,
          .min_spend = coupon.min_spend,
          .lines = coupon.lines,
          .stacking = coupon.stacking,
          .release = coupon.release,
          .on_return = coupon.on_return};
}

Money discount(const CouponKind& kind, Money order_amount) {
  const Money wanted = std::visit([&](const auto& each) { return off(each, order_amount); }, kind);
  return std::max(no_money, std::min(wanted, order_amount));
}

bool takes_money_off(const CouponKind& kind) {
  return std::holds_alternative<AmountOff>(kind) || std::holds_alternative<PercentOff>(kind) ||
         std::holds_alternative<LadderOff>(kind) || lowers_pieces(kind);
}

std::optional<Reduction> off_shipping(const CouponKind& kind) {
  if (std::holds_alternative<FreeShipping>(kind)) return Ratio{Ratio::one};
  const auto* shipping = std::get_if<ShippingOff>(&kind);
  return shipping == nullptr ? std::nullopt : std::optional(shipping->off);
}

bool lowers_pieces(const CouponKind& kind) {
  return std::holds_alternative<PiecesOff>(kind) || std::holds_alternative<LinePrice>(kind);
}

bool needs_lines(const Voucher& voucher) {
  return voucher.lines.looks_at_lines() || lowers_pieces(voucher.kind) || first_step(voucher.kind).pieces > 0;
}

Money least_spend(const Coupon& coupon) { return std::max(coupon.min_spend, first_step(coupon.kind).spend); }
Money least_spend(const Voucher& voucher) { return std::max(voucher.min_spend, first_step(voucher.kind).spend); }

std::int64_t least_pieces(const Voucher& voucher) {
  const auto* pieces = std::get_if<PiecesOff>(&voucher.kind);
  const auto round = pieces == nullptr ? 0 : pieces->buy + pieces->get;
  return std::max({voucher.lines.pieces, first_step(voucher.kind).pieces, round});
}

bool gives_points(const Voucher& voucher) {
  return voucher.member && std::holds_alternative<BonusPoints>(voucher.kind);
}

bool counts_towards(const Limit& limit, Day issued_on, Day day) {
  return !limit.per || start_of(*limit.per, issued_on) == start_of(*limit.per, day);
}

std::optional<Refusal> check_issue(const Coupon& coupon, const IssueFacts& facts) {
  const auto days = validity(coupon.valid, facts.day);
  if (coupon.valid.from && *coupon.valid.from > facts.day && days.last < days.first) return Refusal::campaign_not_begun;
  if (days.last < days.first) return Refusal::campaign_over;
  if (facts.closed) return Refusal::member_closed;
  if (!facts.in_audience) return Refusal::wrong_audience;
  if (facts.held_out) return Refusal::held_out;
  if (coupon.per_member && facts.to_member >= coupon.per_member->times) return Refusal::member_limit_reached;
  if (coupon.budget_vouchers && facts.in_all >= *coupon.budget_vouchers) return Refusal::voucher_budget_spent;
  if (coupon.budget_amount && facts.discount_given >= *coupon.budget_amount) return Refusal::money_budget_spent;
  return std::nullopt;
}

std::optional<Refusal> check_redeem(const Voucher* voucher, std::span<const VoucherEvent> events, Day day,
                                    std::optional<MemberId> member) {
  if (voucher == nullptr || voucher->issued_on > day) return Refusal::voucher_not_found;
  if (day < voucher->first_day) return Refusal::not_yet_valid;
  if (day > voucher->last_day) return Refusal::expired;
  const auto state = standing(events);
  if (state == VoucherState::redeemed) return Refusal::already_redeemed;
  if (state == VoucherState::void_) return Refusal::voided;
  if (voucher->member && member && member != voucher->member) return Refusal::wrong_member;
  return std::nullopt;
}

std::optional<Refusal> check_void(const Voucher* voucher, std::span<const VoucherEvent> events, Day day) {
  if (voucher == nullptr || voucher->issued_on > day) return Refusal::voucher_not_found;
  const auto state = standing(events);
  if (is_open(state) && day > voucher->last_day) return Refusal::expired;
  if (state == VoucherState::redeemed) return Refusal::already_redeemed;
  return std::nullopt;
}

} // namespace loyalty
