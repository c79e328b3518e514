// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "due_keys.hpp"

namespace loyalty {

/// Vouchers that fall due by themselves, and those that are called off because their occasion went.
class Occasions {
 public:
  Occasions(const Today& today, DueKeys& due, const Measures& measures);

  /// The evening brings a voucher of the coupon, also to whoever is held out if it was paid for.
  void present(const std::string& coupon, const std::string& key, bool paid_for) {
    presents_.push_back({{coupon, key}, paid_for});
  }
  /// A tier is reached for the first time, or was not after all.
  void reach(const std::string& tier) { due_.reach(tier); }
  void leave(const std::string& tier);
  /// An order of that day counts no longer: where it was the day's last, nobody was dormant since.
  void drop_order(Day bought);
  void call_off(const std::string& coupon, const std::string& key);

  /// Whether some voucher comes, or stands and can be called off.
  bool any() const { return !issued_.empty() || !presents_.empty(); }
  void follow();
  /// The next day after `day` on which the calendar alone can bring an occasion.
  Day next_day(Day day) const;

 private:
  using Issued = std::pair<std::string, std::string>; ///< coupon and key
  struct Present {
    Issued what;
    bool paid_for = false;
  };

  void follow_rule(const Coupon& coupon, const IssueRule& rule);
  void follow_terms();
  void follow_end(const PlanTerm& term);
  void call_off_terms();
  void issue(const std::string& coupon, const std::string& key);
  /// The same of what was paid for, which a hold-out takes from nobody.
  void issue_as_owed(const std::string& coupon, const std::string& key, std::optional<Money> amount = {});
  /// Whatever was issued on the occasion, by whichever program.
  void call_off(const std::string& key);

  const Today& today_;
  DueKeys& due_;
  const Measures& measures_;
  std::map<Issued, int> called_off_; ///< how often
  std::set<Issued> issued_;          ///< that stand
  std::vector<Present> presents_;    ///< that rewards of today bring
};

} // namespace loyalty
