// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "measures.hpp"

namespace loyalty {

/// "membership plus through 2026-02-09": names the end of a term.
std::string end_key(const PlanTerm& term);
/// Whether what came with the term goes: its fee came back, and none begins in its place.
bool is_taken_away(const PlanTerm& term, const std::vector<PlanTerm>& terms);

/// On which days the occasions of rules fall due, and the keys that name them: an occasion comes once under its key.
class DueKeys {
 public:
  DueKeys(const Today& today, const Orders& orders, const Referrals& referrals, const Measures& measures);

  /// Before anything of the day counts.
  void begin_day();
  /// A tier is reached for the first time, or was not after all.
  void reach(const std::string& tier) { reached_today_.push_back(tier); }
  void leave(const std::string& tier) { std::erase(reached_today_, tier); }
  /// An order of that day counts no longer: where it was the day's last, nobody was dormant since. The key of that
  /// silence.
  std::optional<std::string> drop_order(Day bought);

  /// What falls due today.
  std::vector<std::string> due(const IssueRule& rule) const;
  /// Counts that were reached this morning and no longer are.
  std::vector<std::string> gone_counts() const;
  /// Everything whose reason went, whatever was given for it.
  std::vector<std::string> gone() const;
  /// The next day after `day` on which the calendar alone can bring an occasion; an earlier one or `never` if none can.
  Day next_day(const IssueRule& rule, Day day) const;

 private:
  std::vector<std::string> due_terms(const std::string& plan) const;
  Day next_birthday(std::int64_t ahead, Day day) const;
  Day next_anniversary(std::int64_t ahead, Day day) const;
  /// The day on which so many were brought; `never` if fewer are.
  Day brought_on(std::int64_t number) const;

  const Today& today_;
  const Orders& orders_;
  const Referrals& referrals_;
  const Measures& measures_;
  std::int64_t orders_before_ = 0; ///< this morning
  std::int64_t invited_before_ = 0;
  std::vector<std::string> reached_today_; ///< tiers, for the first time
  std::vector<std::string> ended_today_;   ///< silences that were none
};

} // namespace loyalty
