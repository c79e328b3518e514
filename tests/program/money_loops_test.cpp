// SPDX-License-Identifier: MIT
// Rules that together give back what was paid: each with its sum, and its neighbour that leaves something to pay.
#include "program/one_fault.hpp"

namespace money_loops_test {

using namespace loyalty;
using namespace loyalty::program;
using namespace loyalty::program::one_fault;

namespace {

#define TEN_FOR_ONE "[points]\nearn={points=1,per='1.00'}\nredeem={points=10,worth='1.00'}\n"

struct Loop {
  std::string text;
  std::size_t line;
  std::size_t column;
  std::string_view what;
  std::string_view why;
  std::string_view neighbour = {}; ///< instead of which, and …
  std::string_view by = {};        ///< … what leaves something to pay
};

void check(const Loop& loop) {
  CAPTURE(loop.text);
  const auto file = parse_program(std::string(head) + loop.text);
  for (const auto& problem : file.problems) UNSCOPED_INFO(problem.what.english());
  REQUIRE(file.problems.size() == 1);
  const auto& problem = file.problems[0];
  CHECK((problem.severity == Problem::Severity::warning));
  CHECK(problem.line == loop.line);
  CHECK(problem.column == loop.column);
  CHECK(problem.what.english() == loop.what);
  CHECK(problem.why.english() == loop.why);

  auto text = loop.text;
  const auto at = text.find(loop.neighbour);
  REQUIRE(at != std::string::npos);
  text.replace(at, loop.neighbour.size(), loop.by);
  CAPTURE(text);
  const auto silent = parse_program(std::string(head) + text);
  for (const auto& each : silent.problems) UNSCOPED_INFO(each.what.english());
  CHECK(silent.problems.empty());
}

} // namespace

TEST_CASE("a campaign that adds points can give back what was paid") {
  check({TEN_FOR_ONE CAMPAIGN "earn={points=45,per='10.00'}\n" TIER "multiplier=2\n", 9, 6,
         "with campaign \"x\" points give back what was paid", "10.00 paid brings 110 points, which pay for 11.00",
         "points=45", "points=39"});
  // Points that pay for a half only leave the other half to pay.
  check({TEN_FOR_ONE CAMPAIGN "earn={points=45,per='10.00'}\n" TIER "multiplier=2\n", 9, 6,
         "with campaign \"x\" points give back what was paid", "10.00 paid brings 110 points, which pay for 11.00",
         "worth='1.00'", "worth='1.00',max_share='50%'"});
}

TEST_CASE("what each order brings by itself can pay for the orders that bring it") {
  check({"[wallet]\n" REWARD "on='order'\nlines={min_spend='20.00'}\ncash={amount='20.00'}\n", 7, 4,
         "what reward \"x\" brings pays for the orders that bring it", "1 order of 20.00 brings 20.00",
         "min_spend='20.00'", "min_spend='20.01'"});
  check({COUPON REWARD "on='order'\nevery=3\ncoupon='x'\n", 10, 4,
         "what reward \"x\" brings pays for the orders that bring it", "3 orders of any amount bring 5.00", "every=3\n",
         "number=3\n"});
}

TEST_CASE("cash back and points together can give back what was paid") {
  check({"[wallet]\n" TEN_FOR_ONE REWARD "on='order'\ncash={share='90%'}\n", 11, 6,
         "with the cash back of reward \"x\" an order gives back what was paid",
         "100.00 paid brings 90.00 into the wallet and 100 points, which pay for 10.00", "share='90%'", "share='89%'"});
}

TEST_CASE("points for each order can pay for the orders that bring them") {
  check({TEN_FOR_ONE CAMPAIGN "bonus=50\nlines={min_spend='5.00'}\n", 9, 7,
         "the bonus of campaign \"x\" pays for the orders that bring it",
         "1 order of 5.00 brings 50 points, which pay for 5.00", "'5.00'", "'5.01'"});
  check({TEN_FOR_ONE CAMPAIGN "every=3\nbonus=150\nlines={min_spend='5.00'}\n", 10, 7,
         "the bonus of campaign \"x\" pays for the orders that bring it",
         "3 orders of 5.00 bring 150 points, which pay for 15.00", "bonus=150", "bonus=149"});
  check({TEN_FOR_ONE CAMPAIGN "bonus=50\n", 9, 7, "the bonus of campaign \"x\" pays for the orders that bring it",
         "1 order of any amount brings 50 points, which pay for 5.00", "bonus=50", "bonus=50\norder=1"});
}

TEST_CASE("an offer and vouchers together can give an order away") {
  const std::string offer = CAMPAIGN "off='40.00'\nmin_spend='100.00'\n";
  const std::string voucher = ITEM("coupon") "off='60.00'\nmin_spend='100.00'\n";
  check({offer + voucher, 11, 5, "what can come off one order together gives it away",
         "of an order of 100: 40 by \"x\", 60 by \"x\"", "off='60.00'", "off='59.99'"});
  check({offer + voucher, 11, 5, "what can come off one order together gives it away",
         "of an order of 100: 40 by \"x\", 60 by \"x\"", "off='40.00'", "lines={category='a'}\noff='40.00'"});
  const std::string pair =
      "[[coupon]]\nid='a'\nname='a'\noff='60.00'\nmin_spend='100.00'\nstacking='a'\n"
      "[[coupon]]\nid='b'\nname='b'\noff='50.00'\nmin_spend='90.00'\nstacking='b'\n";
  check({pair, 12, 5, "what can come off one order together gives it away",
         "of an order of 100: 60 by \"a\", 50 by \"b\"", "stacking='b'", "stacking='a'"});
  check({pair, 12, 5, "what can come off one order together gives it away",
         "of an order of 100: 60 by \"a\", 50 by \"b\"", "stacking='b'\n", ""});
}

TEST_CASE("vouchers that come with a term can pay for its fee") {
  check(
      {ITEM("membership") "fee='9.00'\nterm='1 year'\n" ITEM("coupon") "off='9.00'\nissue={on='membership',plan='x'}\n",
       6, 5, "the vouchers of a term of \"x\" pay for its fee",
       "a term costs 9.00, and vouchers that ask for no minimum come to 9.00", "off='9.00'",
       "off='9.00'\nmin_spend='9.01'"});
}

TEST_CASE("what a friend brings can pay for the friend's order") {
  check({TEN_FOR_ONE "[referral]\nmin_order='10.00'\ninviter={points=50}\ninvited={points=50}\n", 6, 1,
         "what a friend brings pays for the friend's order",
         "a first order of 10.00 brings both of them 10.00 together", "min_order='10.00'", "min_order='10.01'"});
  check({TEN_FOR_ONE "[referral]\ninviter={points=50}\n", 6, 1, "what a friend brings pays for the friend's order",
         "a first order of any amount brings both of them 5.00 together", "inviter=", "min_order='5.01'\ninviter="});
  check({"[referral]\nmin_order='10.00'\n" ITEM("coupon") "off='10.00'\n" TIER "referral={coupon='x'}\n", 13, 10,
         "what a friend brings pays for the friend's order",
         "a first order of 10.00 brings both of them 10.00 together", "off='10.00'", "off='10.00'\nmin_spend='20.00'"});
}

TEST_CASE("a top-up can be given back whole, and small ones can bring more than a large one") {
  check({TEN_FOR_ONE "[wallet]\nbonus=[{pay='100.00',bonus='82.00'}]\n", 7, 8, "a top-up of 100.00 is given back whole",
         "it pays for 182.00, and those orders bring 182 points, which pay for 18.20", "bonus='82.00'",
         "bonus='81.00'"});
  check({"[wallet]\nbonus=[{pay='100.00',bonus='10.00'},{pay='250.00',bonus='19.00'}]\n", 4, 37,
         "several small top-ups bring more than one of 250.00",
         "2 top-ups of 100.00 bring 20.00, one of 250.00 brings 19.00", "bonus='19.00'", "bonus='20.00'"});
}

TEST_CASE("a gift card can earn points when it is bought and when it pays") {
  check({TEN_FOR_ONE "[cards]\n", 6, 1, "a gift card that is sold as an order earns points twice",
         "a card of 100.00 brings 100 points when it is bought, and 100 more when it pays", "per='1.00'",
         "per='1.00',lines={except={category='gift cards'}}"});
  check({TEN_FOR_ONE "[cards]\n", 6, 1, "a gift card that is sold as an order earns points twice",
         "a card of 100.00 brings 100 points when it is bought, and 100 more when it pays", "per='1.00'",
         "per='1.00',lines={category='tea'}"});
}

TEST_CASE("points that are transferred begin to live anew where they expire by inactivity") {
  check({"[points]\nearn={points=1,per='1.00'}\ntransfer={minimum=100}\nexpire={inactive='12 months'}\n", 5, 10,
         "points that are transferred need never expire",
         "with expire.inactive they last 12 months from the day of each transfer, and come back by another one",
         "inactive=", "after="});
}

} // namespace money_loops_test
