// SPDX-License-Identifier: MIT
#include "loyalty/price.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "loyalty/pricing/price_pieces.hpp"
#include "loyalty/pricing/price_search.hpp"
#include "loyalty/pricing/price_vouchers.hpp"

namespace loyalty {
namespace {

using Lines = std::vector<std::size_t>;

constexpr std::array<std::string_view, 9> step_names = {
    "member_price", "category_discount", "pieces_offer", "threshold_offer", "voucher",
    "points",       "shipping",          "card",         "wallet"};
static_assert(step_names.size() == static_cast<std::size_t>(PriceStep::wallet) + 1);

constexpr std::array<std::string_view, 5> reason_names = {"refused", "another_of_group", "not_combinable",
                                                          "may_not_combine", "better_without"};
static_assert(reason_names.size() == static_cast<std::size_t>(LeftOutReason::better_without) + 1);

Money total(std::span<const Money> amounts) { return std::accumulate(amounts.begin(), amounts.end(), Money{}); }

/// What an offer takes off, and what that is counted on.
struct Offer {
  Money base = {};
  Money off = {};
};

/// The offer's amount, for each full minimum if it repeats, but no more than there is.
Offer offer(const ThresholdOff& terms, const CoveredLines& lines, Money /*now*/) {
  const Money base = lines.amount;
  if (base < terms.min_spend || base <= Money{}) return {};
  const auto times = terms.repeats && terms.min_spend > Money{} ? base.minor / terms.min_spend.minor : 1;
  return {base, terms.off.minor > base.minor / times ? base : Money{terms.off.minor * times}};
}

/// The step that is reached, on what the lines cost now.
Offer offer(const LadderOff& ladder, const CoveredLines& lines, Money now) {
  const auto* step = step_reached(ladder, lines.amount, lines.pieces);
  return step == nullptr ? Offer{} : Offer{now, taken_off(step->off, now)};
}

/// Makes one quote, step by step.
class Pricing {
 public:
  Pricing(const Program& program, const Buyer& buyer, const Cart& cart)
      : program_(program),
        buyer_(buyer),
        cart_(cart),
        every_line_(lines_in(cart, {})),
        floors_(floors_of(program.prices, cart)) {
    for (const auto& line : cart.lines) amounts_.push_back(line.amount());
    quote_.list_price = total(amounts_);
    quote_.ships_free_from = program.shipping.free_from;
    const auto by_tier = buyer.tier != nullptr ? buyer.tier->free_shipping_from : std::nullopt;
    if (by_tier && (!quote_.ships_free_from || *by_tier < *quote_.ships_free_from)) quote_.ships_free_from = by_tier;
  }

  Quote make(std::span<const Offered> vouchers) {
    if (!cart_.discounted) member_price();
    const auto member_amounts = amounts_;
    if (!cart_.discounted) {
      threshold_offers(member_amounts);
      lower_shipping(member_amounts);
    }
    use_vouchers(member_amounts, vouchers);
    quote_.goods = total(amounts_);
    const auto prices = amounts_;
    pay_with_points();
    ship();
    pay_with_cards();
    pay_with_wallet();
    for (const auto line : every_line_) quote_.lines.push_back({cart_.lines[line], prices[line], amounts_[line]});
    return std::move(quote_);
  }

 private:
  void step(PriceStep step, std::string item, const Lines& lines, Money base, Money off) {
    const Money wanted = std::min(off, sum_of(amounts_, lines));
    tell(step, std::move(item), base, wanted, take_off(amounts_, lines, wanted, floors_for(step)));
  }

  /// A price for members of one line says nothing of another: what finds no room there moves nowhere.
  Floors floors_for(PriceStep step) const {
    if (step == PriceStep::points) return {};
    auto floors = floors_;
    if (step == PriceStep::member_price || step == PriceStep::category_discount) floors.move = false;
    return floors;
  }

  void step_by_line(PriceStep step, std::string item, Money base, std::vector<Money> by_line) {
    const Money wanted = total(by_line);
    take_off_each(amounts_, by_line, floors_);
    tell(step, std::move(item), base, wanted, std::move(by_line));
  }

  void tell(PriceStep step, std::string item, Money base, Money wanted, std::vector<Money> by_line) {
    const Money off = total(by_line);
    quote_.steps.push_back({step, std::move(item), base, -off, total(amounts_), std::move(by_line), wanted - off});
  }

  bool is_used_up(const Campaign& campaign) const {
    const auto& used_up = buyer_.used_up;
    return campaign.limit && (!buyer_.meets || std::find(used_up.begin(), used_up.end(), campaign.id) != used_up.end());
  }

  /// Those with one of these effects. `judged`: the amounts that the scopes of lines are held against.
  template <class... Effects, class Use>
  void each_campaign(std::span<const Money> judged, const Use& use) {
    if (buyer_.passed_over) return;
    const ScopeFacts facts{.day = buyer_.day,
                           .order = buyer_.order,
                           .birthday = buyer_.birthday,
                           .meets = buyer_.meets ? &buyer_.meets : nullptr,
                           .host = cart_.host,
                           .channel = cart_.channel};
    for (const auto& campaign : program_.campaigns) {
      if (!(std::holds_alternative<Effects>(campaign.effect) || ...) || !in_scope(campaign.scope, facts) ||
          is_used_up(campaign))
        continue;
      const auto lines = lines_in(cart_, campaign.scope.lines);
      if (!is_reached(campaign.scope.lines, together(cart_, judged, lines))) continue;
      std::visit(
          [&]<class Effect>(const Effect& effect) {
            if constexpr ((std::is_same_v<Effect, Effects> || ...)) use(campaign, effect, lines);
          },
          campaign.effect);
    }
  }

  void member_price() {
    if (buyer_.tier != nullptr)
      take_share(PriceStep::member_price, buyer_.tier->id, every_line_, buyer_.tier->discount);
    const auto by_tier = amounts_;
    const auto take = [&](const Campaign& campaign, const auto& effect, const Lines& lines) {
      lower(campaign.id, effect, lines);
    };
    each_campaign<LinesOff, LinePrice>(by_tier, take);
    pieces_offers();
  }

  void lower(const std::string& campaign, const LinesOff& effect, const Lines& lines) {
    take_share(PriceStep::category_discount, campaign, lines, effect.share);
  }

  void lower(const std::string& campaign, const LinePrice& effect, const Lines& lines) {
    auto by_line = down_to(effect, cart_, amounts_, lines);
    if (total(by_line) > Money{})
      step_by_line(PriceStep::category_discount, campaign, sum_of(amounts_, lines), std::move(by_line));
  }

  void pieces_offers() {
    std::optional<PieceOffers> offers;
    const auto before = amounts_;
    each_campaign<PiecesOff>(before, [&](const Campaign& campaign, const PiecesOff& effect, const Lines&) {
      if (!offers) offers.emplace(cart_, before);
      auto taken = offers->take(effect, campaign.scope.lines);
      if (!taken.by_line.empty())
        step_by_line(PriceStep::pieces_offer, campaign.id, taken.base, std::move(taken.by_line));
    });
  }

  void take_share(PriceStep which, const std::string& item, const Lines& lines, Ratio share) {
    const Money base = sum_of(amounts_, lines);
    if (const Money off = share_of(base, share); off > Money{}) step(which, item, lines, base, off);
  }

  void threshold_offers(std::span<const Money> member_amounts) {
    const auto take = [&](const Campaign& campaign, const auto& effect, const Lines& lines) {
      const auto [base, off] = offer(effect, together(cart_, member_amounts, lines), sum_of(amounts_, lines));
      if (off > Money{}) step(PriceStep::threshold_offer, campaign.id, lines, base, off);
    };
    each_campaign<ThresholdOff, LadderOff>(member_amounts, take);
  }

  /// The campaign that takes most off the fee counts; for an order that holds a line in scope.
  void lower_shipping(std::span<const Money> member_amounts) {
    each_campaign<ShippingOff>(member_amounts,
                               [&](const Campaign& campaign, const ShippingOff& effect, const Lines& lines) {
                                 const Money off = lines.empty() ? Money{} : taken_off(effect.off, list_fee());
                                 if (off <= shipping_off_) return;
                                 shipping_off_ = off;
                                 ships_by_ = campaign.id;
                               });
  }

  Money list_fee() const { return cart_.shipping.value_or(program_.shipping.fee); }

  void use_vouchers(std::span<const Money> member_amounts, std::span<const Offered> offered) {
    auto chosen = choose_vouchers({program_, buyer_, cart_, member_amounts, amounts_, floors_, list_fee()}, offered,
                                  [&](Money goods, Money off) { return shipping_fee(goods, off); });
    for (const auto& each : chosen.used) {
      const Money base = sum_of(amounts_, each.lines);
      const Money wanted = wanted_off(each, amounts_);
      tell(PriceStep::voucher, each.voucher().code, base, wanted, take_off(each, amounts_, floors_));
      off_fee_by_voucher_ = std::max(off_fee_by_voucher_, each.off_fee);
      quote_.used.push_back(each.voucher());
    }
    quote_.left_out = std::move(chosen.left_out);
  }

  void pay_with_points() {
    if (cart_.points <= 0) return;
    const auto& rule = program_.points.redeem;
    quote_.points = spendable(rule, cart_.points, buyer_.balance, quote_.goods);
    if (const auto wanted = points_wanted(); wanted > quote_.points)
      quote_.fewer_points = check_redemption(rule, wanted, buyer_.balance, quote_.goods);
    if (quote_.points > 0) step(PriceStep::points, {}, every_line_, quote_.goods, worth_of(*rule, quote_.points));
  }

  /// The points asked for; where all were asked for, the fewest that one redemption takes.
  Points points_wanted() const {
    if (cart_.points != as_many_as_allowed) return cart_.points;
    const auto step = program_.points.redeem ? std::max<Points>(1, program_.points.redeem->step) : 1;
    const auto least = program_.points.redeem ? std::max<Points>(1, program_.points.redeem->minimum) : 1;
    return (least + step - 1) / step * step;
  }

  bool ships_free(Money goods) const { return quote_.ships_free_from && goods >= *quote_.ships_free_from; }

  /// Of a campaign and vouchers what takes most off counts.
  Money shipping_fee(Money goods, Money off) const {
    if (ships_free(goods)) return {};
    return list_fee() - std::max(shipping_off_, off);
  }

  void ship() {
    quote_.shipping = shipping_fee(quote_.goods, off_fee_by_voucher_);
    quote_.shipped_by_voucher = quote_.shipping < shipping_fee(quote_.goods, {});
    quote_.to_pay = total(amounts_) + quote_.shipping;
    const bool by_campaign = !quote_.shipped_by_voucher && !ships_free(quote_.goods);
    if (list_fee() > Money{})
      quote_.steps.push_back({PriceStep::shipping,
                              by_campaign ? ships_by_ : std::string(),
                              quote_.goods,
                              quote_.shipping,
                              quote_.to_pay,
                              {}});
  }

  void pay_with_cards() {
    for (const auto& card : buyer_.cards) {
      const Money paid = std::min(card.balance, quote_.to_pay);
      if (paid <= Money{}) continue;
      pay(PriceStep::card, card.code, paid);
      quote_.cards.push_back({card.code, card.balance - paid});
    }
  }

  void pay_with_wallet() {
    quote_.wallet = std::min({cart_.wallet, buyer_.wallet, quote_.to_pay});
    if (quote_.wallet > Money{}) pay(PriceStep::wallet, {}, quote_.wallet);
  }

  void pay(PriceStep step, const std::string& item, Money paid) {
    const Money price = quote_.to_pay;
    quote_.to_pay -= paid;
    quote_.steps.push_back({step, item, price, -paid, quote_.to_pay, {}});
  }

  const Program& program_;
  const Buyer& buyer_;
  const Cart& cart_;
  Lines every_line_;
  Floors floors_;
  std::vector<Money> amounts_; ///< what each line still costs
  Money shipping_off_ = {};
  std::string ships_by_ = {}; ///< id of the campaign that takes it off
  Money off_fee_by_voucher_ = {};
  Quote quote_;
};

} // namespace

std::string_view to_string(PriceStep step) { return step_names[static_cast<std::size_t>(step)]; }

std::string_view name_of(const LeftOut& left_out) {
  if (left_out.refused) return to_string(*left_out.refused);
  return reason_names[static_cast<std::size_t>(left_out.reason)];
}

Message sentence(const LeftOut& left_out) {
  if (left_out.refused) return sentence(*left_out.refused);
  switch (left_out.reason) {
    case LeftOutReason::refused: return "it cannot be used"_en;
    case LeftOutReason::another_of_group: return "another voucher of its stacking group takes more off"_en;
    case LeftOutReason::not_combinable: return "it cannot be combined with the vouchers used"_en;
    case LeftOutReason::may_not_combine: return "the buyer does not meet the condition for combining vouchers"_en;
    case LeftOutReason::better_without: return "it would take nothing more off"_en;
  }
  return {};
}

Quote quote(const Program& program, const Buyer& buyer, const Cart& cart, std::span<const Offered> vouchers) {
  return Pricing(program, buyer, cart).make(vouchers);
}

std::vector<CartLine> lines_before(std::span<const PaidLine> lines, std::optional<Money> discount) {
  std::vector<CartLine> before;
  std::vector<Money> paid;
  bool stated = false;
  for (const auto& line : lines) {
    stated = stated || line.discount.has_value();
    paid.push_back(std::max(Money{}, line.amount));
    const Money off = std::max(Money{}, line.discount.value_or(Money{}));
    before.push_back({.category = line.category,
                      .quantity = line.quantity,
                      .sku = line.sku,
                      .on_sale = line.on_sale,
                      .whole = paid.back() + off});
  }
  if (stated || !discount || *discount <= Money{} || before.empty()) return before;
  // Where nothing was paid at all, there is nothing to go by.
  if (total(paid) <= Money{}) paid.assign(paid.size(), Money{1});
  const auto share = spread(*discount, paid);
  for (std::size_t line = 0; line < before.size(); ++line) *before[line].whole += share[line];
  return before;
}

bool go_together(const Voucher& left, const Voucher& right) {
  return !left.stacking.empty() && !right.stacking.empty() && left.stacking != right.stacking;
}

bool may_combine(const Program& program, const Voucher& voucher, const Meets& meets) {
  if (voucher.stacking.empty()) return false;
  const auto* coupon = program.coupon(voucher.coupon);
  return coupon == nullptr || is_everybody(coupon->stacks_for) || (meets && meets(coupon->stacks_for));
}

Points spendable(const std::optional<RedeemRule>& rule, Points at_most, Points balance, Money amount) {
  if (!rule || amount < rule->min_spend) return 0;
  const auto per = std::max<Points>(1, rule->points);
  const auto step = std::max<Points>(1, rule->step);
  const auto stepped = [&](Points points) { return points - points % step; };
  const Money most{scale(amount.minor, rule->max_share.millionths, Ratio::one, Rounding::floor)};
  auto points = std::min({at_most, balance, rule->max_points.value_or(balance)});
  if (points > 0 && worth_of(*rule, points) > most) {
    points = scale(most.minor + 1, per, rule->worth.minor, Rounding::floor);
    if (worth_of(*rule, points) > most) --points;
  }
  points = stepped(points);
  const Money worth = worth_of(*rule, std::max<Points>(0, points));
  if (points < rule->minimum || worth <= Money{}) return 0;
  auto fewest = scale(worth.minor, per, rule->worth.minor, Rounding::floor);
  if (worth_of(*rule, fewest) < worth) ++fewest;
  return std::min(points, stepped(std::max(fewest, rule->minimum) + step - 1));
}

} // namespace loyalty
