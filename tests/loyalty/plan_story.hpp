// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "loyalty/membership.hpp"
#include "random_history.hpp"
#include "story.hpp"

/// A member of a shop with two plans.
namespace loyalty::plan_story {

using namespace loyalty;

inline Timeline with_plans() {
  Program program{.name = "plans"};
  program.plans = {{.id = "plus", .name = "Plus", .fee = Money{9'900}, .term = {0, 12}},
                   {.id = "short", .name = "Short", .fee = Money{1'000}, .term = {10, 0}}};
  return always(std::move(program));
}

/// What happened to one member about plans.
struct Member {
  History history{.member = MemberId(1), .joined_on = day("2025-01-01"), .orders = {}, .refunds = {}};
  std::int64_t facts = 0;

  Member& pays(const char* on, const char* amount, const char* plan) {
    history.orders.push_back(
        {.id = OrderId(++facts), .placed_at = Moment::at(day(on)), .amount = money(amount), .fee = true});
    history.sales.push_back({.fee_for = plan});
    return *this;
  }
  Member& refunded(const char* on, std::size_t order, const char* amount) {
    history.refunds.push_back(
        {.id = OrderId(++facts), .at = Moment::at(day(on)), .order = order, .amount = money(amount)});
    return *this;
  }
  Member& begins(const char* on, const char* until, const char* amount, const char* plan = "plus") {
    history.acts.push_back({.id = ActId(++facts),
                            .day = day(on),
                            .kind = ActKind::membership,
                            .subject = plan,
                            .until = day(until),
                            .money = money(amount)});
    return *this;
  }
  Member& ends(const char* on, const char* amount, const char* plan = "plus", const char* text = "") {
    history.acts.push_back({.id = ActId(++facts),
                            .day = day(on),
                            .kind = ActKind::end_membership,
                            .subject = plan,
                            .text = text,
                            .money = money(amount)});
    return *this;
  }
  /// The last act was entered on that day.
  Member& stated(const char* on) {
    history.acts.back().stated_on = day(on);
    return *this;
  }

  /// "plus 2026-01-01 … 2026-12-31 99.00 order; "
  std::string terms(const char* as_of) const {
    std::string all;
    for (const auto& term : plan_terms(history, with_plans(), day(as_of)))
      all += term.plan + " " + to_string(term.from) + " … " + to_string(term.until) + " " + to_string(term.fee(), cny) +
             (order_of(term.begun_by) ? " order" : "") + (term.trial ? " trial" : "") + "; ";
    return all;
  }
  PlanFigures figures(const char* as_of) const {
    return plan_figures(plan_terms(history, with_plans(), day(as_of)), day(as_of), "plus");
  }
};

} // namespace loyalty::plan_story
