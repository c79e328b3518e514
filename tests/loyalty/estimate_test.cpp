// SPDX-License-Identifier: MIT
#include "loyalty/estimate.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/error.hpp"

namespace estimate_test {

using namespace loyalty;

namespace {

using Numbers = std::vector<std::int64_t>;

/// 20 members with the numbers k²·1000 − 7k, of whom those are drawn that `drawn` says.
template <class Which>
std::vector<Drawn> lot(const Which& drawn) {
  std::vector<Drawn> members;
  for (std::int64_t k = 0; k < 20; ++k) members.push_back({k * k * 1'000 - 7 * k, drawn(k)});
  return members;
}

Wide power_of_ten(int exponent) {
  Wide power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

} // namespace

TEST_CASE("quotients round halves away from zero", "[estimate]") {
  CHECK(quotient(5, 2) == 3);
  CHECK(quotient(-5, 2) == -3);
  CHECK(quotient(4, 3) == 1);
  CHECK(quotient(5, 3) == 2);
  CHECK(quotient(-4, 3) == -1);
  CHECK(quotient(0, 7) == 0);
  // Where doubling the rest would not fit.
  const Wide large = power_of_ten(38);
  CHECK(quotient(large - 1, large) == 1);
  CHECK(quotient(large / 2 - 1, large) == 0);
}

TEST_CASE("roots are whole and never too large", "[estimate]") {
  for (std::int64_t root = 0; root < 2'000; ++root) {
    REQUIRE(isqrt(Wide{root} * root) == root);
    REQUIRE(isqrt(Wide{root} * root + 2 * root) == root);
  }
  const Wide most = std::numeric_limits<std::int64_t>::max();
  CHECK(isqrt(most * most) == most);
  CHECK(isqrt(most * most - 1) == most - 1);
  CHECK(isqrt(~(Wide{1} << 127U)) == Wide{13'043'817'825'332'782'212U});
}

TEST_CASE("amounts of thousandths are rounded to the nearest, down and up", "[estimate]") {
  CHECK(to_thousandths(Money{-7}) == -7'000);
  CHECK(from_thousandths(1'500) == Money{2});
  CHECK(from_thousandths(-1'500) == Money{-2});
  CHECK(from_thousandths(1'499) == Money{1});
  CHECK(floor_of(1'999) == Money{1});
  CHECK(floor_of(-1) == Money{-1});
  CHECK(floor_of(-1'000) == Money{-1});
  CHECK(ceiling_of(1) == Money{1});
  CHECK(ceiling_of(1'000) == Money{1});
  CHECK(ceiling_of(-1'999) == Money{-1});
  CHECK_THROWS_AS(to_thousandths(Money{most_together}), Error);
}

TEST_CASE("a mean has an interval of 1.96 standard errors", "[estimate]") {
  const Numbers numbers{1'000, 2'000, 4'000};
  CHECK(mean_of(numbers) == 2'333);
  CHECK(variance_of_mean(numbers, 2'333) == 777'778);
  CHECK(half_width(777'778) == 1'729);
  CHECK(half_width(0) == 1);

  const auto told = estimate(Numbers{-1'500, 2'500, 100'000});
  CHECK(told.n == 3);
  CHECK(told.mean == 33'667);
  CHECK(told.half == 65'047);
  CHECK(told.value() == Money{34});
  CHECK(told.low() == Money{-32});
  CHECK(told.high() == Money{99});
  CHECK_FALSE(told.above_zero());
  CHECK_FALSE(told.below_zero());
  CHECK(estimate(Numbers{5'000, 5'000}).above_zero());
  CHECK(estimate(Numbers{-5'000, -5'000}).below_zero());
}

TEST_CASE("of nobody and of one nothing is known of others", "[estimate]") {
  CHECK(estimate({}).n == 0);
  CHECK(mean_of({}) == 0);
  CHECK(variance_of_mean(Numbers{7}, 7) == 0);
}

TEST_CASE("variances are larger than any number of the books", "[estimate]") {
  const Wide variance = power_of_ten(30) + 7;
  CHECK(half_width(variance) == 1'960'000'000'000'001);
  CHECK(visible_from(variance) == 2'800'000'000'000'001);
  CHECK(visible_from(power_of_ten(30)) == 2'800'000'000'000'000);
  CHECK(visible_from(0) == 0);
  const std::int64_t most = most_together;
  CHECK_THROWS_AS(estimate(Numbers{most, -most, most, -most, most, -most, most, -most}), Error);
}

TEST_CASE("two means differ by their difference, and both can be wrong", "[estimate]") {
  const Numbers group{1'000, 2'000, 4'000};
  const Numbers other{0, 0, 3'000};
  const auto told = difference_of_means(group, other);
  CHECK(told.n == 6);
  CHECK(told.mean == 2'333 - 1'000);
  CHECK(told.half == half_width(777'778 + variance_of_mean(other, 1'000)));
}

TEST_CASE("a control of several months is one person", "[estimate]") {
  CHECK(variance_by_controls(Numbers{3'000, -4'000}, 10) == 250'000);
  CHECK(variance_by_controls({}, 10) == 0);
}

TEST_CASE("what the past makes expect is taken off", "[estimate]") {
  const std::vector<BeforeAfter> members{{100, 50}, {200, 150}, {300, -20}, {0, 40}};
  CHECK(slope(members) == -80'000);
  CHECK(adjusted({100, 50}, -80'000) == 58'000);
  CHECK(adjusted({3, 0}, 500) == -2);
  CHECK(adjusted({-3, 0}, 500) == 2);
  CHECK(slope(std::vector<BeforeAfter>{{5, 1}, {5, 9}}) == 0);
  CHECK(slope({}) == 0);
}

TEST_CASE("a lot is the same on every machine", "[estimate]") {
  CHECK(SplitMix64(0).next() == 16'294'208'416'658'607'535U);
  SplitMix64 numbers(1'234'567);
  CHECK(numbers.next() == 6'457'827'717'110'365'317U);
  CHECK(numbers.next() == 3'203'168'211'198'807'973U);
  CHECK(fnv1a_64("") == 14'695'981'039'346'656'037U);
  CHECK(fnv1a_64("a") == 12'638'187'200'555'641'996U);
  CHECK(fnv1a_64("foobar") == 9'625'390'261'332'436'968U);
}

TEST_CASE("who is held out depends on their key and the seed alone", "[estimate]") {
  constexpr std::uint64_t seed = 20'260'101;
  // Their numbers are 7361 and 5633 of 10,000.
  CHECK(held_out(seed, "ann", Ratio{736'200}));
  CHECK_FALSE(held_out(seed, "ann", Ratio{736'100}));
  CHECK(held_out(seed, "会员", Ratio{563'400}));
  CHECK_FALSE(held_out(seed, "会员", Ratio{563'300}));
  int held = 0;
  for (int member = 0; member < 10'000; ++member)
    held += held_out(seed, std::to_string(member), Ratio{100'000}) ? 1 : 0;
  // Four standard errors are 120.
  CHECK(held > 880);
  CHECK(held < 1'120);
}

TEST_CASE("luck is counted in two thousand draws", "[estimate]") {
  constexpr std::uint64_t seed = 20'260'101;
  CHECK(by_luck(lot([](std::int64_t k) { return k % 3 == 0; }), seed) == 1'723);
  CHECK(by_luck(lot([](std::int64_t k) { return k < 6; }), seed) == 4);
  // Where all are alike, or all were drawn, every draw shows as much.
  CHECK(by_luck(std::vector<Drawn>{{5, true}, {5, true}, {5, false}, {5, false}}, 1) == draws_told);
  CHECK(by_luck(std::vector<Drawn>{{5, true}}, 3) == draws_told);
}

} // namespace estimate_test
