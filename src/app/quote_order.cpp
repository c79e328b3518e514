// SPDX-License-Identifier: MIT
#include "app/quote_order.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "app/standings.hpp"
#include "app/till.hpp"
#include "formats/program_file.hpp"
#include "store/members.hpp"
#include "store/snapshot.hpp"
#include "store/vouchers.hpp"

namespace loyalty::app {
namespace {

/// Finds the vouchers of one buyer.
class Purse {
 public:
  Purse(store::Ledger& ledger, const Program& program, Day day, std::optional<MemberId> member, const Meets& meets)
      : ledger_(ledger), program_(program), day_(day), member_(member), meets_(meets) {}

  std::vector<Offered> all() const {
    std::vector<Offered> offered;
    if (!member_) return offered;
    for (const auto& stored : store::vouchers_of(ledger_, *member_))
      if (open(stored)) offered.push_back(offer(stored));
    return offered;
  }

  std::vector<Offered> named(const std::vector<std::string>& codes) const {
    std::vector<Offered> offered;
    for (const auto& code : codes) {
      auto found = by_code(code);
      const bool twice = std::any_of(offered.begin(), offered.end(),
                                     [&](const Offered& each) { return each.voucher.code == found.voucher.code; });
      if (!twice) offered.push_back(std::move(found));
    }
    return offered;
  }

 private:
  bool open(const store::StoredVoucher& stored) const {
    return stored.voucher.issued_on <= day_ && is_open(state_on(stored.voucher, stored.events, day_));
  }

  std::optional<Money> budget_left(const Coupon* coupon) const {
    std::optional<Money> left;
    if (coupon != nullptr && coupon->budget_amount)
      left = *coupon->budget_amount - store::discount_given(ledger_, coupon->id);
    return left;
  }

  Offered offer(const store::StoredVoucher& stored) const {
    // What depends on the cart is left to the quote.
    const RedeemFacts facts{.day = day_, .amount = {Money::limit}, .member = member_};
    return {stored.voucher, check_redeem(&stored.voucher, stored.events, facts),
            budget_left(program_.coupon(stored.voucher.coupon))};
  }

  Offered by_code(const std::string& typed) const {
    const auto code = check_code(typed);
    if (code)
      if (const auto stored = store::find_voucher(ledger_, *code)) return offer(*stored);
    if (const auto* coupon = public_coupon(program_, typed)) return by_public_code(*coupon);
    return unknown(typed, why_unknown(typed));
  }

  static Offered unknown(const std::string& code, Refusal why) {
    return {.voucher = {.code = code, .coupon = {}, .kind = AmountOff{}}, .refused = why};
  }

  Offered by_public_code(const Coupon& coupon) const {
    if (!member_) return claim(coupon, Refusal::member_missing);
    std::optional<Offered> own;
    for (const auto& stored : store::vouchers_of(ledger_, *member_)) {
      if (stored.voucher.coupon != coupon.id || !open(stored) || stored.voucher.first_day > day_) continue;
      if (!own || stored.voucher.last_day < own->voucher.last_day) own = offer(stored);
    }
    return own ? *own : claim(coupon, check_issue(coupon, facts_of(coupon)));
  }

  /// The voucher that claiming the code would give.
  Offered claim(const Coupon& coupon, std::optional<Refusal> refused) const {
    const auto days = validity(coupon.valid, day_);
    return {.voucher = {.code = *coupon.code,
                        .coupon = coupon.id,
                        .member = member_.value_or(0),
                        .issued_on = day_,
                        .first_day = days.first,
                        .last_day = days.last,
                        .kind = coupon.kind,
                        .min_spend = coupon.min_spend,
                        .categories = coupon.categories,
                        .stacking = coupon.stacking},
            .refused = refused,
            .budget_left = budget_left(&coupon)};
  }

  IssueFacts facts_of(const Coupon& coupon) const {
    IssueFacts facts{.day = day_, .in_audience = is_everybody(coupon.audience) || (meets_ && meets_(coupon.audience))};
    const auto whose = coupon.budget_vouchers ? std::nullopt : member_;
    store::read_issues(ledger_, coupon.id, whose, [&](const store::IssueNote& note) {
      ++facts.in_all;
      const bool counts = coupon.per_member && counts_towards(*coupon.per_member, note.issued_on, day_);
      if (note.member == *member_ && counts) ++facts.to_member;
    });
    if (coupon.budget_amount) facts.discount_given = store::discount_given(ledger_, coupon.id);
    return facts;
  }

  store::Ledger& ledger_;
  const Program& program_;
  Day day_;
  std::optional<MemberId> member_;
  const Meets& meets_;
};

std::optional<Day> birthday_of(const History& history, Day day) {
  std::optional<Day> birthday;
  for (const auto& note : history.birthdays)
    if (note.known_on <= day) birthday = note.birthday;
  return birthday;
}

/// The place of the tier that the member walked last holds; -1: none.
std::ptrdiff_t place_of_tier(const Program& program, const Engine& engine) {
  const auto* held = engine.tier();
  const auto* tier = held == nullptr ? nullptr : program.tier(held->id);
  return tier == nullptr ? -1 : tier - program.tiers.data();
}

/// The tier is the one that every report shows for the day: held from the moment it is reached through its last day.
Buyer buyer_of(const Program& program, const History& history, Engine& engine, Day day) {
  const Condition orders{.kind = Condition::Kind::compare, .metric = Metric::orders};
  const Points balance = engine.balance(day);
  const auto order = engine.measure(orders, day).value_or(0) + 1;
  const auto place = place_of_tier(program, engine);
  return {.day = day,
          .tier = place < 0 ? nullptr : &program.tiers[static_cast<std::size_t>(place)],
          .meets = [&engine, day](const Condition& condition) { return engine.meets(condition, day); },
          .balance = balance,
          .order = order,
          .birthday = birthday_of(history, day)};
}

/// Reading what orders were sold as costs more than all the rest, so only where somebody asks. The rest of the program
/// is looked through with the timeline.
bool combining_looks_at_sales(const Program& program) {
  return std::any_of(program.coupons.begin(), program.coupons.end(),
                     [](const Coupon& coupon) { return looks_at_sales(coupon.stacks_for); });
}

Quote price(store::Ledger& ledger, const Program& program, const QuoteRequest& request, const Buyer& buyer,
            std::optional<MemberId> member) {
  const Purse purse(ledger, program, buyer.day, member, buyer.meets);
  const auto offered = request.vouchers ? purse.named(*request.vouchers) : purse.all();
  return quote(program, buyer, request.cart, offered);
}

}  // namespace

Quoted quote_order(store::Ledger& ledger, const ProgramText& text, const QuoteRequest& request, Day day) {
  const store::Snapshot snapshot(ledger);
  const auto program = std::make_shared<const Program>(formats::load_program(text.text, text.file_name));
  if (!request.member) return {program, price(ledger, *program, request, {.day = day}, std::nullopt)};
  const auto member = store::require_member(ledger, *request.member).id;
  Quoted quoted{program, {}};
  const auto use = [&](const History& history, Engine& engine) {
    quoted.quote = price(ledger, *program, request, buyer_of(*program, history, engine, day), member);
  };
  read_standing(ledger, timeline_with(ledger, text, program), member, day, use, combining_looks_at_sales(*program));
  return quoted;
}

}  // namespace loyalty::app
