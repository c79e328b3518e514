// SPDX-License-Identifier: MIT
#include <string>

#include "app/member_shop.hpp"
#include "catch.hpp"
#include "store/ledger/chain.hpp"

namespace import_members_test {

namespace {

using namespace loyalty;
using namespace loyalty::member_shop;

const std::string header =
    "member_id,name,phone,joined_on,birthday,tier,tier_until,points,growth,tags,inviter,opted_out,field.level\n";
const std::string two = header +
                        "M1,小芳,13800000001,2024-05-01,05-20,gold,2026-12-31,120,3400,vip;tea,M2,yes,3\n"
                        "M2,,,,,,,,,,,,\n";

TEST_CASE("a member file is taken over whole, and the same file again changes nothing") {
  Shop shop;
  const auto first = shop.members(two);
  CHECK(first.rejected.empty());
  CHECK(first.added == 2);
  CHECK(first.new_members == 2);
  CHECK(shop.acts(ActKind::opening) == std::vector<std::string>{"M1  120"});
  CHECK(shop.acts(ActKind::opening_growth) == std::vector<std::string>{"M1  3400"});
  const auto state = shop.state("M1");
  CHECK(state.tags == std::set<std::string>{"tea", "vip"});
  CHECK(state.fields == std::map<std::string, std::string>{{"level", "3"}});
  CHECK(state.grant->tier == "gold");
  CHECK(state.grant->until == day("2026-12-31"));
  CHECK(state.opted_out);
  CHECK(state.inviter == shop.id("M2"));
  CHECK(state.birthday == day("1904-05-20"));
  const auto member = store::require_member(*shop.ledger, "13800000001");
  CHECK(member.name == "小芳");
  CHECK(member.joined_on == day("2024-05-01"));
  CHECK(store::require_member(*shop.ledger, "M2").joined_on == day("2026-01-01"));

  const auto again = shop.members(two, "2026-02-01");
  CHECK(again.unchanged == 2);
  CHECK(again.rejected.empty());
  CHECK(!again.receipt.batch);
  CHECK(store::check_chain(*shop.ledger).empty());
}

TEST_CASE("what set-member changed since is not changed back") {
  Shop shop;
  shop.members(two);
  shop.say("M1", {.untags = {"vip"}, .fields = {{"level", "5"}}}, "2026-02-01");
  shop.set({.member = "M1", .tier = TierByHand{"", never, "over"}}, "2026-02-01");
  CHECK(shop.members(two, "2026-03-01").unchanged == 2);
  const auto state = shop.state("M1", "2026-03-01");
  CHECK(state.tags == std::set<std::string>{"tea"});
  CHECK(state.fields.at("level") == "5");
  CHECK(!state.grant);
}

TEST_CASE("an undone member file can be imported again") {
  Shop shop;
  shop.undo(shop.members(two).receipt.batch.value());
  const auto again = shop.members(two, "2026-02-01");
  CHECK(again.new_members == 2);
  CHECK(store::require_member(*shop.ledger, "M1").joined_on == day("2024-05-01"));
  CHECK(shop.acts(ActKind::opening).size() == 1);
}

TEST_CASE("openings are dated as the file says") {
  Shop shop;
  shop.members("member_id,points,opened_on\nM1,50,2025-12-31\nM2,50,\n");
  std::vector<std::string> days;
  store::read_acts(*shop.ledger, ActKind::opening,
                   [&](const store::StoredAct& each) { days.push_back(to_string(each.act.day)); });
  CHECK(days == std::vector<std::string>{"2025-12-31", "2026-01-01"});
}

TEST_CASE("a row that contradicts the ledger or the program is set aside, and the others go in") {
  Shop shop;
  shop.members(header + "M1,小芳,13800000001,2024-05-01,05-20,gold,2026-12-31,120,3400,,,,3\nM2,,,,,,,,,,,,\n");
  struct Case {
    std::string row;
    std::string column;
    std::string reason;
  };
  const auto [row, column, reason] = GENERATE(values<Case>({
      {"M2,,13800000001,,,,,,,,,,", "phone", "that phone belongs to M1"},
      {"M1,,,2024-05-02,,,,,,,,,", "joined_on", "the member joined on 2024-05-01"},
      {"M1,,,,05-21,,,,,,,,", "birthday", "the member is in the ledger with another birthday"},
      {"M1,,,,,,,121,,,,,", "points", "batch 1 imported another value"},
      {"M1,,,,,,,,1,,,,", "growth", "batch 1 imported another value"},
      {"M4,,,,,golf,,,,,,,", "tier", "loyalty.toml has no tier golf"},
      {"M4,,,,,gold,2025-01-01,,,,,,", "tier_until", "2025-01-01 is already past"},
      {"M4,,,,,,,,,,,,many", "field.level", "the field level takes a number, not many"},
      {"M4*,,,,,,,,,,,,", "member_id", "M4* is masked and identifies no member"},
      {"M3,,,,,,,,,,,,", "member_id", "the member is in the file twice, first on line 2"},
      {"M4,,,,,,,,,,M9,,", "inviter", "there is no member M9"},
      {"M4,,,,,,,,,,M4,,", "inviter", "M4 cannot refer themselves"},
  }));
  CAPTURE(row);
  const auto result = shop.members(header + "M3,,,,,,,7,,,,,\n" + row + "\nM5,,,,,,,,,,,,\n", "2026-02-01");
  REQUIRE(result.rejected.size() == 1);
  CHECK(result.rejected[0].place.line == 3);
  CHECK(result.rejected[0].column_name == column);
  CHECK(result.rejected[0].reason.english() == reason);
  CHECK(result.added == 2);
  CHECK(shop.acts(ActKind::opening).back() == "M3  7");
}

TEST_CASE("what can change in a member's life is changed from the day of the file on, and is known then") {
  Shop shop;
  shop.members(two);
  const std::string later = header + "M1,阿芳,,,,silver,,,,tea;new,,,4\n";
  const auto changed = shop.members(later, "2026-02-01");
  CHECK(changed.rejected.empty());
  CHECK(changed.added == 1);
  CHECK(store::require_member(*shop.ledger, "M1").name == "阿芳");
  const auto before = shop.state("M1", "2026-01-31");
  CHECK(before.tags == std::set<std::string>{"tea", "vip"});
  CHECK(before.fields.at("level") == "3");
  CHECK(before.grant->tier == "gold");
  const auto after = shop.state("M1", "2026-02-01");
  CHECK(after.tags == std::set<std::string>{"new", "tea"});
  CHECK(after.fields.at("level") == "4");
  CHECK(after.grant->tier == "silver");
  CHECK(shop.members(later, "2026-02-02").unchanged == 1);
  CHECK(shop.members(header + "M1,,,,,gold,2026-12-31,,,vip,,,3\n", "2026-02-03").added == 1);
  CHECK(shop.state("M1", "2026-02-03").tags == std::set<std::string>{"vip"});
  CHECK(shop.state("M1", "2026-02-03").grant->tier == "gold");
}

TEST_CASE("invitations within a file are judged together") {
  Shop shop;
  const auto result = shop.members("member_id,inviter\nA,B\nB,C\nC,A\nD,A\n");
  REQUIRE(result.rejected.size() == 1);
  CHECK(result.rejected[0].place.line == 4);
  CHECK(result.rejected[0].reason.english() == "A was referred by C, directly or through others");
  CHECK(shop.state("D").inviter == shop.id("A"));
  CHECK(shop.acts(ActKind::invite).size() == 3);
}

TEST_CASE("a field that the program does not have refuses the file") {
  Shop shop;
  CHECK(refusal_of([&] { shop.members("member_id,field.lefel\nM1,3\n"); }) ==
        "loyalty.toml has no field lefel | did you mean level?");
  CHECK(store::count_members(*shop.ledger) == 0);
}

TEST_CASE("who ordered first keeps the day of the first order, and it is said") {
  Shop shop;
  shop.orders("1,M1,2026-01-02,10.00,paid,,,\n");
  const auto result = shop.members("member_id,joined_on,phone\nM1,2020-01-01,138****0000\n");
  CHECK(result.added + result.unchanged == 1);
  REQUIRE(result.notes.size() == 2);
  CHECK(result.notes[0].english() == "1 phone number is masked and was ignored");
  CHECK(!store::require_member(*shop.ledger, "M1").joined_on);
}

TEST_CASE("activities are known by their number, or by member, kind and moment") {
  Shop shop;
  shop.members("member_id\nM1\nM2\n");
  const std::string rows =
      "M1,check-in,2026-01-02 09:00,,\nM1,check-in,2026-01-02 10:00,2,\nM1,check-in,2026-01-02 "
      "09:00,,\nM2,review,2026-01-03,3,r1\n";
  const auto first = shop.activities(rows);
  CHECK(first.added == 3);
  CHECK(first.unchanged == 1);
  CHECK(shop.acts(ActKind::activity) == std::vector<std::string>{"M1 check-in 1", "M1 check-in 2", "M2 review 3"});
  const auto again = shop.activities(rows);
  CHECK(again.unchanged == 4);
  CHECK(!again.receipt.batch);
  shop.undo(first.receipt.batch.value());
  CHECK(shop.activities(rows).added == 3);
}

TEST_CASE("an activity row that contradicts or names nobody is set aside") {
  Shop shop;
  shop.members("member_id\nM1\nM2\n");
  shop.activities("M1,check-in,2026-01-02,,\nM1,review,2026-01-02,,r1\n");
  struct Case {
    std::string row;
    std::string column;
    std::string reason;
  };
  const auto [row, column, reason] = GENERATE(values<Case>({
      {"M9,check-in,2026-01-02,,", "member_id", "there is no member M9"},
      {"M1,checkin,2026-01-02,,", "activity", "loyalty.toml has no activity checkin"},
      {"M1,check-in,2026-01-02,2,", "count", "this activity is in the ledger with other values"},
      {"M1,review,2026-01-03,,r1", "activity_id", "this activity is in the ledger with other values"},
      {"M2,review,2026-01-02,,r1", "activity_id", "this activity is in the ledger with other values"},
      {"M1,check-in,2026-01-02,,r1", "activity_id", "this activity is in the ledger with other values"},
  }));
  CAPTURE(row);
  const auto result = shop.activities(row + "\nM2,check-in,2026-01-05,,\n");
  REQUIRE(result.rejected.size() == 1);
  CHECK(result.rejected[0].place.line == 2);
  CHECK(result.rejected[0].column_name == column);
  CHECK(result.rejected[0].reason.english() == reason);
  CHECK(result.added == 1);
  CHECK(store::count_members(*shop.ledger) == 2);
}

TEST_CASE("an activity by hand is noted once, unless it is meant again") {
  Shop shop;
  shop.add("M1");
  const auto note = [&](ActivityByHand asked) {
    return note_activity(shop.context("2026-01-05"), shop.program, asked);
  };
  const auto first = note({.member = "M1", .activity = "review"});
  CHECK(note({.member = "M1", .activity = "review"}).earlier_batch == first.receipt.batch.value());
  CHECK(!note({.member = "M1", .activity = "review", .again = true}).earlier_batch);
  CHECK(!note({.member = "M1", .activity = "review", .on = day("2026-01-04")}).earlier_batch);
  CHECK(shop.acts(ActKind::activity).size() == 3);
  CHECK(refusal_of([&] { note({.member = "M1", .activity = "reveiw"}); }) ==
        "loyalty.toml has no activity reveiw | did you mean review?");
  CHECK(refusal_of([&] { note({.member = "M1", .activity = "review", .count = 0}); }) ==
        "the count cannot be 0 | type a number above zero");
  CHECK(refusal_of([&] { note({.member = "M1", .activity = "review", .count = 2}); }) ==
        "review is recorded 1 time on that day (batch 2) | add --again to record more");
  CHECK(refusal_of([&] { note({.member = "M9", .activity = "review"}); }).starts_with("there is no member M9"));
}

} // namespace

} // namespace import_members_test
