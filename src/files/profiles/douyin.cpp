// SPDX-License-Identifier: MIT
#include "files/profiles/columns.hpp"
#include "files/profiles/list.hpp"

namespace loyalty::files {

// 抖店. A row is a part of an order; names and phones are sealed.
OrderProfile douyin_profile() {
  using enum OrderColumn;
  return {.name = "douyin",
          .title = "抖店",
          .columns = {required(order_id, {"主订单编号"}), required(line_id, {"子订单编号"}),
                      required(amount, {"订单应付金额"}), required(status, {"订单状态"}),
                      required(placed_at, {"支付完成时间", "订单提交时间"}), column(paid_at, {"支付完成时间"}),
                      column(after_sale, {"售后状态"}), column(shipping, {"运费"}),
                      column(discount, {"商家实际承担优惠金额"}), column(name, {"收件人"}),
                      column(phone, {"收件人手机号"}), column(sku, {"商家编码"}), column(quantity, {"商品数量"}),
                      column(host, {"达人昵称", "达人ID"}), column(channel, {"流量来源"})},
          .statuses = words(
              {{RowState::paid, {"已完成", "待发货", "已发货", "备货中", "部分发货", "待收货", "已收货", "已支付"}},
               {RowState::unpaid, {"待支付", "待付款", "未支付", "待确认"}},
               {RowState::closed, {"已关闭", "已取消"}},
               {RowState::refunded, {"已退款"}}}),
          .after_sales = claims(),
          .rows_are_lines = true};
}

} // namespace loyalty::files
