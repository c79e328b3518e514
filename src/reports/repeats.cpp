// SPDX-License-Identifier: MIT
#include "reports/repeats.hpp"

#include "loyalty/figures.hpp"
#include "loyalty/goods.hpp"

namespace loyalty::reports {

void Repeats::add(const History& history, Day as_of) {
  const auto rows = goods_rows(history, as_of);
  const Day first = first_counting_day(rows);
  if (first == never) return;
  const auto second = days_to_second(rows);
  for (std::size_t place = 0; place < days.size(); ++place) {
    if (first + (days[place] - 1) > as_of) break;
    ++counts_[place].known;
    if (second && *second < days[place]) ++counts_[place].again;
  }
}

void Repeats::add(const Repeats& more) {
  for (std::size_t place = 0; place < days.size(); ++place) {
    counts_[place].known += more.counts_[place].known;
    counts_[place].again += more.counts_[place].again;
  }
}

std::optional<Ratio> Repeats::within(std::size_t place) const {
  return rate(counts_[place].again, counts_[place].known);
}

} // namespace loyalty::reports
