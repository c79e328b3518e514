// SPDX-License-Identifier: MIT
#include "loyalty/proposal.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "loyalty/figures.hpp"

namespace loyalty {
namespace {

constexpr Ratio best_fifth{200'000};
constexpr Ratio best_twentieth{50'000};
constexpr Ratio four_fifths{800'000};
constexpr Ratio half_as_much_again{1'500'000};
constexpr Ratio twice{2'000'000};

/// The value that so large a share of the sorted values does not exceed; there are some.
template <class Value>
Value at_share(const std::vector<Value>& ascending, Ratio share) {
  const auto count = static_cast<std::int64_t>(ascending.size());
  const auto place = scale(count, share.millionths, Ratio::one, Rounding::floor);
  return ascending[static_cast<std::size_t>(std::min(place, count - 1))];
}

/// The unit in which a typical order comes to ten or more, and to less than a thousand.
Money unit_for(Money typical_order, Currency currency) {
  constexpr std::int64_t most_units = 1'000;
  Money unit = Money::whole(1, currency);
  while (typical_order.minor / unit.minor >= most_units) unit.minor *= 10;
  return unit;
}

/// What so large a share of the buyers spent at least.
Money spent_by_best(const std::vector<Money>& descending, Ratio share) {
  const auto count = static_cast<std::int64_t>(descending.size());
  const auto place = std::max<std::int64_t>(1, scale(count, share.millionths, Ratio::one, Rounding::nearest));
  return descending[static_cast<std::size_t>(place) - 1];
}

std::optional<ProposedTier> tier_for(const ShopFigures& figures, Ratio share, Ratio multiplier) {
  const auto from = round_amount_below(spent_by_best(figures.spent, share), figures.currency);
  if (!from) return std::nullopt;
  const auto reach = [&](Money spent) { return spent >= *from; };
  const auto keep = round_amount_below(share_of(*from, four_fifths), figures.currency);
  return ProposedTier{.from = *from,
                      .holders = std::count_if(figures.spent.begin(), figures.spent.end(), reach),
                      .share = share,
                      .keep = keep.value_or(*from),
                      .multiplier = multiplier};
}

std::vector<ProposedTier> tiers_for(const ShopFigures& figures) {
  std::vector<ProposedTier> tiers;
  if (std::ssize(figures.spent) < fewest_for_tiers) return tiers;
  for (const auto& [share, multiplier] : {std::pair(best_fifth, half_as_much_again), std::pair(best_twentieth, twice)})
    if (auto tier = tier_for(figures, share, multiplier); tier && (tiers.empty() || tier->from > tiers.back().from))
      tiers.push_back(*tier);
  return tiers;
}

/// The first of the usual spans in which four fifths of those who came again have done so.
void find_silence(const std::vector<std::int32_t>& days_until_next, Proposal& proposal) {
  constexpr std::array<std::int32_t, 7> spans{30, 45, 60, 90, 120, 180, 365};
  constexpr std::int32_t unknown = 90;
  proposal.silent_days = unknown;
  if (days_until_next.empty()) return;
  const auto wanted = at_share(days_until_next, four_fifths);
  const auto found = std::find_if(spans.begin(), spans.end(), [&](std::int32_t span) { return span >= wanted; });
  proposal.silent_days = found == spans.end() ? spans.back() : *found;
  const auto later = std::upper_bound(days_until_next.begin(), days_until_next.end(), proposal.silent_days);
  proposal.back_by_then = rate(later - days_until_next.begin(), std::ssize(days_until_next)).value_or(Ratio{});
}

void find_voucher(Proposal& proposal) {
  constexpr std::int64_t tenth = 10;
  const Money least = Money::whole(1, proposal.currency);
  const Money typical = round_amount_below(proposal.typical_order, proposal.currency).value_or(least);
  proposal.voucher_off = round_amount_below({proposal.typical_order.minor / tenth}, proposal.currency).value_or(least);
  proposal.voucher_from = std::max(typical, {proposal.voucher_off.minor * 2});
}

} // namespace

std::optional<Money> round_amount_below(Money amount, Currency currency) {
  constexpr std::array<std::int64_t, 9> tenths{80, 60, 50, 40, 30, 25, 20, 15, 10};
  const auto units = amount.minor / currency.unit();
  if (units < 1) return std::nullopt;
  std::int64_t power = 1;
  while (power <= units / 10) power *= 10;
  for (const auto times : tenths)
    if (const auto round = times * power; round <= units * 10 && round % 10 == 0)
      return Money::whole(round / 10, currency);
  return Money::whole(power, currency);
}

std::optional<Proposal> propose(const ShopFigures& figures) {
  if (figures.orders == 0) return std::nullopt;
  constexpr Ratio half{500'000};
  Proposal proposal{.currency = figures.currency, .tiers = tiers_for(figures)};
  proposal.typical_order = at_share(figures.amounts, half);
  proposal.unit = unit_for(proposal.typical_order, figures.currency);
  find_silence(figures.days_until_next, proposal);
  find_voucher(proposal);
  return proposal;
}

} // namespace loyalty
