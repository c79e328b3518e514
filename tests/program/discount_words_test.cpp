// SPDX-License-Identifier: MIT
#include "program/discount_words.hpp"

#include <string>

#include "catch.hpp"
#include "program/program_file.hpp"

namespace discount_words_test {

namespace {

using namespace loyalty;
using namespace loyalty::program;

struct Said {
  std::string text;
  std::string left; ///< to pay; empty: it is no discount
};

std::string left_of(std::string_view text) {
  const auto left = left_to_pay(text);
  return left ? to_percent(*left) : "";
}

std::string promised(std::string_view name) {
  std::string text;
  for (const auto share : shares_promised(name)) text += (text.empty() ? "" : " ") + to_percent(share);
  return text;
}

/// A program with one coupon, one tier and one campaign that take this off.
std::string program_with(const std::string& off, const std::string& name) {
  return "[program]\nname = \"shop\"\n[[coupon]]\nid = \"c\"\nname = \"" + name + "\"\noff = \"" + off +
         "\"\n[[tier]]\nid = \"t\"\nname = \"" + name + "\"\nwhen = { orders = 1 }\ndiscount = \"" + off +
         "\"\n[[campaign]]\nid = \"d\"\nname = \"" + name + "\"\ndiscount = \"" + off + "\"\n";
}

} // namespace

TEST_CASE("a discount in tenths leaves what its words say") {
  const auto said = GENERATE(
      values<Said>({{"8折", "80%"},    {"8.8折", "88%"},    {"88折", "88%"},   {"95折", "95%"},     {"9.5折", "95%"},
                    {"８折", "80%"},   {"８．８折", "88%"}, {"８８折", "88%"}, {"8 折", "80%"},     {" 8折 ", "80%"},
                    {"九折", "90%"},   {"八五折", "85%"},   {"九五折", "95%"}, {"八点八折", "88%"}, {"半价", "50%"},
                    {"半價", "50%"},   {"对折", "50%"},     {"五折", "50%"},   {"8.75折", "87.5%"}, {"1折", "10%"},
                    {"0.5折", "5%"},   {"11折", "11%"},     {"0折", "0%"},     {"零折", "0%"},      {"10折", "100%"},
                    {"100折", "100%"}, {"1.0折", "10%"},    {"", ""},          {"折", ""},          {"8", ""},
                    {"80%", ""},       {"8.折", ""},        {".8折", ""},      {"885折", ""},       {"08折", ""},
                    {"-8折", ""},      {"88.5折", ""},      {"8八折", ""},     {"八8折", ""},       {"8 8折", ""},
                    {"打8折", ""},     {"8折券", ""},       {"8折扣", ""},     {"8..8折", ""}}));
  CAPTURE(said.text);
  CHECK(left_of(said.text) == said.left);
}

TEST_CASE("a name promises the shares that its words say") {
  CHECK(promised("金卡8折券") == "20%");
  CHECK(promised("银卡 95 折") == "5%");
  CHECK(promised("全场八五折") == "15%");
  CHECK(promised("9 折，大促 8 折") == "10% 20%");
  CHECK(promised("Summer 20% off") == "20%");
  CHECK(promised("SALE 20%OFF, 30 % Off") == "20% 30%");
  CHECK(promised("２０％ＯＦＦ") == "20%");
  CHECK(promised("半价券") == "50%");
  CHECK(promised("Half-price birthday") == "50%");
  CHECK(promised("双十一8折") == "20%");
  CHECK(promised("双十一八折") == "20%");
  CHECK(promised("11.11 八折") == "20%");
  CHECK(promised("618折扣日").empty());
  CHECK(promised("6.18折扣").empty());
  CHECK(promised("折上折").empty());
  CHECK(promised("第二件半价").empty());
  CHECK(promised("第2件8折").empty());
  CHECK(promised("Gold, 20% more points").empty());
  CHECK(promised("3折伞") == "70%"); // a word alone does not tell an umbrella from a sale
  CHECK(promised("").empty());
}

TEST_CASE("a discount is read wherever a share off is expected") {
  for (const std::string off : {"8折", "八折", "８折", "80折"}) {
    CAPTURE(off);
    const auto file = parse_program(program_with(off, "x"));
    CHECK(file.problems.empty());
    CHECK(std::get<PercentOff>(file.program.coupons.at(0).kind).share == Ratio{200'000});
    CHECK(file.program.tiers.at(0).discount == Ratio{200'000});
    CHECK(std::get<LinesOff>(file.program.campaigns.at(0).effect).share == Ratio{200'000});
  }
}

TEST_CASE("a discount that takes nothing or everything is refused with a hint") {
  for (const std::string off : {"0折", "10折", "100折", "885折", "打8折", "8折起"}) {
    CAPTURE(off);
    const auto file = parse_program(program_with(off, "x"));
    REQUIRE(file.problems.size() == 3);
    for (const auto& problem : file.problems) {
      CHECK(problem.severity == Problem::Severity::error);
      CHECK(problem.what.english().ends_with(" cannot be \"" + off + '"'));
      CHECK(problem.hint.english().starts_with("write "));
    }
  }
}

TEST_CASE("a name that promises another share is a warning, in coupon, tier and campaign") {
  CHECK(parse_program(program_with("20%", "8折券")).problems.empty());
  CHECK(parse_program(program_with("8折", "20% off")).problems.empty());
  CHECK(parse_program(program_with("20%", "9 折，大促 8 折")).problems.empty());
  for (const std::string name : {"8折券", "金卡 8.0 折", "八折", "20% off"}) {
    CAPTURE(name);
    const auto file = parse_program(program_with("80%", name));
    REQUIRE(file.problems.size() == 3);
    CHECK(file.ok());
    CHECK(file.problems[0].what.english() == "coupon \"c\" is called \"" + name + "\" and takes 80% off");
    CHECK(file.problems[0].why.english() == "its name says 20% off");
    CHECK(file.problems[0].hint.english() == "write off = \"20%\", or change the name");
    CHECK(file.problems[0].line == 6);
    CHECK(file.problems[1].hint.english() == "write discount = \"20%\", or change the name");
    CHECK(file.problems[2].what.english().starts_with("campaign \"d\" "));
  }
  const auto amount = parse_program("[program]\nname = \"x\"\n[[coupon]]\nid = \"c\"\nname = \"8折券\"\noff = \"8\"\n");
  REQUIRE(amount.problems.size() == 1);
  CHECK(amount.problems[0].what.english() == "coupon \"c\" is called \"8折券\" and takes no share off");
}

} // namespace discount_words_test
