// SPDX-License-Identifier: MIT
#include "store/key_map.hpp"

#include <string>

#include "catch.hpp"

namespace key_map_test {

using loyalty::MemberId;

TEST_CASE("every key keeps its number, however many there are") {
  loyalty::store::KeyMap map;
  CHECK_FALSE(map.find("m1"));
  const auto key = [](int number) {
    return std::string(static_cast<std::size_t>(number % 40), 'x') + std::to_string(number);
  };
  for (int number = 1; number <= 20'000; ++number) map.add(key(number), MemberId(number));
  for (int number = 1; number <= 20'000; ++number) REQUIRE(map.find(key(number)) == MemberId(number));
  for (int number = 20'001; number <= 30'000; ++number) REQUIRE_FALSE(map.find(key(number)));
}

TEST_CASE("an empty key and keys that begin alike are told apart") {
  loyalty::store::KeyMap map;
  map.add("", MemberId(1));
  map.add("1", MemberId(2));
  map.add("10", MemberId(3));
  CHECK(map.find("") == MemberId(1));
  CHECK(map.find("1") == MemberId(2));
  CHECK(map.find("10") == MemberId(3));
  CHECK_FALSE(map.find("100"));
}

} // namespace key_map_test
