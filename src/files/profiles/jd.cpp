// SPDX-License-Identifier: MIT
#include "files/profiles/columns.hpp"
#include "files/profiles/list.hpp"

namespace loyalty::files {

// 京东. A row for each SKU, each with the amounts of the whole order.
OrderProfile jd_profile() {
  using enum OrderColumn;
  return {
      .name = "jd",
      .title = "京东",
      .columns = {required(order_id, {"订单号", "订单编号"}),
                  required(amount, {"应付金额", "订单金额", "结算金额", "商家应收"}, AmountScope::order),
                  required(status, {"订单状态"}), required(placed_at, {"付款确认时间", "下单时间"}),
                  required(account, {"下单帐号"}), column(paid_at, {"付款确认时间"}), column(unit_price, {"京东价"}),
                  column(shipping, {"运费金额"}, AmountScope::order), column(name, {"客户姓名"}),
                  column(phone, {"联系电话"}), column(sku, {"货号", "商品ID"}), column(quantity, {"订购数量"})},
      .statuses = words({{RowState::paid,
                          {"完成", "已完成", "等待出库", "等待发货", "等待确认收货", "调度中", "已出库", "锁定",
                           "正在出库", "等待收货", "暂停"}},
                         {RowState::unpaid, {"等待付款确认", "等待付款", "延迟付款确认"}},
                         {RowState::cancelled, {"(删除)等待付款确认", "(删除)延迟付款确认", "(删除)等待付款"}},
                         {RowState::closed,
                          {"取消", "已取消", "(取消)", "(删除)", "(删除)等待出库", "(锁定)等待出库",
                           "(删除)等待确认收货", "(删除)完成", "(删除)锁定"}}}),
      .buyers = {{"jd", account}},
      .rows_are_lines = true};
}

} // namespace loyalty::files
