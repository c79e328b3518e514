// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "measures.hpp"

namespace loyalty {

/// Vouchers that fall due by themselves, and those that are called off because their occasion went.
class Occasions {
 public:
  Occasions(const Today& today, const Orders& orders, const Referrals& referrals, const Measures& measures);

  /// Before anything of the day counts.
  void begin_day();
  /// The evening brings a voucher of the coupon.
  void present(const std::string& coupon, const std::string& key) { presents_.emplace_back(coupon, key); }
  /// A tier is reached for the first time, or was not after all.
  void reach(const std::string& tier) { reached_today_.push_back(tier); }
  void leave(const std::string& tier);
  /// An order of that day counts no longer: where it was the day's last, nobody was dormant since.
  void drop_order(Day bought);
  void call_off(const std::string& coupon, const std::string& key);

  /// Whether some voucher stands that can be called off.
  bool any() const { return !issued_.empty(); }
  void follow();
  /// The next day after `day` on which the calendar alone can bring an occasion.
  Day next_day(Day day) const;

 private:
  using Issued = std::pair<std::string, std::string>; ///< coupon and key

  void follow_rule(const Coupon& coupon, const IssueRule& rule);
  void follow_terms();
  void follow_end(const PlanTerm& term);
  void call_off_terms();
  void call_off_counts();
  Day next_birthday_issue(const IssueRule& rule, Day day) const;
  Day next_day_of(const IssueRule& rule, Day day) const;
  void issue(const std::string& coupon, const std::string& key);
  /// The same of what was paid for, which a hold-out takes from nobody.
  void issue_as_owed(const std::string& coupon, const std::string& key, std::optional<Money> amount = {});
  /// Whatever was issued on the occasion, by whichever program.
  void call_off(const std::string& key);

  const Today& today_;
  const Orders& orders_;
  const Referrals& referrals_;
  const Measures& measures_;
  std::int64_t orders_before_ = 0; ///< this morning
  std::int64_t invited_before_ = 0;
  std::vector<std::string> reached_today_; ///< tiers, for the first time
  std::map<Issued, int> called_off_;       ///< how often
  std::set<Issued> issued_;                ///< that stand
  std::vector<Issued> presents_;           ///< that rewards of today bring
};

} // namespace loyalty
