// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "loyalty/message.hpp"
#include "output/charts/months.hpp"
#include "output/page/page.hpp"
#include "reports/names.hpp"

namespace loyalty::cli {

class Session;

/// What stands on the page of a dashboard, in the language of the run.
class PageWords {
 public:
  explicit PageWords(Session& session);

  std::string said(const Message& message) const;
  /// Several of them, with commas between them.
  std::string listed(std::vector<Message> parts) const;
  Currency currency() const;
  Amount amount(Money money) const;
  std::string written(Money money) const;
  std::string share(Ratio share) const;
  /// "Jun": below the axis of a chart.
  std::string month(Day day) const;

  /// How the ticks of an axis are written.
  output::Written of_money() const;
  output::Written of_number() const;

  /// A month of a chart, told with what it has of each series.
  output::Slot slot(Day month, const std::vector<output::Series>& series, const std::vector<Message>& told,
                    std::vector<std::int64_t> values) const;

  // What the program calls its things.
  std::string tier(std::string_view id) const { return names_.tier(id); }
  std::string coupon(std::string_view id) const { return names_.coupon(id); }

 private:
  Session& session_;
  mutable reports::ProgramNames names_; ///< remembers what it has looked up
};

/// What the colours of a chart stand for, of those that it has.
std::vector<output::Key> keys_of(const output::MonthChart& chart);

/// The numbers of a column of figures.
output::FigureTable::Column number_column(std::string title);

/// More of it is better: which way it went.
output::Figure::Trend trend_of(std::int64_t now, std::int64_t before);

} // namespace loyalty::cli
