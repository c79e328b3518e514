// SPDX-License-Identifier: MIT
#include "messages/offers.hpp"

#include "messages/name_list.hpp"

namespace loyalty::messages {

Message Offers::of(Money off) const { return "{amount} off"_en(amount(off)); }
Message Offers::of(Ratio share) { return "{off}"_en(Off{share}); }

Message Offers::of(const AmountOff& kind) const { return of(kind.amount); }
Message Offers::of(const PercentOff& kind) const {
  const auto offer = of(kind.share);
  return kind.max_discount ? "{offer}, at most {amount}"_en(offer, amount(*kind.max_discount)) : offer;
}
Message Offers::of(const FreeShipping&) const { return "ships free"_en; }
Message Offers::of(const GiftItem& kind) const { return "gift: {gift}"_en(kind.what); }
Message Offers::of(const BonusPoints& kind) const {
  return counted(kind.points, "{points} bonus point"_en, "{points} bonus points"_en, kind.points);
}

Message Offers::of(const LinesOff& effect) const { return of(effect.share); }
Message Offers::of(const ThresholdOff& effect) const {
  return effect.repeats ? "{amount} off for every {spend}"_en(amount(effect.off), amount(effect.min_spend))
                        : "{amount} off from {spend}"_en(amount(effect.off), amount(effect.min_spend));
}
Message Offers::of(const LadderOff& ladder) const {
  std::vector<Message> steps;
  for (const auto& step : ladder.steps) steps.push_back(of(step));
  return "{parts}"_en(std::move(steps));
}
Message Offers::of(const LadderStep& step) const {
  const auto off = std::visit([&](const auto& each) { return of(each); }, step.off);
  if (step.pieces == 0) return "{off} from {spend}"_en(off, amount(step.spend));
  return counted(step.pieces, "{off} from {pieces} piece"_en, "{off} from {pieces} pieces"_en, off, step.pieces);
}

Message Offers::of(const PiecesOff& rule) const {
  auto offer = std::visit([&](const auto& value) { return pieces(rule, value); }, rule.value);
  if (rule.get_from)
    if (const auto names = names_of(rule.get_from->of); !names.empty())
      offer = "{offer}, the reduced ones of {categories}"_en(offer, name_list(names));
  if (!rule.times) return offer;
  return counted(*rule.times, "{offer}, {times} time in an order"_en, "{offer}, {times} times in an order"_en, offer,
                 *rule.times);
}
template <class Value>
Message Offers::pieces(const PiecesOff& rule, const Value& value) const {
  if (rule.buy > 0) return "buy {buy}, get {get} more at {off}"_en(rule.buy, rule.get, of(value));
  if (rule.get > 1) return "every {pieces} pieces, {off} each"_en(rule.get, of(value));
  return "{off} each piece"_en(of(value));
}
Message Offers::pieces(const PiecesOff& rule, PiecesOff::Price price) const {
  const auto together = amount(price.together);
  if (rule.buy > 0) return "buy {buy}, get {get} more for {price}"_en(rule.buy, rule.get, together);
  return counted(rule.get, "{pieces} piece for {price}"_en, "{pieces} pieces for {price}"_en, rule.get, together);
}
Message Offers::of(const ShippingOff& effect) const {
  const auto* share = std::get_if<Ratio>(&effect.off);
  if (share != nullptr && *share == Ratio{Ratio::one}) return of(FreeShipping{});
  return "{off} shipping"_en(std::visit([&](const auto& each) { return of(each); }, effect.off));
}
Message Offers::of(const LinePrice& effect) const { return "{price} each piece"_en(amount(effect.each)); }

Message Offers::on(const LineScope& lines, Message offer) const {
  using OnSale = LineScope::OnSale;
  if (!lines.of.empty()) offer = "{offer} on {categories}"_en(offer, name_list(names_of(lines.of)));
  if (!lines.except.empty()) offer = "{offer}, but not on {categories}"_en(offer, name_list(names_of(lines.except)));
  switch (lines.on_sale) {
    case OnSale::count: break;
    case OnSale::leave_out: offer = "{offer}, but not on what is on sale"_en(offer); break;
    case OnSale::only: offer = "{offer}, on what is on sale only"_en(offer); break;
    case OnSale::refuse: offer = "{offer}, unless something is on sale"_en(offer); break;
  }
  if (lines.min_spend > Money{}) offer = "{offer}, from {spend}"_en(offer, amount(lines.min_spend));
  if (lines.pieces > 0)
    offer = counted(lines.pieces, "{offer}, from {pieces} piece"_en, "{offer}, from {pieces} pieces"_en, offer,
                    lines.pieces);
  return offer;
}

} // namespace loyalty::messages
