// SPDX-License-Identifier: MIT
#include "app/draws/draw_holdout.hpp"

#include <string>
#include <vector>

#include "app/follow_up_shop.hpp"
#include "app/trust/audit.hpp"
#include "catch.hpp"
#include "loyalty/error.hpp"
#include "reports/conversion.hpp"
#include "reports/holdout.hpp"
#include "shop/held_out.hpp"
#include "store/histories.hpp"

namespace draw_holdout_test {

using namespace loyalty;
using namespace loyalty::follow_up_shop;

namespace {

const std::string program = R"(
[program]
name = "shop"
[[coupon]]
id = "second"
name = "Second"
off = "5.00"
issue = { on = "order", number = 2 }
[[coupon]]
id = "hello"
name = "Hello"
off = "3.00"
issue = { on = "joining" }
[[group]]
id = "held"
name = "Held"
when = { holdout = "spring" }
)";

/// With seed 1 and a share of 50%, a and g are held out, b and c are not.
const HoldoutRequest spring{.name = "spring", .share = Ratio{500'000}, .segment = {}, .seed = 1};

class DrawnShop : public Shop {
 public:
  DrawnShop() : Shop(program) {
    orders("2026-01-31", "1,a,2026-01-05,30.00,paid,,,\n2,b,2026-01-06,30.00,paid,,,\n");
    night("2026-01-31");
  }
  std::vector<std::string> assigned(const std::string& key) {
    std::vector<std::string> told;
    const auto history = store::read_history(ledger(), store::require_member(ledger(), key).id);
    for (const auto& each : history.holdouts)
      told.push_back(each.holdout + (each.held ? " held" : " not held") + " from " + to_string(each.from) +
                     (each.until == never ? "" : " until " + to_string(each.until)) +
                     (each.act == ActId{} ? ", not noted" : ""));
    return told;
  }
  bool is_held(const std::string& key, std::string_view on) {
    return shop::held_out(ledger(), day(on)).contains(store::require_member(ledger(), key).id);
  }
  std::size_t issued() { return vouchers().size(); }
  bool audit_finds_nothing() { return app::audit(ledger()).damage().empty(); }
};

} // namespace

TEST_CASE("a draw notes for everybody on which side they are") {
  DrawnShop shop;
  const auto drawn = shop.draw("2026-01-31", spring);
  CHECK(drawn.members == 2);
  CHECK(drawn.held == 1);
  CHECK(shop.assigned("a") == std::vector<std::string>{"spring held from 2026-02-01"});
  CHECK(shop.assigned("b") == std::vector<std::string>{"spring not held from 2026-02-01"});
  CHECK(shop.is_held("a", "2026-01-31"));
  CHECK_FALSE(shop.is_held("a", "2026-01-30"));
  CHECK_FALSE(shop.is_held("b", "2026-02-10"));
  CHECK(shop.audit_finds_nothing());
}

TEST_CASE("the same draw again changes nothing, other terms are refused") {
  DrawnShop shop;
  const auto first = shop.draw("2026-01-31", spring);
  const auto again = shop.draw("2026-02-05", spring);
  CHECK(again.earlier_batch == first.receipt.batch);
  CHECK(again.members == 2);
  CHECK_FALSE(again.receipt.batch);
  auto other = spring;
  other.seed = 2;
  CHECK_THROWS_AS(shop.draw("2026-02-05", other), Error);
  other = spring;
  other.share = Ratio{400'000};
  CHECK_THROWS_AS(shop.draw("2026-02-05", other), Error);
  CHECK_THROWS_AS(shop.draw("2026-02-05", {.name = "all", .share = Ratio{Ratio::one}, .segment = {}}), Error);
  CHECK_THROWS_AS(shop.draw("2026-02-05", {.name = "", .share = Ratio{500'000}, .segment = {}}), Error);
}

TEST_CASE("whoever is held out gets no vouchers by themselves or by hand, and stands in no list") {
  DrawnShop shop;
  shop.draw("2026-01-31", spring);
  const auto a = store::require_member(shop.ledger(), "a").id;
  const auto b = store::require_member(shop.ledger(), "b").id;
  shop.orders("2026-02-10", "3,a,2026-02-09,30.00,paid,,,\n4,b,2026-02-09,30.00,paid,,,\n");
  shop.night("2026-02-10");
  const auto before = shop.vouchers();
  CHECK(std::none_of(before.begin(), before.end(), [](const auto& line) { return line.starts_with("a second"); }));
  CHECK(std::any_of(before.begin(), before.end(), [](const auto& line) { return line.starts_with("b second"); }));
  const auto issued = shop.issue("2026-02-10", {.coupon = "second", .members = {"a", "b"}, .list = true});
  CHECK(issued.issued.size() == 1);
  REQUIRE(issued.refused.size() == 1);
  CHECK(issued.refused.front().member == "a");
  CHECK(issued.refused.front().why == Refusal::held_out);
  const auto list = shop.contact("2026-02-10", {a, b});
  CHECK(list.members == std::vector<MemberId>{b});
  CHECK(list.held_out == 1);
  CHECK(shop.rosters() == Lines{"a 2026-01-31 into held"});
}

TEST_CASE("a newcomer is drawn at first sight, whether a night has noted it or not") {
  DrawnShop shop;
  shop.draw("2026-01-31", spring);
  shop.orders("2026-02-10", "3,g,2026-02-09,30.00,paid,,,\n4,c,2026-02-09,30.00,paid,,,\n");
  CHECK(shop.assigned("g") == std::vector<std::string>{"spring held from 2026-02-09, not noted"});
  CHECK(shop.is_held("g", "2026-02-10"));
  const auto night = shop.night("2026-02-10");
  CHECK(night.settled.drawn == 2);
  CHECK(shop.assigned("g") == std::vector<std::string>{"spring held from 2026-02-09"});
  CHECK(shop.assigned("c") == std::vector<std::string>{"spring not held from 2026-02-09"});
  const auto vouchers = shop.vouchers();
  CHECK(std::none_of(vouchers.begin(), vouchers.end(), [](const auto& line) { return line.starts_with("g hello"); }));
  CHECK(std::any_of(vouchers.begin(), vouchers.end(), [](const auto& line) { return line.starts_with("c hello"); }));
  CHECK(shop.audit_finds_nothing());
  CHECK_FALSE(shop.night("2026-02-11").settled.drawn);
}

TEST_CASE("from the day after the end on everything comes again") {
  DrawnShop shop;
  shop.draw("2026-01-31", spring);
  shop.night("2026-02-10");
  const auto ended = shop.end_draw("2026-02-10", "spring");
  CHECK(ended.held == 1);
  CHECK_FALSE(ended.ended_before);
  CHECK(shop.is_held("a", "2026-02-10"));
  CHECK_FALSE(shop.is_held("a", "2026-02-11"));
  shop.orders("2026-02-12", "3,a,2026-02-11,30.00,paid,,,\n");
  shop.night("2026-02-12");
  const auto vouchers = shop.vouchers();
  CHECK(std::any_of(vouchers.begin(), vouchers.end(), [](const auto& line) { return line.starts_with("a second"); }));
  CHECK(shop.rosters() == Lines{"a 2026-01-31 into held", "a 2026-02-11 out of held"});
  CHECK(shop.end_draw("2026-02-13", "spring").ended_before);
  CHECK_THROWS_AS(shop.end_draw("2026-02-13", "autumn"), Error);
  CHECK(shop.audit_finds_nothing());
}

TEST_CASE("an end that is undone goes on, a draw that is undone was never held") {
  DrawnShop shop;
  const auto drawn = shop.draw("2026-01-31", spring);
  shop.orders("2026-02-10", "3,g,2026-02-09,30.00,paid,,,\n");
  shop.night("2026-02-10");
  const auto ended = shop.end_draw("2026-02-10", "spring");
  shop.night("2026-02-11");
  shop.undo(*ended.receipt.batch, "2026-02-11");
  CHECK(shop.is_held("a", "2026-02-11"));
  shop.night("2026-02-12");
  CHECK(shop.on_rosters() == std::set<std::string>{"a in held", "g in held"});
  shop.undo(*drawn.receipt.batch, "2026-02-12");
  shop.night("2026-02-13");
  CHECK(shop.assigned("a").empty());
  CHECK(shop.assigned("g").empty());
  CHECK(shop.on_rosters().empty());
  const auto vouchers = shop.vouchers();
  CHECK(std::any_of(vouchers.begin(), vouchers.end(), [](const auto& line) { return line.starts_with("g hello"); }));
  // What a night noted of the one before says nothing of the next of its name.
  auto other = spring;
  other.seed = 2;
  shop.draw("2026-02-14", other);
  for (const auto* key : {"a", "b", "g"}) CHECK(shop.assigned(key).size() == 1);
  CHECK(shop.audit_finds_nothing());
}

TEST_CASE("nights that were missed come to the same") {
  const auto told = [](bool each_night) {
    DrawnShop shop;
    shop.draw("2026-01-31", spring);
    for (const auto* on : {"2026-02-08", "2026-02-09"})
      if (each_night) shop.night(on);
    shop.orders("2026-02-09",
                "3,g,2026-02-09,30.00,paid,,,\n4,c,2026-02-09,30.00,paid,,,\n5,a,2026-02-09,30.00,paid,,,\n");
    if (each_night) shop.night("2026-02-09");
    shop.end_draw("2026-02-20", "spring");
    if (each_night) shop.night("2026-02-20");
    shop.orders("2026-03-01", "6,g,2026-02-27,30.00,paid,,,\n");
    shop.night("2026-03-01");
    auto lines = shop.vouchers();
    for (const auto* key : {"a", "b", "c", "g"})
      for (const auto& each : shop.assigned(key)) lines.push_back(std::string(key) + ' ' + each);
    for (auto& each : shop.rosters()) lines.push_back(std::move(each));
    std::sort(lines.begin(), lines.end());
    return lines;
  };
  CHECK(told(true) == told(false));
}

TEST_CASE("days that a night has walked already keep what they brought") {
  DrawnShop shop;
  shop.orders("2026-02-10", "3,a,2026-02-09,30.00,paid,,,\n");
  shop.night("2026-02-10");
  const auto before = shop.vouchers();
  const auto drawn = shop.draw("2026-01-31", spring);
  CHECK(to_string(drawn.from) == "2026-02-11");
  shop.night("2026-02-11");
  CHECK(shop.vouchers() == before);
  CHECK(shop.is_held("a", "2026-02-05"));
}

TEST_CASE("a hold-out of a segment has no newcomers") {
  auto text = program + "[[segment]]\nid = \"rich\"\nname = \"Rich\"\nwhen = { spend = \"100.00\" }\n";
  Shop shop(text);
  shop.orders("2026-01-31", "1,a,2026-01-05,300.00,paid,,,\n2,b,2026-01-06,30.00,paid,,,\n");
  auto among_rich = spring;
  among_rich.segment = "rich";
  const auto drawn = shop.draw("2026-01-31", among_rich);
  CHECK(drawn.members == 1);
  CHECK(drawn.held == 1);
  shop.orders("2026-02-10", "3,g,2026-02-09,300.00,paid,,,\n");
  CHECK(shop.night("2026-02-10").settled.drawn == 0);
  among_rich.segment = "poor";
  among_rich.name = "other";
  CHECK_THROWS_AS(shop.draw("2026-02-10", among_rich), Error);
}

TEST_CASE("of a customer who was two members the lot that was drawn first counts") {
  DrawnShop shop;
  shop.draw("2026-01-31", spring);
  shop.merge(day("2026-02-05"), "b", "a");
  CHECK(shop.assigned("b") == std::vector<std::string>{"spring held from 2026-02-01"});
  CHECK(shop.is_held("b", "2026-02-05"));
}

TEST_CASE("visitors are told by day or month, and told again") {
  DrawnShop shop;
  CHECK(shop.visitors("2026-02-10", "2026-01,100,\n2026-02-01,8,a\n2026-02-01,7,b\n2026-02-20,9,\n").added == 4);
  CHECK(shop.visitors("2026-02-10", "2026-01,100,\n").unchanged == 1);
  const auto told = [&] {
    std::vector<std::string> rows;
    for (const auto& row : reports::report_conversion(shop.ledger(), day("2026-02-10")))
      rows.push_back(to_string(row.month) + ' ' + std::to_string(row.visitors.value_or(-1)) + ' ' +
                     std::to_string(row.joined) + ' ' + std::to_string(row.days));
    return rows;
  };
  CHECK(told() == std::vector<std::string>{"2026-01-01 100 2 31", "2026-02-01 15 0 1"});
  CHECK(reports::conversion_on(shop.ledger(), day("2026-02-10")) == Ratio{17'391});
  const auto revised = shop.visitors("2026-02-11", "2026-01,200,\n2026-02-02,1,a\n2026-02-02,2,a\n");
  CHECK(revised.added == 2);
  REQUIRE(revised.rejected.size() == 1);
  CHECK(revised.rejected.front().column_name == "visitors");
  CHECK(told() == std::vector<std::string>{"2026-01-01 200 2 31", "2026-02-01 16 0 2"});
  shop.undo(*revised.receipt.batch, "2026-02-11");
  CHECK(told() == std::vector<std::string>{"2026-01-01 100 2 31", "2026-02-01 15 0 1"});
  CHECK(shop.audit_finds_nothing());
}

} // namespace draw_holdout_test
