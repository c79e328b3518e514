// SPDX-License-Identifier: MIT
#include "app/orders/code_outcomes.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "shop/work.hpp"

namespace loyalty::app {
namespace {

bool prices_by_member(const Program& program) {
  return std::any_of(program.tiers.begin(), program.tiers.end(),
                     [](const Tier& tier) { return tier.discount.millionths > 0; }) ||
         std::any_of(program.campaigns.begin(), program.campaigns.end(),
                     [](const Campaign& campaign) { return !earns(campaign.effect); });
}

bool ships_by_tier(const Program& program) {
  return std::any_of(program.tiers.begin(), program.tiers.end(),
                     [](const Tier& tier) { return tier.free_shipping_from.has_value(); });
}

bool is(const shop::FoundVoucher& found, const Voucher& voucher) { return found.offered.voucher.code == voucher.code; }

/// What the parcel would have cost without a voucher. Where nobody says, it cost something, of which any share is
/// something too.
std::optional<Money> shipping(const Program& program, const store::CodedOrder& order) {
  if (order.shipping && *order.shipping > Money{}) return order.shipping;
  if (program.shipping.fee > Money{}) return std::nullopt;
  return Money{100};
}

void take_used(const Quote& priced, const store::CodedOrder& order, std::vector<shop::FoundVoucher> found,
               const std::vector<std::string>& written, CodeOutcome& outcome) {
  outcome.before = priced.list_price;
  for (const auto& step : priced.steps)
    if (step.step < PriceStep::voucher) outcome.before += step.amount;
  for (std::size_t index = 0; index < found.size(); ++index) {
    auto& each = found[index];
    if (each.offered.in_use) continue;
    const auto left_out = std::find_if(priced.left_out.begin(), priced.left_out.end(),
                                       [&](const LeftOut& out) { return is(each, out.voucher); });
    if (left_out != priced.left_out.end()) {
      outcome.unused.push_back({order.place.number, written[index], name_of(*left_out), sentence(*left_out)});
      continue;
    }
    CodeUse use{.found = std::move(each)};
    for (const auto& step : priced.steps)
      if (step.step == PriceStep::voucher && step.item == use.found.offered.voucher.code) use.discount = -step.amount;
    outcome.uses.push_back(std::move(use));
  }
}

} // namespace

std::vector<std::string> CodeOutcomes::codes(const store::CodedOrder& order) const {
  return codes_in(order.codes, [&](std::string_view code) { return is_word(code); });
}

void CodeOutcomes::turn_to(const store::CodedOrder& order) {
  by_code_.clear();
  by_hand_.clear();
  for (auto& stored : vouchers_.used_for(order.place.number)) {
    const auto by = redemption(stored.events)->by_order;
    const bool may_be = !order.member || !stored.voucher.member || stored.voucher.member == order.member;
    if (by == order.place.id) {
      by_code_.push_back(std::move(stored));
    } else if (!by && may_be) {
      by_hand_.push_back(std::move(stored));
    }
  }
}

bool CodeOutcomes::all_used(const std::vector<std::string>& codes) const {
  const auto any = [](const auto& range, const auto& is_so) { return std::any_of(range.begin(), range.end(), is_so); };
  return std::all_of(codes.begin(), codes.end(),
                     [&](const std::string& code) {
                       const auto meant = [&](const store::StoredVoucher& stored) {
                         return means(code, stored.voucher);
                       };
                       return any(by_code_, meant) || any(by_hand_, meant);
                     }) &&
         std::all_of(by_code_.begin(), by_code_.end(), [&](const store::StoredVoucher& stored) {
           return any(codes, [&](const std::string& code) { return means(code, stored.voucher); });
         });
}

bool CodeOutcomes::is_word(std::string_view code) const {
  return std::any_of(timeline_.begin(), timeline_.end(), [&](const ProgramVersion& version) {
    return shop::public_coupon(*version.program, code) != nullptr;
  });
}

bool CodeOutcomes::means(const std::string& code, const Voucher& voucher) const {
  if (const auto spelt = check_code(code); spelt && *spelt == voucher.code) return true;
  return std::any_of(timeline_.begin(), timeline_.end(), [&](const ProgramVersion& version) {
    const auto* coupon = shop::public_coupon(*version.program, code);
    return coupon != nullptr && coupon->id == voucher.coupon;
  });
}

CodeOutcome CodeOutcomes::by(const ProgramVersion& version, const store::CodedOrder& order,
                             const std::vector<std::string>& codes) {
  const Program& program = *version.program;
  CodeOutcome outcome{.program = version.id};
  auto buyer = buyers_.by_conditions(order);
  shop::Holder holder{.day = order.day(), .member = order.member, .meets = buyer.meets};
  shop::VoucherFinder finder(view_, &program, holder);

  std::vector<shop::FoundVoucher> found;
  std::vector<std::string> written; // by what code each was found
  for (const auto& code : codes) {
    auto each = find(finder, program, code);
    if (std::any_of(found.begin(), found.end(), [&](const auto& known) { return is(known, each.offered.voucher); }))
      continue;
    found.push_back(std::move(each));
    written.push_back(code);
  }
  for (const auto& stored : by_hand_) {
    auto known = std::find_if(found.begin(), found.end(), [&](const auto& each) { return is(each, stored.voucher); });
    if (known == found.end()) {
      known = found.insert(known, {.offered = {.voucher = stored.voucher}, .stored = stored});
      written.push_back({});
    }
    known->offered.in_use = true;
    known->offered.budget_left.reset();
  }
  const auto priced = price(program, order, buyer, found);
  outcome.explained = priced.list_price - priced.goods;
  take_used(priced, order, std::move(found), written, outcome);
  return outcome;
}

/// What the code was before comes first, so that judging twice gives the same.
shop::FoundVoucher CodeOutcomes::find(shop::VoucherFinder& finder, const Program& program, const std::string& code) {
  const auto* word = check_code(code) ? nullptr : shop::public_coupon(program, code);
  for (const auto* known : {&by_hand_, &by_code_})
    for (auto stored : *known)
      if (word != nullptr && stored.voucher.coupon == word->id && view_.see(stored))
        return finder.offer(std::move(stored));
  if (const auto spelt = check_code(code))
    if (auto stored = vouchers_.find(*spelt); stored && view_.see(*stored)) return finder.offer(*std::move(stored));
  auto found = finder.find(code);
  // What is claimed again keeps the terms it was claimed with, and goes by the word still, so that nothing depends on
  // chance.
  for (const auto& known : by_code_) {
    if (found.claim == nullptr || known.voucher.coupon != found.claim->id) continue;
    found.offered.voucher = known.voucher;
    found.offered.voucher.code = *found.claim->code;
  }
  return found;
}

/// The file says what was paid and what was taken off before. If the whole way from the price without any discount,
/// by member price and offers, ends at what was paid, the discount was all of that; else it was that of the vouchers,
/// and what was paid with it on top is what member price and offers had left.
Quote CodeOutcomes::price(const Program& program, const store::CodedOrder& order, const Buyer& by_conditions,
                          const std::vector<shop::FoundVoucher>& found) {
  std::vector<Offered> offered;
  for (const auto& each : found) offered.push_back(each.offered);
  Cart cart{.lines = lines_before(order.lines, order.discount),
            .shipping = shipping(program, order),
            .host = order.host,
            .channel = order.channel};
  if (order.discount && prices_by_member(program)) {
    auto whole = quote(program, buyers_.before(order, program), cart, offered);
    if (whole.goods == order.paid) return whole;
  }
  cart.discounted = true;
  const auto by_whom = ships_by_tier(program) ? buyers_.before(order, program) : by_conditions;
  return quote(program, by_whom, cart, offered);
}

} // namespace loyalty::app
