// SPDX-License-Identifier: MIT
#include <set>

#include "app/coupon_shop.hpp"
#include "app/coupons/void_coupon.hpp"
#include "catch.hpp"
#include "store/ledger/chain.hpp"

namespace reports_coupons_test {

using namespace loyalty;
using namespace loyalty::reports;
using namespace loyalty::coupon_shop;

TEST_CASE("figures of coupons") {
  Shop shop;
  const auto batch = shop.issue("2026-06-09", {.coupon = "newcomer", .members = {"c"}}).receipt.batch;
  shop.undo(batch.value());
  const auto a = shop.code("2026-06-10", "newcomer", "a");
  const auto b = shop.code("2026-06-10", "newcomer", "b");
  shop.code("2026-06-20", "newcomer", "a");
  shop.redeem("2026-06-15", {a, {12'800}});
  void_coupon(shop.context("2026-06-16"), b, "mistake");

  const auto then = shop.figures("newcomer", "2026-06-14");
  CHECK(then.issued == 2);
  CHECK(then.open == 2);
  const auto now = shop.figures("newcomer", "2026-06-20");
  CHECK(now.name == "Newcomer");
  CHECK(now.issued == 3);
  CHECK(now.open == 1);
  CHECK(now.redeemed == 1);
  CHECK(now.voided == 1);
  CHECK(now.discount == Money{1000});
  CHECK(now.order_amount == Money{12'800});
  CHECK(now.redemption_rate() == Ratio{333'333});
  CHECK(shop.figures("newcomer", "2026-07-20").expired == 1);
  CHECK(shop.figures("half", "2026-06-20").issued == 0);
  CHECK_FALSE(shop.figures("half", "2026-06-20").redemption_rate());

  CHECK(open_vouchers(*shop.ledger, MemberId(1), day("2026-06-14")).size() == 1);
  CHECK(open_vouchers(*shop.ledger, MemberId(1), day("2026-06-20")).size() == 1);
  CHECK(open_voucher_counts(*shop.ledger, day("2026-06-14")).size() == 2);
  CHECK(open_voucher_counts(*shop.ledger, day("2026-06-20")) ==
        std::unordered_map<MemberId, std::int64_t>{{MemberId(1), 1}});
}

TEST_CASE("a hundred thousand vouchers are one batch with as many codes", "[.slow]") {
  Shop shop;
  std::vector<std::string> keys;
  {
    Work work(shop.context("2026-06-01"), store::BatchKind::orders_imported);
    store::MemberDirectory members(*shop.ledger, false);
    for (int number = 0; number < 100'000; ++number)
      members.find_or_add(keys.emplace_back("m" + std::to_string(number)));
    members.save(work.batch());
    work.finish({});
  }
  const auto result = shop.issue("2026-06-10", {.coupon = "newcomer", .members = keys, .list = true});
  std::set<std::string> codes;
  for (const auto& issued : result.issued) codes.insert(issued.code);
  CHECK(codes.size() == 100'000);
  CHECK(store::check_chain(*shop.ledger).empty());
}

} // namespace reports_coupons_test
