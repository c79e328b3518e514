// SPDX-License-Identifier: MIT
#include "reports/random_shop.hpp"

namespace every_screen_test {

using namespace loyalty;
using namespace loyalty::follow_up_shop;
using namespace loyalty::reports;
using namespace loyalty::random_shop;

TEST_CASE("every screen agrees, on every day of a random shop, and so do those that look back") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    RandomShop random(seed);
    std::map<Day, std::set<std::string>> seen;
    const auto look = [&](Day on) {
      const auto report = report_members(random.shop().ledger(), on);
      std::set<std::string> rows;
      for (const auto& row : report.rows) rows.insert(words(report, row));
      return rows;
    };
    for (Day on = opening; on < opening + days_open; on = on + 1) {
      const bool compared = (on.number + static_cast<std::int32_t>(seed)) % 17 == 0;
      random.live(on, compared);
      if (!compared) continue;
      CAPTURE(seed, to_string(on));
      const auto report = report_members(random.shop().ledger(), on);
      for (const auto& row : report.rows) compare_member(random, report, row, on);
      compare_sums(random, report, on);
      compare_lists(random, report, on);
      compare_strangers(random, report, on);
      seen[on] = look(on);
    }
    if (random.undoes()) continue;
    for (const auto& [on, rows] : seen) {
      CAPTURE(seed, to_string(on));
      CHECK(look(on) == rows);
    }
  }
}

} // namespace every_screen_test
