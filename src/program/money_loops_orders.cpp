// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/int128.hpp"
#include "program/warnings.hpp"

namespace loyalty::program {
namespace {

/// Something that comes off an order which comes to so much.
struct OffOrder {
  const Condition* who;
  Money from;
  Money off;
  bool is_voucher = false;
  std::string stacking = {}; ///< of a voucher
  std::string id = {};
  const TomlValue* at = nullptr;
};

/// So much comes off an order that comes to that.
struct OffFrom {
  Money from;
  Money off;
};

/// The step of a ladder that an order of `spend` reaches; what asks for pieces reaches none.
std::optional<OffFrom> off_by(const LadderOff& ladder, Money spend) {
  const auto* step = step_reached(ladder, spend, 0);
  if (step == nullptr || step->spend == Money{}) return std::nullopt;
  return OffFrom{step->spend, taken_off(step->off, spend)};
}

std::optional<OffFrom> off_by(const Campaign& campaign, Money spend) {
  if (const auto* ladder = std::get_if<LadderOff>(&campaign.effect)) return off_by(*ladder, spend);
  const auto* threshold = std::get_if<ThresholdOff>(&campaign.effect);
  if (threshold == nullptr || threshold->min_spend == Money{} || spend < threshold->min_spend) return std::nullopt;
  const auto times = threshold->repeats ? spend.minor / threshold->min_spend.minor : 1;
  const Wide off = Wide{threshold->off.minor} * times;
  return OffFrom{threshold->min_spend, Money{static_cast<std::int64_t>(std::min(off, Wide{Money::limit}))}};
}

std::optional<OffFrom> off_by(const Coupon& coupon, Money spend) {
  if (spend < coupon.min_spend) return std::nullopt;
  if (const auto* ladder = std::get_if<LadderOff>(&coupon.kind)) return off_by(*ladder, spend);
  const auto* amount = std::get_if<AmountOff>(&coupon.kind);
  if (amount == nullptr || coupon.min_spend == Money{}) return std::nullopt;
  return OffFrom{coupon.min_spend, amount->amount};
}

/// What comes off an order of `spend`, of all that asks for a minimum: what does not is meant to be given away.
std::vector<OffOrder> taken_off_order(const Program& program, const TomlValue& root, Money spend) {
  std::vector<OffOrder> all;
  const auto place = [&](std::string_view list, std::size_t index) {
    const auto& item = item_at(root, list, index);
    return &value_at(item, {item.find("ladder") == nullptr ? "off" : "ladder"});
  };
  for (std::size_t i = 0; i < program.campaigns.size(); ++i) {
    const auto& campaign = program.campaigns[i];
    const auto found = campaign.scope.lines.looks_at_lines() ? std::nullopt : off_by(campaign, spend);
    if (found)
      all.push_back({.who = &campaign.scope.who,
                     .from = found->from,
                     .off = found->off,
                     .id = campaign.id,
                     .at = place("campaign", i)});
  }
  for (std::size_t i = 0; i < program.coupons.size(); ++i) {
    const auto& coupon = program.coupons[i];
    const auto found = coupon.lines.looks_at_lines() ? std::nullopt : off_by(coupon, spend);
    if (found)
      all.push_back({.who = &coupon.audience,
                     .from = found->from,
                     .off = found->off,
                     .is_voucher = true,
                     .stacking = coupon.stacking,
                     .id = coupon.id,
                     .at = place("coupon", i)});
  }
  return all;
}

/// The amounts from which more comes off, ascending.
std::vector<Money> amounts_asked_for(const Program& program) {
  std::vector<Money> amounts;
  const auto look = [&](const auto& effect) {
    if (const auto* ladder = std::get_if<LadderOff>(&effect))
      for (const auto& step : ladder->steps) amounts.push_back(step.spend);
  };
  for (const auto& campaign : program.campaigns) {
    look(campaign.effect);
    if (const auto* threshold = std::get_if<ThresholdOff>(&campaign.effect)) amounts.push_back(threshold->min_spend);
  }
  for (const auto& coupon : program.coupons) {
    look(coupon.kind);
    amounts.push_back(coupon.min_spend);
  }
  std::ranges::sort(amounts);
  return amounts;
}

Money sum_of(const std::vector<const OffOrder*>& parts) {
  Money sum;
  for (const auto* part : parts) sum += part->off;
  return sum;
}

/// The most that can come off together for somebody who is everybody, or meets `who`: one offer, and one voucher of
/// each stacking group or one that goes alone.
std::vector<const OffOrder*> best_together(const std::vector<OffOrder>& all, const Condition& who) {
  const OffOrder* offer = nullptr;
  const OffOrder* alone = nullptr;
  std::map<std::string, const OffOrder*> of_group;
  const auto keep = [](const OffOrder*& best, const OffOrder& part) {
    if (best == nullptr || best->off < part.off) best = &part;
  };
  for (const auto& part : all) {
    if (!is_everybody(*part.who) && *part.who != who) continue;
    if (!part.is_voucher)
      keep(offer, part);
    else if (part.stacking.empty())
      keep(alone, part);
    else
      keep(of_group[part.stacking], part);
  }
  std::vector<const OffOrder*> vouchers;
  for (const auto& [group, voucher] : of_group) vouchers.push_back(voucher);
  if (alone != nullptr && sum_of(vouchers) < alone->off) vouchers = {alone};
  if (offer != nullptr) vouchers.insert(vouchers.begin(), offer);
  return vouchers;
}

/// Whether it is told of already, as one that gives an order away alone.
bool any_alone(const std::vector<const OffOrder*>& parts) {
  return std::ranges::any_of(parts, [](const OffOrder* part) { return part->off >= part->from; });
}

} // namespace

/// An offer and vouchers that go together, each of which leaves something to pay.
void warn_about_orders(const Program& program, const TomlValue& root, Problems& problems) {
  if (!program.prices.floors.empty()) return;
  for (const Money spend : amounts_asked_for(program)) {
    const auto all = taken_off_order(program, root, spend);
    for (const auto& one : all) {
      const auto together = best_together(all, *one.who);
      if (together.size() < 2 || any_alone(together) || sum_of(together) < spend) continue;
      std::vector<Message> parts;
      for (const auto* part : together)
        parts.push_back("{off} by \"{id}\""_en(Amount{part->off, program.currency, true}, part->id));
      warn(problems, *together.back()->at, "what can come off one order together gives it away"_en,
           "of an order of {spend}: {parts}"_en(Amount{spend, program.currency, true}, parts),
           "give the vouchers one stacking group, or raise min_spend"_en);
      return;
    }
  }
}

} // namespace loyalty::program
