// SPDX-License-Identifier: MIT
#include "cli/dashboard_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "cli/report_table.hpp"
#include "cli/session.hpp"
#include "reports/common.hpp"

namespace loyalty::cli {
namespace {

Message short_month(Day day) {
  static const std::array<Message, 12> names = {"month|Jan"_en, "month|Feb"_en, "month|Mar"_en, "month|Apr"_en,
                                                "month|May"_en, "month|Jun"_en, "month|Jul"_en, "month|Aug"_en,
                                                "month|Sep"_en, "month|Oct"_en, "month|Nov"_en, "month|Dec"_en};
  return names[civil(day).month - 1];
}

} // namespace

PageWords::PageWords(Session& session) : session_(session), names_(session.names()) {}

std::string PageWords::said(const Message& message) const { return session_.said(message); }

std::string PageWords::listed(std::vector<Message> parts) const { return said("{parts}"_en(std::move(parts))); }

Currency PageWords::currency() const { return session_.currency(); }

Amount PageWords::amount(Money money) const { return session_.amount(money); }

std::string PageWords::written(Money money) const { return session_.written(money); }

std::string PageWords::share(Ratio share) const { return share_told(share, true); }

std::string PageWords::month(Day day) const { return said(short_month(day)); }

output::Written PageWords::of_money() const {
  return [currency = currency()](std::int64_t minor) { return loyalty::written(Amount{Money{minor}, currency, true}); };
}

output::Written PageWords::of_number() const {
  return [](std::int64_t number) { return std::to_string(number); };
}

output::Slot PageWords::slot(Day month, const std::vector<output::Series>& series, const std::vector<Message>& told,
                             std::vector<std::int64_t> values) const {
  std::vector<Message> parts;
  for (std::size_t place = 0; place < told.size() && place < series.size(); ++place)
    if (values[place] != 0) parts.push_back("{what} {value}"_en(series[place].name, told[place]));
  const auto name = reports::month_of(month);
  return {.label = this->month(month),
          .told = parts.empty() ? name : said("{what}: {value}"_en(name, std::move(parts))),
          .values = std::move(values)};
}

std::vector<output::Key> keys_of(const output::MonthChart& chart) {
  std::vector<output::Key> keys;
  for (std::size_t series = 0; series < chart.series.size(); ++series)
    if (std::ranges::any_of(chart.slots, [&](const output::Slot& slot) { return slot.values[series] != 0; }))
      keys.push_back({chart.series[series].ink, chart.series[series].name});
  return keys;
}

output::FigureTable::Column number_column(std::string title) { return {std::move(title), true}; }

output::Figure::Trend trend_of(std::int64_t now, std::int64_t before) {
  if (now == before) return output::Figure::Trend::same;
  return now > before ? output::Figure::Trend::up : output::Figure::Trend::down;
}

} // namespace loyalty::cli
