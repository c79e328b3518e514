// SPDX-License-Identifier: MIT
#include "reports/export_member.hpp"

#include <array>
#include <set>
#include <utility>

#include "store/accounts.hpp"
#include "store/ledger/snapshot.hpp"
#include "store/vouchers.hpp"

namespace loyalty::reports {

std::string_view to_string(ActKind kind) {
  constexpr std::array<std::string_view, 31> words = {"",
                                                      "award",
                                                      "adjust",
                                                      "redeem",
                                                      "opening",
                                                      "opening_growth",
                                                      "activity",
                                                      "grant",
                                                      "tag",
                                                      "untag",
                                                      "field",
                                                      "membership",
                                                      "end_membership",
                                                      "invite",
                                                      "opted_out",
                                                      "consent",
                                                      "top_up",
                                                      "top_up_bonus",
                                                      "wallet_refund",
                                                      "prize",
                                                      "contact",
                                                      "enter_group",
                                                      "leave_group",
                                                      "merge",
                                                      "forgotten_on",
                                                      "holdout",
                                                      "transfer_out",
                                                      "transfer_in",
                                                      "cash_back",
                                                      "closed",
                                                      "reopened"};
  return words.at(static_cast<std::size_t>(kind));
}

MemberExport export_member(store::Ledger& ledger, const store::Member& member, Day as_of) {
  MemberExport all{.card = member_card(ledger, member, as_of),
                   .account = explain(ledger, member.key, as_of, true),
                   .lots = {},
                   .orders = {},
                   .lines = {},
                   .vouchers = {},
                   .cards = {},
                   .acts = {}};
  const store::Snapshot snapshot(ledger);
  all.lots = open_lots(store::read_account(ledger, member.id).entries, as_of);
  all.orders = store::statements_of(ledger, member.id);
  store::StoredLines lines(ledger);
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const auto& order : all.orders)
    if (seen.emplace(order.shop, order.order_id).second)
      for (auto& line : lines.find({order.shop, order.order_id}))
        all.lines.push_back({order.order_id, std::move(line)});
  all.vouchers = store::vouchers_of(ledger, member.id);
  all.cards = store::cards(ledger, member.id);
  all.acts = store::acts_of(ledger, member.id);
  return all;
}

} // namespace loyalty::reports
