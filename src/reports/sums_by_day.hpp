// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "loyalty/day.hpp"

namespace loyalty::reports {

/// A sum for each day, found without looking for it.
template <class Sum>
class SumsByDay {
 public:
  Sum& operator[](Day day) {
    if (since_.empty() && before_.empty()) first_asked_ = day;
    auto& sums = day < first_asked_ ? before_ : since_;
    const auto place = static_cast<std::size_t>(day < first_asked_ ? first_asked_ - day - 1 : day - first_asked_);
    if (place >= sums.size()) sums.resize(place + 1);
    return sums[place];
  }

  /// `use(day, sum)`, in no particular order; days without anything may be among them.
  template <class Use>
  void each(const Use& use) const {
    Day day = first_asked_;
    for (const auto& sum : before_) use(day = day - 1, sum);
    day = first_asked_;
    for (const auto& sum : since_) {
      use(day, sum);
      day = day + 1;
    }
  }

 private:
  Day first_asked_ = {};
  std::vector<Sum> before_; ///< the last day first
  std::vector<Sum> since_;
};

} // namespace loyalty::reports
