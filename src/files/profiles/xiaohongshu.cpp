// SPDX-License-Identifier: MIT
#include "files/profiles/columns.hpp"
#include "files/profiles/list.hpp"

namespace loyalty::files {

// 小红书. A row for each SKU with the SKU's own amounts. Refunds are in another file; here only the status tells.
OrderProfile xiaohongshu_profile() {
  using enum OrderColumn;
  return {.name = "xiaohongshu",
          .title = "小红书",
          .columns = {required(order_id, {"订单号"}),
                      required(amount, {"商家应收金额(元)(支付金额)", "用户应付金额(元)", "商家应收金额(元)"}),
                      required(status, {"订单状态"}), required(placed_at, {"支付时间", "订单创建时间"}),
                      column(paid_at, {"支付时间"}), column(after_sale, {"售后状态"}), column(account, {"用户编号"}),
                      column(shop, {"店铺名称"}), column(discount, {"店铺优惠(元)"}), column(name, {"收件人姓名"}),
                      column(phone, {"收件人电话"}), column(sku, {"商家编码"}), column(quantity, {"SKU件数"})},
          .statuses = words(
              {{RowState::paid, {"已完成", "待配货", "待发货", "已发货", "部分发货", "待收货", "已签收", "已收货"}},
               {RowState::unpaid, {"待付款", "待支付", "未支付"}},
               {RowState::closed, {"已取消", "已关闭", "交易关闭"}}}),
          .after_sales = claims(),
          .buyers = {{"xiaohongshu", account}},
          .rows_are_lines = true};
}

} // namespace loyalty::files
