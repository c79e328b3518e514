// SPDX-License-Identifier: MIT
#include "app/coupons/voucher_redeemer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/coupons/voucher_use.hpp"
#include "loyalty/price.hpp"
#include "shop/closed.hpp"
#include "shop/walked_members.hpp"
#include "store/accounts.hpp"

namespace loyalty::app {
namespace {

bool used_for(const store::StoredVoucher& stored, std::string_view order) {
  const auto* used = redemption(stored.events);
  return used != nullptr && !order.empty() && used->order == order;
}

Money total(const std::vector<CartLine>& lines) {
  Money sum;
  for (const auto& line : lines) sum += line.amount();
  return sum;
}

/// What a quote says against a voucher, in the words of the till.
Refusal refusal_of(const LeftOut& left_out) { return left_out.refused.value_or(Refusal::order_already_used); }

const LeftOut* left_out(const Quote& quote, const Voucher& voucher) {
  const auto found = std::find_if(quote.left_out.begin(), quote.left_out.end(),
                                  [&](const LeftOut& each) { return each.voucher.code == voucher.code; });
  return found == quote.left_out.end() ? nullptr : &*found;
}

std::optional<VoucherId> id_of(const shop::FoundVoucher& found) {
  return found.stored ? std::optional(found.stored->id) : std::nullopt;
}

} // namespace

Redemption VoucherRedeemer::redeem(const Rules& rules) {
  const auto code = check_code(request_.code);
  if (!code || !store::find_voucher(ledger(), *code)) {
    const auto in_force = rules();
    auto result = redeem(in_force);
    result.program = in_force.id;
    return result;
  }
  shop::ProgramInForce kept;
  kept.timeline = shop::kept_timeline(ledger());
  if (!kept.timeline.empty()) kept.program = kept.timeline.latest().program;
  return redeem(kept);
}

Redemption VoucherRedeemer::redeem(const shop::ProgramInForce& in_force) {
  timeline_ = in_force.timeline;
  buyer_ = request_.member;
  shop::VoucherView view(ledger());
  const shop::Holder holder{.day = day(),
                            .member = request_.member,
                            .meets = [this](const Condition& condition) { return meets(condition); },
                            .order = request_.order};
  auto found = shop::VoucherFinder(view, in_force.program.get(), holder).find(request_.code);
  if (found.stored && repeated(*found.stored)) {
    const auto* used = redemption(found.stored->events);
    auto result = refused(found, Refusal::already_redeemed);
    result.refused.reset();
    result.already = true;
    result.discount = used->discount;
    result.to_pay = result.amount - result.discount;
    for (const auto& other : store::vouchers_used_for(ledger(), request_.order, found.stored->id))
      result.to_pay -= redemption(other.events)->discount;
    return result;
  }
  if (found.offered.refused) return refused(found, *found.offered.refused);
  if (needs_lines(found.offered.voucher) && !request_.lines_said) return refused(found, Refusal::lines_missing);

  if (!buyer_) buyer_ = found.offered.voucher.member;
  if (buyer_ && shop::closed_since(ledger(), *buyer_, day())) return refused(found, Refusal::member_closed);
  Redemption result{.voucher = found.offered.voucher, .member = {}, .amount = total(request_.lines), .receipt = {}};
  price(found, in_force.program.get(), result);
  if (result.refused) return result;
  result.claimed = found.claim != nullptr;
  const auto stored = found.claim != nullptr ? claim(in_force, *found.claim) : *found.stored;
  result.voucher = stored.voucher;
  result.member = stored.member_key;
  begin_use(work_, stored, {VoucherEventKind::redeemed, day(), request_.order, result.amount, result.discount, {}});
  // The order may be known, and even be cancelled already.
  if (!request_.order.empty() && stored.voucher.member) {
    const store::NewFact used{*stored.voucher.member, day()};
    store::mark_due(ledger(), {&used, 1});
  }
  if (result.claimed && work_.context().dry_run) result.voucher.code = code_to_come;
  return result;
}

Redemption VoucherRedeemer::refused(const shop::FoundVoucher& found, Refusal why) const {
  Redemption result{
      .refused = why, .voucher = found.offered.voucher, .member = {}, .amount = total(request_.lines), .receipt = {}};
  if (found.stored) result.member = found.stored->member_key;
  return result;
}

bool VoucherRedeemer::repeated(const store::StoredVoucher& stored) const {
  if (!used_for(stored, request_.order)) return false;
  return redemption(stored.events)->amount == total(request_.lines) &&
         (!request_.member || request_.member == stored.voucher.member);
}

/// All vouchers of the order come to what a quote says of them together; those used before have taken off what they
/// did.
void VoucherRedeemer::price(shop::FoundVoucher& found, const Program* program, Redemption& result) {
  static const Program nothing;
  const auto& rules = program == nullptr ? nothing : *program;
  const Buyer buyer{.day = day(), .meets = [this](const Condition& condition) { return meets(condition); }};
  Cart cart{.lines = request_.lines};
  cart.discounted = true;
  auto offered = others_used(found);
  offered.push_back(found.offered);
  auto priced = quote(rules, buyer, cart, offered);
  const auto* against = left_out(priced, found.offered.voucher);
  if (against != nullptr && against->reason != LeftOutReason::better_without) {
    result.refused = refusal_of(*against);
    return;
  }
  if (against != nullptr) {
    // Whoever shows a voucher wants it used, even where it takes nothing off.
    offered.back().in_use = true;
    priced = quote(rules, buyer, cart, offered);
  }
  result.to_pay = priced.goods;
  result.discount = result.amount - priced.goods;
  for (const auto& other : store::vouchers_used_for(ledger(), request_.order, id_of(found))) {
    const Money given = redemption(other.events)->discount;
    result.discount -= std::min(given, result.discount);
  }
}

std::vector<Offered> VoucherRedeemer::others_used(const shop::FoundVoucher& found) {
  std::vector<Offered> others;
  for (const auto& stored : store::vouchers_used_for(ledger(), request_.order, id_of(found)))
    others.push_back({.voucher = stored.voucher, .in_use = true});
  return others;
}

bool VoucherRedeemer::meets(const Condition& condition) {
  if (is_everybody(condition)) return true;
  bool met = false;
  if (buyer_)
    shop::walk_member(ledger(), timeline_, *buyer_, day(),
                      [&](const History&, Engine& engine) { met = engine.meets(condition, day()); });
  return met;
}

store::StoredVoucher VoucherRedeemer::claim(const shop::ProgramInForce& in_force, const Coupon& coupon) {
  store::VoucherWriter writer(ledger(), work_.batch());
  Issuer issuer(work_, writer, coupon, *request_.member);
  const auto voucher = issuer.issue(coupon, in_force.id, *request_.member, store::for_request(daily_key(day())), day());
  work_.batch().flush();
  return store::find_voucher(ledger(), voucher.code).value();
}

} // namespace loyalty::app
