// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include "loyalty/coupon.hpp"
#include "loyalty/goods.hpp"
#include "reports/liability.hpp"
#include "reports/profit.hpp"
#include "shop/scan.hpp"
#include "shop/work.hpp"
#include "store/histories.hpp"
#include "store/ledger/snapshot.hpp"

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

/// Puts the sums of one scan together.
class ProfitMaker {
 public:
  ProfitMaker(store::Ledger& ledger, const SchemeCosts& costs, const ProfitAsked& asked, Day as_of)
      : ledger_(ledger), costs_(costs), asked_(asked), opened_(costs.opened_on()), profit_{.as_of = as_of} {
    from_ = std::max(asked.from.value_or(beginning), opened_.value_or(beginning));
    to_ = std::min(asked.to.value_or(as_of), as_of);
  }

  Profit make() {
    scan();
    profit_.uplift = asked_.uplift;
    profit_.knows_margin = costs_.knows_margin();
    const auto& program = profit_.shop.program;
    profit_.discounts_unknown = !costs_.knows_discounts() && program != nullptr && gives_discounts(*program);
    if (first_ != never) make_months();
    make_tiers();
    for (const auto& month : profit_.months) profit_.total += month.sums;
    profit_.guest_sales = sold_to_nobody();
    profit_.still_owed = profit_.shop.worth(expected_use(ledger_, profit_.as_of).expected);
    return std::move(profit_);
  }

 private:
  void scan() {
    auto wanted = costs_.wanted();
    wanted.accounts = store::AccountReader::Detail::sums;
    const ProfitScan nothing{.costs = &costs_, .as_of = profit_.as_of, .sums = {.from = from_, .to = to_}};
    members_ = nobodys_ = nothing.sums;
    MemberTotals totals;
    for (const auto& part : shop::scan_members(ledger_, nothing, wanted)) {
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
      sums.gain = gain(sums.members.margin());
      profit_.months.push_back({month, sums});
    }
  }

  /// The one place in which a gain is found: as long as no lot has shown one, it is assumed or not known.
  std::optional<Money> gain(Money margin) const {
    if (!asked_.uplift || !costs_.knows_margin()) return std::nullopt;
    return gain_of(margin, *asked_.uplift);
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
  const SchemeCosts& costs_;
  const ProfitAsked& asked_;
  std::optional<Day> opened_;
  Day from_ = {};
  Day to_ = {};
  Day first_ = never;
  ByMonthAndTier members_;
  ByMonthAndTier nobodys_;
  Profit profit_;
};

} // namespace

std::optional<Money> ProfitSums::profit() const { return gain ? std::optional(*gain - net_cost()) : std::nullopt; }

ProfitSums& ProfitSums::operator+=(const ProfitSums& other) {
  members += other.members;
  fixed += other.fixed;
  if (other.gain) gain = gain.value_or(Money{}) + *other.gain;
  return *this;
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
  for (const auto& [first, sums] : months) seen.push_back({first, sums.gain.value_or(Money{}), sums.net_cost()});
  return loyalty::payback(seen, as_of);
}

Profit report_profit(store::Ledger& ledger, const std::shared_ptr<const Program>& costs_from, const ProfitAsked& asked,
                     Day as_of) {
  const store::Snapshot snapshot(ledger);
  const SchemeCosts costs(ledger, costs_from, as_of);
  return ProfitMaker(ledger, costs, asked, as_of).make();
}

} // namespace loyalty::reports
