// SPDX-License-Identifier: MIT
#include "reports/explain_tier.hpp"

#include "loyalty/engine.hpp"
#include "store/histories.hpp"

namespace loyalty::reports {
namespace {

void collect(const Condition& condition, TierCheck check, Engine& engine, const History& history, Day as_of,
             std::vector<TierCheck>& checks) {
  for (const auto& part : condition.parts) collect(part, check, engine, history, as_of, checks);
  if (condition.kind != Condition::Kind::compare) return;
  check.comparison = condition;
  check.from = first_day(condition.window, as_of, history.joined_on);
  check.value = engine.measure(condition, as_of);
  if (looks_through_window(condition.metric) && condition.window.kind == Window::Kind::since_reached) {
    const auto reached = engine.reached_through(check.tier);
    check.from = reached ? *reached + 1 : never;
    check.value = reached ? engine.measure_after(condition, as_of, *reached) : std::nullopt;
  }
  check.holds = check.value && holds(*check.value, condition.comparison, condition.value);
  checks.push_back(check);
}

} // namespace

TierExplanation explain_tier(store::Ledger& ledger, const shop::ProgramText& text, std::string_view name, Day as_of) {
  TierExplanation explanation;
  explanation.member = store::require_member(ledger, name);
  const auto program = std::make_shared<const Program>(shop::program_of(text));
  shop::check_currency(ledger, *program);
  Engine engine(shop::timeline_with(ledger, text, program).timeline);
  store::HistoryReader reader(ledger, explanation.member.id, explanation.member.id, {.sales = true});
  const auto* known = reader.next();
  const History history = known == nullptr ? History{} : *known;
  const auto& walked = engine.walk(history, as_of);
  for (const auto& change : walked.tier_changes) {
    if (change.tier != explanation.tier) explanation.since = change.day;
    explanation.tier = change.tier;
    explanation.until = change.until;
    explanation.reason = change.reason;
  }
  for (const auto& tier : program->tiers) {
    TierCheck check;
    check.tier = tier.id;
    check.rule = "when";
    collect(tier.when, check, engine, history, as_of, explanation.checks);
    check.rule = "retain";
    if (tier.retain) collect(*tier.retain, check, engine, history, as_of, explanation.checks);
    check.rule = "free";
    if (tier.free && tier.free->from <= as_of && as_of <= tier.free->until)
      collect(tier.free->who, check, engine, history, as_of, explanation.checks);
  }
  return explanation;
}

} // namespace loyalty::reports
