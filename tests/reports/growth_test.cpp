// SPDX-License-Identifier: MIT
#include <algorithm>
#include <memory>
#include <string>
#include <variant>

#include "app/member_shop.hpp"
#include "app/night/run_nightly.hpp"
#include "catch.hpp"
#include "reports/campaigns.hpp"
#include "reports/explain.hpp"
#include "reports/memberships.hpp"
#include "reports/referrals.hpp"
#include "reports/summary.hpp"
#include "reports/today.hpp"

namespace growth_test {

using namespace loyalty;
using namespace loyalty::reports;
using namespace loyalty::member_shop;
using namespace loyalty::reports;

namespace {

const std::string rules = R"(
[program]
name = "shop"
[points]
earn = { points = 1, per = "1.00" }
redeem = { points = 10, worth = "1.00", minimum = 100 }
expire = { after = "1 month" }
[referral]
inviter = { points = 50 }
invited = { points = 30 }
milestones = [{ invited = 2, points = 100 }]
[[campaign]]
id = "may"
name = "May"
until = 2026-05-31
multiplier = 2
[[campaign]]
id = "may-2"
name = "More May"
until = 2026-05-31
bonus = 7
[[membership]]
id = "plus"
name = "Plus"
fee = "12.00"
term = "1 month"
)";

struct GrowthShop : Shop {
  GrowthShop() { program.text = rules; }

  void night(std::string_view as_of) { run_nightly(context(as_of), program); }
  std::shared_ptr<const Program> kept() { return kept_program(*ledger); }

  /// "a 2/1/0 50 80.00; ": invited, counted, lost, points and amount by inviter.
  std::string referrals(std::string_view as_of) {
    std::string all;
    const auto report = report_referrals(*ledger, kept(), day(as_of));
    for (const auto& row : report.rows)
      all += std::string(report.names.key(row.inviter)) + " " + std::to_string(row.invited) + "/" +
             std::to_string(row.counted) + "/" + std::to_string(row.lost) + " " + std::to_string(row.points) + " " +
             to_string(row.first_orders_amount, cny) + "; ";
    return all;
  }

  /// What the books hold of the inviter's rewards.
  Points in_the_books(const std::string& key, std::string_view as_of) {
    Points sum = 0;
    for (const auto& line : explain(*ledger, key, day(as_of), false).lines) {
      const auto kind = line.terms ? line.terms->rule.kind : RuleKind::other;
      if (kind != RuleKind::inviter && kind != RuleKind::milestone) continue;
      sum += line.entry.kind == EntryKind::earn ? line.entry.points : -line.entry.points;
    }
    return sum;
  }

  /// "birthday a; thank b; "
  std::string today(std::string_view as_of, bool every = false) {
    std::string all;
    const auto report = report_today(*ledger, day(as_of), cny, every);
    for (const auto& task : report.rows)
      all += std::string(to_string(task.kind)) + " " +
             (task.member ? std::string(report.names.key(*task.member)) : "") + " " + task.what + "; ";
    return all;
  }
};

} // namespace

TEST_CASE("the points of a referral report are those that the books hold once the night is over", "[report]") {
  GrowthShop shop;
  shop.orders(
      "1,a,2026-05-01,10.00,paid,,,\n2,b,2026-05-02,20.00,paid,a,,\n3,c,2026-05-03,30.00,paid,a,,\n4,d,2026-05-04,40."
      "00,paid,c,,\n",
      "2026-05-05");
  shop.night("2026-05-05");
  CHECK(shop.referrals("2026-05-05") == "a 2/2/0 200 50.00; c 1/1/0 50 40.00; ");
  CHECK(shop.in_the_books("a", "2026-05-05") == 200);
  CHECK(shop.in_the_books("c", "2026-05-05") == 50);
  shop.orders("3,c,2026-05-03,30.00,refunded,a,,\n", "2026-05-06");
  shop.night("2026-05-06");
  CHECK(shop.referrals("2026-05-06") == "a 2/1/1 50 20.00; c 1/1/0 50 40.00; ");
  CHECK(shop.in_the_books("a", "2026-05-06") == 50);
  CHECK(shop.referrals("2026-05-05") == "a 2/2/0 200 50.00; c 1/1/0 50 40.00; ");
  CHECK(shop.referrals("2026-05-01").empty());
}

TEST_CASE("an undone import leaves nobody invited", "[report]") {
  GrowthShop shop;
  shop.night("2026-04-30");
  const auto imported = shop.orders("1,a,2026-05-01,10.00,paid,,,\n2,b,2026-05-02,20.00,paid,a,,\n", "2026-05-05");
  CHECK(shop.referrals("2026-05-05") == "a 1/1/0 50 20.00; ");
  shop.undo(imported.receipt.batch.value());
  CHECK(shop.referrals("2026-05-05").empty());
}

TEST_CASE("work that became due more than a week ago is counted, and told when all is asked for", "[report]") {
  GrowthShop shop;
  shop.program.text += "[[group]]\nid = \"vip\"\nname = \"VIP\"\nwhen = { spend = \"100.00\" }\n";
  shop.orders("1,a,2026-01-01,100.00,paid,,,\n2,b,2026-05-03,100.00,paid,,,\n", "2026-05-10");
  shop.night("2026-05-10");
  CHECK(shop.today("2026-05-10") == "invite b vip; ");
  CHECK(shop.today("2026-05-10", true) == "invite a vip; invite b vip; ");
  const auto report = report_today(*shop.ledger, day("2026-05-10"), cny);
  CHECK(report.older == 1);
  CHECK(report.note().english() == "1 older task, due before 2026-05-03: loyalty report today --all");
  CHECK(report_today(*shop.ledger, day("2026-05-10"), cny, true).note().empty());
}

TEST_CASE("plans together are the plans one by one, in the summary too", "[report]") {
  GrowthShop shop;
  shop.night("2026-04-30");
  const auto paid = shop.orders(
      "1,a,2026-05-01,12.00,paid,,,plus\n2,b,2026-05-01,12.00,paid,,,plus\n3,a,2026-05-31,12.00,paid,,,plus\n",
      "2026-06-10");
  const auto rows = report_memberships(*shop.ledger, shop.kept(), day("2026-06-10"));
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].figures.ended == 2);
  CHECK(rows[0].figures.renewed == 1);
  CHECK(rows[0].figures.fees == Money{36'00});
  const auto fees = [&] {
    const auto summary = report_summary(*shop.ledger, day("2026-06-10"));
    return std::get<Money>(std::ranges::find(summary, "fees", &Measure::key)->value);
  };
  CHECK(fees() == Money{36'00});
  CHECK(plan_members(*shop.ledger, shop.kept(), "plus", day("2026-06-10")).rows.size() == 1);
  CHECK(refusal_of([&] { plan_members(*shop.ledger, shop.kept(), "puls", day("2026-06-10")); }) ==
        "loyalty.toml has no plan puls | did you mean plus?");
  shop.undo(paid.receipt.batch.value());
  CHECK(fees() == Money{});
}

// Both campaigns have a part in the order; "may" is not found in "may-2".
TEST_CASE("an order counts for each campaign that its rules name, and for no other", "[report]") {
  GrowthShop shop;
  shop.orders("1,a,2026-05-01,10.00,paid,,,\n2,a,2026-06-01,40.00,paid,,,\n", "2026-06-01");
  shop.night("2026-06-01");
  const auto rows = report_campaigns(*shop.ledger, day("2026-06-01"));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].earnings->orders == 1);
  CHECK(rows[0].earnings->points == 20);
  CHECK(rows[1].earnings->orders == 1);
  CHECK(rows[1].earnings->points == 7);
  CHECK(rows[1].earnings->amount == Money{10'00});
  CHECK(rows[1].earnings->members == 1);
}

TEST_CASE("whoever wants no messages has only what is owed on the day's list", "[report]") {
  GrowthShop shop;
  shop.add("a", {.birthday = day("1990-05-05")}, "2026-05-01");
  shop.orders("1,a,2026-05-01,500.00,paid,,,\n2,a,2026-04-05,12.00,paid,,,plus\n3,b,2026-05-01,5.00,paid,,,\n",
              "2026-05-01");
  shop.night("2026-05-01");
  CHECK(shop.today("2026-05-02") == "renewal a plus; birthday a ; thank a 1; thank b 3; ");
  shop.say("a", {.messages = false}, "2026-05-02");
  CHECK(shop.today("2026-05-02") == "thank b 3; ");
  CHECK(shop.today("2026-05-01") == "renewal a plus; birthday a ; ");
}

TEST_CASE("points that end are told where the member could buy something", "[report]") {
  GrowthShop shop;
  // Doubled in May, with a bonus of 7: 107 and 99 points, through the end of May.
  shop.orders("1,a,2026-05-01,50.00,paid,,,\n2,b,2026-05-01,46.00,paid,,,\n", "2026-05-01");
  shop.night("2026-05-01");
  CHECK(shop.today("2026-05-23").empty());
  CHECK(shop.today("2026-05-24") == "expiring a 107; ");
  CHECK(shop.today("2026-05-31") == "expiring a 107; ");
  CHECK(shop.today("2026-06-01").empty());
}

} // namespace growth_test
