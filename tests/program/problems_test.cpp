// SPDX-License-Identifier: MIT
#include <map>
#include <string>
#include <string_view>

#include "catch.hpp"
#include "program/program_file.hpp"

namespace problems_test {

using namespace loyalty::program;

namespace {

constexpr std::string_view head = "[program]\nname = \"店\"\n"; // rows begin on line 3

struct Row {
  std::string_view text;
  std::size_t line;
  std::size_t column;
  std::string_view what;
};

void check_row(const Row& row, const std::string& text, Problem::Severity severity) {
  const auto file = parse_program(text);
  CAPTURE(row.text);
  for (const auto& problem : file.problems) UNSCOPED_INFO(problem.what.english());
  REQUIRE(file.problems.size() == 1);
  const auto& problem = file.problems[0];
  CHECK((problem.severity == severity));
  CHECK(problem.line == row.line);
  CHECK(problem.column == row.column);
  CHECK(problem.what.english() == row.what);
}

#define PLAIN_TIER "[[tier]]\nid='a'\nname='a'\n"
#define SPEND(id, value) "[[tier]]\nid='" id "'\nname='x'\nwhen={spend='" value "'}\n"
#define ORDERS_TIER PLAIN_TIER "when={orders=1}\n"
#define PLAIN_COUPON "[[coupon]]\nid='c'\nname='c'\noff='5.00'\n"

} // namespace

TEST_CASE("what is wrong with the head of a program is named with its place") {
  const Row rows[] = {
      {"", 1, 1, "the file has no program"},
      {"[program]", 1, 1, "program has no name"},
      {"program = 1", 1, 11, "program cannot be 1"},
      {"[program]\nname = 5", 2, 8, "program.name cannot be 5"},
      {"[program]\nname = \" \"", 2, 8, "program.name cannot be \" \""},
      {"[program]\nname = \"a\"\ncurrency = \"cny\"", 3, 12, "program.currency cannot be \"cny\""},
      {"[program]\nname = \"a\"\ntimezone = \"../x\"", 3, 12, "program.timezone cannot be \"../x\""},
      {"[program]\nname = \"a\"\ntimezone = \"/x\"", 3, 12, "program.timezone cannot be \"/x\""},
      {"[program]\nname = \"a\"\nnmae = \"b\"", 3, 1, "unknown key \"nmae\" in program"},
      {"[program]\nname = \"a\"\n[pionts]", 3, 1, "unknown key \"pionts\""},
  };
  for (const auto& row : rows) check_row(row, std::string(row.text), Problem::Severity::error);
}

TEST_CASE("what is wrong with a rule is named with its place") {
  const Row rows[] = {
      {"[points]\nearn={per='1.00'}", 4, 6, "points.earn has no points"},
      {"[points]\nearn={points=1}", 4, 6, "points.earn has no per"},
      {"[points]\nearn={points=1.5,per='1.00'}", 4, 14, "points.earn.points cannot be 1.5"},
      {"[points]\nearn={points='1',per='1.00'}", 4, 14, "points.earn.points cannot be \"1\""},
      {"[points]\nearn={points=0,per='1.00'}", 4, 14, "points.earn.points cannot be 0"},
      {"[points]\nearn={points=0x10,per='1.00'}", 4, 14, "points.earn.points cannot be 0x10"},
      {"[points]\nearn={points=9223372036854775807,per='1.00'}", 4, 14,
       "points.earn.points cannot be 9223372036854775807"},
      {"[points]\nearn={points=1,per=10.0}", 4, 20, "points.earn.per cannot be 10.0"},
      {"[points]\nearn={points=1,per='0.00'}", 4, 20, "points.earn.per cannot be \"0.00\""},
      {"[points]\nearn={points=1,per='1.00',rounding='up'}", 4, 36, "points.earn.rounding cannot be \"up\""},
      {"[points]\nearn='x'", 4, 6, "points.earn cannot be \"x\""},
      {"[points]\nredeem={points=1,worth='1.00',max_share='101%'}", 4, 41,
       "points.redeem.max_share cannot be \"101%\""},
      {"[points]\nredeem={points=1,worth='1.00',step=0}", 4, 36, "points.redeem.step cannot be 0"},
      {"[points]\nredeem={points=1,worth='1.00',step=10,max_points=9}", 4, 50,
       "points.redeem.max_points leaves nothing to redeem"},
      {"[points]\nmax_per_order=-1", 4, 15, "points.max_per_order cannot be -1"},
      {"[points]\nhold='1 month'", 4, 6, "points.hold cannot be \"1 month\""},
      {"[points]\nhold=7", 4, 6, "points.hold cannot be 7"},
      {"[points]\nexpire={}", 4, 8, "points.expire needs exactly one of after, on and inactive"},
      {"[points]\nexpire={on='02-29'}", 4, 12, "points.expire.on cannot be \"02-29\""},
      {"[points]\nexpire={on='12-31',round_up='year'}", 4, 29, "points.expire.round_up goes with after only"},
      {"[points]\nexpire={after='1 year',round_up='week'}", 4, 33, "points.expire.round_up cannot be \"week\""},
      {"[points]\nrefunds={shortfall='forget'}", 4, 20, "points.refunds.shortfall cannot be \"forget\""},
      {"[points]\n\"名\"='x'", 4, 1, "unknown key \"名\" in points"},
      {"[growth]\nearn={points=1,per='1.00',bonus=1}", 4, 27, "unknown key \"bonus\" in growth.earn"},
  };
  for (const auto& row : rows) check_row(row, std::string(head) + std::string(row.text), Problem::Severity::error);
}

TEST_CASE("what is wrong with a tier is named with its place") {
  const Row rows[] = {
      {"[tier]\nid='a'", 3, 1, "tier cannot be a table"},
      {"tier=[1]", 3, 1, "unknown key \"tier\" in program"},
      {"[[tier]]\nname='a'\nwhen={}", 3, 1, "tier has no id"},
      {"[[tier]]\nid='a'\nwhen={}", 3, 1, "tier.a has no name"},
      {PLAIN_TIER, 3, 1, "tier.a has no when"},
      {"[[tier]]\nid='A'\nname='a'\nwhen={}", 4, 4, "tier.id cannot be \"A\""},
      {ORDERS_TIER "[[tier]]\nid='a'\nname='b'\nwhen={orders=2}", 8, 4, "two tiers have the id \"a\""},
      {PLAIN_TIER "when={spend=1000}", 6, 13, "tier.a.when.spend cannot be 1000"},
      {PLAIN_TIER "when={spend='-1'}", 6, 13, "tier.a.when.spend cannot be \"-1\""},
      {PLAIN_TIER "when={orders='3'}", 6, 14, "tier.a.when.orders cannot be \"3\""},
      {PLAIN_TIER "when={orders='~ 3'}", 6, 14, "tier.a.when.orders cannot be \"~ 3\""},
      {PLAIN_TIER "when={window='1 year'}", 6, 6, "tier.a.when compares nothing"},
      {PLAIN_TIER "when={orders=1,window='year'}", 6, 23, "tier.a.when.window cannot be \"year\""},
      {PLAIN_TIER "when={any={orders=1}}", 6, 11, "tier.a.when.any cannot be a table"},
      {PLAIN_TIER "when={any=[{order=1}]}", 6, 13, "unknown key \"order\" in tier.a.when.any"},
      {PLAIN_TIER "when='always'", 6, 6, "tier.a.when cannot be \"always\""},
      {ORDERS_TIER "term='0 days'", 7, 6, "tier.a.term cannot be \"0 days\""},
      {ORDERS_TIER "round_up='year'", 7, 10, "tier.a.round_up goes with term only"},
      {ORDERS_TIER "term='1 year'\nround_up='week'", 8, 10, "tier.a.round_up cannot be \"week\""},
      {ORDERS_TIER "demote='on step'", 7, 8, "tier.a.demote cannot be \"on step\""},
      {ORDERS_TIER "promote='tomorrow'", 7, 9, "tier.a.promote cannot be \"tomorrow\""},
      {ORDERS_TIER "discount='5'", 7, 10, "tier.a.discount cannot be \"5\""},
      {ORDERS_TIER "multiplier=1.5", 7, 12, "tier.a.multiplier cannot be 1.5"},
      {ORDERS_TIER "multiplier=101", 7, 12, "tier.a.multiplier cannot be 101"},
      {ORDERS_TIER "benefits=['会员', 2]", 7, 17, "tier.a.benefits cannot be 2"},
      {ORDERS_TIER "retain={'会员'=1}", 7, 9, "unknown key \"会员\" in tier.a.retain"},
  };
  for (const auto& row : rows) check_row(row, std::string(head) + std::string(row.text), Problem::Severity::error);
}

TEST_CASE("what is wrong with a coupon is named with its place") {
  const Row rows[] = {
      {"[[coupon]]\nid='c'\nname='c'", 3, 1,
       "coupon.c needs exactly one of off, ladder, pieces, price, shipping_off, "
       "free_shipping, gift and bonus_points"},
      {"[[coupon]]\nid='c'\nname='c'\noff='101%'", 6, 5, "coupon.c.off cannot be \"101%\""},
      {"[[coupon]]\nid='c'\nname='c'\noff='0%'", 6, 5, "coupon.c.off cannot be \"0%\""},
      {"[[coupon]]\nid='c'\nname='c'\noff=10", 6, 5, "coupon.c.off cannot be 10"},
      {PLAIN_COUPON "max_discount='1.00'", 7, 14, "coupon.c.max_discount goes with a percentage only"},
      {PLAIN_COUPON "min_spend='1,000'", 7, 11, "coupon.c.min_spend cannot be \"1,000\""},
      {PLAIN_COUPON "valid={from=2026-02-01,until='2026-01-31'}", 7, 7, "coupon.c.valid holds no day"},
      {PLAIN_COUPON "valid={from='2026-02-30'}", 7, 13, "coupon.c.valid.from cannot be \"2026-02-30\""},
      {PLAIN_COUPON "valid={until=2026-02-01T00:00:00}", 7, 14, "coupon.c.valid.until cannot be 2026-02-01T00:00:00"},
      {PLAIN_COUPON "valid={}", 7, 7, "coupon.c.valid cannot be a table"},
      {ORDERS_TIER PLAIN_COUPON "audience={tier='b'}", 11, 16, "there is no tier \"b\""},
      {PLAIN_COUPON "audience={teir='b'}", 7, 11, "unknown key \"teir\" in coupon.c.audience"},
      {PLAIN_COUPON "code='two words'", 7, 6, "coupon.c.code cannot be \"two words\""},
      {PLAIN_COUPON "code='x'\n[[coupon]]\nid='d'\nname='d'\noff='1.00'\ncode='x'", 12, 6,
       "two coupons have the code \"x\""},
      {PLAIN_COUPON "[[coupon]]\nid='c'\nname='d'\noff='1.00'", 8, 4, "two coupons have the id \"c\""},
      {PLAIN_COUPON "per_member={per='year'}", 7, 12, "coupon.c.per_member has no times"},
      {PLAIN_COUPON "per_member={times=1,per='hour'}", 7, 25, "coupon.c.per_member.per cannot be \"hour\""},
      {PLAIN_COUPON "budget={}", 7, 8, "coupon.c.budget cannot be a table"},
      {PLAIN_COUPON "budget={vouchers='10'}", 7, 18, "coupon.c.budget.vouchers cannot be \"10\""},
  };
  for (const auto& row : rows) check_row(row, std::string(head) + std::string(row.text), Problem::Severity::error);
}

TEST_CASE("a sound program that its owner can hardly mean is warned about") {
  const Row rows[] = {
      {SPEND("a", "10.00") SPEND("b", "10.00"), 10, 6, "tier \"b\" is reached no later than \"a\""},
      {SPEND("a", "10.00") SPEND("b", "5.00"), 10, 6, "tier \"b\" is reached no later than \"a\""},
      {SPEND("b", "10.00") PLAIN_TIER "when={}", 10, 6, "tier \"a\" is reached no later than \"b\""},
      {PLAIN_TIER "when={growth=5}", 6, 6, "nobody can reach tier \"a\""},
      {PLAIN_TIER "when={points_earned=5}", 6, 6, "nobody can reach tier \"a\""},
      {PLAIN_TIER "when={orders='< 0'}", 6, 6, "nobody can reach tier \"a\""},
      {PLAIN_TIER "when={all=[{orders=3},{orders='< 3'}]}", 6, 6, "nobody can reach tier \"a\""},
      {ORDERS_TIER "retain={orders=1}", 7, 8, "tier \"a\" has retain but no term"},
      {ORDERS_TIER "grace='7 days'", 7, 7, "tier \"a\" has grace but no term"},
      {"[points]\nearn={points=1,per='1.00'}\nredeem={points=1,worth='1.00'}", 4, 6,
       "points give back as much as was paid, or more"},
      {"[points]\nearn={points=1,per='1.00'}\nredeem={points=2,worth='1.00'}\n" ORDERS_TIER "multiplier=2", 4, 6,
       "points give back as much as was paid, or more"},
      {"[points]\nredeem={points=10,worth='1.00',minimum=15,step=10}", 4, 40,
       "the minimum of 15 points can never be redeemed"},
      {"[points]\nhold='31 days'\nexpire={after='1 month'}", 4, 6, "points expire before they can be used"},
      {PLAIN_COUPON "min_spend='5.00'", 6, 5, "coupon \"c\" can give an order away"},
  };
  for (const auto& row : rows) check_row(row, std::string(head) + std::string(row.text), Problem::Severity::warning);
}

TEST_CASE("sound programs are not warned about") {
  for (const std::string_view text :
       {SPEND("a", "10.00") SPEND("b", "10.01"), SPEND("b", "10.00") ORDERS_TIER,
        ORDERS_TIER "retain={orders=1}\nterm='1 year'", "[points]\nhold='27 days'\nexpire={after='1 month'}",
        PLAIN_COUPON "min_spend='5.01'"}) {
    CAPTURE(text);
    CHECK(parse_program(std::string(head) + std::string(text)).problems.empty());
  }
}

TEST_CASE("all problems are found in one reading, in the order of the lines") {
  const auto file = parse_program("[program]\ncurrency='x'\n[points]\nhold=7\nearn={}\n[[tier]]\n[[coupon]]\nof='1'\n");
  CHECK(file.problems.size() == 12);
  for (std::size_t i = 1; i < file.problems.size(); ++i) CHECK(file.problems[i - 1].line <= file.problems[i].line);
}

TEST_CASE("hints name the word that was probably meant") {
  const auto hint = [](std::string_view text) {
    const auto file = parse_program(std::string(head) + std::string(text));
    return file.problems.size() == 1 ? file.problems[0].hint.english() : "not one problem";
  };
  CHECK(hint("[points]\nhodl='7 days'") == "did you mean \"hold\"?");
  CHECK(hint("[pionts]") == "did you mean \"points\"?");
  CHECK(hint(ORDERS_TIER "demote='onestep'") == "write for example demote = \"one step\"");
  CHECK(hint(ORDERS_TIER "multiplier=1.5") == "write for example multiplier = \"1.5\"");
  CHECK(hint("[[tier]]\nid='silver'\nname='a'\nwhen={}\n" PLAIN_COUPON "audience={tier='sliver'}") ==
        "did you mean \"silver\"?");
  CHECK(hint("[texts]\nvoucher='{nmae}, {code}'") == "did you mean \"{name}\"?");
  CHECK(hint("[texts]\nbirhtday='{name}'") == "did you mean \"birthday\"?");
}

TEST_CASE("texts to members are taken as they are, and a text says where it cannot be filled") {
  const auto file =
      parse_program(std::string(head) + "[texts]\nvoucher='{name}: {code}'\nsegment=\"\"\"\na\nb\"\"\"\n");
  CHECK(file.problems.empty());
  CHECK(file.program.texts == std::map<std::string, std::string>{{"segment", "a\nb"}, {"voucher", "{name}: {code}"}});
  check_row({"", 4, 9, "texts.voucher cannot name {date}"}, std::string(head) + "[texts]\nvoucher='{name}: {date}'",
            Problem::Severity::error);
  check_row({"", 4, 9, "texts.voucher cannot name {"}, std::string(head) + "[texts]\nvoucher='{name'",
            Problem::Severity::error);
  check_row({"", 4, 7, "texts.thank cannot be \"\""}, std::string(head) + "[texts]\nthank=''",
            Problem::Severity::error);
}

} // namespace problems_test
