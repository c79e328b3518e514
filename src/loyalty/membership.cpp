// SPDX-License-Identifier: MIT
#include "loyalty/membership.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace loyalty {
namespace {

void cut_on(PlanTerm& term, Day day) {
  if (term.until < day) return;
  term.until = day - 1;
  term.cut = true;
}

bool all_came_back(const PlanTerm& term) { return term.paid > Money{} && term.fee() <= Money{}; }

/// What is to be given back, as the shop said when it ended the term.
void promise_back(PlanTerm& term, Money money) {
  term.given_back = std::min(term.paid, term.given_back + money);
  term.undone = all_came_back(term);
}

/// A refund of the order, which may keep such a promise.
void refund(PlanTerm& term, Money money) {
  term.refunded = std::min(term.paid, term.refunded + money);
  term.given_back = std::max(term.given_back, term.refunded);
}

/// Free, before anything was paid for the plan that did not come back.
bool is_trial(const PlanTerm& term, std::span<const PlanTerm> earlier) {
  return term.paid <= Money{} && std::none_of(earlier.begin(), earlier.end(), [&](const PlanTerm& each) {
           return each.plan == term.plan && each.paid > Money{} && !each.undone;
         });
}

} // namespace

int PlanTerms::turn(Kind kind) {
  switch (kind) {
    case Kind::begun:
    case Kind::called_off: return 0;
    case Kind::paid:
    case Kind::given_back: return 1;
    case Kind::ended: return 2;
  }
  return 0;
}

bool PlanTerms::counts_before(const Fact& left, const Fact& right) {
  const auto place = [](const Fact& fact) {
    return std::tuple(fact.at.day(), turn(fact.kind), fact.at, fact.kind == Kind::given_back,
                      act_of(fact.term.begun_by));
  };
  return place(left) < place(right);
}

/// Few facts are about plans, so all of them are counted again.
void PlanTerms::add(Fact fact) {
  facts_.insert(std::upper_bound(facts_.begin(), facts_.end(), fact, counts_before), std::move(fact));
  terms_.clear();
  for (const auto& each : facts_) count(each);
  std::erase_if(terms_, [](const PlanTerm& term) { return term.until < term.from; });
  std::stable_sort(terms_.begin(), terms_.end(),
                   [](const PlanTerm& left, const PlanTerm& right) { return left.from < right.from; });
  for (std::size_t index = 0; index < terms_.size(); ++index)
    terms_[index].trial = is_trial(terms_[index], std::span(terms_).first(index));
}

void PlanTerms::learn(const Act& act) {
  Fact fact{.kind = Kind::begun, .at = Moment::at(act.day), .term = {.plan = act.subject, .begun_by = act.id}};
  if (act.kind == ActKind::membership) {
    fact.term.from = act.day;
    fact.term.until = act.until;
    fact.term.paid = act.money;
  } else if (act.kind == ActKind::end_membership) {
    fact.kind = act.text.empty() ? Kind::ended : Kind::called_off;
    fact.term.given_back = act.money;
  } else {
    return;
  }
  add(std::move(fact));
}

void PlanTerms::pay(const Plan& plan, const OrderFact& order) {
  if (order.void_from_start) return;
  add({.kind = Kind::paid,
       .at = order.placed_at,
       .term = {.plan = plan.id,
                .paid = order.amount,
                .given_back = order.refunded,
                .refunded = order.refunded,
                .begun_by = order.id},
       .length = plan.term});
}

void PlanTerms::give_back(const OrderFact& order, const RefundFact& refund) {
  add({.kind = Kind::given_back,
       .at = refund.at,
       .term = {.refunded = refund.amount, .begun_by = order.id},
       .whole = refund.whole});
}

void PlanTerms::count(const Fact& fact) {
  switch (fact.kind) {
    case Kind::begun: terms_.push_back(fact.term); break;
    case Kind::called_off:
      for (auto& term : terms_) {
        const bool meant = term.plan == fact.term.plan && !order_of(term.begun_by) && term.from == fact.at.day();
        if (!meant || term.cut) continue;
        promise_back(term, fact.term.given_back);
        cut_on(term, term.from);
      }
      break;
    case Kind::paid: begin_after_others(fact.term, fact.length, fact.at.day()); break;
    case Kind::given_back: count_given_back(fact); break;
    case Kind::ended: end(fact); break;
  }
}

void PlanTerms::begin_after_others(PlanTerm term, Period length, Day day) {
  term.from = day;
  for (const auto& other : terms_)
    if (other.plan == term.plan && other.until >= term.from && other.until != never) term.from = other.until + 1;
  term.until = term.from + length - 1;
  terms_.push_back(std::move(term));
}

void PlanTerms::count_given_back(const Fact& fact) {
  const auto term = std::find_if(terms_.begin(), terms_.end(),
                                 [&](const PlanTerm& each) { return each.begun_by == fact.term.begun_by; });
  if (term == terms_.end()) return;
  refund(*term, fact.whole ? term->paid : fact.term.refunded);
  if (!fact.whole && !all_came_back(*term)) return;
  term->undone = true;
  cut_on(*term, fact.at.day());
  move_up(std::string(term->plan), fact.at.day());
}

/// Terms that were paid for and wait begin as soon as they can.
void PlanTerms::move_up(const std::string& plan, Day day) {
  std::vector<PlanTerm> waiting;
  std::erase_if(terms_, [&](const PlanTerm& term) {
    const bool waits = term.plan == plan && order_of(term.begun_by) && term.from > day && !term.cut;
    if (waits) waiting.push_back(term);
    return waits;
  });
  for (auto& term : waiting) {
    const auto paid = std::find_if(facts_.begin(), facts_.end(), [&](const Fact& fact) {
      return fact.kind == Kind::paid && fact.term.begun_by == term.begun_by;
    });
    begin_after_others(std::move(term), paid->length, day);
  }
}

/// What is given back belongs first to the terms that had not begun, which are given back whole.
void PlanTerms::end(const Fact& fact) {
  Money left = fact.term.given_back;
  for (auto term = terms_.rbegin(); term != terms_.rend(); ++term) {
    // What is begun by hand on the day itself after that goes on.
    const bool known =
        order_of(term->begun_by) || term->from < fact.at.day() || act_of(term->begun_by) < act_of(fact.term.begun_by);
    if (term->plan != fact.term.plan || !known || term->until < fact.at.day()) continue;
    const Money part = std::min(left, term->fee());
    left -= part;
    promise_back(*term, part);
    cut_on(*term, fact.at.day());
  }
}

bool PlanTerms::run_on(Day day, const std::vector<std::string>& plans) const {
  return std::any_of(terms_.begin(), terms_.end(), [&](const PlanTerm& term) {
    const bool named = plans.empty() || std::find(plans.begin(), plans.end(), term.plan) != plans.end();
    return named && term.runs_on(day);
  });
}

std::vector<PlanTerm> plan_terms(const History& history, const Timeline& timeline, Day as_of) {
  PlanTerms terms;
  for (std::size_t index = 0; index < history.sales.size(); ++index) {
    const auto& order = history.orders[index];
    if (order.day() > as_of || history.sales[index].fee_for.empty()) continue;
    const auto* program = timeline.program_on(order.day());
    if (const auto* plan = program == nullptr ? nullptr : program->plan(history.sales[index].fee_for))
      terms.pay(*plan, order);
  }
  for (const auto& refund : history.refunds) {
    if (!refund.order || *refund.order >= history.sales.size() || history.sales[*refund.order].fee_for.empty())
      continue;
    if (refund.day() <= as_of) terms.give_back(history.orders[*refund.order], refund);
  }
  for (const auto& act : history.acts)
    if (act.day <= as_of || act.stated_on <= as_of) terms.learn(act);
  return terms.all();
}

std::optional<Day> paid_through(std::span<const PlanTerm> terms, std::string_view plan, Day day) {
  std::optional<Day> last;
  for (const auto& term : terms)
    if (term.plan == plan && term.until >= day) last = last ? std::max(*last, term.until) : term.until;
  return last;
}

Money unused_fee(const PlanTerm& term, Day day) {
  if (term.until == never) return {};
  if (term.from >= day) return term.fee();
  return {scale(term.fee().minor, term.until - day + 1, term.until - term.from + 1, Rounding::nearest)};
}

FeeRefund refund_rule(const Timeline& timeline, const PlanTerm& term, Day day) {
  const auto* program = timeline.program_on(std::min(term.from, day));
  const auto* plan = program == nullptr ? nullptr : program->plan(term.plan);
  return plan == nullptr ? FeeRefund::by_days : plan->refund;
}

Money fee_back(FeeRefund rule, const PlanTerm& term, Day day, Money saved) {
  const Money unused = unused_fee(term, day);
  if (term.from >= day || rule == FeeRefund::by_days) return unused;
  return rule == FeeRefund::none ? Money{} : std::max(Money{}, unused - std::max(Money{}, saved));
}

FeeAsked fee_asked(const Plan& plan, Day day, const std::function<bool(const Condition&)>& meets,
                   const std::function<std::int64_t(const FeeStep&)>& taken) {
  FeeAsked asked{.fee = plan.fee};
  for (const auto& step : plan.fees) {
    const bool open = step.from.value_or(day) <= day && day <= step.until.value_or(day);
    if (!open || !meets(step.who)) continue;
    if (step.most && taken(step) >= *step.most) {
      asked.all_taken.push_back(&step);
      continue;
    }
    asked.fee = step.fee;
    asked.step = &step;
    break;
  }
  return asked;
}

std::string offer_of(const FeeStep& step, Currency currency) {
  auto text = "fee " + to_string(step.fee, currency);
  if (step.from) text += " from " + to_string(*step.from);
  if (step.until) text += " until " + to_string(*step.until);
  return text;
}

std::string begin_key(const PlanTerm& term) { return "membership " + term.plan + " from " + to_string(term.from); }

bool came_with(const PlanTerm& term, std::string_view occasion) {
  const auto key = begin_key(term);
  if (!occasion.starts_with(key)) return false;
  occasion.remove_prefix(key.size());
  return occasion.empty() || occasion.starts_with(again_mark);
}

namespace {

template <class Is>
const PlanTerm* first_that(std::span<const PlanTerm> terms, const Is& is) {
  const auto found = std::find_if(terms.begin(), terms.end(), is);
  return found == terms.end() ? nullptr : &*found;
}

} // namespace

const PlanTerm* overlapped(std::span<const PlanTerm> terms, const PlanTerm& wanted) {
  return first_that(terms, [&](const PlanTerm& term) {
    return term.plan == wanted.plan && term.from <= wanted.until && wanted.from <= term.until;
  });
}

const PlanTerm* had_before(std::span<const PlanTerm> terms, std::string_view plan) {
  return first_that(terms, [&](const PlanTerm& term) { return term.plan == plan; });
}

std::optional<Ratio> PlanFigures::renewal_rate() const {
  if (ended <= 0) return std::nullopt;
  return Ratio{scale(renewed, Ratio::one, ended, Rounding::nearest)};
}

PlanFigures& PlanFigures::operator+=(const PlanFigures& other) {
  running += other.running;
  started += other.started;
  ended += other.ended;
  renewed += other.renewed;
  fees += other.fees;
  trials += other.trials;
  converted += other.converted;
  return *this;
}

bool is_renewed(const PlanTerm& term, std::span<const PlanTerm> terms) {
  return std::any_of(terms.begin(), terms.end(), [&](const PlanTerm& next) {
    return next.plan == term.plan && !next.trial && !next.undone && next.from > term.from && next.from > term.until &&
           next.from - term.until <= renewal_days;
  });
}

PlanFigures plan_figures(std::span<const PlanTerm> terms, Day as_of, std::string_view plan) {
  PlanFigures figures;
  for (const auto& term : terms) {
    if ((!plan.empty() && term.plan != plan) || term.undone) continue;
    figures.fees += term.fee();
    if (term.from > as_of) continue;
    const bool ended = term.until < as_of;
    const bool goes_on = is_renewed(term, terms);
    if (term.trial) {
      ++figures.trials;
      figures.converted += goes_on ? 1 : 0;
      continue;
    }
    ++figures.started;
    ++(ended ? figures.ended : figures.running);
    figures.renewed += ended && goes_on ? 1 : 0;
  }
  return figures;
}

} // namespace loyalty
