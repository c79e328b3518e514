// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace loyalty::program::whole_program {

/// What stands in a program with everything in it besides points, tiers and offers.
inline constexpr std::string_view rest_of_text = R"toml(
[[membership]]
id = "plus"
name = "PLUS"
fee = "99.00"
fees = [ { who = { growth = 1000 }, fee = "49.00" },
         { who = {}, fee = "0.00", from = 2026-06-01, until = 2026-06-18, most = 100 } ]
term = "12 months"
trial = "30 days"
tier = "gold"
reward = { share = "2%", most = "1000.00", coupon = "newcomer", after = "2 weeks" }
refund = "less saved"

[[membership]]
id = "basic"
name = "基础"
fee = "10.00"
term = "1 month"
reward = { share = "1%", coupon = "newcomer", after = "0 days" }
refund = "none"

[[membership]]
id = "plain"
name = "普通"
fee = "5.00"
term = "7 days"
refund = "by days"

[[gift]]
id = "cup"
name = "杯子"
points = 300
stock = 50
who = { tier = ["silver", "gold"] }
cost = "12.00"
per_member = { times = 2, per = "week" }

[[gift]]
id = "pen"
name = "笔"
points = 1

[[gift]]
id = "voucher"
name = "兑券"
points = 5000
coupon = "steps"

[wallet]
limit = "3000.00"
bonus = [ { pay = "500.00", bonus = "50.00" }, { pay = "1000.00", bonus = "150.00" } ]

[cards]
limit = "800.00"
named_limit = "4000.00"
valid = "5 years"

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

[[draw]]
id = "fans"
name = "粉丝"
chances = [ { who = { orders = 3 }, weight = 5 }, { who = { tag = "KOC" }, weight = 3 } ]

[contact]
most = { times = 2, per = "month" }

[shipping]
fee = "8.00"
free_from = "99.00"

[closed]
points = "forfeit"
vouchers = "void"

[prices]
floors = [ { lines = { category = "酒" }, share = "70%" }, { price = "0.50" } ]
beyond = "lost"

[costs]
margin = "40%"
category_margin = { beauty = "55%", "母婴" = "30%" }
returns = "lost"
postage = "6.00"
tool = { amount = "1200.00", per = "year" }
setup = "800.00"
message = "0.05"
other = [ { name = "客服", amount = "300.00", per = "month", from = 2026-03-01, until = "2026-12-31" },
          { name = "顾问", amount = "0.00", per = "year" } ]

[profit]
since = 2026-01-15
)toml";

} // namespace loyalty::program::whole_program
