// SPDX-License-Identifier: MIT
#include "rates.hpp"

#include <algorithm>

namespace loyalty {
namespace {

Ratio combined(Ratio left, Ratio right) {
  return Ratio{scale(left.millionths, right.millionths, Ratio::one, Rounding::floor)};
}

} // namespace

void Rates::judge() {
  const auto& campaigns = today_.rules().campaigns;
  if (campaigns.empty()) return;
  measures_.advance();
  fits_.clear();
  const bool passed_over = is_passed_over(today_.history, today_.day);
  for (const auto* campaign : campaigns) fits_.push_back(!passed_over && measures_.meets(campaign->scope.who));
}

Rates::Campaigns Rates::fitting(std::size_t index) const {
  Campaigns fitting;
  const PlacedOrder& order = orders_[index];
  if (order.void_ || order.base <= Money{}) return fitting;
  const auto& campaigns = today_.rules().campaigns;
  const Meets as_judged = [](const Condition&) { return true; };
  static const Sale unknown;
  const auto& sales = today_.history.sales;
  const Sale& sale = index < sales.size() ? sales[index] : unknown;
  const ScopeFacts facts{.day = today_.history.orders[index].day(),
                         .order = orders_.count(),
                         .birthday = measures_.birthday(),
                         .meets = &as_judged,
                         .host = sale.host,
                         .channel = sale.channel};
  for (std::size_t at = 0; at < campaigns.size(); ++at)
    if (fits_[at] && in_scope(campaigns[at]->scope, facts) && has_lines(index, *campaigns[at]))
      fitting.push_back(campaigns[at]);
  return fitting;
}

bool Rates::has_lines(std::size_t index, const Campaign& campaign) const {
  const auto& lines = campaign.scope.lines;
  if (lines.every_line()) return true;
  const auto found = covered(index, lines, true);
  const bool whole_order = !std::holds_alternative<EarnMore>(campaign.effect);
  return (found.pieces > 0 || !whole_order) && is_reached(lines, found);
}

Rating Rates::rating(std::size_t index, const Campaigns& campaigns) const {
  Rating rating;
  if (const auto* tier = today_.held()) rating.multiplier = tier->multiplier;
  Campaigns more;
  std::vector<std::string> multiplied;
  for (const auto* campaign : campaigns) {
    if (const auto* multiply = std::get_if<Multiply>(&campaign->effect)) {
      rating.multiplier = combined(rating.multiplier, multiply->factor);
      multiplied.push_back(campaign->id);
    } else if (std::holds_alternative<EarnMore>(campaign->effect)) {
      more.push_back(campaign);
    } else {
      add(rating.bonus, std::get<BonusPoints>(campaign->effect).points);
      rating.bonus_terms = today_.intern({.kind = RuleKind::campaign, .subject = campaign->id});
    }
  }
  if (const auto& earn = today_.program().points.earn) {
    RuleName name{.kind = RuleKind::order_points, .campaigns = multiplied};
    if (const auto* tier = today_.held()) name.tier = tier->id;
    const auto& base = today_.program().points.base;
    rating.parts.push_back(
        part(index, {*earn, std::move(name), "points.earn", base.lines, base.shipping}, rating.multiplier));
  }
  for (const auto* campaign : more)
    rating.parts.push_back(part(index,
                                {std::get<EarnMore>(campaign->effect).earn,
                                 {.kind = RuleKind::campaign, .subject = campaign->id, .campaigns = multiplied},
                                 campaign->id,
                                 campaign->scope.lines},
                                rating.multiplier));
  rating.beyond = today_.program().points.caps.beyond;
  return rating;
}

RatedPart Rates::part(std::size_t index, const Rule& rule, Ratio multiplier) const {
  const auto terms = today_.rulebook.intern({.program = today_.program_id(),
                                             .rule = rule.name,
                                             .earn = rule.earn,
                                             .multiplier = multiplier,
                                             .cap = today_.program().points.caps.order});
  return {.terms = terms,
          .rule = rule.earn,
          .base = base_of(index, rule.earn, rule.lines, rule.shipping),
          .carries = rule.earn.rounding == EarnRounding::carry ? rule.sum : std::string()};
}

RuleBase Rates::base_of(std::size_t index, const EarnRule& earn, const LineScope& lines, bool shipping) const {
  RuleBase base{.amount = orders_[index].base, .least = lines.min_spend};
  if (!lines.every_line() || !shipping) {
    const auto found = covered(index, lines, shipping);
    base.amount = is_reached(lines, found) ? found.amount : Money{};
  }
  if (earn.rounding == EarnRounding::pieces) base.pieces = paid_pieces(index, lines);
  return base;
}

Money Rates::amount_in(std::size_t index, const LineScope& lines, bool shipping) const {
  const Money base = shipping ? orders_[index].base : without_shipping(index);
  if (!lines.looks_at_lines()) return base;
  if (today_.history.sales.empty()) return {};
  Money all;
  Money covered;
  for (const auto& part : today_.history.sales[index].parts) {
    all += part.amount;
    if (covers(lines, {part.category, part.sku, part.on_sale})) covered += part.amount;
  }
  if (all <= Money{} || covered <= Money{}) return {};
  // What the lines cost can differ from what was paid for the order.
  return all == base ? covered : Money{scale(base.minor, covered.minor, all.minor, Rounding::floor)};
}

/// Of what was given back before the ledger knew the order, shipping is a part in proportion, as it is later.
Money Rates::without_shipping(std::size_t index) const {
  const Money base = orders_[index].base;
  const Money paid = today_.history.orders[index].amount;
  if (today_.history.sales.empty() || paid <= Money{}) return base;
  const Money fee = std::clamp(today_.history.sales[index].shipping.value_or(Money{}), Money{}, paid);
  return Money{scale(base.minor, (paid - fee).minor, paid.minor, Rounding::floor)};
}

CoveredLines Rates::covered(std::size_t index, const LineScope& lines, bool shipping) const {
  CoveredLines found;
  if (!lines.looks_at_lines()) {
    found.add(amount_in(index, lines, shipping), 1, false);
  } else if (!today_.history.sales.empty()) {
    for (const auto& part : today_.history.sales[index].parts)
      if (loyalty::covers(lines, {part.category, part.sku, part.on_sale}))
        found.add(part.amount, part.quantity, part.on_sale);
    found.amount = amount_in(index, lines, shipping);
  }
  return found;
}

std::int64_t Rates::paid_pieces(std::size_t index, const LineScope& lines) const {
  const Money paid = today_.history.orders[index].amount;
  if (today_.history.sales.empty() || paid <= Money{}) return 0;
  CoveredLines found;
  for (const auto& part : today_.history.sales[index].parts)
    if (part.amount > Money{} && covers(lines, {part.category, part.sku, part.on_sale}))
      found.add(part.amount, part.quantity, part.on_sale);
  return scale(found.pieces, orders_[index].base.minor, paid.minor, Rounding::nearest);
}

} // namespace loyalty
