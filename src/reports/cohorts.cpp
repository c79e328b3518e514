// SPDX-License-Identifier: MIT
#include "reports/cohorts.hpp"

#include <algorithm>
#include <map>

#include "loyalty/figures.hpp"
#include "loyalty/goods.hpp"
#include "reports/common.hpp"
#include "store/histories.hpp"

namespace loyalty::reports {
namespace {

struct MonthOfCohort {
  std::int64_t buyers = 0;
  std::int64_t orders = 0;
  Money net = {};
};

struct CohortSums {
  std::int64_t size = 0;
  std::vector<MonthOfCohort> months = {};

  MonthOfCohort& month(std::int32_t number) {
    const auto place = static_cast<std::size_t>(number);
    if (place >= months.size()) months.resize(place + 1);
    return months[place];
  }
  void add(const CohortSums& part) {
    size += part.size;
    for (std::size_t place = 0; place < part.months.size(); ++place) {
      auto& sums = month(static_cast<std::int32_t>(place));
      sums.buyers += part.months[place].buyers;
      sums.orders += part.months[place].orders;
      sums.net += part.months[place].net;
    }
  }
};

/// Adds up some members by the month of their first purchase.
struct ByCohort {
  Day as_of;
  std::map<Day, CohortSums> cohorts = {}; ///< by the first of the month
  Money outside = {};

  void add(const History& history, const store::Account&) {
    const auto rows = goods_rows(history, as_of);
    const Day first = first_counting_day(rows);
    if (first == never) {
      outside += net_of(rows);
      return;
    }
    auto& cohort = cohorts[start_of(Calendar::month, first)];
    ++cohort.size;
    std::int32_t last_bought = -1;
    for (const auto& row : rows) {
      const auto number = month_number(row.day) - month_number(first);
      if (number < 0) {
        outside += row.net;
        continue;
      }
      auto& month = cohort.month(number);
      month.net += row.net;
      if (!row.counting) continue;
      ++month.orders;
      if (number != last_bought) ++month.buyers;
      last_bought = number;
    }
  }

  void add(const ByCohort& part) {
    outside += part.outside;
    for (const auto& [first, sums] : part.cohorts) cohorts[first].add(sums);
  }
};

void tell_cohort(Day first, CohortSums& sums, Day as_of, std::vector<CohortRow>& rows) {
  Money cumulative;
  std::int32_t number = 0;
  for (Day month = first; month <= as_of; month = end_of(Calendar::month, month) + 1) {
    const auto& bought = sums.month(number);
    cumulative += bought.net;
    rows.push_back({.cohort = month_of(first),
                    .month = number,
                    .size = sums.size,
                    .buyers = bought.buyers,
                    .retention = rate(bought.buyers, sums.size),
                    .orders = bought.orders,
                    .net = bought.net,
                    .cumulative = cumulative,
                    .cumulative_per_buyer = Money{scale(cumulative.minor, 1, sums.size, Rounding::nearest)},
                    .complete = end_of(Calendar::month, month) <= as_of});
    ++number;
  }
}

bool too_small(const CohortRow& row) { return row.size && *row.size < fewest_of_cohort; }

/// People are not told of sums that are zero.
Cohorts cohorts_asked(Question& question) {
  auto answer = report_cohorts(question.ledger(), question.as_of());
  if (question.for_people())
    std::erase_if(answer.rows, [](const CohortRow& row) { return !row.month && row.net == Money{}; });
  return answer;
}

} // namespace

bool Cohorts::any_too_small() const { return std::ranges::any_of(rows, too_small); }

Message Cohorts::note() const {
  if (!any_too_small()) return {};
  return "cohorts of fewer than {members} members: too few for a trend"_en(fewest_of_cohort);
}

shop::AfterScan<Cohorts> report_cohorts(shop::Scan& scan, Day as_of) {
  const auto parts = scan.collect(ByCohort{as_of}, {.accounts = std::nullopt});
  return [&ledger = scan.ledger(), parts, as_of] {
    ByCohort all{as_of};
    for (const auto& part : *parts) all.add(part);
    Cohorts report;
    for (auto& [first, sums] : all.cohorts) tell_cohort(first, sums, as_of, report.rows);
    const auto tell_sum = [&](std::string_view name, Money net) {
      report.rows.push_back({.cohort = std::string(name), .net = net});
    };
    tell_sum(outside_of_cohorts, all.outside);
    tell_sum(bought_by_guests, order_figures(store::read_guests(ledger), as_of).net());
    tell_sum(bought_by_unknown, order_figures(store::read_unassigned(ledger), as_of).net());
    return report;
  };
}

Cohorts report_cohorts(store::Ledger& ledger, Day as_of) {
  return shop::scan_for(ledger, [&](shop::Scan& scan) { return report_cohorts(scan, as_of); });
}

Report cohorts() {
  return {.name = "cohorts",
          .summary = "members by the month of their first order, and what they bought since"_en,
          .examples = {"-o cohorts.csv"},
          .tables = {table<Cohorts>(
              "no members have bought"_en,
              {{"cohort", Kind::word, &CohortRow::cohort},
               {"month", Kind::number, &CohortRow::month, {.title = "cohort|month"_en}},
               {"size", Kind::number, &CohortRow::size},
               {"buyers", Kind::number, &CohortRow::buyers},
               {"retention", Kind::share, &CohortRow::retention},
               {"orders", Kind::number, &CohortRow::orders},
               {"net", Kind::money, &CohortRow::net},
               {"cumulative", Kind::money, &CohortRow::cumulative},
               {"cumulative_per_buyer", Kind::money, &CohortRow::cumulative_per_buyer},
               {"complete", Kind::word,
                [](const CohortRow& row) -> Cell { return row.complete ? (*row.complete ? "yes" : "no") : ""; }},
               {"verdict", Kind::word, [](const CohortRow& row) { return too_small(row) ? "too_few" : ""; }}},
              cohorts_asked)}};
}

} // namespace loyalty::reports
