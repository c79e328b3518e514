// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/history.hpp"
#include "loyalty/membership.hpp"
#include "loyalty/program.hpp"

namespace loyalty {

/// What a member's acts say of them, as the days go by: tags, fields, tiers granted, memberships, activities.
class Traits {
 public:
  /// Acts about points are not told.
  void learn(const Act& act);
  /// A fee order, and what is given back of it.
  void pay(const Plan& plan, const OrderFact& order) { memberships_.pay(plan, order); }
  void give_back(const OrderFact& order, const RefundFact& refund) { memberships_.give_back(order, refund); }

  bool bears(const std::vector<std::string>& tags) const;
  const std::string* field(const std::string& name) const;
  /// Whether a term of one of the plans runs on the day; of any plan where none is named.
  bool has_membership(const std::vector<std::string>& plans, Day day) const { return memberships_.run_on(day, plans); }
  /// The highest tier that is granted on `day`, and how long; index -1: none.
  struct Floor {
    int tier = -1;
    Day until = never;

    void raise(int to, Day through) {
      if (to > tier)
        *this = {to, through};
      else if (to == tier)
        until = std::max(until, through);
    }
  };
  Floor floor(const Program& program, Day day) const;
  std::int64_t activities(const std::string& kind, Day first, Day last) const;
  /// So many days in a row, through that one, with an activity of that kind.
  std::int64_t streak(const std::string& kind, Day through) const;
  /// The first day of an activity of that kind from `first` on; `never` if there is none.
  Day first_activity(const std::string& kind, Day first) const;

  /// The first day after `day` on which something begins or ends by itself.
  Day next_day(Day day) const;
  const std::vector<PlanTerm>& memberships() const { return memberships_.all(); }

 private:
  /// A tier given by hand.
  struct Grant {
    std::string tier;
    Day from = {};
    Day until = never;
  };
  struct Done {
    std::string kind;
    Day day;
    std::int64_t times;
  };
  std::set<std::string> tags_;
  std::map<std::string, std::string> fields_;
  std::vector<Grant> grants_;
  PlanTerms memberships_;
  std::vector<Done> done_;
};

} // namespace loyalty
