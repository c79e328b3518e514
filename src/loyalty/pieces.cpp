// SPDX-License-Identifier: MIT
#include "loyalty/pieces.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "loyalty/spread.hpp"

namespace loyalty {
namespace {

/// How many pieces can be what.
struct Roles {
  std::int64_t triggers = 0; ///< the others may be targets too
  std::int64_t targets = 0;
  std::int64_t all = 0; ///< one, the other or both
};

Roles roles_of(std::span<const Piece> pieces) {
  Roles roles;
  for (const auto& piece : pieces) {
    if (piece.triggers) ++roles.triggers;
    if (piece.target) ++roles.targets;
    if (piece.triggers || piece.target) ++roles.all;
  }
  return roles;
}

/// Positions of pieces.
using Positions = std::vector<std::size_t>;

Positions dearest_first(std::span<const Piece> pieces) {
  Positions order(pieces.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t left, std::size_t right) { return pieces[left].price > pieces[right].price; });
  return order;
}

/// Of each round in `order` the last ones.
Positions last_of_rounds(const PiecesOff& rule, const Positions& order, std::int64_t rounds) {
  Positions reduced;
  const auto buy = static_cast<std::size_t>(rule.buy);
  const auto size = buy + static_cast<std::size_t>(rule.get);
  for (std::size_t at = 0; at < static_cast<std::size_t>(rounds) * size; ++at)
    if (at % size >= buy) reduced.push_back(order[at]);
  return reduced;
}

/// The first targets in `order`, leaving enough pieces to buy.
Positions first_targets(const PiecesOff& rule, std::span<const Piece> pieces, const Positions& order,
                        std::int64_t rounds) {
  Positions reduced;
  auto wanted = rounds * rule.get;
  auto to_spare = roles_of(pieces).triggers - rounds * rule.buy;
  for (const auto position : order) {
    const auto& piece = pieces[position];
    if (wanted == 0) break;
    if (!piece.target || (piece.triggers && to_spare == 0)) continue;
    if (piece.triggers) --to_spare;
    --wanted;
    reduced.push_back(position);
  }
  return reduced;
}

/// What comes off each reduced piece.
struct OffReduced {
  std::span<const Money> prices;
  std::size_t group; ///< pieces that cost something together

  std::vector<Money> operator()(Ratio share) const {
    return of_each([&](Money price) { return std::min(share_of(price, share), price); });
  }

  std::vector<Money> operator()(Money amount) const {
    return of_each([&](Money price) { return std::min(amount, price); });
  }

  std::vector<Money> operator()(PiecesOff::Price price) const {
    std::vector<Money> off(prices.size());
    for (std::size_t first = 0; first < prices.size(); first += group) {
      const auto round = prices.subspan(first, group);
      const Money sum = std::accumulate(round.begin(), round.end(), Money{});
      if (sum <= price.together) continue;
      const auto parts = spread(sum - price.together, round);
      std::copy(parts.begin(), parts.end(), off.begin() + static_cast<std::ptrdiff_t>(first));
    }
    return off;
  }

  template <class Off>
  std::vector<Money> of_each(const Off& off) const {
    std::vector<Money> all;
    std::transform(prices.begin(), prices.end(), std::back_inserter(all), off);
    return all;
  }
};

} // namespace

std::vector<Piece> pieces_of(std::span<const Money> amounts, std::span<const std::int64_t> quantities,
                             std::span<const std::size_t> lines) {
  std::vector<Piece> pieces;
  for (const auto line : lines) {
    const auto quantity = quantities[line];
    for (std::int64_t place = 0; place < quantity; ++place)
      pieces.push_back({.price = price_of_piece(amounts[line], quantity, place), .line = line, .place = place});
  }
  return pieces;
}

std::int64_t rounds_of(const PiecesOff& rule, std::span<const Piece> pieces) {
  const auto roles = roles_of(pieces);
  auto rounds = std::min(roles.targets / rule.get, roles.all / (rule.buy + rule.get));
  if (rule.buy > 0) rounds = std::min(rounds, roles.triggers / rule.buy);
  return std::min(rounds, rule.times.value_or(rounds));
}

std::vector<std::size_t> reduced_pieces(const PiecesOff& rule, std::span<const Piece> pieces) {
  const auto rounds = rounds_of(rule, pieces);
  auto order = dearest_first(pieces);
  const auto is_both = [](const Piece& piece) { return piece.triggers && piece.target; };
  if (rule.pick == PiecesOff::Pick::each_round && std::all_of(pieces.begin(), pieces.end(), is_both))
    return last_of_rounds(rule, order, rounds);
  if (rule.pick == PiecesOff::Pick::dearest) return first_targets(rule, pieces, order, rounds);
  std::reverse(order.begin(), order.end());
  auto reduced = first_targets(rule, pieces, order, rounds);
  std::reverse(reduced.begin(), reduced.end());
  return reduced;
}

std::vector<Money> pieces_off(const PiecesOff& rule, std::span<const Piece> pieces) {
  std::vector<Money> off(pieces.size());
  const auto reduced = reduced_pieces(rule, pieces);
  std::vector<Money> prices;
  for (const auto at : reduced) prices.push_back(pieces[at].price);
  const auto parts = off_reduced(rule, prices);
  for (std::size_t i = 0; i < parts.size(); ++i) off[reduced[i]] = parts[i];
  return off;
}

std::vector<Money> off_reduced(const PiecesOff& rule, std::span<const Money> prices) {
  return std::visit(OffReduced{prices, static_cast<std::size_t>(rule.get)}, rule.value);
}

} // namespace loyalty
