// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "lots.hpp"
#include "loyalty/campaign.hpp"
#include "loyalty/engine.hpp"
#include "rating.hpp"
#include "traits.hpp"
#include "windows.hpp"

namespace loyalty {

/// The walk of one member after the other through the days. The days are in walk.cpp, what orders and acts give in
/// walk_points.cpp, what is spent, owed and brought back in walk_spending.cpp, what an order earns in walk_rates.cpp,
/// what refunds take back in walk_refunds.cpp, rewards for what was reached in walk_rewards.cpp, tiers in
/// walk_tiers.cpp, vouchers and rosters that follow in walk_issues.cpp, and what conditions see in walk_measures.cpp.
class Engine::Walk {
 public:
  explicit Walk(Timeline timeline);

  const Conclusions& walk(const History& history, Day through);

  std::optional<std::int64_t> measure(const Condition& comparison, Day day);
  bool meets(const Condition& condition, Day day);
  const Tier* tier() const;
  Points balance(Day day) const;

  Timeline timeline;
  std::vector<Terms> terms;
  std::int32_t intern(const Terms& wanted);

 private:
  /// What an order has earned, spent and given back so far.
  struct Account {
    Money remaining = {};
    Money base = {};
    std::int32_t earn = -1;   ///< terms, -1: earned nothing
    std::int32_t rating = -1; ///< index into `ratings_`; -1: by `earn` alone
    std::int32_t unnumbered =
        -1; ///< the rating without what it met as the so-many-th order; -1: it met nothing as such
    std::int32_t growth = -1;
    std::size_t growth_place = 0; ///< in the sum of growth whose rests are carried
    std::int64_t number = 0;      ///< the so-many-th order that counted when it came; 0: it did not
    Points given = 0;             ///< rests that were carried apart
    Points lost = 0;              ///< of them, what refunds left no reason for
    Points taken = 0;             ///< of them, what was clawed back
    Points carried = 0;           ///< by rules that carry
    Points filled = 0;            ///< of the caps
    Points growth_taken = 0;
    Points redeemed = 0;
    Points returned = 0;
    FactId refunded_by = 0;
    std::size_t place = 0; ///< of its contribution
    bool void_ = false;
    bool fee = false;     ///< of a membership: no purchase
    bool counted = false; ///< among the member's orders: paid for, and something of it remains
  };
  /// Points of a lot that paid for an order.
  struct Draw {
    FactId order = 0;
    Day on = {};
    Lot lot;
    Points points = 0; ///< not yet given back
  };
  /// Points that are owed.
  struct Debt {
    Points points = 0;
    bool spent = false; ///< redeemed though they were not there; else clawed back or taken by hand
    FactId order = 0;   ///< that they paid for
    FactId act = 0;
  };
  struct Rules {
    std::vector<Window> windows;
    std::vector<std::int32_t> earn; ///< terms by tier, the first without tier
    std::int32_t growth = -1;
    std::int32_t refund = -1;               ///< terms of refunds that name no order
    std::vector<const Campaign*> campaigns; ///< that change what orders earn
    bool rated = false;                     ///< orders need a rating: campaigns, caps or rests that are carried
    bool only_lower_bounds = true;
    bool packs = false;
    bool waiting = false; ///< some tier is reached with a calendar part only
    bool issues = false;  ///< vouchers or rosters follow by themselves
  };
  /// Somebody brought by the member, or the member brought by somebody, counts from a day or no longer does.
  struct ReferralEvent {
    enum class Kind { gained, lost, gained_again };
    Day day = {};
    Kind kind = Kind::gained;
    bool own = false; ///< the member was brought
    std::size_t invited = 0;
    FactId order = 0;
    FactId by = 0;
    Day brought_on = {};
    Day ordered_on = {};
    Money paid = {};
  };
  /// What was given for something that can be undone.
  struct Given {
    Points points = 0;
    Points growth = 0;
    std::vector<std::string> coupons;
    std::string key;
    std::int32_t terms = -1;
    Source source = no_source;
    std::size_t place = 0; ///< of its contribution, if it gave points or growth
  };
  /// A tier that was reached or renewed, and why: when what it rested on is given back, so is the tier.
  struct Reached {
    TierState before;
    std::string tier;
    const Condition* condition = nullptr;
    Day after = from_the_beginning; ///< only what happened after this day counts through windows that roll
    Day seen_through = {};
    std::size_t contributions = 0;                                                      ///< that were known
    std::size_t balance_changes = 0;                                                    ///< that were known
    std::vector<std::pair<const Condition*, std::optional<std::int64_t>>> answers = {}; ///< that refunds do not change
    std::optional<Given> pack = {}; ///< of a tier that was reached for the first time
    bool over = false;              ///< the member fell since
    TierState landed = {}; ///< then; while it is held it goes with the tier, unless they would have fallen there anyway
  };
  /// What came back changes the balance of every day from this one on.
  struct BalanceChange {
    Day from = {};
    Points points = 0;
  };
  struct ActivityCount {
    Day day = never;
    std::int64_t today = 0;
    Day period = never;
    std::int64_t in_period = 0;
    std::int64_t streak = 0;
  };
  const Program& program() const { return *timeline[reign_].program; }
  const Rules& rules() const { return rules_[reign_]; }
  Rules rules_of(const Reign& reign);
  const Program& program_on(Day day) const;

  // Days.
  void begin(const History& history);
  const Conclusions& without_program(const History& history);
  Day next_fact_day() const;
  Day next_points_day(Day day) const;
  Day next_tier_day_after(Day day) const;
  Day next_issue_day(Day day) const;
  void live(Day day);
  void take_over(Day day);
  void take_over_expiry(const ExpiryRule& before, Day day);
  void count_gifts(Day day);
  void count_moments(Day day);
  void count_spending(Day day);
  void count_returns(Day day);
  void count_news(Day day);

  // Points.
  void expire(Day day);
  /// The day on which the member has been inactive for too long. Points by hand live as long as those of an order
  /// would.
  Day silence_end(const Lot& lot) const;
  void count_order(std::size_t index);
  void pay_fee(std::size_t index, Account& account);
  void give_points(const Act& act);
  std::int32_t emit(const Entry& entry);
  void open_lot(Entry entry, Day available_on, Source source);
  Source new_source();
  /// Opening points and growth stand for what was before them.
  Points points_on(Day day, Points points) const { return day < history_->points_from ? 0 : points; }
  Points growth_on(Day day, Points growth) const { return day < history_->growth_from ? 0 : growth; }

  // What is spent, owed and brought back.
  void spend(std::size_t index, Day day);
  void redeem(Day day, Points points, FactId order, FactId act);
  void redeem(const Act& act);
  void take_by_hand(const Act& act);
  void owe(const Debt& debt);
  void repay(Day day);
  /// Brings back the share of what the order spent that its refunds ask for, its own debt first.
  void give_back(std::size_t index, Day day, FactId refund);
  Points end_debt(FactId order, Points points, Day day, FactId refund);
  /// To those lots that fit. Returns what of `points` is left.
  template <class Fits>
  Points return_to_lots(FactId order, Points points, Day day, FactId refund, const Fits& fits);
  void claw_back(Day day, Points due, Source source, const RefundFact& refund, std::int32_t terms_index);

  // What refunds take back.
  void count_refund(const RefundFact& refund);
  void count_unnamed_refund(const RefundFact& refund);
  void drop_order(std::size_t index, Day day);
  /// Brings the account's points in line with what remains of the order; gives what is to be clawed back.
  Points reckon(std::size_t index);
  Points take_carried(Account& account, const RatedPart& part, Money amount, bool whole);
  void take_numbered(const RefundFact& refund);
  void refill_caps(std::size_t from, const RefundFact& refund);

  // What orders earn.
  void judge_campaigns(Day day);
  Points rate(std::size_t index, Account& account);
  Rating rating_of(std::size_t index, const Account& account, const std::vector<const Campaign*>& fitting);
  RatedPart rated_part_of(std::size_t index, const Account& account, const EarnRule& rule, const std::string& sum,
                          const std::string& name, Ratio multiplier, const std::vector<std::string>& categories);
  Money base_in(std::size_t index, const Account& account, const std::vector<std::string>& categories) const;
  /// What the caps leave to the order of what those before it have filled; nothing where there are none.
  std::optional<Points> room(std::size_t index) const;
  void fill_caps(Account& account);
  std::vector<const Campaign*> fitting_campaigns(Day day, const Account& account) const;
  void emit_rated(std::size_t index, const Account& account, Points points);
  /// What the order is worth as it stands, rests that are carried apart.
  Points worth(const Account& account) const;
  Points growth_of(Account& account);
  Points growth_due_back(Account& account, Money amount);

  // Rewards.
  void plan_referrals();
  void plan_referrals(const Invited& invited, std::size_t place, bool own);
  void count_joining(Day day);
  void count_activity(const Act& act);
  void count_referrals(Day day, bool only_gains);
  void gain(const ReferralEvent& event);
  void lose(const ReferralEvent& event);
  /// What the member did reaches a tier: its pack, the first time.
  std::optional<Given> reach(const Tier& tier, Day day);
  /// Rewards that can be undone are remembered by what they gave.
  Given give(const Reward& reward, const std::string& rule, const std::string& key, FactId order, Day day);
  std::size_t give_fixed(Points points, Points growth, const std::string& rule, Day day, FactId order, FactId act,
                         Source source);
  void take_back(const Given& given, Day day, FactId by);

  // Tiers.
  void morning(Day day);
  void decide(Day day);
  void apply(const TierDecision& decision, Day day);
  void remember(const TierState& before, const TierDecision& decision, Day day);
  /// Tiers, packs and upgrades whose reason was given back go.
  Day withdraw(Day day);
  void withdraw(const Reached& gone, Day day);
  std::optional<TierDecision> waited_for(Day day, Day first_gone) const;
  /// A reason as it stands now, on what happened through `seen_through`.
  Reached reason_of(const Condition& condition, Day after, Day seen_through) const;
  bool stands(const Reached& reached) const;
  Points balance_change(const Reached& reached) const;
  std::optional<std::int64_t> amended(const Condition& comparison, const Reached& reached) const;
  void show_tier(Day day, std::optional<TierReason> reason);

  // Vouchers and rosters.
  void follow(Day day);
  void follow_rule(const Coupon& coupon, const IssueRule& rule, Day day);
  void follow_count(const Coupon& coupon, const std::string& key, std::int64_t number, std::int64_t before,
                    std::int64_t now, Day day);
  Day next_birthday_issue(const IssueRule& rule, Day day) const;
  void issue(const std::string& coupon, const std::string& key, Day day, std::optional<Money> amount = {});
  void call_off(const std::string& coupon, const std::string& key, Day day);
  void call_off(const std::string& key, Day day);
  static std::string dormant_since(Day day) { return "dormant since " + to_string(day); }
  void follow_groups(Day day);
  void follow_terms(Day day);
  void call_off_terms(Day day);

  // What conditions see.
  bool meets(const Condition& condition) const;
  /// Through a window that rolls, only what happened after `after` counts.
  std::optional<std::int64_t> value_of(const Condition& comparison, Day after = from_the_beginning) const;
  std::int64_t sum_of(const Condition& comparison, Metric metric, Day after) const;
  std::optional<std::int64_t> field_value(const Condition& comparison) const;
  std::optional<Day> birthday() const;
  Day birthday_known_on() const;
  bool bought_at(const std::vector<std::string>& platforms, Day through) const;
  /// The day of the last order through `day` that still counts; `never` if none does.
  Day last_order_through(Day day) const;
  std::int64_t referrals(Day first, Day last) const;
  /// The first day after `day` on which time alone can change the answer.
  Day next_change(const Condition& condition, Day day) const;
  Day next_change_of(const Condition& comparison, Day day) const;

  std::vector<Rules> rules_;
  Conclusions out_;

  const History* history_ = nullptr;
  Day today_ = {};
  Day member_from_ = never; ///< nothing is concluded of whoever is no member
  std::size_t reign_ = 0;
  std::size_t next_order_ = 0;
  std::size_t next_refund_ = 0;
  std::size_t next_act_ = 0;
  std::size_t next_event_ = 0;
  bool joined_ = false;
  std::vector<Account> accounts_;          ///< by place in `History::orders`
  std::vector<std::size_t> late_spenders_; ///< orders of the day that spend points, and of which only the day is known
  std::vector<Points> ended_;              ///< unused, by source of the points: the orders first
  std::vector<Rating> ratings_;
  std::vector<bool> campaign_fits_; ///< by position in `Rules::campaigns`, as of the morning
  std::vector<Draw> draws_;
  std::vector<Debt> debts_; ///< the oldest first
  Lots lots_;
  Windows windows_;
  Traits traits_;
  TierState tier_;  ///< what the member is qualified for
  TierState shown_; ///< what is held: at least what is granted
  std::vector<Reached> reached_;
  std::vector<BalanceChange> balance_changes_;
  Points debt_ = 0;
  bool given_back_ = false;             ///< something was, today
  Day active_since_ = {};               ///< inactivity counts from here where no order is later
  std::optional<ExpiryRule> suspended_; ///< the last rule by which points ended
  Day last_bought_ = never;             ///< of the orders that count
  std::int64_t orders_ = 0;             ///< that count
  std::int64_t orders_before_ = 0;      ///< this morning
  std::int64_t invited_before_ = 0;
  Money unnamed_ = {};
  Points unnamed_taken_ = 0;
  Points unnamed_growth_taken_ = 0;
  CarriedSum carried_growth_;
  std::map<std::string, CarriedSum> carried_; ///< by rule
  std::map<std::string, ActivityCount> activity_counts_;
  std::vector<ReferralEvent> events_;
  std::map<std::size_t, Given> brought_; ///< by place in `History::invited`
  std::optional<Given> was_brought_;
  std::map<std::int64_t, Given> milestones_;
  std::map<std::size_t, std::pair<Day, Day>> referrals_; ///< gained and lost, by place in `History::invited`
  std::set<std::string> tiers_reached_;
  std::vector<std::string> reached_today_;                        ///< tiers, for the first time
  bool pack_moved_counters_ = false;                              ///< today's pack came after today's decision
  std::map<std::pair<std::string, std::string>, int> called_off_; ///< how often, by coupon and key
  std::set<std::pair<std::string, std::string>> issued_;          ///< coupons and keys that stand
  std::vector<std::pair<std::string, std::string>> presents_;     ///< coupons and keys that rewards of today bring
  std::vector<std::string> rosters_;
  MetricOf metric_of_;
};

} // namespace loyalty
