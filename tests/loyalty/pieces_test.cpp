// SPDX-License-Identifier: MIT
#include "loyalty/pieces.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "catch.hpp"
#include "random_history.hpp"
#include "slow_pieces.hpp"

namespace pieces_test {

using namespace loyalty;

namespace {

using Pick = PiecesOff::Pick;
using Minor = std::vector<std::int64_t>;

constexpr Ratio free{Ratio::one};
constexpr Ratio half{Ratio::one / 2};

/// One line for each price.
std::vector<Piece> priced(const Minor& prices) {
  std::vector<Piece> pieces;
  for (const auto price : prices) pieces.push_back({.price = {price}, .line = pieces.size()});
  return pieces;
}

Minor off(const PiecesOff& rule, const std::vector<Piece>& pieces) {
  Minor minor;
  for (const auto amount : pieces_off(rule, pieces)) minor.push_back(amount.minor);
  return minor;
}

Money sum(const std::vector<Money>& amounts) { return std::accumulate(amounts.begin(), amounts.end(), Money{}); }

Money total_off(const PiecesOff& rule, const std::vector<Piece>& pieces) { return sum(pieces_off(rule, pieces)); }

/// Up to 6 lines of up to 4 pieces, often of equal prices, in full units or not.
std::vector<Piece> pieces_by_chance(Chance& chance, int lines, int quantity) {
  std::vector<Piece> pieces;
  for (std::size_t line = 0; line < static_cast<std::size_t>(lines); ++line) {
    const Money price{chance.one_in(2) ? chance.between(1, 4) * 1'000 : chance.between(0, 999)};
    for (int left = chance.between(1, quantity); left > 0; --left) pieces.push_back({.price = price, .line = line});
  }
  return pieces;
}

/// The same, where the lines of those that trigger are not those that are reduced.
std::vector<Piece> two_kinds_by_chance(Chance& chance, int lines, int quantity) {
  auto pieces = pieces_by_chance(chance, lines, quantity);
  std::vector<int> kinds;
  for (int line = 0; line < lines; ++line) kinds.push_back(chance.between(0, 7));
  for (auto& piece : pieces) {
    piece.triggers = kinds[piece.line] % 3 != 1;
    piece.target = kinds[piece.line] % 3 != 2 && kinds[piece.line] != 7;
  }
  return pieces;
}

PiecesOff rule_by_chance(Chance& chance) {
  PiecesOff rule{.buy = chance.between(0, 3), .get = chance.between(1, 3)};
  switch (chance.between(1, 3)) {
    case 1: rule.value = Ratio{chance.between(1, 100) * 10'000}; break;
    case 2: rule.value = Money{chance.between(1, 2'500)}; break;
    default: rule.value = PiecesOff::Price{{chance.between(0, 6'000)}};
  }
  if (chance.one_in(3)) rule.times = chance.between(1, 4);
  rule.pick = chance.of<Pick>({Pick::cheapest, Pick::dearest, Pick::each_round});
  return rule;
}

bool is_together(const PiecesOff& rule) { return std::holds_alternative<PiecesOff::Price>(rule.value); }

/// Free pieces show which ones are reduced.
PiecesOff free_by(PiecesOff rule) {
  rule.value = free;
  return rule;
}

} // namespace

TEST_CASE("pieces: the amount of a line is shared by its pieces, the first ones dearer by one") {
  const std::vector<Money> amounts{{1'000}, {500}, {1}};
  const std::vector<std::int64_t> quantities{3, 2, 2};
  const std::vector<std::size_t> lines{0, 2};
  Minor prices;
  std::vector<std::size_t> places;
  for (const auto& piece : pieces_of(amounts, quantities, lines)) {
    prices.push_back(piece.price.minor);
    places.push_back(piece.line);
    CHECK(piece.triggers);
    CHECK(piece.target);
  }
  CHECK(prices == Minor{334, 333, 333, 1, 0});
  CHECK(places == std::vector<std::size_t>{0, 0, 0, 2, 2});
}

TEST_CASE("pieces: buy two, get the cheapest free") {
  const PiecesOff rule{.buy = 2, .get = 1, .value = free};
  CHECK(off(rule, priced({3'000, 2'000})) == Minor{0, 0});
  CHECK(off(rule, priced({3'000, 1'000, 2'000})) == Minor{0, 1'000, 0});
  CHECK(off(rule, priced({3'000, 1'000, 2'000, 500, 800})) == Minor{0, 0, 0, 500, 0});
  // Six pieces are two rounds, not one; the two cheapest of all are free.
  CHECK(off(rule, priced({6'000, 5'000, 4'000, 3'000, 2'000, 1'000})) == Minor{0, 0, 0, 0, 2'000, 1'000});
  CHECK(off({.buy = 2, .get = 1, .value = free, .times = 1}, priced({6, 5, 4, 3, 2, 1})) == Minor{0, 0, 0, 0, 0, 1});
}

TEST_CASE("pieces: the second at half price, round by round") {
  const PiecesOff rule{.buy = 1, .get = 1, .value = half, .pick = Pick::each_round};
  CHECK(off(rule, priced({10'000, 8'000, 5'000, 2'000})) == Minor{0, 4'000, 0, 1'000});
  CHECK(off(rule, priced({10'000, 8'000, 5'000})) == Minor{0, 4'000, 0});
  const PiecesOff cheapest{.buy = 1, .get = 1, .value = half};
  CHECK(off(cheapest, priced({10'000, 8'000, 5'000, 2'000})) == Minor{0, 0, 2'500, 1'000});
  CHECK(off(cheapest, priced({999, 999})) == Minor{0, 500}); // half a cent is rounded up
}

TEST_CASE("pieces: equal prices go by their order, whatever line they stand in") {
  const PiecesOff rule{.buy = 2, .get = 1, .value = free};
  CHECK(off(rule, priced({900, 900, 900})) == Minor{0, 0, 900});
  CHECK(off({.buy = 2, .get = 1, .value = free, .pick = Pick::dearest}, priced({900, 900, 900})) == Minor{900, 0, 0});
  CHECK(off({.buy = 2, .get = 1, .value = free, .pick = Pick::each_round}, priced({900, 900, 900})) ==
        Minor{0, 0, 900});
}

TEST_CASE("pieces: so much off each piece, at most its price, at most so many pieces") {
  CHECK(off({.value = Money{500}}, priced({2'000, 300, 500})) == Minor{500, 300, 500});
  CHECK(off({.value = Money{500}, .times = 2}, priced({2'000, 900, 800})) == Minor{0, 500, 500});
  CHECK(off({.value = Money{500}, .times = 2, .pick = Pick::dearest}, priced({2'000, 900, 800})) == Minor{500, 500, 0});
  CHECK(off({.value = half}, priced({1, 3, 0})) == Minor{1, 2, 0});
}

TEST_CASE("pieces: any three for a price, the dearest together, never dearer than they are") {
  const PiecesOff rule{.get = 3, .value = PiecesOff::Price{{10'000}}, .pick = Pick::dearest};
  CHECK(total_off(rule, priced({5'000, 4'000})) == Money{});
  CHECK(total_off(rule, priced({3'000, 3'000, 3'000})) == Money{});
  CHECK(off(rule, priced({5'000, 4'000, 3'000})) == Minor{833, 667, 500});
  CHECK(off(rule, priced({1'000, 5'000, 4'000, 3'000})) == Minor{0, 833, 667, 500});
  CHECK(total_off(rule, priced({5'000, 5'000, 5'000, 4'000, 4'000, 4'000})) == Money{7'000});
  CHECK(off({.get = 2, .value = PiecesOff::Price{{1}}}, priced({1, 1})) == Minor{1, 0}); // one cent over two lines
}

TEST_CASE("pieces: what is got may come from other lines, and pays not for itself") {
  const PiecesOff rule{.buy = 2, .get = 1, .value = free};
  const Piece shirt{.price = {5'000}, .line = 0, .triggers = true, .target = false};
  const Piece sock{.price = {800}, .line = 1, .triggers = false, .target = true};
  const Piece scarf{.price = {600}, .line = 2};
  CHECK(off(rule, {shirt, sock}) == Minor{0, 0});
  CHECK(off(rule, {shirt, shirt, sock, sock}) == Minor{0, 0, 0, 800});
  CHECK(off(rule, {shirt, shirt, shirt, shirt, sock}) == Minor{0, 0, 0, 0, 800});
  // The scarf is needed to buy, so the sock is what is got, though it is dearer.
  CHECK(off(rule, {shirt, scarf, sock}) == Minor{0, 0, 800});
  CHECK(off(rule, {shirt, scarf}) == Minor{0, 0});
  CHECK(off(rule, {shirt, shirt, scarf, sock}) == Minor{0, 0, 600, 0});
}

TEST_CASE("pieces: the rounds are the most that any sharing out of roles allows") {
  Chance chance(12);
  for (int i = 0; i < 3'000; ++i) {
    const auto rule = rule_by_chance(chance);
    const auto pieces = two_kinds_by_chance(chance, chance.between(1, 6), 4);
    REQUIRE(rounds_of(rule, pieces) == slow_pieces::rounds(rule, pieces));
  }
}

TEST_CASE("pieces: taking one round after the other away reduces the same pieces") {
  Chance chance(34);
  for (int i = 0; i < 5'000; ++i) {
    const auto rule = rule_by_chance(chance);
    const auto pieces = pieces_by_chance(chance, chance.between(1, 6), 4);
    const auto prices = slow_pieces::reduced_prices(rule, pieces);
    REQUIRE(total_off(free_by(rule), pieces) == sum(prices));
    if (!is_together(rule)) REQUIRE(total_off(rule, pieces) == slow_pieces::off_each(rule, prices));
  }
}

TEST_CASE("pieces: of all that could be reduced in so many rounds, those that are cost least or most") {
  Chance chance(56);
  for (int i = 0; i < 1'500; ++i) {
    auto rule = free_by(rule_by_chance(chance));
    const auto pieces = two_kinds_by_chance(chance, chance.between(1, 5), 2);
    std::optional<Money> least;
    std::optional<Money> most;
    slow_pieces::for_each_choice(rule, pieces, [&](const std::vector<Money>& targets) {
      least = std::min(least.value_or(sum(targets)), sum(targets));
      most = std::max(most.value_or(sum(targets)), sum(targets));
    });
    rule.pick = Pick::cheapest;
    REQUIRE(total_off(rule, pieces) == least);
    rule.pick = Pick::dearest;
    REQUIRE(total_off(rule, pieces) == most);
  }
}

TEST_CASE("pieces: a price together on the dearest pieces saves the most it can") {
  Chance chance(78);
  for (int i = 0; i < 400; ++i) {
    PiecesOff rule{.buy = chance.between(0, 1), .get = chance.between(1, 3)};
    const Money together{chance.between(0, 6'000)};
    rule.value = PiecesOff::Price{together};
    rule.pick = Pick::dearest;
    if (chance.one_in(3)) rule.times = chance.between(1, 2);
    const auto pieces = two_kinds_by_chance(chance, chance.between(1, 5), 2);
    Money best;
    slow_pieces::for_each_choice(rule, pieces, [&](const std::vector<Money>& targets) {
      best = std::max(best, slow_pieces::most_saved(targets, static_cast<std::size_t>(rule.get), together));
    });
    REQUIRE(total_off(rule, pieces) == best);
  }
}

TEST_CASE("pieces: nothing falls below zero, and so many are reduced as the rounds get") {
  Chance chance(90);
  for (int i = 0; i < 5'000; ++i) {
    const auto rule = rule_by_chance(chance);
    auto pieces = two_kinds_by_chance(chance, chance.between(1, 6), 4);
    const auto by_piece = pieces_off(rule, pieces);
    REQUIRE(by_piece.size() == pieces.size());
    for (std::size_t at = 0; at < pieces.size(); ++at) {
      REQUIRE(by_piece[at] >= Money{});
      REQUIRE(by_piece[at] <= pieces[at].price);
      if (!pieces[at].target) REQUIRE(by_piece[at] == Money{});
    }
    for (auto& piece : pieces) piece.price += Money{1};
    const auto freed = pieces_off(free_by(rule), pieces);
    std::int64_t reduced = 0;
    std::int64_t left_to_buy = 0;
    for (std::size_t at = 0; at < pieces.size(); ++at) {
      if (freed[at] > Money{}) ++reduced;
      if (freed[at] == Money{} && pieces[at].triggers) ++left_to_buy;
    }
    REQUIRE(reduced == rounds_of(rule, pieces) * rule.get);
    REQUIRE(left_to_buy >= rounds_of(rule, pieces) * rule.buy);
  }
}

TEST_CASE("pieces: another order of lines, or a line in two, changes no total") {
  Chance chance(21);
  for (int i = 0; i < 3'000; ++i) {
    const auto rule = rule_by_chance(chance);
    const auto pieces = two_kinds_by_chance(chance, chance.between(1, 6), 4);
    auto other = pieces;
    for (auto at = other.size(); at > 1; --at)
      std::swap(other[at - 1], other[static_cast<std::size_t>(chance.between(0, static_cast<int>(at) - 1))]);
    for (auto& piece : other) piece.line = other.size() - piece.line;
    REQUIRE(total_off(rule, other) == total_off(rule, pieces));
  }
}

TEST_CASE("pieces: one more dear piece brings at most one round more and takes nothing from the others") {
  Chance chance(43);
  for (int i = 0; i < 3'000; ++i) {
    auto rule = rule_by_chance(chance);
    rule.pick = Pick::cheapest;
    if (is_together(rule)) rule.value = half;
    auto pieces = pieces_by_chance(chance, chance.between(1, 6), 4);
    const auto before = pieces_off(rule, pieces);
    const auto rounds = rounds_of(rule, pieces);
    pieces.push_back({.price = {9'000}, .line = 6});
    const auto after = pieces_off(rule, pieces);
    const auto more = rounds_of(rule, pieces) - rounds;
    REQUIRE((more == 0 || more == 1));
    for (std::size_t at = 0; at < before.size(); ++at) REQUIRE(after[at] >= before[at]);
    if (more == 0) REQUIRE(sum(after) == sum(before));
  }
}

TEST_CASE("pieces: the cheapest take no more off than rounds, rounds no more than the dearest") {
  Chance chance(65);
  for (int i = 0; i < 3'000; ++i) {
    auto rule = rule_by_chance(chance);
    if (is_together(rule)) rule.value = half;
    const auto pieces = pieces_by_chance(chance, chance.between(1, 6), 4);
    const auto by = [&](Pick pick) {
      rule.pick = pick;
      return total_off(rule, pieces);
    };
    REQUIRE(by(Pick::cheapest) <= by(Pick::each_round));
    REQUIRE(by(Pick::each_round) <= by(Pick::dearest));
  }
}

} // namespace pieces_test
