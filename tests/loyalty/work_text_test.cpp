// SPDX-License-Identifier: MIT
#include "loyalty/work_text.hpp"

#include "catch.hpp"

namespace loyalty::work_text_test {

namespace {

std::string filled(std::string_view text) {
  return filled_text(text, [](std::string_view name) -> std::string {
    if (name == "name") return "Anna {code}";
    return name == "points" ? "95" : "";
  });
}

} // namespace

TEST_CASE("a text is filled once, and nothing is left of what is not known") {
  CHECK(filled("Hello {name}, {points} points") == "Hello Anna {code}, 95 points");
  CHECK(filled("your {coupon}: code {code}.") == "your: code.");
  CHECK(filled("{coupon}{tier}") == "");
  CHECK(filled("{points}\n{points}") == "95\n95");
  CHECK(filled("") == "");
}

TEST_CASE("braces name only what a text can speak of") {
  CHECK(
      strange_name("{name}{points}{tier}{coupon}{code}{last_day}{group}{plan}{order}{amount}{shop}{missing}").empty());
  CHECK(strange_name("no braces").empty());
  CHECK(strange_name("{name} {nmae} {code}") == "{nmae}");
  CHECK(strange_name("{Name}") == "{Name}");
  CHECK(strange_name("{}") == "{}");
  CHECK(strange_name("{name") == "{");
  CHECK(strange_name("name}") == "}");
  CHECK(strange_name("{{name}}") == "{");
}

} // namespace loyalty::work_text_test
