// SPDX-License-Identifier: MIT
#include <algorithm>
#include <charconv>
#include <regex>

#include "catch.hpp"
#include "output/charts/axis.hpp"
#include "output/charts/heat_map.hpp"
#include "output/charts/months.hpp"
#include "output/charts/shares.hpp"
#include "output/page/page.hpp"

namespace loyalty::output::charts_test {
namespace {

using Numbers = std::vector<std::int64_t>;

std::string number(std::int64_t value) { return std::to_string(value); }

MonthChart chart_of(const std::vector<Numbers>& slots) {
  MonthChart chart{
      .text = {"title", "words"}, .series = {{"in", Ink::teal}, {"out", Ink::amber}}, .slots = {}, .written = number};
  for (const auto& values : slots) chart.slots.push_back({"Jan", "told", values});
  return chart;
}

/// What an attribute says wherever it stands, in hundredths.
Numbers lengths(const std::string& drawn, const std::string& attribute) {
  Numbers found;
  const std::regex wanted(" " + attribute + "=\"(-?[0-9]+)(?:\\.([0-9]+))?%?\"");
  for (std::sregex_iterator each(drawn.begin(), drawn.end(), wanted), end; each != end; ++each)
    found.push_back(std::stoll((*each)[1]) * 100 + ((*each)[2].matched ? std::stoll((*each)[2]) : 0));
  return found;
}

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

} // namespace

TEST_CASE("ticks are round numbers, zero is among them, and every value lies between the outer two") {
  CHECK(axis_for(0, 0, 4).ticks() == Numbers{1, 0});
  CHECK(axis_for(0, 3, 4).ticks() == Numbers{3, 2, 1, 0});
  CHECK(axis_for(0, 97, 4).ticks() == Numbers{100, 50, 0});
  CHECK(axis_for(3, 160, 4).ticks() == Numbers{200, 150, 100, 50, 0});
  CHECK(axis_for(-40, 80, 4).ticks() == Numbers{100, 50, 0, -50});
  CHECK(axis_for(-7, -3, 4).ticks() == Numbers{0, -2, -4, -6, -8});
  for (const std::int64_t most : {std::int64_t{1}, std::int64_t{9}, std::int64_t{12'345}, most_together})
    for (const std::int64_t least : {-most_together, std::int64_t{-77}, std::int64_t{0}}) {
      const auto axis = axis_for(least, most, 4);
      const auto ticks = axis.ticks();
      CAPTURE(least, most, axis.step);
      CHECK(std::ranges::count(ticks, 0) == 1);
      CHECK(axis.low <= least);
      CHECK(axis.high >= most);
      CHECK(ticks.size() <= 7);
    }
}

TEST_CASE("a value lies on the line where it belongs, and one beyond it at its end") {
  const auto axis = axis_for(-50, 100, 3);
  CHECK(axis.place(100, 150) == 0);
  CHECK(axis.place(0, 150) == 100);
  CHECK(axis.place(-50, 150) == 150);
  CHECK(axis.place(5'000, 150) == 0);
}

TEST_CASE("parts fill the whole to the last bit, in their order") {
  CHECK(shared_out(Numbers{1, 1, 1}, 10'000) == std::vector<int>{0, 3333, 6667, 10'000});
  CHECK(shared_out(Numbers{0, 5, -3}, 100) == std::vector<int>{0, 0, 100, 100});
  CHECK(shared_out(Numbers{}, 100) == std::vector<int>{0});
  CHECK(shared_out(Numbers{0, 0}, 100) == std::vector<int>{0, 0, 0});
}

TEST_CASE("nothing that is drawn has a negative width or height, or lies beside the picture") {
  const std::vector<Numbers> slots{{5, -3}, {0, 0}, {-4, -1}, {900'000'000'000, 1}, {}};
  for (const auto& drawn :
       {bars(chart_of(slots)), steps(chart_of(slots)), bars(chart_of({})), steps(chart_of({})),
        bars(chart_of({{1, 1}})),
        stacked_bar({"t", "d"}, {{"a", 3, Ink::blue}, {"b", -4, Ink::grey}, {"c", 0, Ink::red}}),
        labelled_bars({"t", "d"}, {{"a", "1", {{"", 0, Ink::red}}}, {"b", "2", {}}}, BarLength::by_value)}) {
    CAPTURE(drawn);
    for (const auto& attribute : {"width", "height", "y"})
      for (const auto length : lengths(drawn, attribute)) CHECK(length >= 0);
    for (const auto across : lengths(drawn, "x")) CHECK(across <= Drawing::whole);
    CHECK(drawn.find("NaN") == drawn.npos);
    CHECK(times(drawn, "<g>") == times(drawn, "</g>"));
    CHECK(times(drawn, "<title>") == times(drawn, "</title>"));
  }
}

TEST_CASE("bars stack upwards and downwards from zero, and a balance is drawn as steps") {
  const auto drawn = bars(chart_of({{10, -5}}));
  CHECK(times(drawn, "class=\"ink-teal\"") == 1);
  CHECK(times(drawn, "class=\"ink-amber\"") == 1);
  // From 10 to 0 above the line, from 0 to -5 below it: of 200 pixels two thirds and one third.
  CHECK(drawn.find("y=\"10\" width=\"9%\" height=\"133\"") != drawn.npos);
  CHECK(drawn.find("y=\"143\" width=\"9%\" height=\"67\"") != drawn.npos);
  const auto stairs = steps(chart_of({{10, 0}, {20, 0}}));
  CHECK(stairs.find("x1=\"0%\" x2=\"50%\" y1=\"110\" y2=\"110\"") != stairs.npos);
  CHECK(stairs.find("x1=\"50%\" x2=\"50%\" y1=\"110\" y2=\"10\"") != stairs.npos);
}

TEST_CASE("a month that is not over is drawn in half the colour") {
  auto chart = chart_of({{1, 1}, {1, 1}});
  chart.slots.back().whole = false;
  CHECK(times(bars(chart), "ink-teal half") == 1);
}

TEST_CASE("of many labels every second can be left out, and the last one stays") {
  const auto drawn = bars(chart_of(std::vector<Numbers>(13, Numbers{1, 1})));
  CHECK(times(drawn, "class=\"tick spare\"") == 6);
  CHECK(times(bars(chart_of(std::vector<Numbers>(7, Numbers{1, 1}))), "spare") == 0);
}

TEST_CASE("texts cannot steer the page") {
  const std::string evil = "</title><script>&\"'";
  auto chart = chart_of({{1, 1}});
  chart.text = {evil, evil};
  chart.slots.front().label = evil;
  chart.slots.front().told = evil;
  const HeatMap map{evil, evil, evil, evil, {evil}, {{evil, evil, {{evil, Ratio{1}}}}}};
  Page page{.title = evil, .shop = evil, .subtitle = evil, .headline = {evil, evil, evil, {}, evil}};
  page.sections.push_back({.id = evil, .heading = evil, .lead = evil, .items = {{evil, evil, evil}}, .command = evil});
  page.links = {{Ink::blue, evil, evil}};
  for (const auto& drawn :
       {bars(chart), steps(chart), stacked_bar({evil, evil}, {{evil, 1, Ink::blue, evil}}),
        labelled_bars({evil, evil}, {{evil, evil, {}}}, BarLength::all_100), heat_map(map), to_html(page)}) {
    CHECK(drawn.find("<script") == drawn.npos);
    CHECK(drawn.find("&\"'") == drawn.npos);
  }
}

TEST_CASE("tints go from the palest to the darkest, and little never looks like much") {
  constexpr Ratio all{Ratio::one};
  CHECK(tint_of(Ratio{}, all) == 0);
  CHECK(tint_of(Ratio{1}, all) == 1);
  CHECK(tint_of(all, all) == tints);
  CHECK(tint_of(Ratio{Ratio::one / 2}, all) == 5);
  const HeatMap little{"", "", "", "", {"1"}, {{"a", "100", {{"1%", Ratio{10'000}}}}}};
  CHECK(heat_map(little).find("class=\"h1\"") != std::string::npos);
}

TEST_CASE("the ladder of an order begins pale, ends dark, and takes as many rungs as there are things") {
  CHECK(rung(0, 1) == Ink::first_step);
  CHECK(rung(1, 2) == Ink::sixth_step);
  CHECK(rung(1, 3) == Ink::third_step);
  CHECK(rung(9, 10) == Ink::sixth_step);
}

TEST_CASE("a page is one file: it reaches for nothing and runs nothing") {
  Page page{.title = "t", .shop = "s", .subtitle = "d", .footer = "loyalty"};
  page.sections.push_back({.id = "a", .heading = "A"});
  page.sections.push_back({.id = "b", .heading = "B", .wide = true});
  const auto written = to_html(page);
  for (const auto& strange : {"http", "src=", "@import", "url(", "<script", "{{", "}}"}) {
    CAPTURE(strange);
    CHECK(written.find(strange) == written.npos);
  }
  CHECK(written.size() < 16'000);
  // What stands alone takes both columns.
  CHECK(written.find("<section id=\"a\" class=\"wide\">") != written.npos);
}

} // namespace loyalty::output::charts_test
