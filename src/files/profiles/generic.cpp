// SPDX-License-Identifier: MIT
#include "files/profiles/columns.hpp"
#include "files/profiles/list.hpp"

namespace loyalty::files {

const OrderProfile& generic_profile() {
  using enum OrderColumn;
  static const OrderProfile profile{.name = "generic",
                                    .title = "order_id, member_id, placed_at, amount, status",
                                    .columns = {required(order_id, {"order_id"}),
                                                required(member_id, {"member_id"}),
                                                required(placed_at, {"placed_at"}),
                                                required(amount, {"amount"}),
                                                required(status, {"status"}),
                                                column(category, {"category"}),
                                                column(refunded_amount, {"refunded_amount"}, AmountScope::row_or_order),
                                                column(refund_of, {"refund_of"}),
                                                column(shop, {"shop"}),
                                                column(phone, {"phone"}),
                                                column(name, {"name"}),
                                                column(shipping, {"shipping"}, AmountScope::row_or_order),
                                                column(discount, {"discount"}, AmountScope::row_or_order),
                                                column(coupon_code, {"coupon_code"}),
                                                column(points_redeemed, {"points_redeemed"}, AmountScope::row_or_order),
                                                column(line_id, {"line_id"}),
                                                column(sku, {"sku"}),
                                                column(quantity, {"quantity"}),
                                                column(paid_at, {"paid_at"}),
                                                column(referrer_id, {"referrer_id"}),
                                                column(fee_for, {"fee_for"}),
                                                column(wallet_paid, {"wallet_paid"}, AmountScope::row_or_order),
                                                column(host, {"host"}),
                                                column(channel, {"channel"}),
                                                column(on_sale, {"on_sale"})},
                                    .statuses = words({{RowState::paid, {"paid"}},
                                                       {RowState::refunded, {"refunded"}},
                                                       {RowState::refund, {"refund"}},
                                                       {RowState::unpaid, {"unpaid"}},
                                                       {RowState::cancelled, {"cancelled"}},
                                                       {RowState::adjustment, {"adjustment"}}}),
                                    .as_people_write = false};
  return profile;
}

} // namespace loyalty::files
