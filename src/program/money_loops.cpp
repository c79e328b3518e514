// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "loyalty/int128.hpp"
#include "program/warnings.hpp"

namespace loyalty::program {
namespace {

/// What is more than any account or wallet holds is as much as that.
std::int64_t bounded(Wide number) { return static_cast<std::int64_t>(std::min(number, Wide{Money::limit})); }

/// What points come to for whoever lets them pay for whole orders; where they pay for a part only, nothing.
Money money_of(const Program& program, Points points) {
  const auto& redeem = program.points.redeem;
  if (!redeem || redeem->max_share < Ratio{Ratio::one}) return {};
  return Money{bounded(Wide{points} * redeem->worth.minor / redeem->points)};
}

/// By the piece nobody knows what is paid for one.
Points points_by(const EarnRule& rule, Money paid) {
  if (rule.rounding == EarnRounding::pieces) return 0;
  if (rule.rounding == EarnRounding::full) return bounded(Wide{paid.minor / rule.per.minor} * rule.points);
  return bounded(Wide{paid.minor} * rule.points / rule.per.minor);
}

/// The multiplier of the best tier.
Ratio best_multiplier(const Program& program) {
  auto best = Ratio{Ratio::one};
  for (const auto& tier : program.tiers) best = std::max(best, tier.multiplier);
  return best;
}

/// What an order of this amount earns in the best tier, at the usual rate and another on top.
Points points_of_order(const Program& program, Money paid, const EarnRule* more) {
  Points points = 0;
  if (program.points.earn) points += points_by(*program.points.earn, paid);
  if (more != nullptr) points += points_by(*more, paid);
  return bounded(Wide{points} * best_multiplier(program).millionths / Ratio::one);
}

Message of_points(const Program& program, Points points) {
  return counted(points, "{points} point, which pays for {worth}"_en, "{points} points, which pay for {worth}"_en,
                 points, Amount{money_of(program, points), program.currency});
}

const TomlValue& item_at(const TomlValue& root, std::string_view list, std::size_t index) {
  return value_at(root, {list}).items.at(index);
}

/// A campaign that adds points, where the usual rate alone gives back less than was paid.
void warn_about_rates(const Program& program, const TomlValue& root, Problems& problems) {
  for (std::size_t i = 0; i < program.campaigns.size(); ++i) {
    const auto& campaign = program.campaigns[i];
    const auto* more = std::get_if<EarnMore>(&campaign.effect);
    if (more == nullptr) continue;
    const Money paid = std::max(more->earn.per, program.points.earn.value_or(EarnRule{}).per);
    if (money_of(program, points_of_order(program, paid, nullptr)) >= paid) continue;
    const Points points = points_of_order(program, paid, &more->earn);
    if (money_of(program, points) < paid) continue;
    warn(problems, value_at(item_at(root, "campaign", i), {"earn"}),
         "with campaign \"{campaign}\" points give back what was paid"_en(campaign.id),
         "{paid} paid brings {points}"_en(Amount{paid, program.currency}, of_points(program, points)),
         "check earn, redeem and the multipliers of tiers"_en);
  }
}

/// Points for each order, whatever it came to.
void warn_about_bonuses(const Program& program, const TomlValue& root, Problems& problems) {
  for (std::size_t i = 0; i < program.campaigns.size(); ++i) {
    const auto& campaign = program.campaigns[i];
    const auto* bonus = std::get_if<BonusPoints>(&campaign.effect);
    if (bonus == nullptr || campaign.scope.order || campaign.limit) continue;
    const auto orders = campaign.scope.every.value_or(1);
    const Money each = campaign.scope.lines.min_spend;
    const Money worth = money_of(program, bonus->points);
    if (worth == Money{} || worth.minor / orders < each.minor) continue;
    const auto brought = of_points(program, bonus->points);
    auto why = each == Money{} ? counted(orders, "{orders} order of any amount brings {points}"_en,
                                         "{orders} orders of any amount bring {points}"_en, orders, brought)
                               : counted(orders, "{orders} order of {spend} brings {points}"_en,
                                         "{orders} orders of {spend} bring {points}"_en, orders,
                                         Amount{each, program.currency}, brought);
    warn(problems, value_at(item_at(root, "campaign", i), {"bonus"}),
         "the bonus of campaign \"{campaign}\" pays for the orders that bring it"_en(campaign.id), std::move(why),
         "ask for a larger lines.min_spend, or make bonus smaller"_en);
  }
}

/// What a voucher is worth to somebody who pays nothing beside it.
Money cash_of(const Program& program, const std::string& id) {
  const auto* coupon = program.coupon(id);
  if (coupon == nullptr) return {};
  if (const auto* bonus = std::get_if<BonusPoints>(&coupon->kind))
    return coupon->min_spend == Money{} ? money_of(program, bonus->points) : Money{};
  const auto* off = std::get_if<AmountOff>(&coupon->kind);
  return off != nullptr && coupon->min_spend <= off->amount ? off->amount : Money{};
}

Money cash_of(const Program& program, const Reward& reward) {
  Money cash = money_of(program, reward.points);
  for (const auto& coupon : reward.coupons) cash += cash_of(program, coupon);
  return cash;
}

/// What whoever pays nothing beside it gets of a reward, for an order of so much.
Money cash_of(const Program& program, const RewardRule& rule, Money spend) {
  Money cash = cash_of(program, rule.gives);
  if (!rule.cash) return cash;
  if (const auto* amount = std::get_if<Money>(&rule.cash->what)) return cash + *amount;
  const Money share = share_of(spend, std::get<Ratio>(rule.cash->what));
  return cash + std::min(share, rule.cash->most.value_or(share));
}

/// What each order brings, or every n-th, against the orders that bring it.
void warn_about_rewards(const Program& program, const TomlValue& root, Problems& problems) {
  for (std::size_t i = 0; i < program.rewards.size(); ++i) {
    const auto& rule = program.rewards[i];
    if (rule.when.on != IssueRule::On::order || rule.when.number > 0 || rule.limit) continue;
    const auto orders = rule.orders.every.value_or(1);
    const Money each = rule.orders.lines.min_spend;
    const Money worth = cash_of(program, rule, each);
    if (worth == Money{} || worth.minor / orders < each.minor) continue;
    const Amount brought{worth, program.currency};
    auto why = each == Money{} ? counted(orders, "{orders} order of any amount brings {worth}"_en,
                                         "{orders} orders of any amount bring {worth}"_en, orders, brought)
                               : counted(orders, "{orders} order of {spend} brings {worth}"_en,
                                         "{orders} orders of {spend} bring {worth}"_en, orders,
                                         Amount{each, program.currency}, brought);
    warn(problems, value_at(item_at(root, "reward", i), {"on"}),
         "what reward \"{reward}\" brings pays for the orders that bring it"_en(rule.id), std::move(why),
         "ask for a larger lines.min_spend, or make the reward smaller"_en);
  }
}

/// What points and cash back give back together of each amount paid.
void warn_about_cash(const Program& program, const TomlValue& root, Problems& problems) {
  for (std::size_t i = 0; i < program.rewards.size(); ++i) {
    const auto& rule = program.rewards[i];
    const auto* share = rule.cash && !rule.cash->most ? std::get_if<Ratio>(&rule.cash->what) : nullptr;
    if (share == nullptr) continue;
    const Money paid = std::max(program.points.earn.value_or(EarnRule{}).per, Money{10'000});
    const Money back = share_of(paid, *share);
    const Points points = points_of_order(program, paid, nullptr);
    if (back + money_of(program, points) < paid) continue;
    warn(problems, value_at(item_at(root, "reward", i), {"cash"}),
         "with the cash back of reward \"{reward}\" an order gives back what was paid"_en(rule.id),
         "{paid} paid brings {cash} into the wallet and {points}"_en(
             Amount{paid, program.currency}, Amount{back, program.currency}, of_points(program, points)),
         "make the share smaller, or points"_en);
  }
}

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

bool is_for_whole_orders(const LineScope& lines) { return !lines.looks_at_lines(); }

/// What comes off an order of `spend`, of all that asks for a minimum: what does not is meant to be given away.
std::vector<OffOrder> taken_off_order(const Program& program, const TomlValue& root, Money spend) {
  std::vector<OffOrder> all;
  for (std::size_t i = 0; i < program.campaigns.size(); ++i) {
    const auto& campaign = program.campaigns[i];
    const auto* threshold = std::get_if<ThresholdOff>(&campaign.effect);
    if (threshold == nullptr || threshold->min_spend == Money{} || spend < threshold->min_spend) continue;
    if (!is_for_whole_orders(campaign.scope.lines)) continue;
    const auto times = threshold->repeats ? spend.minor / threshold->min_spend.minor : 1;
    all.push_back({.who = &campaign.scope.who,
                   .from = threshold->min_spend,
                   .off = Money{bounded(Wide{threshold->off.minor} * times)},
                   .id = campaign.id,
                   .at = &value_at(item_at(root, "campaign", i), {"off"})});
  }
  for (std::size_t i = 0; i < program.coupons.size(); ++i) {
    const auto& coupon = program.coupons[i];
    const auto* off = std::get_if<AmountOff>(&coupon.kind);
    if (off == nullptr || coupon.min_spend == Money{} || spend < coupon.min_spend || coupon.lines.looks_at_lines())
      continue;
    all.push_back({.who = &coupon.audience,
                   .from = coupon.min_spend,
                   .off = off->amount,
                   .is_voucher = true,
                   .stacking = coupon.stacking,
                   .id = coupon.id,
                   .at = &value_at(item_at(root, "coupon", i), {"off"})});
  }
  return all;
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

/// An offer and vouchers that go together, each of which leaves something to pay.
void warn_about_orders(const Program& program, const TomlValue& root, Problems& problems) {
  if (!program.prices.floors.empty()) return;
  const auto every = taken_off_order(program, root, Money{Money::limit});
  std::vector<Money> amounts;
  for (const auto& part : every) amounts.push_back(part.from);
  std::ranges::sort(amounts);
  for (const Money spend : amounts) {
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

/// The vouchers that come with a term, against its fee.
void warn_about_fees(const Program& program, const TomlValue& root, Problems& problems) {
  for (std::size_t i = 0; i < program.plans.size(); ++i) {
    const auto& plan = program.plans[i];
    Money cash;
    for (const auto& coupon : program.coupons)
      for (const auto& rule : coupon.issue)
        if (rule.on == IssueRule::On::membership && rule.subject == plan.id) cash += cash_of(program, coupon.id);
    if (plan.fee == Money{} || cash < plan.fee) continue;
    warn(problems, value_at(item_at(root, "membership", i), {"fee"}),
         "the vouchers of a term of \"{plan}\" pay for its fee"_en(plan.id),
         "a term costs {fee}, and vouchers that ask for no minimum come to {worth}"_en(
             Amount{plan.fee, program.currency}, Amount{cash, program.currency}),
         "raise the fee, or add min_spend to the vouchers"_en);
  }
}

/// What is brought by a first order, against that order: whoever makes up a friend gets both rewards.
void warn_about_friends(const Program& program, const TomlValue& root, Problems& problems) {
  const auto& rules = program.referral;
  const auto check = [&](const Reward& inviter, const TomlValue& at) {
    const Money cash = cash_of(program, inviter) + cash_of(program, rules.invited);
    if (cash == Money{} || cash < rules.min_order) return;
    const Amount worth{cash, program.currency};
    warn(problems, at, "what a friend brings pays for the friend's order"_en,
         rules.min_order == Money{} ? "a first order of any amount brings both of them {worth} together"_en(worth)
                                    : "a first order of {spend} brings both of them {worth} together"_en(
                                          Amount{rules.min_order, program.currency}, worth),
         "raise min_order, which is what that order must come to"_en);
  };
  check(rules.inviter, value_at(root, {"referral"}));
  for (std::size_t i = 0; i < program.tiers.size(); ++i)
    if (const auto& reward = program.tiers[i].referral)
      check(*reward, value_at(item_at(root, "tier", i), {"referral"}));
}

/// What a top-up gives, and the points on orders that it pays for; and small ones that bring more than a large one.
void warn_about_top_ups(const Program& program, const TomlValue& root, Problems& problems) {
  const auto& bonuses = program.wallet.bonuses;
  const auto told = [&](Money money) { return Amount{money, program.currency}; };
  for (std::size_t i = 0; i < bonuses.size(); ++i) {
    const auto& [pay, bonus] = bonuses[i];
    const auto& at = value_at(root, {"wallet", "bonus"}).items.at(i);
    const Points points = points_of_order(program, pay + bonus, nullptr);
    if (bonus + money_of(program, points) >= pay)
      warn(problems, at, "a top-up of {pay} is given back whole"_en(told(pay)),
           "it pays for {spend}, and those orders bring {points}"_en(told(pay + bonus), of_points(program, points)),
           "make this bonus smaller"_en);
    const auto better = std::find_if(bonuses.begin(), bonuses.begin() + static_cast<std::ptrdiff_t>(i),
                                     [pay = pay, bonus = bonus](const TopUpBonus& smaller) {
                                       const auto times = pay.minor / smaller.pay.minor;
                                       return smaller.bonus.minor > bonus.minor / times;
                                     });
    if (better == bonuses.begin() + static_cast<std::ptrdiff_t>(i)) continue;
    const auto times = pay.minor / better->pay.minor;
    warn(problems, at, "several small top-ups bring more than one of {pay}"_en(told(pay)),
         "{times} top-ups of {smaller} bring {more}, one of {pay} brings {bonus}"_en(
             times, told(better->pay), told(Money{bounded(Wide{better->bonus.minor} * times)}), told(pay), told(bonus)),
         "make this bonus larger, or the smaller one smaller"_en);
  }
}

/// A gift card that is sold as an order earns then, and what it pays for earns again: one sum of money, twice the
/// points.
void warn_about_cards(const Program& program, const TomlValue& root, Problems& problems) {
  const auto& earn = program.points.earn;
  const auto& lines = program.points.base.lines;
  if (!program.cards.open || !earn || !lines.of.empty() || !lines.except.empty()) return;
  const Money card = std::max(Money::whole(100, program.currency), earn->per);
  const Points points = points_by(*earn, card);
  if (points == 0) return;
  const Amount told{card, program.currency};
  warn(problems, value_at(root, {"cards"}), "a gift card that is sold as an order earns points twice"_en,
       counted(points, "a card of {card} brings {points} point when it is bought, and {points} more when it pays"_en,
               "a card of {card} brings {points} points when it is bought, and {points} more when it pays"_en, told,
               points),
       "leave out what it is sold as: {example}"_en("points.earn.lines = { except = { category = \"gift cards\" } }"));
}

} // namespace

void warn_about_loops(const Program& program, const TomlValue& root, Problems& problems) {
  warn_about_rates(program, root, problems);
  warn_about_bonuses(program, root, problems);
  warn_about_rewards(program, root, problems);
  warn_about_cash(program, root, problems);
  warn_about_orders(program, root, problems);
  warn_about_fees(program, root, problems);
  warn_about_friends(program, root, problems);
  warn_about_top_ups(program, root, problems);
  warn_about_cards(program, root, problems);
}

} // namespace loyalty::program
