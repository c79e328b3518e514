// SPDX-License-Identifier: MIT
// What campaigns and coupons take off: what is read, refused and warned about.
#include "program/one_fault.hpp"

namespace offers_test {

using namespace loyalty;
using namespace loyalty::program;
using namespace loyalty::program::one_fault;

namespace {

Program sound(std::string_view text) {
  const auto file = parse_program(std::string(head) + std::string(text));
  CAPTURE(text);
  for (const auto& problem : file.problems) UNSCOPED_INFO(problem.what.english());
  REQUIRE(file.ok());
  return file.program;
}

/// The one campaign of a sound program.
Campaign campaign_of(std::string_view text) { return sound(CAMPAIGN + std::string(text)).campaigns.at(0); }
Coupon coupon_of(std::string_view text) { return sound(COUPON + std::string(text)).coupons.at(0); }

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

TEST_CASE("category and min_spend of a coupon are the short form of its lines") {
  const auto brief = coupon_of("min_spend='9.00'\ncategory=['a','b']");
  CHECK(brief.min_spend == Money{900});
  for (const auto* lines :
       {"lines={category=['a','b'],min_spend='9.00'}", "min_spend='9.00'\nlines={category=['a','b']}"}) {
    CAPTURE(lines);
    const auto full = coupon_of(lines);
    CHECK((full.lines == brief.lines));
    CHECK(full.min_spend == brief.min_spend);
  }
}

TEST_CASE("what is wrong with the lines of a coupon is named") {
  check_rows({
      {COUPON "lines={}", 7, 7, "coupon.x.lines cannot be a table",
       "write for example lines = { category = \"beauty\", min_spend = \"100.00\" }"},
      {COUPON "lines={skus='a'}", 7, 8, "unknown key \"skus\" in coupon.x.lines", "did you mean \"sku\"?"},
      {COUPON "lines={category='a'}\ncategory='a'", 8, 10, "coupon.x.category and coupon.x.lines say the same",
       "write it as lines = { category = \"beauty\" }"},
      {COUPON "min_spend='9.00'\nlines={min_spend='9.00'}", 7, 11,
       "coupon.x.min_spend and coupon.x.lines.min_spend say the same", "delete min_spend"},
  });
}

TEST_CASE("a coupon whose lines are all left out again is warned about") {
  check_rows({{COUPON "lines={sku='a',except={sku=['a','b']}}", 7, 23, "coupon \"x\" is for no line",
               "delete except, or what is named beside it"}},
             Problem::Severity::warning);
  CHECK(parse_program(std::string(head) + COUPON "lines={sku=['a','c'],except={sku=['a','b']}}").problems.empty());
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

TEST_CASE("what is wrong with a ladder is named") {
  check_rows({
      {CAMPAIGN "ladder='20%'", 6, 8, "campaign.x.ladder cannot be \"20%\"",
       "write ladder = [ { from = \"200.00\", off = \"20%\" }, { from = \"500.00\", off = \"30%\" } ]"},
      {CAMPAIGN "ladder=[{from='9.00'}]", 6, 9, "campaign.x.ladder has no off", "add off = \"20%\""},
      {CAMPAIGN "ladder=[{off='9.00'}]", 6, 9, "campaign.x.ladder has no from", "add from = \"200.00\""},
      {CAMPAIGN "ladder=[{from=0,off='9.00'}]", 6, 15, "campaign.x.ladder.from cannot be 0",
       "write for example from = 10"},
      {CAMPAIGN "ladder=[{from=2,off='0%'}]", 6, 21, "campaign.x.ladder.off cannot be \"0%\"",
       "write for example off = \"20%\""},
      {CAMPAIGN "ladder=[{from=2,off='5%'},{from='9.00',off='9%'}]", 6, 27,
       "campaign.x.ladder counts both money and pieces",
       "write from of all steps as an amount, or of all as a number of pieces"},
      {CAMPAIGN "ladder=[{from=2,off='5%'},{from=2,off='9%'}]", 6, 27, "campaign.x.ladder must ascend",
       "write each step once, the smallest first"},
      {CAMPAIGN "ladder=[{from='9.00',off='5%'},{from='8.99',off='9%'}]", 6, 32, "campaign.x.ladder must ascend",
       "write each step once, the smallest first"},
  });
}

TEST_CASE("what is wrong with an offer on pieces is named") {
  check_rows({
      {CAMPAIGN "pieces=3", 6, 8, "campaign.x.pieces cannot be 3",
       "write for example pieces = { buy = 2, get = 1, off = \"100%\" }"},
      {CAMPAIGN "pieces={buy=2}", 6, 8, "campaign.x.pieces needs exactly one of off and price",
       "write for example { buy = 2, get = 1, off = \"100%\" }"},
      {CAMPAIGN "pieces={off='5%',price='9.00'}", 6, 8, "campaign.x.pieces needs exactly one of off and price",
       "write for example { buy = 2, get = 1, off = \"100%\" }"},
      {CAMPAIGN "pieces={buy=0,off='5%'}", 6, 13, "campaign.x.pieces.buy cannot be 0", "write for example buy = 10"},
      {CAMPAIGN "pieces={get=10001,off='5%'}", 6, 13, "campaign.x.pieces.get cannot be 10001",
       "write for example get = 10"},
      {CAMPAIGN "pieces={off='5%',pick='best'}", 6, 23, "campaign.x.pieces.pick cannot be \"best\"",
       "write for example pick = \"cheapest\""},
      {CAMPAIGN "pieces={off='5%',pick='each round',get_from={sku='a'}}", 6, 45,
       "campaign.x.pieces.get_from does not go with pick = \"each round\"", "delete pick"},
      {CAMPAIGN "pieces={off='5%',get_from={}}", 6, 27, "campaign.x.pieces.get_from cannot be a table",
       "write for example get_from = { category = \"beauty\", min_spend = \"100.00\" }"},
      {CAMPAIGN "price='0.00'", 6, 7, "campaign.x.price cannot be \"0.00\"", "write for example price = \"100.00\""},
  });
}

TEST_CASE("what is odd of a campaign is odd of a coupon") {
  check_rows(
      {
          {ITEM("coupon") "pieces={off='100%'}", 6, 13, "coupon \"x\" gives its pieces away", "add buy = 1"},
          {ITEM("coupon") "ladder=[{from='9.00',off='9.00'}]", 6, 26, "coupon \"x\" can give an order away",
           "make from larger than off"},
          {ITEM("coupon") "ladder=[{from='9.00',off='50%'},{from='10.00',off='5.00'}]", 6, 51,
           "a step of coupon \"x\" takes no more than the one below it", "make off larger, or delete the step"},
          {"[[coupon]]\nid='x'\nname='满2件8折'\nladder=[{from=2,off='80%'}]", 6, 8,
           "coupon \"x\" is called \"满2件8折\" and takes 80% off", "write off = \"20%\", or change the name"},
          {ITEM("coupon") "ladder=[{from=2,off='50%'}]\n[prices]\nfloors=[{share='60%'}]", 6, 8,
           "coupon \"x\" can never take 50% off", "lower the floor, or the discount"},
          {ITEM("coupon") "ladder=[{from=2,off='50%'}]\non_return='demand'", 7, 11,
           "coupon \"x\" never demands anything back", "add min_spend, or delete on_return"},
      },
      Problem::Severity::warning);
  CHECK(parse_program(std::string(head) + ITEM("coupon") "ladder=[{from='9.00',off='8.00'}]\non_return='demand'")
            .problems.empty());
}

TEST_CASE("pieces that are given away are warned about") {
  check_rows({{CAMPAIGN "pieces={off='100%'}", 6, 13, "campaign \"x\" gives its pieces away", "add buy = 1"}},
             Problem::Severity::warning);
  CHECK(parse_program(std::string(head) + CAMPAIGN "pieces={buy=1,off='100%'}").problems.empty());
}

TEST_CASE("a ladder that gives an order away, or has a step for nothing, is warned about") {
  check_rows(
      {
          {CAMPAIGN "ladder=[{from='9.00',off='9.00'}]", 6, 26, "campaign \"x\" can give an order away",
           "make from larger than off"},
          {CAMPAIGN "ladder=[{from='9.00',off='50%'},{from='10.00',off='5.00'}]", 6, 51,
           "a step of campaign \"x\" takes no more than the one below it", "make off larger, or delete the step"},
          {"[[campaign]]\nid='x'\nname='满2件8折'\nladder=[{from=2,off='80%'}]", 6, 8,
           "campaign \"x\" is called \"满2件8折\" and takes 80% off", "write off = \"20%\", or change the name"},
      },
      Problem::Severity::warning);
  for (const std::string_view sound :
       {CAMPAIGN "ladder=[{from='9.00',off='8.99'}]",
        CAMPAIGN "ladder=[{from='9.00',off='50%'},{from='10.00',off='5.01'}]",
        "[[campaign]]\nid='x'\nname='满2件9折，满3件8折'\nladder=[{from=2,off='9折'},{from=3,off='8折'}]"}) {
    CAPTURE(sound);
    CHECK(parse_program(std::string(head) + std::string(sound)).problems.empty());
  }
}

TEST_CASE("what is wrong with floors is named") {
  check_rows({
      {"[prices]\nbeyond='lost'", 3, 1, "prices has no floors",
       "add floors = [ { lines = { category = \"beauty\" }, share = \"70%\" } ]"},
      {"[prices]\nfloors=[{lines={sku='a'}}]", 4, 9, "prices.floors needs exactly one of share and price",
       "write for example share = \"70%\" or price = \"30.00\""},
      {"[prices]\nfloors=[{share='0%'}]", 4, 16, "prices.floors.share cannot be \"0%\"",
       "write for example share = \"20%\""},
      {"[prices]\nfloors=[{price='0.00'}]", 4, 16, "prices.floors.price cannot be \"0.00\"",
       "write for example price = \"100.00\""},
      {"[prices]\nfloors=[{share='70%'}]\nbeyond='moved'", 5, 8, "prices.beyond cannot be \"moved\"",
       "write for example beyond = \"move\""},
  });
}

TEST_CASE("a discount below every floor is warned about") {
  check_rows({{"[prices]\nfloors=[{share='70%'}]\n" CAMPAIGN "discount='31%'", 8, 10,
               "campaign \"x\" can never take 31% off", "lower the floor, or the discount"}},
             Problem::Severity::warning);
  for (const std::string_view sound :
       {"[prices]\nfloors=[{share='70%'}]\n" CAMPAIGN "discount='30%'",
        "[prices]\nfloors=[{share='70%',lines={sku='a'}}]\n" CAMPAIGN "discount='31%'"}) {
    CAPTURE(sound);
    CHECK(parse_program(std::string(head) + std::string(sound)).problems.empty());
  }
}

} // namespace offers_test
