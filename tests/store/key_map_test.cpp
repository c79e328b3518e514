// SPDX-License-Identifier: MIT
#include "store/key_map.hpp"

#include <string>

#include "catch.hpp"

TEST_CASE("every key keeps its number, however many there are") {
  loyalty::store::KeyMap map;
  CHECK(map.find("m1") == 0);
  const auto key = [](int number) {
    return std::string(static_cast<std::size_t>(number % 40), 'x') + std::to_string(number);
  };
  for (int number = 1; number <= 20'000; ++number) map.add(key(number), number);
  for (int number = 1; number <= 20'000; ++number) REQUIRE(map.find(key(number)) == number);
  for (int number = 20'001; number <= 30'000; ++number) REQUIRE(map.find(key(number)) == 0);
}

TEST_CASE("an empty key and keys that begin alike are told apart") {
  loyalty::store::KeyMap map;
  map.add("", 1);
  map.add("1", 2);
  map.add("10", 3);
  CHECK(map.find("") == 1);
  CHECK(map.find("1") == 2);
  CHECK(map.find("10") == 3);
  CHECK(map.find("100") == 0);
}
