// SPDX-License-Identifier: MIT
#include "cli/command.hpp"

namespace loyalty::cli {

Command try_scheme();
Command init();
Command check_program();
Command completion();
Command status();
Command import_orders();
Command link_orders();
Command import_activities();
Command import_visitors();
Command add_member();
Command set_member();
Command import_members();
Command merge_members();
Command close_member();
Command reopen_member();
Command forget_member();
Command export_member();
Command run_nightly();
Command award_points();
Command redeem_points();
Command top_up();
Command refund_wallet();
Command issue_card();
Command show_card();
Command pay_card();
Command refund_card();
Command renew_card();
Command stop_card();
Command draw_prize();
Command draw_holdout();
Command adjust_points();
Command transfer_points();
Command recalc_tiers();
Command issue_coupon();
Command redeem_coupon();
Command void_coupon();
Command show_member();
Command quote_order();
Command quote_return();
Command explain();
Command report();
Command simulate();
Command query();
Command list_batches();
Command undo_batch();
Command audit();
Command seal();
Command backup();
Command restore();
Command repair();

const std::vector<Listed>& commands() {
  static const std::vector<Listed> list = {
      {"try", "group|Start"_en, "see what a scheme would come to on the orders you hold; writes nothing"_en,
       try_scheme},
      {"init", "group|Start"_en, "write a commented program file and an empty ledger"_en, init},
      {"check-program", "group|Start"_en, "report errors and warnings in the program file"_en, check_program},
      {"completion", "group|Start"_en, "print what teaches a shell to complete commands"_en, completion},
      {"import-orders", "group|Every day"_en, "read orders and refunds from a file"_en, import_orders},
      {"import-activities", "group|Every day"_en, "read what members did besides buying"_en, import_activities},
      {"import-visitors", "group|Every day"_en, "read how many people came to the shop"_en, import_visitors},
      {"run-nightly", "group|Every day"_en, "expire, award and recalculate everything due"_en, run_nightly},
      {"status", "group|Every day"_en, "show how the shop stands and what waits"_en, status},
      {"show-member", "group|Every day"_en, "show one member: tier, points, coupons, latest orders"_en, show_member},
      {"quote-order", "group|Every day"_en, "work out what a cart costs a member, step by step"_en, quote_order},
      {"quote-return", "group|Every day"_en, "work out what to give back for what comes back of an order"_en,
       quote_return},
      {"report", "group|Every day"_en, "show members, summary, tiers, points, coupons and more"_en, report},
      {"simulate", "group|Every day"_en, "the shop's own orders under other rules, beside the present ones"_en,
       simulate},
      {"query", "group|Every day"_en, "ask members, orders, points and more in SQL"_en, query},
      {"add-member", "group|Members"_en, "enter a member"_en, add_member},
      {"set-member", "group|Members"_en, "change name, birthday, tags, fields, tier, membership"_en, set_member},
      {"import-members", "group|Members"_en, "take over members of an earlier system"_en, import_members},
      {"link-orders", "group|Members"_en, "give unassigned orders to a member"_en, link_orders},
      {"merge-members", "group|Members"_en, "merge two members who are the same customer"_en, merge_members},
      {"close-member", "group|Members"_en, "shut a member out; nothing is earned or received"_en, close_member},
      {"reopen-member", "group|Members"_en, "let a member in again who was shut out"_en, reopen_member},
      {"forget-member", "group|Members"_en, "delete personal data of a member; the books stay"_en, forget_member},
      {"export-member", "group|Members"_en, "write everything about one member to one file"_en, export_member},
      {"award-points", "group|Points"_en, "award what is due from orders, or points manually"_en, award_points},
      {"redeem-points", "group|Points"_en, "spend a member's points"_en, redeem_points},
      {"adjust-points", "group|Points"_en, "correct a member's points up or down"_en, adjust_points},
      {"transfer-points", "group|Points"_en, "transfer points from a member to another"_en, transfer_points},
      {"top-up", "group|Wallet"_en, "put money into a member's wallet"_en, top_up},
      {"refund-wallet", "group|Wallet"_en, "pay money out of a member's wallet"_en, refund_wallet},
      {"issue-card", "group|Gift cards"_en, "sell a gift card, for whoever holds it or for a member"_en, issue_card},
      {"show-card", "group|Gift cards"_en, "show what is on a gift card"_en, show_card},
      {"pay-card", "group|Gift cards"_en, "pay for an order with a gift card, or put it back"_en, pay_card},
      {"refund-card", "group|Gift cards"_en, "pay out what is left of what a gift card was sold for"_en, refund_card},
      {"renew-card", "group|Gift cards"_en, "make a gift card usable again whose last day is over"_en, renew_card},
      {"stop-card", "group|Gift cards"_en, "stop a gift card that was lost"_en, stop_card},
      {"recalc-tiers", "group|Tiers"_en, "decide every tier that is due"_en, recalc_tiers},
      {"issue-coupon", "group|Coupons"_en, "issue vouchers to members, a list or a tier"_en, issue_coupon},
      {"redeem-coupon", "group|Coupons"_en, "use a voucher for an order"_en, redeem_coupon},
      {"void-coupon", "group|Coupons"_en, "cancel a voucher"_en, void_coupon},
      {"draw-prize", "group|Draws"_en, "draw winners in a way that anybody can repeat"_en, draw_prize},
      {"draw-holdout", "group|Draws"_en, "draw by lot who gets nothing new, to show what the scheme does"_en,
       draw_holdout},
      {"explain", "group|Trust"_en, "show where a member's points and tier come from"_en, explain},
      {"list-batches", "group|Trust"_en, "list every change of the ledger"_en, list_batches},
      {"undo-batch", "group|Trust"_en, "undo a batch"_en, undo_batch},
      {"audit", "group|Trust"_en, "recompute everything and name the first difference"_en, audit},
      {"seal", "group|Trust"_en, "make a key that shows whether others rewrote the ledger"_en, seal},
      {"backup", "group|Trust"_en, "copy the ledger while others use it, and check the copy"_en, backup},
      {"restore", "group|Trust"_en, "put a backup in the place of the ledger, and keep what was there"_en, restore},
      {"repair", "group|Trust"_en, "make a new ledger of what can be read of a damaged one"_en, repair},
  };
  return list;
}

} // namespace loyalty::cli
