// SPDX-License-Identifier: MIT
#include "reports/groups.hpp"

#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>

#include "catch.hpp"
#include "loyalty/written_day.hpp"
#include "shop/work.hpp"
#include "store/acts.hpp"

namespace groups_test {

using namespace loyalty;
using namespace loyalty::reports;
using namespace loyalty::shop;

namespace {

/// What one night found about rosters.
struct Move {
  Day day;
  std::int64_t member;
  std::string group;
  bool enters = true;
};

struct Shop {
  std::unique_ptr<store::Ledger> ledger = store::Ledger::in_memory();

  void night(Day through, const std::vector<Move>& moves, store::BatchKind kind = store::BatchKind::night) {
    const Context context{.ledger = *ledger, .as_of = through, .currency = cny};
    Work work(context, kind);
    store::ActWriter writer(*ledger, work.batch());
    for (const auto& move : moves) {
      store::StoredAct stored{.member = MemberId(move.member), .act = {.day = move.day}};
      stored.act.kind = move.enters ? ActKind::enter_group : ActKind::leave_group;
      stored.act.subject = move.group;
      writer.write(stored);
    }
    work.batch().flush();
    work.finish({.settled_through = through});
  }

  /// "fans +1" for each row.
  std::string changes(Day as_of, const std::optional<GroupDays>& days = {}) {
    std::string all;
    for (const auto& row : report_groups(*ledger, days, as_of).rows)
      all += row.group + (row.invite ? " +" : " -") + std::to_string(row.member.value) + "; ";
    return all;
  }
};

using Roster = std::set<std::pair<std::string, MemberId>>;

Roster roster(Shop& shop, Day on) {
  Roster all;
  for (const auto& row : report_rosters(*shop.ledger, on).rows) all.emplace(row.group, row.member);
  return all;
}

} // namespace

TEST_CASE("the last night tells whom to invite and whom to remove") {
  Shop shop;
  CHECK(shop.changes(day("2026-05-01")).empty());
  shop.night(day("2026-05-01"), {{day("2026-05-01"), 2, "vip"}, {day("2026-05-01"), 1, "fans"}});
  CHECK(shop.changes(day("2026-05-01")) == "fans +1; vip +2; ");
  shop.night(day("2026-05-03"), {{day("2026-05-02"), 3, "fans"}, {day("2026-05-03"), 1, "fans", false}});
  CHECK(shop.changes(day("2026-05-03")) == "fans +3; fans -1; ");
  CHECK(shop.changes(day("2026-05-02")) == "fans +1; vip +2; "); // looking back
  shop.night(day("2026-05-04"), {});
  CHECK(shop.changes(day("2026-05-04")).empty());
}

TEST_CASE("coming and going between two nights is no change") {
  Shop shop;
  shop.night(day("2026-05-09"), {{day("2026-05-02"), 1, "fans"}, {day("2026-05-05"), 1, "fans", false}});
  CHECK(shop.changes(day("2026-05-09")).empty());
  CHECK(shop.changes(day("2026-05-09"), GroupDays{day("2026-05-01"), day("2026-05-04")}) == "fans +1; ");
}

TEST_CASE("a second run of the same night adds to what the first one told") {
  Shop shop;
  shop.night(day("2026-05-01"), {{day("2026-05-01"), 1, "fans"}});
  shop.night(day("2026-05-01"), {{day("2026-05-01"), 2, "fans"}});
  CHECK(shop.changes(day("2026-05-01")) == "fans +1; fans +2; ");
}

TEST_CASE("changes of some days lead from one roster to the other: 300 stories") {
  std::mt19937_64 random(20260606);
  for (int round = 0; round < 300; ++round) {
    Shop shop;
    Roster now;
    std::vector<Move> moves;
    for (Day on = day("2026-05-01"); on <= day("2026-05-10"); on = on + 1) {
      const Move move{on, static_cast<std::int64_t>(random() % 3 + 1), random() % 2 == 0 ? "fans" : "vip",
                      random() % 2 == 0};
      const std::pair place(move.group, MemberId(move.member));
      if (now.contains(place) == move.enters) continue;
      moves.push_back(move);
      if (move.enters)
        now.insert(place);
      else
        now.erase(place);
    }
    shop.night(day("2026-05-10"), moves);
    REQUIRE(roster(shop, day("2026-05-10")) == now);
    const Day from = day("2026-05-01") + static_cast<std::int32_t>(random() % 10);
    const Day to = from + static_cast<std::int32_t>(random() % 10);
    auto walked = roster(shop, from - 1);
    for (const auto& row : report_groups(*shop.ledger, GroupDays{from, to}, to).rows) {
      const std::pair place(row.group, row.member);
      if (row.invite)
        REQUIRE(walked.insert(place).second);
      else
        REQUIRE(walked.erase(place) == 1);
    }
    REQUIRE(walked == roster(shop, to));
  }
}

} // namespace groups_test
