// SPDX-License-Identifier: MIT
#include "cli/command.hpp"

namespace loyalty::cli {

Command init();
Command check_program();
Command import_orders();
Command run_nightly();
Command award_points();
Command redeem_points();
Command adjust_points();
Command recalc_tiers();
Command issue_coupon();
Command redeem_coupon();
Command void_coupon();
Command show_member();
Command explain();
Command report();
Command list_batches();
Command undo_batch();
Command audit();

const std::vector<Listed>& commands() {
  static const std::vector<Listed> list = {
      {"init", "Start", "write a commented program file and an empty ledger", init},
      {"check-program", "Start", "say everything that is wrong or odd in the program file", check_program},
      {"import-orders", "Every day", "read a file of orders and refunds", import_orders},
      {"run-nightly", "Every day", "expire, award and recalculate everything due", run_nightly},
      {"show-member", "Every day", "one member: tier, points, coupons, latest orders", show_member},
      {"report", "Every day", "members, summary, tiers, points, coupons and more", report},
      {"award-points", "Points", "award what is due from orders, or points by hand", award_points},
      {"redeem-points", "Points", "spend a member's points", redeem_points},
      {"adjust-points", "Points", "correct a member's points up or down", adjust_points},
      {"recalc-tiers", "Tiers", "decide every tier that is due", recalc_tiers},
      {"issue-coupon", "Coupons", "issue vouchers to members, a list or a tier", issue_coupon},
      {"redeem-coupon", "Coupons", "use a voucher for an order", redeem_coupon},
      {"void-coupon", "Coupons", "cancel a voucher", void_coupon},
      {"explain", "Trust", "how a member's points and tier came about", explain},
      {"list-batches", "Trust", "every change of the ledger", list_batches},
      {"undo-batch", "Trust", "take back a whole batch", undo_batch},
      {"audit", "Trust", "recompute everything and name the first difference", audit},
  };
  return list;
}

}  // namespace loyalty::cli
