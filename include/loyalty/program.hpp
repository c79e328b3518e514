// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/condition.hpp"
#include "loyalty/costs.hpp"
#include "loyalty/day.hpp"
#include "loyalty/earning.hpp"
#include "loyalty/effect.hpp"
#include "loyalty/floor.hpp"
#include "loyalty/issue_rule.hpp"
#include "loyalty/line_scope.hpp"
#include "loyalty/money.hpp"
#include "loyalty/order_profile.hpp"
#include "loyalty/reward_rule.hpp"
#include "loyalty/scope.hpp"

namespace loyalty {

/// Where a member falls who no longer keeps a tier.
enum class Demotion : std::uint8_t { to_qualified, one_step };

/// Days on which a tier is held at least by whoever meets a condition, from the morning of the first through the last.
/// Judged at the end of each day, for the first one by the evening before.
struct FreeDays {
  Day from = {};
  Day until = {}; ///< last day
  Condition who = {};
};

/// One level of the ladder; the program lists them from the lowest to the highest.
struct Tier {
  std::string id;
  std::string name;
  Condition when = {};
  std::optional<Condition> retain = {};  ///< what, besides `when`, keeps the tier when a term ends
  Period term = {};                      ///< empty: held exactly as long as `when` holds
  std::optional<Calendar> round_up = {}; ///< with `term`: through the end of the calendar part in which it would end
  std::int32_t grace_days = 0;
  Demotion demote = Demotion::to_qualified;
  std::optional<Calendar> promote = {}; ///< absent: the same day; else on the first day of the next calendar part
  Ratio discount = {};                  ///< member price, off every order
  Ratio multiplier = {Ratio::one};      ///< of points earned
  std::optional<Money> free_shipping_from = {}; ///< orders of this size ship free
  Reward pack = {};                             ///< once, when the tier is first reached
  std::optional<Reward> referral = {}; ///< for bringing somebody while holding the tier, instead of the general one
  std::vector<std::string> benefits = {};
  std::optional<FreeDays> free = {};
};

/// A rule with a scope: a member day, a season, a category, a first order.
struct Campaign {
  std::string id;
  std::string name;
  Scope scope = {};
  CampaignEffect effect;
  std::optional<Limit> limit = {}; ///< it is for the first so many orders of a member that fit it
};

/// The days on which a voucher can be used: so long from the day of issue, between two days, or both.
struct Validity {
  Period length = {}; ///< empty: not bounded by the day of issue
  std::optional<Day> from = {};
  std::optional<Day> until = {}; ///< last usable day
};

/// What becomes of a used voucher when a return leaves less of the order than the coupon's minimum.
enum class OnReturn : std::uint8_t {
  keep,   ///< nothing
  demand, ///< the night names the discount, to be kept back from the refund
};

struct Coupon {
  std::string id;
  std::string name;
  CouponKind kind;
  Money min_spend = {};
  Validity valid = {};
  Condition audience = {};              ///< who may have one
  std::optional<std::string> code = {}; ///< public code that anyone may claim; absent: a private code per voucher
  std::optional<Limit> per_member = {};
  std::optional<std::int64_t> budget_vouchers = {}; ///< at most so many are ever issued
  std::optional<Money> budget_amount = {};          ///< at most so much discount is ever given
  LineScope lines = {};                             ///< good for these; their minimum is `min_spend`
  std::string stacking = {}; ///< one voucher of each stacking group may be used for an order; empty: goes alone
  Condition stacks_for = {}; ///< for whom vouchers may be combined at all
  bool release = true;       ///< usable again when its order is cancelled
  OnReturn on_return = OnReturn::keep;
  std::vector<IssueRule> issue = {}; ///< empty: by hand only
  std::optional<Money> cost = {};    ///< of the thing that it hands out, to the shop
};

struct Milestone {
  std::int64_t invited = 0; ///< the so-many-th invited member
  Reward reward = {};
};

/// Members who bring members. Both rewards come when the invited member's first order that was paid for has left the
/// hold.
struct ReferralRules {
  Reward inviter = {};
  Reward invited = {};
  std::vector<Milestone> milestones = {};
  std::int32_t hold_days = 0; ///< from the order's day
  Money min_order = {};       ///< what that order must come to, above zero in any case
};

/// A fee for those who meet a condition, and begin a term within these days.
struct FeeStep {
  Condition who = {};
  Money fee = {};
  std::optional<Day> from = {};
  std::optional<Day> until = {};         ///< last day
  std::optional<std::int64_t> most = {}; ///< so many terms in all
};

/// Given back on what was spent during a term, as a voucher of `coupon` worth the amount.
struct TermReward {
  Ratio share = {};
  std::optional<Money> most = {};
  std::string coupon = {};     ///< id of the template, whose amount is replaced
  std::int32_t after_days = 0; ///< issued so many days after the last day of the term
};

/// What of its fee comes back when a term is ended before its time.
enum class FeeRefund : std::uint8_t {
  by_days,    ///< the share of the days left
  less_saved, ///< the same, less what the member saved by the term
  none,
};

/// A membership that is paid for.
struct Plan {
  std::string id;
  std::string name;
  Money fee = {};
  std::vector<FeeStep> fees = {}; ///< the first that fits instead of `fee`
  Period term = {};
  Period trial = {};     ///< free at first; empty: no trial
  std::string tier = {}; ///< held at least as long as the term runs; empty: none
  std::optional<TermReward> reward = {};
  FeeRefund refund = FeeRefund::by_days; ///< of terms that have begun; what has not begun is given back whole
};

/// Something to be had for points.
struct Gift {
  std::string id;
  std::string name;
  Points points = 0;
  std::optional<std::int64_t> stock = {}; ///< so many in all; absent: no bound
  Condition who = {};
  std::optional<Money> cost = {};       ///< of one, to the shop
  std::optional<Limit> per_member = {}; ///< so many one member has
};

/// Of one top-up: `pay` brings `bonus` on top.
struct TopUpBonus {
  Money pay = {};
  Money bonus = {};
};

struct WalletRules {
  bool open = false;                    ///< the program has a [wallet]
  Money limit = {Money::limit};         ///< principal and bonus that one wallet may hold
  std::vector<TopUpBonus> bonuses = {}; ///< ascending by `pay`; the highest that is reached counts
};

/// Gift cards: sold for money, spent by whoever shows the code.
struct CardRules {
  bool open = false;                  ///< the program has [cards]
  Money limit = {Money::limit};       ///< that a card may be good for that bears no name
  Money named_limit = {Money::limit}; ///< the same of a card in a member's name, which never ends
  Period valid = {.months = 36};      ///< of a card that bears no name, from the day of issue or renewal
};

/// A named condition, to be counted and looked at.
struct Segment {
  std::string id;
  std::string name;
  Condition who = {};
};

/// A chat group with a roster: who belongs in it.
struct Group {
  std::string id;
  std::string name;
  Condition who = {};
};

/// Recency, frequency and money of buyers in classes of 1 to 5. Empty bounds: by quintiles.
struct RfmRules {
  Window window = {};
  std::vector<std::int64_t> recency =
      {}; ///< four ascending numbers of days: at most the first is 5, … more than the last is 1
  std::vector<std::int64_t> frequency = {}; ///< four ascending numbers of orders: at least the last is 5
  std::vector<Money> monetary = {};         ///< four ascending amounts: at least the last is 5
};

/// More chances in a draw for those who meet a condition.
struct DrawChance {
  Condition who = {};
  std::int64_t weight = 1;
};

struct Draw {
  std::string id;
  std::string name;
  std::int64_t winners = 1;
  Condition who = {};
  std::vector<DrawChance> chances = {}; ///< the first that fits; everybody else has weight 1
};

/// What becomes of what somebody has who is shut out; kept, it cannot be used meanwhile.
struct ClosedRules {
  bool forfeits_points = false;
  bool voids_vouchers = false;
};

struct ShippingRules {
  Money fee = {};
  std::optional<Money> free_from = {};
};

/// What a custom field of members holds.
enum class FieldKind : std::uint8_t { number, word, day };

/// The rule book of a shop as one value.
struct Program {
  std::string name;
  Currency currency = cny;
  std::string timezone = "Asia/Shanghai";
  PointsRules points = {};
  GrowthRules growth = {};
  std::vector<Tier> tiers = {};
  std::vector<Coupon> coupons = {};
  std::vector<Campaign> campaigns = {};
  std::vector<Activity> activities = {};
  Reward joining = {};
  std::vector<RewardRule> rewards = {};
  ReferralRules referral = {};
  std::vector<Plan> plans = {};
  std::vector<Gift> gifts = {};
  WalletRules wallet = {};
  CardRules cards = {};
  std::vector<Segment> segments = {};
  std::vector<Group> groups = {};
  RfmRules rfm = {};
  std::vector<Draw> draws = {};
  ShippingRules shipping = {};
  ClosedRules closed = {};
  Prices prices = {};
  Costs costs = {};                              ///< no rule: nothing is concluded from it
  std::optional<Limit> contact = {};             ///< a member stands in so many contact lists at most
  std::map<std::string, std::string> texts = {}; ///< to members, by kind of work
  std::map<std::string, FieldKind> fields = {};
  std::vector<OrderProfile> profiles = {}; ///< how files of the shop's own are to be read

  // Nullptr if the program has none of that id.
  const Tier* tier(std::string_view id) const;
  const Coupon* coupon(std::string_view id) const;
  const Campaign* campaign(std::string_view id) const;
  const Activity* activity(std::string_view id) const;
  const RewardRule* reward(std::string_view id) const;
  const Plan* plan(std::string_view id) const;
  const Gift* gift(std::string_view id) const;
  const Segment* segment(std::string_view id) const;
  const Group* group(std::string_view id) const;
  const Draw* draw(std::string_view id) const;
};

/// The coupon by whose vouchers the gift of a reward is handed out; it has the reward's id, and is its own stacking
/// group: a gift is handed out beside vouchers that may be combined.
Coupon coupon_of_gift(const RewardRule& rule);

/// The comparison that `report members` shows as `qualifying`: the first in the `when` of the lowest tier that compares
/// anything. Nullptr if no tier does.
const Condition* qualifying_metric(const Program& program);

} // namespace loyalty
