// SPDX-License-Identifier: MIT
#include "files/activity_file.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "files/text_file.hpp"
#include "loyalty/error.hpp"

namespace loyalty::files::activity_file_test {
namespace {

struct Read {
  std::vector<ActivityRow> rows;
  std::vector<RejectedRow> rejected;
};

Read read(const std::string& content, const ToShopTime& to_shop_time = {}) {
  const TextFile file(content);
  ActivityFile activities(file.path(), to_shop_time);
  Read result;
  for (ActivityRow row; activities.next(row);) result.rows.push_back(row);
  result.rejected = activities.file().rejected();
  return result;
}

TEST_CASE("an activity row says who did what, when and how often") {
  const auto result = read(
      "activity_id,count,happened_at,activity,member_id,host\na7,3,2026-05-01 09:30,check-in,M1, 老K\n"
      ",,2026-05-02,share,M2,\n");
  REQUIRE(result.rows.size() == 2);
  CHECK(result.rows[0].member_id == "M1");
  CHECK(result.rows[0].activity == "check-in");
  CHECK(to_string(result.rows[0].happened_at) == "2026-05-01 09:30:00");
  CHECK(result.rows[0].count == 3);
  CHECK(result.rows[0].activity_id == "a7");
  CHECK(result.rows[0].host == "老K");
  CHECK(result.rows[1].count == 1);
  CHECK(result.rows[1].activity_id.empty());
  CHECK(result.rows[1].host.empty());
}

TEST_CASE("an activity row that breaks one thing is set aside for that thing") {
  struct Case {
    std::string row;
    std::string column;
    std::string reason;
  };
  const auto [row, column, reason] = GENERATE(values<Case>({
      {",check-in,2026-05-01,,", "member_id", "member_id is empty"},
      {"M1,,2026-05-01,,", "activity", "activity is empty"},
      {"M1, ,2026-05-01,,", "activity", "activity is empty"},
      {"M1,check-in,,,", "happened_at", "the time is empty"},
      {"M1,check-in,2026-02-30,,", "happened_at", "2026-02-30 is not a date"},
      {"M1,check-in,2026-05-01T00:00:00Z,,", "happened_at",
       "2026-05-01T00:00:00Z names a UTC offset, but the shop's time zone is not known"},
      {"M1,check-in,2026-05-01,0,", "count", "0 is not a whole number from 1 on"},
      {"M1,check-in,2026-05-01,two,", "count", "two is not a whole number from 1 on"},
      {"M1,check-in,2026-05-01,,1E+17", "activity_id", "1E+17 is a number that a spreadsheet has shortened"},
      {"M1,check-in", "", "the row has 2 fields, the header 5"},
  }));
  CAPTURE(row);
  const auto result = read("member_id,activity,happened_at,count,activity_id\n" + row + "\nM1,check-in,2026-05-01,,\n");
  CHECK(result.rows.size() == 1);
  REQUIRE(result.rejected.size() == 1);
  CHECK(result.rejected[0].column_name == column);
  CHECK(result.rejected[0].reason.english() == reason);
}

TEST_CASE("ids of an activity file are plain, whatever was put around them") {
  const auto result = read("member_id,activity,happened_at,activity_id\n=\"007\",check-in ,2026-05-01,'12\n");
  REQUIRE(result.rows.size() == 1);
  CHECK(result.rows[0].member_id == "007");
  CHECK(result.rows[0].activity == "check-in");
  CHECK(result.rows[0].activity_id == "12");
}

TEST_CASE("a time with an offset becomes the shop's own") {
  const auto result =
      read("member_id,activity,happened_at\nM1,check-in,2026-05-01T20:00:00Z\n",
           [](Moment written, std::int32_t offset) { return Moment{written.seconds - offset + 8 * 3'600}; });
  REQUIRE(result.rows.size() == 1);
  CHECK(to_string(result.rows[0].happened_at) == "2026-05-02 04:00:00");
}

TEST_CASE("an activity file needs its three columns") {
  const TextFile file("member_id,activity,date\nM1,check-in,2026-05-01\n");
  CHECK_THROWS_AS(ActivityFile(file.path()), Error);
}

} // namespace
} // namespace loyalty::files::activity_file_test
