// SPDX-License-Identifier: MIT
#include "program/whole_program.hpp"

namespace whole_test {

using namespace loyalty;
using namespace loyalty::program;
using namespace loyalty::program::whole_program;

TEST_CASE("whole program: points, growth and activities") {
  const auto& program = whole();
  CHECK(*program.points.earn == EarnRule{10, {10'000}, EarnRounding::carry});
  const LineScope lines{.except = {.categories = {"礼品卡"}}, .min_spend = {5'000}};
  CHECK(program.points.base == EarnBase{.lines = lines, .shipping = false});
  CHECK(program.points.caps == Caps{500, 1000, 5000, 20'000, {100'000}});
  const auto& transfer = *program.points.transfer;
  CHECK(transfer.minimum == 100);
  CHECK(transfer.most == Limit{2000, Calendar::quarter});
  CHECK_FALSE(is_everybody(transfer.who));
  CHECK(*program.growth.earn == EarnRule{1, {100}, EarnRounding::carry});
  CHECK(program.growth.base == EarnBase{.lines = {.of = {.categories = {"beauty"}}}, .shipping = false});

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
  CHECK(referral.min_order == Money{2'000});
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
  CHECK_FALSE(silver->free);
  REQUIRE(gold->free);
  CHECK(gold->free->from == Day::from_civil(2026, 6, 1));
  CHECK(gold->free->until == Day::from_civil(2026, 6, 30));
  CHECK(gold->free->who.metric == Metric::orders);
  CHECK(gold->free->who.window == Window{Window::Kind::rolling, {90, 0}});
  REQUIRE(gold->retain);
  CHECK(gold->retain->window == Window{Window::Kind::since_reached, {}});
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
  CHECK(scope.hosts == Strings{"老K"});
  CHECK(scope.channels == Strings{"live", "shelf"});
  CHECK(scope.lines.of.categories == Strings{"beauty", "food"});
  CHECK(scope.who.words == Strings{"gold"});

  const auto& plain = whole().campaign("double")->scope;
  CHECK_FALSE(plain.from);
  CHECK_FALSE(plain.until);
  CHECK(plain.weekdays == std::vector<unsigned>{3});
  CHECK(plain.month_days == std::vector<unsigned>{8});
  CHECK(plain.birthday == Scope::Birthday::day);
  CHECK_FALSE(plain.order);
  CHECK_FALSE(plain.every);
  CHECK(plain.lines.every_line());
  CHECK(is_everybody(plain.who));
}

TEST_CASE("whole program: the effects of campaigns") {
  const auto& program = whole();
  CHECK(std::get<EarnMore>(program.campaign("618")->effect).earn == EarnRule{5, {10'000}, EarnRounding::floor});
  CHECK(std::get<EarnGrowth>(program.campaign("grow")->effect).earn == EarnRule{2, {100}, EarnRounding::carry});
  CHECK(program.campaign("grow")->limit == Limit{2, Calendar::month});
  CHECK_FALSE(program.campaign("618")->limit);
  CHECK(std::get<EarnMore>(program.campaign("each")->effect).earn == EarnRule{5, {}, EarnRounding::pieces});
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
  CHECK(plain->lines.every_line());
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
  CHECK(ship->lines.of.categories == Strings{"food"});
  CHECK(ship->audience.parts.size() == 2);
  REQUIRE(ship->issue.size() == 1);
  CHECK(ship->issue[0].on == IssueRule::On::birthday);
  CHECK(ship->issue[0].number == 7);

  const auto* gift = program.coupon("gift");
  CHECK(std::get<GiftItem>(gift->kind).what == "小样");
  CHECK(gift->lines.of.categories == Strings{"food", "beauty"});
  CHECK(std::get<BonusPoints>(program.coupon("points")->kind).points == 100);
}

TEST_CASE("whole program: coupons that do what campaigns do") {
  const auto& program = whole();
  CHECK(std::get<LadderOff>(program.coupon("steps")->kind) ==
        LadderOff{{{.spend = Money{10'000}, .off = Money{1'000}}, {.spend = Money{30'000}, .off = Ratio{200'000}}}});
  CHECK(std::get<PiecesOff>(program.coupon("third")->kind) ==
        PiecesOff{.buy = 2,
                  .get = 1,
                  .value = Ratio{Ratio::one},
                  .times = 1,
                  .get_from = LineScope{.of = {.categories = {"food"}}}});
  CHECK(std::get<PiecesOff>(program.coupon("three")->kind) ==
        PiecesOff{.get = 3, .value = PiecesOff::Price{Money{10'000}}, .pick = PiecesOff::Pick::dearest});
  CHECK(std::get<LinePrice>(program.coupon("nine")->kind) == LinePrice{Money{990}});
  CHECK(std::get<ShippingOff>(program.coupon("half-fee")->kind) == ShippingOff{Ratio{500'000}});
}

TEST_CASE("whole program: every occasion that issues a coupon") {
  using On = IssueRule::On;
  struct Row {
    On on;
    std::int64_t number;
    std::string subject;
  };
  const Row rows[] = {
      {On::joining, 0, ""},  {On::upgrade, 0, "gold"}, {On::upgrade, 0, ""},     {On::order, 3, ""},
      {On::invited, 4, ""},  {On::dormant, 90, ""},    {On::campaign, 0, "618"}, {On::membership, 0, "plus"},
      {On::birthday, 0, ""}, {On::dormant, 63, ""},    {On::anniversary, 7, ""}, {On::date, 0, "06-01"},
      {On::date, 0, "31"},   {On::registering, 0, ""}, {On::brought, 5, ""},     {On::streak, 7, "check-in"}};
  const auto& issue = whole().coupon("gift")->issue;
  REQUIRE(issue.size() == std::size(rows));
  for (std::size_t i = 0; i < issue.size(); ++i) {
    CAPTURE(i);
    CHECK(issue[i].on == rows[i].on);
    CHECK(issue[i].number == rows[i].number);
    CHECK(issue[i].subject == rows[i].subject);
  }
}

TEST_CASE("whole program: rewards") {
  const auto* birthday = whole().reward("birthday-points");
  CHECK(birthday->name == "生日积分");
  CHECK((birthday->when.on == IssueRule::On::birthday));
  CHECK(birthday->when.number == 3);
  CHECK(birthday->from == Day::from_civil(2026, 1, 1));
  CHECK(birthday->until == Day::from_civil(2026, 12, 31));
  CHECK(birthday->who.words == Strings{"gold"});
  CHECK(birthday->gives.points == 100);
  CHECK(birthday->gives.growth == 10);
  CHECK(birthday->gives.coupons == Strings{"newcomer", "ship"});
  CHECK(birthday->gift.empty());
  CHECK(birthday->limit == Limit{1, Calendar::year});

  const auto* child_day = whole().reward("child-day");
  CHECK(child_day->when.subject == "2026-06-01");
  CHECK_FALSE(child_day->from);
  CHECK_FALSE(child_day->until);
  CHECK(is_everybody(child_day->who));
  CHECK(child_day->gives.points == 0);
  CHECK_FALSE(child_day->limit);
  CHECK(child_day->gives.coupons == Strings{"child-day"});
  const auto* toy = whole().coupon("child-day");
  REQUIRE(toy != nullptr);
  CHECK(toy->name == "六一礼");
  CHECK(std::get<GiftItem>(toy->kind).what == "小玩具");
  CHECK(toy->cost == Money{300});
  const auto* spend = whole().reward("spend-300");
  CHECK(spend->is_of_orders());
  CHECK(spend->orders == Scope{.weekdays = {5, 6},
                               .month_days = {8, 18},
                               .every = 2,
                               .lines = {.of = {.categories = {"beauty"}}, .min_spend = {30'000}},
                               .hosts = {"老K", "小雨"},
                               .channels = {"live"}});
  CHECK(spend->hold_days == 14);
  CHECK(spend->gives.coupons == Strings{"newcomer"});
  REQUIRE(spend->cash);
  CHECK(std::get<Ratio>(spend->cash->what) == Ratio{50'000});
  CHECK(spend->cash->most == Money{5'000});
  const auto* ten = whole().reward("ten-back");
  CHECK(ten->is_of_orders());
  CHECK(std::get<Money>(ten->cash->what) == Money{1'000});
  CHECK_FALSE(ten->cash->most);
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
  CHECK_FALSE(plus->fees[0].from);
  CHECK_FALSE(plus->fees[0].until);
  CHECK_FALSE(plus->fees[0].most);
  CHECK(plus->fees[1].from == Day::from_civil(2026, 6, 1));
  CHECK(plus->fees[1].until == Day::from_civil(2026, 6, 18));
  CHECK(plus->fees[1].most == 100);
  CHECK(plus->term == Period{0, 12});
  CHECK(plus->trial == Period{30, 0});
  CHECK(plus->tier == "gold");
  REQUIRE(plus->reward);
  CHECK(plus->reward->share == Ratio{20'000});
  CHECK(plus->reward->most == Money{100'000});
  CHECK(plus->reward->coupon == "newcomer");
  CHECK(plus->reward->after_days == 14);
  CHECK(plus->refund == FeeRefund::less_saved);

  const auto* basic = whole().plan("basic");
  CHECK(basic->fees.empty());
  CHECK(basic->trial.empty());
  CHECK(basic->tier.empty());
  REQUIRE(basic->reward);
  CHECK_FALSE(basic->reward->most);
  CHECK(basic->reward->after_days == 0);
  CHECK(basic->refund == FeeRefund::none);
  CHECK(whole().plan("plain")->refund == FeeRefund::by_days);
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
  REQUIRE(bag->chances.size() == 2);
  CHECK(bag->chances[0].who == holders_of({"silver"}));
  CHECK(bag->chances[0].weight == 2);
  CHECK(bag->chances[1].who == holders_of({"gold"}));
  CHECK(bag->chances[1].weight == 3);
  const auto* all = program.draw("all");
  CHECK(all->winners == 1);
  CHECK(is_everybody(all->who));
  CHECK(all->chances.empty());
  const auto& fans = program.draw("fans")->chances;
  REQUIRE(fans.size() == 2);
  CHECK(fans[0].who.metric == Metric::orders);
  CHECK(fans[0].weight == 5);
  CHECK(fans[1].who.words == Strings{"KOC"});
  CHECK(fans[1].weight == 3);
  CHECK(program.contact == Limit{2, Calendar::month});
  CHECK(program.closed.forfeits_points);
  CHECK(program.closed.voids_vouchers);
}

TEST_CASE("weights of a draw are short for chances by tier") {
  const auto chances = [](const std::string& key) {
    const auto parsed = parse_program(
        "[program]\nname='p'\n[[tier]]\nid='x'\nname='x'\nwhen={orders=1}\n"
        "[[draw]]\nid='d'\nname='d'\n" +
        key);
    REQUIRE(parsed.problems.empty());
    return parsed.program.draws.at(0).chances;
  };
  const auto weights = chances("weights={x=3}");
  const auto by_tier = chances("chances=[{who={tier='x'},weight=3}]");
  REQUIRE(weights.size() == 1);
  REQUIRE(by_tier.size() == 1);
  CHECK(weights[0].who == by_tier[0].who);
  CHECK(weights[0].weight == by_tier[0].weight);
}

TEST_CASE("what a program does not say is not there") {
  const auto program = parse_program("[program]\nname = \"店\"\n").program;
  CHECK_FALSE(program.points.caps.any());
  CHECK_FALSE(program.points.transfer);
  CHECK(program.joining.empty());
  CHECK(program.rewards.empty());
  CHECK(program.referral.milestones.empty());
  CHECK_FALSE(program.wallet.open);
  CHECK(program.wallet.limit == Money{Money::limit});
  CHECK_FALSE(program.contact);
  CHECK_FALSE(program.closed.forfeits_points);
  CHECK_FALSE(program.closed.voids_vouchers);
  CHECK(program.fields.empty());
  CHECK(program.rfm.recency.empty());
  CHECK(program.shipping.fee == Money{0});
  CHECK_FALSE(program.shipping.free_from);
  CHECK_FALSE(program.costs.margin);
  CHECK((program.costs.returns == Costs::Returns::restocked));
  CHECK(program.costs.tool.amount == Money{});
  CHECK_FALSE(program.costs.since);
  CHECK(parse_program("[program]\nname = \"店\"\n[wallet]\n").program.wallet.open);
}

} // namespace whole_test
