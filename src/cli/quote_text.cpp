// SPDX-License-Identifier: MIT
#include "cli/quote_text.hpp"

#include <algorithm>
#include <string_view>

#include "cli/session.hpp"
#include "messages/name_list.hpp"
#include "messages/offers.hpp"

namespace loyalty::cli {
namespace {

/// What the quoted program offers, by the names of its things.
class QuotedOffers : public messages::Offers {
 public:
  using Offers::of;
  explicit QuotedOffers(Session& session) : Offers(session.currency()) {}

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
    if (quote.shipped_by_voucher)
      return quote.shipping > Money{} ? "lowered by a voucher"_en() : "paid by a voucher"_en();
    if (!quote.ships_free_from) return "the fee of every order"_en;
    return "free from {spend}"_en(amount(*quote.ships_free_from));
  }
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
  const QuotedOffers offers(session);
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
    case PriceStep::card: {
      const auto of_step = [&](const ShownCard& card) { return card.code == step.item; };
      const auto before = std::ranges::find_if(quoted.cards, of_step);
      const auto after = std::ranges::find_if(quoted.quote.cards, of_step);
      if (before == quoted.cards.end() || after == quoted.quote.cards.end()) return {};
      return "of {amount} on the card, {left} left"_en(session.amount(before->balance), session.amount(after->balance));
    }
    case PriceStep::wallet: return "of {amount} in the wallet"_en(session.amount(quoted.wallet));
  }
  return {};
}

} // namespace

Message why(Session& session, const reports::Quoted& quoted, const QuotedStep& step) {
  const auto offer = why_at_all(session, quoted, step);
  if (step.no_room <= Money{}) return offer;
  return "{offer}; {amount} found no room above the floor"_en(offer, QuotedOffers(session).amount(step.no_room));
}

Message why_left_out(Session& session, const LeftOut& left_out) {
  const auto& voucher = left_out.voucher;
  switch (left_out.refused.value_or(Refusal::voided)) {
    case Refusal::below_minimum_spend: return "the order is below {spend}"_en(session.offered(least_spend(voucher)));
    case Refusal::not_yet_valid: return "it is valid from {day} on"_en(voucher.first_day);
    case Refusal::expired: return "it expired on {day}"_en(voucher.last_day);
    case Refusal::wrong_categories:
      if (voucher.lines.of.empty()) return sentence(left_out);
      return "it is for {categories} only"_en(messages::name_list(messages::names_of(voucher.lines.of)));
    case Refusal::too_few_pieces: {
      const auto pieces = least_pieces(voucher);
      return counted(pieces, "the order is below {pieces} piece"_en, "the order is below {pieces} pieces"_en, pieces);
    }
    default: return sentence(left_out);
  }
}

Message fewer_points(const reports::Quoted& quoted) {
  return "points that can be spent here: {points} ({reason})"_en(quoted.quote.points,
                                                                 sentence(*quoted.quote.fewer_points));
}

} // namespace loyalty::cli
