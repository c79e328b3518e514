// SPDX-License-Identifier: MIT
#include <functional>
#include <string>

#include "app/member_shop.hpp"
#include "catch.hpp"
#include "store/ledger/batch.hpp"
#include "store/ledger/chain.hpp"

namespace members_test {

namespace {

using namespace loyalty;
using namespace loyalty::member_shop;

TEST_CASE("a member is as they were entered, and the same again changes nothing") {
  Shop shop;
  shop.add("M0");
  const MemberWords words{.name = "小芳",
                          .phone = "13800001234",
                          .birthday = day("1990-05-20"),
                          .tags = {"vip", "tea"},
                          .fields = {{"level", "3"}},
                          .inviter = "M0",
                          .identities = {{"wechat", "fang"}},
                          .messages = false};
  REQUIRE(shop.add("M1", words).receipt.batch == BatchId(2));
  const auto state = shop.state("M1");
  CHECK(state.tags == std::set<std::string>{"vip", "tea"});
  CHECK(state.fields == std::map<std::string, std::string>{{"level", "3"}});
  CHECK(state.inviter == shop.id("M0"));
  CHECK(state.opted_out);
  CHECK(state.birthday == day("1990-05-20"));
  CHECK(store::require_member(*shop.ledger, "13800001234").name == "小芳");
  CHECK(shop.id("fang") == shop.id("M1"));
  CHECK(store::require_member(*shop.ledger, "M1").joined_on == day("2026-01-01"));

  const auto again = shop.add("M1", words, "2026-02-01");
  CHECK(again.known);
  CHECK(!again.receipt.batch);
  CHECK(shop.say("M1", words, "2026-02-01").said.empty());
  CHECK(store::check_chain(*shop.ledger).empty());
}

TEST_CASE("a dry run enters nobody") {
  Shop shop;
  shop.dry_run = true;
  CHECK(shop.add("M1", {.phone = "13800001234"}).receipt.batch == BatchId(1));
  CHECK(store::count_members(*shop.ledger) == 0);
  CHECK_FALSE(store::holder(*shop.ledger, {"phone", "13800001234"}));
}

TEST_CASE("what set-member changes is known from its day on, and every day before stays as it was") {
  Shop shop;
  shop.add("M1", {.name = "old", .phone = "13800000001", .tags = {"a"}, .fields = {{"level", "1"}, {"skin", "dry"}}});
  const auto set = shop.say("M1",
                            {.name = "new",
                             .phone = "13800000002",
                             .birthday = day("1904-02-29"),
                             .tags = {"b"},
                             .untags = {"a", "never"},
                             .fields = {{"level", "2"}, {"skin", ""}},
                             .messages = false},
                            "2026-03-01");
  CHECK(keys(set.said) == "name, phone, birthday, tag, untag, field, field, opted_out");
  const auto before = shop.state("M1", "2026-02-28");
  CHECK(before.tags == std::set<std::string>{"a"});
  CHECK(before.fields == std::map<std::string, std::string>{{"level", "1"}, {"skin", "dry"}});
  CHECK(!before.opted_out);
  CHECK(!before.birthday);
  const auto after = shop.state("M1", "2026-03-01");
  CHECK(after.tags == std::set<std::string>{"b"});
  CHECK(after.fields == std::map<std::string, std::string>{{"level", "2"}});
  CHECK(after.opted_out);
  CHECK(after.birthday == day("1904-02-29"));
  CHECK_FALSE(store::holder(*shop.ledger, {"phone", "13800000001"}));
  CHECK(shop.id("13800000002") == shop.id("M1"));
  CHECK(keys(shop.say("M1", {.messages = true}, "2026-03-02").said) == "consent");
  CHECK(!shop.state("M1", "2026-03-02").opted_out);
}

TEST_CASE("what cannot be said of a member is refused, and nothing is written") {
  Shop shop;
  shop.add("M0", {.phone = "13800000000"});
  shop.add("M1", {.inviter = "M0"});
  shop.orders("1,M5,2026-01-02,10.00,paid,,,\n");
  struct Case {
    MemberWords words;
    std::string refusal;
  };
  const std::vector<Case> cases = {
      {{.phone = "13800000000"}, "that phone belongs to M0 | each identity belongs to one member"},
      {{.phone = "138****0000"}, "138****0000 is masked and identifies no member | type it in full, or leave it out"},
      {{.tags = {"a;b"}}, "\"a;b\" is not a tag | type a word without \";\""},
      {{.tags = {""}}, "\"\" is not a tag | type a word without \";\""},
      {{.fields = {{"lefel", "1"}}}, "loyalty.toml has no field lefel | did you mean level?"},
      {{.fields = {{"level", "1.5"}}}, "the field level takes a number, not 1.5 | write a whole number such as 3"},
      {{.fields = {{"anniversary", "tomorrow"}}},
       "the field anniversary takes a day, not tomorrow | write for example 2026-05-20"},
      {{.fields = {{"skin", "dry "}}}, "\"dry \" begins or ends with a blank | remove the blank"},
      {{.identities = {{"wechta", "x"}}}, "wechta is not a kind of identity | did you mean wechat?"},
      {{.identities = {{"wechat", ""}}}, "wechat is empty"},
      {{.inviter = "M9"}, "there is no member M9 | list members with: loyalty report members"},
  };
  const auto batches = store::batches(*shop.ledger).size();
  for (const auto& [words, refusal] : cases) {
    CAPTURE(refusal);
    CHECK(refusal_of([&] { shop.add("M2", words); }) == refusal);
    CHECK(refusal_of([&] { shop.say("M0", words); }) == (refusal.starts_with("that phone") ? "" : refusal));
  }
  CHECK(refusal_of([&] { shop.add("M1", {.name = "x"}); }) ==
        "M1 is already a member | change what is known with: loyalty set-member M1");
  CHECK(refusal_of([&] { shop.add(""); }) == "the member has no key | type a key of your own, such as M0001");
  CHECK(refusal_of([&] { shop.add("138****0000"); }) ==
        "138****0000 is masked and identifies no member | type a key of your own, such as M0001");
  CHECK(refusal_of([&] { shop.say("M9", {.name = "x"}); }).starts_with("there is no member M9"));
  CHECK(store::batches(*shop.ledger).size() == batches);
  CHECK(store::count_members(*shop.ledger) == 3);
}

TEST_CASE("nobody is brought by themselves, in a ring, twice, or after an order") {
  Shop shop;
  shop.add("A");
  shop.add("B", {.inviter = "A"});
  shop.add("C", {.inviter = "B"});
  shop.orders("1,D,2026-01-02,10.00,paid,,,\n");
  struct Case {
    std::string member;
    std::string inviter;
    std::string refusal;
  };
  const auto [member, inviter, refusal] = GENERATE(values<Case>({
      {"A", "A", "A cannot refer themselves"},
      {"A", "B", "B was referred by A, directly or through others"},
      {"A", "C", "C was referred by A, directly or through others"},
      {"C", "A", "C was already referred by another member"},
      {"D", "A", "D has ordered before without a referral"},
  }));
  CHECK(refusal_of([&] { shop.say(member, {.inviter = inviter}); }).starts_with(refusal));
  CHECK(shop.acts(ActKind::invite).size() == 2);
  CHECK(shop.say("C", {.inviter = "B"}).said.empty());
}

TEST_CASE("an invitation marks both as due") {
  Shop shop;
  shop.add("A");
  shop.add("B");
  const store::Settlement settled[] = {{.member = shop.id("A")}, {.member = shop.id("B")}};
  store::save_settlements(*shop.ledger, settled);
  REQUIRE(store::due(*shop.ledger, day("2026-02-01"), store::Halves{}).empty());
  shop.say("B", {.inviter = "A"});
  CHECK(store::due(*shop.ledger, day("2026-02-01"), store::Halves{}).size() == 2);
}

TEST_CASE("a member who was entered and undone can be entered again") {
  Shop shop;
  const auto first = shop.add("M1", {.name = "x", .phone = "13800001234", .tags = {"vip"}});
  shop.undo(first.receipt.batch.value());
  const auto second = shop.add("M1", {.phone = "13800001234"}, "2026-02-01");
  CHECK(!second.known);
  const auto member = store::require_member(*shop.ledger, "13800001234");
  CHECK(member.joined_on == day("2026-02-01"));
  CHECK(member.name.empty());
  CHECK(shop.state("M1", "2026-03-01").tags.empty());
}

TEST_CASE("a tier by hand carries a reason, is written once, and ends when it is ended") {
  Shop shop;
  shop.add("M1");
  const auto grant = [](const std::string& tier, Day until, const std::string& reason) {
    return MemberChange{.member = "M1", .tier = TierByHand{tier, until, reason}};
  };
  CHECK(refusal_of([&] { shop.set(grant("gold", never, "")); }) == "a reason is missing | add --reason \"why\"");
  CHECK(refusal_of([&] { shop.set(grant("golf", never, "why")); }) ==
        "loyalty.toml has no tier golf | did you mean gold?");
  CHECK(refusal_of([&] { shop.set(grant("gold", day("2025-12-31"), "why")); }) ==
        "2025-12-31 is already past | type a later --until, or leave it out for a tier without end");
  CHECK(keys(shop.set(grant("gold", day("2026-06-30"), "friend")).said) == "tier");
  CHECK(shop.set(grant("gold", day("2026-06-30"), "friend"), "2026-02-01").said.empty());
  CHECK(keys(shop.set(grant("gold", never, "friend"), "2026-02-01").said) == "tier");
  CHECK(shop.state("M1", "2026-02-01").grant->until == never);
  CHECK(keys(shop.set(grant("", never, "no more"), "2026-03-01").said) == "tier_ended");
  CHECK(!shop.state("M1", "2026-03-01").grant);
  CHECK(shop.set(grant("", never, "no more"), "2026-03-01").said.empty());
}

TEST_CASE("undoing a grant brings back what was there before") {
  Shop shop;
  shop.add("M1");
  const auto set = shop.set({.member = "M1", .tier = TierByHand{"gold", never, "friend"}});
  shop.undo(set.receipt.batch.value());
  CHECK(!shop.state("M1", "2026-06-01").grant);
  CHECK(!shop.set({.member = "M1", .tier = TierByHand{"gold", never, "friend"}}).said.empty());
}

} // namespace

} // namespace members_test
