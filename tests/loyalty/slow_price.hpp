// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "loyalty/price.hpp"

namespace loyalty {

/// Vouchers the slow way: every subset is tried in every order, with rules spelt out again from the documentation.
class SlowPrice {
 public:
  SlowPrice(const Program& program, const Buyer& buyer, const Cart& cart, const std::vector<Offered>& offered)
      : program_(program), buyer_(buyer), cart_(cart), offered_(offered) {
    const auto plain = quote(program, buyer, cart, {});
    for (const auto& line : plain.lines) {
      before_.push_back(line.price.minor);
      member_.push_back(line.line.amount().minor);
    }
    for (const auto& step : plain.steps)
      if (step.step < PriceStep::threshold_offer)
        for (std::size_t line = 0; line < member_.size(); ++line) member_[line] -= step.by_line[line].minor;
    fee_ = lowered_fee(program, buyer, cart);
    if (program.shipping.free_from) free_from_ = program.shipping.free_from->minor;
    if (buyer.tier != nullptr && buyer.tier->free_shipping_from)
      free_from_ = std::min(free_from_, buyer.tier->free_shipping_from->minor);
  }

  /// What a combination leaves to pay, and its place among those that leave the same: smaller is better.
  using Rank =
      std::tuple<std::int64_t, std::int64_t, std::int64_t, std::size_t, std::vector<Day>, std::vector<std::string>>;

  Rank best() const {
    Rank best = *rank(0);
    for (std::size_t set = 1; set < std::size_t{1} << offered_.size(); ++set)
      if (const auto here = rank(set)) best = std::min(best, *here);
    return best;
  }

 private:
  /// What is left of the fee where no amount ships free.
  static std::int64_t lowered_fee(Program program, Buyer buyer, const Cart& cart) {
    program.shipping.free_from.reset();
    Tier tier;
    if (buyer.tier != nullptr) {
      tier = *buyer.tier;
      tier.free_shipping_from.reset();
      buyer.tier = &tier;
    }
    return quote(program, buyer, cart, {}).shipping.minor;
  }

  std::int64_t base(const std::vector<std::int64_t>& amounts, const Voucher& voucher) const {
    std::int64_t sum = 0;
    for (std::size_t line = 0; line < amounts.size(); ++line)
      if (is_for(voucher, line)) sum += amounts[line];
    return sum;
  }

  bool is_for(const Voucher& voucher, std::size_t line) const {
    const auto& wanted = voucher.categories;
    return wanted.empty() || std::count(wanted.begin(), wanted.end(), cart_.lines[line].category) > 0;
  }

  bool fits(const Offered& each) const {
    const auto& voucher = each.voucher;
    bool any = false;
    for (std::size_t line = 0; line < cart_.lines.size(); ++line) any = any || is_for(voucher, line);
    return any && !each.refused && voucher.first_day <= buyer_.day && buyer_.day <= voucher.last_day &&
           base(member_, voucher) >= voucher.min_spend.minor;
  }

  bool combines(const Voucher& voucher) const {
    if (voucher.stacking.empty()) return false;
    for (const auto& coupon : program_.coupons)
      if (coupon.id == voucher.coupon && coupon.stacks_for != Condition{})
        return buyer_.meets && buyer_.meets(coupon.stacks_for);
    return true;
  }

  bool allowed(const std::vector<const Offered*>& chosen) const {
    std::set<std::string> groups;
    for (const auto* each : chosen) {
      if (!fits(*each)) return false;
      if (chosen.size() > 1 && (!combines(each->voucher) || !groups.insert(each->voucher.stacking).second))
        return false;
    }
    return true;
  }

  static std::int64_t off(const Voucher& voucher, std::int64_t base) {
    std::int64_t amount = 0;
    if (const auto* kind = std::get_if<AmountOff>(&voucher.kind)) amount = kind->amount.minor;
    if (const auto* kind = std::get_if<PercentOff>(&voucher.kind)) {
      amount = (base * kind->share.millionths * 2 + Ratio::one) / (2 * Ratio::one);
      if (kind->max_discount) amount = std::min(amount, kind->max_discount->minor);
    }
    return std::min(amount, base);
  }

  /// A cent at a time to the line that is furthest behind its share.
  void take(std::vector<std::int64_t>& amounts, const Voucher& voucher, std::int64_t off) const {
    const auto whole = base(amounts, voucher);
    if (whole == 0) return;
    std::vector<std::int64_t> behind(amounts.size());
    std::int64_t left = off;
    for (std::size_t line = 0; line < amounts.size(); ++line) {
      if (!is_for(voucher, line)) continue;
      behind[line] = off * amounts[line] % whole;
      const auto part = off * amounts[line] / whole;
      amounts[line] -= part;
      left -= part;
    }
    for (; left > 0; --left) {
      const auto most = std::max_element(behind.begin(), behind.end());
      --amounts[static_cast<std::size_t>(most - behind.begin())];
      *most = -1;
    }
  }

  std::optional<Rank> rank(std::size_t set) const {
    std::vector<const Offered*> chosen;
    for (std::size_t index = 0; index < offered_.size(); ++index)
      if ((set >> index & 1U) != 0) chosen.push_back(&offered_[index]);
    if (!allowed(chosen)) return std::nullopt;
    std::optional<Rank> best;
    std::sort(chosen.begin(), chosen.end());
    do {
      const auto here = rank(chosen);
      if (here && (!best || *here < *best)) best = here;
    } while (std::next_permutation(chosen.begin(), chosen.end()));
    return best;
  }

  std::optional<Rank> rank(const std::vector<const Offered*>& in_turn) const {
    auto amounts = before_;
    std::map<std::string, std::int64_t> given;
    Rank rank{0, 0, 0, in_turn.size(), {}, {}};
    bool free = false;
    for (const auto* each : in_turn) {
      const auto& voucher = each->voucher;
      const auto discount = off(voucher, base(amounts, voucher));
      take(amounts, voucher, discount);
      given[voucher.coupon] += discount;
      if (each->budget_left && given[voucher.coupon] > each->budget_left->minor) return std::nullopt;
      free = free || std::holds_alternative<FreeShipping>(voucher.kind);
      if (std::holds_alternative<GiftItem>(voucher.kind)) --std::get<1>(rank);
      if (const auto* bonus = std::get_if<BonusPoints>(&voucher.kind)) {
        --std::get<1>(rank);
        std::get<2>(rank) -= bonus->points;
      }
      std::get<4>(rank).push_back(voucher.last_day);
      std::get<5>(rank).push_back(voucher.code);
    }
    for (const auto amount : amounts) std::get<0>(rank) += amount;
    if (!free && std::get<0>(rank) < free_from_) std::get<0>(rank) += fee_;
    std::sort(std::get<4>(rank).begin(), std::get<4>(rank).end());
    std::sort(std::get<5>(rank).begin(), std::get<5>(rank).end());
    return rank;
  }

  const Program& program_;
  const Buyer& buyer_;
  const Cart& cart_;
  std::vector<Offered> offered_;
  std::vector<std::int64_t> before_;
  std::vector<std::int64_t> member_;
  std::int64_t free_from_ = Money::limit;
  std::int64_t fee_ = 0;
};

} // namespace loyalty
