// SPDX-License-Identifier: MIT
#include "app/members/merge_members.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "app/members/merge_check.hpp"
#include "app/orders/order_codes.hpp"
#include "loyalty/error.hpp"
#include "messages/counts.hpp"
#include "shop/member_wallet.hpp"
#include "store/accounts.hpp"
#include "store/acts.hpp"
#include "store/histories.hpp"
#include "store/settlements.hpp"
#include "store/vouchers.hpp"

namespace loyalty::app {
namespace {

MergeSide side_of(store::Ledger& ledger, const store::Member& member, Day as_of) {
  const auto history = store::read_history(ledger, member.id);
  const auto account = store::read_account(ledger, member.id);
  const auto vouchers = store::vouchers_of(ledger, member.id);
  return {.member = member,
          .since = member_since(history, as_of),
          .orders = order_figures(history, as_of),
          .points = balance_on(account.entries, as_of),
          .tier = tier_held(account.tier_changes, as_of).tier,
          .vouchers = std::ranges::count_if(
              vouchers,
              [&](const store::StoredVoucher& each) { return is_open(state_on(each.voucher, each.events, as_of)); }),
          .wallet = shop::wallet_of(ledger, member.id, as_of).balance()};
}

/// What came to both for the same reason stays with whoever they turn out to be.
std::int64_t issued_twice(store::Ledger& ledger, MemberId kept, MemberId other) {
  std::set<std::pair<std::string, std::string>> seen;
  std::int64_t twice = 0;
  for (const auto member : {kept, other})
    for (const auto& stored : store::vouchers_of(ledger, member))
      if (stored.issue.why == store::IssueKey::For::occasion && standing(stored.events) != VoucherState::void_ &&
          !seen.emplace(stored.voucher.coupon, stored.issue.key).second)
        ++twice;
  return twice;
}

/// The first day of which anything is known of them; that of the command if nothing is.
Day first_day(const MergeSide& side, Day as_of) { return std::min(side.since, as_of); }

std::vector<OrderId> orders_of(store::Ledger& ledger, MemberId member) {
  std::vector<OrderId> orders;
  for (const auto& order : store::read_history(ledger, member).orders) orders.push_back(order.id);
  return orders;
}

} // namespace

MembersMerged merge_members(const shop::Context& context, const std::string& kept_name, const std::string& other_name) {
  shop::Work work(context, store::BatchKind::members_merged);
  auto& ledger = context.ledger;
  const auto kept = store::require_member(ledger, kept_name);
  const auto other = store::require_member(ledger, other_name);
  if (kept.id == other.id)
    throw Error(Failure::refused,
                "{kept} and {other} are already one member: {member}"_en(kept_name, other_name, kept.key), {},
                "look with: loyalty show-member {member}"_en(kept.key));
  const auto why_not = check_merge(ledger, kept, other, context.as_of, context.currency);
  if (why_not) throw Error(Failure::refused, why_not->what, why_not->why, why_not->hint);
  MembersMerged merged{.kept = side_of(ledger, kept, context.as_of),
                       .other = side_of(ledger, other, context.as_of),
                       .issued_twice = issued_twice(ledger, kept.id, other.id),
                       .codes = {},
                       .receipt = {}};
  store::add_act(ledger, work.batch(),
                 {.member = other.id, .act = {.day = context.as_of, .kind = ActKind::merge, .other = kept.id}});
  ledger.whose().merge(other.id, kept.id);
  const Day first = std::min(first_day(merged.kept, context.as_of), first_day(merged.other, context.as_of));
  const std::array<store::NewFact, 2> facts = {store::NewFact{kept.id, first}, store::NewFact{other.id, first}};
  store::mark_due(ledger, facts);
  merged.codes = judge_codes(work, orders_of(ledger, kept.id));
  merged.receipt = work.finish({.counts = messages::counts_text({{"merged", 2}})});
  return merged;
}

} // namespace loyalty::app
