// SPDX-License-Identifier: MIT
#include "loyalty/coupon.hpp"

#include <functional>
#include <vector>

#include "catch.hpp"
#include "loyalty/written_day.hpp"

namespace coupon_test {

using namespace loyalty;

namespace {

Coupon birthday() {
  Coupon coupon;
  coupon.id = "birthday";
  coupon.kind = AmountOff{{5000}};
  coupon.valid = {Period{.days = 30}, day("2026-05-01"), day("2026-12-31")};
  coupon.per_member = Limit{2, Calendar::month};
  coupon.budget_vouchers = 100;
  coupon.budget_amount = Money{100'000};
  return coupon;
}

IssueFacts welcome() {
  return {.day = day("2026-06-10"), .in_audience = true, .to_member = 1, .in_all = 99, .discount_given = {99'999}};
}

Voucher voucher() {
  return {.code = "7KXPM-2QW9HW",
          .coupon = "birthday",
          .member = MemberId(7),
          .issued_on = day("2026-06-01"),
          .first_day = day("2026-06-05"),
          .last_day = day("2026-06-30"),
          .kind = AmountOff{{5000}},
          .min_spend = {10'000}};
}

/// When and by whom a voucher is to be used.
struct RedeemFacts {
  Day day = loyalty::day("2026-06-10");
  std::optional<MemberId> member = MemberId(7);
};

std::optional<Refusal> check(const Voucher* voucher, std::vector<VoucherEvent> events, const RedeemFacts& facts) {
  return check_redeem(voucher, events, facts.day, facts.member);
}

VoucherEvent event(VoucherEventKind kind, const char* on) { return {.kind = kind, .day = day(on)}; }

const auto redeemed = event(VoucherEventKind::redeemed, "2026-06-08");
const auto voided = event(VoucherEventKind::voided, "2026-06-08");
const auto released = event(VoucherEventKind::released, "2026-06-09");

} // namespace

TEST_CASE("issuing: each row breaks one thing and names its refusal") {
  struct Row {
    const char* name;
    std::function<void(Coupon&, IssueFacts&)> breaks;
  };
  const std::vector<Row> rows = {
      {"campaign_not_begun", [](auto&, auto& facts) { facts.day = day("2026-04-01"); }},
      {"campaign_over", [](auto&, auto& facts) { facts.day = day("2027-01-01"); }},
      {"wrong_audience", [](auto&, auto& facts) { facts.in_audience = false; }},
      {"held_out", [](auto&, auto& facts) { facts.held_out = true; }},
      {"member_limit_reached", [](auto&, auto& facts) { facts.to_member = 2; }},
      {"voucher_budget_spent", [](auto&, auto& facts) { facts.in_all = 100; }},
      {"money_budget_spent", [](auto&, auto& facts) { facts.discount_given = Money{100'000}; }},
  };
  CHECK_FALSE(check_issue(birthday(), welcome()));
  Coupon all = birthday();
  IssueFacts facts = welcome();
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    Coupon coupon = birthday();
    IssueFacts single = welcome();
    row->breaks(coupon, single);
    CHECK(to_string(check_issue(coupon, single).value()) == row->name);
    // The checks come in the published order: with everything after it broken too, the answer is the same.
    row->breaks(all, facts);
    CHECK(to_string(check_issue(all, facts).value()) == row->name);
  }
  Coupon open;
  open.kind = AmountOff{{100}};
  CHECK_FALSE(check_issue(open, {.day = day("2026-01-01"), .to_member = 1'000, .in_all = 1'000'000}));
}

TEST_CASE("a voucher may be issued ahead of its campaign if it lives to see it") {
  auto coupon = birthday();
  auto facts = welcome();
  facts.day = day("2026-04-10");
  CHECK_FALSE(check_issue(coupon, facts));
  coupon.valid.length = {};
  facts.day = day("2026-01-01");
  CHECK_FALSE(check_issue(coupon, facts));
}

TEST_CASE("redeeming: each row breaks one thing and names its refusal") {
  struct Row {
    const char* name;
    std::function<void(Voucher&, std::vector<VoucherEvent>&, RedeemFacts&)> breaks;
  };
  const std::vector<Row> rows = {
      {"voucher_not_found", [](auto& of, auto&, auto&) { of.issued_on = day("2026-07-30"); }},
      {"not_yet_valid", [](auto&, auto&, auto& facts) { facts.day = day("2026-06-04"); }},
      {"expired", [](auto&, auto&, auto& facts) { facts.day = day("2026-07-01"); }},
      {"already_redeemed", [](auto&, auto& events, auto&) { events = {redeemed}; }},
      {"voided", [](auto&, auto& events, auto&) { events = {voided}; }},
      {"wrong_member", [](auto&, auto&, auto& facts) { facts.member = MemberId(8); }},
  };
  const auto fine = voucher();
  CHECK_FALSE(check(&fine, {}, RedeemFacts{}));
  CHECK(check(nullptr, {}, RedeemFacts{}) == Refusal::voucher_not_found);
  Voucher all = voucher();
  std::vector<VoucherEvent> all_events;
  RedeemFacts all_facts = RedeemFacts{};
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    Voucher of = voucher();
    std::vector<VoucherEvent> events;
    RedeemFacts facts = RedeemFacts{};
    row->breaks(of, events, facts);
    CHECK(to_string(check(&of, events, facts).value()) == row->name);
    row->breaks(all, all_events, all_facts);
    CHECK(to_string(check(&all, all_events, all_facts).value()) == row->name);
  }
}

TEST_CASE("the bounds of redeeming are inside") {
  const auto of = voucher();
  auto facts = RedeemFacts{};
  for (const char* on : {"2026-06-05", "2026-06-30"}) {
    facts.day = day(on);
    CHECK_FALSE(check(&of, {}, facts));
  }
  facts.member = std::nullopt;
  CHECK_FALSE(check(&of, {}, facts));
  CHECK_FALSE(check(&of, {redeemed, released}, facts));
  // Going back in time does not free a voucher.
  facts.day = day("2026-06-05");
  CHECK(check(&of, {redeemed}, facts) == Refusal::already_redeemed);
}

TEST_CASE("cancelling") {
  const auto of = voucher();
  const auto on = day("2026-06-10");
  CHECK_FALSE(check_void(&of, {}, on));
  CHECK_FALSE(check_void(&of, std::vector{voided}, on));
  CHECK_FALSE(check_void(&of, std::vector{redeemed, released}, on));
  CHECK(check_void(nullptr, {}, on) == Refusal::voucher_not_found);
  CHECK(check_void(&of, {}, day("2026-05-31")) == Refusal::voucher_not_found);
  CHECK(check_void(&of, {}, day("2026-07-01")) == Refusal::expired);
  CHECK(check_void(&of, std::vector{redeemed}, on) == Refusal::already_redeemed);
}

TEST_CASE("the state of a voucher from day to day") {
  const auto of = voucher();
  const auto state = [&](std::vector<VoucherEvent> events, const char* on) {
    return to_string(state_on(of, events, day(on)));
  };
  CHECK(state({}, "2026-06-30") == "issued");
  CHECK(state({}, "2026-07-01") == "expired");
  CHECK(state({redeemed}, "2026-06-07") == "issued");
  CHECK(state({redeemed}, "2026-06-08") == "redeemed");
  CHECK(state({redeemed}, "2026-07-01") == "redeemed");
  CHECK(state({redeemed, released}, "2026-06-09") == "released");
  CHECK(state({redeemed, released}, "2026-07-01") == "expired");
  CHECK(state({voided}, "2026-07-01") == "void");
  const std::vector events{redeemed, released};
  CHECK(redemption(events, day("2026-06-08")) == &events.front());
  CHECK(redemption(events) == nullptr);
}

TEST_CASE("usable days") {
  struct Row {
    Validity valid;
    const char *issued, *first, *last;
  };
  const std::vector<Row> rows = {
      {{}, "2026-06-10", "2026-06-10", ""},
      {{Period{.days = 30}, {}, {}}, "2026-06-10", "2026-06-10", "2026-07-09"},
      {{Period{.days = 1}, {}, {}}, "2028-02-29", "2028-02-29", "2028-02-29"},
      {{Period{.months = 1}, {}, {}}, "2026-01-31", "2026-01-31", "2026-02-27"},
      {{Period{.months = 12}, {}, {}}, "2028-02-29", "2028-02-29", "2029-02-27"},
      {{{}, day("2026-06-18"), day("2026-06-20")}, "2026-06-10", "2026-06-18", "2026-06-20"},
      {{{}, day("2026-06-18"), day("2026-06-20")}, "2026-06-19", "2026-06-19", "2026-06-20"},
      {{Period{.days = 30}, day("2026-06-18"), day("2026-06-20")}, "2026-06-10", "2026-06-18", "2026-06-20"},
      {{Period{.days = 9}, day("2026-06-18"), {}}, "2026-06-10", "2026-06-18", "2026-06-18"},
  };
  for (const auto& row : rows) {
    const auto days = validity(row.valid, day(row.issued));
    CHECK(to_string(days.first) == row.first);
    CHECK(to_string(days.last) == row.last);
  }
}

TEST_CASE("what a voucher takes off") {
  const auto percent = [](const char* share, std::optional<Money> most, std::int64_t amount) {
    return discount(PercentOff{Ratio::parse_percent(share).value(), most}, {amount}).minor;
  };
  const auto amount = [](std::int64_t off, std::int64_t of) { return discount(AmountOff{{off}}, {of}).minor; };
  CHECK(amount(1000, 12'800) == 1000);
  CHECK(amount(1000, 999) == 999);
  CHECK(amount(1000, 0) == 0);
  CHECK(amount(1000, -500) == 0);
  CHECK(percent("50%", {}, 12'801) == 6401);
  CHECK(percent("15%", {}, 3) == 0);
  CHECK(percent("15%", {}, 4) == 1);
  CHECK(percent("50%", Money{5000}, 12'800) == 5000);
  CHECK(percent("50%", Money{5000}, 9'998) == 4999);
  CHECK(percent("100%", {}, 12'800) == 12'800);
  CHECK(percent("50%", {}, -100) == 0);
}

TEST_CASE("limits per calendar part") {
  const auto counts = [](std::optional<Calendar> per, const char* issued, const char* on) {
    return counts_towards({1, per}, day(issued), day(on));
  };
  CHECK(counts({}, "2020-01-01", "2026-06-10"));
  CHECK(counts(Calendar::month, "2026-06-30", "2026-06-01"));
  CHECK_FALSE(counts(Calendar::month, "2026-05-31", "2026-06-01"));
  CHECK_FALSE(counts(Calendar::month, "2025-06-10", "2026-06-10"));
  CHECK(counts(Calendar::quarter, "2026-04-01", "2026-06-30"));
  CHECK_FALSE(counts(Calendar::quarter, "2026-03-31", "2026-04-01"));
  CHECK(counts(Calendar::year, "2026-01-01", "2026-12-31"));
  CHECK_FALSE(counts(Calendar::year, "2025-12-31", "2026-01-01"));
}

} // namespace coupon_test
