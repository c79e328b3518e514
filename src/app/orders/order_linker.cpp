// SPDX-License-Identifier: MIT
#include "app/orders/order_linker.hpp"

#include <algorithm>
#include <utility>

#include "app/orders/referrers.hpp"
#include "loyalty/order_statement.hpp"
#include "messages/reasons.hpp"
#include "store/linked_orders.hpp"
#include "store/settlements.hpp"

namespace loyalty::app {

using messages::shown_value;

namespace {

OrderRow row_of(std::string_view order, std::string_view shop, const store::KnownOrder& known) {
  OrderRow row;
  row.order_id = order;
  row.shop = shop;
  row.placed_at = known.placed_at;
  row.amount = known.amount;
  row.refunded = known.refunded;
  row.status = known.status;
  row.category = known.category;
  return row;
}

Objection no_order(const AskedLink& asked) {
  const auto order = shown_value(asked.order);
  return {"order_id",
          asked.shop ? "there is no order {order} in shop {shop}"_en(order, shown_value(*asked.shop))
                     : "there is no order {order}"_en(order),
          "list unassigned orders: loyalty report unassigned"_en};
}

} // namespace

std::optional<Objection> OrderLinker::find(const AskedLink& asked, Found& found) {
  auto& ledger = work_.ledger();
  auto all = store::find_in_all_shops(ledger, asked.order);
  if (asked.shop) std::erase_if(all, [&](const auto& each) { return each.first != *asked.shop; });
  if (all.empty()) return no_order(asked);
  if (all.size() > 1)
    return Objection{
        "order_id",
        "the number {order} stands for orders of several shops: {first} and {second}"_en(
            asked.order, all[0].first.empty() ? "one without a name"_en : Message::name(all[0].first), all[1].first),
        "say which shop is meant, with --shop or in a column shop"_en};
  found = {std::move(all.front().first), std::move(all.front().second)};
  if (found.known.refund_of) {
    const auto of = store::order_text(ledger, *found.known.refund_of);
    return Objection{"order_id",
                     "{refund} is a refund of order {order}"_en(asked.order, of ? of->order_id : std::string("?")),
                     "link that order: its refunds go with it"_en};
  }
  return std::nullopt;
}

std::optional<MemberId> OrderLinker::member_of(const std::string& key) {
  const auto [found, is_new] = members_.try_emplace(key);
  if (is_new)
    if (const auto member = store::find_member(work_.ledger(), key)) found->second = member->id;
  return found->second;
}

Objection OrderLinker::another_members(const AskedLink& asked, const Found& found) const {
  const auto holder = store::key_of(work_.ledger(), *found.known.member);
  const Message hint =
      found.known.linked
          ? "if that link is wrong, undo its batch; if both are the same customer, see: loyalty merge-members"_en()
          : "its file says so; if both are the same customer, see: loyalty merge-members"_en();
  return {"order_id", "order {order} is {member}'s already"_en(asked.order, shown_value(holder)), hint};
}

std::optional<Objection> OrderLinker::take(const AskedLink& asked) {
  const auto member = member_of(asked.member);
  if (!member)
    return Objection{"member_id", "there is no member {member}"_en(shown_value(asked.member)),
                     "add the member first: loyalty add-member"_en};
  Found found;
  if (auto objection = find(asked, found)) return objection;
  if (found.known.member == member) {
    ++unchanged_;
    return std::nullopt;
  }
  if (found.known.member) return another_members(asked, found);
  work_.ledger().whose().link(*found.known.first, *member, work_.batch().id());
  const Day day = found.known.placed_at.day();
  const auto first = first_days_.try_emplace(*member, day).first;
  first->second = std::min(first->second, day);
  links_.push_back({asked.order, std::move(found), *member});
  return std::nullopt;
}

void OrderLinker::write() {
  store::OrderWriter writer(work_.ledger(), work_.batch());
  for (const auto& [order, found, member] : links_) {
    const auto& [shop, known] = found;
    writer.write(row_of(order, shop, known), nullptr,
                 {.member = member,
                  .revision = known.revisions + 1,
                  .first = known.first,
                  .stated_on = std::max(work_.context().as_of, known.placed_at.day())});
  }
  writer.flush();
  std::vector<store::NewFact> facts;
  for (const auto& [member, day] : first_days_) facts.push_back({member, day});
  store::mark_due(work_.ledger(), facts);
}

void OrderLinker::write_referrers(OrdersLinked& result) {
  store::MemberDirectory members(work_.ledger(), false);
  Referrers referrers(work_, members, Referrers::Before::in_time);
  for (const auto& [order, found, member] : links_) {
    const auto named = store::referrer_of(work_.ledger(), *found.known.first);
    if (named.empty()) continue;
    OrderDetails details;
    details.referrer_id = named;
    // It may have come back since.
    auto row = row_of(order, found.shop, found.known);
    row.status = OrderStatus::paid;
    referrers.note(member, row, &details);
  }
  std::vector<store::NewFact> facts;
  result.rows.notes = referrers.write([this](MemberId member) { return first_days_.at(member); },
                                      [&](MemberId inviter, Day day) {
                                        facts.push_back({inviter, day});
                                      });
  if (!facts.empty()) store::mark_due(work_.ledger(), facts);
}

void OrderLinker::judge_codes(OrdersLinked& result) {
  std::vector<OrderId> orders;
  for (const auto& link : links_) orders.push_back(*link.found.known.first);
  result.codes = app::judge_codes(work_, orders);
}

void OrderLinker::finish(OrdersLinked& result) {
  result.rows.added = std::ssize(links_);
  result.rows.unchanged = unchanged_;
  if (links_.empty()) return;
  write();
  write_referrers(result);
  judge_codes(result);
}

} // namespace loyalty::app
