// SPDX-License-Identifier: MIT
#include "files/profiles/columns.hpp"
#include "files/profiles/list.hpp"

namespace loyalty::files {

namespace {

std::vector<StatusWord> taobao_words() {
  return words({{RowState::paid,
                 {"交易成功", "买家已付款，等待卖家发货", "卖家已发货，等待买家确认", "卖家部分发货",
                  "卖家已发货,等待买家确认收货", "买家已签收"}},
                {RowState::unpaid, {"等待买家付款", "定金已付，等待付尾款", "付款确认中"}},
                {RowState::closed, {"交易关闭", "已关闭", "订单关闭"}}});
}

} // namespace

// 淘宝, 天猫: 订单报表. What the buyer paid is what remains after refunds, and what was refunded.
OrderProfile taobao_profile() {
  using enum OrderColumn;
  return {.name = "taobao",
          .title = "淘宝 / 天猫：订单报表",
          .columns = {required(order_id, {"订单编号"}),
                      sum(amount, {{"买家实际支付金额", "退款金额"},
                                   {"买家实付金额", "退款金额"},
                                   {"买家实际支付金额"},
                                   {"买家实付金额"}}),
                      required(status, {"订单状态"}), required(placed_at, {"订单付款时间", "订单创建时间"}),
                      column(paid_at, {"订单付款时间"}), column(amount_due, {"总金额", "买家应付货款"}),
                      column(refunded_amount, {"退款金额"}), column(account, {"买家会员名", "买家昵称"}),
                      column(shop, {"店铺名称"}), column(name, {"收货人姓名"}), column(phone, {"联系手机", "联系电话"}),
                      column(shipping, {"买家应付邮费"}), column(quantity, {"宝贝总数量", "商品总数量"})},
          .statuses = taobao_words(),
          .buyers = {{"taobao", account}}};
}

// 淘宝, 天猫: 宝贝报表. A row for each goods of an order, with the times of the order.
OrderProfile taobao_items_profile() {
  using enum OrderColumn;
  return {.name = "taobao-items",
          .title = "淘宝 / 天猫：宝贝报表",
          .columns = {required(order_id, {"主订单编号"}), required(line_id, {"子订单编号"}),
                      sum(amount, {{"买家实付金额", "退款金额"}, {"买家实付金额"}, {"买家实际支付金额"}}),
                      required(status, {"订单状态"}), required(placed_at, {"订单付款时间", "订单创建时间"}),
                      column(paid_at, {"订单付款时间"}), column(amount_due, {"买家应付货款"}),
                      column(refunded_amount, {"退款金额"}), column(after_sale, {"退款状态"}),
                      column(account, {"买家会员名", "买家昵称"}), column(shop, {"店铺名称"}),
                      column(sku, {"商家编码", "外部系统编号"}), column(quantity, {"购买数量"})},
          .statuses = taobao_words(),
          .after_sales = claims(),
          .buyers = {{"taobao", account}},
          .rows_are_lines = true,
          .claims_are_whole = false};
}

// The 宝贝报表 as it was: without times, and without what was paid.
OtherExport taobao_items_without_times() {
  return {.names = {"订单编号", "标题", "价格", "购买数量", "商家编码"},
          .what = "this is the 宝贝报表 of Taobao, which says neither when nor how much was paid"_en,
          .hint = "export the 订单报表 instead: 千牛 → 交易 → 已卖出的宝贝 → 批量导出 → 订单报表"_en};
}

} // namespace loyalty::files
