// SPDX-License-Identifier: MIT
#include "files/profiles/columns.hpp"
#include "files/profiles/list.hpp"

namespace loyalty::files {

// 有赞: 订单导出.
OrderProfile youzan_profile() {
  using enum OrderColumn;
  return {.name = "youzan",
          .title = "有赞",
          .columns = {required(order_id, {"订单号"}), required(amount, {"订单实付金额"}),
                      required(status, {"订单状态"}), required(placed_at, {"买家付款时间", "订单创建时间"}),
                      column(paid_at, {"买家付款时间"}), column(amount_due, {"应收订单金额"}),
                      column(refunded_amount, {"订单已退款金额"}), column(shop, {"归属店铺"}),
                      column(phone, {"买家手机号"}), column(name, {"买家昵称", "收货人/提货人"}),
                      column(shipping, {"运费"}), column(discount, {"店铺优惠合计"})},
          .statuses = words({{RowState::paid,
                              {"交易成功", "交易完成", "待发货", "已发货", "部分发货", "待收货", "待成团", "已支付",
                               "待接单", "待自提", "待核销", "待使用", "已完成"}},
                             {RowState::unpaid, {"待付款", "待支付", "等待买家付款"}},
                             {RowState::closed, {"交易关闭", "已关闭", "已取消"}}}),
          .buyers = {{"phone", phone}}};
}

} // namespace loyalty::files
