// SPDX-License-Identifier: MIT
#include "loyalty/proposal.hpp"

#include "catch.hpp"
#include "loyalty/story.hpp"
#include "program/program_file.hpp"
#include "program/proposed_program.hpp"

namespace loyalty::proposal_test {
namespace {

std::string below(const char* amount) {
  const auto round = round_amount_below(money(amount), cny);
  return round ? to_string(*round, cny) : "nothing";
}

/// A shop whose n-th buyer of a hundred has spent n times 10.00, the last ten four times as much, in orders of 40.00.
ShopFigures hundred_buyers() {
  ShopFigures figures{.currency = cny,
                      .buyers = 100,
                      .repeaters = 40,
                      .orders = 140,
                      .first = day("2025-01-01"),
                      .last = day("2025-12-31")};
  for (std::int64_t buyer = 100; buyer >= 1; --buyer) figures.spent.push_back({buyer * (buyer > 90 ? 4'000 : 1'000)});
  figures.amounts.assign(140, money("40.00"));
  for (std::int32_t days = 1; days <= 40; ++days) figures.days_until_next.push_back(days * 2);
  return figures;
}

} // namespace

TEST_CASE("a round amount is the largest of the usual ones that is not above") {
  CHECK(below("0.99") == "nothing");
  CHECK(below("1.00") == "1.00");
  CHECK(below("7.99") == "6.00");
  CHECK(below("14.99") == "10.00");
  CHECK(below("15.00") == "15.00");
  CHECK(below("24.99") == "20.00");
  CHECK(below("99.99") == "80.00");
  CHECK(below("431.98") == "400.00");
  CHECK(below("1002.14") == "1000.00");
  CHECK(below("168.44") == "150.00");
}

TEST_CASE("a scheme is made of the shop's own figures") {
  const auto proposal = propose(hundred_buyers());
  REQUIRE(proposal);
  CHECK(to_string(proposal->unit, cny) == "1.00");
  CHECK(to_string(proposal->typical_order, cny) == "40.00");
  REQUIRE(proposal->tiers.size() == 2);
  CHECK(to_string(proposal->tiers[0].from, cny) == "800.00");
  CHECK(proposal->tiers[0].holders == 21);
  CHECK(to_string(proposal->tiers[0].keep, cny) == "600.00");
  CHECK(to_string(proposal->tiers[1].from, cny) == "3000.00");
}

TEST_CASE("a second tier stands above the first, or there is none") {
  auto figures = hundred_buyers();
  figures.spent.assign(100, money("300.00"));
  CHECK(propose(figures)->tiers.size() == 1);
  figures.spent.resize(49);
  CHECK(propose(figures)->tiers.empty());
}

TEST_CASE("who has not come again when four fifths of the others have is silent") {
  const auto proposal = propose(hundred_buyers());
  CHECK(proposal->silent_days == 90);
  CHECK(proposal->back_by_then == Ratio{Ratio::one});
  auto once = hundred_buyers();
  once.days_until_next.clear();
  CHECK(propose(once)->silent_days == 90);
  CHECK(propose(once)->back_by_then == Ratio{});
}

TEST_CASE("nothing is proposed where nobody bought") { CHECK_FALSE(propose(ShopFigures{})); }

TEST_CASE("the proposed program has no problems") {
  for (const auto currency : {cny, *Currency::find("JPY"), *Currency::find("KWD")}) {
    auto figures = hundred_buyers();
    figures.currency = currency;
    const auto text = program::proposed_program(*propose(figures), "Asia/Shanghai",
                                                [](const Message& message) { return message.english(); });
    const auto file = program::parse_program(text);
    INFO(text);
    CHECK(file.problems.empty());
  }
}

} // namespace loyalty::proposal_test
