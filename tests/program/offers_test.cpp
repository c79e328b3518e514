// SPDX-License-Identifier: MIT
// What campaigns and coupons take off: what is read, refused and warned about.
#include "program/one_fault.hpp"

namespace offers_test {

using namespace loyalty;
using namespace loyalty::program;
using namespace loyalty::program::one_fault;

namespace {

/// The one campaign of a sound program.
Campaign campaign_of(std::string_view text) {
  const auto file = parse_program(std::string(head) + CAMPAIGN + std::string(text));
  CAPTURE(text);
  for (const auto& problem : file.problems) UNSCOPED_INFO(problem.what.english());
  REQUIRE(file.ok());
  return file.program.campaigns.at(0);
}

} // namespace

TEST_CASE("category and min_spend of a campaign are the short form of its lines") {
  const auto brief = campaign_of("off='5.00'\nmin_spend='9.00'\ncategory=['a','b']");
  for (const auto* lines :
       {"lines={category=['a','b'],min_spend='9.00'}", "min_spend='9.00'\nlines={category=['a','b']}"}) {
    CAPTURE(lines);
    const auto full = campaign_of("off='5.00'\n" + std::string(lines));
    CHECK((full.scope.lines == brief.scope.lines));
    CHECK(std::get<ThresholdOff>(full.effect).min_spend == Money{900});
  }
}

TEST_CASE("what is wrong with the lines of a campaign is named") {
  check_rows({
      {CAMPAIGN "discount='5%'\nlines='a'", 7, 7, "campaign.x.lines cannot be \"a\"",
       "write for example lines = { category = \"beauty\", min_spend = \"100.00\" }"},
      {CAMPAIGN "discount='5%'\nlines={}", 7, 7, "campaign.x.lines cannot be a table",
       "write for example lines = { category = \"beauty\", min_spend = \"100.00\" }"},
      {CAMPAIGN "discount='5%'\nlines={category='a'}\ncategory='a'", 8, 10,
       "campaign.x.category and campaign.x.lines say the same", "write it as lines = { category = \"beauty\" }"},
      {CAMPAIGN "discount='5%'\nlines={except={}}", 7, 15, "campaign.x.lines.except cannot be a table",
       "write for example except = { category = \"gift cards\" }"},
      {CAMPAIGN "discount='5%'\nlines={except='a'}", 7, 15, "campaign.x.lines.except cannot be \"a\"",
       "write for example except = { category = \"gift cards\" }"},
      {CAMPAIGN "discount='5%'\nlines={except={skus='a'}}", 7, 16, "unknown key \"skus\" in campaign.x.lines.except",
       "did you mean \"sku\"?"},
      {CAMPAIGN "discount='5%'\nlines={on_sale='no'}", 7, 16, "campaign.x.lines.on_sale cannot be \"no\"",
       "write for example on_sale = \"count\""},
      {CAMPAIGN "discount='5%'\nlines={min_spend='0.00'}", 7, 18, "campaign.x.lines.min_spend cannot be \"0.00\"",
       "write for example min_spend = \"100.00\""},
      {CAMPAIGN "discount='5%'\nlines={pieces=0}", 7, 15, "campaign.x.lines.pieces cannot be 0",
       "write for example pieces = 10"},
      {CAMPAIGN "off='5.00'\nmin_spend='9.00'\nlines={min_spend='9.00'}", 7, 11,
       "campaign.x.min_spend and campaign.x.lines.min_spend say the same", "delete min_spend"},
      {CAMPAIGN "off='5.00'\nlines={pieces=2}\nrepeats=true", 8, 9, "campaign.x.repeats goes with min_spend only",
       "delete repeats"},
  });
}

TEST_CASE("a campaign whose lines are all left out again is warned about") {
  check_rows({{CAMPAIGN "discount='5%'\nlines={category='a',except={category=['a','b']}}", 7, 28,
               "campaign \"x\" is for no line", "delete except, or what is named beside it"}},
             Problem::Severity::warning);
  const auto file = parse_program(std::string(head) + CAMPAIGN
                                  "discount='5%'\nlines={category=['a','c'],except={category=['a','b']}}");
  CHECK(file.problems.empty());
}

} // namespace offers_test
