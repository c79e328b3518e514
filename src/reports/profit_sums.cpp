// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

#include "loyalty/coupon.hpp"
#include "loyalty/goods.hpp"
#include "reports/profit.hpp"
#include "shop/work.hpp"
#include "store/histories.hpp"

namespace loyalty::reports {
namespace {

/// A month and the tier that was held on the mornings in it.
struct PlaceOfSum {
  Day month = {};
  std::string tier;
};
struct PlaceSeen {
  Day month = {};
  std::string_view tier;
};
struct EarlierPlace {
  using is_transparent = void;
  bool operator()(const auto& left, const auto& right) const {
    return std::pair(left.month, std::string_view(left.tier)) < std::pair(right.month, std::string_view(right.tier));
  }
};

/// Adds up what happened between two days, by month and tier.
struct ByMonthAndTier {
  Day from = {};
  Day to = {};
  std::map<PlaceOfSum, SchemeSums, EarlierPlace> sums = {};
  Day first = never; ///< on which anything happened, asked for or not

  void add(Day day, std::string_view tier, const SchemeSums& more) {
    first = std::min(first, day);
    if (day < from || day > to) return;
    const Day month = start_of(Calendar::month, day);
    auto place = sums.find(PlaceSeen{month, tier});
    if (place == sums.end()) place = sums.try_emplace({month, std::string(tier)}).first;
    place->second += more;
  }

  void add(const ByMonthAndTier& other) {
    first = std::min(first, other.first);
    for (const auto& [place, more] : other.sums) sums[place] += more;
  }
};

/// Collects some members.
struct ProfitScan {
  const SchemeCosts* costs;
  Day as_of;
  MemberTotals totals = {};
  ByMonthAndTier sums = {};

  void add(const History& history, const store::Account& account) {
    totals.add(history, account, costs->extras(), as_of);
    costs->of_member(history, account, [this](Day day, std::string_view tier, const SchemeSums& more) {
      totals.scheme += more;
      sums.add(day, tier, more);
    });
  }
};

/// Whether the program takes something off at the till.
bool gives_discounts(const Program& program) {
  return std::ranges::any_of(program.tiers, [](const Tier& tier) { return tier.discount.millionths > 0; }) ||
         std::ranges::any_of(program.coupons, [](const Coupon& coupon) { return takes_money_off(coupon.kind); });
}

/// Reads the members once more, where a hold-out can be compared and its answer is wanted.
std::optional<HoldoutOfProfit> last_holdout(store::Ledger& ledger, const std::shared_ptr<const Program>& costs_from,
                                            Day as_of) {
  auto drawn = last_compared(ledger, as_of);
  if (!drawn) return std::nullopt;
  const auto report = report_holdout(ledger, costs_from, drawn->name, as_of);
  const auto left = std::ranges::find(report.rows, "left", &HoldoutRow::measure);
  if (left == report.rows.end()) return std::nullopt;
  return HoldoutOfProfit{.drawn = std::move(*drawn), .days = report.days, .left = *left};
}

/// Puts the sums of one scan together.
class ProfitMaker {
 public:
  ProfitMaker(shop::Scan& scan, const std::shared_ptr<const Program>& costs_from, ProfitAsked asked, Day as_of,
              shop::AfterScan<ExpectedUse> use)
      : ledger_(scan.ledger()),
        costs_from_(costs_from),
        costs_(ledger_, costs_from, as_of),
        asked_(asked),
        opened_(costs_.opened_on()),
        from_(std::max(asked.from.value_or(beginning), opened_.value_or(beginning))),
        to_(std::min(asked.to.value_or(as_of), as_of)),
        expected_use_(std::move(use)),
        profit_{.as_of = as_of} {
    auto wanted = costs_.wanted();
    wanted.accounts = store::AccountReader::Detail::sums;
    parts_ = scan.collect(ProfitScan{.costs = &costs_, .as_of = as_of, .sums = {.from = from_, .to = to_}}, wanted);
  }

  Profit make() {
    take_parts();
    if (costs_.knows_margin() && !asked_.uplift) profit_.holdout = last_holdout(ledger_, costs_from_, profit_.as_of);
    profit_.uplift = asked_.uplift;
    profit_.knows_margin = costs_.knows_margin();
    const auto& program = profit_.shop.program;
    profit_.discounts_unknown = !costs_.knows_discounts() && program != nullptr && gives_discounts(*program);
    if (first_ != never) make_months();
    make_tiers();
    for (const auto& month : profit_.months) profit_.total += month.sums;
    profit_.guest_sales = sold_to_nobody();
    profit_.still_owed = profit_.shop.worth(expected_use_().expected);
    return std::move(profit_);
  }

 private:
  void take_parts() {
    members_ = nobodys_ = {.from = from_, .to = to_};
    MemberTotals totals;
    for (const auto& part : *parts_) {
      totals += part.totals;
      members_.add(part.sums);
    }
    costs_.of_nobody([this](Day day, std::string_view tier, const SchemeSums& more) { nobodys_.add(day, tier, more); });
    profit_.shop = with_nobodys(ledger_, totals, costs_, profit_.as_of);
    first_ = std::min(members_.first, nobodys_.first);
  }

  /// Fixed costs count from the opening on; without a day for it, from the first thing that happened.
  void make_months() {
    const Day opened = opened_.value_or(first_);
    const Day last = start_of(Calendar::month, to_);
    for (Day month = start_of(Calendar::month, std::max(from_, opened)); month <= last;
         month = end_of(Calendar::month, month) + 1) {
      ProfitSums sums{.fixed = fixed_costs(costs_.costs(), opened, month)};
      for (const auto* all : {&members_, &nobodys_})
        for (const auto& [place, more] : all->sums)
          if (place.month == month) sums.members += more;
      find_gain(month, sums);
      profit_.months.push_back({month, sums});
    }
  }

  /// The one place in which a gain is found: it is assumed, or a lot shows it, or it is not known.
  void find_gain(Day month, ProfitSums& sums) const {
    if (!costs_.knows_margin()) return;
    if (asked_.uplift) {
      sums.gain = gain_of(sums.members.margin(), *asked_.uplift);
      sums.profit = *sums.gain - sums.net_cost();
    } else if (profit_.holdout) {
      sums.gain = profit_.holdout->gain(std::max(month, from_), std::min(end_of(Calendar::month, month), to_));
      if (sums.gain) sums.profit = *sums.gain - sums.fixed.sum();
    }
  }

  void make_tiers() {
    std::map<std::string, SchemeSums> by_tier;
    for (const auto& [place, more] : members_.sums) by_tier[place.tier] += more;
    const auto take = [&](const std::string& tier) {
      profit_.tiers.push_back({tier, {.members = by_tier[tier]}});
      by_tier.erase(tier);
    };
    take({});
    if (profit_.shop.program != nullptr)
      for (const auto& tier : profit_.shop.program->tiers) take(tier.id);
    while (!by_tier.empty()) take(std::string(by_tier.begin()->first));
    for (const auto& [place, more] : nobodys_.sums) profit_.unallocated.members += more;
    for (const auto& month : profit_.months) profit_.unallocated.fixed += month.sums.fixed;
  }

  Money sold_to_nobody() const {
    Money sold;
    for (const auto& history : {store::read_guests(ledger_), store::read_unassigned(ledger_)}) {
      const auto rows = goods_rows(history, profit_.as_of);
      sold += net_of(goods_between(rows, from_, to_));
    }
    return sold;
  }

  store::Ledger& ledger_;
  std::shared_ptr<const Program> costs_from_;
  SchemeCosts costs_;
  ProfitAsked asked_;
  std::optional<Day> opened_;
  Day from_;
  Day to_;
  shop::AfterScan<ExpectedUse> expected_use_;
  std::shared_ptr<std::vector<ProfitScan>> parts_;
  Day first_ = never;
  ByMonthAndTier members_;
  ByMonthAndTier nobodys_;
  Profit profit_;
};

void add_known(std::optional<Money>& sum, std::optional<Money> more) {
  if (more) sum = sum.value_or(Money{}) + *more;
}

} // namespace

ProfitSums& ProfitSums::operator+=(const ProfitSums& other) {
  members += other.members;
  fixed += other.fixed;
  add_known(gain, other.gain);
  add_known(profit, other.profit);
  return *this;
}

bool HoldoutOfProfit::shown() const {
  const auto verdict = left.verdict();
  return verdict == "earns" || verdict == "loses";
}

// Each part is what has come by its last day less what had come before its first, so that all parts are the whole.
std::optional<Money> HoldoutOfProfit::gain(Day first, Day last) const {
  if (!shown() || first <= drawn.day || last > drawn.day + days || last < first) return std::nullopt;
  const auto whole = profit_of(left.figures.effect, left.figures.others, Money{}).value;
  const auto come_by = [&](Day day) { return Money{scale(whole.minor, day - drawn.day, days, Rounding::nearest)}; };
  return come_by(last) - come_by(first - 1);
}

std::optional<Ratio> Profit::must_be_extra() const {
  return knows_margin ? loyalty::must_be_extra(total.net_cost(), total.members.margin()) : std::nullopt;
}

std::optional<Ratio> Profit::break_even_uplift() const {
  return knows_margin ? loyalty::break_even_uplift(total.net_cost(), total.members.margin()) : std::nullopt;
}

std::optional<Payback> Profit::payback() const {
  if (!total.gain) return std::nullopt;
  std::vector<MonthOfScheme> seen;
  for (const auto& [first, sums] : months) {
    if (!sums.gain || !sums.profit) return std::nullopt;
    seen.push_back({first, *sums.gain, *sums.gain - *sums.profit});
  }
  return loyalty::payback(seen, as_of);
}

shop::AfterScan<Profit> report_profit(shop::Scan& scan, const std::shared_ptr<const Program>& costs_from,
                                      const ProfitAsked& asked, Day as_of, shop::AfterScan<ExpectedUse> use) {
  const auto maker = std::make_shared<ProfitMaker>(scan, costs_from, asked, as_of, std::move(use));
  return [maker] { return maker->make(); };
}

Profit report_profit(store::Ledger& ledger, const std::shared_ptr<const Program>& costs_from, const ProfitAsked& asked,
                     Day as_of) {
  return shop::scan_for(ledger, [&](shop::Scan& scan) {
    return report_profit(scan, costs_from, asked, as_of, expected_use(scan, as_of));
  });
}

} // namespace loyalty::reports
