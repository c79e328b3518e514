// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/coupons/issue_coupon.hpp"
#include "app/coupons/redeem_coupon.hpp"
#include "app/draws/contact_lists.hpp"
#include "app/draws/draw_holdout.hpp"
#include "app/draws/draw_prize.hpp"
#include "app/members/add_member.hpp"
#include "app/members/close_member.hpp"
#include "app/members/import_activities.hpp"
#include "app/members/merge_members.hpp"
#include "app/members/set_member.hpp"
#include "app/night/run_nightly.hpp"
#include "app/orders/import_orders.hpp"
#include "app/orders/link_orders.hpp"
#include "app/trust/undo_batch.hpp"
#include "app/visitors/import_visitors.hpp"
#include "files/text_file.hpp"
#include "loyalty/difference.hpp"
#include "loyalty/written_day.hpp"
#include "store/accounts.hpp"
#include "store/acts.hpp"
#include "store/members.hpp"
#include "store/orders.hpp"
#include "store/rosters.hpp"
#include "store/vouchers.hpp"

namespace loyalty::follow_up_shop {

using namespace loyalty::app;
using namespace loyalty::shop;
using Lines = std::vector<std::string>;

/// A shop whose vouchers and rosters follow from what members do.
class Shop {
 public:
  explicit Shop(std::string program) : program_(std::move(program)) {}

  store::Ledger& ledger() { return *ledger_; }

  Imported orders(Day on, const std::string& rows) {
    const files::TextFile file("order_id,member_id,placed_at,amount,status,refund_of,fee_for,referrer_id\n" + rows);
    return import_orders(context(on), {.path = file.path()});
  }
  Imported orders(std::string_view on, const std::string& rows) { return orders(day(on), rows); }
  void activities(Day on, const std::string& rows) {
    const files::TextFile file("member_id,activity,happened_at,count,activity_id\n" + rows);
    import_activities(context(on), text(), file.path());
  }
  void add(Day on, const std::string& key) { add_member(context(on), text(), {.key = key}); }
  void set(Day on, const MemberChange& change) { set_member(context(on), text(), change); }
  void tell_birthday(Day on, const std::string& key, Day birthday) {
    MemberWords words;
    words.birthday = birthday;
    set_member(context(on), text(), {.member = key, .words = std::move(words)});
  }
  std::optional<BatchId> link(Day on, const std::vector<std::string>& orders, const std::string& member) {
    return link_orders(context(on), {.orders = orders, .member = member, .shop = {}}).rows.receipt.batch;
  }
  std::optional<BatchId> merge(Day on, const std::string& kept, const std::string& other) {
    return merge_members(context(on), kept, other).receipt.batch;
  }
  RowsImported visitors(std::string_view on, const std::string& rows) {
    const files::TextFile file("day,visitors,shop\n" + rows);
    return import_visitors(context(day(on)), file.path());
  }
  DrawnHoldout draw(std::string_view on, const HoldoutRequest& request) {
    return draw_holdout(context(day(on)), text(), request, 7);
  }
  EndedHoldout end_draw(std::string_view on, const std::string& name) { return end_holdout(context(day(on)), name); }
  ContactList contact(std::string_view on, const std::vector<MemberId>& members) {
    return take_contact_list(context(day(on)), text(), "list", members);
  }
  DrawResult win(std::string_view on, const std::string& draw) {
    return draw_prize(context(day(on)), text(), {.draw = draw}, 7);
  }
  MemberClosed close(std::string_view on, const std::string& key) {
    return close_member(context(day(on)), text(), key, "why");
  }
  MemberClosed reopen(std::string_view on, const std::string& key) {
    return reopen_member(context(day(on)), key, "why not");
  }
  IssueResult issue(std::string_view on, const IssueRequest& request) {
    return issue_coupon(context(day(on)), text(), request);
  }
  Night night(Day on, Halves halves = {}) { return run_nightly(context(on), text(), halves); }
  Night night(std::string_view on) { return night(day(on)); }
  void undo(BatchId batch, Day on) { undo_batch(context(on), batch); }
  void undo(BatchId batch, std::string_view on) { undo(batch, day(on)); }
  void give(Day on, const std::string& coupon, const std::string& member) {
    issue_coupon(context(on), text(), {.coupon = coupon, .members = {member}});
  }
  /// Uses the member's first voucher of the coupon that was given by hand, or came by itself for `key`.
  void use(Day on, const std::string& member, const std::string& coupon, const char* amount, const std::string& order,
           const std::string& key = {}) {
    redeem_coupon(context(on), [this] { return text(); },
                  {.code = code(member, coupon, key), .amount = Money::parse(amount, cny).value(), .order = order});
  }
  void use(std::string_view on, const std::string& member, const std::string& coupon, const char* amount,
           const std::string& order, const std::string& key = {}) {
    use(day(on), member, coupon, amount, order, key);
  }

  /// All vouchers, without their codes, and what became of them.
  Lines vouchers() {
    Lines told;
    for (const auto& member : store::members(*ledger_))
      for (const auto& each : store::vouchers_of(*ledger_, member.id)) {
        auto line = member.key + ' ' + each.voucher.coupon + ' ' + to_string(each.voucher.issued_on);
        if (each.voucher.last_day != never) line += " until " + to_string(each.voucher.last_day);
        if (const auto* off = std::get_if<AmountOff>(&each.voucher.kind)) line += ", " + to_string(off->amount, cny);
        line += ", " + to_string(each.issue);
        for (const auto& event : each.events) line += "; " + words(event);
        told.push_back(line);
      }
    return told;
  }
  Lines rosters() {
    Lines told;
    for (const auto& member : store::members(*ledger_))
      store::read_rosters(*ledger_, member.id, member.id, [&](MemberId, const RosterChange& change) {
        told.push_back(member.key + ' ' + to_string(change.day) + (change.enters ? " into " : " out of ") +
                       change.group);
      });
    return told;
  }
  /// Who is on which roster in the end.
  std::set<std::string> on_rosters() {
    std::set<std::string> inside;
    for (const auto& member : store::members(*ledger_))
      store::read_rosters(*ledger_, member.id, member.id, [&](MemberId, const RosterChange& change) {
        const auto place = member.key + " in " + change.group;
        if (change.enters)
          inside.insert(place);
        else
          inside.erase(place);
      });
    return inside;
  }
  /// The lines of all accounts and tier histories that stand, in words that do not depend on numbers.
  Lines books() {
    Lines told;
    const auto terms = store::KeptTerms(*ledger_).terms();
    for (const auto& member : store::members(*ledger_)) {
      const auto account = store::read_account(*ledger_, member.id);
      for (const auto& [number, entry] : account.entries) {
        const bool cancelled =
            std::any_of(account.entries.begin(), account.entries.end(),
                        [number = number](const auto& line) { return line.entry.reverses == number; });
        if (cancelled || entry.reverses != 0) continue;
        auto line = member.key + ' ' + to_string(entry.day) + ' ' + std::string(to_string(entry.kind)) + ' ' +
                    std::to_string(entry.points) + " until " + to_string(entry.last_day) + " on " +
                    to_string(entry.base, cny);
        if (entry.terms >= 0) line += " by " + to_string(terms[static_cast<std::size_t>(entry.terms)].rule);
        told.push_back(line);
      }
      for (const auto& change : netted(account.tier_changes))
        told.push_back(member.key + ' ' + to_string(change.day) + ' ' + std::string(to_string(change.reason)) + ' ' +
                       change.tier + " until " + to_string(change.until));
    }
    return told;
  }

 private:
  Context context(Day on) {
    return {.ledger = *ledger_,
            .as_of = on,
            .currency = cny,
            .recorded_at = "2026-01-01T00:00:00Z",
            .operator_name = "tester",
            .entropy = [this](std::span<unsigned char> bytes) {
              for (auto& byte : bytes)
                byte = static_cast<unsigned char>((seed_ = seed_ * 1'103'515'245U + 12'345U) >> 16U);
            }};
  }
  ProgramText text() const { return {"loyalty.toml", program_}; }

  static std::string words(const VoucherEvent& event) {
    switch (event.kind) {
      case VoucherEventKind::redeemed: return "redeemed " + to_string(event.day) + " for " + event.order;
      case VoucherEventKind::voided: return "voided " + to_string(event.day);
      case VoucherEventKind::released: return "released " + to_string(event.day);
      case VoucherEventKind::demanded: return "demanded " + to_string(event.discount, cny) + ' ' + to_string(event.day);
    }
    return {};
  }

  std::string code(const std::string& member, const std::string& coupon, const std::string& key) {
    for (const auto& each : store::vouchers_of(*ledger_, store::require_member(*ledger_, member).id))
      if (each.voucher.coupon == coupon && (key.empty() || each.issue == store::for_occasion(key)))
        return each.voucher.code;
    return {};
  }

  std::unique_ptr<store::Ledger> ledger_ = store::Ledger::in_memory();
  std::string program_;
  unsigned seed_ = 1;
};

} // namespace loyalty::follow_up_shop
