// SPDX-License-Identifier: MIT
#include "reports/quote_return.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "loyalty/engine.hpp"
#include "loyalty/error.hpp"
#include "loyalty/referral.hpp"
#include "shop/member_wallet.hpp"
#include "shop/work.hpp"
#include "store/histories.hpp"
#include "store/ledger/snapshot.hpp"
#include "store/linked_orders.hpp"
#include "store/members.hpp"
#include "store/orders.hpp"
#include "store/voucher_reader.hpp"

namespace loyalty::reports {
namespace {

struct AskedOrder {
  std::string shop;
  store::KnownOrder known;
};

AskedOrder order_asked(store::Ledger& ledger, const ReturnRequest& request) {
  auto all = store::find_in_all_shops(ledger, request.order);
  if (request.shop) std::erase_if(all, [&](const auto& each) { return each.first != *request.shop; });
  if (all.empty())
    throw Error(Failure::refused,
                request.shop ? "there is no order {order} in shop {shop}"_en(request.order, *request.shop)
                             : "there is no order {order}"_en(request.order),
                {}, "import the order file first, or name the order as it stands there"_en);
  if (all.size() > 1)
    throw Error(
        Failure::refused,
        "the number {order} stands for orders of several shops: {first} and {second}"_en(
            request.order, all[0].first.empty() ? "one without a name"_en : Message::name(all[0].first), all[1].first),
        {}, "say which shop is meant: --shop {shop}"_en(all[1].first));
  AskedOrder asked{std::move(all.front().first), std::move(all.front().second)};
  if (asked.known.refund_of) {
    const auto of = store::order_text(ledger, *asked.known.refund_of);
    throw Error(Failure::refused,
                "{refund} is a refund of order {order}"_en(request.order, of ? of->order_id : std::string("?")), {},
                "name the order itself"_en);
  }
  return asked;
}

/// All that happened to the buyer; of nobody's order, the order alone.
History buyers_history(store::Ledger& ledger, const store::KnownOrder& known, const Timeline& timeline) {
  History history;
  if (!known.member) {
    std::vector<OrderRecord> records;
    store::LinkedOrders(ledger).add(*known.first, records);
    assemble(records, history);
    return history;
  }
  store::HistoryReader reader(ledger, *known.member, *known.member, {.sales = looks_at_sales(timeline)});
  if (const auto* found = reader.next()) history = *found;
  return history;
}

/// The place of the order among those of its buyer. Refused where there is nothing to give back.
std::size_t place_in_history(const History& history, OrderId first, const std::string& number, Day day) {
  const auto order = std::find_if(history.orders.begin(), history.orders.end(),
                                  [&](const OrderFact& each) { return each.id == first; });
  if (order == history.orders.end())
    throw Error(Failure::refused, "order {order} was not paid"_en(number), "there is nothing to give back"_en,
                "look at the orders of a member: loyalty show-member MEMBER"_en);
  if (order->day() > day)
    throw Error(Failure::refused, "order {order} was placed on {day}"_en(number, order->day()), {},
                "look at a later day: --as-of {day}"_en(order->day()));
  return static_cast<std::size_t>(order - history.orders.begin());
}

std::vector<OrderLeft> left_through(const History& history, std::size_t place, Day day) {
  auto left = left_of(history, place);
  std::erase_if(left, [day](const OrderLeft& each) { return each.on > day; });
  return left;
}

Money remains_on(const History& history, std::size_t place, Day day) {
  const auto& order = history.orders[place];
  Money remains = order.void_from_start ? Money{} : order.amount - order.refunded;
  if (const auto left = left_through(history, place, day); !left.empty()) remains = left.back().amount;
  return remains;
}

PaidOrder paid_order(store::Ledger& ledger, const AskedOrder& asked, const ReturnRequest& request,
                     const History& history, std::size_t place, Day day) {
  PaidOrder order{
      .number = request.order, .paid = history.orders[place].amount, .remains = remains_on(history, place, day)};
  if (order.remains <= Money{})
    throw Error(Failure::refused, "nothing remains of order {order}"_en(order.number),
                "it was given back whole, or cost nothing"_en,
                "look at the orders of a member: loyalty show-member MEMBER"_en);
  for (auto& line : store::StoredLines(ledger).find({asked.shop, request.order}))
    order.lines.push_back({.line_id = std::move(line.line_id),
                           .sku = std::move(line.sku),
                           .category = std::move(line.category),
                           .quantity = std::max<std::int64_t>(1, line.quantity),
                           .paid = line.amount});
  return order;
}

/// Coupon and key of what a member was given for a reason that holds.
using Reasons = std::set<std::pair<std::string, std::string>>;

struct WalkedSums {
  MemberSums sums;
  Reasons reasons;
};

WalkedSums walked_sums(Engine& engine, const History& history, Day day) {
  const auto& conclusions = engine.walk(history, day);
  WalkedSums walked;
  Tally tally(day);
  std::int32_t number = 0;
  for (const auto& entry : conclusions.entries) tally.add(++number, entry);
  walked.sums.points = tally.balance();
  if (const auto* tier = engine.tier()) walked.sums.tier = tier->id;
  for (const auto& occasion : conclusions.occasions) {
    std::pair reason(occasion.coupon, occasion.key);
    if (occasion.undone)
      walked.reasons.erase(reason);
    else
      walked.reasons.insert(std::move(reason));
  }
  return walked;
}

/// What a return does to vouchers, one after the other, and the points that go with them.
class VouchersOnReturn {
 public:
  VouchersOnReturn(store::Ledger& ledger, const AskedOrder& asked, const std::string& number, Day day)
      : ledger_(ledger), day_(day) {
    for (auto& stored : store::VoucherReader(ledger).used_for(number)) {
      const auto* used = redemption(stored.events);
      const bool by_code = used->by_order.has_value();
      const bool may_be = !asked.known.member || !stored.voucher.member || stored.voucher.member == asked.known.member;
      if (by_code ? used->by_order == asked.known.first : may_be) {
        in_use_.push_back({stored.voucher, stored.events});
        stored_.push_back(std::move(stored));
      }
    }
  }

  const std::vector<VoucherInUse>& in_use() const { return in_use_; }

  /// What the night will note of returns that it has not seen yet.
  void expect(Money paid, const std::vector<OrderLeft>& left) {
    for (std::size_t place = 0; place < in_use_.size(); ++place)
      for (const auto& each : after_return(in_use_[place].voucher, in_use_[place].events, paid, left)) {
        const auto* used = redemption(in_use_[place].events);
        const VoucherEvent event{each.kind, each.day, used == nullptr ? std::string() : used->order, {}, each.demanded};
        in_use_[place].events.push_back(event);
        stored_[place].events.push_back(event);
      }
  }

  void take(const ReturnQuote& quote) {
    for (const auto& each : quote.vouchers) {
      const bool released = each.kind == VoucherEventKind::released;
      note(stored_[each.place], each.kind,
           released ? VoucherChange::Why::order_cancelled : VoucherChange::Why::below_minimum_spend, each.demanded,
           each.spend);
    }
  }

  /// The vouchers of a member for reasons that went.
  void take_gone(MemberId member, const Reasons& before, const Reasons& after) {
    for (const auto& reason : before) {
      if (after.contains(reason)) continue;
      auto stored = store::find_automatic(ledger_, member, reason.first, reason.second);
      if (!stored) continue;
      for (const auto& known : stored_)
        if (known.id == stored->id) stored->events = known.events;
      if (const auto judged = after_reason_went(stored->voucher, stored->events, day_))
        note(*stored, judged->kind, VoucherChange::Why::reason_went, judged->demanded);
    }
  }

  const std::vector<VoucherChange>& changes() const { return changes_; }
  /// The corrections that take bonus points back with the uses that gave them, of all that was taken since the last
  /// call.
  std::vector<Act> take_corrections() { return std::exchange(corrections_, {}); }

 private:
  void note(store::StoredVoucher& stored, VoucherEventKind kind, VoucherChange::Why why, Money demanded,
            Money spend = {}) {
    VoucherChange change{.voucher = stored.voucher, .spend = spend, .why = why};
    change.before = state_on(stored.voucher, stored.events, day_);
    const auto* used = redemption(stored.events);
    if (kind == VoucherEventKind::demanded)
      change.deducted = std::max(Money{}, demanded);
    else if (used != nullptr && gives_points(stored.voucher))
      corrections_.push_back(
          {.day = day_, .kind = ActKind::adjust, .points = -std::get<BonusPoints>(stored.voucher.kind).points});
    stored.events.push_back(
        {.kind = kind, .day = day_, .order = used == nullptr ? std::string() : used->order, .discount = demanded});
    change.after = state_on(stored.voucher, stored.events, day_);
    if (demanded >= Money{}) changes_.push_back(std::move(change));
  }

  store::Ledger& ledger_;
  Day day_;
  std::vector<store::StoredVoucher> stored_;
  std::vector<VoucherInUse> in_use_; ///< the same
  std::vector<VoucherChange> changes_;
  std::vector<Act> corrections_;
};

/// What the return means for a member: walked as they are, and as they will be, which `later` is when this is over.
MemberChange follow_return(Engine& engine, const History& history, History& later, Day day,
                           VouchersOnReturn& vouchers) {
  const auto before = walked_sums(engine, history, day);
  auto after = walked_sums(engine, later, day);
  vouchers.take_gone(history.member, before.reasons, after.reasons);
  if (const auto corrections = vouchers.take_corrections(); !corrections.empty()) {
    later.acts.insert(later.acts.end(), corrections.begin(), corrections.end());
    sort_acts(later);
    after = walked_sums(engine, later, day);
  }
  return {before.sums, after.sums};
}

/// Whoever referred the buyer sees of their orders what is left of them.
void follow_to_inviter(store::Ledger& ledger, Engine& engine, const History& buyers, Day day,
                       VouchersOnReturn& vouchers, QuotedReturn& quoted) {
  const auto invite =
      std::ranges::find_if(buyers.acts, [](const Act& act) { return act.kind == ActKind::invite && act.other; });
  if (invite == buyers.acts.end()) return;
  store::HistoryReader reader(ledger, *invite->other, *invite->other, {.sales = looks_at_sales(engine.timeline())});
  const auto* found = reader.next();
  if (found == nullptr) return;
  const auto history = *found;
  auto later = history;
  for (auto& invited : later.invited)
    if (invited.member == buyers.member) invited = invited_member(buyers, invited.on);
  quoted.inviter = follow_return(engine, history, later, day, vouchers);
  quoted.inviter_key = store::key_of(ledger, *invite->other);
}

} // namespace

std::string_view to_string(VoucherChange::Why why) {
  switch (why) {
    case VoucherChange::Why::order_cancelled: return "order_cancelled";
    case VoucherChange::Why::below_minimum_spend: return "below_minimum_spend";
    case VoucherChange::Why::reason_went: return "reason_went";
  }
  return {};
}

QuotedReturn quote_return(store::Ledger& ledger, const shop::ProgramText& text, const ReturnRequest& request, Day day) {
  const store::Snapshot snapshot(ledger);
  const auto program = std::make_shared<const Program>(shop::program_of(text));
  shop::check_currency(ledger, *program);
  const auto timeline = shop::timeline_with(ledger, text, program).timeline;
  const auto asked = order_asked(ledger, request);
  const auto history = buyers_history(ledger, asked.known, timeline);
  const auto place = place_in_history(history, *asked.known.first, request.order, day);
  const auto order = paid_order(ledger, asked, request, history, place, day);

  QuotedReturn quoted{.program = program, .remained = order.remains};
  const auto back = back_asked(order, request, program->currency, quoted.lines);
  VouchersOnReturn vouchers(ledger, asked, request.order, day);
  vouchers.expect(order.paid, left_through(history, place, day));
  quoted.quote = quote_return(order, back, vouchers.in_use(), day);
  vouchers.take(quoted.quote);
  if (asked.known.member) {
    auto later = history;
    add_refund(later, place, quoted.quote.refund, quoted.quote.nothing_remains, day);
    Engine engine(timeline);
    quoted.buyer = follow_return(engine, history, later, day, vouchers);
    quoted.to_wallet = shop::wallet_of(ledger, later, day).balance() - shop::wallet_of(ledger, history, day).balance();
    follow_to_inviter(ledger, engine, later, day, vouchers, quoted);
  }
  quoted.vouchers = vouchers.changes();
  quoted.quote.deducted = {};
  for (const auto& change : quoted.vouchers) quoted.quote.deducted += change.deducted;
  return quoted;
}

} // namespace loyalty::reports
