// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/coupons/issue_coupon.hpp"
#include "app/coupons/redeem_coupon.hpp"
#include "loyalty/written_day.hpp"
#include "reports/coupons.hpp"
#include "store/acts.hpp"
#include "store/members.hpp"

namespace loyalty::coupon_shop {

using namespace loyalty::app;
using namespace loyalty::reports;
using namespace loyalty::shop;

inline constexpr auto program_text = R"(
[program]
name = "shop"
[[tier]]
id = "silver"
name = "Silver"
when = { spend = "100.00" }
[[tier]]
id = "gold"
name = "Gold"
when = { spend = "500.00" }
[[coupon]]
id = "newcomer"
name = "Newcomer"
off = "10.00"
min_spend = "59.00"
valid = "30 days"
[[coupon]]
id = "half"
name = "Half"
off = "50%"
max_discount = "50.00"
audience = { tier = ["silver", "gold"] }
per_member = { times = 1, per = "month" }
[[coupon]]
id = "live"
name = "Live room"
off = "5.00"
code = "WELCOME"
valid = "3 days"
per_member = { times = 2 }
budget = { vouchers = 3, amount = "12.00" }
)";

/// A shop with the members a, b and c; b holds silver, c gold since 1 June.
struct Shop {
  std::unique_ptr<store::Ledger> ledger = store::Ledger::in_memory();
  unsigned seed = 1;
  bool dry_run = false;

  Shop() {
    Work work(context("2026-06-01"), store::BatchKind::orders_imported);
    store::MemberDirectory members(*ledger, false);
    for (const char* key : {"a", "b", "c"}) members.find_or_add(key);
    members.save(work.batch());
    for (const auto& [member, tier] : {std::pair(MemberId(2), "silver"), std::pair(MemberId(3), "gold")})
      store::add_act(*ledger, work.batch(),
                     {.member = member, .act = {.day = day("2026-06-01"), .kind = ActKind::grant, .subject = tier}});
    work.finish({});
  }

  const Context& context(const char* on) {
    contexts.push_back(std::make_unique<Context>(
        Context{.ledger = *ledger, .as_of = day(on), .currency = cny, .dry_run = dry_run, .entropy = entropy()}));
    return *contexts.back();
  }
  Entropy entropy() {
    return [this](std::span<unsigned char> bytes) {
      for (auto& byte : bytes) byte = static_cast<unsigned char>((seed = seed * 1'103'515'245U + 12'345U) >> 16U);
    };
  }
  static Condition holders(std::vector<std::string> tiers) {
    Condition holds;
    holds.kind = Condition::Kind::compare;
    holds.metric = Metric::tier;
    holds.value = 1;
    holds.words = std::move(tiers);
    return holds;
  }
  IssueResult issue(const char* on, IssueRequest request) {
    return issue_coupon(context(on), {"loyalty.toml", program_text}, request);
  }
  std::string code(const char* on, const char* coupon, const char* member) {
    return issue(on, {.coupon = coupon, .members = {member}}).issued.at(0).code;
  }
  Redemption redeem(const char* on, RedeemRequest request) {
    return redeem_coupon(
        context(on),
        [] {
          return ProgramText{"loyalty.toml", program_text};
        },
        request);
  }
  CouponFigures figures(const char* coupon, const char* on) {
    for (const auto& each : coupon_figures(*ledger, day(on)))
      if (each.coupon == coupon) return each;
    return {};
  }
  void undo(BatchId batch) {
    Work work(context("2026-06-30"), store::BatchKind::batch_undone);
    work.finish({.undoes = batch});
    ledger->load_undone();
  }

  std::vector<std::unique_ptr<Context>> contexts;
};

} // namespace loyalty::coupon_shop
