// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "app/members/inviters.hpp"
#include "loyalty/message.hpp"
#include "loyalty/order.hpp"
#include "shop/work.hpp"
#include "store/acts.hpp"
#include "store/members.hpp"
#include "store/purchases.hpp"

namespace loyalty::app {

/// Whom order rows name as the one who brought their buyer: kept while rows are taken, judged when all are in.
class Referrers {
 public:
  /// When a buyer has ordered before: where some other batch holds a purchase of theirs, or where one was made earlier.
  enum class Before { in_the_books, in_time };

  Referrers(shop::Work& work, store::MemberDirectory& members, Before before = Before::in_the_books)
      : work_(work), members_(members), before_(before) {}

  /// Of several orders of a member, the earliest one that names somebody counts.
  void note(std::optional<MemberId> member, const OrderRow& row, const OrderDetails* details);

  /// The earliest day of what the file tells of a member.
  using FirstDay = std::function<Day(MemberId)>;
  /// Hears of every inviter of whom something is new, and from which day on.
  using Touch = std::function<void(MemberId, Day)>;
  /// Writes those who may be believed, and says why others are not: at most twenty sentences.
  std::vector<Message> write(const FirstDay& first_day, const Touch& touch);

 private:
  struct Named {
    Moment at = {}; ///< of the order that says so
    std::string key;
  };

  /// Whether the named one is written; `why_not` gets a sentence where a person should hear of it.
  bool judge(MemberId member, const Named& named, Day first_day, Message& why_not);
  store::Purchases::Bought bought_by(MemberId member);
  std::unordered_set<MemberId> sharing_a_phone() const;

  shop::Work& work_;
  store::MemberDirectory& members_;
  Before before_;
  std::map<MemberId, Named> named_;
  std::optional<Inviters> inviters_;
  std::optional<store::Purchases> purchases_;
  std::unordered_set<MemberId> sharing_;
};

} // namespace loyalty::app
