// SPDX-License-Identifier: MIT
#include "files/profiles/columns.hpp"
#include "files/profiles/list.hpp"

namespace loyalty::files {

// 快手小店: 订单管理 → 导出. One SKU an order.
OrderProfile kuaishou_profile() {
  using enum OrderColumn;
  return {.name = "kuaishou",
          .title = "快手小店",
          .columns = {required(order_id, {"订单号"}), required(amount, {"实付款", "实付款(元)"}),
                      required(status, {"订单状态"}), required(placed_at, {"订单支付时间", "订单创建时间"}),
                      column(paid_at, {"订单支付时间"}), column(after_sale, {"售后状态"}),
                      column(phone, {"收货人电话"}), column(name, {"收货人姓名"}), column(shipping, {"快递费"}),
                      column(discount, {"店铺优惠"}), column(sku, {"SKU编码"}), column(quantity, {"成交数量"}),
                      column(host, {"CPS达人昵称", "CPS达人ID"}), column(channel, {"渠道"})},
          .statuses = words({{RowState::paid, {"交易成功", "待发货", "已发货", "已收货", "部分发货", "待收货"}},
                             {RowState::unpaid, {"待付款", "待支付"}},
                             {RowState::closed, {"交易关闭", "已关闭", "已取消"}},
                             {RowState::refunded, {"退款成功", "已退款"}}}),
          .after_sales = claims(),
          .buyers = {{"phone", phone}},
          .claims_are_whole = false};
}

} // namespace loyalty::files
