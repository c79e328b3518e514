// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
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
  std::string plan = {}; ///< id
  Day from = {};
  Day until = never; ///< last day
  Money paid = {};
  Money given_back = {}; ///< by refunds of the order or as said when it was ended by hand: the larger of the two
  Money refunded = {};   ///< by refunds of the order
  Cause begun_by = {};   ///< the fee order, or the act by hand
  bool trial = false;    ///< free, and nothing was paid for the plan before
  bool cut = false;      ///< ended before its time
  bool undone = false;   ///< the whole fee came back: no membership that began, ended or was renewed

  Money fee() const { return paid - given_back; }
  bool runs_on(Day day) const { return from <= day && day <= until; }
};

/// The terms of a member's paid plans, as they begin and end: the engine, the screens and the reports all ask here.
///
/// Facts of one day count in one order, whichever is told first: what is begun or called off by hand, by number; fees
/// and what was given back of them, by moment; what is ended by hand.
class PlanTerms {
 public:
  /// A term by hand begins, a planned one is called off, or all terms of a plan end; other acts say nothing here.
  void learn(const Act& act);
  /// A fee order begins a term after those of its plan that run or wait.
  void pay(const Plan& plan, const OrderFact& order);
  /// Something of a fee is given back. The whole of it ends the term on that day, and those that wait move up.
  void give_back(const OrderFact& order, const RefundFact& refund);

  /// By first day; without those that were ended before they began.
  const std::vector<PlanTerm>& all() const { return terms_; }
  /// Whether a term of one of the plans runs on the day; of any plan where none is named.
  bool run_on(Day day, const std::vector<std::string>& plans) const;

 private:
  enum class Kind : std::uint8_t { begun, called_off, paid, given_back, ended };
  struct Fact {
    Kind kind;
    Moment at = {};
    PlanTerm term = {}; ///< what the kind needs of it
    Period length = {}; ///< of a term that was paid for
    bool whole = false; ///< nothing of the fee remains
  };
  static int turn(Kind kind);
  static bool counts_before(const Fact& left, const Fact& right);
  void add(Fact fact);
  void count(const Fact& fact);
  void begin_after_others(PlanTerm term, Period length, Day day);
  void count_given_back(const Fact& fact);
  void move_up(const std::string& plan, Day day);
  void end(const Fact& fact);

  std::vector<Fact> facts_; ///< in the order in which they count
  std::vector<PlanTerm> terms_;
};

/// What a member's acts and orders make of the memberships, as it is known at the end of `as_of`: terms that run, ran,
/// or are to come. Fee orders are found where the history tells what orders were sold as.
std::vector<PlanTerm> plan_terms(const History& history, const Timeline& timeline, Day as_of);

/// The last day of the plan's terms that has been paid for, if it is not before `day`; nullopt otherwise.
std::optional<Day> paid_through(std::span<const PlanTerm> terms, std::string_view plan, Day day);

/// What of the fee is given back of a term that ends with the day before `day`: that of the days left, by days; all of
/// it where the term had not begun; nothing of a term without an end.
Money unused_fee(const PlanTerm& term, Day day);
/// The rule by which the term is ended early on `day`: that of the program which ruled when it began, so that a changed
/// file never takes back what was sold.
FeeRefund refund_rule(const Timeline& timeline, const PlanTerm& term, Day day);
/// What is given back by that rule, where the member has `saved` so much by the term: never more than `unused_fee`,
/// never below zero; all of the fee of a term that had not begun.
Money fee_back(FeeRefund rule, const PlanTerm& term, Day day, Money saved);

/// The occasion of vouchers that come when the term begins.
std::string begin_key(const PlanTerm& term);
/// Whether a voucher of this occasion came when the term began.
bool came_with(const PlanTerm& term, std::string_view occasion);

/// What a plan asks of a member who begins a term on a day.
struct FeeAsked {
  Money fee = {};
  const FeeStep* step = nullptr;              ///< whose fee it is; nullptr: the plan's own
  std::vector<const FeeStep*> all_taken = {}; ///< would have fit, but so many have taken them already
};
/// The first step of whose days the day is one, whose condition the member meets and of which something is left;
/// otherwise the fee of the plan. `taken` says how many terms were begun by a step.
FeeAsked fee_asked(const Plan& plan, Day day, const std::function<bool(const Condition&)>& meets,
                   const std::function<std::int64_t(const FeeStep&)>& taken);
/// Tells the terms that were begun by a step of which there are only so many.
std::string offer_of(const FeeStep& step, Currency currency);

/// The term of the same plan that a new one would overlap; nullptr if there is none.
const PlanTerm* overlapped(std::span<const PlanTerm> terms, const PlanTerm& wanted);
/// The term for which a trial of the plan comes too late: trials are for those who never had it. nullptr if there is
/// none.
const PlanTerm* had_before(std::span<const PlanTerm> terms, std::string_view plan);

/// A term is renewed by one of the same plan that begins so many days after its last day, or sooner.
inline constexpr std::int32_t renewal_days = 30;

/// How a plan did. Always: started = running + ended. Trials are counted apart, and a fee that came back whole is not
/// counted at all.
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

} // namespace loyalty
