// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/engine.hpp"
#include "loyalty/history.hpp"
#include "loyalty/money.hpp"

namespace loyalty {

/// A term of a paid plan, begun by hand or by a fee order.
struct PlanTerm {
  std::string plan; ///< id
  Day from = {};
  Day until = never; ///< last day
  Money paid = {};
  Money given_back = {};
  FactId order = 0;   ///< fee order that began it; 0: begun by hand
  bool trial = false; ///< free, and nothing was paid for the plan before

  Money fee() const { return paid - given_back; }
  bool runs_on(Day day) const { return from <= day && day <= until; }
};

/// What a member's acts and orders through the end of a day make of his memberships, by first day; without terms that
/// were ended before they began. Fee orders are found where the history tells what orders were sold as.
std::vector<PlanTerm> plan_terms(const History& history, const Timeline& timeline, Day as_of);

/// A term is renewed by one of the same plan that begins so many days after its last day, or sooner.
inline constexpr std::int32_t renewal_days = 30;

/// How a plan did. Always: started = running + ended. Trials are counted apart.
struct PlanFigures {
  std::int64_t running = 0;
  std::int64_t started = 0;
  std::int64_t ended = 0;     ///< the last day is over
  std::int64_t renewed = 0;   ///< of those that ended
  Money fees = {};            ///< paid, less what was given back
  std::int64_t trials = 0;    ///< begun
  std::int64_t converted = 0; ///< of them, those followed by a paid term as by a renewal

  /// Renewed of ended; nothing where none ended.
  std::optional<Ratio> renewal_rate() const;
  PlanFigures& operator+=(const PlanFigures& other);
};

/// The figures of one member's terms of one plan; without a plan, of all plans.
PlanFigures plan_figures(std::span<const PlanTerm> terms, Day as_of, std::string_view plan = {});

/// Whether another of the terms continues this one.
bool is_renewed(const PlanTerm& term, std::span<const PlanTerm> terms);

}  // namespace loyalty
