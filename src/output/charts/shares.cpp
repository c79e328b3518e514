// SPDX-License-Identifier: MIT
#include "output/charts/shares.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loyalty/money.hpp"
#include "messages/text_width.hpp"
#include "output/charts/axis.hpp"

namespace loyalty::output {
namespace {

constexpr int bar_height = 14;
constexpr int row_height = 44;
constexpr int label_foot = 14;
constexpr int bar_top = 20;
constexpr int stack_height = 40;

std::int64_t size_of(const LabelledBar& bar) {
  std::int64_t size = 0;
  for (const auto& part : bar.parts) size = plus(size, std::max<std::int64_t>(part.value, 0));
  return size;
}

std::vector<int> edges_of(const std::vector<Share>& parts, int length) {
  std::vector<std::int64_t> values;
  for (const auto& part : parts) values.push_back(part.value);
  return shared_out(values, length);
}

void draw_part(Drawing& drawing, const Share& part, const Area& area) {
  if (area.right <= area.left) return;
  drawing.begin_group(part.told);
  drawing.box(fmt::format("{} part", style_class(part.ink)), area);
  drawing.end_group();
}

/// Whether so many hundredths of a percent hold the letters even on a phone, whose screen has some 40 of them.
bool has_room(int width, std::string_view label) {
  constexpr int cells_of_phone = 40;
  return messages::display_width(label) + 2 <= static_cast<std::size_t>(width * cells_of_phone / Drawing::whole);
}

} // namespace

std::string stacked_bar(const ChartText& text, const std::vector<Share>& parts) {
  constexpr int letters_foot = 25;
  Drawing drawing(text, stack_height);
  const auto edges = edges_of(parts, Drawing::whole);
  for (std::size_t place = 0; place < parts.size(); ++place) {
    const auto& part = parts[place];
    const Area area{edges[place], edges[place + 1], 0, stack_height};
    draw_part(drawing, part, area);
    if (has_room(area.right - area.left, part.label))
      drawing.text(fmt::format("{} on", style_class(part.ink)), {(area.left + area.right) / 2, letters_foot, "middle"},
                   part.label);
  }
  return std::move(drawing).finish();
}

std::string labelled_bars(const ChartText& text, const std::vector<LabelledBar>& bars, BarLength length) {
  constexpr std::size_t widest_label = 26;
  std::int64_t largest = 0;
  for (const auto& bar : bars) largest = std::max(largest, size_of(bar));
  Drawing drawing(text, row_height * static_cast<int>(bars.size()));
  int top = 0;
  for (const auto& bar : bars) {
    drawing.text("label", {0, top + label_foot}, messages::truncate_to_width(bar.label, widest_label));
    drawing.text("value", {Drawing::whole, top + label_foot, "end"}, bar.value);
    drawing.box("rail", {0, Drawing::whole, top + bar_top, top + bar_top + bar_height});
    const int whole = length == BarLength::all_100 || largest == 0
                          ? Drawing::whole
                          : static_cast<int>(scale(size_of(bar), Drawing::whole, largest, Rounding::nearest));
    const auto edges = edges_of(bar.parts, whole);
    for (std::size_t place = 0; place < bar.parts.size(); ++place)
      draw_part(drawing, bar.parts[place], {edges[place], edges[place + 1], top + bar_top, top + bar_top + bar_height});
    top += row_height;
  }
  return std::move(drawing).finish();
}

} // namespace loyalty::output
