// SPDX-License-Identifier: MIT
#include "shop/known_alike.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "loyalty/identity.hpp"
#include "store/acts.hpp"
#include "store/forgotten.hpp"

namespace loyalty::shop {
namespace {

/// A text by which somebody can be known, spelt like a phone where it is one.
std::string as_identity(std::string_view written) {
  return plain_identity(name_space::phone, written).value_or(std::string(written));
}

/// Fields that hold what a person is known by.
bool is_identity_field(std::string_view field) {
  constexpr std::array<std::string_view, 7> names{"phone", "mobile", "email", "wechat", "kuaishou", "taobao", "card"};
  return std::ranges::find(names, field) != names.end();
}

} // namespace

std::vector<std::pair<std::string, MemberId>> known_texts(store::Ledger& ledger, Day as_of) {
  std::vector<std::pair<std::string, MemberId>> known;
  store::read_identities(ledger, [&](MemberId member, std::string_view, std::string_view value) {
    known.emplace_back(as_identity(value), member);
  });
  store::read_names(ledger, [&](MemberId member, std::string_view key, std::string_view) {
    if (!key.empty()) known.emplace_back(as_identity(key), member);
  });
  store::read_acts(ledger, ActKind::field, [&](const store::StoredAct& stored) {
    const auto& act = stored.act;
    if (act.day <= as_of && !act.text.empty() && is_identity_field(act.subject))
      known.emplace_back(as_identity(act.text), stored.member);
  });
  return known;
}

std::vector<MemberId> known_alike(store::Ledger& ledger, const store::Member& member, Day as_of) {
  const auto known = known_texts(ledger, as_of);
  std::set<std::string_view> own;
  for (const auto& [text, whose] : known)
    if (whose == member.id) own.insert(text);
  std::set<MemberId> others;
  for (const auto& [text, whose] : known)
    if (whose != member.id && own.contains(text)) others.insert(whose);
  store::Forgotten forgotten(ledger);
  const auto note = [&](std::optional<MemberId> found) {
    if (found && *found != member.id) others.insert(*found);
  };
  note(forgotten.find(member.key));
  for (const auto text : own) note(forgotten.find(text));
  for (const auto& identity : store::identities(ledger, member.id)) note(forgotten.find(identity));
  return {others.begin(), others.end()};
}

} // namespace loyalty::shop
