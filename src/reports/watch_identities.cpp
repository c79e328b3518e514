// SPDX-License-Identifier: MIT
#include "reports/watch_identities.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shop/known_alike.hpp"
#include "store/acts.hpp"
#include "store/members.hpp"

namespace loyalty::reports {
namespace {

constexpr std::ptrdiff_t fewest_guests = 3;

/// Two or more, in order.
using Group = std::vector<MemberId>;

/// Those who are known by the same text, a group for each such text.
std::vector<Group> members_who_share(store::Ledger& ledger, Day as_of) {
  auto known = shop::known_texts(ledger, as_of);
  std::ranges::sort(known);
  known.erase(std::ranges::unique(known).begin(), known.end());
  std::vector<Group> groups;
  for (auto first = known.begin(); first != known.end();) {
    const auto next = std::find_if(first, known.end(), [&](const auto& each) { return each.first != first->first; });
    if (next - first > 1) {
      auto& group = groups.emplace_back();
      for (; first != next; ++first) group.push_back(first->second);
    }
    first = next;
  }
  return groups;
}

std::string listed(const shop::MemberNames& names, const auto& members, MemberId except) {
  std::string text;
  for (const auto member : members)
    if (member != except) text += (text.empty() ? "" : ", ") + std::string(names.key(member));
  return text;
}

/// Whoever brought whom.
struct Invitation {
  MemberId inviter = {};
  MemberId invited = {};
  Day on = {};
};

std::vector<Invitation> invitations(store::Ledger& ledger, Day as_of) {
  std::vector<Invitation> all;
  store::read_acts(ledger, ActKind::invite, [&](const store::StoredAct& stored) {
    if (stored.act.other && stored.act.day <= as_of) all.push_back({*stored.act.other, stored.member, stored.act.day});
  });
  return all;
}

std::vector<WatchRow> pairs_that_share(const std::vector<Invitation>& all, const std::vector<Group>& groups,
                                       const shop::MemberNames& names) {
  std::map<MemberId, std::vector<std::size_t>> groups_of;
  for (std::size_t group = 0; group < groups.size(); ++group)
    for (const auto member : groups[group]) groups_of[member].push_back(group);
  const auto share = [&](MemberId one, MemberId other) {
    const auto of_one = groups_of.find(one), of_other = groups_of.find(other);
    return of_one != groups_of.end() && of_other != groups_of.end() &&
           std::ranges::find_first_of(of_one->second, of_other->second) != of_one->second.end();
  };
  std::vector<WatchRow> rows;
  for (const auto& [inviter, invited, on] : all)
    if (share(inviter, invited))
      rows.push_back({.kind = WatchKind::ring,
                      .member = inviter,
                      .what = std::string(names.key(invited)),
                      .count = 1,
                      .from = on,
                      .to = on});
  return rows;
}

/// The only orders of those whom one member brought.
struct GuestOrders {
  std::set<MemberId> guests;
  Money amount = {};
  Day from = never;
  Day to = {};
};

void look_at_guest(std::map<MemberId, GuestOrders>& by_inviter, const Invitation& invitation, const FirstOrder& order) {
  auto& orders = by_inviter[invitation.inviter];
  orders.guests.insert(invitation.invited);
  orders.amount += order.amount;
  orders.from = std::min(orders.from, order.at.day());
  orders.to = std::max(orders.to, order.at.day());
}

std::vector<WatchRow> guests_with_least(const std::vector<Invitation>& all, std::span<const FirstOrder> first_orders,
                                        const shop::MemberNames& names) {
  std::map<MemberId, FirstOrder> first;
  for (const auto& order : first_orders) first.emplace(order.member, order);
  Money least = {Money::limit};
  for (const auto& invitation : all)
    if (const auto found = first.find(invitation.invited); found != first.end())
      least = std::min(least, found->second.amount);
  std::map<MemberId, GuestOrders> by_inviter;
  for (const auto& invitation : all) {
    const auto found = first.find(invitation.invited);
    if (found != first.end() && !found->second.repeated && found->second.amount == least)
      look_at_guest(by_inviter, invitation, found->second);
  }
  std::vector<WatchRow> rows;
  for (const auto& [inviter, orders] : by_inviter)
    if (std::ssize(orders.guests) >= fewest_guests)
      rows.push_back({.kind = WatchKind::ring,
                      .member = inviter,
                      .what = listed(names, orders.guests, inviter),
                      .count = std::ssize(orders.guests),
                      .amount = orders.amount,
                      .from = orders.from,
                      .to = orders.to});
  return rows;
}

} // namespace

std::vector<WatchRow> shared_identities(store::Ledger& ledger, const shop::MemberNames& names, Day as_of) {
  auto groups = members_who_share(ledger, as_of);
  std::ranges::sort(groups);
  groups.erase(std::ranges::unique(groups).begin(), groups.end());
  std::vector<WatchRow> rows;
  for (const auto& members : groups)
    rows.push_back({.kind = WatchKind::shared_identity,
                    .member = members.front(),
                    .what = listed(names, members, members.front()),
                    .count = std::ssize(members)});
  return rows;
}

std::vector<WatchRow> invitation_rings(store::Ledger& ledger, const shop::MemberNames& names,
                                       std::span<const FirstOrder> first_orders, Day as_of) {
  const auto all = invitations(ledger, as_of);
  if (all.empty()) return {};
  auto rows = pairs_that_share(all, members_who_share(ledger, as_of), names);
  for (auto& row : guests_with_least(all, first_orders, names)) rows.push_back(std::move(row));
  return rows;
}

} // namespace loyalty::reports
