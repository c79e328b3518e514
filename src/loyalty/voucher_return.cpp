// SPDX-License-Identifier: MIT
#include <algorithm>

#include "loyalty/coupon.hpp"

namespace loyalty {
namespace {

/// A demand that says no amount is of the whole discount.
Money demanded_by(const VoucherEvent& demand, const VoucherEvent& used) {
  return demand.discount == Money{} ? used.discount : demand.discount;
}

/// The demands that follow a use, until it ends.
std::span<const VoucherEvent> demands_after(std::span<const VoucherEvent> events, const VoucherEvent& used) {
  const auto first = events.subspan(static_cast<std::size_t>(&used - events.data()) + 1);
  const auto end = std::find_if(first.begin(), first.end(),
                                [](const VoucherEvent& event) { return event.kind != VoucherEventKind::demanded; });
  return {first.begin(), end};
}

/// What a voucher took off what stays of an order and would not have, had no more been bought.
struct Undeserved {
  Money off;
  Money spend; ///< that is no longer reached
};

std::optional<Undeserved> undeserved(const Voucher& voucher, const VoucherEvent& used, Money paid, Money left) {
  if (left >= paid) return std::nullopt;
  const auto part = [paid](Money whole, Money of) {
    return Money{scale(whole.minor, of.minor, paid.minor, Rounding::nearest)};
  };
  const Money before = used.amount > used.discount ? used.amount : paid + used.discount;
  // What came back was paid for to the minor unit, and so what stays can have cost a fraction more.
  const Money stays = part(before, std::min(paid, left + Money{1}));
  const Money off = part(used.discount, left);
  const Money least = least_spend(voucher);
  if (stays < least) return Undeserved{off, least};
  const auto* ladder = std::get_if<LadderOff>(&voucher.kind);
  if (ladder == nullptr) return std::nullopt;
  const auto* then = step_reached(*ladder, before, 0);
  const auto* now = step_reached(*ladder, stays, 0);
  if (then == nullptr || now == nullptr || now >= then) return std::nullopt;
  return Undeserved{std::max(Money{}, off - taken_off(now->off, part(before, left))), then->spend};
}

/// What returns make of the demands for a use, one after the other.
std::vector<VoucherReturn> all_returns(const Voucher& voucher, const VoucherEvent& used, Money paid,
                                       std::span<const OrderLeft> left) {
  std::vector<VoucherReturn> all;
  Money demanded;
  for (const auto& each : left) {
    VoucherReturn after{VoucherEventKind::demanded, std::max(each.on, used.day), each.amount};
    if (each.nothing && voucher.release) {
      after.kind = VoucherEventKind::released;
      all.push_back(after);
      return all;
    }
    const auto due = voucher.on_return == OnReturn::demand && !each.nothing
                         ? undeserved(voucher, used, paid, each.amount)
                         : std::nullopt;
    if (due) after.spend = due->spend;
    after.demanded = (due ? due->off : Money{}) - demanded;
    // What took no money off is named all the same, once.
    if (after.demanded != Money{} || (due && used.discount == Money{} && all.empty())) all.push_back(after);
    demanded += after.demanded;
  }
  return all;
}

} // namespace

Money demanded_of(std::span<const VoucherEvent> events, const VoucherEvent& used) {
  Money sum;
  for (const auto& demand : demands_after(events, used)) sum += demanded_by(demand, used);
  return sum;
}

std::vector<VoucherReturn> after_return(const Voucher& voucher, std::span<const VoucherEvent> events, Money paid,
                                        std::span<const OrderLeft> left) {
  const auto* used = redemption(events);
  if (used == nullptr || left.empty()) return {};
  auto all = all_returns(voucher, *used, paid, left);
  const auto known = demands_after(events, *used);
  const bool released = !all.empty() && all.back().kind == VoucherEventKind::released;
  const bool whole = !known.empty() && demanded_of(events, *used) >= used->discount;
  if (whole && !left.back().nothing) return {};
  const bool begin_alike =
      known.size() <= all.size() &&
      std::equal(known.begin(), known.end(), all.begin(), [&](const VoucherEvent& demand, const VoucherReturn& after) {
        return after.kind == demand.kind && after.demanded == demanded_by(demand, *used);
      });
  if (begin_alike) return {all.begin() + std::ssize(known), all.end()};
  // What was written stands, and what is true now is made of it.
  if (released) return {all.back()};
  auto after =
      all.empty() ? VoucherReturn{VoucherEventKind::demanded, std::max(left.back().on, used->day)} : all.back();
  after.left = left.back().amount;
  after.demanded = -demanded_of(events, *used);
  for (const auto& each : all) after.demanded += each.demanded;
  return after.demanded == Money{} ? std::vector<VoucherReturn>{} : std::vector{after};
}

std::optional<ReasonWent> after_reason_went(const Voucher& voucher, std::span<const VoucherEvent> events, Day day) {
  const auto* used = redemption(events);
  if (is_open(standing(events)) || (used != nullptr && gives_points(voucher)))
    return ReasonWent{VoucherEventKind::voided, day};
  if (used == nullptr) return std::nullopt;
  const Money rest = used->discount - demanded_of(events, *used);
  if (rest <= Money{} && !demands_after(events, *used).empty()) return std::nullopt;
  return ReasonWent{VoucherEventKind::demanded, std::max(day, used->day), rest};
}

} // namespace loyalty
