// SPDX-License-Identifier: MIT
#include "shop/member_names.hpp"

#include "store/members.hpp"

namespace loyalty::shop {

MemberNames::MemberNames(store::Ledger& ledger) {
  places_.reserve(static_cast<std::size_t>(store::last_member(ledger).value) + 1);
  store::read_names(ledger,
                    [this](MemberId member, std::string_view key, std::string_view name) { add(member, key, name); });
}

void MemberNames::add(MemberId member, std::string_view key, std::string_view name) {
  if (places_.empty()) first_ = member;
  if (after_first(member) < std::ssize(places_)) store::damaged("the members' names are out of order"_en);
  places_.resize(static_cast<std::size_t>(after_first(member)) + 1);
  places_.back() = {texts_.size(), static_cast<std::uint32_t>(key.size()), static_cast<std::uint32_t>(name.size())};
  texts_.append(key).append(name);
}

MemberNames::Place MemberNames::place(MemberId member) const {
  const auto index = static_cast<std::size_t>(after_first(member));
  return member >= first_ && index < places_.size() ? places_[index] : Place{};
}

std::string_view MemberNames::key(MemberId member) const {
  const auto at = place(member);
  return std::string_view(texts_).substr(at.begin, at.key);
}

std::string_view MemberNames::name(MemberId member) const {
  const auto at = place(member);
  return std::string_view(texts_).substr(at.begin + at.key, at.name);
}

} // namespace loyalty::shop
