// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/history.hpp"
#include "loyalty/program.hpp"

namespace loyalty {

/// What a member's acts say of him, as the days go by: tags, fields, tiers granted, memberships, activities.
class Traits {
 public:
  /// A stretch of days: a tier granted or a term of a plan.
  struct Term {
    std::string of; ///< tier or plan
    Day from = {};
    Day until = never;
    FactId order = 0; ///< fee order that began it
    bool cut = false; ///< ended before its time

    void cut_on(Day day);
  };

  void clear();
  /// Acts about points are not told.
  void learn(const Act& act);
  /// A fee order begins a term after those that run; the fee given back ends it.
  const Term& begin_term(const Plan& plan, Day day, FactId order);
  void end_term(FactId order, Day day);

  bool bears(const std::vector<std::string>& tags) const;
  const std::string* field(const std::string& name) const;
  /// Whether a term of one of the plans runs on the day; of any plan where none is named.
  bool has_membership(const std::vector<std::string>& plans, Day day) const;
  /// The highest tier that is granted on `day`, and how long; index -1: none.
  struct Floor {
    int tier = -1;
    Day until = never;
  };
  Floor floor(const Program& program, Day day) const;
  std::int64_t activities(const std::string& kind, Day first, Day last) const;
  /// The first day of an activity of that kind from `first` on; `never` if there is none.
  Day first_activity(const std::string& kind, Day first) const;

  /// The first day after `day` on which something begins or ends by itself.
  Day next_day(Day day) const;
  const std::vector<Term>& memberships() const { return memberships_; }

 private:
  struct Done {
    std::string kind;
    Day day;
    std::int64_t times;
  };
  std::set<std::string> tags_;
  std::map<std::string, std::string> fields_;
  std::vector<Term> grants_;
  std::vector<Term> memberships_;
  std::vector<Done> done_;
};

}  // namespace loyalty
