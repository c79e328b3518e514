// SPDX-License-Identifier: MIT
#include "shop/voucher_finder.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "store/claims.hpp"

namespace loyalty::shop {

Money VoucherView::given(const Coupon& coupon) { return store::discount_given(ledger_, coupon.id); }

std::int64_t VoucherView::issued(const Coupon& coupon) {
  std::int64_t count = 0;
  store::read_issues(ledger_, coupon.id, std::nullopt, [&](const store::IssueNote&) { ++count; });
  return count;
}

std::vector<FoundVoucher> VoucherFinder::all() {
  std::vector<FoundVoucher> found;
  if (!holder_.member) return found;
  for (auto& stored : store::vouchers_of(view_.ledger(), *holder_.member))
    if (view_.see(stored) && open(stored)) found.push_back(offer(std::move(stored)));
  return found;
}

FoundVoucher VoucherFinder::find(std::string_view code) {
  if (const auto spelt = check_code(code))
    if (auto stored = store::find_voucher(view_.ledger(), *spelt); stored && view_.see(*stored))
      return offer(*std::move(stored));
  if (program_ != nullptr)
    if (const auto* coupon = public_coupon(*program_, code)) return by_public_word(*coupon);
  return {.offered = {.voucher = {.code = std::string(code), .coupon = {}, .kind = AmountOff{}},
                      .refused = why_unknown(code)}};
}

FoundVoucher VoucherFinder::offer(store::StoredVoucher stored) {
  const auto& voucher = stored.voucher;
  const auto* coupon = program_ == nullptr ? nullptr : program_->coupon(voucher.coupon);
  return {.offered = {voucher, check_redeem(&voucher, stored.events, holder_.day, holder_.member), budget_left(coupon)},
          .stored = std::move(stored)};
}

bool VoucherFinder::open(const store::StoredVoucher& stored) const {
  return stored.voucher.issued_on <= holder_.day && is_open(state_on(stored.voucher, stored.events, holder_.day));
}

bool VoucherFinder::used_for_the_order(const store::StoredVoucher& stored) const {
  const auto* used = redemption(stored.events);
  return used != nullptr && !holder_.order.empty() && used->order == holder_.order;
}

std::optional<Money> VoucherFinder::budget_left(const Coupon* coupon) {
  if (coupon == nullptr || !coupon->budget_amount) return std::nullopt;
  return *coupon->budget_amount - view_.given(*coupon);
}

FoundVoucher VoucherFinder::by_public_word(const Coupon& coupon) {
  if (!holder_.member) return claim(coupon, Refusal::member_missing);
  std::optional<store::StoredVoucher> own;
  for (auto& stored : store::vouchers_of(view_.ledger(), *holder_.member)) {
    if (stored.voucher.coupon != coupon.id || !view_.see(stored)) continue;
    if (used_for_the_order(stored)) return offer(std::move(stored));
    if (!open(stored) || stored.voucher.first_day > holder_.day) continue;
    if (!own || stored.voucher.last_day < own->voucher.last_day) own = std::move(stored);
  }
  return own ? offer(*std::move(own)) : claim(coupon, check_issue(coupon, facts_of(coupon)));
}

/// The voucher that claiming the word would give.
FoundVoucher VoucherFinder::claim(const Coupon& coupon, std::optional<Refusal> refused) {
  return {.offered = {.voucher = voucher_of(coupon, *coupon.code, holder_.member, holder_.day),
                      .refused = refused,
                      .budget_left = budget_left(&coupon)},
          .claim = &coupon};
}

IssueFacts VoucherFinder::facts_of(const Coupon& coupon) {
  IssueFacts facts{.day = holder_.day,
                   .in_audience = is_everybody(coupon.audience) || (holder_.meets && holder_.meets(coupon.audience))};
  if (coupon.per_member)
    for (auto& stored : store::vouchers_of(view_.ledger(), *holder_.member)) {
      if (stored.voucher.coupon != coupon.id || store::taken_back(stored) || !view_.see(stored)) continue;
      if (counts_towards(*coupon.per_member, stored.voucher.issued_on, holder_.day)) ++facts.to_member;
    }
  if (coupon.budget_vouchers) facts.in_all = view_.issued(coupon);
  if (coupon.budget_amount) facts.discount_given = view_.given(coupon);
  return facts;
}

const Coupon* public_coupon(const Program& program, std::string_view code) {
  for (const auto& coupon : program.coupons)
    if (coupon.code == code) return &coupon;
  const auto plain = plain_code(code);
  for (const auto& coupon : program.coupons)
    if (coupon.code && plain_code(*coupon.code) == plain) return &coupon;
  return nullptr;
}

Refusal why_unknown(std::string_view code) {
  constexpr std::size_t letters = 11;
  const auto plain = plain_code(code);
  const bool like_a_voucher = plain.size() == letters && std::all_of(plain.begin(), plain.end(), [](char letter) {
                                return std::isalnum(static_cast<unsigned char>(letter)) != 0;
                              });
  return like_a_voucher && !check_code(code) ? Refusal::code_mistyped : Refusal::voucher_not_found;
}

} // namespace loyalty::shop
