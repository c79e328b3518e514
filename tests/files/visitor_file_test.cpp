// SPDX-License-Identifier: MIT
#include "files/visitor_file.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "files/text_file.hpp"

namespace loyalty::files::visitor_file_test {
namespace {

struct Read {
  std::vector<VisitorRow> rows;
  std::vector<RejectedRow> rejected;
};

Read read(const std::string& content) {
  const TextFile file(content);
  VisitorFile visitors(file.path());
  Read result;
  for (VisitorRow row; visitors.next(row);) result.rows.push_back(row);
  result.rejected = visitors.file().rejected();
  return result;
}

} // namespace

TEST_CASE("a row of visitors is of a day or of a month") {
  const auto result = read("shop,visitors,day\nkuaishou,120,2026-04-30\n,3000,2026-02\n,0,2026-05-01 00:00:00\n");
  REQUIRE(result.rows.size() == 3);
  CHECK(to_string(result.rows[0].first) == "2026-04-30");
  CHECK(result.rows[0].last == result.rows[0].first);
  CHECK(result.rows[0].shop == "kuaishou");
  CHECK(result.rows[0].visitors == 120);
  CHECK(to_string(result.rows[1].first) == "2026-02-01");
  CHECK(to_string(result.rows[1].last) == "2026-02-28");
  CHECK(result.rows[1].shop.empty());
  CHECK(to_string(result.rows[2].last) == "2026-05-01");
  CHECK(result.rows[2].visitors == 0);
}

TEST_CASE("a row of visitors that breaks one thing is set aside for that thing") {
  struct Case {
    std::string row;
    std::string column;
    std::string reason;
  };
  const auto [row, column, reason] = GENERATE(values<Case>({
      {",5,", "day", "day is empty"},
      {"2026-13,5,", "day", "2026-13 is neither a day nor a month"},
      {"2026-02-30,5,", "day", "2026-02-30 is neither a day nor a month"},
      {"2026-02-01 18:30,5,", "day", "2026-02-01 18:30 is neither a day nor a month"},
      {"2026-02-01,-5,", "visitors", "-5 is not a whole number from 0 on"},
      {"2026-02-01,5.5,", "visitors", "5.5 is not a whole number from 0 on"},
      {"2026-02-01,,", "visitors", " is not a whole number from 0 on"},
      {"2026-02-01,5,1E+17", "shop", "1E+17 is a number that a spreadsheet has shortened"},
      {"2026-02-01", "", "the row has 1 field, the header 3"},
  }));
  CAPTURE(row);
  const auto result = read("day,visitors,shop\n" + row + "\n");
  CHECK(result.rows.empty());
  REQUIRE(result.rejected.size() == 1);
  CHECK(result.rejected.front().column_name == column);
  CHECK(result.rejected.front().reason.english() == reason);
}

} // namespace loyalty::files::visitor_file_test
