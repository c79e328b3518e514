// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "loyalty/line_scope.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// Off single pieces: so much off each, the cheapest of three free, the second at half price, any three for 100.00.
///
/// Pieces are counted in rounds: for `buy` pieces at their price, `get` more are reduced. `buy` = 0 and `get` = 1
/// reduce each piece. A piece that was bought in a round is never one that it reduces.
struct PiecesOff {
  std::int64_t buy = 0; ///< in each round, at their price; not below zero
  std::int64_t get = 1; ///< in each round, reduced; above zero

  /// What the reduced pieces of one round cost together, where they would cost more.
  struct Price {
    Money together;

    bool operator==(const Price&) const = default;
  };
  /// Off each reduced piece, a share of it or an amount, at most its price; or what those of a round cost together.
  std::variant<Ratio, Money, Price> value = Ratio{};
  std::optional<std::int64_t> times = {}; ///< rounds in one order at most; absent: no bound

  enum class Pick : std::uint8_t {
    cheapest,   ///< of all pieces, those that cost least are reduced
    dearest,    ///< of all pieces, those that cost most are; with it a price together saves the most it can
    each_round, ///< the pieces, the dearest first, are laid in rounds; the last ones of each are reduced
  };
  Pick pick = Pick::cheapest;
  std::optional<LineScope> get_from = {}; ///< pieces of these lines are reduced; absent: of those that are bought

  bool operator==(const PiecesOff&) const = default;
};

/// One piece of a line.
struct Piece {
  Money price;            ///< not below zero
  std::size_t line;       ///< position of its line
  bool triggers = true;   ///< it can be one of those to buy
  bool target = true;     ///< it can be one of those to get
  std::int64_t place = 0; ///< in its line, the first at 0
};

/// A cart with more pieces than this is not looked at piece by piece.
inline constexpr std::int64_t most_pieces = 10'000;

/// What the piece at a place in its line costs, the first at 0. A line's amount is shared by its pieces to the minor
/// unit: the first ones are dearer by one where it does not come out even.
constexpr Money price_of_piece(Money line, std::int64_t quantity, std::int64_t place) {
  return {line.minor / quantity + (place < line.minor % quantity ? 1 : 0)};
}

/// The pieces of some lines, in the order of `lines`, which are positions in `amounts` and `quantities`.
std::vector<Piece> pieces_of(std::span<const Money> amounts, std::span<const std::int64_t> quantities,
                             std::span<const std::size_t> lines);

/// How many rounds these pieces make: the most for which there are `buy` pieces that trigger and `get` others that are
/// targets in each, but no more than `times`.
std::int64_t rounds_of(const PiecesOff& rule, std::span<const Piece> pieces);

/// Positions of the pieces that are reduced, the dearest first.
///
/// So many pieces are reduced as the rounds get, of the targets those that `pick` says, as long as enough of the others
/// are left that trigger. Of equal prices, the piece that stands first counts as the dearer one. `each_round` is for
/// pieces that all trigger and all are targets; where some do not, it picks the cheapest.
std::vector<std::size_t> reduced_pieces(const PiecesOff& rule, std::span<const Piece> pieces);

/// What comes off each piece, by position.
///
/// A share is rounded to the nearest minor unit, piece by piece. For a price together the reduced pieces, the dearest
/// first, are laid in groups of `get`; what a group costs more is spread over it in proportion to the prices.
std::vector<Money> pieces_off(const PiecesOff& rule, std::span<const Piece> pieces);
/// The same of pieces that are all reduced, in this order, at these prices.
std::vector<Money> off_reduced(const PiecesOff& rule, std::span<const Money> prices);

} // namespace loyalty
