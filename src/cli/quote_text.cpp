// SPDX-License-Identifier: MIT
#include "cli/quote_text.hpp"

#include <algorithm>
#include <string_view>

#include "cli/name_list.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {
namespace {

/// What programs offer, as sentences say it.
class Offers {
 public:
  explicit Offers(Session& session) : session_(session) {}

  Amount amount(Money money) const { return session_.offered(money); }

  Message of(Money off) const { return "{amount} off"_en(amount(off)); }
  static Message of(Ratio share) { return "{off}"_en(Off{share}); }

  Message of(const AmountOff& kind) const { return of(kind.amount); }
  Message of(const PercentOff& kind) const {
    const auto offer = of(kind.share);
    return kind.max_discount ? "{offer}, at most {amount}"_en(offer, amount(*kind.max_discount)) : offer;
  }
  Message of(const FreeShipping&) const { return "ships free"_en; }
  Message of(const GiftItem& kind) const { return "gift: {gift}"_en(kind.what); }
  Message of(const BonusPoints& kind) const {
    return counted(kind.points, "{points} bonus point"_en, "{points} bonus points"_en, kind.points);
  }

  Message of(const LinesOff& effect) const { return of(effect.share); }
  Message of(const ThresholdOff& effect) const {
    return effect.repeats ? "{amount} off for every {spend}"_en(amount(effect.off), amount(effect.min_spend))
                          : "{amount} off from {spend}"_en(amount(effect.off), amount(effect.min_spend));
  }
  Message of(const LadderOff& ladder) const {
    std::vector<Message> steps;
    for (const auto& step : ladder.steps) steps.push_back(of(step));
    return "{parts}"_en(std::move(steps));
  }
  Message of(const LadderStep& step) const {
    const auto off = std::visit([&](const auto& each) { return of(each); }, step.off);
    if (step.pieces == 0) return "{off} from {spend}"_en(off, amount(step.spend));
    return counted(step.pieces, "{off} from {pieces} piece"_en, "{off} from {pieces} pieces"_en, off, step.pieces);
  }

  Message of(const PiecesOff& rule) const {
    auto offer = std::visit([&](const auto& value) { return pieces(rule, value); }, rule.value);
    if (rule.get_from)
      if (const auto names = names_of(rule.get_from->of); !names.empty())
        offer = "{offer}, the reduced ones of {categories}"_en(offer, name_list(names));
    if (!rule.times) return offer;
    return counted(*rule.times, "{offer}, {times} time in an order"_en, "{offer}, {times} times in an order"_en, offer,
                   *rule.times);
  }
  template <class Value>
  Message pieces(const PiecesOff& rule, const Value& value) const {
    if (rule.buy > 0) return "buy {buy}, get {get} more at {off}"_en(rule.buy, rule.get, of(value));
    if (rule.get > 1) return "every {pieces} pieces, {off} each"_en(rule.get, of(value));
    return "{off} each piece"_en(of(value));
  }
  Message pieces(const PiecesOff& rule, PiecesOff::Price price) const {
    const auto together = amount(price.together);
    if (rule.buy > 0) return "buy {buy}, get {get} more for {price}"_en(rule.buy, rule.get, together);
    return counted(rule.get, "{pieces} piece for {price}"_en, "{pieces} pieces for {price}"_en, rule.get, together);
  }
  Message of(const ShippingOff& effect) const {
    const auto* share = std::get_if<Ratio>(&effect.off);
    if (share != nullptr && *share == Ratio{Ratio::one}) return of(FreeShipping{});
    return "{off} shipping"_en(std::visit([&](const auto& each) { return of(each); }, effect.off));
  }
  Message of(const LinePrice& effect) const { return "{price} each piece"_en(amount(effect.each)); }

  template <class Effect>
  Message of(const Effect&) const {
    return {};
  }

  Message on(const LineScope& lines, Message offer) const {
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

  Message of(const Voucher& voucher, const Coupon* coupon) const {
    auto lines = voucher.lines;
    lines.min_spend = voucher.min_spend;
    const auto offer = on(lines, std::visit([&](const auto& kind) { return of(kind); }, voucher.kind));
    return named(coupon == nullptr || coupon->name.empty() ? voucher.coupon : coupon->name, offer);
  }

  static Message named(std::string_view name, const Message& offer) {
    return name.empty() ? offer : "{name}: {offer}"_en(name, offer);
  }

  Message of_campaign(const Program& program, const std::string& id) const {
    const auto* campaign = program.campaign(id);
    if (campaign == nullptr) return {};
    const auto offer = std::visit([&](const auto& effect) { return of(effect); }, campaign->effect);
    return named(campaign->name, on(campaign->scope.lines, offer));
  }

  Message of_tier(const Program& program, const std::string& id) const {
    const auto* tier = program.tier(id);
    if (tier == nullptr) return {};
    const auto offer = of(tier->discount);
    return tier->name.empty() ? offer : "{tier}: {offer}"_en(tier->name, offer);
  }

  Message of_shipping(const Quote& quote) const {
    if (quote.shipped_by_voucher) return "paid by a voucher"_en;
    if (!quote.ships_free_from) return "the fee of every order"_en;
    return "free from {spend}"_en(amount(*quote.ships_free_from));
  }

 private:
  Session& session_;
};

} // namespace

std::string item_of(const Session& session, const reports::Quoted& quoted, const QuotedStep& step) {
  if (!session.for_people()) return step.item;
  switch (step.step) {
    case PriceStep::member_price: return reports::name_or_id(quoted.program->tier(step.item), step.item);
    case PriceStep::category_discount:
    case PriceStep::pieces_offer:
    case PriceStep::threshold_offer:
    case PriceStep::shipping: return reports::name_or_id(quoted.program->campaign(step.item), step.item);
    default: return step.item;
  }
}

namespace {

Message why_at_all(Session& session, const reports::Quoted& quoted, const QuotedStep& step) {
  const Offers offers(session);
  const auto& program = *quoted.program;
  switch (step.step) {
    case PriceStep::member_price: return offers.of_tier(program, step.item);
    case PriceStep::category_discount:
    case PriceStep::pieces_offer:
    case PriceStep::threshold_offer: return offers.of_campaign(program, step.item);
    case PriceStep::voucher: {
      const auto& used = quoted.quote.used;
      const auto voucher =
          std::find_if(used.begin(), used.end(), [&](const Voucher& each) { return each.code == step.item; });
      return voucher == used.end() ? Message() : offers.of(*voucher, program.coupon(voucher->coupon));
    }
    case PriceStep::points:
      return counted(quoted.quote.points, "{points} point"_en, "{points} points"_en, quoted.quote.points);
    case PriceStep::shipping:
      return step.item.empty() ? offers.of_shipping(quoted.quote) : offers.of_campaign(program, step.item);
    case PriceStep::wallet: return "of {amount} in the wallet"_en(session.amount(quoted.wallet));
  }
  return {};
}

} // namespace

Message why(Session& session, const reports::Quoted& quoted, const QuotedStep& step) {
  const auto offer = why_at_all(session, quoted, step);
  if (step.no_room <= Money{}) return offer;
  return "{offer}; {amount} found no room above the floor"_en(offer, Offers(session).amount(step.no_room));
}

Message why_left_out(Session& session, const LeftOut& left_out) {
  const auto& voucher = left_out.voucher;
  switch (left_out.refused.value_or(Refusal::voided)) {
    case Refusal::below_minimum_spend: return "the order is below {spend}"_en(session.offered(voucher.min_spend));
    case Refusal::not_yet_valid: return "it is valid from {day} on"_en(voucher.first_day);
    case Refusal::expired: return "it expired on {day}"_en(voucher.last_day);
    case Refusal::wrong_categories:
      if (voucher.lines.of.empty()) return sentence(left_out);
      return "it is for {categories} only"_en(name_list(names_of(voucher.lines.of)));
    case Refusal::too_few_pieces:
      return counted(voucher.lines.pieces, "the order is below {pieces} piece"_en,
                     "the order is below {pieces} pieces"_en, voucher.lines.pieces);
    default: return sentence(left_out);
  }
}

Message fewer_points(const reports::Quoted& quoted) {
  return "points that can be spent here: {points} ({reason})"_en(quoted.quote.points,
                                                                 sentence(*quoted.quote.fewer_points));
}

} // namespace loyalty::cli
