// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

#include "loyalty/pieces.hpp"

/// What `pieces_off` says, found by other ways: rounds by trying every sharing out of roles, reduced pieces by taking
/// one round after the other away, the least and the most by trying everything.
namespace slow_pieces {

using namespace loyalty;

/// Pieces that only trigger, that do both, and that are only targets.
struct Counts {
  std::int64_t only_trigger = 0;
  std::int64_t both = 0;
  std::int64_t only_target = 0;
};

inline Counts counts_of(const std::vector<Piece>& pieces) {
  Counts counts;
  for (const auto& piece : pieces) {
    if (piece.triggers && piece.target) ++counts.both;
    if (piece.triggers && !piece.target) ++counts.only_trigger;
    if (!piece.triggers && piece.target) ++counts.only_target;
  }
  return counts;
}

inline bool can_make(const PiecesOff& rule, const Counts& counts, std::int64_t rounds) {
  for (std::int64_t both = 0; both <= counts.both; ++both)
    for (std::int64_t others = 0; others <= counts.only_target; ++others)
      if (both + others == rounds * rule.get && counts.only_trigger + (counts.both - both) >= rounds * rule.buy)
        return true;
  return false;
}

inline std::int64_t rounds(const PiecesOff& rule, const std::vector<Piece>& pieces) {
  std::int64_t most = 0;
  while ((!rule.times || most < *rule.times) && can_make(rule, counts_of(pieces), most + 1)) ++most;
  return most;
}

/// The prices of the reduced pieces, ascending, where all pieces do both: each round takes what it needs away.
inline std::vector<Money> reduced_prices(const PiecesOff& rule, const std::vector<Piece>& pieces) {
  std::vector<Money> left;
  for (const auto& piece : pieces) left.push_back(piece.price);
  std::sort(left.begin(), left.end());
  const auto take = [&](bool dearest) {
    const auto price = dearest ? left.back() : left.front();
    left.erase(dearest ? left.end() - 1 : left.begin());
    return price;
  };
  std::vector<Money> reduced;
  for (auto round = rounds(rule, pieces); round > 0; --round) {
    const bool dearest = rule.pick != PiecesOff::Pick::cheapest;
    for (std::int64_t i = 0; i < rule.buy; ++i)
      if (rule.pick == PiecesOff::Pick::each_round) take(true);
    for (std::int64_t i = 0; i < rule.get; ++i) reduced.push_back(take(dearest));
  }
  std::sort(reduced.begin(), reduced.end());
  return reduced;
}

/// The pieces that are reduced, the dearest first: one after the other, in the order of `pick`, whenever what is left
/// can still make all the rounds.
inline std::vector<Piece> reduced(const PiecesOff& rule, std::vector<Piece> pieces) {
  const auto count = rounds(rule, pieces);
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](const Piece& left, const Piece& right) { return left.price > right.price; });
  std::vector<Piece> found;
  const bool all_do_both =
      std::all_of(pieces.begin(), pieces.end(), [](const Piece& each) { return each.triggers && each.target; });
  if (rule.pick == PiecesOff::Pick::each_round && all_do_both) {
    auto next = pieces.begin();
    for (std::int64_t round = 0; round < count; ++round) {
      next += rule.buy;
      for (std::int64_t i = 0; i < rule.get; ++i) found.push_back(*next++);
    }
    return found;
  }
  const bool dearest = rule.pick == PiecesOff::Pick::dearest;
  if (!dearest) std::reverse(pieces.begin(), pieces.end());
  while (static_cast<std::int64_t>(found.size()) < count * rule.get) {
    const auto fits = [&](const Piece& piece) {
      auto left = counts_of(pieces);
      if (!piece.target) return false;
      piece.triggers ? --left.both : --left.only_target;
      const auto wanted = count * rule.get - static_cast<std::int64_t>(found.size()) - 1;
      for (std::int64_t both = 0; both <= left.both; ++both)
        if (wanted - both >= 0 && wanted - both <= left.only_target &&
            left.only_trigger + left.both - both >= count * rule.buy)
          return true;
      return false;
    };
    const auto next = std::find_if(pieces.begin(), pieces.end(), fits);
    found.push_back(*next);
    pieces.erase(next);
  }
  if (!dearest) std::reverse(found.begin(), found.end());
  return found;
}

/// Off these prices together by a rule that takes a share or an amount off each piece.
inline Money off_each(const PiecesOff& rule, const std::vector<Money>& prices) {
  Money off;
  for (const auto price : prices) {
    if (const auto* share = std::get_if<Ratio>(&rule.value))
      off += Money{(price.minor * share->millionths * 2 + Ratio::one) / (2 * Ratio::one)};
    if (const auto* amount = std::get_if<Money>(&rule.value)) off += std::min(*amount, price);
  }
  return off;
}

/// Every way to give each piece a role for so many rounds: the prices of the targets, in any order.
inline void for_each_choice(const PiecesOff& rule, const std::vector<Piece>& pieces,
                            const std::function<void(const std::vector<Money>&)>& look) {
  const auto count = rounds(rule, pieces);
  std::vector<Money> targets;
  std::int64_t bought = 0;
  const std::function<void(std::size_t)> go = [&](std::size_t at) {
    if (at == pieces.size()) {
      if (static_cast<std::int64_t>(targets.size()) == count * rule.get && bought == count * rule.buy) look(targets);
      return;
    }
    go(at + 1);
    if (pieces[at].triggers) {
      ++bought;
      go(at + 1);
      --bought;
    }
    if (pieces[at].target) {
      targets.push_back(pieces[at].price);
      go(at + 1);
      targets.pop_back();
    }
  };
  go(0);
}

/// The most that groups of `get` of these prices, each for so much together, can save.
inline Money most_saved(std::vector<Money> prices, std::size_t get, Money together) {
  if (prices.empty()) return {};
  // The first price is in some group: with which others?
  Money best;
  std::vector<bool> mates(prices.size(), false);
  std::fill(mates.begin() + 1, mates.begin() + static_cast<std::ptrdiff_t>(get), true);
  do {
    Money sum = prices.front();
    std::vector<Money> rest;
    for (std::size_t i = 1; i < prices.size(); ++i) {
      if (mates[i])
        sum += prices[i];
      else
        rest.push_back(prices[i]);
    }
    best = std::max(best, std::max(Money{}, sum - together) + most_saved(rest, get, together));
  } while (std::prev_permutation(mates.begin() + 1, mates.end()));
  return best;
}

} // namespace slow_pieces
