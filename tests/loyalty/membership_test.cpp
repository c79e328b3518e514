// SPDX-License-Identifier: MIT
#include "loyalty/plan_story.hpp"

namespace membership_test {

using namespace loyalty;
using namespace loyalty::plan_story;

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

// 365 days for 99.00, of which 335 are left: 90.86.
TEST_CASE("what comes back of an early end is the days left, less what was saved, or nothing", "[membership]") {
  const PlanTerm term{.plan = "plus", .from = day("2026-01-01"), .until = day("2026-12-31"), .paid = money("99.00")};
  const auto back = [&](FeeRefund rule, const char* on, const char* saved) {
    return to_string(fee_back(rule, term, day(on), money(saved)), cny);
  };
  CHECK(back(FeeRefund::by_days, "2026-01-31", "40.00") == "90.86");
  CHECK(back(FeeRefund::less_saved, "2026-01-31", "0.00") == "90.86");
  CHECK(back(FeeRefund::less_saved, "2026-01-31", "40.00") == "50.86");
  CHECK(back(FeeRefund::less_saved, "2026-01-31", "90.85") == "0.01");
  CHECK(back(FeeRefund::less_saved, "2026-01-31", "90.86") == "0.00");
  CHECK(back(FeeRefund::less_saved, "2026-01-31", "1000.00") == "0.00");
  CHECK(back(FeeRefund::none, "2026-01-31", "0.00") == "0.00");
  // What has not begun was not used.
  for (const auto rule : {FeeRefund::by_days, FeeRefund::less_saved, FeeRefund::none}) {
    CHECK(back(rule, "2026-01-01", "40.00") == "99.00");
    CHECK(back(rule, "2025-06-01", "40.00") == "99.00");
  }
  CHECK(back(FeeRefund::none, "2026-01-02", "0.00") == "0.00");
}

TEST_CASE("the rule of an early end is that of the day on which the term began", "[membership]") {
  const auto rule_of = [](FeeRefund rule) {
    auto program = std::make_shared<Program>();
    program->plans = {{.id = "plus", .name = "Plus", .refund = rule}};
    return program;
  };
  Timeline timeline;
  timeline.add({ProgramId(1), day("2025-01-01"), rule_of(FeeRefund::by_days)});
  timeline.add({ProgramId(2), day("2026-02-01"), rule_of(FeeRefund::none)});
  const auto asked = [&](const char* from, const char* on, const char* plan = "plus") {
    return refund_rule(timeline, {.plan = plan, .from = day(from)}, day(on));
  };
  CHECK(asked("2026-01-31", "2026-06-01") == FeeRefund::by_days);
  CHECK(asked("2026-02-01", "2026-06-01") == FeeRefund::none);
  CHECK(asked("2026-02-01", "2026-01-31") == FeeRefund::by_days);
  CHECK(asked("2026-02-01", "2026-06-01", "gone") == FeeRefund::by_days);
  CHECK(refund_rule({}, {.plan = "plus"}, day("2026-01-01")) == FeeRefund::by_days);
}

TEST_CASE("the fee is that of the first step that fits, is open and is not taken", "[membership]") {
  const Condition everybody;
  const Condition friends{.kind = Condition::Kind::compare, .metric = Metric::tag, .value = 1, .words = {"friend"}};
  const Plan plan{
      .id = "plus",
      .name = "Plus",
      .fee = money("99.00"),
      .fees = {
          {.who = everybody, .fee = money("0.00"), .from = day("2026-06-01"), .until = day("2026-06-18"), .most = 2},
          {.who = friends, .fee = money("49.00"), .until = day("2026-06-30")}}};
  const auto asked = [&](const char* on, bool friendly, std::int64_t taken) {
    const auto meets = [&](const Condition& who) { return is_everybody(who) || friendly; };
    const auto found = fee_asked(plan, day(on), meets, [&](const FeeStep&) { return taken; });
    return to_string(found.fee, cny) + (found.all_taken.empty() ? "" : " taken");
  };
  CHECK(asked("2026-05-31", false, 0) == "99.00");
  CHECK(asked("2026-05-31", true, 0) == "49.00");
  CHECK(asked("2026-06-01", true, 0) == "0.00");
  CHECK(asked("2026-06-18", false, 1) == "0.00");
  CHECK(asked("2026-06-18", false, 2) == "99.00 taken");
  CHECK(asked("2026-06-18", true, 2) == "49.00 taken");
  CHECK(asked("2026-06-19", false, 2) == "99.00");
  CHECK(asked("2026-06-30", true, 9) == "49.00");
  CHECK(asked("2026-07-01", true, 0) == "99.00");
  CHECK(offer_of(plan.fees[0], cny) == "fee 0.00 from 2026-06-01 until 2026-06-18");
}

TEST_CASE("vouchers that came when a term began are told by their occasion", "[membership]") {
  const PlanTerm term{.plan = "plus", .from = day("2026-01-01")};
  CHECK(came_with(term, begin_key(term)));
  CHECK(came_with(term, begin_key(term) + ", again 1"));
  CHECK_FALSE(came_with(term, begin_key({.plan = "plus", .from = day("2026-01-10")})));
  CHECK_FALSE(came_with(term, begin_key({.plan = "plus two", .from = day("2026-01-01")})));
  CHECK_FALSE(came_with(term, "joining"));
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

} // namespace membership_test
