// SPDX-License-Identifier: MIT
#include "loyalty/membership.hpp"

#include <algorithm>
#include <cstddef>

#include "reigns.hpp"
#include "traits.hpp"

namespace loyalty {
namespace {

/// Lives through a member's days as the engine does, as far as terms of plans are concerned, and keeps the money
/// beside.
class TermsOfPlans {
 public:
  TermsOfPlans(const History& history, const Timeline& timeline) : history_(history), timeline_(timeline) {}

  void pay(std::size_t index) {
    const auto& order = history_.orders[index];
    if (order.void_from_start || index >= history_.sales.size() || history_.sales[index].fee_for.empty()) return;
    const auto* program = program_on(timeline_, order.day());
    const auto* plan = program == nullptr ? nullptr : program->plan(history_.sales[index].fee_for);
    if (plan == nullptr) return;
    traits_.begin_term(*plan, order.day(), order.id);
    terms_.push_back({.plan = plan->id, .paid = order.amount, .given_back = order.refunded, .order = order.id});
  }

  void refund(const RefundFact& refund) {
    if (refund.order < 0) return;
    const auto order = history_.orders[static_cast<std::size_t>(refund.order)].id;
    const auto term = std::find_if(terms_.begin(), terms_.end(),
                                   [order](const PlanTerm& each) { return order != 0 && each.order == order; });
    if (term == terms_.end()) return;
    term->given_back = std::min(term->paid, term->given_back + refund.amount);
    const bool nothing_left = term->paid > Money{} && term->fee() <= Money{};
    if (refund.whole || nothing_left) traits_.end_term(order, refund.day());
  }

  void learn(const Act& act) {
    if (act.kind != ActKind::membership && act.kind != ActKind::end_membership) return;
    if (act.kind == ActKind::membership) terms_.push_back({.plan = act.subject, .paid = act.money});
    if (act.kind == ActKind::end_membership) give_back(act);
    traits_.learn(act);
  }

  std::vector<PlanTerm> take() {
    for (std::size_t index = 0; index < terms_.size(); ++index) {
      terms_[index].from = traits_.memberships()[index].from;
      terms_[index].until = traits_.memberships()[index].until;
    }
    std::erase_if(terms_, [](const PlanTerm& term) { return term.until < term.from; });
    std::stable_sort(terms_.begin(), terms_.end(),
                     [](const PlanTerm& left, const PlanTerm& right) { return left.from < right.from; });
    for (std::size_t index = 0; index < terms_.size(); ++index)
      terms_[index].trial = terms_[index].paid <= Money{} && !paid_before(index);
    return std::move(terms_);
  }

 private:
  /// What is given back belongs first to the terms that had not begun, which are given back whole.
  void give_back(const Act& act) {
    Money left = act.money;
    for (auto index = terms_.size(); index-- > 0 && left > Money{};) {
      auto& term = terms_[index];
      if (term.plan != act.subject || traits_.memberships()[index].until < act.day) continue;
      const Money part = std::min(left, term.fee());
      term.given_back += part;
      left -= part;
    }
  }

  bool paid_before(std::size_t index) const {
    return std::any_of(
        terms_.begin(), terms_.begin() + static_cast<std::ptrdiff_t>(index),
        [&](const PlanTerm& earlier) { return earlier.plan == terms_[index].plan && earlier.paid > Money{}; });
  }

  const History& history_;
  const Timeline& timeline_;
  Traits traits_;
  std::vector<PlanTerm> terms_; ///< as those of `traits_`
};

}  // namespace

std::vector<PlanTerm> plan_terms(const History& history, const Timeline& timeline, Day as_of) {
  TermsOfPlans terms(history, timeline);
  std::size_t order = 0;
  std::size_t refund = 0;
  // Of one moment orders come before refunds, of one day both come before acts.
  const auto count_through = [&](Day day) {
    const auto& orders = history.orders;
    const auto& refunds = history.refunds;
    while (true) {
      const bool more_orders = order < orders.size() && orders[order].day() <= day;
      const bool more_refunds = refund < refunds.size() && refunds[refund].day() <= day;
      if (!more_orders && !more_refunds) return;
      if (more_orders && (!more_refunds || orders[order].placed_at <= refunds[refund].at))
        terms.pay(order++);
      else
        terms.refund(refunds[refund++]);
    }
  };
  for (const auto& act : history.acts) {
    if (act.day > as_of) break;
    count_through(act.day);
    terms.learn(act);
  }
  count_through(as_of);
  return terms.take();
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
    return next.plan == term.plan && !next.trial && next.from > term.from && next.from > term.until &&
           next.from - term.until <= renewal_days;
  });
}

PlanFigures plan_figures(std::span<const PlanTerm> terms, Day as_of, std::string_view plan) {
  PlanFigures figures;
  for (const auto& term : terms) {
    if (!plan.empty() && term.plan != plan) continue;
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

}  // namespace loyalty
