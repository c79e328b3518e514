// SPDX-License-Identifier: MIT
#include "app/till.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

#include "app/standings.hpp"
#include "loyalty/price.hpp"
#include "store/accounts.hpp"
#include "store/acts.hpp"

namespace loyalty::app {
namespace {

Redemption refused(Refusal why) { return {.refused = why, .member = {}, .receipt = {}}; }

bool alike(std::string_view left, std::string_view right) {
  const auto lower = [](char letter) { return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter; };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [&](char one, char other) { return lower(one) == lower(other); });
}

bool used_for(const store::StoredVoucher& stored, std::string_view order) {
  const auto* used = redemption(stored.events);
  return used != nullptr && !order.empty() && used->order == order;
}

bool usable(const store::StoredVoucher& stored, Day day) {
  const auto& voucher = stored.voucher;
  return is_open(standing(stored.events)) && voucher.issued_on <= day && voucher.first_day <= day &&
         day <= voucher.last_day;
}

/// The member's voucher of a coupon that was used for the order, else the usable one that ends first.
std::optional<store::StoredVoucher> pick(std::vector<store::StoredVoucher> vouchers, const Coupon& coupon,
                                         std::string_view order, Day day) {
  std::optional<store::StoredVoucher> best;
  for (auto& each : vouchers) {
    if (each.voucher.coupon != coupon.id) continue;
    if (used_for(each, order)) return std::move(each);
    const bool sooner = !best || each.voucher.last_day < best->voucher.last_day;
    if (sooner && usable(each, day)) best = std::move(each);
  }
  return best;
}

}  // namespace

const Coupon* public_coupon(const Program& program, std::string_view code) {
  for (const auto& coupon : program.coupons)
    if (coupon.code == code) return &coupon;
  for (const auto& coupon : program.coupons)
    if (coupon.code && alike(*coupon.code, code)) return &coupon;
  return nullptr;
}

Refusal why_unknown(std::string_view code) {
  constexpr std::ptrdiff_t letters = 11;
  const bool dashes = std::all_of(code.begin(), code.end(), [](char letter) {
    return letter == '-' || letter == ' ' || std::isalnum(static_cast<unsigned char>(letter)) != 0;
  });
  const auto length = std::count_if(code.begin(), code.end(), [](char letter) { return letter != '-' && letter != ' '; });
  return dashes && length == letters && !check_code(code) ? Refusal::code_mistyped : Refusal::voucher_not_found;
}

Redemption Till::redeem(const Rules& rules) {
  if (const auto code = check_code(request_.code))
    if (const auto stored = store::find_voucher(ledger(), *code)) return by_voucher(*stored);
  return by_public_code(rules());
}

Redemption Till::by_voucher(const store::StoredVoucher& stored) {
  const auto program = kept_program(ledger());
  return redeem(stored, program ? program->coupon(stored.voucher.coupon) : nullptr);
}

Redemption Till::by_public_code(const ProgramInForce& in_force) {
  const auto* coupon = in_force.program == nullptr ? nullptr : public_coupon(*in_force.program, request_.code);
  if (coupon == nullptr)
    return refused(why_unknown(request_.code));
  if (!request_.member) return refused(Refusal::member_missing);
  if (const auto own = pick(store::vouchers_of(ledger(), *request_.member), *coupon, request_.order, day())) {
    auto result = redeem(*own, coupon);
    result.program = in_force.id;
    return result;
  }
  auto result = claim(in_force, *coupon, *request_.member);
  result.program = in_force.id;
  return result;
}

Redemption Till::claim(const ProgramInForce& in_force, const Coupon& coupon, MemberId member) {
  store::VoucherWriter writer(ledger(), work_.batch());
  Issuer issuer(work_, writer, coupon, member);
  const bool meant = meets(in_force.timeline, member, coupon.audience);
  if (const auto why = issuer.refusal(coupon, member, day(), meant)) return refused(*why);
  const auto key = daily_key(day());
  const auto voucher = issuer.issue(coupon, in_force.id, member, key, day());
  work_.batch().flush();
  auto stored = store::find_voucher(ledger(), voucher.code).value();
  auto result = redeem(stored, &coupon);
  result.claimed = !result.refused;
  if (work_.context().dry_run) result.voucher.code = code_to_come;
  return result;
}

Redemption Till::redeem(const store::StoredVoucher& stored, const Coupon* coupon) {
  Redemption result{.voucher = stored.voucher, .member = stored.member_key, .amount = request_.amount, .receipt = {}};
  result.discount = discount(stored.voucher.kind, request_.amount);
  result.to_pay = result.amount - result.discount;
  result.already = repeated(stored);
  if (result.already) return result;
  result.refused = check_redeem(&stored.voucher, stored.events, facts(stored, coupon));
  if (result.refused) return result;
  store::add_event(ledger(), work_.batch(), stored.id,
                   {VoucherEventKind::redeemed, day(), request_.order, result.amount, result.discount, {}});
  give_bonus(stored);
  // The order may be known, and even be cancelled already.
  const store::NewFact used{stored.voucher.member, day()};
  if (!request_.order.empty() && used.member != bearer) store::mark_due(ledger(), {&used, 1});
  return result;
}

bool Till::repeated(const store::StoredVoucher& stored) const {
  if (!used_for(stored, request_.order)) return false;
  return redemption(stored.events)->amount == request_.amount && (!request_.member || *request_.member == stored.voucher.member);
}

RedeemFacts Till::facts(const store::StoredVoucher& stored, const Coupon* coupon) {
  RedeemFacts facts{.day = day(), .amount = request_.amount, .member = request_.member};
  facts.order_used = clashes(stored);
  if (coupon != nullptr && coupon->budget_amount)
    facts.budget_left = *coupon->budget_amount - store::discount_given(ledger(), coupon->id);
  return facts;
}

bool Till::meets(const Timeline& timeline, MemberId member, const Condition& condition) {
  if (is_everybody(condition)) return true;
  bool met = false;
  if (member != bearer)
    read_standing(ledger(), timeline, member, day(),
                  [&](const History&, Engine& engine) { met = engine.meets(condition, day()); });
  return met;
}

/// Whether another voucher is in use for the order that does not go together with this one.
bool Till::clashes(const store::StoredVoucher& stored) {
  const auto others = store::vouchers_used_for(ledger(), request_.order, stored.id);
  if (others.empty()) return false;
  const auto timeline = kept_timeline(ledger());
  const auto stacks = [&](const Voucher& voucher) {
    const auto* coupon = timeline.empty() ? nullptr : timeline.back().program->coupon(voucher.coupon);
    return coupon == nullptr || meets(timeline, stored.voucher.member, coupon->stacks_for);
  };
  return !stacks(stored.voucher) ||
         std::any_of(others.begin(), others.end(), [&](const store::StoredVoucher& other) {
           return !go_together(stored.voucher, other.voucher) || !stacks(other.voucher);
         });
}

/// Bonus points are awarded with the voucher's code as their key; the next night counts them.
void Till::give_bonus(const store::StoredVoucher& stored) {
  const auto* bonus = std::get_if<BonusPoints>(&stored.voucher.kind);
  if (bonus == nullptr || stored.voucher.member == bearer) return;
  store::add_act(ledger(), work_.batch(),
                 {.member = stored.voucher.member,
                  .act = {.day = day(), .kind = ActKind::award, .points = bonus->points},
                  .reason = fmt::format("voucher {}", stored.voucher.code),
                  .key = fmt::format("voucher {} {}", stored.voucher.code, stored.events.size())});
  const store::NewFact fact{stored.voucher.member, day()};
  store::mark_due(ledger(), {&fact, 1});
}

}  // namespace loyalty::app
