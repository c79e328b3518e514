// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/history.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::shop {

/// How the shop calls its members, of all of them at once. Both texts are empty for a member who was forgotten.
class MemberNames {
 public:
  MemberNames() = default;
  explicit MemberNames(store::Ledger& ledger);
  MemberNames(MemberId member, std::string_view key, std::string_view name) { add(member, key, name); }

  std::string_view key(MemberId member) const;
  std::string_view name(MemberId member) const;

 private:
  struct Place {
    std::size_t begin = 0;
    std::uint32_t key = 0;
    std::uint32_t name = 0;
  };
  void add(MemberId member, std::string_view key, std::string_view name);
  Place place(MemberId member) const;
  std::int64_t after_first(MemberId member) const { return member.value - first_.value; }

  std::string texts_;
  MemberId first_;
  std::vector<Place> places_; ///< by member, from the first on
};

} // namespace loyalty::shop
