// SPDX-License-Identifier: MIT
#include "loyalty/rfm.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <random>
#include <set>
#include <string>

#include "catch.hpp"

namespace rfm_test {

using namespace loyalty;

namespace {

RfmFigures buyer(std::int64_t number, std::int64_t recency_days, std::int64_t orders, std::int64_t net) {
  return {.member = MemberId(number), .recency_days = recency_days, .orders = orders, .net = Money{net}};
}

/// Recency, frequency and money as one word: "543".
std::string word(const RfmClasses& classes) {
  return std::to_string(classes.recency) + std::to_string(classes.frequency) + std::to_string(classes.monetary);
}

std::vector<std::string> words(const RfmRules& rules, const std::vector<RfmFigures>& buyers) {
  std::vector<std::string> all;
  for (const auto& classes : rfm_classes(rules, buyers)) all.push_back(word(classes));
  return all;
}

/// Classes of frequency alone.
std::string frequency_classes(const std::vector<std::int64_t>& orders) {
  std::vector<RfmFigures> buyers;
  for (const auto count : orders) buyers.push_back({.orders = count});
  std::string all;
  for (const auto& classes : rfm_classes({}, buyers)) all += std::to_string(classes.frequency);
  return all;
}

using Words = std::vector<std::string>;

} // namespace

TEST_CASE("five different buyers fill five classes, the best first in each respect") {
  CHECK(words({}, {buyer(1, 2, 9, 90'000), buyer(2, 10, 7, 5'000), buyer(3, 30, 1, 40'000), buyer(4, 60, 3, 70'000),
                   buyer(5, 90, 2, 100)}) == Words{"555", "442", "313", "234", "121"});
}

TEST_CASE("ten different buyers stand two by two") {
  CHECK(frequency_classes({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}) == "1122334455");
}

TEST_CASE("equal figures share the class of the middle of their places") {
  CHECK(frequency_classes({4}) == "3");
  CHECK(frequency_classes({4, 4, 4, 4}) == "3333");
  CHECK(frequency_classes({1, 2}) == "24"); // the middles of the halves: a quarter and three quarters of the row
  // Six of ten bought once: the middle of their places is 3 of 10, the second fifth. Then 6.5, 7.5, 8.5 and 9.5 of 10.
  CHECK(frequency_classes({1, 1, 1, 1, 1, 1, 2, 3, 4, 5}) == "2222224455");
  CHECK(frequency_classes({}).empty());
}

TEST_CASE("fixed bounds: days up to a bound, orders and money from a bound on") {
  const RfmRules rules{.window = {},
                       .recency = {30, 60, 90, 180},
                       .frequency = {2, 3, 5, 10},
                       .monetary = {{10'000}, {20'000}, {50'000}, {100'000}}};
  CHECK(words(rules, {buyer(1, 0, 1, 9'999), buyer(2, 30, 2, 10'000), buyer(3, 31, 3, 20'000), buyer(4, 90, 5, 50'000),
                      buyer(5, 180, 10, 99'999), buyer(6, 181, 99, 100'000)}) ==
        Words{"511", "522", "433", "344", "254", "155"});
}

TEST_CASE("bounds may be given for one respect only") {
  const RfmRules rules{.window = {}, .recency = {}, .frequency = {2, 3, 4, 5}, .monetary = {}};
  CHECK(words(rules, {buyer(1, 5, 1, 100)}) == Words{"313"});
}

TEST_CASE("every class has a word") {
  const auto segment = [](int r, int f, int m) { return std::string(to_string(rfm_segment({r, f, m}))); };
  CHECK(segment(5, 5, 5) == "champions");
  CHECK(segment(4, 5, 4) == "champions"); // the mean of 5 and 4 rounds up to 5
  CHECK(segment(5, 4, 4) == "loyal");
  CHECK(segment(3, 5, 5) == "loyal");
  CHECK(segment(4, 3, 3) == "potential_loyalists");
  CHECK(segment(5, 1, 1) == "new_customers");
  CHECK(segment(4, 1, 1) == "promising");
  CHECK(segment(3, 3, 3) == "need_attention");
  CHECK(segment(3, 2, 2) == "about_to_sleep");
  CHECK(segment(2, 4, 4) == "at_risk");
  CHECK(segment(1, 5, 5) == "cannot_lose");
  CHECK(segment(2, 1, 1) == "hibernating");
  CHECK(segment(1, 1, 1) == "lost");
  std::set<RfmSegment> met;
  for (int r = 1; r <= 5; ++r)
    for (int f = 1; f <= 5; ++f)
      for (int m = 1; m <= 5; ++m) met.insert(rfm_segment({r, f, m}));
  CHECK(met.size() == rfm_segment_count);
}

TEST_CASE("classes follow the figures whatever the order of the buyers: 10,000 shops") {
  // Better in a respect is never a lower class, equal is the same class, and the order of the rows does not matter.
  std::mt19937_64 random(20260604);
  for (int round = 0; round < 10'000; ++round) {
    std::vector<RfmFigures> buyers;
    for (auto count = random() % 12 + 1; buyers.size() < count;)
      buyers.push_back(buyer(std::ssize(buyers), static_cast<std::int64_t>(random() % 6),
                             static_cast<std::int64_t>(random() % 4 + 1), static_cast<std::int64_t>(random() % 8)));
    RfmRules rules;
    if (random() % 2 == 0) rules.recency = {1, 2, 3, 4};
    const auto classes = rfm_classes(rules, buyers);
    for (std::size_t a = 0; a < buyers.size(); ++a)
      for (std::size_t b = 0; b < buyers.size(); ++b) {
        if (buyers[a].recency_days <= buyers[b].recency_days) REQUIRE(classes[a].recency >= classes[b].recency);
        if (buyers[a].orders >= buyers[b].orders) REQUIRE(classes[a].frequency >= classes[b].frequency);
        if (buyers[a].net >= buyers[b].net) REQUIRE(classes[a].monetary >= classes[b].monetary);
      }
    auto shuffled = buyers;
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    const auto again = rfm_classes(rules, shuffled);
    for (std::size_t index = 0; index < shuffled.size(); ++index)
      REQUIRE(again[index] == classes[static_cast<std::size_t>(shuffled[index].member.value)]);
  }
}

} // namespace rfm_test
