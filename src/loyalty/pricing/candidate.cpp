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

} // namespace

void judge(Candidate& candidate, std::span<const Money> amounts, Money fee) {
  const auto& voucher = candidate.voucher();
  const auto& cart = *candidate.cart;
  candidate.kind = voucher.kind;
  if (const auto* ladder = std::get_if<LadderOff>(&voucher.kind))
    candidate.kind = step_as_kind(*ladder, together(cart, amounts, candidate.lines));
  if (const auto* shipping = std::get_if<ShippingOff>(&voucher.kind)) candidate.off_fee = taken_off(shipping->off, fee);
  if (std::holds_alternative<FreeShipping>(voucher.kind)) candidate.off_fee = fee;
  const auto* pieces = std::get_if<PiecesOff>(&voucher.kind);
  if (pieces == nullptr) return;
  candidate.reduced = PieceOffers(cart, {amounts.begin(), amounts.end()}).reduced(*pieces, voucher.lines);
  for (const auto& piece : candidate.reduced) candidate.lines.push_back(piece.line);
  std::sort(candidate.lines.begin(), candidate.lines.end());
  candidate.lines.erase(std::unique(candidate.lines.begin(), candidate.lines.end()), candidate.lines.end());
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
