// SPDX-License-Identifier: MIT
#include "files/cart_file.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/error.hpp"
#include "text_file.hpp"

namespace cart_file_test {

using namespace loyalty;
using namespace loyalty::files;

namespace {

/// What the refusal says, without the name of the file; empty if there is none.
std::string refusal(std::string_view content) {
  const TextFile file(content);
  try {
    read_cart(file.path(), cny);
  } catch (const Error& error) {
    const auto what = place_and_what(error);
    return what.starts_with(file.path()) ? what.substr(file.path().size() + 1) : what;
  }
  return {};
}

std::string line_refusal(std::string_view text) {
  try {
    parse_cart_line(text, cny);
  } catch (const Error& error) { return error.failure == Failure::usage ? error.what() : "wrong kind of failure"; }
  return {};
}

} // namespace

TEST_CASE("a cart has columns in any order, and a line the best name it is given", "[cart]") {
  const TextFile file(
      "price,sku,quantity,category,line_id,name\n59.90,C-1,2,beauty,1,面霜\n8,R-1,1,,2,\n0,,1,gift,3,\n");
  const auto lines = read_cart(file.path(), cny);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].name == "面霜");
  CHECK(lines[0].category == "beauty");
  CHECK(lines[0].amount() == Money{11980});
  CHECK(lines[1].name == "R-1");
  CHECK(lines[1].category.empty());
  CHECK(lines[1].price == Money{800});
  CHECK(lines[2].name == "3");
  CHECK(lines[2].amount() == Money{});
}

TEST_CASE("a cart says which sku a line is of, and whether it is on sale", "[cart]") {
  const TextFile file(
      "category,quantity,price,sku,on_sale\nfood,1,2.00,A1,yes\nfood,1,2.00,,no\nfood,1,2.00,A2,\nfood,1,2.00,A3,是\n"
      "food,1,2.00,A4,0\nfood,1,2.00,A5,TRUE\n");
  const auto lines = read_cart(file.path(), cny);
  REQUIRE(lines.size() == 6);
  CHECK(lines[0].sku == "A1");
  CHECK(lines[1].sku.empty());
  std::vector<bool> on_sale;
  for (const auto& line : lines) on_sale.push_back(line.on_sale);
  CHECK(on_sale == std::vector<bool>{true, false, false, true, false, true});
}

TEST_CASE("a wrong row refuses the whole cart and says where", "[cart]") {
  struct Row {
    std::string content;
    std::string what;
  };
  const std::string good = "category,quantity,price\nfood,1,2.00\n";
  const Row rows[] = {
      {"", "1:1: the file is empty"},
      {"category,price\nfood,1\n", "1:1: no column quantity"},
      {good + "food,0,2.00\n", "3:6: 0 is not a whole number from 1 on"},
      {good + "food,1.5,2.00\n", "3:6: 1.5 is not a whole number from 1 on"},
      {good + "food,1,-2.00\n", "3:8: -2.00 is below zero"},
      {good + "food,2,100000000000.00\n", "3:8: the line costs more than can be counted"},
      {"category,quantity,price,on_sale\nfood,1,2.00,perhaps\n", "2:13: perhaps is neither yes nor no"},
      {good + "food,1\n", "3:1: the row has 2 fields, the header 3"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.content);
    CHECK(refusal(row.content) == row.what);
  }
  CHECK(refusal(good).empty());
  CHECK(refusal(good + "food,1,2.005\n").starts_with("3:8: "));
}

TEST_CASE("a line can be typed", "[cart]") {
  const auto line = parse_cart_line("beauty:2:59.90:cream: rich", cny);
  CHECK(line.category == "beauty");
  CHECK(line.quantity == 2);
  CHECK(line.price == Money{5990});
  CHECK(line.name == "cream: rich");
  CHECK(line.sku.empty());
  const auto with_sku = parse_cart_line("beauty:2:59.90:cream #1#A1", cny);
  CHECK(with_sku.name == "cream #1");
  CHECK(with_sku.sku == "A1");
  const auto nameless = parse_cart_line("beauty#x:2:59.90#A1", cny);
  CHECK(nameless.category == "beauty#x");
  CHECK(nameless.price == Money{5990});
  CHECK(nameless.sku == "A1");
  CHECK(nameless.name == "A1");
  CHECK(parse_cart_line("beauty#x:2:59.90", cny).sku.empty());
  CHECK(parse_cart_line(":1:5", cny).category.empty());
  for (const std::string wrong :
       {"", "beauty", "beauty:2", "beauty:x:1.00", "beauty:0:1.00", "beauty:1:", "beauty:1:-1", "a:1:1e3"}) {
    CAPTURE(wrong);
    CHECK(line_refusal(wrong).starts_with("--line "));
  }
}

} // namespace cart_file_test
