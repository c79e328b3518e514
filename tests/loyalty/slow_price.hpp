// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "loyalty/price.hpp"
#include "loyalty/slow_lines.hpp"
#include "loyalty/slow_piece_vouchers.hpp"

namespace loyalty {

/// Vouchers the slow way: every subset is tried in every order, with rules spelt out again from the documentation.
class SlowPrice {
 public:
  SlowPrice(const Program& program, const Buyer& buyer, const Cart& cart, const std::vector<Offered>& offered)
      : program_(program), buyer_(buyer), cart_(cart), offered_(offered), pieces_(cart) {
    const auto plain = quote(program, buyer, cart, {});
    for (const auto& line : plain.lines) {
      before_.push_back(line.price.minor);
      member_.push_back(line.line.amount().minor);
    }
    for (const auto& step : plain.steps)
      if (step.step < PriceStep::threshold_offer)
        for (std::size_t line = 0; line < member_.size(); ++line) member_[line] -= step.by_line[line].minor;
    pieces_.look_at(member_);
    fee_ = lowered_fee(program, buyer, cart);
    list_fee_ = cart.shipping.value_or(program.shipping.fee).minor;
    least_ = least_of_lines();
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
    return slow_lines::is_for(voucher.lines, cart_.lines[line]);
  }

  bool fits(const Offered& each) const {
    const auto& voucher = each.voucher;
    if (std::holds_alternative<LadderOff>(voucher.kind) && step(voucher) == nullptr) return false;
    if (std::holds_alternative<PiecesOff>(voucher.kind) && pieces_.reduced(voucher, lines_of(voucher)).empty())
      return false;
    return !lines_of(voucher).empty() && slow_lines::is_there(voucher.lines, cart_, member_) && !each.refused &&
           voucher.first_day <= buyer_.day && buyer_.day <= voucher.last_day &&
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

  std::set<std::size_t> lines_of(const Voucher& voucher) const {
    std::set<std::size_t> lines;
    for (std::size_t line = 0; line < cart_.lines.size(); ++line)
      if (is_for(voucher, line)) lines.insert(line);
    return lines;
  }

  std::int64_t pieces_of_lines(const Voucher& voucher) const {
    std::int64_t pieces = 0;
    for (const auto line : lines_of(voucher)) pieces += cart_.lines[line].quantity;
    return pieces;
  }

  /// Of a ladder, at member price.
  const LadderStep* step(const Voucher& voucher) const {
    const LadderStep* reached = nullptr;
    for (const auto& each : std::get<LadderOff>(voucher.kind).steps)
      if (each.spend.minor <= base(member_, voucher) && each.pieces <= pieces_of_lines(voucher)) reached = &each;
    return reached;
  }

  static std::int64_t reduction(const Reduction& off, std::int64_t base) {
    if (const auto* share = std::get_if<Ratio>(&off)) return slow_pieces::share_of_base(*share, base);
    return std::min(std::get<Money>(off).minor, base);
  }

  std::int64_t off(const Voucher& voucher, std::int64_t base) const {
    std::int64_t amount = 0;
    if (const auto* kind = std::get_if<AmountOff>(&voucher.kind)) amount = kind->amount.minor;
    if (const auto* kind = std::get_if<PercentOff>(&voucher.kind)) {
      amount = slow_pieces::share_of_base(kind->share, base);
      if (kind->max_discount) amount = std::min(amount, kind->max_discount->minor);
    }
    if (std::holds_alternative<LadderOff>(voucher.kind)) amount = reduction(step(voucher)->off, base);
    return std::min(amount, base);
  }

  /// What does not find room on its line is lost.
  std::int64_t take_by_line(std::vector<std::int64_t>& amounts, const Voucher& voucher) const {
    std::int64_t taken = 0;
    const auto wanted = pieces_.wanted_by_line(amounts, voucher, lines_of(voucher));
    for (std::size_t line = 0; line < amounts.size(); ++line) {
      const auto part = std::min(wanted[line], amounts[line] - least_[line]);
      amounts[line] -= part;
      taken += part;
    }
    return taken;
  }

  std::int64_t take(std::vector<std::int64_t>& amounts, const Voucher& voucher) const {
    if (std::holds_alternative<PiecesOff>(voucher.kind) || std::holds_alternative<LinePrice>(voucher.kind))
      return take_by_line(amounts, voucher);
    return take(amounts, voucher, off(voucher, base(amounts, voucher)));
  }

  /// What comes off in all. A line whose share is more than its room is filled and stands aside, one after the other.
  std::int64_t take(std::vector<std::int64_t>& amounts, const Voucher& voucher, std::int64_t off) const {
    auto lines = lines_of(voucher);
    const auto before = amounts;
    std::int64_t taken = 0;
    const auto take_from = [&](std::size_t line, std::int64_t part) {
      amounts[line] -= part;
      taken += part;
    };
    const auto room = [&](std::size_t line) { return before[line] - least_[line]; };
    const auto too_much = [&](std::size_t line) {
      std::int64_t whole = 0;
      for (const auto each : lines) whole += before[each];
      return off * before[line] > room(line) * whole;
    };
    while (!program_.prices.lost) {
      const auto full = std::find_if(lines.begin(), lines.end(), too_much);
      if (full == lines.end()) break;
      take_from(*full, room(*full));
      off -= room(*full);
      lines.erase(full);
    }
    for (const auto& [line, part] : slow_pieces::shares(before, lines, off))
      take_from(line, std::min(part, room(line)));
    return taken;
  }

  std::vector<std::int64_t> least_of_lines() const {
    std::vector<std::int64_t> least(cart_.lines.size());
    std::vector<std::int64_t> listed;
    for (const auto& bought : cart_.lines) listed.push_back(bought.amount().minor);
    for (std::size_t line = 0; line < least.size(); ++line)
      for (const auto& floor : program_.prices.floors) {
        const auto& bought = cart_.lines[line];
        if (!slow_lines::is_for(floor.lines, bought) || !slow_lines::is_there(floor.lines, cart_, listed)) continue;
        const auto list = listed[line];
        const auto* share = std::get_if<Ratio>(&floor.least);
        const auto here = share != nullptr ? (list * share->millionths * 2 + Ratio::one) / (2 * Ratio::one)
                                           : std::get<Money>(floor.least).minor * bought.quantity;
        least[line] = std::max(least[line], std::min(here, list));
      }
    return least;
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
    auto fee = fee_;
    for (const auto* each : in_turn) {
      const auto& voucher = each->voucher;
      given[voucher.coupon] += take(amounts, voucher);
      if (each->budget_left && given[voucher.coupon] > each->budget_left->minor) return std::nullopt;
      if (std::holds_alternative<FreeShipping>(voucher.kind)) fee = 0;
      if (const auto* shipping = std::get_if<ShippingOff>(&voucher.kind))
        fee = std::min(fee, list_fee_ - reduction(shipping->off, list_fee_));
      if (std::holds_alternative<GiftItem>(voucher.kind)) --std::get<1>(rank);
      if (const auto* bonus = std::get_if<BonusPoints>(&voucher.kind)) {
        --std::get<1>(rank);
        std::get<2>(rank) -= bonus->points;
      }
      std::get<4>(rank).push_back(voucher.last_day);
      std::get<5>(rank).push_back(voucher.code);
    }
    for (const auto amount : amounts) std::get<0>(rank) += amount;
    if (std::get<0>(rank) < free_from_) std::get<0>(rank) += fee;
    std::sort(std::get<4>(rank).begin(), std::get<4>(rank).end());
    std::sort(std::get<5>(rank).begin(), std::get<5>(rank).end());
    return rank;
  }

  const Program& program_;
  const Buyer& buyer_;
  const Cart& cart_;
  std::vector<Offered> offered_;
  SlowPieceVouchers pieces_;
  std::vector<std::int64_t> before_;
  std::vector<std::int64_t> member_;
  std::vector<std::int64_t> least_;
  std::int64_t free_from_ = Money::limit;
  std::int64_t fee_ = 0; ///< where no voucher lowers it
  std::int64_t list_fee_ = 0;
};

} // namespace loyalty
