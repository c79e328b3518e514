// SPDX-License-Identifier: MIT
// Random programs and histories use every word there is, so that what the properties hold they hold for all of them.
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "catch.hpp"
#include "loyalty/random_scheme.hpp"
#include "loyalty/words_used.hpp"

namespace random_words_test {

using namespace loyalty;
using namespace loyalty::words_used;

namespace {

// What stands at several places of a program is one word; where it is, it is seen that it is there.

void see(Words& words, const Window& window) {
  const auto& [kind, length] = window;
  words.of("window", kind);
  words.see("window.length", !length.empty());
}

void see(Words& words, const Condition& condition) {
  const auto& [kind, parts, metric, comparison, value, window, subject, these] = condition;
  words.of("condition", kind);
  for (const auto& part : parts) see(words, part);
  if (kind != Condition::Kind::compare) return;
  words.of("metric", metric);
  words.of("comparison", comparison);
  words.of("value", value);
  words.of("subject", subject);
  words.of("words", these);
  see(words, window);
}

void see(Words& words, const std::string& word, const Condition& condition) {
  words.see(word, !is_everybody(condition));
  see(words, condition);
}

void see(Words& words, const std::string& word, const EarnRule& rule) {
  const auto& [points, per, rounding] = rule;
  words.of(word + ".points", points);
  words.of(word + ".per", per);
  words.of(word + ".rounding", rounding);
}

void see(Words& words, const std::string& word, const EarnBase& base) {
  const auto& [lines, shipping] = base;
  see(words, word + ".lines", lines);
  words.of(word + ".shipping", shipping);
}

void see(Words& words, const std::string& word, const Limit& limit) {
  const auto& [times, per] = limit;
  words.of(word + ".times", times);
  words.see(word + ".per ever", !per);
  words.see(word + ".per", per.has_value());
}

void see(Words& words, const std::string& word, const Reward& reward) {
  words.see(word, !reward.empty());
  const auto& [points, growth, coupons] = reward;
  words.of("reward.points", points);
  words.of("reward.growth", growth);
  words.of("reward.coupon", coupons);
}

void see(Words& words, const std::string& word, const IssueRule& rule) {
  const auto& [on, number, subject] = rule;
  words.of(word + ".on", on);
  words.of(word + ".number", number);
  words.of(word + ".subject", subject);
}

void see(Words& words, const PointsRules& points) {
  const auto& [earn, base, redeem, caps, hold_days, expire, shortfall, return_grace_days, transfer] = points;
  each_of(words, "points.earn", earn, [&](const EarnRule& rule) { see(words, "points.earn", rule); });
  see(words, "points.earn", base);
  matter_not(redeem, transfer);
  const auto& [order, day, month, term, beyond] = caps;
  for (const auto& [word, cap] : {std::pair("order", &order), {"day", &day}, {"month", &month}, {"term", &term}})
    maybe(words, std::string("points.caps.") + word, *cap);
  words.of("points.caps.beyond", beyond);
  words.of("points.hold", hold_days);
  const auto& [kind, after, round_up, in_month, on_day] = expire;
  words.of("points.expire", kind);
  each_of(words, "points.expire.round_up", round_up, [&](Calendar part) { words.of("points.expire.round_up", part); });
  matter_not(after, in_month, on_day); // told by the kind
  words.of("points.refunds.shortfall", shortfall);
  words.of("points.refunds.grace", return_grace_days);
}

void see(Words& words, const Tier& tier) {
  const auto& [id, name, when, retain, term, round_up, grace_days, demote, promote, discount, multiplier,
               free_shipping_from, pack, referral, benefits, free] = tier;
  matter_not(id, name, discount, free_shipping_from, benefits);
  each_of(words, "tier.round_up", round_up, [&](Calendar part) { words.of("tier.round_up", part); });
  see(words, "tier.when", when);
  each_of(words, "tier.retain", retain, [&](const Condition& condition) { see(words, "tier.retain", condition); });
  words.see("tier.term", !term.empty());
  words.see("no tier.term", term.empty());
  words.of("tier.grace", grace_days);
  words.of("tier.demote", demote);
  each_of(words, "tier.promote", promote, [&](Calendar part) { words.of("tier.promote", part); });
  words.see("tier.multiplier", multiplier.millionths != Ratio::one);
  see(words, "tier.pack", pack);
  each_of(words, "tier.referral", referral, [&](const Reward& reward) { see(words, "tier.referral", reward); });
  each_of(words, "tier.free", free, [&](const FreeDays& days) {
    const auto& [from, until, who] = days;
    words.see("tier.free on one day", from == until);
    see(words, "tier.free.who", who);
  });
}

void see(Words& words, const std::string& word, const Scope& scope) {
  const auto& [from, until, weekdays, month_days, birthday, order, every, lines, hosts, channels, who] = scope;
  maybe(words, word + ".from", from);
  maybe(words, word + ".until", until);
  words.of(word + ".weekday", weekdays);
  words.of(word + ".month_day", month_days);
  words.of(word + ".birthday", birthday);
  maybe(words, word + ".order", order);
  maybe(words, word + ".every", every);
  see(words, word + ".lines", lines);
  words.of(word + ".host", hosts);
  words.of(word + ".channel", channels);
  see(words, word + ".who", who);
}

void see(Words& words, const Campaign& campaign) {
  const auto& [id, name, scope, effect, limit] = campaign;
  matter_not(id, name);
  see(words, "campaign", scope);
  each_of(words, "campaign.limit", limit, [&](const Limit& most) { see(words, "campaign.limit", most); });
  words.kind("campaign.effect", effect);
  if (const auto* more = std::get_if<EarnMore>(&effect)) see(words, "campaign.earn", more->earn);
  if (const auto* growth = std::get_if<EarnGrowth>(&effect)) see(words, "campaign.growth", growth->earn);
  if (const auto* multiply = std::get_if<Multiply>(&effect)) {
    words.see("campaign.multiplier above one", multiply->factor.millionths > Ratio::one);
    words.see("campaign.multiplier below one", multiply->factor.millionths < Ratio::one);
  }
}

void see(Words& words, const Coupon& coupon) {
  const auto& [id, name, kind, min_spend, valid, audience, code, per_member, budget_vouchers, budget_amount, lines,
               stacking, stacks_for, release, on_return, issue, cost] = coupon;
  matter_not(id, name, kind, min_spend, valid, code, per_member, budget_vouchers, budget_amount, lines, stacking,
             stacks_for, release, on_return, cost);
  see(words, "coupon.audience", audience);
  words.see("coupon.issue", !issue.empty());
  for (const auto& rule : issue) see(words, "coupon.issue", rule);
}

void see(Words& words, const Activity& activity) {
  const auto& [id, name, points, growth, per_day, limit, streak_days, streak_points, streak_growth] = activity;
  matter_not(id, name);
  words.of("activity.points", points);
  words.of("activity.growth", growth);
  maybe(words, "activity.per_day", per_day);
  each_of(words, "activity.limit", limit, [&](const Limit& most) { see(words, "activity.limit", most); });
  words.of("activity.streak.days", streak_days);
  words.of("activity.streak.points", streak_points);
  words.of("activity.streak.growth", streak_growth);
}

void see(Words& words, const RewardRule& rule) {
  const auto& [id, name, when, orders, hold_days, from, until, who, gives, cash, gift, cost, limit] = rule;
  matter_not(id, name, cost);
  see(words, "reward", when);
  words.see("reward of a day of each month", when.on == IssueRule::On::date && when.subject.size() <= 2);
  if (when.on == IssueRule::On::order) {
    words.see("reward of orders", rule.is_of_orders());
    words.see("reward of orders with a number", rule.is_of_orders() && when.number > 0);
    see(words, "reward.orders", orders);
    words.of("reward.hold", hold_days);
    each_of(words, "reward.cash", cash, [&](const CashBack& back) {
      const auto& [what, most] = back;
      words.kind("reward.cash", what);
      maybe(words, "reward.cash.most", most);
    });
  }
  maybe(words, "reward.from", from);
  maybe(words, "reward.until", until);
  see(words, "reward.who", who);
  see(words, "reward.gives", gives);
  words.of("reward.gift", gift);
  each_of(words, "reward.limit", limit, [&](const Limit& most) { see(words, "reward.limit", most); });
}

void see(Words& words, const ReferralRules& referral) {
  const auto& [inviter, invited, milestones, hold_days, min_order] = referral;
  see(words, "referral.inviter", inviter);
  see(words, "referral.invited", invited);
  words.see("referral.milestones", !milestones.empty());
  for (const auto& [number, reward] : milestones) {
    words.of("referral.milestones.invited", number);
    see(words, "referral.milestones.reward", reward);
  }
  words.of("referral.hold", hold_days);
  words.of("referral.min_order", min_order);
}

void see(Words& words, const Plan& plan) {
  const auto& [id, name, fee, fees, term, trial, tier, reward, refund] = plan;
  matter_not(id, name, fee, fees, trial, refund);
  words.see("membership.term", !term.empty());
  words.of("membership.tier", tier);
  each_of(words, "membership.reward", reward, [&](const TermReward& given) {
    const auto& [share, most, coupon, after_days] = given;
    words.of("membership.reward.share", share);
    maybe(words, "membership.reward.most", most);
    words.of("membership.reward.coupon", coupon);
    words.of("membership.reward.after", after_days);
  });
}

void see(Words& words, const Program& program) {
  const auto& [name, currency, timezone, points, growth, tiers, coupons, campaigns, activities, joining, rewards,
               referral, plans, gifts, wallet, cards, segments, groups, rfm, draws, shipping, closed, prices, costs,
               contact, texts, fields, profiles] = program;
  matter_not(name, currency, timezone, gifts, wallet, cards, segments, rfm, draws, shipping, prices, costs, contact,
             texts, fields, profiles);
  see(words, points);
  const auto& [growth_earn, growth_base] = growth;
  each_of(words, "growth.earn", growth_earn, [&](const EarnRule& rule) { see(words, "growth.earn", rule); });
  see(words, "growth.earn", growth_base);
  for (const auto& tier : tiers) see(words, tier);
  for (const auto& coupon : coupons) see(words, coupon);
  for (const auto& campaign : campaigns) see(words, campaign);
  for (const auto& activity : activities) see(words, activity);
  see(words, "joining", joining);
  for (const auto& rule : rewards) see(words, rule);
  see(words, referral);
  for (const auto& plan : plans) see(words, plan);
  for (const auto& group : groups) see(words, "group.when", group.who);
  const auto& [forfeits_points, voids_vouchers] = closed;
  words.of("closed.points", forfeits_points);
  matter_not(voids_vouchers);
}

void see(Words& words, const OrderFact& order) {
  const auto& [id, placed_at, amount, refunded, void_from_start, points_redeemed, fee] = order;
  matter_not(id);
  words.of("order by day", placed_at.is_day_only());
  words.of("order.amount", amount);
  words.of("order.refunded", refunded);
  words.of("order.void", void_from_start);
  words.of("order.points_redeemed", points_redeemed);
  words.of("order.fee", fee);
}

void see(Words& words, const RefundFact& refund) {
  const auto& [id, at, by_day, order, amount, whole] = refund;
  matter_not(id, at, amount);
  words.of("refund by day", by_day);
  maybe(words, "refund.order", order);
  words.of("refund.whole", whole);
}

void see(Words& words, const Act& act) {
  const auto& [id, day, kind, points, order, subject, text, until, other, money, stated_on] = act;
  matter_not(id, day, points, subject, other, stated_on);
  words.of("act", kind);
  maybe(words, "act.order", order);
  words.of("act.text", text);
  words.see("act.until", until != never);
  words.of("act.money", money);
}

void see(Words& words, const Sale& sale) {
  const auto& [shop, fee_for, parts, shipping, host, channel, wallet] = sale;
  words.of("sale.shop", shop);
  words.of("sale.fee_for", fee_for);
  words.see("sale of several lines", parts.size() > 1);
  for (const auto& [category, amount, sku, quantity, on_sale] : parts) {
    words.of("line.category", category);
    words.of("line.amount", amount);
    words.of("line.sku", sku);
    words.see("line.quantity", quantity > 1);
    words.of("line.on_sale", on_sale);
  }
  maybe(words, "sale.shipping", shipping);
  words.of("sale.host", host);
  words.of("sale.channel", channel);
  words.of("sale.wallet", wallet);
}

void see(Words& words, const History& history) {
  const auto& [member, joined_on, registered, points_from, growth_from, orders, refunds, acts, holdouts, sales,
               birthdays, invited] = history;
  matter_not(member);
  words.see("joined_on", joined_on != never);
  words.of("registered", registered);
  words.see("points_from", points_from != beginning);
  words.see("growth_from", growth_from != beginning);
  for (const auto& order : orders) see(words, order);
  for (const auto& refund : refunds) see(words, refund);
  for (const auto& act : acts) see(words, act);
  for (const auto& sale : sales) see(words, sale);
  for (const auto& each : holdouts) words.of("holdout", each.held);
  words.see("birthdays", birthdays.size() > 1);
  words.see("invited", invited.size() > 1);
}

/// Acts that say nothing to the engine.
const std::set<std::string>& acts_for_others() {
  using enum ActKind;
  static const auto words = [] {
    std::set<std::string> all;
    for (const auto kind : {opt_out, consent, top_up, top_up_bonus, wallet_refund, prize, contact, enter_group,
                            leave_group, merge, forget, holdout, cash_back})
      all.insert("act " + std::string(names_of<ActKind>()[static_cast<std::size_t>(kind)]));
    return all;
  }();
  return words;
}

/// What the program file refuses.
const std::set<std::string> no_program_says{
    "growth.earn.rounding pieces", "points.expire.round_up day", "points.expire.round_up week", "reward.on upgrade",
    "tier.promote day", "tier.promote week", "tier.round_up day", "tier.round_up week",
    // Its orders are those of its days and members, and the n-th is told by the occasion.
    "reward.orders.from", "reward.orders.until", "reward.orders.birthday day", "reward.orders.birthday month",
    "reward.orders.order", "reward.orders.who"};

} // namespace

TEST_CASE("random programs use every word by which a walk could change") {
  Words words;
  for_random_histories([&](std::uint64_t /*seed*/, Chance& chance) { see(words, random_scheme(chance)); });
  for (const auto& word : no_program_says) words.missing.erase(word);
  CHECK(words.missing == std::set<std::string>{});
}

TEST_CASE("random histories use every fact that a walk looks at") {
  Words words;
  for_random_histories([&](std::uint64_t /*seed*/, Chance& chance) { see(words, random_life(chance).history); });
  std::erase_if(words.missing, [](const std::string& word) { return acts_for_others().contains(word); });
  CHECK(words.missing == std::set<std::string>{});
}

} // namespace random_words_test
