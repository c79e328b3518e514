// SPDX-License-Identifier: MIT
// A program with everything in it: nothing is wrong with it, and every value arrives.
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "catch.hpp"
#include "program/program_file.hpp"

using namespace loyalty;
using namespace loyalty::program;

namespace {

constexpr std::string_view text = R"toml(
[program]
name = "全家福"
currency = "CNY"
timezone = "Asia/Shanghai"

[fields]
fan_club_level = "number"
city = "word"
baby_born_on = "day"

[points]
earn = { points = 10, per = "100.00", rounding = "carry" }
redeem = { points = 10, worth = "1.00" }
caps = { order = 500, day = 1000, month = 5000, term = 20000, beyond = "10%" }

[growth]
earn = { points = 1, per = "1.00", rounding = "carry" }

[[activity]]
id = "check-in"
name = "签到"
points = 1
growth = 5
per_day = 1
limit = { times = 20, per = "month" }
streak = { days = 7, points = 20, growth = 3 }

[[activity]]
id = "share"
name = "分享"
points = 2
sharing = "voluntary"

[[activity]]
id = "forward"
name = "转发"
sharing = "compulsory"

[joining]
points = 100
growth = 10
coupon = ["newcomer", "ship"]

[referral]
inviter = { points = 50, coupon = "newcomer" }
invited = { growth = 7 }
milestones = [ { invited = 3, coupon = "newcomer" }, { invited = 10, points = 500 } ]
hold = "7 days"

[[tier]]
id = "silver"
name = "银卡"
when = { spend = "1000.00" }
free_shipping_from = "39.00"
pack = { points = 5, growth = 6, coupon = "newcomer" }
referral = { points = 30, coupon = ["ship"] }

[[tier]]
id = "gold"
name = "金卡"
when = { spend = "5000.00" }

[[campaign]]
id = "618"
name = "六一八"
from = 2026-06-01
until = "2026-06-18"
weekday = ["sunday", "monday"]
month_day = [8, 18, 28]
birthday = "month"
order = 1
every = 3
category = ["beauty", "food"]
who = { tier = "gold" }
earn = { points = 5, per = "100.00", rounding = "floor" }

[[campaign]]
id = "double"
name = "双倍"
weekday = "wednesday"
month_day = 8
birthday = "day"
multiplier = "2.5"

[[campaign]]
id = "first"
name = "首单"
order = 1
bonus = 50

[[campaign]]
id = "beauty-5"
name = "美妆九五折"
category = "beauty"
discount = "5%"

[[campaign]]
id = "300-30"
name = "满300减30"
off = "30.00"
min_spend = "300.00"
repeats = true

[[campaign]]
id = "once"
name = "满减一次"
off = "30.00"
min_spend = "300.00"

[[coupon]]
id = "newcomer"
name = "新人券"
off = "10.00"

[[coupon]]
id = "ship"
name = "包邮券"
free_shipping = true
min_spend = "10.00"
stacking = "shop"
stacks_for = { tier = "gold" }
release = false
on_return = "demand"
category = "food"
audience = { orders = 3, tag = "KOC" }
issue = { on = "birthday", days_before = 7 }

[[coupon]]
id = "gift"
name = "礼品券"
gift = "小样"
on_return = "keep"
release = true
category = ["food", "beauty"]
issue = [ { on = "joining" }, { on = "upgrade", tier = "gold" }, { on = "upgrade" }, { on = "order", number = 3 },
          { on = "invited", number = 4 }, { on = "dormant", days = 90 }, { on = "campaign", campaign = "618" },
          { on = "membership", plan = "plus" }, { on = "birthday" }, { on = "dormant", days = "9 weeks" } ]

[[coupon]]
id = "points"
name = "积分券"
bonus_points = 100

[[membership]]
id = "plus"
name = "PLUS"
fee = "99.00"
fees = [ { who = { growth = 1000 }, fee = "49.00" }, { who = {}, fee = "0.00" } ]
term = "12 months"
trial = "30 days"
tier = "gold"
reward = { share = "2%", most = "1000.00", coupon = "newcomer", after = "2 weeks" }

[[membership]]
id = "basic"
name = "基础"
fee = "10.00"
term = "1 month"
reward = { share = "1%", coupon = "newcomer", after = "0 days" }

[[gift]]
id = "cup"
name = "杯子"
points = 300
stock = 50
who = { tier = ["silver", "gold"] }

[[gift]]
id = "pen"
name = "笔"
points = 1

[wallet]
limit = "3000.00"
bonus = [ { pay = "500.00", bonus = "50.00" }, { pay = "1000.00", bonus = "150.00" } ]

[[segment]]
id = "loyal"
name = "忠诚"
when = { orders = 3 }

[[group]]
id = "vip"
name = "VIP群"
when = { fields = { fan_club_level = 3 } }

[rfm]
window = "365 days"
recency = [30, 60, 90, 180]
frequency = [1, 2, 4, 8]
monetary = ["100.00", "300.00", "1000.00", "3000.00"]

[[draw]]
id = "bag"
name = "福袋"
winners = 3
when = { activities = { check-in = 5 }, window = "30 days" }
weights = { silver = 2, gold = 3 }

[[draw]]
id = "all"
name = "全员"

[contact]
most = { times = 2, per = "month" }

[shipping]
fee = "8.00"
free_from = "99.00"
)toml";

const Program& whole() {
  static const auto file = parse_program(text);
  for (const auto& problem : file.problems) UNSCOPED_INFO(render(problem, "program"));
  REQUIRE(file.problems.empty());
  return file.program;
}

using Strings = std::vector<std::string>;

} // namespace

TEST_CASE("whole program: points, growth and activities") {
  const auto& program = whole();
  CHECK(*program.points.earn == EarnRule{10, {10'000}, EarnRounding::carry});
  CHECK(program.points.caps == Caps{500, 1000, 5000, 20'000, {100'000}});
  CHECK(*program.growth.earn == EarnRule{1, {100}, EarnRounding::carry});

  REQUIRE(program.activities.size() == 3);
  const auto* check_in = program.activity("check-in");
  CHECK(check_in->name == "签到");
  CHECK(check_in->points == 1);
  CHECK(check_in->growth == 5);
  CHECK(check_in->per_day == 1);
  CHECK(check_in->limit == Limit{20, Calendar::month});
  CHECK(check_in->streak_days == 7);
  CHECK(check_in->streak_points == 20);
  CHECK(check_in->streak_growth == 3);
  const auto* share = program.activity("share");
  CHECK(share->points == 2);
  CHECK(share->growth == 0);
  CHECK_FALSE(share->per_day);
  CHECK_FALSE(share->limit);
  CHECK(share->streak_days == 0);
}

TEST_CASE("whole program: fields and rewards") {
  const auto& program = whole();
  CHECK(program.fields == std::map<std::string, FieldKind>{{"fan_club_level", FieldKind::number},
                                                           {"city", FieldKind::word},
                                                           {"baby_born_on", FieldKind::day}});
  CHECK(program.joining.points == 100);
  CHECK(program.joining.growth == 10);
  CHECK(program.joining.coupons == Strings{"newcomer", "ship"});
  const auto& referral = program.referral;
  CHECK(referral.inviter.points == 50);
  CHECK(referral.inviter.coupons == Strings{"newcomer"});
  CHECK(referral.invited.points == 0);
  CHECK(referral.invited.growth == 7);
  REQUIRE(referral.milestones.size() == 2);
  CHECK(referral.milestones[0].invited == 3);
  CHECK(referral.milestones[0].reward.coupons == Strings{"newcomer"});
  CHECK(referral.milestones[1].invited == 10);
  CHECK(referral.milestones[1].reward.points == 500);
  CHECK(referral.hold_days == 7);
}

TEST_CASE("whole program: what tiers bring") {
  const auto& program = whole();
  const auto* silver = program.tier("silver");
  CHECK(silver->free_shipping_from == Money{3900});
  CHECK(silver->pack.points == 5);
  CHECK(silver->pack.growth == 6);
  CHECK(silver->pack.coupons == Strings{"newcomer"});
  REQUIRE(silver->referral);
  CHECK(silver->referral->points == 30);
  CHECK(silver->referral->coupons == Strings{"ship"});
  const auto* gold = program.tier("gold");
  CHECK_FALSE(gold->free_shipping_from);
  CHECK(gold->pack.empty());
  CHECK_FALSE(gold->referral);
}

TEST_CASE("whole program: the scope of campaigns") {
  const auto& scope = whole().campaign("618")->scope;
  CHECK(scope.from == Day::from_civil(2026, 6, 1));
  CHECK(scope.until == Day::from_civil(2026, 6, 18));
  CHECK(scope.weekdays == std::vector<unsigned>{7, 1});
  CHECK(scope.month_days == std::vector<unsigned>{8, 18, 28});
  CHECK(scope.birthday == Scope::Birthday::month);
  CHECK(scope.order == 1);
  CHECK(scope.every == 3);
  CHECK(scope.categories == Strings{"beauty", "food"});
  CHECK(scope.who.words == Strings{"gold"});

  const auto& plain = whole().campaign("double")->scope;
  CHECK_FALSE(plain.from);
  CHECK_FALSE(plain.until);
  CHECK(plain.weekdays == std::vector<unsigned>{3});
  CHECK(plain.month_days == std::vector<unsigned>{8});
  CHECK(plain.birthday == Scope::Birthday::day);
  CHECK_FALSE(plain.order);
  CHECK_FALSE(plain.every);
  CHECK(plain.categories.empty());
  CHECK(is_everybody(plain.who));
}

TEST_CASE("whole program: the effects of campaigns") {
  const auto& program = whole();
  CHECK(std::get<EarnMore>(program.campaign("618")->effect).earn == EarnRule{5, {10'000}, EarnRounding::floor});
  CHECK(std::get<Multiply>(program.campaign("double")->effect).factor == Ratio{2'500'000});
  CHECK(std::get<BonusPoints>(program.campaign("first")->effect).points == 50);
  CHECK(std::get<LinesOff>(program.campaign("beauty-5")->effect).share == Ratio{50'000});
  const auto& threshold = std::get<ThresholdOff>(program.campaign("300-30")->effect);
  CHECK(threshold.off == Money{3000});
  CHECK(threshold.min_spend == Money{30'000});
  CHECK(threshold.repeats);
  CHECK_FALSE(std::get<ThresholdOff>(program.campaign("once")->effect).repeats);
}

TEST_CASE("whole program: coupons") {
  const auto& program = whole();
  const auto* plain = program.coupon("newcomer");
  CHECK(plain->stacking.empty());
  CHECK(plain->categories.empty());
  CHECK(is_everybody(plain->stacks_for));
  CHECK(is_everybody(plain->audience));
  CHECK(plain->release);
  CHECK(plain->on_return == OnReturn::keep);
  CHECK(plain->issue.empty());

  const auto* ship = program.coupon("ship");
  CHECK(std::holds_alternative<FreeShipping>(ship->kind));
  CHECK(ship->stacking == "shop");
  CHECK(ship->stacks_for.words == Strings{"gold"});
  CHECK_FALSE(ship->release);
  CHECK(ship->on_return == OnReturn::demand);
  CHECK(ship->categories == Strings{"food"});
  CHECK(ship->audience.parts.size() == 2);
  REQUIRE(ship->issue.size() == 1);
  CHECK(ship->issue[0].on == IssueRule::On::birthday);
  CHECK(ship->issue[0].number == 7);

  const auto* gift = program.coupon("gift");
  CHECK(std::get<GiftItem>(gift->kind).what == "小样");
  CHECK(gift->categories == Strings{"food", "beauty"});
  CHECK(std::get<BonusPoints>(program.coupon("points")->kind).points == 100);
}

TEST_CASE("whole program: every occasion that issues a coupon") {
  using On = IssueRule::On;
  struct Row {
    On on;
    std::int64_t number;
    std::string subject;
  };
  const Row rows[] = {{On::joining, 0, ""},     {On::upgrade, 0, "gold"},    {On::upgrade, 0, ""},
                      {On::order, 3, ""},       {On::invited, 4, ""},        {On::dormant, 90, ""},
                      {On::campaign, 0, "618"}, {On::membership, 0, "plus"}, {On::birthday, 0, ""},
                      {On::dormant, 63, ""}};
  const auto& issue = whole().coupon("gift")->issue;
  REQUIRE(issue.size() == std::size(rows));
  for (std::size_t i = 0; i < issue.size(); ++i) {
    CAPTURE(i);
    CHECK(issue[i].on == rows[i].on);
    CHECK(issue[i].number == rows[i].number);
    CHECK(issue[i].subject == rows[i].subject);
  }
}

TEST_CASE("whole program: memberships") {
  const auto* plus = whole().plan("plus");
  CHECK(plus->name == "PLUS");
  CHECK(plus->fee == Money{9900});
  REQUIRE(plus->fees.size() == 2);
  CHECK(plus->fees[0].who.value == 1000);
  CHECK(plus->fees[0].fee == Money{4900});
  CHECK(is_everybody(plus->fees[1].who));
  CHECK(plus->fees[1].fee == Money{0});
  CHECK(plus->term == Period{0, 12});
  CHECK(plus->trial == Period{30, 0});
  CHECK(plus->tier == "gold");
  REQUIRE(plus->reward);
  CHECK(plus->reward->share == Ratio{20'000});
  CHECK(plus->reward->most == Money{100'000});
  CHECK(plus->reward->coupon == "newcomer");
  CHECK(plus->reward->after_days == 14);

  const auto* basic = whole().plan("basic");
  CHECK(basic->fees.empty());
  CHECK(basic->trial.empty());
  CHECK(basic->tier.empty());
  REQUIRE(basic->reward);
  CHECK_FALSE(basic->reward->most);
  CHECK(basic->reward->after_days == 0);
}

TEST_CASE("whole program: gifts, wallet and shipping") {
  const auto& program = whole();
  const auto* cup = program.gift("cup");
  CHECK(cup->points == 300);
  CHECK(cup->stock == 50);
  CHECK(cup->who.words == Strings{"silver", "gold"});
  CHECK_FALSE(program.gift("pen")->stock);
  CHECK(is_everybody(program.gift("pen")->who));
  CHECK(program.wallet.open);
  CHECK(program.wallet.limit == Money{300'000});
  REQUIRE(program.wallet.bonuses.size() == 2);
  CHECK(program.wallet.bonuses[0].pay == Money{50'000});
  CHECK(program.wallet.bonuses[0].bonus == Money{5000});
  CHECK(program.wallet.bonuses[1].pay == Money{100'000});
  CHECK(program.wallet.bonuses[1].bonus == Money{15'000});
  CHECK(program.shipping.fee == Money{800});
  CHECK(program.shipping.free_from == Money{9900});
}

TEST_CASE("whole program: audiences") {
  const auto& program = whole();
  CHECK(program.segment("loyal")->who.metric == Metric::orders);
  CHECK(program.segment("loyal")->name == "忠诚");
  CHECK(program.group("vip")->who.subject == "fan_club_level");
  CHECK(program.rfm.window == Window{Window::Kind::rolling, {365, 0}});
  CHECK(program.rfm.recency == std::vector<std::int64_t>{30, 60, 90, 180});
  CHECK(program.rfm.frequency == std::vector<std::int64_t>{1, 2, 4, 8});
  CHECK(program.rfm.monetary == std::vector<Money>{{10'000}, {30'000}, {100'000}, {300'000}});
  const auto* bag = program.draw("bag");
  CHECK(bag->winners == 3);
  CHECK(bag->who.subject == "check-in");
  REQUIRE(bag->weights.size() == 2);
  CHECK(bag->weights[0].tier == "silver");
  CHECK(bag->weights[0].weight == 2);
  CHECK(bag->weights[1].tier == "gold");
  CHECK(bag->weights[1].weight == 3);
  const auto* all = program.draw("all");
  CHECK(all->winners == 1);
  CHECK(is_everybody(all->who));
  CHECK(all->weights.empty());
  CHECK(program.contact == Limit{2, Calendar::month});
}

TEST_CASE("what a program does not say is not there") {
  const auto program = parse_program("[program]\nname = \"店\"\n").program;
  CHECK_FALSE(program.points.caps.any());
  CHECK(program.joining.empty());
  CHECK(program.referral.milestones.empty());
  CHECK_FALSE(program.wallet.open);
  CHECK(program.wallet.limit == Money{Money::limit});
  CHECK_FALSE(program.contact);
  CHECK(program.fields.empty());
  CHECK(program.rfm.recency.empty());
  CHECK(program.shipping.fee == Money{0});
  CHECK_FALSE(program.shipping.free_from);
  CHECK(parse_program("[program]\nname = \"店\"\n[wallet]\n").program.wallet.open);
}
