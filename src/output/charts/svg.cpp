// SPDX-License-Identifier: MIT
#include "output/charts/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "output/html.hpp"

namespace loyalty::output {
namespace {

constexpr std::array<std::string_view, 14> ink_classes = {
    "ink-blue", "ink-pale-blue", "ink-teal", "ink-amber", "ink-grey", "ink-pale-grey", "ink-purple",
    "ink-red",  "ink-1",         "ink-2",    "ink-3",     "ink-4",    "ink-5",         "ink-6"};

/// Hundredths of a percent as a length: "12.5%".
std::string across(int place) {
  const auto hundredths = place % 100;
  if (hundredths == 0) return fmt::format("{}%", place / 100);
  return fmt::format("{}.{:02}%", place / 100, hundredths);
}

} // namespace

std::string_view style_class(Ink ink) { return ink_classes[static_cast<std::size_t>(ink)]; }

Ink rung(std::size_t place, std::size_t of) {
  constexpr auto first = static_cast<std::size_t>(Ink::first_step);
  constexpr auto rungs = static_cast<std::size_t>(Ink::sixth_step) - first;
  const auto last = std::max<std::size_t>(of, 2) - 1;
  return static_cast<Ink>(first + std::min(place, last) * rungs / last);
}

Drawing::Drawing(const ChartText& text, int height, int margin) {
  const auto style = margin == 0 ? std::string() : fmt::format(" style=\"padding-left:{}px\"", margin);
  text_ = fmt::format("<svg role=\"img\" width=\"100%\" height=\"{}\"{}>\n<title>{}</title>\n<desc>{}</desc>\n", height,
                      style, for_html(text.title), for_html(text.description));
}

void Drawing::begin_group(std::string_view told) {
  text_ += told.empty() ? "<g>" : fmt::format("<g><title>{}</title>", for_html(told));
}

void Drawing::end_group() { text_ += "</g>\n"; }

void Drawing::box(std::string_view style, const Area& area) {
  if (area.right <= area.left || area.bottom <= area.top) return;
  text_ += fmt::format("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", style, across(area.left),
                       area.top, across(area.right - area.left), area.bottom - area.top);
}

void Drawing::line(std::string_view style, const Area& area) {
  text_ += fmt::format("<line class=\"{}\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>", style, across(area.left),
                       across(area.right), area.top, area.bottom);
}

void Drawing::text(std::string_view style, const Foot& foot, std::string_view text) {
  text_ += fmt::format("<text class=\"{}\" x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>", style, across(foot.at),
                       foot.bottom, foot.anchor, for_html(text));
}

void Drawing::beside(int bottom, std::string_view text) {
  constexpr int to_the_line = 8;
  text_ += fmt::format("<text class=\"tick\" x=\"-{}\" y=\"{}\" text-anchor=\"end\">{}</text>", to_the_line, bottom,
                       for_html(text));
}

std::string Drawing::finish() && { return std::move(text_) + "</svg>\n"; }

} // namespace loyalty::output
