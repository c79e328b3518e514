// SPDX-License-Identifier: MIT
#include "store/issue_key.hpp"

#include "catch.hpp"

namespace loyalty::store::issue_key_test {
namespace {

TEST_CASE("the books keep for what a voucher was issued") {
  const std::pair<std::string, IssueKey> kept[] = {
      {"on 2026-06-01", for_request("on 2026-06-01")},
      {"", for_request("")},
      {"by itself: birthday 2026", for_occasion("birthday 2026")},
      {"with order 12", for_order(OrderId(12))},
      {"with order from afar", for_request("with order from afar")},
  };
  for (const auto& [text, key] : kept) {
    CAPTURE(text);
    CHECK(to_string(key) == text);
    CHECK(issue_key_of(text) == key);
  }
}

TEST_CASE("an event tells whether it came because the occasion went") {
  CHECK(tells_occasion_went(occasion_went("order 3")));
  CHECK_FALSE(tells_occasion_went("the customer asked for it"));
}

} // namespace
} // namespace loyalty::store::issue_key_test
