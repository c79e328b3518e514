// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "measures.hpp"

namespace loyalty {

/// The groups of the program on whose rosters the member stands.
class Rosters {
 public:
  Rosters(const Today& today, const Measures& measures) : today_(today), measures_(measures) {}

  bool any() const { return !inside_.empty(); }
  void follow();
  /// The next day after `day` on which time alone can change a roster.
  Day next_day(Day day) const;

 private:
  void change(const std::string& group, bool enters);

  const Today& today_;
  const Measures& measures_;
  std::vector<std::string> inside_;
};

} // namespace loyalty
