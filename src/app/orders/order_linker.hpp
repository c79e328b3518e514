// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/members/member_words.hpp"
#include "app/orders/orders_linked.hpp"
#include "store/orders.hpp"

namespace loyalty::app {

/// An order and whose it is said to be.
struct AskedLink {
  std::string order;
  std::string member;                   ///< key or identity
  std::optional<std::string> shop = {}; ///< absent: not said
};

/// Links orders to members, one after the other.
class OrderLinker {
 public:
  explicit OrderLinker(shop::Work& work) : work_(work) {}

  /// Why it cannot be; nullopt where the order is the member's now, or was before.
  std::optional<Objection> take(const AskedLink& asked);
  /// Writes the links, and lets follow what does not wait for a night: who brought the buyers, and their codes.
  void finish(OrdersLinked& result);

 private:
  struct Found {
    std::string shop;
    store::KnownOrder known;
  };
  struct Link {
    std::string order;
    Found found;
    MemberId member = {};
  };

  std::optional<Objection> find(const AskedLink& asked, Found& found);
  std::optional<MemberId> member_of(const std::string& key);
  Objection another_members(const AskedLink& asked, const Found& found) const;
  void write();
  void write_referrers(OrdersLinked& result);
  void judge_codes(OrdersLinked& result);

  shop::Work& work_;
  std::map<std::string, std::optional<MemberId>> members_; ///< by what they were called
  std::vector<Link> links_;
  std::unordered_map<MemberId, Day> first_days_; ///< of the linked orders
  std::int64_t unchanged_ = 0;
};

} // namespace loyalty::app
