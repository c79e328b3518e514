// SPDX-License-Identifier: MIT
#include "reports/thresholds.hpp"

#include <algorithm>
#include <iterator>
#include <span>

#include "loyalty/figures.hpp"
#include "loyalty/program.hpp"
#include "loyalty/proposal.hpp"
#include "reports/common.hpp"
#include "shop/timelines.hpp"

namespace loyalty::reports {
namespace {

constexpr Window last_year{Window::Kind::rolling, Period{.days = 365}};

/// What one member spent.
struct Spender {
  Money in_window = {};
  Money in_year = {};
};

/// Collects who spent anything.
struct Spenders {
  Window window;
  Day as_of;
  std::vector<Spender> rows = {};

  void add(const History& history, const store::Account&) {
    const Money spent = bought_in(window, history, as_of).spend;
    if (spent <= Money{}) return;
    rows.push_back({spent, window == last_year ? spent : bought_in(last_year, history, as_of).spend});
  }
};

Window window_of_tiers(const Program* program) {
  const auto* qualifying = program == nullptr ? nullptr : qualifying_metric(*program);
  return qualifying != nullptr && qualifying->metric == Metric::spend ? qualifying->window : last_year;
}

/// The largest spend first.
std::vector<Spender> largest_first(std::vector<Spenders>& parts) {
  std::vector<Spender> spenders;
  for (auto& part : parts) std::ranges::move(part.rows, std::back_inserter(spenders));
  std::ranges::sort(spenders, std::ranges::greater{}, &Spender::in_window);
  return spenders;
}

Money sum_of(std::span<const Spender> spenders, Money Spender::*which) {
  Money sum;
  for (const auto& each : spenders) sum += each.*which;
  return sum;
}

/// How many have spent so much.
std::size_t count_from(std::span<const Spender> spenders, Money least) {
  const auto end = std::ranges::partition_point(spenders, [&](const Spender& each) { return each.in_window >= least; });
  return static_cast<std::size_t>(end - spenders.begin());
}

ThresholdRow threshold_for(std::span<const Spender> spenders, Ratio share, Currency currency) {
  const auto n = std::ssize(spenders);
  // So many that the share is reached.
  const auto wanted = n - scale(n, Ratio::one - share.millionths, Ratio::one, Rounding::floor);
  ThresholdRow row{.share = share, .exact = spenders[static_cast<std::size_t>(wanted) - 1].in_window};
  row.threshold = round_amount_below(row.exact, currency).value_or(row.exact);
  const auto holders = count_from(spenders, row.threshold);
  const Money four_fifths{row.threshold.minor / 5 * 4 + (row.threshold.minor % 5 * 4 + 4) / 5};
  row.holders = static_cast<std::int64_t>(holders);
  row.reachable = static_cast<std::int64_t>(count_from(spenders, four_fifths) - holders);
  row.share_of_buyers = rate(row.holders, n);
  row.share_of_sales =
      rate(sum_of(spenders.first(holders), &Spender::in_window).minor, sum_of(spenders, &Spender::in_window).minor);
  return row;
}

void name_tier(const Tier& tier, std::span<const Spender> spenders, ThresholdRow& row) {
  const auto holders = spenders.first(static_cast<std::size_t>(row.holders));
  row.tier = tier.id;
  row.discount_a_year = share_of(sum_of(holders, &Spender::in_year), tier.discount);
}

std::vector<ThresholdRow> limits_of(std::span<const Spender> spenders, std::vector<Ratio> shares,
                                    const Program* program, Currency currency) {
  std::vector<ThresholdRow> rows;
  if (std::ssize(spenders) < fewest_for_tiers) return rows;
  std::ranges::sort(shares);
  shares.erase(std::ranges::unique(shares).begin(), shares.end());
  for (const auto share : shares) rows.push_back(threshold_for(spenders, share, currency));
  const std::size_t tiers = program == nullptr ? 0 : program->tiers.size();
  for (std::size_t place = 0; place < std::min(rows.size(), tiers); ++place)
    name_tier(program->tiers[tiers - 1 - place], spenders, rows[place]);
  return rows;
}

} // namespace

shop::AfterScan<std::vector<ThresholdRow>> report_thresholds(shop::Scan& scan, const std::vector<Ratio>& shares,
                                                             Currency currency, Day as_of) {
  const auto program = shop::kept_program(scan.ledger());
  const auto parts = scan.collect(Spenders{window_of_tiers(program.get()), as_of}, {.accounts = std::nullopt});
  return
      [program, parts, shares, currency] { return limits_of(largest_first(*parts), shares, program.get(), currency); };
}

std::vector<ThresholdRow> report_thresholds(store::Ledger& ledger, const std::vector<Ratio>& shares, Currency currency,
                                            Day as_of) {
  return shop::scan_for(ledger, [&](shop::Scan& scan) { return report_thresholds(scan, shares, currency, as_of); });
}

namespace {

std::vector<Ratio> thresholds_shares(const Question& question) {
  return shares_asked(question, "--shares", "1%,5%,20%");
}

Table thresholds_table() {
  using Thresholds = std::vector<ThresholdRow>;
  auto thresholds = table<Thresholds>("fewer than {buyers} buyers: set the limits by hand"_en(fewest_for_tiers),
                                      {{"share", Kind::share, &ThresholdRow::share},
                                       {"exact", Kind::money, &ThresholdRow::exact},
                                       {"threshold", Kind::money, &ThresholdRow::threshold},
                                       {"holders", Kind::number, &ThresholdRow::holders},
                                       {"share_of_buyers", Kind::share, &ThresholdRow::share_of_buyers},
                                       {"share_of_sales", Kind::share, &ThresholdRow::share_of_sales},
                                       {"reachable", Kind::number, &ThresholdRow::reachable},
                                       {"tier", Kind::tier, &ThresholdRow::tier},
                                       {"discount_a_year", Kind::money, &ThresholdRow::discount_a_year}},
                                      [](Question& question) {
                                        return report_thresholds(question.ledger(), thresholds_shares(question),
                                                                 question.currency(), question.as_of());
                                      });
  thresholds.refuse = [](const Question& question) { thresholds_shares(question); };
  return thresholds;
}

} // namespace

Report thresholds() {
  return {.name = "thresholds",
          .summary = "limits of tiers by spend, and who would hold them"_en,
          .examples = {"--shares 5%,20%"},
          .options = {{"--shares", "for these shares of the buyers (default 1%,5%,20%)"_en, "SHARES"}},
          .tables = {thresholds_table()}};
}

} // namespace loyalty::reports
