// SPDX-License-Identifier: MIT
#include "loyalty/pricing/price_order.hpp"

#include <algorithm>
#include <numeric>

#include "loyalty/pricing/price_lines.hpp"

namespace loyalty {
namespace {

bool is_percentage(const Candidate& candidate) { return std::holds_alternative<PercentOff>(candidate.kind); }
bool is_amount(const Candidate& candidate) { return std::holds_alternative<AmountOff>(candidate.kind); }

} // namespace

Money least_left(std::span<const Money> amounts, std::span<const LineShare> shares, Money off) {
  std::vector<Money> left(amounts.begin(), amounts.end());
  for (const auto& [line, share, rounding] : shares) {
    left[line] = {scale(left[line].minor, Ratio::one - share.millionths, Ratio::one, Rounding::floor)};
    off += rounding;
  }
  return std::max(Money{}, std::accumulate(left.begin(), left.end(), Money{}) - off);
}

OrderSearch::OrderSearch(std::span<const Candidate> candidates, std::span<const std::size_t> set,
                         std::span<const Money> amounts, const Floors& floors, const ShippingFee& fee)
    : candidates_(candidates),
      floors_(floors),
      fee_(fee),
      amounts_(amounts.begin(), amounts.end()),
      goods_(std::accumulate(amounts.begin(), amounts.end(), Money{})) {
  for (const auto index : set) {
    off_fee_ = std::max(off_fee_, candidates[index].off_fee);
    if (discount_now(index) > Money{})
      movers_.push_back({index});
    else
      others_.push_back(index);
  }
  choose_what_to_permute();
}

std::optional<VoucherChoice> OrderSearch::best(Money below) {
  below_ = below;
  best_.reset();
  visit();
  return best_;
}

Money OrderSearch::discount_now(std::size_t index) const {
  const auto& candidate = candidates_[index];
  return floors_.within(wanted_off(candidate, amounts_), amounts_, candidate.lines);
}

bool OrderSearch::overlap(std::size_t left, std::size_t right) const {
  const auto& some = candidates_[left].lines;
  const auto& others = candidates_[right].lines;
  return std::any_of(some.begin(), some.end(),
                     [&](std::size_t line) { return std::binary_search(others.begin(), others.end(), line); });
}

bool OrderSearch::all_on_the_same_lines() const {
  return std::all_of(movers_.begin(), movers_.end(), [&](const Mover& each) {
    return candidates_[each.index].lines == candidates_[movers_.front().index].lines;
  });
}

/// Amounts that come off whole in every order.
bool OrderSearch::never_short() const {
  return std::all_of(movers_.begin(), movers_.end(), [&](const Mover& each) {
    if (!is_amount(candidates_[each.index])) return false;
    Money most;
    for (const auto& other : movers_)
      if (overlap(each.index, other.index)) most += discount_now(other.index);
    return most <= sum_of(amounts_, candidates_[each.index].lines);
  });
}

bool OrderSearch::no_budget() const {
  return std::none_of(movers_.begin(), movers_.end(),
                      [&](const Mover& each) { return candidates_[each.index].offered->budget_left.has_value(); });
}

bool OrderSearch::any_on_pieces() const {
  return std::any_of(movers_.begin(), movers_.end(),
                     [&](const Mover& each) { return lowers_pieces(candidates_[each.index].kind); });
}

bool OrderSearch::constant_fee() const { return fee_(goods_, off_fee_) == fee_({}, off_fee_); }

/// Where floors cut what comes off, or it depends on what single lines still cost, nothing is known beforehand. Else
/// amounts off the same lines come to the same in
/// every order, and percentages off those lines take most before them.
void OrderSearch::choose_what_to_permute() {
  const bool simple = all_on_the_same_lines() && no_budget() && !any_on_pieces();
  const auto percentages = static_cast<std::size_t>(std::count_if(
      movers_.begin(), movers_.end(), [&](const Mover& each) { return is_percentage(candidates_[each.index]); }));
  permuted_ = movers_.size();
  if (floors_.any()) {
    if (permuted_ > most_permuted) permuted_ = 0;
    return;
  }
  if (never_short() || (simple && percentages == 0)) permuted_ = 0;
  if (simple && percentages > 0 && constant_fee()) permuted_ = percentages;
  if (permuted_ > most_permuted) permuted_ = 0;
}

/// Of two neighbours on different lines the order makes no difference: only the first of the two orders is tried.
bool OrderSearch::in_turn(std::size_t place) const {
  if (movers_[place].taken) return false;
  if (place >= permuted_) return sequence_.size() == place;
  return sequence_.empty() || place > sequence_.back() ||
         overlap(movers_[sequence_.back()].index, movers_[place].index);
}

void OrderSearch::visit() {
  if (hopeless()) return;
  if (sequence_.size() == movers_.size()) return finish();
  for (std::size_t place = 0; place < movers_.size(); ++place)
    if (in_turn(place)) use(place);
}

void OrderSearch::use(std::size_t place) {
  const auto index = movers_[place].index;
  const auto by_line = take_off(candidates_[index], amounts_, floors_);
  const Money off = std::accumulate(by_line.begin(), by_line.end(), Money{});
  const auto put_back = [&] {
    for (std::size_t line = 0; line < by_line.size(); ++line) amounts_[line] += by_line[line];
  };
  if (!affordable(index, off)) return put_back();
  movers_[place].taken = true;
  sequence_.push_back(place);
  given_.push_back(off);
  goods_ -= off;
  visit();
  goods_ += off;
  given_.pop_back();
  sequence_.pop_back();
  movers_[place].taken = false;
  put_back();
}

bool OrderSearch::hopeless() const {
  Money at_once;
  Money besides;
  std::vector<LineShare> shares;
  for (const auto& each : movers_) {
    if (each.taken) continue;
    const auto& candidate = candidates_[each.index];
    const Money off = discount_now(each.index);
    at_once += off;
    if (candidate.takes_share(off))
      shares.insert(shares.end(), candidate.shares.begin(), candidate.shares.end());
    else
      besides += off;
  }
  const Money least = std::max(goods_ - at_once, least_left(amounts_, shares, besides));
  return std::max(Money{}, least) + fee_(goods_, off_fee_) >= below_;
}

bool OrderSearch::affordable(std::size_t index, Money off) const {
  const auto& wanted = candidates_[index];
  if (!wanted.offered->budget_left) return true;
  for (std::size_t at = 0; at < sequence_.size(); ++at)
    if (candidates_[movers_[sequence_[at]].index].voucher().coupon == wanted.voucher().coupon) off += given_[at];
  return off <= *wanted.offered->budget_left;
}

void OrderSearch::finish() {
  const Money to_pay = goods_ + fee_(goods_, off_fee_);
  if (to_pay >= below_) return;
  below_ = to_pay;
  VoucherChoice choice{.used = {}, .to_pay = to_pay};
  for (const auto place : sequence_) choice.used.push_back(movers_[place].index);
  choice.used.insert(choice.used.end(), others_.begin(), others_.end());
  best_ = std::move(choice);
}

} // namespace loyalty
