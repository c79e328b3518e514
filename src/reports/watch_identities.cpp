// SPDX-License-Identifier: MIT
#include "reports/watch_identities.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "loyalty/identity.hpp"
#include "store/acts.hpp"
#include "store/members.hpp"
#include "store/personal_data.hpp"

namespace loyalty::reports {
namespace {

constexpr std::ptrdiff_t fewest_guests = 3;

using MembersByValue = std::unordered_map<std::string, std::set<MemberId>>;

/// A text by which somebody can be known, spelt like a phone where it is one.
std::string as_identity(std::string_view written) {
  return plain_identity(name_space::phone, written).value_or(std::string(written));
}

/// Fields that hold what a person is known by.
bool is_identity_field(std::string_view field) {
  constexpr std::array<std::string_view, 7> names{"phone", "mobile", "email", "wechat", "kuaishou", "taobao", "card"};
  return std::ranges::find(names, field) != names.end();
}

/// Whoever is known by a text, or says so in a custom field.
MembersByValue members_by_value(store::Ledger& ledger, Day as_of) {
  MembersByValue known;
  store::read_identities(ledger, [&](MemberId member, std::string_view, std::string_view value) {
    known[as_identity(value)].insert(member);
  });
  store::read_names(ledger, [&](MemberId member, std::string_view key, std::string_view) {
    if (!key.empty()) known[as_identity(key)].insert(member);
  });
  store::read_acts(ledger, ActKind::field, [&](const store::StoredAct& stored) {
    const auto& act = stored.act;
    if (act.day <= as_of && !act.text.empty() && is_identity_field(act.subject))
      known[as_identity(act.text)].insert(stored.member);
  });
  std::erase_if(known, [](const auto& each) { return each.second.size() < 2; });
  return known;
}

std::string listed(const shop::MemberNames& names, const std::set<MemberId>& members, MemberId except) {
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

std::vector<WatchRow> pairs_that_share(const std::vector<Invitation>& all, const MembersByValue& known,
                                       const shop::MemberNames& names) {
  std::vector<WatchRow> rows;
  for (const auto& [inviter, invited, on] : all)
    for (const auto& [value, members] : known)
      if (members.contains(inviter) && members.contains(invited)) {
        rows.push_back({.kind = WatchKind::ring,
                        .member = inviter,
                        .what = std::string(names.key(invited)),
                        .count = 1,
                        .from = on,
                        .to = on});
        break;
      }
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
  std::map<std::set<MemberId>, std::int64_t> groups;
  for (const auto& [value, members] : members_by_value(ledger, as_of)) ++groups[members];
  std::vector<WatchRow> rows;
  for (const auto& [members, values] : groups)
    rows.push_back({.kind = WatchKind::shared_identity,
                    .member = *members.begin(),
                    .what = listed(names, members, *members.begin()),
                    .count = std::ssize(members)});
  return rows;
}

std::vector<WatchRow> invitation_rings(store::Ledger& ledger, const shop::MemberNames& names,
                                       std::span<const FirstOrder> first_orders, Day as_of) {
  const auto all = invitations(ledger, as_of);
  if (all.empty()) return {};
  auto rows = pairs_that_share(all, members_by_value(ledger, as_of), names);
  for (auto& row : guests_with_least(all, first_orders, names)) rows.push_back(std::move(row));
  return rows;
}

} // namespace loyalty::reports
