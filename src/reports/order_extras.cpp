// SPDX-License-Identifier: MIT
#include "reports/order_extras.hpp"

#include <variant>

#include "loyalty/coupon.hpp"
#include "loyalty/figures.hpp"
#include "store/members.hpp"
#include "store/orders.hpp"
#include "store/vouchers.hpp"

namespace loyalty::reports {
namespace {

/// The first order that each voucher was used for, as far as the ledger knows it.
std::unordered_map<VoucherId, OrderId> orders_of_vouchers(store::Ledger& ledger) {
  std::unordered_map<VoucherId, OrderId> orders;
  if (!store::any_voucher_used_for_order(ledger)) return orders;
  // Vouchers that belong to whoever shows them come before those of the first member.
  store::read_voucher_uses(ledger, MemberId(), store::last_member(ledger),
                           [&](const store::VoucherUse& use) { orders.try_emplace(use.voucher, use.order); });
  return orders;
}

/// Instead of the place of a text that nobody looks at.
constexpr std::int32_t no_text = -1;

/// Keeps each text once.
class Texts {
 public:
  Texts(std::vector<std::string>& kept, const OrderExtras::Wanted& wanted) : kept_(kept), wanted_(wanted) {}

  /// Its place among those kept; nothing where it is not wanted.
  std::optional<std::int32_t> keep(std::string_view text) {
    const auto [known, is_new] = places_.try_emplace(std::string(text));
    if (is_new && wanted_(text)) {
      known->second = static_cast<std::int32_t>(kept_.size());
      kept_.emplace_back(text);
    }
    return known->second;
  }

 private:
  std::vector<std::string>& kept_;
  const OrderExtras::Wanted& wanted_;
  std::unordered_map<std::string, std::optional<std::int32_t>> places_;
};

} // namespace

OrderExtras::OrderExtras(store::Ledger& ledger, Day as_of, const Wanted& wanted_codes) : as_of_(as_of) {
  read_stated(ledger, wanted_codes);
  read_used(ledger);
}

void OrderExtras::Stated::say(const Stated& later) {
  if (later.discount) discount = later.discount;
  if (later.shipping) shipping = later.shipping;
  if (later.codes) codes = later.codes;
}

void OrderExtras::read_stated(store::Ledger& ledger, const Wanted& wanted_codes) {
  Texts texts(codes_, wanted_codes);
  store::read_stated_terms(ledger, as_of_, [&](const store::StatedTerms& terms) {
    states_discounts_ = states_discounts_ || terms.discount.has_value();
    Stated stated{.order = terms.order, .discount = terms.discount, .shipping = terms.shipping};
    if (!terms.codes.empty()) stated.codes = texts.keep(terms.codes).value_or(no_text);
    stated_.push_back(stated);
  });
  // Later statements about an order come behind those about others.
  if (!std::ranges::is_sorted(stated_, {}, &Stated::order)) std::ranges::stable_sort(stated_, {}, &Stated::order);
  std::size_t kept = 0;
  for (std::size_t index = 1; index < stated_.size(); ++index) {
    if (stated_[index].order == stated_[kept].order)
      stated_[kept].say(stated_[index]);
    else
      stated_[++kept] = stated_[index];
  }
  if (!stated_.empty()) stated_.resize(kept + 1);
}

void OrderExtras::read_used(store::Ledger& ledger) {
  const auto orders = orders_of_vouchers(ledger);
  store::read_vouchers(ledger, [&](const store::StoredVoucher& stored) {
    const auto* redeemed = redemption(stored.events, as_of_);
    if (redeemed == nullptr) return;
    UsedVoucher used{.member = stored.voucher.member,
                     .coupon = stored.voucher.coupon,
                     .day = redeemed->day,
                     .hands_out = std::holds_alternative<GiftItem>(stored.voucher.kind)};
    if (const auto order = orders.find(stored.id); order != orders.end()) {
      auto& taken = by_vouchers_[order->second];
      taken.discount += redeemed->discount;
      if (const auto off = off_shipping(stored.voucher.kind)) taken.off_shipping.add(*off);
    } else {
      used.discount = redeemed->discount;
      elsewhere_ += used.discount;
    }
    if (used.hands_out || used.discount > Money{}) used_.push_back(std::move(used));
  });
  std::ranges::stable_sort(used_, {}, &UsedVoucher::member);
}

OrderExtra OrderExtras::of(OrderId order) const {
  OrderExtra extra;
  if (const auto stated = std::ranges::lower_bound(stated_, order, {}, &Stated::order);
      stated != stated_.end() && stated->order == order) {
    extra.stated = stated->discount.value_or(Money{});
    extra.shipping = stated->shipping;
    if (stated->codes && *stated->codes != no_text) extra.codes = codes_[static_cast<std::size_t>(*stated->codes)];
  }
  if (const auto taken = by_vouchers_.find(order); taken != by_vouchers_.end()) {
    extra.by_voucher = true;
    extra.vouchers = taken->second.discount;
    extra.off_shipping = taken->second.off_shipping;
  }
  return extra;
}

std::span<const UsedVoucher> OrderExtras::used_by(std::optional<MemberId> member) const {
  const auto own = std::ranges::equal_range(used_, member, {}, &UsedVoucher::member);
  return {own.begin(), own.end()};
}

Money OrderExtras::taken_off(const History& history) const {
  Money sum;
  if (stated_.empty() && by_vouchers_.empty()) return sum;
  const auto standings = order_standings(history, as_of_);
  for (std::size_t index = 0; index < standings.size(); ++index) {
    const auto& order = history.orders[index];
    if (!order.fee && order.day() <= as_of_ && !standings[index].whole) sum += of(order.id).taken_off();
  }
  return sum;
}

} // namespace loyalty::reports
