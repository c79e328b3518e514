// SPDX-License-Identifier: MIT
#include "loyalty/price_search.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace loyalty {
namespace {

bool ships_free(const Candidate& candidate) { return std::holds_alternative<FreeShipping>(candidate.voucher().kind); }

/// What of a combination decides between two of the same rank: the last days, then the codes, each ascending.
std::pair<std::vector<Day>, std::vector<std::string>> ends(std::span<const Candidate> candidates,
                                                           std::span<const std::size_t> used) {
  std::pair<std::vector<Day>, std::vector<std::string>> result;
  for (const auto index : used) {
    result.first.push_back(candidates[index].voucher().last_day);
    result.second.push_back(candidates[index].voucher().code);
  }
  std::sort(result.first.begin(), result.first.end());
  std::sort(result.second.begin(), result.second.end());
  return result;
}

}  // namespace

Money sum_of(std::span<const Money> amounts, std::span<const std::size_t> lines) {
  return std::accumulate(lines.begin(), lines.end(), Money{},
                         [&](Money sum, std::size_t line) { return sum + amounts[line]; });
}

std::vector<Money> take_off(std::vector<Money>& amounts, std::span<const std::size_t> lines, Money off) {
  std::vector<Money> bases;
  bases.reserve(lines.size());
  for (const auto line : lines) bases.push_back(amounts[line]);
  const auto parts = spread(std::min(off, sum_of(amounts, lines)), bases);
  std::vector<Money> by_line(amounts.size());
  for (std::size_t place = 0; place < lines.size(); ++place) {
    by_line[lines[place]] = parts[place];
    amounts[lines[place]] -= parts[place];
  }
  return by_line;
}

VoucherSearch::VoucherSearch(std::span<const Candidate> candidates, std::vector<Money> amounts, ShippingFee fee)
    : candidates_(candidates),
      amounts_(std::move(amounts)),
      fee_(std::move(fee)),
      goods_(std::accumulate(amounts_.begin(), amounts_.end(), Money{})) {}

VoucherSearch::Choice VoucherSearch::best() {
  search(no_index);
  return best_;
}

std::optional<Money> VoucherSearch::least_with(std::size_t candidate) {
  search(candidate);
  if (!best_rank_) return std::nullopt;
  return best_rank_->to_pay;
}

void VoucherSearch::search(std::size_t with) {
  with_ = with;
  best_rank_.reset();
  visit(0);
}

void VoucherSearch::visit(std::size_t index) {
  if (index == candidates_.size()) return consider();
  if (hopeless(index)) return;
  if (may_use(index)) use(index);
  if (index != with_) visit(index + 1);
}

bool VoucherSearch::hopeless(std::size_t index) const {
  if (!best_rank_) return false;
  const auto bound = at_least(index);
  return with_ == no_index ? bound > *best_rank_ : bound.to_pay >= best_rank_->to_pay;
}

void VoucherSearch::use(std::size_t index) {
  const auto& candidate = candidates_[index];
  const Money off = gain(index).off;
  if (!affordable(index, off)) return;
  const auto by_line = take_off(amounts_, candidate.lines, off);
  used_.push_back(index);
  given_.push_back(off);
  goods_ -= off;
  if (candidate.combines) {
    visit(index + 1);
  } else {
    consider();
  }
  goods_ += off;
  given_.pop_back();
  used_.pop_back();
  for (std::size_t line = 0; line < by_line.size(); ++line) amounts_[line] += by_line[line];
}

void VoucherSearch::consider() {
  if (with_ != no_index && std::find(used_.begin(), used_.end(), with_) == used_.end()) return;
  const auto here = rank();
  if (best_rank_ && (here > *best_rank_ || (here == *best_rank_ && !ends_sooner()))) return;
  best_rank_ = here;
  best_ = {used_, here.to_pay};
}

bool VoucherSearch::may_use(std::size_t index) const {
  const auto& wanted = candidates_[index];
  return used_.empty() || (wanted.combines && std::all_of(used_.begin(), used_.end(), [&](std::size_t other) {
                             return go_together(wanted.voucher(), candidates_[other].voucher());
                           }));
}

bool VoucherSearch::affordable(std::size_t index, Money off) const {
  const auto& wanted = candidates_[index];
  if (!wanted.offered->budget_left) return true;
  for (std::size_t place = 0; place < used_.size(); ++place)
    if (candidates_[used_[place]].voucher().coupon == wanted.voucher().coupon) off += given_[place];
  return off <= *wanted.offered->budget_left;
}

VoucherSearch::Gain VoucherSearch::gain(std::size_t index) const {
  const auto& candidate = candidates_[index];
  const auto& kind = candidate.voucher().kind;
  Gain gain{.off = discount(kind, sum_of(amounts_, candidate.lines))};
  if (const auto* bonus = std::get_if<BonusPoints>(&kind)) gain.points = bonus->points;
  if (gain.points != 0 || std::holds_alternative<GiftItem>(kind)) gain.presents = 1;
  return gain;
}

VoucherSearch::Rank VoucherSearch::rank() const {
  Rank rank{.vouchers = static_cast<std::int64_t>(used_.size())};
  bool free = false;
  for (const auto index : used_) {
    const auto each = gain(index);
    rank.fewer_presents -= each.presents;
    rank.fewer_points -= each.points;
    free = free || ships_free(candidates_[index]);
  }
  rank.to_pay = goods_ + fee_(goods_, free);
  return rank;
}

/// What no combination can be better than that adds some of the candidates from `index` on to those used.
VoucherSearch::Rank VoucherSearch::at_least(std::size_t index) const {
  std::vector<std::pair<std::string_view, Gain>> by_group;
  const auto raise = [](Gain& most, const Gain& gain) {
    most = {std::max(most.off, gain.off), std::max(most.presents, gain.presents), std::max(most.points, gain.points)};
  };
  bool free = std::any_of(used_.begin(), used_.end(), [&](std::size_t used) { return ships_free(candidates_[used]); });
  for (auto next = index; next < candidates_.size(); ++next) {
    if (!may_use(next)) continue;
    free = free || ships_free(candidates_[next]);
    const std::string_view group = candidates_[next].voucher().stacking;
    const auto known =
        std::find_if(by_group.begin(), by_group.end(), [&](const auto& each) { return each.first == group; });
    raise(known == by_group.end() ? by_group.emplace_back(group, Gain{}).second : known->second, gain(next));
  }
  Rank bound = rank();
  bound.to_pay = goods_;
  for (const auto& [group, most] : by_group) {
    bound.to_pay -= most.off;
    bound.fewer_presents -= most.presents;
    bound.fewer_points -= most.points;
  }
  bound.to_pay = std::max(Money{}, bound.to_pay) + fee_(goods_, free);
  return bound;
}

bool VoucherSearch::ends_sooner() const { return ends(candidates_, used_) < ends(candidates_, best_.used); }

}  // namespace loyalty
