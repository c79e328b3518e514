// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "cli/dashboard_sections.hpp"
#include "messages/titles.hpp"
#include "messages/words.hpp"
#include "output/charts/months.hpp"
#include "reports/common.hpp"

namespace loyalty::cli {
namespace {

using reports::Dashboard;
using reports::LiabilityRow;
using reports::MonthOfPoints;

/// What moves points, and whether it takes them.
struct Flow {
  std::string_view key;
  output::Ink ink;
  Points Balance::*points;
  bool takes;
};
constexpr std::array<Flow, 5> flows = {{{"earned", output::Ink::teal, &Balance::earned, false},
                                        {"redeemed", output::Ink::amber, &Balance::redeemed, true},
                                        {"expired", output::Ink::grey, &Balance::expired, true},
                                        {"clawed_back", output::Ink::purple, &Balance::clawed_back, true},
                                        {"adjusted", output::Ink::pale_blue, &Balance::adjusted, false}}};

bool whole_month(const MonthOfPoints& month, Day as_of) { return end_of(Calendar::month, month.first) <= as_of; }

/// Those that moved anything in the months told.
std::vector<Flow> flows_of(const std::vector<MonthOfPoints>& months) {
  std::vector<Flow> moved;
  for (const auto& flow : flows)
    if (std::ranges::any_of(months, [&](const MonthOfPoints& month) { return month.moved.*flow.points != 0; }))
      moved.push_back(flow);
  return moved;
}

output::Chart flows_chart(const PageWords& words, const Dashboard& dashboard) {
  const auto moved = flows_of(dashboard.points);
  output::MonthChart chart{.text = {.title = words.said("in and out, by month"_en), .description = {}},
                           .series = {},
                           .slots = {},
                           .written = words.of_number()};
  output::Chart result{.heading = chart.text.title, .drawn = {}};
  result.figures.columns.push_back({words.said(messages::title("month"))});
  for (const auto& flow : moved) {
    chart.series.push_back({words.said(messages::title(flow.key)), flow.ink});
    result.figures.columns.push_back(number_column(chart.series.back().name));
  }
  for (const auto& month : dashboard.points) {
    std::vector<std::int64_t> values;
    std::vector<Message> told;
    std::vector<std::string> row{reports::month_of(month.first)};
    for (const auto& flow : moved) {
      const auto points = month.moved.*flow.points;
      values.push_back(flow.takes ? -points : points);
      row.push_back(std::to_string(points));
      told.push_back(Message::name(row.back()));
    }
    chart.slots.push_back(words.slot(month.first, chart.series, told, std::move(values)));
    chart.slots.back().whole = whole_month(month, dashboard.as_of);
    result.figures.rows.push_back(std::move(row));
  }
  if (!chart.slots.empty()) chart.text.description = chart.slots.back().told;
  result.drawn = output::bars(chart);
  result.keys = keys_of(chart);
  result.meaning = words.said("above the line what came, below it what went"_en);
  return result;
}

output::Chart balance_chart(const PageWords& words, const Dashboard& dashboard) {
  output::MonthChart chart{.text = {.title = words.said("balance at each month's end"_en), .description = {}},
                           .series = {{words.said(messages::title("balance")), output::Ink::teal}},
                           .slots = {},
                           .written = words.of_number()};
  output::FigureTable table{{{words.said(messages::title("month"))}, number_column(chart.series.front().name)}, {}};
  for (const auto& month : dashboard.points) {
    const auto balance = std::to_string(month.balance);
    chart.slots.push_back(words.slot(month.first, chart.series, {Message::name(balance)}, {month.balance}));
    chart.slots.back().whole = whole_month(month, dashboard.as_of);
    table.rows.push_back({reports::month_of(month.first), balance});
  }
  chart.text.description = chart.slots.back().told;
  return {.heading = chart.text.title,
          .drawn = output::steps(chart),
          .figures = std::move(table),
          .meaning = words.said("all that members can spend; pending points are not in it"_en)};
}

/// The months to come in which points end; nothing where none do.
std::optional<output::Chart> endings_chart(const PageWords& words, const Dashboard& dashboard) {
  output::MonthChart chart{.text = {.title = words.said("expiring, by month"_en), .description = {}},
                           .series = {{words.said(messages::title("points")), output::Ink::grey}},
                           .slots = {},
                           .written = words.of_number(),
                           .height = 140};
  output::FigureTable table{{{words.said(messages::title("month"))},
                             number_column(words.said(messages::title("points"))),
                             number_column(words.said(messages::title("worth")))},
                            {}};
  for (const auto& row : dashboard.liability.rows) {
    const auto first = Day::parse(row.month + "-01");
    if (!first || chart.slots.size() == reports::months_told) continue;
    chart.slots.push_back(words.slot(*first, chart.series, {Message::name(std::to_string(row.points))}, {row.points}));
    table.rows.push_back({row.month, std::to_string(row.points), row.worth ? words.written(*row.worth) : ""});
  }
  if (chart.slots.empty()) return std::nullopt;
  chart.text.description = chart.slots.front().told;
  return output::Chart{.heading = chart.text.title,
                       .drawn = output::bars(chart),
                       .figures = std::move(table),
                       .meaning = words.said("open points by last usable day, if nobody spends them before"_en)};
}

const LiabilityRow* row_of(const Dashboard& dashboard, std::string_view month) {
  const auto& rows = dashboard.liability.rows;
  const auto found = std::ranges::find(rows, month, &LiabilityRow::month);
  return found == rows.end() ? nullptr : &*found;
}

std::vector<output::Figure> figures_of_points(const PageWords& words, const Dashboard& dashboard) {
  std::vector<output::Figure> figures;
  const auto number = [&](const Message& label, Points points, const Message& meaning) {
    figures.push_back({.label = words.said(label), .value = std::to_string(points), .meaning = words.said(meaning)});
  };
  const auto* total = row_of(dashboard, reports::points_in_all);
  number("points owed"_en, dashboard.liability.use.open, "members can spend them today"_en);
  if (total != nullptr && total->worth)
    figures.push_back({.label = words.said("their worth"_en),
                       .value = words.written(*total->worth),
                       .meaning = words.said("if all of them were redeemed"_en)});
  if (total != nullptr && total->expected)
    figures.push_back({.label = words.said("of that, expected"_en),
                       .value = words.written(*total->expected),
                       .meaning = words.said("by how many were used of those that ended so far"_en)});
  for (const auto where : {reports::money_in_wallets, reports::money_on_cards})
    if (const auto* row = row_of(dashboard, where); row != nullptr && row->worth > Money{})
      figures.push_back({.label = words.said(messages::word(where, "liability")),
                         .value = words.written(*row->worth),
                         .meaning = words.said("paid in, and still to be spent"_en)});
  number("expiring soon"_en, dashboard.ending, "points, within {days} days"_en(reports::ending_days));
  return figures;
}

} // namespace

std::optional<output::Section> points_section(const PageWords& words, const Dashboard& dashboard) {
  if (dashboard.points.empty()) return std::nullopt;
  output::Section section{.id = "points",
                          .heading = words.said(messages::word("points", "dashboard")),
                          .figures = figures_of_points(words, dashboard),
                          .charts = {flows_chart(words, dashboard), balance_chart(words, dashboard)},
                          .command = "loyalty report points",
                          .wide = true};
  if (auto endings = endings_chart(words, dashboard)) section.charts.push_back(std::move(*endings));
  if (!dashboard.liability.use.known) section.notes.push_back(words.said(dashboard.liability.note()));
  return section;
}

} // namespace loyalty::cli
