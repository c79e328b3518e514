// SPDX-License-Identifier: MIT
#include "files/profiles/columns.hpp"
#include "files/profiles/list.hpp"

namespace loyalty::files {

// 微信小店, 视频号小店. A row for each goods of an order.
OrderProfile wechat_profile() {
  using enum OrderColumn;
  return {.name = "wechat",
          .title = "微信小店 / 视频号小店",
          .columns = {required(order_id, {"订单号"}), required(amount, {"订单实际支付金额"}, AmountScope::order),
                      required(status, {"订单状态"}), required(placed_at, {"支付时间", "订单下单时间"}),
                      column(paid_at, {"支付时间"}), column(after_sale, {"商品售后"}),
                      column(refunded_amount, {"商品已退款金额"}), column(goods_amount, {"商品实际价格(总共)"}),
                      column(phone, {"收件人手机"}), column(name, {"收件人姓名"}),
                      column(shipping, {"订单运费"}, AmountScope::order), column(quantity, {"商品数量"}),
                      column(sku, {"SKU编码(自定义)", "商品编码(自定义)", "商品编码(平台)"}),
                      column(host, {"带货账号昵称"})},
          .statuses = words({{RowState::paid, {"已完成", "待发货", "已发货", "部分发货", "待收货", "已签收"}},
                             {RowState::unpaid, {"待付款", "待支付"}},
                             {RowState::closed, {"已取消", "已关闭", "交易关闭", "订单取消"}},
                             {RowState::refunded, {"已退款", "全部退款"}}}),
          .after_sales = claims(),
          .buyers = {{"phone", phone}},
          .rows_are_lines = true,
          .claims_are_whole = false};
}

} // namespace loyalty::files
