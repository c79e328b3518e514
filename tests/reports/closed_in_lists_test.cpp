// SPDX-License-Identifier: MIT
//
// Whoever is shut out stands in no list of people to be written to or rewarded; an open member of the same facts does.

#include <fmt/format.h>

#include <array>
#include <functional>
#include <map>
#include <set>

#include "app/follow_up_shop.hpp"
#include "catch.hpp"
#include "program/program_file.hpp"
#include "reports/asked.hpp"
#include "reports/list.hpp"
#include "reports/reach.hpp"
#include "store/cash_backs.hpp"

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
                                       {"rfm"},
                                       {"today"}};

/// Those that count, or are the books: what was of the members who are shut out by now stays in them.
const std::set<std::string_view> books = {
    "members", "summary", "tiers",      "tier-changes", "points",      "coupons",    "vouchers", "wallets",   "cards",
    "hosts",   "value",   "referrals",  "profit",       "memberships", "campaigns",  "cohorts",  "liability", "uplift",
    "watch",   "holdout", "thresholds", "conversion",   "advice",      "unassigned", "dashboard"};

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

namespace {

/// An occasion on which a voucher or a reward comes by itself.
struct Occasion {
  IssueRule::On on;
  const char* word;
  std::vector<std::string> details = {};
};

using On = IssueRule::On;
const std::array<Occasion, 13> occasions = {{{On::birthday, "birthday", {"days_before = 1"}},
                                             {On::joining, "joining"},
                                             {On::upgrade, "upgrade", {"tier = \"silver\""}},
                                             {On::order, "order", {"number = 1"}},
                                             {On::invited, "invited", {"number = 1"}},
                                             {On::dormant, "dormant", {"days = 20"}},
                                             {On::campaign, "campaign", {"campaign = \"spring\""}},
                                             {On::membership, "membership", {"plan = \"plus\""}},
                                             {On::anniversary, "anniversary", {"days_before = 1"}},
                                             {On::date, "date", {"day = 2026-02-20"}},
                                             {On::registering, "registering"},
                                             {On::brought, "brought", {"number = 1"}},
                                             {On::streak, "streak", {"activity = \"visit\"", "days = 2"}}}};

std::string occasions_program() {
  std::string text = R"(
[program]
name = "shop"
[points]
earn = { points = 1, per = "1.00" }
[wallet]
[[activity]]
id = "visit"
name = "Visit"
points = 1
[[tier]]
id = "silver"
name = "Silver"
when = { spend = "100.00" }
[referral]
inviter = { points = 5 }
[[membership]]
id = "plus"
name = "Plus"
fee = "9.00"
term = "1 month"
[[campaign]]
id = "spring"
name = "Spring"
from = 2026-02-10
until = 2026-02-28
multiplier = 2
[[reward]]
id = "r-cash"
name = "Cash"
on = "order"
cash = { amount = "1.00" }
)";
  for (const auto& each : occasions) {
    text +=
        fmt::format("[[coupon]]\nid = \"c-{0}\"\nname = \"{0}\"\noff = \"1.00\"\nissue = {{ on = \"{0}\"", each.word);
    for (const auto& detail : each.details) text += ", " + detail;
    text += " }\n";
    if (each.on == On::upgrade) continue; // that is a pack of the tier
    text += fmt::format("[[reward]]\nid = \"r-{0}\"\nname = \"{0}\"\non = \"{0}\"\npoints = 1\n", each.word);
    for (const auto& detail : each.details) text += detail + '\n';
  }
  return text;
}

/// Two members who joined on one day; one of them was shut out the same evening. Everything else happened to both
/// later.
class Occasions : public Shop {
 public:
  Occasions() : Shop(occasions_program()) {
    std::string rows, visits;
    for (const auto& key : both) {
      add(day("2026-01-01"), key);
      tell_birthday(day("2026-01-01"), key, day("1990-02-15"));
      rows += fmt::format(
          "{0}1,{0},2026-02-01,200.00,paid,,,\n{0}2,{0},2026-02-05,9.00,paid,,plus,\n"
          "{0}3,friend of {0},2026-02-03,50.00,paid,,,{0}\n",
          key);
      for (const auto* on : {"2026-02-06", "2026-02-07"}) visits += fmt::format("{},visit,{},1,\n", key, on);
    }
    close("2026-01-01", "shut");
    orders("2026-02-08", rows);
    activities(day("2026-02-08"), visits);
    night("2027-01-10");
  }

  /// The lines of the member among those that tell of all.
  static Lines of(const std::string& key, const Lines& all) {
    Lines found;
    for (const auto& line : all)
      if (line.starts_with(key + ' ')) found.push_back(line);
    return found;
  }
  Money cash(const std::string& key) {
    const auto member = store::require_member(ledger(), key).id;
    Money sum;
    store::read_cash_back(ledger(), member, member, [&](MemberId, const CashMove& move) { sum += move.amount; });
    return sum;
  }
};

bool any_has(const Lines& lines, const std::string& word) {
  return std::ranges::any_of(lines, [&](const std::string& line) { return line.find(word) != std::string::npos; });
}

} // namespace

TEST_CASE("nothing comes by itself to who is shut out, on any occasion; to an open member it comes on each") {
  for (std::size_t at = 0; at < occasions.size(); ++at) CHECK(static_cast<std::size_t>(occasions[at].on) == at);
  CHECK(occasions.back().on == On::streak); // the last there is
  Occasions shop;
  const auto vouchers = Occasions::of("open", shop.vouchers());
  const auto entries = Occasions::of("open", shop.books());
  for (const auto& each : occasions) {
    CAPTURE(each.word, vouchers, entries);
    CHECK(any_has(vouchers, fmt::format("c-{} ", each.word)));
    if (each.on != On::upgrade) CHECK(any_has(entries, fmt::format("r-{}", each.word)));
  }
  CHECK(shop.cash("open") == Money{200});
  CHECK(Occasions::of("shut", shop.vouchers()) == Lines{});
  CHECK(Occasions::of("shut", shop.books()) == Lines{});
  CHECK(shop.cash("shut") == Money{});
}

TEST_CASE("an order of somebody who is shut out promises nothing for the time after they are let in again") {
  Shop shop(
      "[program]\nname = \"shop\"\n[points]\nearn = { points = 1, per = \"1.00\" }\n"
      "[[reward]]\nid = \"later\"\nname = \"Later\"\non = \"order\"\nhold = \"7 days\"\npoints = 5\n");
  for (const auto& key : both) shop.add(day("2026-01-01"), key);
  shop.close("2026-01-05", "shut");
  shop.orders("2026-01-10", "1,open,2026-01-10,10.00,paid,,,\n2,shut,2026-01-10,10.00,paid,,,\n");
  shop.reopen("2026-01-12", "shut");
  shop.night("2026-02-01");
  CHECK(any_has(Occasions::of("open", shop.books()), "reward later"));
  CHECK(Occasions::of("shut", shop.books()) == Lines{});
}

} // namespace closed_in_lists_test
