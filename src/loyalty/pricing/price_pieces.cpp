// SPDX-License-Identifier: MIT
#include "loyalty/pricing/price_pieces.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "loyalty/pricing/price_lines.hpp"

namespace loyalty {
bool has_too_many_pieces(const Cart& cart) {
  std::int64_t room = most_pieces;
  return !std::all_of(cart.lines.begin(), cart.lines.end(), [&](const CartLine& line) {
    room -= std::min(line.quantity, room + 1);
    return room >= 0;
  });
}

std::vector<Money> off_pieces(const PiecesOff& rule, const Cart& cart, std::span<const Money> amounts,
                              std::span<const Piece> reduced) {
  std::vector<Money> prices;
  for (const auto& piece : reduced)
    prices.push_back(price_of_piece(amounts[piece.line], cart.lines[piece.line].quantity, piece.place));
  const auto off = off_reduced(rule, prices);
  std::vector<Money> by_line(amounts.size());
  for (std::size_t at = 0; at < off.size(); ++at) by_line[reduced[at].line] += off[at];
  return by_line;
}

std::vector<Money> down_to(const LinePrice& price, const Cart& cart, std::span<const Money> amounts,
                           std::span<const std::size_t> lines) {
  std::vector<Money> by_line(amounts.size());
  for (const auto line : lines) {
    const auto quantity = cart.lines[line].quantity;
    if (price.each.minor <= amounts[line].minor / quantity)
      by_line[line] = amounts[line] - Money{quantity * price.each.minor};
  }
  return by_line;
}

PieceOffers::PieceOffers(const Cart& cart, std::vector<Money> amounts) : cart_(cart), amounts_(std::move(amounts)) {
  if (has_too_many_pieces(cart)) return;
  std::vector<std::int64_t> quantities;
  for (const auto& line : cart.lines) quantities.push_back(line.quantity);
  pieces_ = pieces_of(amounts_, quantities, lines_in(cart, {}));
  used_.assign(pieces_.size(), false);
}

std::vector<std::size_t> PieceOffers::open_pieces(const PiecesOff& rule, const LineScope& scope) {
  std::vector<bool> triggers;
  std::vector<bool> targets;
  for (const auto& line : cart_.lines) {
    triggers.push_back(covers(scope, facts_of(line)));
    targets.push_back(rule.get_from ? covers(*rule.get_from, facts_of(line)) : triggers.back());
  }
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < pieces_.size(); ++at) {
    auto& piece = pieces_[at];
    piece.triggers = triggers[piece.line];
    piece.target = targets[piece.line];
    if (!used_[at] && piece.price > Money{} && (piece.triggers || piece.target)) open.push_back(at);
  }
  return open;
}

/// What the lines have to be whose pieces are reduced.
bool PieceOffers::is_offered(const PiecesOff& rule) const {
  return !rule.get_from || is_reached(*rule.get_from, together(cart_, amounts_, lines_in(cart_, *rule.get_from)));
}

std::vector<Piece> PieceOffers::reduced(const PiecesOff& rule, const LineScope& scope) {
  if (!is_offered(rule)) return {};
  std::vector<Piece> pieces;
  for (const auto at : open_pieces(rule, scope)) pieces.push_back(pieces_[at]);
  std::vector<Piece> found;
  for (const auto at : reduced_pieces(rule, pieces)) found.push_back(pieces[at]);
  return found;
}

PiecesTaken PieceOffers::take(const PiecesOff& rule, const LineScope& scope) {
  if (!is_offered(rule)) return {};
  const auto positions = open_pieces(rule, scope);
  std::vector<Piece> pieces;
  for (const auto at : positions) pieces.push_back(pieces_[at]);
  PiecesTaken taken{.by_line = std::vector<Money>(cart_.lines.size())};
  bool any = false;
  const auto off = pieces_off(rule, pieces);
  for (std::size_t at = 0; at < pieces.size(); ++at) {
    taken.base += pieces[at].price;
    taken.by_line[pieces[at].line] += off[at];
    any = any || off[at] > Money{};
  }
  if (!any) return {};
  use(rule, pieces, positions);
  return taken;
}

void PieceOffers::use(const PiecesOff& rule, std::span<const Piece> pieces, std::span<const std::size_t> positions) {
  const auto reduced = reduced_pieces(rule, pieces);
  for (const auto at : reduced) used_[positions[at]] = true;
  std::vector<std::size_t> others;
  for (std::size_t at = 0; at < pieces.size(); ++at)
    if (pieces[at].triggers && !used_[positions[at]]) others.push_back(at);
  std::stable_sort(others.begin(), others.end(),
                   [&](std::size_t left, std::size_t right) { return pieces[left].price > pieces[right].price; });
  others.resize(static_cast<std::size_t>(rounds_of(rule, pieces) * rule.buy));
  for (const auto at : others) used_[positions[at]] = true;
}

} // namespace loyalty
