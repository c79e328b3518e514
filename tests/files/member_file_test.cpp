// SPDX-License-Identifier: MIT
#include "files/member_file.hpp"

#include "files/profiles/written_value.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "files/text_file.hpp"
#include "loyalty/birthday.hpp"
#include "loyalty/error.hpp"

namespace loyalty::files::member_file_test {
namespace {

struct Read {
  std::vector<MemberRow> rows;
  std::vector<RejectedRow> rejected;
  std::vector<std::string> notes;
};

Read read(const std::string& content) {
  const TextFile file(content);
  MemberFile members(file.path());
  Read result;
  for (MemberRow row; members.next(row);) result.rows.push_back(row);
  result.rejected = members.file().rejected();
  result.notes = in_english(members.file().notes());
  return result;
}

std::string refusal_of(const std::string& content) {
  const TextFile file(content);
  try {
    const MemberFile members(file.path());
  } catch (const Error& error) {
    return place_and_what(error).substr(file.path().size()) + " | " + error.hint.english();
  }
  return {};
}

TEST_CASE("a member row says all that its columns say, in any order") {
  const auto result = read(
      "Tags, MEMBER_ID ,name,phone,joined_on,birthday,tier,tier_until,points,growth,opened_on,inviter,opted_out,"
      "field.fan_club_level,field.Interest\n"
      "vip;tea,M1,小芳,13800001234,2025-03-01,05-20,gold,2026-12-31,120,3400,2026-01-01,M0,yes,3,\n"
      ",M2,,,,,,,,,,,,,tea\n");
  REQUIRE(result.rejected.empty());
  REQUIRE(result.rows.size() == 2);
  const auto& row = result.rows[0];
  CHECK(row.origin.line == 2);
  CHECK(row.member_id == "M1");
  CHECK(row.name == "小芳");
  CHECK(row.phone == "13800001234");
  CHECK(row.joined_on == Day::parse("2025-03-01"));
  CHECK(row.birthday == Day::parse("1904-05-20"));
  CHECK(row.tier == "gold");
  CHECK(row.tier_until == Day::parse("2026-12-31"));
  CHECK(row.points == 120);
  CHECK(row.growth == 3400);
  CHECK(row.opened_on == Day::parse("2026-01-01"));
  CHECK(row.tags == std::vector<std::string>{"vip", "tea"});
  CHECK(row.inviter == "M0");
  CHECK(row.opted_out);
  CHECK(row.fields == std::vector<std::pair<std::string, std::string>>{{"fan_club_level", "3"}});
  const auto& bare = result.rows[1];
  CHECK(!bare.points);
  CHECK(!bare.opted_out);
  CHECK(bare.tags.empty());
  CHECK(bare.fields == std::vector<std::pair<std::string, std::string>>{{"Interest", "tea"}});
}

TEST_CASE("ids of a member file are plain, whatever was put around them") {
  const auto result =
      read("member_id,phone,inviter\n=\"007\",+86 138-0000-0001,'M0\n\"=\"\"008\"\"\",13800000002.0,　M0\n");
  REQUIRE(result.rows.size() == 2);
  CHECK(result.rows[0].member_id == "007");
  CHECK(result.rows[0].phone == "13800000001");
  CHECK(result.rows[0].inviter == "M0");
  CHECK(result.rows[1].member_id == "008");
  CHECK(result.rows[1].phone == "13800000002");
  CHECK(result.rows[1].inviter == "M0");
}

TEST_CASE("a member row that breaks one thing is set aside for that thing") {
  struct Case {
    std::string row;
    std::string column;
    std::string reason;
  };
  const auto [row, column, reason] = GENERATE(values<Case>({
      {",,,,,,,,", "member_id", "the member has no key"},
      {"=\"\",,,,,,,,", "member_id", "the member has no key"},
      {"M1,1.38E+10,,,,,,,", "phone", "1.38E+10 is a number that a spreadsheet has shortened"},
      {"M1,,2025-02-29,,,,,,", "joined_on", "2025-02-29 is not a date"},
      {"M1,,,20-05,,,,,", "birthday", "20-05 is not a birthday"},
      {"M1,,,02-30,,,,,", "birthday", "02-30 is not a birthday"},
      {"M1,,,,,2026-12-31,,,", "tier_until", "there is no tier that it could end"},
      {"M1,,,,gold,31.12.2026,,,", "tier_until", "31.12.2026 is not a date"},
      {"M1,,,,,,-1,,", "points", "-1 is not a whole number from 0 on"},
      {"M1,,,,,,,1.5,", "growth", "1.5 is not a whole number from 0 on"},
      {"M1,,,,,,,,maybe", "opted_out", "maybe is neither yes nor no"},
      {"M1,,", "", "the row has 3 fields, the header 9"},
      {"M1,,,,,,,,,", "", "the row has 10 fields, the header 9"},
  }));
  CAPTURE(row);
  const auto result = read("member_id,phone,joined_on,birthday,tier,tier_until,points,growth,opted_out\nM0,,,,,,,,\n" +
                           row + "\nM9,,,,,,,,no\n");
  CHECK(result.rows.size() == 2);
  REQUIRE(result.rejected.size() == 1);
  CHECK(result.rejected[0].place.line == 3);
  CHECK(result.rejected[0].column_name == column);
  CHECK(result.rejected[0].reason.english() == reason);
  CHECK(result.rejected[0].cells == cells_in(row));
}

TEST_CASE("a rejected value is pointed at by line and column") {
  const auto result = read("member_id,name,points\nM1,\"two\nlines\",x\n");
  REQUIRE(result.rejected.size() == 1);
  CHECK(result.rejected[0].place.line == 3);
  CHECK(result.rejected[0].place.column == 8);
  CHECK(result.rejected[0].value == "x");
}

TEST_CASE("a header that cannot be used refuses the member file") {
  CHECK(refusal_of("") == ":1:1: the file is empty | begin it with member_id");
  CHECK(refusal_of("memberid,name\n") ==
        ":1:1: no column member_id | did you mean member_id where it says \"memberid\"?");
  CHECK(refusal_of("member_id,tags,Tags\n") == ":1:16: two columns are named tags | rename or remove one of them");
  CHECK(refusal_of("member_id,field.a,field.a\n") ==
        ":1:19: two columns are named field.a | rename or remove one of them");
}

TEST_CASE("columns that are not known are noted, an old reason is not") {
  const auto result = read("member_id,pionts,colour,reject_reason\nM1,1,red,why\n");
  CHECK(result.rows.size() == 1);
  CHECK(result.notes ==
        std::vector<std::string>{"column \"pionts\" is ignored; did you mean points?", "column \"colour\" is ignored"});
}

const std::string youzan =
    "客户姓名,客户昵称, 客户手机号 ,客户生日,标签,成长值,免费等级,客户积分,客户储值余额,成为客户时间,成为会员时间,\n";

TEST_CASE("a customer file of Youzan is known by its header, and its rows by the phone") {
  const auto result = read(youzan +
                           "=甲,@小甲,+86 138-0000-0031,1988-2-9,\"常客,喜欢甜，新；x\",77,银卡,\"1,200\",\"1,000.50\","
                           "2026-02-01 08:00:00,2026/2/2 08:00:00,\n"
                           ",小乙,13800000032,05-20,,,-,0,0.00,2026-02-01 08:00:00,\n");
  CHECK(result.notes.empty());
  REQUIRE(result.rejected.empty());
  REQUIRE(result.rows.size() == 2);
  const auto& first = result.rows[0];
  CHECK(first.member_id == "phone:13800000031");
  CHECK(first.phone == "13800000031");
  CHECK(first.name == "=甲");
  CHECK(first.birthday == Day::parse("1988-02-09"));
  CHECK(first.tags == std::vector<std::string>{"常客", "喜欢甜", "新", "x"});
  CHECK(first.growth == 77);
  CHECK(first.tier == "银卡");
  CHECK(first.points == 1200);
  CHECK(first.wallet == Money{100'050});
  CHECK(first.joined_on == Day::parse("2026-02-02"));
  const auto& second = result.rows[1];
  CHECK(second.name == "小乙");
  CHECK(second.tier.empty());
  CHECK(second.birthday == Day::parse("1904-05-20"));
  CHECK(second.joined_on == Day::parse("2026-02-01"));
}

TEST_CASE("a customer of Youzan whom nothing names, or who is told wrongly, is set aside for the cell that says so") {
  struct Case {
    std::string row;
    std::string column;
    std::string reason;
  };
  const auto [row, column, reason] = GENERATE(values<Case>({
      {"甲,,,,,,,,,2026-01-01,,", "客户手机号", "the row has no phone number, and nothing else says who it is"},
      {"甲,,138****0031,,,,,,,2026-01-01,,", "客户手机号", "138****0031 is masked and identifies no member"},
      {"甲,,小甲,,,,,,,2026-01-01,,", "客户手机号", "小甲 is not a phone number"},
      {"甲,,13800000031,1988-2-30,,,,,,2026-01-01,,", "客户生日", "1988-2-30 is not a birthday"},
      {"甲,,13800000031,,,,,\"12,00\",,2026-01-01,,", "客户积分", "12,00 is not a whole number from 0 on"},
      {"甲,,13800000031,,,1.5,,,,2026-01-01,,", "成长值", "1.5 is not a whole number from 0 on"},
      {"甲,,13800000031,,,,,,-1.00,2026-01-01,,", "客户储值余额", "-1.00 is below zero"},
      {"甲,,13800000031,,,,,,1.005,2026-01-01,,", "客户储值余额", "1.005 has more than two decimals"},
      {"甲,,13800000031,,,,,,,soon,,", "成为客户时间", "soon is not a date"},
      {"甲,,13800000031,,,,,,,2026-01-01,soon,", "成为会员时间", "soon is not a date"},
  }));
  CAPTURE(row);
  const auto result = read(youzan + row + "\n");
  CHECK(result.rows.empty());
  REQUIRE(result.rejected.size() == 1);
  CHECK(result.rejected[0].column_name == column);
  CHECK(result.rejected[0].reason.english() == reason);
}

TEST_CASE("days, numbers and amounts are read as exports write them, and nothing else is") {
  for (const auto* text :
       {"2026-01-05", "2026-1-5", "2026/1/5 8:00", "2026.1.5", "2026年1月5日", "2026-01-05 10:00:00"})
    CHECK(exported_day(text) == Day::parse("2026-01-05"));
  for (const auto* text : {"", "5-1-2026", "2026-13-01", "2026-02-30", "2026-1", "2026-1-5x", "20260105"})
    CHECK(!exported_day(text));
  for (const auto* text : {"5-20", "05-20", "5/20", "5月20日"})
    CHECK(exported_birthday(text) == Day::parse("1904-05-20"));
  CHECK(!exported_birthday("5-32"));
  CHECK(parse_written_whole("1,234,567") == 1'234'567);
  CHECK(parse_written_whole("350.00") == 350);
  for (const auto* text : {"", "1,23", "1,2345", ",123", "1.5", "1,234.5", "x"}) CHECK(!parse_written_whole(text));
  for (const auto* text : {"1200.50", "1,200.50", "¥1,200.50", "￥1200.5", "1200.50元"})
    CHECK(exported_money(text, cny) == Money{120'050});
  for (const auto* text : {"", "12,00", "1.234,50", "1e3"}) CHECK(!exported_money(text, cny));
}

TEST_CASE("a birthday is written as it was read") {
  CHECK(birthday_text(parse_birthday("1990-05-20").value()) == "1990-05-20");
  CHECK(birthday_text(parse_birthday("02-29").value()) == "02-29");
  CHECK(!parse_birthday("1990-02-29"));
  CHECK(!parse_birthday("5-20"));
  CHECK(!parse_birthday(""));
}

} // namespace
} // namespace loyalty::files::member_file_test
