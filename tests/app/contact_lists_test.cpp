// SPDX-License-Identifier: MIT
#include "app/draws/contact_lists.hpp"

#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>

#include "catch.hpp"
#include "loyalty/written_day.hpp"
#include "shop/opted_out.hpp"
#include "store/acts.hpp"
#include "store/members.hpp"

namespace contact_lists_test {

using namespace loyalty;
using namespace loyalty::app;
using namespace loyalty::shop;

namespace {

const ProgramText twice_a_month{"loyalty.toml",
                                "[program]\nname = \"shop\"\n[contact]\nmost = { times = 2, per = \"month\" }\n"};
const ProgramText no_limit{"loyalty.toml", "[program]\nname = \"shop\"\n"};

/// A shop with the members a … f, numbered from 1 on.
struct Shop {
  std::unique_ptr<store::Ledger> ledger = store::Ledger::in_memory();

  Shop() {
    const Context context{.ledger = *ledger, .as_of = day("2026-01-01"), .currency = cny};
    Work work(context, store::BatchKind::orders_imported);
    store::MemberDirectory members(*ledger, false);
    for (const char* key : {"a", "b", "c", "d", "e", "f"}) members.find_or_add(key);
    members.save(work.batch());
    work.finish({});
  }

  void say(Day on, MemberId member, ActKind kind) {
    const Context context{.ledger = *ledger, .as_of = on, .currency = cny};
    Work work(context, store::BatchKind::member_changed);
    store::StoredAct said{.member = member, .act = {.day = on, .kind = kind}};
    said.key = std::to_string(work.batch().id().value);
    store::add_act(*ledger, work.batch(), said);
    work.finish({});
  }

  ContactList take(Day on, const std::string& name, const std::vector<MemberId>& members,
                   const ProgramText& program = twice_a_month, bool dry_run = false) {
    const Context context{.ledger = *ledger, .as_of = on, .currency = cny, .dry_run = dry_run};
    return take_contact_list(context, program, name, members);
  }
};

using Members = std::vector<MemberId>;

const MemberId a(1);
const MemberId b(2);
const MemberId c(3);

} // namespace

TEST_CASE("a member stands in so many lists of a month and no more") {
  Shop shop;
  CHECK(shop.take(day("2026-05-01"), "spring", {a, b}).members == Members{a, b});
  CHECK(shop.take(day("2026-05-09"), "launch", {a}).members == Members{a});
  const auto third = shop.take(day("2026-05-31"), "party", {a, b});
  CHECK(third.members == Members{b});
  CHECK(third.too_often == 1);
  CHECK(shop.take(day("2026-06-01"), "party", {a, b}).members == Members{a, b});
  CHECK(shop.take(day("2026-05-15"), "late", {b}).members.empty()); // going back in time opens no place
  CHECK(shop.take(day("2026-05-31"), "party", {a}, no_limit).members == Members{a});
}

TEST_CASE("the same list of the same day changes nothing the second time, and lets in who is new") {
  Shop shop;
  CHECK(shop.take(day("2026-05-01"), "spring", {b, a, b}).members == Members{b, a});
  const auto again = shop.take(day("2026-05-01"), "spring", {a, b});
  CHECK(again.members == Members{a, b});
  CHECK(again.already == 2);
  CHECK_FALSE(again.receipt.batch);
  const auto more = shop.take(day("2026-05-01"), "spring", {c, a});
  CHECK(more.members == Members{c, a});
  CHECK(more.receipt.batch);
}

TEST_CASE("who wants no messages stands in no list until they want them again") {
  Shop shop;
  shop.say(day("2026-05-02"), a, ActKind::opt_out);
  CHECK(shop.take(day("2026-05-01"), "early", {a}).members == Members{a}); // not said by then
  CHECK(shop.take(day("2026-05-02"), "spring", {a, b}).opted_out == 1);
  shop.say(day("2026-05-02"), a, ActKind::consent);
  CHECK(opted_out(*shop.ledger, day("2026-05-02")).empty());
  shop.say(day("2026-05-20"), a, ActKind::opt_out);
  shop.say(day("2026-05-10"), a, ActKind::consent); // entered later, but an earlier word
  CHECK(opted_out(*shop.ledger, day("2026-05-19")).empty());
  CHECK(opted_out(*shop.ledger, day("2026-05-20")).contains(a));
}

TEST_CASE("a dry run takes nobody's place") {
  Shop shop;
  for (int times = 0; times < 3; ++times) {
    const auto list = shop.take(day("2026-05-01"), "spring" + std::to_string(times), {a}, twice_a_month, true);
    CHECK(list.members == Members{a});
    CHECK(list.receipt.dry_run);
  }
  CHECK(shop.take(day("2026-05-01"), "spring", {a}).already == 0);
}

TEST_CASE("whatever lists are made on whatever days, the limit of every month holds") {
  std::mt19937_64 random(20260605);
  Shop shop;
  std::map<std::pair<MemberId, Day>, std::set<std::string>> lists; // of a member and a month
  for (int step = 0; step < 400; ++step) {
    const Day on = day("2026-05-01") + static_cast<std::int32_t>(random() % 90);
    const auto name = std::string("list") + static_cast<char>('a' + random() % 6);
    Members asked;
    for (MemberId member(1); member <= MemberId(6); member = member.next())
      if (random() % 2 == 0) asked.push_back(member);
    for (const auto member : shop.take(on, name, asked).members) {
      auto& stood = lists[{member, start_of(Calendar::month, on)}];
      stood.insert(name + to_string(on));
      REQUIRE(stood.size() <= 2);
    }
  }
  CHECK(lists.size() == 18); // six members in three months were all reached
}

} // namespace contact_lists_test
