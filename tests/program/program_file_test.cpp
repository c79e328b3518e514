// SPDX-License-Identifier: MIT
#include "program/program_file.hpp"

#include <string>
#include <string_view>
#include <variant>

#include "catch.hpp"
#include "loyalty/error.hpp"

namespace program_file_test {

using namespace loyalty;
using namespace loyalty::program;

namespace {

constexpr std::string_view head = "[program]\nname = \"店\"\n";

Program sound(const std::string& text) {
  const auto file = parse_program(text);
  for (const auto& problem : file.problems) UNSCOPED_INFO(problem.what.english());
  CHECK(file.problems.empty());
  return file.program;
}

Program with(std::string_view text) { return sound(std::string(head) + std::string(text)); }

} // namespace

TEST_CASE("a program needs little more than its name") {
  const auto program = with("");
  CHECK(program.name == "店");
  CHECK(program.currency == cny);
  CHECK(program.timezone == "Asia/Shanghai");
  CHECK_FALSE(program.points.earn);
  CHECK(program.tiers.empty());
  CHECK(qualifying_metric(program) == nullptr);
}

TEST_CASE("points rules are read exactly") {
  const auto points = with(R"(
[points]
earn = { points = 1_0, per = "19.90", rounding = "nearest" }
redeem = { points = 10, worth = "1.00", minimum = 100, step = 20, max_share = "12.5%" }
max_per_order = 500
hold = "2 weeks"
expire = { after = "1 year", round_up = "quarter" }
refunds = { shortfall = "forgive", grace = "30 days" }
)")
                          .points;
  REQUIRE(points.earn);
  CHECK(*points.earn == EarnRule{10, {1990}, EarnRounding::nearest});
  REQUIRE(points.redeem);
  CHECK(points.redeem->worth == Money{100});
  CHECK(points.redeem->minimum == 100);
  CHECK(points.redeem->step == 20);
  CHECK(points.redeem->max_share == Ratio{125'000});
  CHECK(points.caps.order == 500);
  CHECK(points.hold_days == 14);
  CHECK(points.expire.kind == ExpiryRule::Kind::after);
  CHECK(points.expire.after == Period{0, 12});
  CHECK(points.expire.round_up == Calendar::quarter);
  CHECK(points.shortfall == Shortfall::forgive);
  CHECK(points.return_grace_days == 30);
}

TEST_CASE("points expire on a fixed day or after inactivity") {
  const auto fixed = with("[points]\nexpire = { on = \"06-30\" }").points.expire;
  CHECK(fixed.kind == ExpiryRule::Kind::fixed_day);
  CHECK(fixed.month == 6);
  CHECK(fixed.day == 30);
  const auto inactive = with("[points]\nexpire.inactive = \"90 days\"").points.expire;
  CHECK(inactive.kind == ExpiryRule::Kind::inactivity);
  CHECK(inactive.after == Period{90, 0});
}

TEST_CASE("tiers are read with all their rules") {
  const auto program = with(R"(
[[tier]]
id = "silver"
name = "银卡"
when = { orders = 3, spend = "1000.00", window = "365 days" }
retain = { spend = "800.00" }
term = "12 months"
grace = "30 days"
demote = "one step"
promote = "next quarter"
discount = "5%"
multiplier = "1.5"
benefits = ["a", "b"]
)");
  const auto* tier = program.tier("silver");
  REQUIRE(tier != nullptr);
  CHECK(tier->when.kind == Condition::Kind::all);
  REQUIRE(tier->when.parts.size() == 2);
  CHECK(tier->when.parts[0].metric == Metric::orders);
  CHECK(tier->when.parts[1].value == 100'000);
  CHECK(tier->when.parts[1].window == Window{Window::Kind::rolling, {365, 0}});
  CHECK(qualifying_metric(program) == &tier->when.parts[0]);
  REQUIRE(tier->retain);
  CHECK(tier->retain->kind == Condition::Kind::compare);
  CHECK(tier->retain->value == 80'000);
  CHECK(tier->retain->window == Window{Window::Kind::rolling, {365, 0}});
  CHECK(tier->term == Period{0, 12});
  CHECK(tier->grace_days == 30);
  CHECK(tier->demote == Demotion::one_step);
  CHECK(tier->promote == Calendar::quarter);
  CHECK(tier->discount == Ratio{50'000});
  CHECK(tier->multiplier == Ratio{1'500'000});
  CHECK(tier->benefits == std::vector<std::string>{"a", "b"});
}

TEST_CASE("conditions nest, compare and hand their window down") {
  const auto program = with(R"(
[growth]
earn = { points = 1, per = "1.00" }
[[tier]]
id = "t"
name = "t"
when = { window = "calendar year", any = [ { spend = "> 10.00" }, { orders = "<3", window = "lifetime" } ])"
                            R"(, none = [ { growth = "= 7" } ] }
)");
  const auto& when = program.tiers.at(0).when;
  REQUIRE(when.parts.size() == 2);
  CHECK(when.parts[0].kind == Condition::Kind::any);
  CHECK(when.parts[0].parts.at(0).comparison == Comparison::more_than);
  CHECK(when.parts[0].parts.at(0).value == 1000);
  CHECK(when.parts[0].parts.at(0).window.kind == Window::Kind::calendar_year);
  CHECK(when.parts[0].parts.at(1).comparison == Comparison::less_than);
  CHECK(when.parts[0].parts.at(1).window.kind == Window::Kind::lifetime);
  CHECK(when.parts[1].kind == Condition::Kind::none);
  CHECK(when.parts[1].parts.at(0).comparison == Comparison::equal);
}

TEST_CASE("an empty condition always holds") {
  const auto program = with("[[tier]]\nid='a'\nname='a'\nwhen={}\n[[tier]]\nid='b'\nname='b'\nwhen={orders=2}");
  CHECK(program.tiers.at(0).when.parts.empty());
  CHECK(qualifying_metric(program) == &program.tiers[1].when);
}

TEST_CASE("coupons are read with all their rules") {
  const auto program = with(R"(
[[tier]]
id = "gold"
name = "金卡"
when = { spend = "1.00" }
[[coupon]]
id = "birthday"
name = "生日5折券"
off = "50%"
max_discount = "50.00"
min_spend = "99.00"
valid = { days = "30 days", from = 2026-01-01, until = "2026-12-31" }
audience = { tier = "gold" }
code = "老铁666"
per_member = { times = 2, per = "month" }
budget = { vouchers = 100, amount = "1000.00" }
[[coupon]]
id = "ten"
name = "减十元"
off = "10.00"
valid = "2 weeks"
)");
  const auto* coupon = program.coupon("birthday");
  REQUIRE(coupon != nullptr);
  const auto* percent = std::get_if<PercentOff>(&coupon->kind);
  REQUIRE(percent != nullptr);
  CHECK(percent->share == Ratio{500'000});
  CHECK(percent->max_discount == Money{5000});
  CHECK(coupon->min_spend == Money{9900});
  CHECK(coupon->valid.length == Period{30, 0});
  CHECK(coupon->valid.from == Day::from_civil(2026, 1, 1));
  CHECK(coupon->valid.until == Day::from_civil(2026, 12, 31));
  CHECK(coupon->audience.metric == Metric::tier);
  CHECK(coupon->audience.words == std::vector<std::string>{"gold"});
  CHECK(coupon->code == "老铁666");
  REQUIRE(coupon->per_member);
  CHECK(coupon->per_member->times == 2);
  CHECK(coupon->per_member->per == Calendar::month);
  CHECK(coupon->budget_vouchers == 100);
  CHECK(coupon->budget_amount == Money{100'000});
  const auto* ten = program.coupon("ten");
  REQUIRE(ten != nullptr);
  CHECK(std::get<AmountOff>(ten->kind).amount == Money{1000});
  CHECK(ten->valid.length == Period{14, 0});
}

TEST_CASE("a byte order mark and Windows line ends change nothing") {
  CHECK(sound("\xEF\xBB\xBF[program]\r\nname = \"店\"\r\n").name == "店");
  const auto file = parse_program("\xEF\xBB\xBFx = 1\r\n[program]\r\nname = \"店\"\r\n");
  REQUIRE(file.problems.size() == 1);
  CHECK(file.problems[0].line == 1);
  CHECK(file.problems[0].column == 1);
}

TEST_CASE("a program with errors is not loaded, one with warnings is") {
  try {
    load_program("[program]\nnam = \"x\"\n", "shop.toml");
    FAIL("loaded");
  } catch (const Error& error) {
    CHECK(error.failure == Failure::usage);
    CHECK(error.what() == std::string("the program file has 2 errors"));
    CHECK(error.why.english() ==
          "shop.toml:1:1: error: program has no name\nhint: add name = \"…\"\n"
          "shop.toml:2:1: error: unknown key \"nam\" in program\nhint: did you mean \"name\"?");
  }
  const auto warned = std::string(head) + "[points]\nredeem={points=10,worth=\"1.00\",minimum=5,step=10}";
  CHECK(parse_program(warned).problems.size() == 1);
  CHECK(load_program(warned, "shop.toml").name == "店");
}

} // namespace program_file_test
