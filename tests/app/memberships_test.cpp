// SPDX-License-Identifier: MIT
#include <string>

#include "app/member_shop.hpp"
#include "catch.hpp"

namespace memberships_test {

namespace {

using namespace loyalty;
using namespace loyalty::member_shop;

MemberChange begin(MembershipRequest request) { return {.member = "M1", .membership = std::move(request)}; }
MemberChange end(const std::string& plan) { return {.member = "M1", .end_membership = plan}; }

std::string words(const PlanTerm& term) {
  return term.plan + " " + to_string(term.from) + " … " + to_string(term.until) + " " + to_string(term.fee(), cny);
}

struct PlanShop : Shop {
  PlanShop() { add("M1"); }
  std::string began(MembershipRequest request, std::string_view as_of) {
    return words(set(begin(std::move(request)), as_of).begun.value().terms.front());
  }
};

TEST_CASE("terms of a plan follow one another without a gap or a double day") {
  PlanShop shop;
  CHECK(shop.began({.plan = "plus"}, "2026-01-10") == "plus 2026-01-10 … 2027-01-09 365.00");
  CHECK(shop.began({.plan = "plus"}, "2026-12-01") == "plus 2027-01-10 … 2028-01-09 365.00");
  CHECK(shop.began({.plan = "plus", .again = true}, "2026-12-01") == "plus 2028-01-10 … 2029-01-09 365.00");
  CHECK(shop.began({.plan = "short"}, "2026-12-01") == "short 2026-12-01 … 2026-12-10 10.00");
  CHECK(shop.began({.plan = "short"}, "2026-12-11") == "short 2026-12-11 … 2026-12-20 10.00");
}

TEST_CASE("the same term on the same day is begun once") {
  PlanShop shop;
  const auto first = shop.set(begin({.plan = "plus"}), "2026-01-10");
  const auto again = shop.set(begin({.plan = "plus"}), "2026-01-10");
  CHECK(again.said.empty());
  CHECK(!again.receipt.batch);
  CHECK(again.begun->earlier_batch == first.receipt.batch.value());
  CHECK(shop.terms("M1", "2026-01-10").size() == 1);
}

TEST_CASE("the fee is what was typed, else the first that fits, else the plan's") {
  PlanShop shop;
  CHECK(shop.began({.plan = "plus", .fee = Money{1'234}}, "2026-01-01") == "plus 2026-01-01 … 2026-12-31 12.34");
  CHECK(shop.began({.plan = "plus", .fee = Money{}}, "2026-01-02") == "plus 2027-01-01 … 2027-12-31 0.00");
  shop.say("M1", {.tags = {"friend"}}, "2026-01-03");
  CHECK(shop.began({.plan = "plus"}, "2026-01-03") == "plus 2028-01-01 … 2028-12-31 100.00");
  const auto both = shop.set(
      {.member = "M1", .words = {.untags = {"friend"}}, .membership = MembershipRequest{.plan = "plus"}}, "2026-01-04");
  CHECK(words(both.begun->terms.front()) == "plus 2029-01-01 … 2029-12-31 365.00");
}

TEST_CASE("a trial is free, as long as the plan says, and for those who never had the plan") {
  PlanShop shop;
  CHECK(shop.began({.plan = "plus", .trial = true}, "2026-01-01") == "plus 2026-01-01 … 2026-01-30 0.00");
  CHECK(shop.began({.plan = "plus"}, "2026-01-20") == "plus 2026-01-31 … 2027-01-30 365.00");
  CHECK(refusal_of([&] { shop.set(begin({.plan = "plus", .trial = true}), "2027-06-01"); }) ==
        "a trial of plus is only for members who never had it | leave --trial out");
  CHECK(refusal_of([&] { shop.set(begin({.plan = "short", .trial = true})); }) ==
        "the plan short has no trial | leave --trial out");
}

TEST_CASE("a trial is for people: not for who has the phone number of a member who had it, or had until forgotten") {
  PlanShop shop;
  shop.add("13800000001");
  shop.add("M2", {.phone = "13800000001"});
  shop.add("M3", {.phone = "13800000003"});
  const auto trial_of = [](const char* member) {
    return MemberChange{.member = member, .membership = MembershipRequest{.plan = "plus", .trial = true}};
  };
  CHECK(shop.set(trial_of("13800000001")).begun.value().terms.size() == 1);
  CHECK(refusal_of([&] { shop.set(trial_of("M2")); }) ==
        "a trial of plus is only for members who never had it | leave --trial out");
  CHECK(shop.set(trial_of("M3")).begun.value().terms.size() == 1);
  // Paying is open to everybody.
  CHECK(shop.set({.member = "M2", .membership = MembershipRequest{.plan = "plus"}}).begun.value().terms.size() == 1);
}

TEST_CASE("of a fee for so many, those that were undone are free again") {
  PlanShop shop;
  const std::string fees = "fees = [{ who = { tag = \"friend\" }, fee = \"100.00\" }]";
  auto& text = shop.program.text;
  text.replace(text.find(fees), fees.size(), "fees = [{ who = {}, fee = \"0.00\", until = 2026-01-31, most = 2 }]");
  for (const char* key : {"A", "B", "C", "D"}) shop.add(key);
  const auto fee_of = [&](const char* member, std::string_view as_of = "2026-01-02") {
    const auto set = shop.set({.member = member, .membership = MembershipRequest{.plan = "plus"}}, as_of);
    return std::pair(to_string(set.begun.value().terms.front().fee(), cny), set.receipt.batch.value());
  };
  CHECK(fee_of("A").first == "0.00");
  const auto second = fee_of("B");
  CHECK(second.first == "0.00");
  CHECK(fee_of("C").first == "365.00");
  shop.undo(second.second);
  // What was typed is no place of the offer.
  shop.set({.member = "B", .membership = MembershipRequest{.plan = "plus", .fee = Money{}}}, "2026-01-03");
  CHECK(fee_of("D", "2026-01-31").first == "0.00");
  CHECK(fee_of("M1", "2026-02-01").first == "365.00");
}

TEST_CASE("a plan that is not there and a day within a term are refused") {
  PlanShop shop;
  shop.began({.plan = "plus"}, "2026-01-10");
  CHECK(refusal_of([&] { shop.set(begin({.plan = "pluss"})); }) ==
        "loyalty.toml has no plan pluss | did you mean plus?");
  CHECK(refusal_of([&] { shop.set(begin({.plan = "plus", .from = day("2027-01-09")}), "2026-02-01"); }) ==
        "a term of plus runs from 2026-01-10 through 2027-01-09 | leave --from out: the new term begins when the last "
        "one ends");
  CHECK(shop.began({.plan = "plus", .from = day("2027-01-10")}, "2026-02-01") == "plus 2027-01-10 … 2028-01-09 365.00");
  CHECK(refusal_of([&] { shop.set(end("short")); }) == "no term of short is running | see: loyalty show-member MEMBER");
  CHECK(refusal_of([&] { shop.set(end("shrot")); }) == "loyalty.toml has no plan shrot | did you mean short?");
  auto both = begin({.plan = "plus"});
  both.end_membership = "plus";
  CHECK(refusal_of([&] { shop.set(both); }) == "a term cannot begin and end in one command | type two commands");
}

// 365.00 for 365 days: each unused day is worth 1.00.
TEST_CASE("ending a plan gives back the unused days of all its terms, to the cent") {
  PlanShop shop;
  shop.began({.plan = "plus"}, "2026-01-10");
  shop.began({.plan = "plus", .fee = Money{10'000}}, "2026-02-01");
  const auto ended = shop.set(end("plus"), "2026-01-20").ended.value().ended;
  REQUIRE(ended.size() == 2);
  CHECK(ended[0].second.refund == Money{35'500});
  CHECK(ended[1].second.refund == Money{10'000});
  CHECK(shop.acts(ActKind::end_membership).size() == 2);
  const auto terms = shop.terms("M1", "2026-01-20");
  REQUIRE(terms.size() == 1);
  CHECK(words(terms[0]) == "plus 2026-01-10 … 2026-01-19 10.00");

  const auto again = shop.set(end("plus"), "2026-01-20");
  CHECK(again.said.empty());
  CHECK(again.ended->earlier_batch);
  CHECK(!refusal_of([&] { shop.set(end("plus"), "2026-01-21"); }).empty());
}

TEST_CASE("the share of a fee is rounded to the nearest cent") {
  PlanShop shop;
  shop.began({.plan = "short", .fee = Money{1'005}}, "2026-01-01");
  // 3 of 10 days: 3.015.
  CHECK(shop.set(end("short"), "2026-01-08").ended->ended[0].second.refund == Money{302});
}

TEST_CASE("a fee order begins a term like one by hand, and the next follows it") {
  PlanShop shop;
  shop.set({.member = "M1", .tier = TierByHand{"gold", never, "keeps the program"}});
  shop.orders("1,M1,2026-02-01,365.00,paid,,,plus\n2,M1,2026-02-02,99.00,paid,,,\n", "2026-02-10");
  CHECK(words(shop.terms("M1", "2026-02-10").at(0)) == "plus 2026-02-01 … 2027-01-31 365.00");
  CHECK(shop.began({.plan = "plus"}, "2026-02-10") == "plus 2027-02-01 … 2028-01-31 365.00");
}

} // namespace

} // namespace memberships_test
