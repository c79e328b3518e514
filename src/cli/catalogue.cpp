// SPDX-License-Identifier: MIT
#include "cli/catalogue.hpp"

#include <algorithm>
#include <array>

namespace loyalty::cli {
namespace {

struct Title {
  std::string_view key;
  std::string_view english;
  std::string_view chinese;
};

constexpr std::array titles = {
    Title{"member_id", "member", "会员"},
    Title{"name", "name", "姓名"},
    Title{"tier", "tier", "等级"},
    Title{"tier_since", "since", "等级起"},
    Title{"tier_until", "until", "等级止"},
    Title{"joined_on", "joined", "入会日"},
    Title{"first_order_on", "first order", "首单日"},
    Title{"last_order_on", "last order", "末单日"},
    Title{"recency_days", "days ago", "距今天数"},
    Title{"orders", "orders", "订单数"},
    Title{"order_days", "days", "下单天数"},
    Title{"gross", "gross", "消费额"},
    Title{"refunds", "refunds", "退款额"},
    Title{"net", "net", "净消费"},
    Title{"qualifying", "qualifying", "定级值"},
    Title{"points_earned", "earned", "获得积分"},
    Title{"points_redeemed", "redeemed", "使用积分"},
    Title{"points_expired", "expired", "过期积分"},
    Title{"points_clawed_back", "clawed back", "收回积分"},
    Title{"points_adjusted", "adjusted", "调整积分"},
    Title{"points_balance", "balance", "积分余额"},
    Title{"points_held", "held", "待生效积分"},
    Title{"points_debt", "debt", "欠积分"},
    Title{"points_forgiven", "forgiven", "免收积分"},
    Title{"growth", "growth", "成长值"},
    Title{"vouchers_open", "vouchers", "可用券"},
    Title{"measure", "measure", "指标"},
    Title{"value", "value", "数值"},
    Title{"reference", "reference", "参考"},
    Title{"buyers", "buyers", "买家"},
    Title{"members", "members", "会员"},
    Title{"guests_orders", "guest orders", "散客订单"},
    Title{"average_order", "average order", "客单价"},
    Title{"repeat_rate", "repeat rate", "复购率"},
    Title{"repeat_rate_by_days", "repeat rate by days", "复购率（按天）"},
    Title{"redemption_rate", "redemption rate", "积分使用率"},
    Title{"liability", "liability", "积分负债"},
    Title{"refunded_orders", "refunded orders", "全退订单"},
    Title{"refunded_amount", "refunded amount", "全退金额"},
    Title{"return_rate", "return rate", "退货率"},
    Title{"points_cost", "points cost", "积分成本"},
    Title{"discount_cost", "discount cost", "优惠成本"},
    Title{"share", "share", "占比"},
    Title{"average_net", "average net", "人均净消费"},
    Title{"day", "day", "日期"},
    Title{"kind", "what", "类型"},
    Title{"points", "points", "积分"},
    Title{"from_tier", "from", "原等级"},
    Title{"to_tier", "to", "新等级"},
    Title{"until", "until", "有效至"},
    Title{"reason", "why", "原因"},
    Title{"last_day", "last day", "最后可用日"},
    Title{"coupon", "coupon", "券"},
    Title{"code", "code", "券码"},
    Title{"issued", "issued", "已发"},
    Title{"open", "open", "可用"},
    Title{"redeemed", "redeemed", "已用"},
    Title{"expired", "expired", "过期"},
    Title{"void", "void", "作废"},
    Title{"discount", "discount", "优惠"},
    Title{"amount", "amount", "金额"},
    Title{"to_pay", "to pay", "应付"},
    Title{"status", "status", "状态"},
    Title{"order_id", "order", "订单号"},
    Title{"placed_at", "placed at", "下单时间"},
    Title{"batch", "batch", "批次"},
    Title{"command", "command", "命令"},
    Title{"as_of", "as of", "截至"},
    Title{"recorded_at", "recorded at", "记录时间"},
    Title{"operator", "operator", "操作人"},
    Title{"input", "file", "文件"},
    Title{"counts", "what", "内容"},
    Title{"undone_by", "undone by", "被撤销于"},
    Title{"hash", "hash", "校验值"},
    Title{"severity", "severity", "级别"},
    Title{"line", "line", "行"},
    Title{"column", "column", "列"},
    Title{"what", "what", "问题"},
    Title{"hint", "hint", "提示"},
    Title{"check", "check", "检查"},
    Title{"result", "result", "结果"},
    Title{"order_amount", "order amount", "用券订单额"},
    Title{"month", "month", "月份"},
    Title{"earned", "earned", "获得"},
    Title{"clawed_back", "clawed back", "收回"},
    Title{"adjusted", "adjusted", "调整"},
    Title{"entry", "no.", "序号"},
    Title{"lot", "lot", "批"},
    Title{"because", "because", "依据"},
    Title{"phone", "phone", "手机"},
    Title{"base", "base", "基数"},
    Title{"rule", "rule", "规则"},
    Title{"rate", "rate", "比率"},
    Title{"multiplier", "multiplier", "倍数"},
    Title{"program", "program", "方案"},
    Title{"balance", "balance", "余额"},
    Title{"worth", "worth", "抵现"},
    Title{"metric", "metric", "统计项"},
    Title{"window", "window", "统计期"},
    Title{"from", "from", "起"},
    Title{"comparison", "is", "比较"},
    Title{"needed", "needed", "要求"},
    Title{"holds", "holds", "满足"},
    Title{"repeat_orders_share", "repeat orders share", "复购订单占比"},
    // What references say.
    Title{"6–9%, usually under 10%", "6–9%, usually under 10%", "6–9%，一般低于 10%"},
    Title{"5% good, 17–25% in the trade", "5% good, 17–25% in the trade", "5% 为佳，同行 17–25%"},
    Title{"3–5% of sales", "3–5% of sales", "销售额的 3–5%"},
    Title{"8–15% of profit", "8–15% of profit", "利润的 8–15%"},
    // Kinds of entries.
    Title{"earn", "earn", "获得"},
    Title{"adjust", "adjust", "调整"},
    Title{"redeem", "redeem", "使用"},
    Title{"expire", "expire", "过期"},
    Title{"claw_back", "claw back", "收回"},
    Title{"give_back", "give back", "退回"},
    Title{"debt", "debt", "欠"},
    Title{"repay", "repay", "还欠"},
    Title{"forgive", "forgive", "免收"},
    Title{"redate", "redate", "改期"},
    // Reasons of tier changes.
    Title{"promoted", "promoted", "升级"},
    Title{"renewed", "renewed", "保级"},
    Title{"grace", "grace", "宽限"},
    Title{"demoted", "demoted", "降级"},
};

}  // namespace

std::string title(std::string_view key, bool chinese) {
  const auto found = std::find_if(titles.begin(), titles.end(), [key](const Title& each) { return each.key == key; });
  if (found == titles.end()) return std::string(key);
  return std::string(chinese ? found->chinese : found->english);
}

}  // namespace loyalty::cli
