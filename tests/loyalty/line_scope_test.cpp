// SPDX-License-Identifier: MIT
#include "loyalty/line_scope.hpp"
#include <limits>

#include "catch.hpp"

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

} // namespace line_scope_test
