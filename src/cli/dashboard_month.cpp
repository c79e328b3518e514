// SPDX-License-Identifier: MIT
#include <algorithm>

#include "cli/dashboard_sections.hpp"
#include "loyalty/figures.hpp"
#include "messages/titles.hpp"
#include "messages/words.hpp"
#include "output/charts/months.hpp"
#include "reports/common.hpp"

namespace loyalty::cli {
namespace {

using reports::Dashboard;
using reports::MonthOfTrade;

std::vector<output::Series> sellers(const PageWords& words) {
  return {{words.said("dashboard|members"_en), output::Ink::blue},
          {words.said("dashboard|others"_en), output::Ink::pale_blue}};
}

/// By how much of what was before.
Message change_of_sales(const PageWords& words, Money now, Money before) {
  const auto share = rate((now - before).minor, before.minor);
  if (!share || share->millionths == 0) return "{before} before"_en(words.amount(before));
  if (share->millionths > 0) return "{share} more; {before} before"_en(words.share(*share), words.amount(before));
  return "{share} less; {before} before"_en(words.share(Ratio{-share->millionths}), words.amount(before));
}

/// What there is now and was before.
struct NowAndBefore {
  std::int64_t now = 0;
  std::int64_t before = 0;
};

Message change_of_count(NowAndBefore count) {
  const auto [now, before] = count;
  if (now > before) return "{number} more; {before} before"_en(now - before, before);
  if (now < before) return "{number} fewer; {before} before"_en(before - now, before);
  return "{before} before"_en(before);
}

output::Figure counted_figure(const PageWords& words, const Message& label, NowAndBefore count,
                              const Message& meaning) {
  return {.label = words.said(label),
          .value = std::to_string(count.now),
          .change = words.said(change_of_count(count)),
          .trend = trend_of(count.now, count.before),
          .meaning = words.said(meaning)};
}

std::vector<output::Figure> figures_of_month(const PageWords& words, const Dashboard& dashboard) {
  const auto& now = dashboard.now;
  const auto& before = dashboard.before;
  std::vector<output::Figure> figures{
      counted_figure(words, messages::title("orders"), {now.orders, before.orders}, "paid, and not fully refunded"_en),
      counted_figure(words, messages::measure("new_members"), {now.new_members, before.new_members},
                     "entered, or bought for the first time"_en)};
  if (const auto share = rate(now.by_members.minor, now.net().minor))
    figures.push_back({.label = words.said("share of members"_en),
                       .value = words.share(*share),
                       .meaning = words.said("of net sales; the rest are guests and unassigned orders"_en)});
  figures.push_back({.label = words.said("dashboard|members"_en),
                     .value = std::to_string(dashboard.members()),
                     .meaning = words.said("in all, on this day"_en)});
  return figures;
}

/// What a month chart says in words: the last month and the best.
Message last_and_best(const PageWords& words, const std::vector<MonthOfTrade>& months) {
  const auto net = [](const MonthOfTrade& month) { return month.trade.net(); };
  const auto best = std::ranges::max_element(months, {}, net);
  return "{last} in {month}; the most: {best} in {then}"_en(
      words.amount(net(months.back())), reports::month_of(months.back().days.first), words.amount(net(*best)),
      reports::month_of(best->days.first));
}

output::Chart sales_chart(const PageWords& words, const std::vector<MonthOfTrade>& months) {
  output::MonthChart chart{
      .text = {.title = words.said("net sales by month"_en), .description = words.said(last_and_best(words, months))},
      .series = sellers(words),
      .slots = {},
      .written = words.of_money()};
  output::FigureTable table{{{words.said(messages::title("month"))},
                             number_column(chart.series[0].name),
                             number_column(chart.series[1].name),
                             number_column(words.said(messages::title("net"))),
                             number_column(words.said(messages::title("orders"))),
                             number_column(words.said(messages::measure("new_members")))},
                            {}};
  for (const auto& [days, trade, whole] : months) {
    const std::vector<Message> told{Message::name(words.written(trade.by_members)),
                                    Message::name(words.written(trade.by_others))};
    chart.slots.push_back(words.slot(days.first, chart.series, told, {trade.by_members.minor, trade.by_others.minor}));
    chart.slots.back().whole = whole;
    table.rows.push_back({reports::month_of(days.first), words.written(trade.by_members),
                          words.written(trade.by_others), words.written(trade.net()), std::to_string(trade.orders),
                          std::to_string(trade.new_members)});
  }
  auto meaning = "each month with what was refunded of its orders since"_en();
  if (!months.back().whole) meaning = "{meaning}; the pale bar is a month that is not over"_en(meaning);
  return {.heading = chart.text.title,
          .drawn = output::bars(chart),
          .keys = keys_of(chart),
          .figures = std::move(table),
          .meaning = words.said(meaning)};
}

} // namespace

output::Figure headline(const PageWords& words, const Dashboard& dashboard) {
  const auto& [now, before] = dashboard.days;
  const auto sold = dashboard.now.net();
  const auto sold_before = dashboard.before.net();
  return {.label = words.said("net sales, {first} to {last}"_en(now.first, now.last)),
          .value = words.said("{amount}"_en(words.amount(sold))),
          .change = words.said(change_of_sales(words, sold, sold_before)),
          .trend = trend_of(sold.minor, sold_before.minor),
          .meaning = words.said(
              "paid for goods, less refunds, with guests; before: {first} to {last}"_en(before.first, before.last))};
}

std::optional<output::Section> month_section(const PageWords& words, const Dashboard& dashboard) {
  output::Section section{.id = "month",
                          .heading = words.said(messages::word("month", "dashboard")),
                          .figures = figures_of_month(words, dashboard),
                          .command = "loyalty report summary",
                          .wide = true};
  if (!dashboard.months.empty()) section.charts.push_back(sales_chart(words, dashboard.months));
  return section;
}

std::optional<output::Section> today_section(const PageWords& words, const Dashboard& dashboard) {
  output::Section section{.id = "today",
                          .heading = words.said(messages::word("today", "dashboard")),
                          .command = "loyalty report today",
                          .wide = true};
  for (const auto& [kind, count] : dashboard.tasks)
    section.items.push_back({std::to_string(count), words.said(messages::word(to_string(kind), "task"))});
  if (section.items.empty()) section.lead = words.said("nothing to do today"_en);
  if (!dashboard.older_tasks.empty()) section.notes.push_back(words.said(dashboard.older_tasks));
  return section;
}

} // namespace loyalty::cli
