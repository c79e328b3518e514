// SPDX-License-Identifier: MIT
#include "loyalty/plan_story.hpp"

namespace membership_property_test {

using namespace loyalty;
using namespace loyalty::plan_story;

namespace {

Member random_member(Chance& chance) {
  Member member;
  std::vector<Day> days;
  for (int count = chance.between(0, 8); count > 0; --count) days.push_back(day("2026-01-01") + chance.between(0, 60));
  std::sort(days.begin(), days.end());
  for (const Day on : days) {
    const auto text = to_string(on);
    const char* plan = chance.of({"short", "plus"});
    switch (chance.between(1, 5)) {
      case 1: {
        const char* fee = chance.of({"0.00", "10.00"});
        member.begins(text.c_str(), to_string(on + chance.between(0, 20)).c_str(), fee, plan);
        break;
      }
      case 2: member.ends(text.c_str(), "3.00", plan, chance.of({"", "", "planned"})); break;
      default:
        member.pays(text.c_str(), "10.00", plan);
        member.history.orders.back().placed_at.seconds += static_cast<std::int64_t>(member.history.orders.size());
    }
    if (member.history.orders.empty() || !chance.one_in(3)) continue;
    const char* amount = chance.of({"4.00", "10.00"});
    member.refunded(text.c_str(), chance.place_in(member.history.orders), amount);
    member.history.refunds.back().at.seconds += chance.between(10, 40'000);
  }
  sort_facts(member.history);
  return member;
}

bool runs(const std::vector<PlanTerm>& terms, const char* plan, Day on) {
  return std::any_of(terms.begin(), terms.end(),
                     [&](const PlanTerm& term) { return term.plan == plan && term.runs_on(on); });
}

/// All that is told of a member's plans, as calls on an account of terms.
std::vector<std::function<void(PlanTerms&)>> told(const History& history, const Program& program) {
  std::vector<std::function<void(PlanTerms&)>> calls;
  for (std::size_t index = 0; index < history.orders.size(); ++index)
    calls.emplace_back([&, index](PlanTerms& terms) {
      terms.pay(*program.plan(history.sales[index].fee_for), history.orders[index]);
    });
  for (const auto& refund : history.refunds)
    calls.emplace_back([&](PlanTerms& terms) { terms.give_back(history.orders[refund.order.value()], refund); });
  for (const auto& act : history.acts) calls.emplace_back([&](PlanTerms& terms) { terms.learn(act); });
  return calls;
}

} // namespace

TEST_CASE("a term runs exactly on the days on which the engine knows of a membership, whatever happens",
          "[membership]") {
  Engine engine(with_plans());
  for_random_histories([&](std::uint64_t seed, Chance& chance) {
    const auto member = random_member(chance);
    const Day on = day("2026-01-01") + chance.between(0, 90);
    engine.walk(member.history, on);
    for (const auto* plan : {"short", "plus"}) {
      Condition has{.kind = Condition::Kind::compare, .metric = Metric::membership, .value = 1, .words = {plan}};
      const bool known = runs(plan_terms(member.history, with_plans(), on), plan, on);
      CAPTURE(seed, plan, to_string(on));
      if (engine.meets(has, on) != known) CHECK(engine.meets(has, on) == known);
    }
  });
}

TEST_CASE("what is known later of a day that is over changes nothing of who had a plan on it", "[membership]") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    const auto member = random_member(chance);
    const Day on = day("2026-01-01") + chance.between(0, 60);
    const auto then = plan_terms(member.history, with_plans(), on);
    const auto later = plan_terms(member.history, with_plans(), on + chance.between(1, 90));
    for (const auto* plan : {"short", "plus"}) {
      CAPTURE(seed, plan, to_string(on));
      if (runs(then, plan, on) != runs(later, plan, on)) CHECK(runs(then, plan, on) == runs(later, plan, on));
    }
  });
}

TEST_CASE("terms do not depend on the order in which the facts are told", "[membership]") {
  const auto timeline = with_plans();
  for_random_histories([&](std::uint64_t seed, Chance& chance) {
    const auto member = random_member(chance);
    auto calls = told(member.history, *timeline.latest().program);
    const auto tell = [&calls] {
      PlanTerms terms;
      for (const auto& call : calls) call(terms);
      std::string all;
      for (const auto& term : terms.all())
        all += term.plan + to_string(term.from) + to_string(term.until) + words(term.begun_by) + ' ' +
               to_string(term.fee(), cny) + (term.undone ? "undone " : " ");
      return all;
    };
    const auto expected = tell();
    for (auto left = calls.size(); left > 1; --left)
      std::swap(calls[left - 1], calls[static_cast<std::size_t>(chance.between(0, static_cast<int>(left) - 1))]);
    CAPTURE(seed);
    if (tell() != expected) CHECK(tell() == expected);
  });
}

TEST_CASE("no two terms that fees began run on one day", "[membership]") {
  for_random_histories([](std::uint64_t seed, Chance& chance) {
    const auto member = random_member(chance);
    const auto terms = plan_terms(member.history, with_plans(), day("2026-06-01"));
    CAPTURE(seed);
    for (const auto& one : terms)
      for (const auto& other : terms)
        if (order_of(one.begun_by) && order_of(other.begun_by) && one.begun_by != other.begun_by &&
            one.plan == other.plan && one.runs_on(other.from))
          CHECK_FALSE(one.runs_on(other.from));
  });
}

TEST_CASE("started are running or ended, renewed are of the ended, and fees are not below zero: 2,000 members",
          "[membership]") {
  for (int round = 0; round < 2'000; ++round) {
    Chance chance(static_cast<std::uint64_t>(round) + 50'000);
    const auto member = random_member(chance);
    const Day on = day("2026-01-01") + chance.between(0, 90);
    const auto terms = plan_terms(member.history, with_plans(), on);
    const auto all = plan_figures(terms, on);
    CAPTURE(round);
    REQUIRE(all.started == all.running + all.ended);
    REQUIRE(all.renewed <= all.ended);
    REQUIRE(all.converted <= all.trials);
    REQUIRE(all.fees >= Money{});
    auto sum = plan_figures(terms, on, "plus");
    sum += plan_figures(terms, on, "short");
    REQUIRE(sum.started == all.started);
    REQUIRE(sum.renewed == all.renewed);
    REQUIRE(sum.fees == all.fees);
  }
}

} // namespace membership_property_test
