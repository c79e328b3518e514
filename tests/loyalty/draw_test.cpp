// SPDX-License-Identifier: MIT
#include "loyalty/draw.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>

#include "catch.hpp"

namespace draw_test {

using namespace loyalty;

namespace {

using Keys = std::vector<std::string>;

Keys winners(const std::vector<Ticket>& tickets, std::size_t count, std::uint64_t seed) {
  Keys keys;
  for (const auto index : draw_winners(tickets, count, seed)) keys.push_back(tickets[index].key);
  return keys;
}

/// The rule of the header, done by hand: sorted keys, weights end to end, one number for each winner.
Keys winners_by_hand(std::vector<Ticket> tickets, std::size_t count, std::uint64_t seed) {
  std::sort(tickets.begin(), tickets.end(), [](const Ticket& a, const Ticket& b) { return a.key < b.key; });
  DrawNumbers numbers(seed);
  Keys won;
  while (won.size() < count && !tickets.empty()) {
    std::int64_t total = 0;
    for (const auto& ticket : tickets) total += ticket.weight;
    auto place = static_cast<std::int64_t>(numbers.below(static_cast<std::uint64_t>(total)));
    auto ticket = tickets.begin();
    for (; place >= ticket->weight; ++ticket) place -= ticket->weight;
    won.push_back(ticket->key);
    tickets.erase(ticket);
  }
  return won;
}

std::vector<Ticket> random_tickets(std::mt19937_64& random) {
  std::vector<Ticket> tickets;
  for (std::size_t count = random() % 20; tickets.size() < count;)
    tickets.push_back({"m" + std::to_string(tickets.size()), static_cast<std::int64_t>(random() % 5 + 1)});
  return tickets;
}

} // namespace

TEST_CASE("the numbers of a draw are those of SplitMix64, on every machine") {
  DrawNumbers numbers(1234567);
  CHECK(numbers.next() == 6457827717110365317U);
  CHECK(numbers.next() == 3203168211198807973U);
  CHECK(numbers.next() == 9817491932198370423U);
  CHECK(numbers.next() == 4593380528125082431U);
  CHECK(numbers.next() == 16408922859458223821U);
}

TEST_CASE("a draw once held comes out the same for ever") {
  const std::vector<Ticket> tickets{{"铁粉"}, {"M3", 3}, {"M1"}, {"M10", 2}, {"m2"}};
  CHECK(winners(tickets, 3, 20260618) == winners_by_hand(tickets, 3, 20260618));
  CHECK(winners(tickets, 3, 20260618) == Keys{"M3", "M10", "铁粉"});
  CHECK(winners(tickets, 5, 0) == Keys{"铁粉", "M10", "m2", "M1", "M3"});
}

TEST_CASE("keys go by their bytes: capitals first, then small letters, then what is not ASCII") {
  // Three equal chances: the first number says at which place of the sorted keys the winner stands.
  const std::vector<Ticket> tickets{{"é"}, {"a"}, {"Z"}};
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Keys sorted{"Z", "a", "é"};
    CHECK(winners(tickets, 1, seed).front() == sorted[DrawNumbers(seed).below(3)]);
  }
}

TEST_CASE("nobody takes part: nobody wins; more prizes than people: everybody wins once") {
  CHECK(winners({}, 3, 1).empty());
  CHECK(winners({{"a"}, {"b"}}, 0, 1).empty());
  auto all = winners({{"a"}, {"b"}, {"c", most_weight}}, 10, 1);
  std::sort(all.begin(), all.end());
  CHECK(all == Keys{"a", "b", "c"});
}

TEST_CASE("the same seed gives the same winners whatever the order of the tickets: 10,000 draws") {
  std::mt19937_64 random(20260601);
  for (int round = 0; round < 10'000; ++round) {
    auto tickets = random_tickets(random);
    const std::size_t count = random() % 8;
    const auto seed = random();
    const auto won = winners(tickets, count, seed);
    REQUIRE(won.size() == std::min(count, tickets.size()));
    REQUIRE(std::set<std::string>(won.begin(), won.end()).size() == won.size());
    REQUIRE(won == winners_by_hand(tickets, count, seed));
    std::shuffle(tickets.begin(), tickets.end(), random);
    REQUIRE(won == winners(tickets, count, seed));
  }
}

TEST_CASE("a bounded number takes each value equally often") {
  // 7 values, 70,000 draws: with 6 degrees of freedom chi-square has mean 6 and deviation sqrt(12) = 3.5;
  // 27.86 is passed by chance once in 10,000.
  std::vector<std::int64_t> seen(7);
  DrawNumbers numbers(7);
  for (int i = 0; i < 70'000; ++i) ++seen[numbers.below(7)];
  std::int64_t squares = 0;
  for (const auto count : seen) squares += (count - 10'000) * (count - 10'000);
  CHECK(squares * 100 < 10'000 * 2'786);
  // 2^63 + 1 throws nearly half of the numbers away and still stays below itself.
  const auto bound = (std::uint64_t{1} << 63U) + 1;
  for (int i = 0; i < 1'000; ++i) REQUIRE(numbers.below(bound) < bound);
  CHECK(numbers.below(1) == 0);
}

TEST_CASE("chances fit the weights: 10,000 draws of one winner") {
  // Weights 1, 2, 3, 4: expected 1,000, 2,000, 3,000 and 4,000 wins. Chi-square with 3 degrees of freedom passes 21.11
  // once in 10,000 by chance. Multiplied through by 12,000: sum of (12 / weight) × difference².
  const std::vector<Ticket> tickets{{"a", 1}, {"b", 2}, {"c", 3}, {"d", 4}};
  std::map<std::string, std::int64_t> wins;
  for (std::uint64_t seed = 1; seed <= 10'000; ++seed) ++wins[winners(tickets, 1, seed).front()];
  std::int64_t scaled = 0;
  for (const auto& ticket : tickets) {
    const auto difference = wins[ticket.key] - 1'000 * ticket.weight;
    scaled += 12 / ticket.weight * difference * difference;
  }
  CHECK(scaled < 12'000 * 2'111 / 100);
}

TEST_CASE("the second winner has the chances that the weights leave: 10,000 draws of two") {
  // Weights 1, 1, 2. The pairs (first, second) with their chances in twelfths: first heavy (6): each light one 3;
  // first light (3 each): the other light one 1, the heavy one 2. Six pairs, 5 degrees of freedom: 25.74 is passed once
  // in 10,000.
  const std::vector<Ticket> tickets{{"a", 1}, {"b", 1}, {"h", 2}};
  const std::map<std::string, std::int64_t> twelfths{{"ha", 3}, {"hb", 3}, {"ab", 1}, {"ba", 1}, {"ah", 2}, {"bh", 2}};
  constexpr std::int64_t draws = 12'000;
  std::map<std::string, std::int64_t> seen;
  for (std::uint64_t seed = 1; seed <= draws; ++seed) {
    const auto won = winners(tickets, 2, seed);
    ++seen[won[0] + won[1]];
  }
  std::int64_t scaled = 0; // by 6,000
  for (const auto& [pair, chance] : twelfths) {
    const auto difference = seen[pair] - draws / 12 * chance;
    scaled += 6 / chance * difference * difference;
  }
  CHECK(seen.size() == twelfths.size());
  CHECK(scaled < 6'000 * 2'574 / 100);
}

TEST_CASE("of the chances that fit a member the first counts; who meets none has one chance") {
  const auto spend = [](std::int64_t least) {
    return Condition{.kind = Condition::Kind::compare, .metric = Metric::spend, .value = least};
  };
  const Draw draw{.id = "bag", .name = "Bag", .chances = {{spend(500), 9}, {spend(100), 4}, {spend(800), 2}}};
  const auto weight_of = [&](std::int64_t spent) {
    return weight_in(draw, [&](const Condition& asked) {
      return holds(asked, [&](const Condition&) { return std::optional(spent); });
    });
  };
  CHECK(weight_of(99) == 1);
  CHECK(weight_of(100) == 4);
  CHECK(weight_of(500) == 9);
  CHECK(weight_of(800) == 9);
  CHECK(weight_in({.id = "plain", .name = "Plain"}, [](const Condition&) { return true; }) == 1);
}

} // namespace draw_test
