// SPDX-License-Identifier: MIT
#include "reports/coupons.hpp"

#include <algorithm>
#include <map>

#include "reports/common.hpp"
#include "shop/work.hpp"
#include "store/claims.hpp"
#include "store/vouchers.hpp"

namespace loyalty::reports {
namespace {

void count(const store::StoredVoucher& stored, Day as_of, CouponFigures& figures) {
  ++figures.issued;
  switch (state_on(stored.voucher, stored.events, as_of)) {
    case VoucherState::issued:
    case VoucherState::released: ++figures.open; break;
    case VoucherState::redeemed: ++figures.redeemed; break;
    case VoucherState::void_: ++figures.voided; break;
    case VoucherState::expired: ++figures.expired; break;
  }
  const auto* used = redemption(stored.events, as_of);
  if (used == nullptr) return;
  figures.discount += used->discount;
  figures.order_amount += used->amount;
}

bool open_on(const store::StoredVoucher& stored, Day day) {
  return stored.voucher.issued_on <= day && is_open(state_on(stored.voucher, stored.events, day));
}

} // namespace

std::optional<Ratio> CouponFigures::redemption_rate() const {
  std::optional<Ratio> rate;
  if (issued > 0) rate = Ratio{scale(redeemed, Ratio::one, issued, Rounding::nearest)};
  return rate;
}

std::vector<CouponFigures> coupon_figures(store::Ledger& ledger, Day as_of) {
  std::map<std::string, CouponFigures> by_coupon;
  store::read_vouchers(ledger, [&](const store::StoredVoucher& stored) {
    if (stored.voucher.issued_on <= as_of && !store::taken_back(stored))
      count(stored, as_of, by_coupon[stored.voucher.coupon]);
  });
  std::vector<CouponFigures> all;
  const auto take = [&](const std::string& coupon, const std::string& name) {
    all.push_back(by_coupon[coupon]);
    all.back().coupon = coupon;
    all.back().name = name;
    by_coupon.erase(coupon);
  };
  if (const auto program = shop::kept_program(ledger))
    for (const auto& coupon : program->coupons) take(coupon.id, coupon.name);
  while (!by_coupon.empty()) take(std::string(by_coupon.begin()->first), {});
  return all;
}

std::vector<Voucher> open_vouchers(store::Ledger& ledger, MemberId member, Day as_of) {
  std::vector<Voucher> open;
  for (auto& stored : store::vouchers_of(ledger, member))
    if (open_on(stored, as_of)) open.push_back(std::move(stored.voucher));
  std::stable_sort(open.begin(), open.end(),
                   [](const Voucher& left, const Voucher& right) { return left.last_day < right.last_day; });
  return open;
}

std::unordered_map<MemberId, std::int64_t> open_voucher_counts(store::Ledger& ledger, Day as_of) {
  std::unordered_map<MemberId, std::int64_t> counts;
  store::read_vouchers(ledger, [&](const store::StoredVoucher& stored) {
    if (stored.voucher.member && open_on(stored, as_of)) ++counts[*stored.voucher.member];
  });
  return counts;
}

Report coupons() {
  return {
      .name = "coupons",
      .summary = "figures of each coupon"_en,
      .examples = {""},
      .tables = {table<std::vector<CouponFigures>>(
          "no coupons"_en,
          {{"coupon", Kind::text, &CouponFigures::coupon, coupon_id},
           {"name", Kind::text, &CouponFigures::name, name_of_thing},
           {"issued", Kind::number, &CouponFigures::issued},
           {"open", Kind::number, &CouponFigures::open},
           {"redeemed", Kind::number, &CouponFigures::redeemed, {.title = "voucher|used"_en}},
           {"expired", Kind::number, &CouponFigures::expired, {.title = "voucher|expired"_en}},
           {"void", Kind::number, &CouponFigures::voided},
           {"order_amount", Kind::money, &CouponFigures::order_amount},
           {"discount", Kind::money, &CouponFigures::discount},
           {"redemption_rate", Kind::share, &CouponFigures::redemption_rate, {.title = "voucher|redemption rate"_en}}},
          [](Question& question) { return coupon_figures(question.ledger(), question.as_of()); })}};
}

} // namespace loyalty::reports
