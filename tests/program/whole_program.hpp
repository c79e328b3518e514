// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "catch.hpp"
#include "program/program_file.hpp"
#include "program/whole_program_rest.hpp"

/// A program with everything in it.
namespace loyalty::program::whole_program {

using namespace loyalty;
using namespace loyalty::program;

inline constexpr std::string_view first_of_text = R"toml(
[program]
name = "全家福"
currency = "CNY"
timezone = "Asia/Shanghai"

[fields]
fan_club_level = "number"
city = "word"
baby_born_on = "day"

[points]
redeem = { points = 10, worth = "1.00" }
caps = { order = 500, day = 1000, month = 5000, term = 20000, beyond = "10%" }
transfer = { minimum = 100, most = { points = 2000, per = "quarter" }, who = { tier = "gold" } }

[points.earn]
points = 10
per = "100.00"
rounding = "carry"
lines = { except = { category = "礼品卡" }, min_spend = "50.00" }
shipping = false

[growth]
earn = { points = 1, per = "1.00", rounding = "carry", lines = { category = "beauty" }, shipping = false }

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
min_order = "20.00"

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
retain = { orders = 2, window = "since reached" }
term = "12 months"
round_up = "year"
free = { from = 2026-06-01, until = "2026-06-30", who = { orders = 1, window = "90 days" } }

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
host = "老K"
channel = ["live", "shelf"]
category = ["beauty", "food"]
who = { tier = "gold" }
earn = { points = 5, per = "100.00", rounding = "floor" }

[[campaign]]
id = "each"
name = "每件加5分"
lines = { sku = "A1" }
earn = { points = 5, per = "piece" }

[[campaign]]
id = "grow"
name = "成长值加倍"
growth = { points = 2, per = "1.00", rounding = "carry" }
limit = { times = 2, per = "month" }

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

[[campaign]]
id = "ladder"
name = "满200打8折，满500减150"
ladder = [ { from = "200.00", off = "8折" }, { from = "500.00", off = "150.00" } ]

[[campaign]]
id = "three"
name = "满3件8折"
ladder = [ { from = 3, off = "20%" } ]

[[campaign]]
id = "two-get-one"
name = "买二送一"
pieces = { buy = 2, get = 1, off = "100%", times = 3, pick = "dearest", get_from = { sku = "GIFT" } }

[[campaign]]
id = "second-half"
name = "第二件半价"
pieces = { buy = 1, off = "半价", pick = "each round" }

[[campaign]]
id = "any-three"
name = "任选3件100元"
pieces = { get = 3, price = "100.00" }

[[campaign]]
id = "five-off"
name = "每件减5元"
pieces = { off = "5.00" }

[[campaign]]
id = "half-shipping"
name = "运费半价"
shipping_off = "50%"

[[campaign]]
id = "fixed"
name = "员工价"
price = "9.90"

[[campaign]]
id = "lines"
name = "指定商品"
lines.category = "beauty"
lines.sku = ["A1", "A2"]
lines.except = { category = "礼品卡", sku = "Z9" }
lines.on_sale = "leave out"
lines.min_spend = "100.00"
lines.pieces = 2
discount = "10%"

[[campaign]]
id = "full-price"
name = "正价双倍"
lines = { on_sale = "refuse" }
multiplier = 2

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
cost = "1.50"
on_return = "keep"
release = true
category = ["food", "beauty"]
issue = [ { on = "joining" }, { on = "upgrade", tier = "gold" }, { on = "upgrade" },
  { on = "order", number = 3 },
          { on = "invited", number = 4 }, { on = "dormant", days = 90 }, { on = "campaign", campaign = "618" },
          { on = "membership", plan = "plus" }, { on = "birthday" }, { on = "dormant", days = "9 weeks" },
          { on = "anniversary", days_before = "1 week" }, { on = "date", day = "06-01" }, { on = "date", day = 31 },
          { on = "registering" }, { on = "brought", number = 5 },
          { on = "streak", activity = "check-in", days = 7 } ]

[[coupon]]
id = "steps"
name = "分档券"
ladder = [ { from = "100.00", off = "10.00" }, { from = "300.00", off = "20%" } ]

[[coupon]]
id = "third"
name = "第三件免费"
pieces = { buy = 2, get = 1, off = "100%", times = 1, get_from = { category = "food" } }

[[coupon]]
id = "three"
name = "三件一百"
pieces = { get = 3, price = "100.00", pick = "dearest" }

[[coupon]]
id = "nine"
name = "九块九"
price = "9.90"
category = "food"

[[coupon]]
id = "half-fee"
name = "运费减半"
shipping_off = "50%"

[[coupon]]
id = "points"
name = "积分券"
bonus_points = 100
lines = { sku = "A1", except = { category = "礼品卡" }, on_sale = "only", min_spend = "20.00", pieces = 3 }

[[reward]]
id = "birthday-points"
name = "生日积分"
on = "birthday"
days_before = 3
from = 2026-01-01
until = "2026-12-31"
who = { tier = "gold" }
points = 100
growth = 10
coupon = ["newcomer", "ship"]
limit = { times = 1, per = "year" }

[[reward]]
id = "child-day"
name = "六一礼"
on = "date"
day = 2026-06-01
gift = "小玩具"
cost = "3.00"

[[reward]]
id = "spend-300"
name = "满300返券"
on = "order"
every = 2
lines = { category = "beauty", min_spend = "300.00" }
host = ["老K", "小雨"]
channel = "live"
weekday = ["friday", "saturday"]
month_day = [8, 18]
hold = "2 weeks"
coupon = "newcomer"
cash = { share = "5%", most = "50.00" }

[[reward]]
id = "ten-back"
name = "返十元"
on = "order"
lines = { min_spend = "100.00" }
cash = { amount = "10.00" }
)toml";

inline const std::string text = std::string(first_of_text).append(rest_of_text);

inline const Program& whole() {
  static const auto file = parse_program(text);
  for (const auto& problem : file.problems) UNSCOPED_INFO(problem.what.english());
  REQUIRE(file.problems.empty());
  return file.program;
}

using Strings = std::vector<std::string>;

} // namespace loyalty::program::whole_program
