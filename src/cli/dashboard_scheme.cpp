// SPDX-License-Identifier: MIT
#include <algorithm>

#include "cli/dashboard_sections.hpp"
#include "messages/titles.hpp"
#include "messages/words.hpp"
#include "output/charts/months.hpp"
#include "output/charts/shares.hpp"
#include "reports/common.hpp"

namespace loyalty::cli {
namespace {

using reports::Dashboard;
using reports::Profit;

std::vector<output::Figure> figures_of_scheme(const PageWords& words, const Profit& profit) {
  std::vector<output::Figure> figures;
  const auto figure = [&](const char* measure, std::string value, const Message& meaning) {
    figures.push_back(
        {.label = words.said(messages::measure(measure)), .value = std::move(value), .meaning = words.said(meaning)});
  };
  figure("net_cost", words.written(profit.total.net_cost()), "costs of the scheme less membership fees"_en);
  if (profit.knows_margin)
    figure("margin", words.written(profit.total.members.margin()), "members' list prices less the cost of goods"_en);
  if (const auto extra = profit.must_be_extra())
    figure("must_be_extra", words.share(*extra), "of that margin, so that the scheme pays"_en);
  if (profit.still_owed)
    figure("still_owed", words.written(*profit.still_owed), "open points that will be used, not yet a cost"_en);
  return figures;
}

/// What it was spent on, the most first.
std::optional<output::Chart> kinds_chart(const PageWords& words, const Profit& profit) {
  auto costs = reports::costs_by_kind(profit.total);
  std::erase_if(costs, [](const auto& cost) { return cost.second <= Money{}; });
  if (costs.empty()) return std::nullopt;
  std::ranges::stable_sort(costs, [](const auto& left, const auto& right) { return left.second > right.second; });
  std::vector<output::LabelledBar> bars;
  std::vector<Message> told;
  output::FigureTable table{{{words.said("spent on"_en)}, number_column(words.said(messages::measure("costs")))}, {}};
  for (const auto& [kind, cost] : costs) {
    const auto label = words.said(messages::measure(kind));
    const auto value = words.written(cost);
    bars.push_back({label, value, {{{}, cost.minor, output::Ink::red}}});
    told.push_back("{what} {value}"_en(label, value));
    table.rows.push_back({label, value});
  }
  table.rows.push_back({words.said(messages::measure("costs")), words.written(profit.total.costs())});
  const auto title = words.said("what the scheme was spent on"_en);
  return output::Chart{
      .heading = title,
      .drawn = output::labelled_bars({title, words.listed(std::move(told))}, bars, output::BarLength::by_value),
      .figures = std::move(table),
      .meaning = words.said("since {month}"_en(reports::month_of(profit.months.front().first)))};
}

std::optional<output::Chart> months_chart(const PageWords& words, const Dashboard& dashboard) {
  const auto& months = dashboard.profit.months;
  const auto costs_nothing = [](const reports::MonthOfProfit& month) { return month.sums.net_cost() == Money{}; };
  if (months.size() < 2 || std::ranges::all_of(months, costs_nothing)) return std::nullopt;
  output::MonthChart chart{.text = {.title = words.said("net cost by month"_en), .description = {}},
                           .series = {{words.said(messages::measure("net_cost")), output::Ink::red}},
                           .slots = {},
                           .written = words.of_money(),
                           .height = 120};
  output::FigureTable table{{{words.said(messages::title("month"))}, number_column(chart.series.front().name)}, {}};
  const auto first = months.size() - std::min(months.size(), reports::months_told);
  for (auto place = first; place < months.size(); ++place) {
    const auto& [month, sums] = months[place];
    const auto cost = words.written(sums.net_cost());
    chart.slots.push_back(words.slot(month, chart.series, {Message::name(cost)}, {sums.net_cost().minor}));
    chart.slots.back().whole = end_of(Calendar::month, month) <= dashboard.as_of;
    table.rows.push_back({reports::month_of(month), cost});
  }
  chart.text.description = chart.slots.back().told;
  const auto is_gain = [](const output::Slot& slot) { return slot.values.front() < 0; };
  const bool any_gain = std::ranges::any_of(chart.slots, is_gain);
  return output::Chart{.heading = chart.text.title,
                       .drawn = output::bars(chart),
                       .figures = std::move(table),
                       .meaning = words.said(any_gain ? Message("below the line, where fees were more than costs"_en)
                                                      : Message("costs of the scheme less membership fees"_en))};
}

} // namespace

std::optional<output::Section> scheme_section(const PageWords& words, const Dashboard& dashboard) {
  const auto& profit = dashboard.profit;
  if (profit.months.empty()) return std::nullopt;
  output::Section section{.id = "scheme",
                          .heading = words.said(messages::word("scheme", "dashboard")),
                          .lead = words.said(said_of_profit(profit, words.currency())),
                          .figures = figures_of_scheme(words, profit),
                          .command = "loyalty report profit",
                          .wide = true};
  if (auto kinds = kinds_chart(words, profit)) section.charts.push_back(std::move(*kinds));
  if (auto months = months_chart(words, dashboard)) section.charts.push_back(std::move(*months));
  return section;
}

std::optional<output::Section> watch_section(const PageWords& words, const Dashboard& dashboard) {
  if (dashboard.watched.empty()) return std::nullopt;
  output::Section section{.id = "watch",
                          .heading = words.said(messages::word("watch", "dashboard")),
                          .lead = words.said("look at these; none of it is proof"_en),
                          .command = "loyalty report watch",
                          .wide = true};
  for (const auto& [kind, count] : dashboard.watched)
    section.items.push_back({std::to_string(count), words.said(messages::word(to_string(kind), "watch"))});
  return section;
}

std::optional<output::Section> advice_section(const PageWords& words, const Dashboard& dashboard) {
  if (dashboard.advice.empty()) return std::nullopt;
  output::Section section{.id = "advice",
                          .heading = words.said(messages::word("advice", "dashboard")),
                          .command = "loyalty report advice",
                          .wide = true};
  for (const auto& [topic, said, command] : dashboard.advice) section.items.push_back({{}, words.said(said), command});
  return section;
}

} // namespace loyalty::cli
