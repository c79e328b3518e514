// SPDX-License-Identifier: MIT
#include "reports/explain.hpp"

#include "app/trust_shop.hpp"
#include "catch.hpp"
#include "loyalty/conservation.hpp"
#include "loyalty/error.hpp"

namespace loyalty::trust_shop::explain_test {
namespace {

Shop busy_shop() {
  Shop shop;
  shop.import(
      "o1,ann,2026-01-05 10:00,128.00,paid,,\n"
      "o2,ann,2026-01-20 10:00,128.00,paid,,\n"
      "r1,ann,2026-01-25 10:00,-28.00,refund,,o1\n",
      "2026-01-31");
  shop.night("2026-01-31");
  shop.by_hand(ActKind::redeem, "ann", 10, day("2026-02-05"));
  return shop;
}

std::vector<ExplainedLine> points_of(const Explanation& explained) {
  auto lines = explained.lines;
  std::erase_if(lines, [](const auto& line) { return line.entry.kind == EntryKind::growth; });
  return lines;
}

TEST_CASE("an account is explained line by line") {
  auto shop = busy_shop();
  const auto explained = explain(shop.ledger(), "ann", day("2026-02-05"), false);
  const auto lines = points_of(explained);
  REQUIRE(lines.size() == 4);
  CHECK(lines[0].order->order_id == "o1");
  CHECK(to_string(lines[0].terms->rule) == "points.earn");
  CHECK(lines[0].entry.points == 12);
  CHECK(lines[0].batch == BatchId(2));
  CHECK(to_string(lines[1].terms->rule) == "points.earn, tier silver");
  CHECK(lines[1].entry.points == 24);
  CHECK(lines[2].entry.kind == EntryKind::claw_back);
  CHECK(lines[2].order->order_id == "r1");
  CHECK(lines[3].entry.kind == EntryKind::redeem);
  CHECK(lines[3].act->reason == "said so");
  CHECK(lines[3].batch == BatchId(3));
  REQUIRE(explained.tiers.size() == 1);
  CHECK(explained.tiers.front().change.tier == "silver");
  CHECK(explained.tiers.front().batch == BatchId(2));
}

TEST_CASE("the lines add up to the balance") {
  auto shop = busy_shop();
  const auto explained = explain(shop.ledger(), "ann", day("2026-02-05"), true);
  Points sum = 0;
  for (const auto& line : explained.lines) sum += moved(line.entry);
  CHECK(sum == explained.balance.balance + explained.balance.held);
}

TEST_CASE("what came after the day is not seen") {
  auto shop = busy_shop();
  CHECK(points_of(explain(shop.ledger(), "ann", day("2026-01-19"), false)).size() == 1);
  CHECK(explain(shop.ledger(), "ann", day("2026-01-01"), false).lines.empty());
  CHECK(explain(shop.ledger(), "ann", day("2026-01-01"), false).tiers.empty());
}

TEST_CASE("cancelled lines are shown only when asked for") {
  auto shop = busy_shop();
  const auto before = explain(shop.ledger(), "ann", day("2026-02-05"), false).lines.size();
  shop.undo(BatchId(3));
  CHECK(explain(shop.ledger(), "ann", day("2026-02-05"), false).lines.size() == before - 1);
  const auto all = explain(shop.ledger(), "ann", day("2026-02-05"), true).lines;
  CHECK(all.size() == before + 1);
  CHECK(all.back().entry.reverses == all[all.size() - 2].number);
  CHECK(all[all.size() - 2].reversed_by == all.back().number);
}

TEST_CASE("one line is explained in full") {
  auto shop = busy_shop();
  const auto first = points_of(explain(shop.ledger(), "ann", day("2026-02-05"), false)).front().number;
  const auto explained = explain_entry(shop.ledger(), "ann", first, day("2026-02-05"));
  CHECK(explained.line.order->amount == Money{128'00});
  CHECK(explained.program->id == ProgramId(1));
  CHECK(explained.batch->start.kind == store::BatchKind::night);
  CHECK(explained.batch->start.operator_name == "tester");
  REQUIRE(explained.drawn.size() == 2);
  CHECK(explained.drawn[0].entry.kind == EntryKind::claw_back);
  CHECK(explained.drawn[1].entry.kind == EntryKind::redeem);
  CHECK(explained.left == 12 - 2 - 10);
  CHECK(explain_entry(shop.ledger(), "ann", first, day("2026-01-30")).left == 10);
}

TEST_CASE("what is not there cannot be explained") {
  auto shop = busy_shop();
  CHECK_THROWS_AS(explain(shop.ledger(), "zoe", day("2026-02-05"), false), Error);
  CHECK_THROWS_AS(explain_entry(shop.ledger(), "ann", 99, day("2026-02-05")), Error);
  CHECK_THROWS_AS(explain_entry(shop.ledger(), "ann", 1, day("2026-01-01")), Error);
}

} // namespace
} // namespace loyalty::trust_shop::explain_test
