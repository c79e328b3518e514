// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "cli/dashboard_sections.hpp"
#include "loyalty/figures.hpp"
#include "messages/titles.hpp"
#include "messages/words.hpp"
#include "output/charts/heat_map.hpp"
#include "output/charts/shares.hpp"
#include "reports/common.hpp"

namespace loyalty::cli {
namespace {

using reports::CohortRow;
using reports::CouponFigures;
using reports::Dashboard;
using reports::TierOfMonth;

std::string name_of_tier(const PageWords& words, const TierOfMonth& tier) {
  if (tier.held.tier.empty()) return words.said("no tier"_en);
  return words.tier(tier.held.tier);
}

/// Members without a tier in grey, and the tiers in a ladder from pale to dark.
std::vector<output::Share> shares_of_tiers(const PageWords& words, const std::vector<TierOfMonth>& tiers) {
  const bool some_without = !tiers.empty() && tiers.front().held.tier.empty();
  const std::size_t first = some_without ? 1 : 0;
  std::vector<output::Share> shares;
  for (std::size_t place = 0; place < tiers.size(); ++place) {
    const auto& held = tiers[place].held;
    auto label = name_of_tier(words, tiers[place]);
    auto told = words.said("{what} {value}"_en(label, held.members));
    const auto ink = place < first ? output::Ink::pale_grey : output::rung(place - first, tiers.size() - first);
    shares.push_back({std::move(label), held.members, ink, std::move(told)});
  }
  return shares;
}

output::FigureTable table_of_tiers(const PageWords& words, const std::vector<TierOfMonth>& tiers) {
  output::FigureTable table{{{words.said(messages::title("tier"))},
                             number_column(words.said(messages::title("members"))),
                             number_column(words.said(messages::title("share"))),
                             number_column(words.said("promoted to it"_en)),
                             number_column(words.said("retained"_en)),
                             number_column(words.said("demoted from it"_en)),
                             number_column(words.said(messages::title("net")))},
                            {}};
  for (const auto& tier : tiers)
    table.rows.push_back({name_of_tier(words, tier), std::to_string(tier.held.members),
                          tier.held.share ? words.share(*tier.held.share) : "", std::to_string(tier.promoted_to),
                          std::to_string(tier.retained), std::to_string(tier.demoted_from),
                          words.written(tier.held.orders.net())});
  return table;
}

output::Chart tiers_chart(const PageWords& words, const std::vector<TierOfMonth>& tiers) {
  const auto shares = shares_of_tiers(words, tiers);
  output::Chart chart;
  std::vector<Message> told;
  for (std::size_t place = 0; place < shares.size(); ++place) {
    const auto& share = tiers[place].held.share;
    auto value = std::to_string(shares[place].value);
    if (share) value += " · " + words.share(*share);
    told.push_back(Message::name(shares[place].told));
    chart.keys.push_back({shares[place].ink, shares[place].label, std::move(value)});
  }
  chart.drawn = output::stacked_bar(
      {.title = words.said(messages::word("tiers", "dashboard")), .description = words.listed(std::move(told))},
      shares);
  chart.figures = table_of_tiers(words, tiers);
  chart.meaning = words.said("tiers held at the end of the day"_en);
  return chart;
}

struct Moves {
  std::int64_t promoted = 0;
  std::int64_t retained = 0;
  std::int64_t demoted = 0;
};

std::vector<output::Figure> figures_of_moves(const PageWords& words, const Dashboard& dashboard) {
  Moves moves;
  for (const auto& tier : dashboard.tiers) {
    moves.promoted += tier.promoted_to;
    moves.retained += tier.retained;
    moves.demoted += tier.demoted_from;
  }
  const auto meaning = words.said("times in {month}"_en(reports::month_of(dashboard.as_of)));
  const auto figure = [&](const char* word, std::string_view sign, std::int64_t times) {
    return output::Figure{.label = words.said(messages::word(word)),
                          .value = fmt::format("{}{}", times > 0 ? sign : "", times),
                          .meaning = meaning};
  };
  return {figure("promoted", "▲ ", moves.promoted), figure("renewed", "", moves.retained),
          figure("demoted", "▼ ", moves.demoted)};
}

/// A tenth of a percent would be more than a cohort can say.
std::string whole_percent(Ratio share) {
  return fmt::format("{}%", scale(share.millionths, 100, Ratio::one, Rounding::nearest));
}

output::HeatCell heat_cell(const CohortRow& row) {
  return {.text = row.retention ? whole_percent(*row.retention) : "",
          .share = row.retention,
          .whole = row.complete.value_or(true)};
}

/// A line for each cohort; its first month, in which everybody bought, is left out.
std::vector<output::HeatRow> heat_rows(const std::vector<CohortRow>& rows) {
  std::vector<output::HeatRow> lines;
  for (const auto& row : rows) {
    if (row.month == 0) lines.push_back({row.cohort, std::to_string(row.size.value_or(0)), {}});
    if (row.month > 0 && !lines.empty()) lines.back().cells.push_back(heat_cell(row));
  }
  return lines;
}

output::LabelledBar bar_of(const PageWords& words, const CouponFigures& coupon) {
  return {.label = words.coupon(coupon.coupon),
          .value = words.said("{used} of {issued} used"_en(coupon.redeemed, coupon.issued)),
          .parts = {{{}, coupon.redeemed, output::Ink::amber},
                    {{}, coupon.open, output::Ink::pale_blue},
                    {{}, coupon.expired, output::Ink::grey},
                    {{}, coupon.voided, output::Ink::pale_grey}}};
}

std::vector<output::Key> states_of_vouchers(const PageWords& words) {
  return {{output::Ink::amber, words.said("voucher|used"_en)},
          {output::Ink::pale_blue, words.said(messages::title("open"))},
          {output::Ink::grey, words.said("voucher|expired"_en)},
          {output::Ink::pale_grey, words.said(messages::title("void"))}};
}

/// Of the states in which any of the vouchers are.
std::vector<output::Key> keys_of_coupons(const PageWords& words, const std::vector<output::LabelledBar>& bars) {
  auto keys = states_of_vouchers(words);
  std::erase_if(keys, [&](const output::Key& key) {
    return std::ranges::none_of(bars, [&](const output::LabelledBar& bar) {
      return std::ranges::any_of(bar.parts,
                                 [&](const output::Share& part) { return part.ink == key.ink && part.value > 0; });
    });
  });
  return keys;
}

output::FigureTable table_of_coupons(const PageWords& words, const std::vector<CouponFigures>& coupons) {
  output::FigureTable table{
      {{words.said(messages::title("coupon"))}, number_column(words.said(messages::title("issued")))}, {}};
  for (const auto& key : states_of_vouchers(words)) table.columns.push_back(number_column(key.label));
  table.columns.push_back(number_column(words.said("voucher|redemption rate"_en)));
  table.columns.push_back(number_column(words.said(messages::title("discount"))));
  for (const auto& coupon : coupons) {
    const auto used = coupon.redemption_rate();
    table.rows.push_back({words.coupon(coupon.coupon), std::to_string(coupon.issued), std::to_string(coupon.redeemed),
                          std::to_string(coupon.open), std::to_string(coupon.expired), std::to_string(coupon.voided),
                          used ? words.share(*used) : "", words.written(coupon.discount)});
  }
  return table;
}

} // namespace

std::optional<output::Section> tiers_section(const PageWords& words, const Dashboard& dashboard) {
  const auto& tiers = dashboard.tiers;
  if (tiers.empty() || (tiers.size() == 1 && tiers.front().held.tier.empty())) return std::nullopt;
  return output::Section{.id = "tiers",
                         .heading = words.said(messages::word("tiers", "dashboard")),
                         .figures = figures_of_moves(words, dashboard),
                         .charts = {tiers_chart(words, tiers)},
                         .command = "loyalty report tiers"};
}

std::optional<output::Section> cohorts_section(const PageWords& words, const Dashboard& dashboard) {
  output::HeatMap map{.caption = words.said("of those who bought first in a month, how many bought in later months"_en),
                      .rows_title = words.said("first order"_en),
                      .size_title = words.said(messages::title("members")),
                      .columns_title = words.said("months later"_en),
                      .columns = {},
                      .rows = heat_rows(dashboard.cohorts)};
  std::size_t months = 0;
  for (const auto& row : map.rows) months = std::max(months, row.cells.size());
  if (months == 0) return std::nullopt;
  for (auto& row : map.rows) row.cells.resize(months);
  for (std::size_t month = 1; month <= months; ++month) map.columns.push_back(std::to_string(month));
  output::Section section{.id = "cohorts",
                          .heading = words.said(messages::word("cohorts", "dashboard")),
                          .charts = {{.heading = {}, .drawn = output::heat_map(map)}},
                          .command = "loyalty report cohorts",
                          .wide = true};
  const auto is_open = [](const CohortRow& row) { return row.complete == false; };
  if (std::ranges::any_of(dashboard.cohorts, is_open))
    section.notes.push_back(words.said("dashed: the month is not over"_en));
  if (const auto note = reports::Cohorts{dashboard.cohorts}.note(); !note.empty())
    section.notes.push_back(words.said(note));
  return section;
}

std::optional<output::Section> coupons_section(const PageWords& words, const Dashboard& dashboard) {
  constexpr std::size_t most_bars = 10;
  if (dashboard.coupons.empty()) return std::nullopt;
  auto drawn = dashboard.coupons;
  std::ranges::stable_sort(drawn, std::ranges::greater(), &CouponFigures::issued);
  drawn.resize(std::min(drawn.size(), most_bars));
  std::vector<output::LabelledBar> bars;
  std::vector<Message> told;
  for (const auto& coupon : drawn) {
    bars.push_back(bar_of(words, coupon));
    told.push_back("{what}: {value}"_en(bars.back().label, bars.back().value));
  }
  const auto title = words.said("vouchers of each coupon"_en);
  auto chart = output::Chart{
      .heading = {},
      .drawn = output::labelled_bars({title, words.listed(std::move(told))}, bars, output::BarLength::all_100),
      .keys = keys_of_coupons(words, bars),
      .figures = table_of_coupons(words, dashboard.coupons),
      .meaning = words.said("each bar is all that were issued of a coupon so far"_en)};
  return output::Section{.id = "coupons",
                         .heading = words.said(messages::word("coupons", "dashboard")),
                         .charts = {std::move(chart)},
                         .command = "loyalty report coupons"};
}

} // namespace loyalty::cli
