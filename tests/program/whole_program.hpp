// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "catch.hpp"
#include "program/program_file.hpp"

/// A program with everything in it.
namespace loyalty::program::whole_program {

using namespace loyalty;
using namespace loyalty::program;

inline constexpr std::string_view text = R"toml(
[program]
inline name = "全家福"
inline currency = "CNY"
inline timezone = "Asia/Shanghai"

[fields]
inline fan_club_level = "number"
inline city = "word"
inline baby_born_on = "day"

[points]
inline earn = { points = 10, per = "100.00", rounding = "carry" }
inline redeem = { points = 10, worth = "1.00" }
inline caps = { order = 500, day = 1000, month = 5000, term = 20000, beyond = "10%" }

[growth]
inline earn = { points = 1, per = "1.00", rounding = "carry" }

[[activity]]
inline id = "check-in"
inline name = "签到"
inline points = 1
inline growth = 5
inline per_day = 1
inline limit = { times = 20, per = "month" }
inline streak = { days = 7, points = 20, growth = 3 }

[[activity]]
inline id = "share"
inline name = "分享"
inline points = 2
inline sharing = "voluntary"

[[activity]]
inline id = "forward"
inline name = "转发"
inline sharing = "compulsory"

[joining]
inline points = 100
inline growth = 10
inline coupon = ["newcomer", "ship"]

[referral]
inline inviter = { points = 50, coupon = "newcomer" }
inline invited = { growth = 7 }
inline milestones = [ { invited = 3, coupon = "newcomer" }, { invited = 10, points = 500 } ]
inline hold = "7 days"

[[tier]]
inline id = "silver"
inline name = "银卡"
inline when = { spend = "1000.00" }
inline free_shipping_from = "39.00"
inline pack = { points = 5, growth = 6, coupon = "newcomer" }
inline referral = { points = 30, coupon = ["ship"] }

[[tier]]
inline id = "gold"
inline name = "金卡"
inline when = { spend = "5000.00" }

[[campaign]]
inline id = "618"
inline name = "六一八"
inline from = 2026-06-01
inline until = "2026-06-18"
inline weekday = ["sunday", "monday"]
inline month_day = [8, 18, 28]
inline birthday = "month"
inline order = 1
inline every = 3
inline category = ["beauty", "food"]
inline who = { tier = "gold" }
inline earn = { points = 5, per = "100.00", rounding = "floor" }

[[campaign]]
inline id = "double"
inline name = "双倍"
inline weekday = "wednesday"
inline month_day = 8
inline birthday = "day"
inline multiplier = "2.5"

[[campaign]]
inline id = "first"
inline name = "首单"
inline order = 1
inline bonus = 50

[[campaign]]
inline id = "beauty-5"
inline name = "美妆九五折"
inline category = "beauty"
inline discount = "5%"

[[campaign]]
inline id = "300-30"
inline name = "满300减30"
inline off = "30.00"
inline min_spend = "300.00"
inline repeats = true

[[campaign]]
inline id = "once"
inline name = "满减一次"
inline off = "30.00"
inline min_spend = "300.00"

[[coupon]]
inline id = "newcomer"
inline name = "新人券"
inline off = "10.00"

[[coupon]]
inline id = "ship"
inline name = "包邮券"
inline free_shipping = true
inline min_spend = "10.00"
inline stacking = "shop"
inline stacks_for = { tier = "gold" }
inline release = false
inline on_return = "demand"
inline category = "food"
inline audience = { orders = 3, tag = "KOC" }
inline issue = { on = "birthday", days_before = 7 }

[[coupon]]
inline id = "gift"
inline name = "礼品券"
inline gift = "小样"
inline on_return = "keep"
inline release = true
inline category = ["food", "beauty"]
inline issue = [ { on = "joining" }, { on = "upgrade", tier = "gold" }, { on = "upgrade" }, { on = "order", number = 3 },
          { on = "invited", number = 4 }, { on = "dormant", days = 90 }, { on = "campaign", campaign = "618" },
          { on = "membership", plan = "plus" }, { on = "birthday" }, { on = "dormant", days = "9 weeks" } ]

[[coupon]]
inline id = "points"
inline name = "积分券"
inline bonus_points = 100

[[membership]]
inline id = "plus"
inline name = "PLUS"
inline fee = "99.00"
inline fees = [ { who = { growth = 1000 }, fee = "49.00" }, { who = {}, fee = "0.00" } ]
inline term = "12 months"
inline trial = "30 days"
inline tier = "gold"
inline reward = { share = "2%", most = "1000.00", coupon = "newcomer", after = "2 weeks" }

[[membership]]
inline id = "basic"
inline name = "基础"
inline fee = "10.00"
inline term = "1 month"
inline reward = { share = "1%", coupon = "newcomer", after = "0 days" }

[[gift]]
inline id = "cup"
inline name = "杯子"
inline points = 300
inline stock = 50
inline who = { tier = ["silver", "gold"] }

[[gift]]
inline id = "pen"
inline name = "笔"
inline points = 1

[wallet]
inline limit = "3000.00"
inline bonus = [ { pay = "500.00", bonus = "50.00" }, { pay = "1000.00", bonus = "150.00" } ]

[[segment]]
inline id = "loyal"
inline name = "忠诚"
inline when = { orders = 3 }

[[group]]
inline id = "vip"
inline name = "VIP群"
inline when = { fields = { fan_club_level = 3 } }

[rfm]
inline window = "365 days"
inline recency = [30, 60, 90, 180]
inline frequency = [1, 2, 4, 8]
inline monetary = ["100.00", "300.00", "1000.00", "3000.00"]

[[draw]]
inline id = "bag"
inline name = "福袋"
inline winners = 3
inline when = { activities = { check-in = 5 }, window = "30 days" }
inline weights = { silver = 2, gold = 3 }

[[draw]]
inline id = "all"
inline name = "全员"

[contact]
inline most = { times = 2, per = "month" }

[shipping]
inline fee = "8.00"
inline free_from = "99.00"
)toml";

inline const Program& whole() {
  static const auto file = parse_program(text);
  for (const auto& problem : file.problems) UNSCOPED_INFO(render(problem, "program"));
  REQUIRE(file.problems.empty());
  return file.program;
}

using Strings = std::vector<std::string>;

} // namespace loyalty::program::whole_program
