// SPDX-License-Identifier: MIT
#include "loyalty/pricing/price_search.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "loyalty/pricing/price_lines.hpp"
#include "loyalty/pricing/price_order.hpp"

namespace loyalty {
namespace {

constexpr Money boundless{std::numeric_limits<std::int64_t>::max()};

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

/// Of each line the largest of both.
void add_largest(std::vector<LineShare>& shares, std::span<const LineShare> more) {
  for (const auto& each : more) {
    const auto known = std::ranges::find(shares, each.line, &LineShare::line);
    if (known == shares.end())
      shares.push_back(each);
    else
      *known = {each.line, std::max(known->share, each.share), std::max(known->rounding, each.rounding)};
  }
}

} // namespace

VoucherSearch::VoucherSearch(std::span<const Candidate> candidates, std::vector<Money> amounts, const Floors& floors,
                             ShippingFee fee)
    : candidates_(candidates),
      amounts_(std::move(amounts)),
      floors_(floors),
      fee_(std::move(fee)),
      goods_(std::accumulate(amounts_.begin(), amounts_.end(), Money{})) {
  for (std::size_t index = 0; index < candidates_.size(); ++index) gains_.push_back(gain_of(index));
}

VoucherChoice VoucherSearch::best() {
  search(no_index);
  return best_;
}

std::optional<Money> VoucherSearch::least_with(std::size_t candidate) {
  search(candidate);
  if (!best_rank_) return std::nullopt;
  return best_rank_->to_pay;
}

VoucherSearch::Gain VoucherSearch::gain_of(std::size_t index) const {
  const auto& candidate = candidates_[index];
  const auto& kind = candidate.kind;
  const Money wanted = wanted_off(candidate, amounts_);
  Gain gain{.off = floors_.within(wanted, amounts_, candidate.lines), .off_fee = candidate.off_fee};
  gain.by_share = candidate.takes_share(wanted);
  if (const auto* bonus = std::get_if<BonusPoints>(&kind)) gain.points = bonus->points;
  if (gain.points != 0 || std::holds_alternative<GiftItem>(kind)) gain.presents = 1;
  return gain;
}

void VoucherSearch::search(std::size_t with) {
  with_ = with;
  best_rank_.reset();
  best_ = {};
  visit(0);
}

void VoucherSearch::visit(std::size_t index) {
  if (index == candidates_.size()) return consider();
  if (hopeless(index)) return;
  if (may_use(index)) {
    used_.push_back(index);
    candidates_[index].combines ? visit(index + 1) : consider();
    used_.pop_back();
  }
  if (index != with_ && !candidates_[index].offered->in_use) visit(index + 1);
}

bool VoucherSearch::hopeless(std::size_t index) const {
  if (!best_rank_) return false;
  const auto bound = at_least(index);
  return with_ == no_index ? bound > *best_rank_ : bound.to_pay >= best_rank_->to_pay;
}

void VoucherSearch::consider() {
  if (!has_what_it_must() || hopeless(candidates_.size())) return;
  Money below = boundless;
  if (best_rank_) below = best_rank_->to_pay + Money{with_ == no_index ? 1 : 0};
  auto choice = OrderSearch(candidates_, used_, amounts_, floors_, fee_).best(below);
  if (!choice) return;
  auto here = rank_of_presents();
  here.to_pay = choice->to_pay;
  if (best_rank_ && (here > *best_rank_ || (here == *best_rank_ && !ends_sooner()))) return;
  best_rank_ = here;
  best_ = std::move(*choice);
}

bool VoucherSearch::has_what_it_must() const {
  const auto used = [&](std::size_t index) { return std::find(used_.begin(), used_.end(), index) != used_.end(); };
  if (with_ != no_index && !used(with_)) return false;
  for (std::size_t index = 0; index < candidates_.size(); ++index)
    if (candidates_[index].offered->in_use && !used(index)) return false;
  return true;
}

bool VoucherSearch::may_use(std::size_t index) const {
  const auto& wanted = candidates_[index];
  return used_.empty() || (wanted.combines && std::all_of(used_.begin(), used_.end(), [&](std::size_t other) {
                             return go_together(wanted.voucher(), candidates_[other].voucher());
                           }));
}

/// All but what is to be paid.
VoucherSearch::Rank VoucherSearch::rank_of_presents() const {
  Rank rank{.vouchers = static_cast<std::int64_t>(used_.size())};
  for (const auto index : used_) {
    rank.fewer_presents -= gains_[index].presents;
    take(rank.fewer_points, gains_[index].points);
  }
  return rank;
}

std::vector<VoucherSearch::GroupGain> VoucherSearch::groups_from(std::size_t index) const {
  std::vector<GroupGain> groups;
  for (; index < candidates_.size(); ++index) {
    if (!may_use(index)) continue;
    const std::string_view group = candidates_[index].voucher().stacking;
    auto known = std::find_if(groups.begin(), groups.end(), [&](const GroupGain& each) { return each.group == group; });
    if (known == groups.end()) known = groups.insert(groups.end(), {group});
    const auto& gain = gains_[index];
    auto& most = known->most;
    most = {.off = std::max(most.off, gain.off),
            .presents = std::max(most.presents, gain.presents),
            .points = std::max(most.points, gain.points),
            .off_fee = std::max(most.off_fee, gain.off_fee)};
    known->besides = std::max(known->besides, gain.amount());
    if (gain.by_share) add_largest(known->shares, candidates_[index].shares);
  }
  return groups;
}

/// What no combination can be better than that adds some of the candidates from `index` on to those used.
VoucherSearch::Rank VoucherSearch::at_least(std::size_t index) const {
  const auto groups = groups_from(index);
  Rank bound = rank_of_presents();
  Money at_once;
  Money besides;
  std::vector<LineShare> shares;
  Money off_fee;
  for (const auto used : used_) {
    at_once += gains_[used].off;
    besides += gains_[used].amount();
    off_fee = std::max(off_fee, gains_[used].off_fee);
    if (gains_[used].by_share)
      shares.insert(shares.end(), candidates_[used].shares.begin(), candidates_[used].shares.end());
  }
  for (const auto& [group, most, amount, of_group] : groups) {
    at_once += most.off;
    besides += amount;
    off_fee = std::max(off_fee, most.off_fee);
    bound.fewer_presents -= most.presents;
    take(bound.fewer_points, most.points);
    shares.insert(shares.end(), of_group.begin(), of_group.end());
  }
  bound.to_pay = std::max(goods_ - at_once, least_left(amounts_, shares, besides));
  bound.to_pay = std::max(Money{}, bound.to_pay) + fee_(goods_, off_fee);
  return bound;
}

bool VoucherSearch::ends_sooner() const { return ends(candidates_, used_) < ends(candidates_, best_.used); }

} // namespace loyalty
