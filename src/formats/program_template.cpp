// SPDX-License-Identifier: MIT
#include "formats/program_template.hpp"

namespace loyalty::formats {
namespace {

constexpr std::string_view chinese = R"toml(# 会员方案：规则都写在这个文件里，用任何文本编辑器修改，请存为 UTF-8。
# 改完运行 loyalty check-program 检查。金额、百分比、时长写在引号里，例如 "10.00"、"5%"、"7 days"。
# 时长的单位：days 天、weeks 周、months 月、years 年。不需要的行可以删掉。

[program]
name = "我的小店会员"
currency = "CNY"               # 货币，三个大写字母
timezone = "Asia/Shanghai"     # 按哪里的时间算一天

# 积分：可以花的
[points]
earn = { points = 1, per = "1.00" }   # 每实付满 1 元得 1 分；想把零头也按比例算，加 rounding = "floor" 或 "nearest"
redeem = { points = 100, worth = "1.00", minimum = 100, step = 100, max_share = "50%" }
                               # 100 分抵 1 元；至少用 100 分，每次用 100 的倍数，最多抵订单的一半
max_per_order = 5000           # 一笔订单最多得多少分
hold = "7 days"                # 下单 7 天后积分才能用，期间退款直接取消
expire = { after = "12 months", round_up = "month" }
                               # 12 个月后到期，顺延到月底 (month, quarter, year)
                               # 也可以写 { on = "12-31" } 每年同一天清零，或 { inactive = "12 months" } 多久没下单才清零
refunds = { shortfall = "debt", grace = "30 days" }
                               # 退款时积分已花掉：debt 记欠分，forgive 免除；退回的积分至少还能用 30 天

# 成长值：只用来算等级，不能花
[growth]
earn = { points = 1, per = "1.00" }

# 等级：从低到高，每级一段 [[tier]]
[[tier]]
id = "member"                  # 代号：小写字母、数字、- 和 _，用了就不要改
name = "普通会员"
when = { orders = 1 }          # 条件：spend 消费额、orders 订单数、growth 成长值、points_earned 获得的积分

[[tier]]
id = "silver"
name = "银卡会员"
when = { spend = "1000.00", window = "12 months" }
                               # window 算多久以内：时长，或 "lifetime" 一直、"calendar year" 自然年、"membership year" 会员年
retain = { spend = "800.00" }  # 保级条件；不写就和 when 一样
term = "12 months"             # 等级有效期；不写则条件一不满足就降级
grace = "30 days"              # 到期后再宽限多久
demote = "qualified"           # 降到："qualified" 够得上的那级，"one step" 只降一级
promote = "same day"           # 何时升级："same day" 当天，"next month"、"next quarter"、"next year" 下一期
discount = "5%"                # 会员价：95 折
multiplier = "1.5"             # 积分倍数
benefits = ["生日5折券"]         # 其他权益，只作展示

[[tier]]
id = "gold"
name = "金卡会员"
when = { any = [{ spend = "5000.00" }, { orders = 20 }], window = "12 months" }
                               # any 满足任一，all 全部满足，none 全不满足
term = "12 months"
grace = "30 days"
discount = "10%"
multiplier = 2
benefits = ["生日5折券", "专属客服"]

# 优惠券：每种一段 [[coupon]]
[[coupon]]
id = "welcome"
name = "新人券"
off = "10.00"                  # 减 10 元；写 "50%" 就是打 5 折
min_spend = "59.00"            # 满 59 元可用
valid = "30 days"              # 发放后多久有效；也可以写 { from = "2026-11-01", until = "2026-11-11" }
code = "WELCOME"               # 公开券码，人人可领；不写则每张券一个码
per_member = { times = 1 }     # 每人限领；加 per = "month"、"quarter" 或 "year" 则每期限领
budget = { vouchers = 1000, amount = "10000.00" }
                               # 最多发多少张、最多减多少钱

[[coupon]]
id = "birthday"
name = "生日5折券"
off = "50%"
max_discount = "50.00"         # 最多减 50 元，只用于百分比券
valid = "30 days"
audience = { tier = ["silver", "gold"] }  # 哪些等级可得；不写则所有会员
per_member = { times = 1, per = "year" }
)toml";

constexpr std::string_view english =
    R"toml(# The rules of your loyalty program. Edit this file with any text editor and save it as UTF-8,
# then run: loyalty check-program
# Money, percentages and lengths of time stand between quotation marks: "10.00", "5%", "7 days" (days, weeks, months,
# years). Lines you do not need can go.

[program]
name = "My shop"
currency = "CNY"               # three capital letters
timezone = "Asia/Shanghai"     # whose midnight ends the day

# Points are for spending.
[points]
earn = { points = 1, per = "1.00" }   # 1 point for every full 1.00 paid; for fractions: rounding = "floor" or "nearest"
redeem = { points = 100, worth = "1.00", minimum = 100, step = 100, max_share = "50%" }
                               # 100 points pay for 1.00; 100, 200, 300 … at a time; at most half of an order
max_per_order = 5000           # most points that one order earns
hold = "7 days"                # points count from the 8th day; a refund before that simply cancels them
expire = { after = "12 months", round_up = "month" }
                               # 12 months later, at the end of that month (or quarter, or year);
                               # or { on = "12-31" } every year, or { inactive = "12 months" } after the last order
refunds = { shortfall = "debt", grace = "30 days" }
                               # points already spent when an order is refunded: "debt" or "forgive";
                               # points given back live at least 30 days more

# Growth only decides about tiers and is never spent.
[growth]
earn = { points = 1, per = "1.00" }

# Tiers, from the lowest to the highest, one [[tier]] each.
[[tier]]
id = "member"                  # small letters, digits, "-" and "_"; keep it once it is in use
name = "Member"
when = { orders = 1 }          # at least: spend, orders, growth, points_earned

[[tier]]
id = "silver"
name = "Silver"
when = { spend = "1000.00", window = "12 months" }
                               # window: a length of time, "lifetime", "calendar year" or "membership year"
retain = { spend = "800.00" }  # what keeps the tier; the same as when if left out
term = "12 months"             # held so long; if left out, exactly as long as when holds
grace = "30 days"              # and so long after the term
demote = "qualified"           # then falls to the tier he qualifies for, or "one step"
promote = "same day"           # or "next month", "next quarter", "next year"
discount = "5%"                # member price
multiplier = "1.5"             # of points earned
benefits = ["half-price birthday voucher"]   # anything else, to be shown

[[tier]]
id = "gold"
name = "Gold"
when = { any = [{ spend = "5000.00" }, { orders = 20 }], window = "12 months" }
                               # any of them, all of them or none of them
term = "12 months"
grace = "30 days"
discount = "10%"
multiplier = 2
benefits = ["half-price birthday voucher", "priority service"]

# Coupons, one [[coupon]] each.
[[coupon]]
id = "welcome"
name = "Welcome voucher"
off = "10.00"                  # an amount, or a percentage such as "50%"
min_spend = "59.00"            # for orders from 59.00
valid = "30 days"              # from the day of issue; or { from = "2026-11-01", until = "2026-11-11" }
code = "WELCOME"               # one public code for everybody; if left out, each voucher gets its own
per_member = { times = 1 }     # with per = "month", "quarter" or "year": in each of them
budget = { vouchers = 1000, amount = "10000.00" }
                               # most vouchers, most discount

[[coupon]]
id = "birthday"
name = "Half-price birthday voucher"
off = "50%"
max_discount = "50.00"         # with a percentage only
valid = "30 days"
audience = { tier = ["silver", "gold"] }  # all members if left out
per_member = { times = 1, per = "year" }
)toml";

}  // namespace

std::string_view program_template(std::string_view language) {
  return language.substr(0, 2) == "zh" ? chinese : english;
}

}  // namespace loyalty::formats
