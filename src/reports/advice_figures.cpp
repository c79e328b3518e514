// SPDX-License-Identifier: MIT
#include "reports/advice_figures.hpp"

#include <algorithm>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "loyalty/coupon.hpp"
#include "loyalty/figures.hpp"
#include "loyalty/goods.hpp"
#include "store/vouchers.hpp"

namespace loyalty::reports {
namespace {

/// A coupon that a member used on a day.
struct Use {
  std::string coupon;
  Day day = {};
};
using UsesByMember = std::unordered_map<MemberId, std::vector<Use>>;

UsesByMember uses_by_member(store::Ledger& ledger, Day as_of) {
  UsesByMember uses;
  store::read_vouchers(ledger, [&](const store::StoredVoucher& stored) {
    const auto* used = redemption(stored.events, as_of);
    if (used != nullptr && stored.voucher.member)
      uses[*stored.voucher.member].push_back({stored.voucher.coupon, used->day});
  });
  return uses;
}

/// Looks at some members.
struct Asked {
  Day as_of;
  Points minimum;
  const UsesByMember* uses;
  AdviceFigures figures = {};

  void add(const History& history, const store::Account& account) {
    if (!known_on(history, as_of)) return;
    ++figures.members;
    const auto balance = balance_on(account.entries, as_of).balance;
    if (balance > 0) ++figures.with_points;
    if (balance > 0 && balance < minimum) ++figures.below_minimum;
    if (const auto found = uses->find(history.member); found != uses->end()) count_uses(history, found->second);
  }

 private:
  void count_uses(const History& history, const std::vector<Use>& used) {
    const auto rows = goods_rows(history, as_of);
    for (const auto& use : used) {
      const auto before = goods_between(rows, use.day - regular_days, use.day - 1);
      auto& coupon = figures.coupons[use.coupon];
      ++coupon.uses;
      if (std::ranges::any_of(before, &GoodsRow::counting)) ++coupon.by_regulars;
    }
  }
};

} // namespace

shop::AfterScan<AdviceFigures> advice_figures(shop::Scan& scan, const Program& program, Day as_of) {
  const auto uses = std::make_shared<const UsesByMember>(uses_by_member(scan.ledger(), as_of));
  const Points minimum = program.points.redeem ? program.points.redeem->minimum : 0;
  return [uses, parts = scan.collect(Asked{as_of, minimum, uses.get()})] {
    AdviceFigures sum;
    for (const auto& part : *parts) {
      sum.members += part.figures.members;
      sum.with_points += part.figures.with_points;
      sum.below_minimum += part.figures.below_minimum;
      for (const auto& [coupon, counted] : part.figures.coupons) {
        sum.coupons[coupon].uses += counted.uses;
        sum.coupons[coupon].by_regulars += counted.by_regulars;
      }
    }
    return sum;
  };
}

} // namespace loyalty::reports
