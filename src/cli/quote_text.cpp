// SPDX-License-Identifier: MIT
#include "cli/quote_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

#include "cli/session.hpp"
#include "messages/titles.hpp"

namespace loyalty::cli {
namespace {

/// Texts in the language of the session.
class Wording {
 public:
  explicit Wording(Session& session) : session_(session) {}

  template <class... Values>
  std::string say(std::string_view english, std::string_view chinese, const Values&... values) const {
    return fmt::format(fmt::runtime(session_.either(english, chinese)), values...);
  }

  std::string money(Money amount) const { return session_.written(amount); }

  std::string of(const AmountOff& kind) const { return say("{} off", "减 {}", money(kind.amount)); }
  std::string of(const PercentOff& kind) const {
    auto text = say("{} off", "减 {}", to_percent(kind.share));
    if (kind.max_discount) text += say(", at most {}", "，最多 {}", money(*kind.max_discount));
    return text;
  }
  std::string of(const FreeShipping&) const { return say("ships free", "包邮"); }
  std::string of(const GiftItem& kind) const { return say("gift: {}", "赠品：{}", kind.what); }
  std::string of(const BonusPoints& kind) const { return say("{} points on top", "另送 {} 积分", kind.points); }

  std::string of(const LinesOff& effect) const { return say("{} off", "减 {}", to_percent(effect.share)); }
  std::string of(const ThresholdOff& effect) const {
    return effect.repeats ? say("{} off for every {}", "每满 {1} 减 {0}", money(effect.off), money(effect.min_spend))
                          : say("{} off from {}", "满 {1} 减 {0}", money(effect.off), money(effect.min_spend));
  }
  template <class Effect>
  std::string of(const Effect&) const {
    return {};
  }

  std::string on(const std::vector<std::string>& categories) const {
    return categories.empty() ? "" : say(" on {}", "（{}）", fmt::join(categories, ", "));
  }

  std::string of(const Voucher& voucher, const Coupon* coupon) const {
    auto text = std::visit([&](const auto& kind) { return of(kind); }, voucher.kind) + on(voucher.categories);
    if (voucher.min_spend > Money{}) text += say(" from {}", "，满 {} 可用", money(voucher.min_spend));
    return named(coupon == nullptr || coupon->name.empty() ? voucher.coupon : coupon->name, text);
  }

  std::string named(std::string_view name, std::string_view text) const {
    return name.empty() ? std::string(text) : say("{}: {}", "{}：{}", name, text);
  }

  std::string of_campaign(const Program& program, const std::string& id) const {
    const auto* campaign = program.campaign(id);
    if (campaign == nullptr) return {};
    const auto text = std::visit([&](const auto& effect) { return of(effect); }, campaign->effect);
    return named(campaign->name, text + on(campaign->scope.categories));
  }

  std::string of_tier(const Program& program, const std::string& id) const {
    const auto* tier = program.tier(id);
    return tier == nullptr ? std::string{} : named(tier->name, of(LinesOff{tier->discount}));
  }

  std::string of_shipping(const Quote& quote) const {
    if (quote.shipped_by_voucher) return say("paid by a voucher", "券免邮费");
    if (!quote.ships_free_from) return say("the fee of every order", "每单邮费");
    return say("free from {}", "满 {} 包邮", money(*quote.ships_free_from));
  }

 private:
  Session& session_;
};

} // namespace

std::string why(Session& session, const reports::Quoted& quoted, const QuotedStep& step) {
  const Wording wording(session);
  const auto& program = *quoted.program;
  switch (step.step) {
    case PriceStep::member_price: return wording.of_tier(program, step.item);
    case PriceStep::category_discount:
    case PriceStep::threshold_offer: return wording.of_campaign(program, step.item);
    case PriceStep::voucher: {
      const auto& used = quoted.quote.used;
      const auto voucher =
          std::find_if(used.begin(), used.end(), [&](const Voucher& each) { return each.code == step.item; });
      return voucher == used.end() ? std::string{} : wording.of(*voucher, program.coupon(voucher->coupon));
    }
    case PriceStep::points: return wording.say("{} points", "{} 积分", quoted.quote.points);
    case PriceStep::shipping: return wording.of_shipping(quoted.quote);
  }
  return {};
}

std::string why_left_out(Session& session, const LeftOut& left_out) {
  const auto told = messages::title(name_of(left_out), session.chinese());
  const Wording wording(session);
  const auto& voucher = left_out.voucher;
  if (left_out.refused == Refusal::below_minimum_spend)
    return wording.say("{}: {}", "{}：{}", told, wording.money(voucher.min_spend));
  if (left_out.refused == Refusal::not_yet_valid)
    return wording.say("{}: from {}", "{}：{} 起", told, to_string(voucher.first_day));
  if (left_out.refused == Refusal::expired) return wording.say("{}: {}", "{}：{}", told, to_string(voucher.last_day));
  if (left_out.refused == Refusal::wrong_categories)
    return wording.say("{}: {}", "{}：{}", told, fmt::join(voucher.categories, ", "));
  return told;
}

std::string fewer_points(Session& session, const reports::Quoted& quoted) {
  return Wording(session).say("points: {} can be spent here: {}", "积分：此单可用 {}：{}", quoted.quote.points,
                              messages::title(to_string(*quoted.quote.fewer_points), session.chinese()));
}

} // namespace loyalty::cli
