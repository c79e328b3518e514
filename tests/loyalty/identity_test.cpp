// SPDX-License-Identifier: MIT
#include "loyalty/identity.hpp"

#include <string_view>
#include <vector>

#include "catch.hpp"

namespace loyalty::identity_test {
namespace {

struct Case {
  std::string_view name_space;
  std::string_view written;
  std::string_view plain; ///< empty: names nobody
};

} // namespace

TEST_CASE("an identity has one spelling, and what is hidden or malformed names nobody") {
  const std::vector<Case> cases = {
      {"phone", "13800000001", "13800000001"},
      {"phone", "'138-0000 0001", "13800000001"},
      {"phone", "+86 13800000001", "13800000001"},
      {"phone", "86-13800000001", "13800000001"},
      {"phone", "13800000001-1234", "13800000001"},
      {"phone", "010-65000000", ""},
      {"phone", "00000000000", ""},
      {"phone", "1391234567", ""},
      {"phone", "400-123-4567", ""},
      {"phone", "+49 170 1234567", "+491701234567"},
      {"phone", "138****0001", ""},
      {"phone", "138xxxx0001", ""},
      {"phone", "$$sealed$$", ""},
      {"phone", "12345", ""},
      {"phone", "1380000000113800000002", ""},
      {"phone", "-", ""},
      {"phone", "", ""},
      {"email", " Ada@Example.com ", "ada@example.com"},
      {"email", "ada@example.com@x", ""},
      {"email", "ada", ""},
      {"email", "@example.com", ""},
      {"email", "a***@example.com", ""},
      {"taobao", "小熊", "小熊"},
      {"taobao", "小**", ""},
      {"taobao", "匿名", ""},
      {"card", "=\"0012\"", "0012"},
      {"card", "-", ""},
  };
  for (const auto& [name_space, written, plain] : cases) {
    CAPTURE(name_space, written);
    CHECK(plain_identity(name_space, written).value_or("") == plain);
  }
}

} // namespace loyalty::identity_test
