// SPDX-License-Identifier: MIT
#include "cli/command.hpp"

namespace loyalty::cli {

Command init();
Command check_program();
Command import_orders();
Command link_orders();
Command import_activities();
Command add_member();
Command set_member();
Command import_members();
Command merge_members();
Command forget_member();
Command export_member();
Command run_nightly();
Command award_points();
Command redeem_points();
Command top_up();
Command refund_wallet();
Command draw_prize();
Command adjust_points();
Command recalc_tiers();
Command issue_coupon();
Command redeem_coupon();
Command void_coupon();
Command show_member();
Command quote_order();
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
      {"import-activities", "Every day", "read what members did besides buying", import_activities},
      {"run-nightly", "Every day", "expire, award and recalculate everything due", run_nightly},
      {"show-member", "Every day", "one member: tier, points, coupons, latest orders", show_member},
      {"quote-order", "Every day", "what a cart costs a member, step by step", quote_order},
      {"report", "Every day", "members, summary, tiers, points, coupons and more", report},
      {"add-member", "Members", "enter a member", add_member},
      {"set-member", "Members", "name, birthday, tags, fields, tier by hand, membership", set_member},
      {"import-members", "Members", "take over members of an earlier system", import_members},
      {"link-orders", "Members", "give orders that are nobody's to a member", link_orders},
      {"merge-members", "Members", "make one member of two who are the same customer", merge_members},
      {"forget-member", "Members", "take away what is personal of a member; the books stay", forget_member},
      {"export-member", "Members", "everything about one member in one file", export_member},
      {"award-points", "Points", "award what is due from orders, or points by hand", award_points},
      {"redeem-points", "Points", "spend a member's points", redeem_points},
      {"adjust-points", "Points", "correct a member's points up or down", adjust_points},
      {"top-up", "Wallet", "put money into a member's wallet", top_up},
      {"refund-wallet", "Wallet", "pay money out of a member's wallet", refund_wallet},
      {"recalc-tiers", "Tiers", "decide every tier that is due", recalc_tiers},
      {"issue-coupon", "Coupons", "issue vouchers to members, a list or a tier", issue_coupon},
      {"redeem-coupon", "Coupons", "use a voucher for an order", redeem_coupon},
      {"void-coupon", "Coupons", "cancel a voucher", void_coupon},
      {"draw-prize", "Draws", "draw winners that anybody can draw again", draw_prize},
      {"explain", "Trust", "how a member's points and tier came about", explain},
      {"list-batches", "Trust", "every change of the ledger", list_batches},
      {"undo-batch", "Trust", "take back a whole batch", undo_batch},
      {"audit", "Trust", "recompute everything and name the first difference", audit},
  };
  return list;
}

} // namespace loyalty::cli
