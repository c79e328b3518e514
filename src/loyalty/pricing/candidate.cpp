// SPDX-License-Identifier: MIT
#include "loyalty/pricing/candidate.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "loyalty/pricing/price_lines.hpp"

namespace loyalty {
namespace {

/// The step of a ladder as what it is.
CouponKind step_as_kind(const LadderOff& ladder, const CoveredLines& lines) {
  const auto* step = step_reached(ladder, lines.amount, lines.pieces);
  if (step == nullptr) return AmountOff{};
  if (const auto* share = std::get_if<Ratio>(&step->off)) return PercentOff{*share, {}};
  return AmountOff{std::get<Money>(step->off)};
}

/// What comes off each line, where it is not spread over them.
std::vector<Money> wanted_by_line(const Candidate& candidate, std::span<const Money> amounts) {
  if (const auto* price = std::get_if<LinePrice>(&candidate.kind))
    return down_to(*price, *candidate.cart, amounts, candidate.lines);
  return off_pieces(std::get<PiecesOff>(candidate.kind), *candidate.cart, amounts, candidate.reduced);
}

/// Chooses the pieces. Its lines are then all that it can take something off as well.
void choose_pieces(Candidate& candidate, const PiecesOff& rule, std::span<const Money> amounts) {
  PieceOffers offers(*candidate.cart, {amounts.begin(), amounts.end()});
  candidate.reduced = offers.reduced(rule, candidate.voucher().lines);
  auto& lines = candidate.lines;
  for (const auto& piece : candidate.reduced) lines.push_back(piece.line);
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
}

/// A step gives a line at most one minor unit more than its share; of a piece, which can be dearer by one than the
/// others of its line, at most two.
std::vector<LineShare> shares_of(const Candidate& candidate) {
  std::vector<LineShare> shares;
  if (const auto* percentage = std::get_if<PercentOff>(&candidate.kind))
    for (const auto line : candidate.lines) shares.push_back({line, percentage->share, Money{1}});
  const auto* rule = std::get_if<PiecesOff>(&candidate.kind);
  const auto* each = rule == nullptr ? nullptr : std::get_if<Ratio>(&rule->value);
  if (each == nullptr) return shares;
  for (const auto line : candidate.lines) {
    const auto pieces = std::ranges::count(candidate.reduced, line, &Piece::line);
    const auto quantity = candidate.cart->lines[line].quantity;
    const auto part = (pieces * each->millionths + quantity - 1) / quantity;
    if (pieces > 0) shares.push_back({line, Ratio{part}, Money{2 * pieces}});
  }
  return shares;
}

} // namespace

void judge(Candidate& candidate, std::span<const Money> amounts, Money fee) {
  const auto& voucher = candidate.voucher();
  const auto& cart = *candidate.cart;
  candidate.kind = voucher.kind;
  if (const auto* ladder = std::get_if<LadderOff>(&voucher.kind))
    candidate.kind = step_as_kind(*ladder, together(cart, amounts, candidate.lines));
  if (const auto* shipping = std::get_if<ShippingOff>(&voucher.kind)) candidate.off_fee = taken_off(shipping->off, fee);
  if (std::holds_alternative<FreeShipping>(voucher.kind)) candidate.off_fee = fee;
  if (const auto* pieces = std::get_if<PiecesOff>(&voucher.kind)) choose_pieces(candidate, *pieces, amounts);
  candidate.shares = shares_of(candidate);
}

Money wanted_off(const Candidate& candidate, std::span<const Money> amounts) {
  if (!lowers_pieces(candidate.kind)) return discount(candidate.kind, sum_of(amounts, candidate.lines));
  const auto by_line = wanted_by_line(candidate, amounts);
  return std::accumulate(by_line.begin(), by_line.end(), Money{});
}

std::vector<Money> take_off(const Candidate& candidate, std::vector<Money>& amounts, const Floors& floors) {
  if (!lowers_pieces(candidate.kind)) return take_off(amounts, candidate.lines, wanted_off(candidate, amounts), floors);
  auto by_line = wanted_by_line(candidate, amounts);
  take_off_each(amounts, by_line, floors);
  return by_line;
}

} // namespace loyalty
