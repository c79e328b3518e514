// SPDX-License-Identifier: MIT
#include "files/profiles/list.hpp"

namespace loyalty::files {

const Profile& generic_profile() {
  using enum OrderColumn;
  static const Profile profile{
      .name = "generic",
      .columns = {{.column = order_id, .names = {"order_id"}, .required = true},
                  {.column = member_id, .names = {"member_id"}, .required = true},
                  {.column = placed_at, .names = {"placed_at"}, .required = true},
                  {.column = amount, .names = {"amount"}, .required = true},
                  {.column = status, .names = {"status"}, .required = true},
                  {.column = category, .names = {"category"}},
                  {.column = refunded_amount, .names = {"refunded_amount"}, .scope = Scope::row_or_order},
                  {.column = refund_of, .names = {"refund_of"}},
                  {.column = shop, .names = {"shop"}},
                  {.column = phone, .names = {"phone"}},
                  {.column = name, .names = {"name"}},
                  {.column = shipping, .names = {"shipping"}, .scope = Scope::row_or_order},
                  {.column = discount, .names = {"discount"}, .scope = Scope::row_or_order},
                  {.column = coupon_code, .names = {"coupon_code"}},
                  {.column = points_redeemed, .names = {"points_redeemed"}, .scope = Scope::row_or_order},
                  {.column = line_id, .names = {"line_id"}},
                  {.column = sku, .names = {"sku"}},
                  {.column = quantity, .names = {"quantity"}},
                  {.column = paid_at, .names = {"paid_at"}},
                  {.column = referrer_id, .names = {"referrer_id"}},
                  {.column = fee_for, .names = {"fee_for"}},
                  {.column = wallet_paid, .names = {"wallet_paid"}, .scope = Scope::row_or_order}},
      .statuses = {{"paid", OrderStatus::paid},
                   {"refunded", OrderStatus::refunded},
                   {"refund", OrderStatus::refund},
                   {"unpaid", OrderStatus::unpaid},
                   {"cancelled", OrderStatus::cancelled},
                   {"adjustment", OrderStatus::adjustment}},
      .moments = {.parse = WrittenMoment::parse, .reason = messages::moment_reason}};
  return profile;
}

} // namespace loyalty::files
