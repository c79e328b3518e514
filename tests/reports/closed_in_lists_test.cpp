// SPDX-License-Identifier: MIT
//
// Whoever is shut out stands in no list of people to be written to or rewarded; an open member of the same facts does.

#include <fmt/format.h>

#include <functional>
#include <map>
#include <set>

#include "app/follow_up_shop.hpp"
#include "catch.hpp"
#include "program/program_file.hpp"
#include "reports/asked.hpp"
#include "reports/list.hpp"
#include "reports/reach.hpp"

namespace closed_in_lists_test {

using namespace loyalty;
using namespace loyalty::follow_up_shop;
using namespace loyalty::reports;

namespace {

using Names = std::set<std::string>;
using Options = std::map<std::string, std::string, std::less<>>;
const Names both = {"open", "shut"};
const Names only_open = {"open"};

constexpr auto lists_program = R"(
[program]
name = "shop"
[points]
earn = { points = 1, per = "1.00" }
redeem = { points = 1, worth = "0.01" }
expire = { after = "42 days" }
[[tier]]
id = "bronze"
name = "Bronze"
when = { spend = "50.00" }
[[tier]]
id = "silver"
name = "Silver"
when = { spend = "120.00" }
[[membership]]
id = "plus"
name = "Plus"
fee = "9.00"
term = "1 month"
[[segment]]
id = "bought"
name = "Bought"
when = { orders = 1 }
[[group]]
id = "fans"
name = "Fans"
when = { orders = 2 }
[[draw]]
id = "bag"
name = "Bag"
winners = 5
when = {}
[[coupon]]
id = "thanks"
name = "Thanks"
off = "5.00"
[[coupon]]
id = "second"
name = "Second"
off = "5.00"
valid = "90 days"
issue = { on = "order", number = 2 }
)";
constexpr auto list_day = "2026-02-10";

/// Two members to whom the same happened; where `closes`, one of them was shut out on the day of the lists, after the
/// night.
class TwoMembers : public Shop {
 public:
  explicit TwoMembers(bool closes) : Shop(lists_program) {
    std::string rows;
    for (const auto& key : both) {
      add(day("2026-01-01"), key);
      tell_birthday(day("2026-01-01"), key, day("1990-02-14"));
      rows += fmt::format(
          "{0}1,{0},2026-01-05,80.00,paid,,,\n{0}2,{0},2026-01-15,9.00,paid,,plus,\n"
          "{0}3,{0},2026-02-09,10.00,paid,,,\n",
          key);
    }
    orders(list_day, rows);
    night(list_day);
    if (closes) close(list_day, "shut");
  }

  std::string name(MemberId member) { return store::key_of(ledger(), member); }
  Names names(const std::vector<MemberId>& members) {
    Names names;
    for (const auto member : members) names.insert(name(member));
    return names;
  }
  MemberId id(const std::string& key) { return store::require_member(ledger(), key).id; }
};

struct ListReport {
  std::string_view report;
  Options options = {};
};

/// The reports that name people to be written to, or by whom they are chosen.
const std::vector<ListReport> lists = {{"segments", {{"--segment", "bought"}}},
                                       {"groups"},
                                       {"groups", {{"--roster", "yes"}}},
                                       {"groups", {{"--from", "2026-01-01"}}},
                                       {"birthdays", {{"--days", "30"}}},
                                       {"dormant", {{"--days", "1"}}},
                                       {"expiring", {{"--days", "30"}}},
                                       {"near-tier", {{"--within", "50%"}}},
                                       {"today"}};

/// Those that count, or are the books: what was of the members who are shut out by now stays in them.
const std::set<std::string_view> books = {
    "members", "summary", "tiers",      "tier-changes", "points",      "coupons",   "vouchers",   "wallets",   "cards",
    "hosts",   "value",   "referrals",  "profit",       "memberships", "campaigns", "cohorts",    "liability", "uplift",
    "watch",   "holdout", "thresholds", "conversion",   "rfm",         "advice",    "unassigned", "dashboard"};

Names listed(TwoMembers& shop, const ListReport& asked) {
  Asked question(shop.ledger(), day(list_day),
                 std::make_shared<const Program>(program::load_program(lists_program, "loyalty.toml")));
  question.options = asked.options;
  const auto report = std::ranges::find(list(), asked.report, &Report::name);
  REQUIRE(report != list().end());
  const auto answer = report->table_for(question).ask(question);
  if (report->to_write_to) answer->leave_out(out_of_reach(question.ledger(), *report, question.as_of()));
  Names found;
  for (const auto& member : answer->whom())
    if (member) found.insert(shop.name(*member));
  return found;
}

Condition tier_held() {
  Condition held;
  held.kind = Condition::Kind::compare;
  held.metric = Metric::tier;
  held.value = 1;
  held.words = {"bronze"};
  return held;
}

Names given(TwoMembers& shop, const IssueRequest& request) {
  Names names;
  for (const auto& each : shop.issue(list_day, request).issued) names.insert(each.member);
  return names;
}

Names drawn_by_lot(TwoMembers& shop, const std::optional<std::string>& segment) {
  shop.draw(list_day, {.name = "lot", .share = Ratio{500'000}, .segment = segment});
  shop.night("2026-02-12"); // nor does the night draw them
  Names names;
  store::read_acts(
      shop.ledger(), ActKind::holdout, [&](const store::StoredAct& stored) { names.insert(shop.name(stored.member)); },
      "lot");
  return names;
}

/// What gives to people, or writes their names down, beside the reports.
struct Giving {
  const char* what;
  std::function<Names(TwoMembers&)> to;
};

const std::vector<Giving> givings = {
    {"a contact list",
     [](TwoMembers& shop) {
       return shop.names(shop.contact(list_day, {shop.id("open"), shop.id("shut")}).members);
     }},
    {"draw-prize",
     [](TwoMembers& shop) {
       Names names;
       for (const auto& winner : shop.win(list_day, "bag").winners) names.insert(winner.key);
       return names;
     }},
    {"draw-holdout", [](TwoMembers& shop) { return drawn_by_lot(shop, std::nullopt); }},
    {"draw-holdout --segment", [](TwoMembers& shop) { return drawn_by_lot(shop, "bought"); }},
    {"issue-coupon --all", [](TwoMembers& shop) { return given(shop, {.coupon = "thanks"}); }},
    {"issue-coupon --tier", [](TwoMembers& shop) { return given(shop, {.coupon = "thanks", .who = tier_held()}); }},
    {"issue-coupon --segment",
     [](TwoMembers& shop) {
       return given(shop, {.coupon = "thanks",
                           .who = program::load_program(lists_program, "loyalty.toml").segments.front().who});
     }},
    {"issue-coupon --list", [](TwoMembers& shop) {
       return given(shop, {.coupon = "thanks", .members = {"open", "shut"}, .list = true});
     }}};

} // namespace

TEST_CASE("every report is a list of people, or is named as one that is not") {
  std::set<std::string_view> named = books;
  for (const auto& each : lists) named.insert(each.report);
  std::set<std::string_view> all;
  for (const auto& report : list()) {
    all.insert(report.name);
    CAPTURE(report.name);
    if (report.to_write_to || report.takes("--contact")) CHECK_FALSE(books.contains(report.name));
  }
  CHECK(named == all);
}

TEST_CASE("who is shut out stands in no list of people, an open member of the same facts does") {
  for (const auto& each : lists) {
    CAPTURE(each.report, each.options);
    TwoMembers open(false), closed(true);
    CHECK(listed(open, each) == both);
    CHECK(listed(closed, each) == only_open);
  }
}

TEST_CASE("who is shut out is given, drawn and written down nowhere, an open member of the same facts is") {
  for (const auto& each : givings) {
    CAPTURE(each.what);
    TwoMembers open(false), closed(true);
    CHECK(each.to(open) == both);
    CHECK(each.to(closed) == only_open);
  }
}

TEST_CASE("who is let in again takes part in the hold-outs that go on, from that day on") {
  TwoMembers shop(true);
  CHECK(drawn_by_lot(shop, std::nullopt) == only_open);
  shop.reopen("2026-02-20", "shut");
  shop.night("2026-02-21");
  std::vector<Day> on;
  store::read_acts(
      shop.ledger(), ActKind::holdout,
      [&](const store::StoredAct& stored) {
        if (stored.member == shop.id("shut")) on.push_back(stored.act.day);
      },
      "lot");
  CHECK(on == std::vector{day("2026-02-20")});
}

} // namespace closed_in_lists_test
