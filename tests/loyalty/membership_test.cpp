// SPDX-License-Identifier: MIT
#include "loyalty/membership.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "random_history.hpp"
#include "story.hpp"

using namespace loyalty;

namespace {

Timeline with_plans() {
  Program program{.name = "plans"};
  program.plans = {{.id = "plus", .name = "Plus", .fee = Money{9'900}, .term = {0, 12}},
                   {.id = "short", .name = "Short", .fee = Money{1'000}, .term = {10, 0}}};
  return {{1, day("1900-01-01"), std::make_shared<const Program>(std::move(program))}};
}

/// What happened to one member about plans.
struct Member {
  History history{.member = 1, .joined_on = day("2025-01-01"), .orders = {}, .refunds = {}};
  FactId facts = 0;

  Member& pays(const char* on, const char* amount, const char* plan) {
    history.orders.push_back({.id = ++facts, .placed_at = Moment::at(day(on)), .amount = money(amount), .fee = true});
    history.sales.push_back({.fee_for = plan});
    return *this;
  }
  Member& refunded(const char* on, int order, const char* amount) {
    history.refunds.push_back({.id = ++facts, .at = Moment::at(day(on)), .order = order, .amount = money(amount)});
    return *this;
  }
  Member& begins(const char* on, const char* until, const char* amount, const char* plan = "plus") {
    history.acts.push_back({.id = ++facts,
                            .day = day(on),
                            .kind = ActKind::membership,
                            .subject = plan,
                            .until = day(until),
                            .money = money(amount)});
    return *this;
  }
  Member& ends(const char* on, const char* amount, const char* plan = "plus", const char* text = "") {
    history.acts.push_back({.id = ++facts,
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
             (term.order != 0 ? " order" : "") + (term.trial ? " trial" : "") + "; ";
    return all;
  }
  PlanFigures figures(const char* as_of) const {
    return plan_figures(plan_terms(history, with_plans(), day(as_of)), day(as_of), "plus");
  }
};

} // namespace

TEST_CASE("fee orders begin terms one after the other, and so do terms by hand", "[membership]") {
  Member member;
  member.pays("2025-03-01", "99.00", "plus").pays("2026-02-01", "89.00", "plus").pays("2026-02-02", "5.00", "unknown");
  CHECK(member.terms("2025-02-28").empty());
  CHECK(member.terms("2025-03-01") == "plus 2025-03-01 … 2026-02-28 99.00 order; ");
  CHECK(member.terms("2026-02-02") ==
        "plus 2025-03-01 … 2026-02-28 99.00 order; plus 2026-03-01 … 2027-02-28 89.00 order; ");
  member.begins("2027-03-01", "2028-02-29", "0.00");
  CHECK(member.terms("2027-03-01").ends_with("plus 2027-03-01 … 2028-02-29 0.00; "));
}

TEST_CASE("a fee given back whole ends its term, a part of it does not", "[membership]") {
  Member member;
  member.pays("2026-03-01", "99.00", "plus").refunded("2026-04-01", 0, "9.00");
  CHECK(member.terms("2026-04-01") == "plus 2026-03-01 … 2027-02-28 90.00 order; ");
  member.refunded("2026-05-01", 0, "90.00");
  CHECK(member.terms("2026-05-01") == "plus 2026-03-01 … 2026-04-30 0.00 order; ");
  CHECK(member.terms("2026-04-30") == "plus 2026-03-01 … 2027-02-28 90.00 order; ");

  Member same_day;
  same_day.pays("2026-03-01", "99.00", "plus").refunded("2026-03-01", 0, "99.00");
  CHECK(same_day.terms("2026-03-01").empty());
}

// 20.00 unused of the running term and all 50.00 of the one to come.
TEST_CASE("what is given back at the end is the fee of terms to come first", "[membership]") {
  Member member;
  member.pays("2026-01-01", "99.00", "plus").pays("2026-06-01", "50.00", "plus").ends("2026-10-01", "70.00");
  CHECK(member.terms("2026-10-01") == "plus 2026-01-01 … 2026-09-30 79.00 order; ");
  CHECK(member.figures("2026-10-01").fees == money("79.00"));
}

TEST_CASE("a fee that came back and was paid again is no renewal, and no membership that ended", "[membership]") {
  Member member;
  member.pays("2026-01-01", "99.00", "plus").refunded("2026-01-10", 0, "99.00").pays("2026-01-12", "99.00", "plus");
  CHECK(member.figures("2026-01-09").running == 1);
  CHECK(member.figures("2026-01-11").started == 0);
  const auto figures = member.figures("2026-06-01");
  CHECK(figures.started == 1);
  CHECK(figures.running == 1);
  CHECK(figures.ended == 0);
  CHECK(figures.renewed == 0);
  CHECK(!figures.renewal_rate());
  CHECK(figures.fees == money("99.00"));
}

TEST_CASE("neither a fee that came back nor a trial renews or converts, and free after it is a trial", "[membership]") {
  Member member;
  member.begins("2026-01-01", "2026-01-30", "0.00")
      .pays("2026-01-05", "99.00", "plus")
      .refunded("2026-02-01", 0, "99.00");
  CHECK(member.figures("2026-03-01").converted == 0);
  CHECK(member.figures("2026-03-01").ended == 0);
  Member renewed;
  renewed.begins("2025-01-01", "2025-12-31", "99.00")
      .pays("2026-01-05", "99.00", "plus")
      .refunded("2026-02-01", 0, "99.00");
  CHECK(renewed.figures("2026-03-01").renewed == 0);
  CHECK(renewed.figures("2026-03-01").ended == 1);
  Member free;
  free.pays("2026-01-01", "99.00", "plus")
      .refunded("2026-01-01", 0, "99.00")
      .begins("2026-02-01", "2026-03-01", "0.00");
  CHECK(free.figures("2026-02-01").trials == 1);
}

TEST_CASE("terms that wait behind a fee that came back move up, by their own lengths", "[membership]") {
  Member member;
  member.pays("2026-01-01", "99.00", "plus").pays("2026-01-02", "99.00", "plus").pays("2026-01-03", "99.00", "plus");
  member.refunded("2026-01-10", 0, "99.00");
  CHECK(member.terms("2026-01-10") ==
        "plus 2026-01-01 … 2026-01-09 0.00 order; plus 2026-01-10 … 2027-01-09 99.00 order; plus 2027-01-10 … "
        "2028-01-09 99.00 order; ");
  member.refunded("2026-02-01", 1, "99.00");
  CHECK(member.terms("2026-02-01").ends_with("plus 2026-02-01 … 2027-01-31 99.00 order; "));
}

TEST_CASE("what was promised back at the end and then came back as a refund came back once", "[membership]") {
  Member member;
  member.pays("2026-01-01", "99.00", "plus").ends("2026-06-01", "58.00");
  member.refunded("2026-06-03", 0, "58.00");
  CHECK(member.terms("2026-06-03") == "plus 2026-01-01 … 2026-05-31 41.00 order; ");
  CHECK(member.figures("2026-06-03").ended == 1);
  member.refunded("2026-06-04", 0, "41.00");
  CHECK(member.figures("2026-06-04").ended == 0);
  CHECK(member.figures("2026-06-04").fees == Money{});
}

TEST_CASE("a planned term is known from the day on which it was entered, and so is that it was called off",
          "[membership]") {
  Member member;
  member.begins("2026-01-01", "2026-12-31", "99.00").stated("2026-01-01");
  member.begins("2027-01-01", "2027-12-31", "89.00").stated("2026-05-01");
  CHECK(member.terms("2026-04-30") == "plus 2026-01-01 … 2026-12-31 99.00; ");
  CHECK(member.terms("2026-05-01") == "plus 2026-01-01 … 2026-12-31 99.00; plus 2027-01-01 … 2027-12-31 89.00; ");
  member.ends("2027-01-01", "89.00", "plus", "planned").stated("2026-06-01");
  CHECK(member.terms("2026-06-01") == "plus 2026-01-01 … 2026-12-31 99.00; ");
  member.pays("2027-01-01", "99.00", "plus");
  CHECK(member.terms("2027-01-01").ends_with("plus 2027-01-01 … 2027-12-31 99.00 order; "));
}

TEST_CASE("what was begun by hand on the day of its end stays, if it was begun after that", "[membership]") {
  Member member;
  member.begins("2026-01-01", "2026-12-31", "99.00").ends("2026-03-01", "80.00");
  member.begins("2026-03-01", "2027-02-28", "99.00");
  CHECK(member.terms("2026-03-01") == "plus 2026-01-01 … 2026-02-28 19.00; plus 2026-03-01 … 2027-02-28 99.00; ");
}

TEST_CASE("free before the first fee is a trial, free afterwards is a term", "[membership]") {
  Member member;
  member.begins("2026-01-01", "2026-01-30", "0.00")
      .begins("2026-01-31", "2027-01-30", "99.00")
      .begins("2027-01-31", "2028-01-30", "0.00");
  CHECK(member.terms("2027-01-31") ==
        "plus 2026-01-01 … 2026-01-30 0.00 trial; plus 2026-01-31 … 2027-01-30 99.00; plus 2027-01-31 … 2028-01-30 "
        "0.00; ");
  const auto figures = member.figures("2027-01-31");
  CHECK(figures.trials == 1);
  CHECK(figures.converted == 1);
  CHECK(figures.started == 2);
  CHECK(figures.renewed == 1);
}

TEST_CASE("a term is renewed by one that begins at most 30 days after its last day", "[membership]") {
  const auto renewed = [](const char* next_from, const char* plan) {
    Member member;
    member.begins("2025-01-01", "2025-12-31", "99.00").begins(next_from, "2027-12-31", "99.00", plan);
    return member.figures("2026-06-01").renewed;
  };
  CHECK(renewed("2026-01-01", "plus") == 1);
  CHECK(renewed("2026-01-30", "plus") == 1);
  CHECK(renewed("2026-01-31", "plus") == 0);
  CHECK(renewed("2026-01-01", "short") == 0);
}

TEST_CASE("a term runs through its last day and has ended the day after", "[membership]") {
  Member member;
  member.begins("2025-01-01", "2025-12-31", "99.00");
  CHECK(member.figures("2025-12-31").running == 1);
  CHECK(member.figures("2025-12-31").ended == 0);
  CHECK(!member.figures("2025-12-31").renewal_rate());
  CHECK(member.figures("2026-01-01").running == 0);
  CHECK(member.figures("2026-01-01").ended == 1);
  CHECK(member.figures("2026-01-01").renewal_rate() == Ratio{0});
}

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
      case 1:
        member.begins(text.c_str(), to_string(on + chance.between(0, 20)).c_str(), chance.of({"0.00", "10.00"}), plan);
        break;
      case 2: member.ends(text.c_str(), "3.00", plan, chance.of({"", "", "planned"})); break;
      default:
        member.pays(text.c_str(), "10.00", plan);
        member.history.orders.back().placed_at.seconds += static_cast<std::int64_t>(member.history.orders.size());
    }
    if (member.history.orders.empty() || !chance.one_in(3)) continue;
    member.refunded(text.c_str(), chance.between(0, static_cast<int>(member.history.orders.size()) - 1),
                    chance.of({"4.00", "10.00"}));
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
    calls.emplace_back(
        [&](PlanTerms& terms) { terms.give_back(history.orders[static_cast<std::size_t>(refund.order)], refund); });
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
    auto calls = told(member.history, *timeline.front().program);
    const auto tell = [&calls] {
      PlanTerms terms;
      for (const auto& call : calls) call(terms);
      std::string all;
      for (const auto& term : terms.all())
        all += term.plan + to_string(term.from) + to_string(term.until) + std::to_string(term.order + term.act) +
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
        if (one.order != 0 && other.order != 0 && one.order != other.order && one.plan == other.plan &&
            one.runs_on(other.from))
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
