// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <unordered_set>
#include <vector>

#include "app/draws/contact_lists.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {

/// The ledger of a report of members: to be changed if --contact makes a contact list of it.
shop::Ledger& list_ledger(Session& session);

/// The contact list of --contact that these members are put on; nullopt: none was asked for.
std::optional<app::ContactList> take_contacts(Session& session, const std::vector<MemberId>& members);

/// With --contact, keeps only the rows of members who may be contacted, and puts them on the list. `member_of(row)`
/// names the member of a row.
template <class Row, class MemberOf>
std::optional<app::ContactList> keep_contacts(Session& session, std::vector<Row>& rows, const MemberOf& member_of) {
  std::vector<MemberId> members;
  for (const auto& row : rows) members.push_back(member_of(row));
  auto list = take_contacts(session, members);
  if (!list) return list;
  const std::unordered_set<MemberId> kept(list->members.begin(), list->members.end());
  std::erase_if(rows, [&](const Row& row) { return !kept.contains(member_of(row)); });
  return list;
}

/// The closing line about the list: how many stand on it, how many were left out and why.
void tell_contacts(Session& session, const std::optional<app::ContactList>& list);

} // namespace loyalty::cli
