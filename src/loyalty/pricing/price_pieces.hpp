// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "loyalty/pieces.hpp"
#include "loyalty/price.hpp"

namespace loyalty {

/// What an offer on single pieces takes off.
struct PiecesTaken {
  Money base = {};                 ///< what the pieces cost that it could be for
  std::vector<Money> by_line = {}; ///< off each line of the cart; empty: nothing
};

/// What comes off each line of the cart by an offer that reduces these pieces, the dearest first, where lines cost
/// this; what the pieces cost before has no say.
std::vector<Money> off_pieces(const PiecesOff& rule, const Cart& cart, std::span<const Money> amounts,
                              std::span<const Piece> reduced);
/// What comes off each line of the cart so that no piece of these costs more than the price.
std::vector<Money> down_to(const LinePrice& price, const Cart& cart, std::span<const Money> amounts,
                           std::span<const std::size_t> lines);

/// The offers on single pieces of one quote, one after the other. A piece that was bought for one, or reduced by it,
/// takes no part in the next; the dearest of those that are not reduced count as bought. What costs nothing takes no
/// part at all.
class PieceOffers {
 public:
  /// `amounts`: what the lines cost before any of these offers. A cart of more than `most_pieces` is not looked at.
  PieceOffers(const Cart& cart, std::vector<Money> amounts);

  PiecesTaken take(const PiecesOff& rule, const LineScope& scope);
  /// The pieces that an offer would reduce, the dearest first.
  std::vector<Piece> reduced(const PiecesOff& rule, const LineScope& scope);

 private:
  /// The pieces that can still take part, by position in `pieces_`.
  std::vector<std::size_t> open_pieces(const PiecesOff& rule, const LineScope& scope);
  bool is_offered(const PiecesOff& rule) const;
  void use(const PiecesOff& rule, std::span<const Piece> pieces, std::span<const std::size_t> positions);

  const Cart& cart_;
  std::vector<Money> amounts_;
  std::vector<Piece> pieces_; ///< of the whole cart; what each may be is said anew for every offer
  std::vector<bool> used_;
};

} // namespace loyalty
