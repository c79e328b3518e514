// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "loyalty/engine.hpp"
#include "lots.hpp"
#include "windows.hpp"

namespace loyalty {

/// The walk of one member after the other through the days. The days are in walk.cpp, what happens to points on them in
/// walk_points.cpp, what refunds take back in walk_refunds.cpp.
class Engine::Walk {
 public:
  explicit Walk(Timeline timeline);

  const Conclusions& walk(const History& history, Day through);

  std::int64_t measure(Metric metric, const Window& window, Day day) {
    windows_.advance(day);
    return windows_.sum(metric, window);
  }

  Timeline timeline;
  std::vector<Terms> terms;
  std::int32_t intern(const Terms& wanted);

 private:
  /// What an order has earned and given back so far.
  struct Account {
    Money remaining = {};
    Money base = {};
    std::int32_t earn = -1; ///< terms, -1: earned nothing
    std::int32_t growth = -1;
    Points taken = 0;
    Points growth_taken = 0;
    Points redeemed = 0;
    Points returned = 0;
    std::size_t place = 0; ///< of its contribution
    bool seen = false;
    bool void_ = false;
  };
  /// Points of a lot that paid for an order.
  struct Draw {
    FactId order = 0;
    Lot lot;
    Points points = 0; ///< not yet given back
  };
  struct Rules {
    std::vector<Window> windows;
    std::vector<std::int32_t> earn; ///< terms by tier, the first without tier
    std::int32_t growth = -1;
    std::int32_t refund = -1; ///< terms of refunds that name no order
    bool only_lower_bounds = true;
  };

  const Program& program() const { return *timeline[reign_].program; }
  const Rules& rules() const { return rules_[reign_]; }
  Rules rules_of(const Reign& reign);

  void begin(const History& history);
  const Conclusions& without_program(const History& history);
  Day next_fact_day() const;
  Day next_points_day(Day day) const;
  Day next_tier_day_after(Day day) const;
  void live(Day day);

  void take_over(Day day);
  void expire(Day day);
  /// The day on which the member has been inactive for too long. Points by hand live as long as those of an order would.
  Day silence_end(const Lot& lot) const;
  void repay(Day day);
  void count_order(std::size_t index);
  void count_refund(const RefundFact& refund);
  void count_unnamed_refund(const RefundFact& refund);
  void count_act(const PointAct& act);
  void decide(Day day);

  std::int32_t emit(const Entry& entry);
  void open_lot(Entry entry, Day available_on);
  void claw_back(Day day, Points due, FactId order, const RefundFact& refund, std::int32_t terms_index);
  void redeem(Day day, Points points, FactId order, FactId act);
  void give_back(const RefundFact& refund, Account& account, const OrderFact& order);

  std::vector<Rules> rules_;
  Conclusions out_;

  const History* history_ = nullptr;
  std::size_t reign_ = 0;
  std::size_t next_order_ = 0;
  std::size_t next_refund_ = 0;
  std::size_t next_act_ = 0;
  std::vector<Account> accounts_;
  std::vector<Draw> draws_;
  Lots lots_;
  Windows windows_;
  TierState tier_;
  Points debt_ = 0;
  Day last_order_day_ = {};
  Money unnamed_ = {};
  Points unnamed_taken_ = 0;
  Points unnamed_growth_taken_ = 0;
  MetricOf metric_of_;
};

}  // namespace loyalty
