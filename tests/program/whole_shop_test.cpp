// SPDX-License-Identifier: MIT
#include "program/whole_program.hpp"

namespace whole_shop_test {

using namespace loyalty;
using namespace loyalty::program;
using namespace loyalty::program::whole_program;

TEST_CASE("whole program: gifts, wallet and shipping") {
  const auto& program = whole();
  const auto* cup = program.gift("cup");
  CHECK(cup->points == 300);
  CHECK(cup->stock == 50);
  CHECK(cup->who.words == Strings{"silver", "gold"});
  CHECK(cup->per_member == Limit{2, Calendar::week});
  CHECK_FALSE(program.gift("pen")->stock);
  CHECK_FALSE(program.gift("pen")->per_member);
  CHECK(is_everybody(program.gift("pen")->who));
  CHECK(program.gift("pen")->coupon.empty());
  CHECK(program.gift("voucher")->coupon == "steps");
  CHECK(program.wallet.open);
  CHECK(program.wallet.limit == Money{300'000});
  REQUIRE(program.wallet.bonuses.size() == 2);
  CHECK(program.wallet.bonuses[0].pay == Money{50'000});
  CHECK(program.wallet.bonuses[0].bonus == Money{5000});
  CHECK(program.wallet.bonuses[1].pay == Money{100'000});
  CHECK(program.wallet.bonuses[1].bonus == Money{15'000});
  CHECK(program.cards.open);
  CHECK(program.cards.limit == Money{80'000});
  CHECK(program.cards.named_limit == Money{400'000});
  CHECK(program.cards.valid == Period{.days = 0, .months = 60});
  CHECK(program.shipping.fee == Money{800});
  CHECK(program.shipping.free_from == Money{9900});
}

TEST_CASE("whole program: what goods and the scheme cost") {
  const auto& costs = whole().costs;
  CHECK(costs.margin == Ratio{400'000});
  CHECK(costs.margin_of("beauty") == Ratio{550'000});
  CHECK(costs.margin_of("母婴") == Ratio{300'000});
  CHECK(costs.margin_of("") == Ratio{400'000});
  CHECK((costs.returns == Costs::Returns::lost));
  CHECK(costs.postage == Money{600});
  CHECK(costs.tool.amount == Money{120'000});
  CHECK((costs.tool.per == Calendar::year));
  CHECK(costs.setup == Money{80'000});
  CHECK(costs.message == Money{5});
  REQUIRE(costs.other.size() == 2);
  CHECK(costs.other[0].name == "客服");
  CHECK(costs.other[0].cost.amount == Money{30'000});
  CHECK((costs.other[0].cost.per == Calendar::month));
  CHECK(costs.other[0].from == Day::from_civil(2026, 3, 1));
  CHECK(costs.other[0].until == Day::from_civil(2026, 12, 31));
  CHECK_FALSE(costs.other[1].from);
  CHECK(costs.since == Day::from_civil(2026, 1, 15));
  CHECK(whole().gift("cup")->cost == Money{1'200});
  CHECK_FALSE(whole().gift("pen")->cost);
  CHECK(whole().coupon("gift")->cost == Money{150});
}

} // namespace whole_shop_test
