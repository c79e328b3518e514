// SPDX-License-Identifier: MIT
#include "files/profiles/columns.hpp"
#include "files/profiles/list.hpp"

namespace loyalty::files {

// 拼多多. No buyer is in the file; the day of an order without a time is in its number.
OrderProfile pdd_profile() {
  using enum OrderColumn;
  return {
      .name = "pdd",
      .title = "拼多多",
      .columns = {required(order_id, {"订单号"}), required(amount, {"用户实付金额(元)", "用户实付金额"}),
                  required(status, {"订单状态"}), column(placed_at, {"支付时间", "拼单成功时间", "订单成交时间"}),
                  column(after_sale, {"售后状态"}), column(shipping, {"邮费(元)"}),
                  column(discount, {"店铺优惠折扣(元)"}), column(quantity, {"商品数量(件)"}), column(name, {"收货人"}),
                  column(phone, {"手机"}), column(sku, {"商家编码-规格维度", "商家编码-商品维度"})},
      .statuses = words({{RowState::paid,
                          {"已收货", "待发货", "已发货", "已签收", "已发货，待签收", "已发货，待收货", "未发货",
                           "待收货", "已成团，待发货", "交易成功"}},
                         {RowState::unpaid, {"待支付", "待付款", "待成团"}},
                         {RowState::cancelled, {"已取消", "未成交", "交易关闭"}},
                         {RowState::refunded,
                          {"退款成功", "已取消，退款成功", "未发货，退款成功", "未成交，退款成功", "已发货，退款成功",
                           "已签收，退款成功", "已收货，退款成功", "待发货，退款成功"}}}),
      .after_sales = claims(),
      .day_in_order_id = true};
}

} // namespace loyalty::files
