// SPDX-License-Identifier: MIT
#include "loyalty/line_scope.hpp"

#include <limits>

#include "catch.hpp"
#include "random_history.hpp"

namespace line_scope_test {

using namespace loyalty;

using OnSale = LineScope::OnSale;

TEST_CASE("no categories cover every line, some only their own", "[lines]") {
  CHECK(covers({}, {.category = ""}));
  CHECK(covers({}, {.category = "beauty"}));
  CHECK(covers({.of = {.categories = {"food", "beauty"}}}, {.category = "beauty"}));
  CHECK_FALSE(covers({.of = {.categories = {"food"}}}, {.category = "beauty"}));
  CHECK_FALSE(covers({.of = {.categories = {"food"}}}, {.category = ""}));
}

TEST_CASE("a line is in scope by its category or by its sku", "[lines]") {
  const LineScope scope{.of = {.categories = {"food"}, .skus = {"A1"}}};
  CHECK(covers(scope, {.category = "food", .sku = "B2"}));
  CHECK(covers(scope, {.category = "beauty", .sku = "A1"}));
  CHECK_FALSE(covers(scope, {.category = "beauty", .sku = "B2"}));
  CHECK_FALSE(covers(scope, {.category = "A1", .sku = "food"}));
}

TEST_CASE("what is left out by category or sku is out of scope whatever names it", "[lines]") {
  const LineScope scope{.of = {.categories = {"food"}}, .except = {.categories = {"cards"}, .skus = {"A1"}}};
  CHECK(covers(scope, {.category = "food", .sku = "B2"}));
  CHECK_FALSE(covers(scope, {.category = "food", .sku = "A1"}));
  CHECK_FALSE(covers({.except = {.categories = {"cards"}}}, {.category = "cards"}));
  CHECK(covers({.except = {.categories = {"cards"}}}, {.category = ""}));
  CHECK_FALSE(covers({.of = {.skus = {"A1"}}, .except = {.skus = {"A1"}}}, {.sku = "A1"}));
}

TEST_CASE("lines on sale count, are left out, or are the only ones", "[lines]") {
  const LineFacts plain{.category = "food"};
  const LineFacts reduced{.category = "food", .on_sale = true};
  CHECK(covers({.on_sale = OnSale::count}, plain));
  CHECK(covers({.on_sale = OnSale::count}, reduced));
  CHECK(covers({.on_sale = OnSale::leave_out}, plain));
  CHECK_FALSE(covers({.on_sale = OnSale::leave_out}, reduced));
  CHECK_FALSE(covers({.on_sale = OnSale::only}, plain));
  CHECK(covers({.on_sale = OnSale::only}, reduced));
  CHECK(covers({.on_sale = OnSale::refuse}, reduced));
}

TEST_CASE("a minimum on every line looks at no line", "[lines]") {
  CHECK(LineScope{}.every_line());
  CHECK_FALSE(LineScope{}.looks_at_lines());
  const LineScope minimum{.min_spend = {5'000}};
  CHECK_FALSE(minimum.every_line());
  CHECK_FALSE(minimum.looks_at_lines());
  CHECK(LineScope{.of = {.skus = {"A1"}}}.looks_at_lines());
  CHECK(LineScope{.except = {.categories = {"cards"}}}.looks_at_lines());
  CHECK(LineScope{.on_sale = OnSale::refuse}.looks_at_lines());
  CHECK(LineScope{.pieces = 2}.looks_at_lines());
}

TEST_CASE("the lines in scope are held together against minimum, pieces and sales", "[lines]") {
  CoveredLines lines;
  CHECK(is_reached({}, lines));
  CHECK_FALSE(is_reached({.pieces = 1}, lines));
  lines.add({6'000}, 2, false);
  lines.add({4'000}, 1, true);
  CHECK(lines.amount == Money{10'000});
  CHECK(is_reached({.min_spend = {10'000}}, lines));
  CHECK_FALSE(is_reached({.min_spend = {10'001}}, lines));
  CHECK(is_reached({.pieces = 3}, lines));
  CHECK_FALSE(is_reached({.pieces = 4}, lines));
  CHECK_FALSE(is_reached({.min_spend = {10'000}, .pieces = 4}, lines));
  CHECK(is_reached({.on_sale = OnSale::count}, lines));
  CHECK_FALSE(is_reached({.on_sale = OnSale::refuse}, lines));
}

TEST_CASE("as many pieces of nothing as there are numbers are counted", "[lines]") {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  CoveredLines lines;
  lines.add({}, most, false);
  lines.add({}, most, false);
  CHECK(lines.pieces == most);
}

TEST_CASE("a scope is written as one line of text", "[lines]") {
  CHECK(to_text(LineScope{}).empty());
  CHECK(line_scope_of("") == LineScope{});
  const LineScope scope{.of = {.categories = {"food", "a,b;c\\"}, .skus = {"A1"}},
                        .except = {.categories = {"礼品卡"}, .skus = {"Z=9"}},
                        .on_sale = OnSale::leave_out,
                        .min_spend = {10'000},
                        .pieces = 2};
  CHECK(to_text(scope) ==
        "category=food,a\\,b\\;c\\\\;sku=A1;except.category=礼品卡;except.sku=Z=9;on_sale=leave out;"
        "min_spend=10000;pieces=2");
  CHECK(line_scope_of(to_text(scope)) == scope);
}

TEST_CASE("what no scope is written as is none", "[lines]") {
  for (const auto* text :
       {"food", "category", ";", "category=food;", "sku=A;category=food", "sku=A;sku=B", "pieces=02", "pieces=2x",
        "pieces=0", "pieces=", "on_sale=count", "on_sale=no", "min_spend=99999999999999999999", "category=a\\",
        "category=\\a", "colour=red", " sku=A", "sku=A\n"}) {
    CAPTURE(text);
    CHECK_FALSE(line_scope_of(text));
  }
}

TEST_CASE("every scope comes back from its text", "[lines][property]") {
  Chance chance(1);
  const auto names = [&] {
    std::vector<std::string> some;
    for (int number = chance.one_in(2) ? 0 : chance.between(1, 3); number > 0; --number) {
      some.emplace_back();
      for (int letters = chance.between(0, 4); letters > 0; --letters)
        some.back() += chance.of<std::string>({"a", ",", ";", "=", "\\", "\n", "n", "美"});
    }
    return some;
  };
  for (int round = 0; round < 2'000; ++round) {
    LineScope scope{.of = {.categories = names(), .skus = names()}, .except = {.categories = names(), .skus = names()}};
    scope.on_sale = chance.of({OnSale::count, OnSale::leave_out, OnSale::only, OnSale::refuse});
    if (chance.one_in(2)) scope.min_spend = {chance.between(1, 1'000'000)};
    if (chance.one_in(2)) scope.pieces = chance.between(1, 20);
    const auto text = to_text(scope);
    CAPTURE(text);
    REQUIRE(text.find('\n') == std::string::npos);
    REQUIRE(line_scope_of(text) == scope);
  }
}

} // namespace line_scope_test
