// SPDX-License-Identifier: MIT
#include "loyalty/coupon.hpp"

#include <algorithm>
#include <array>

namespace loyalty {
namespace {

struct RefusalText {
  std::string_view name;
  std::string_view sentence;
};

constexpr std::array refusal_texts = {
    RefusalText{"coupon_not_found", "the program has no such coupon"},
    RefusalText{"member_not_found", "there is no such member"},
    RefusalText{"campaign_not_begun", "a voucher issued now would end before the campaign begins"},
    RefusalText{"campaign_over", "the last day of the campaign is over"},
    RefusalText{"wrong_audience", "the coupon is not meant for this member"},
    RefusalText{"member_limit_reached", "the member has had as many of these vouchers as the coupon allows"},
    RefusalText{"voucher_budget_spent", "all vouchers of the coupon's budget have been issued"},
    RefusalText{"code_mistyped", "the code is mistyped: its check letter does not fit"},
    RefusalText{"voucher_not_found", "there is no voucher with this code"},
    RefusalText{"member_missing", "a public code needs the member who uses it"},
    RefusalText{"not_yet_valid", "the voucher's first day is still to come"},
    RefusalText{"expired", "the voucher's last day is over"},
    RefusalText{"already_redeemed", "the voucher has been used"},
    RefusalText{"voided", "the voucher was cancelled"},
    RefusalText{"wrong_member", "the voucher belongs to another member"},
    RefusalText{"lines_missing", "the voucher is good for some categories only, and what is bought was not said"},
    RefusalText{"wrong_categories", "no line of the order is of the voucher's categories"},
    RefusalText{"below_minimum_spend", "the order is below the voucher's minimum spend"},
    RefusalText{"order_already_used", "another voucher that does not go with this one was used for this order"},
    RefusalText{"money_budget_spent", "the coupon's budget does not cover the discount"},
};
static_assert(refusal_texts.size() == static_cast<std::size_t>(Refusal::money_budget_spent) + 1);

constexpr Money no_money{};

Money off(const AmountOff& kind, Money) { return kind.amount; }

Money off(const PercentOff& kind, Money order_amount) {
  const Money share = share_of(order_amount, kind.share);
  return kind.max_discount ? std::min(share, *kind.max_discount) : share;
}

/// What is given otherwise takes nothing off the goods.
Money off(const FreeShipping&, Money) { return no_money; }
Money off(const GiftItem&, Money) { return no_money; }
Money off(const BonusPoints&, Money) { return no_money; }

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

std::string_view to_string(Refusal refusal) { return refusal_texts[static_cast<std::size_t>(refusal)].name; }

std::string_view sentence(Refusal refusal) { return refusal_texts[static_cast<std::size_t>(refusal)].sentence; }

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
          .categories = coupon.categories,
          .stacking = coupon.stacking,
          .release = coupon.release,
          .on_return = coupon.on_return};
}

Money discount(const CouponKind& kind, Money order_amount) {
  const Money wanted = std::visit([&](const auto& each) { return off(each, order_amount); }, kind);
  return std::max(no_money, std::min(wanted, order_amount));
}

bool counts_towards(const Limit& limit, Day issued_on, Day day) {
  return !limit.per || start_of(*limit.per, issued_on) == start_of(*limit.per, day);
}

std::optional<Refusal> check_issue(const Coupon& coupon, const IssueFacts& facts) {
  const auto days = validity(coupon.valid, facts.day);
  if (coupon.valid.from && *coupon.valid.from > facts.day && days.last < days.first) return Refusal::campaign_not_begun;
  if (days.last < days.first) return Refusal::campaign_over;
  if (!facts.in_audience) return Refusal::wrong_audience;
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

bool is_demanded(std::span<const VoucherEvent> events, std::string_view order) {
  return std::any_of(events.begin(), events.end(), [&](const VoucherEvent& event) {
    return event.kind == VoucherEventKind::demanded && event.order == order;
  });
}

std::optional<VoucherReturn> after_return(const Voucher& voucher, std::span<const VoucherEvent> events,
                                          std::span<const OrderLeft> left) {
  const auto* used = redemption(events);
  if (used == nullptr) return std::nullopt;
  const bool demands = voucher.on_return == OnReturn::demand && !is_demanded(events, used->order);
  for (const auto& each : left) {
    const Day day = std::max(each.on, used->day);
    if (each.nothing && !voucher.release) return std::nullopt;
    if (each.nothing) return VoucherReturn{VoucherEventKind::released, day, each.amount};
    if (demands && each.amount + used->discount < voucher.min_spend)
      return VoucherReturn{VoucherEventKind::demanded, day, each.amount};
  }
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
