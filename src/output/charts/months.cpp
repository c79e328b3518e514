// SPDX-License-Identifier: MIT
#include "output/charts/months.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loyalty/money.hpp"
#include "messages/text_width.hpp"
#include "output/charts/axis.hpp"

namespace loyalty::output {
namespace {

constexpr int top_air = 10;     // above the highest tick, for half of its letters
constexpr int below_axis = 24;  // for the labels of the slots
constexpr int intervals = 4;    // between ticks, or so
constexpr int letters_up = 4;   // from the middle of a line of letters to its foot
constexpr int bar_of_slot = 70; // percent
constexpr int widest_bar = 900; // of a chart with few slots
constexpr std::size_t most_labels = 7;

int margin_for(const Axis& axis, const Written& written) {
  constexpr int to_the_line = 10;
  constexpr int letter = 7;
  std::size_t widest_tick = 0;
  for (const auto tick : axis.ticks()) widest_tick = std::max(widest_tick, messages::display_width(written(tick)));
  return to_the_line + letter * static_cast<int>(widest_tick);
}

/// The picture both kinds share: lines at the ticks, and what is written around them.
class Plot {
 public:
  Plot(const MonthChart& chart, const Axis& axis)
      : chart_(chart),
        axis_(axis),
        drawing_(chart.text, top_air + chart.height + below_axis, margin_for(axis, chart.written)) {
    for (const auto tick : axis_.ticks()) {
      drawing_.line(tick == 0 ? "zero" : "grid", {0, Drawing::whole, at(tick), at(tick)});
      drawing_.beside(at(tick) + letters_up, chart_.written(tick));
    }
  }

  Drawing& drawing() { return drawing_; }
  int at(std::int64_t value) const { return top_air + axis_.place(value, chart_.height); }
  int edge(std::size_t slot) const {
    return static_cast<int>(slot * Drawing::whole / std::max<std::size_t>(chart_.slots.size(), 1));
  }

  std::string finish() && {
    // Where there is little room the style leaves out every second label; the last one always stays.
    const auto count = chart_.slots.size();
    for (std::size_t slot = 0; slot < count; ++slot) {
      const bool kept = count <= most_labels || (count - 1 - slot) % 2 == 0;
      drawing_.text(kept ? "tick" : "tick spare",
                    {(edge(slot) + edge(slot + 1)) / 2, top_air + chart_.height + below_axis - 6, "middle"},
                    chart_.slots[slot].label);
    }
    return std::move(drawing_).finish();
  }

 private:
  const MonthChart& chart_;
  Axis axis_;
  Drawing drawing_;
};

/// What a slot has above zero, and what below.
std::pair<std::int64_t, std::int64_t> reach_of(const Slot& slot) {
  std::int64_t above = 0;
  std::int64_t below = 0;
  for (const auto value : slot.values) (value > 0 ? above : below) = plus(value > 0 ? above : below, value);
  return {below, above};
}

std::string style_of(Ink ink, bool whole) { return fmt::format("{}{}", style_class(ink), whole ? "" : " half"); }

void draw_bar(Plot& plot, const MonthChart& chart, std::size_t place) {
  const auto& slot = chart.slots[place];
  const int middle = (plot.edge(place) + plot.edge(place + 1)) / 2;
  const int half = std::min((plot.edge(place + 1) - plot.edge(place)) * bar_of_slot / 100, widest_bar) / 2;
  std::int64_t above = 0;
  std::int64_t below = 0;
  for (std::size_t series = 0; series < slot.values.size() && series < chart.series.size(); ++series) {
    const auto value = slot.values[series];
    auto& from = value > 0 ? above : below;
    const auto to = from + value;
    plot.drawing().box(style_of(chart.series[series].ink, slot.whole),
                       {middle - half, middle + half, plot.at(std::max(from, to)), plot.at(std::min(from, to))});
    from = to;
  }
}

/// Something to point at that is as high as the picture.
void begin_slot(Plot& plot, const MonthChart& chart, std::size_t place) {
  plot.drawing().begin_group(chart.slots[place].told);
  plot.drawing().box("hit", {plot.edge(place), plot.edge(place + 1), top_air, top_air + chart.height});
}

} // namespace

std::string bars(const MonthChart& chart) {
  std::int64_t least = 0;
  std::int64_t most = 0;
  for (const auto& slot : chart.slots) {
    const auto [below, above] = reach_of(slot);
    least = std::min(least, below);
    most = std::max(most, above);
  }
  Plot plot(chart, axis_for(least, most, intervals));
  for (std::size_t place = 0; place < chart.slots.size(); ++place) {
    begin_slot(plot, chart, place);
    draw_bar(plot, chart, place);
    plot.drawing().end_group();
  }
  plot.drawing().line("zero", {0, Drawing::whole, plot.at(0), plot.at(0)});
  return std::move(plot).finish();
}

std::string steps(const MonthChart& chart) {
  const auto value_of = [](const Slot& slot) { return slot.values.empty() ? 0 : slot.values.front(); };
  std::int64_t least = 0;
  std::int64_t most = 0;
  for (const auto& slot : chart.slots) {
    least = std::min(least, value_of(slot));
    most = std::max(most, value_of(slot));
  }
  Plot plot(chart, axis_for(least, most, intervals));
  const auto ink = chart.series.empty() ? Ink::blue : chart.series.front().ink;
  int before = plot.at(0);
  for (std::size_t place = 0; place < chart.slots.size(); ++place) {
    const auto& slot = chart.slots[place];
    const int here = plot.at(value_of(slot));
    const auto style = style_of(ink, slot.whole);
    begin_slot(plot, chart, place);
    plot.drawing().box(style + " area", {plot.edge(place), plot.edge(place + 1), std::min(here, plot.at(0)),
                                         std::max(here, plot.at(0))});
    if (place > 0) plot.drawing().line(style + " step", {plot.edge(place), plot.edge(place), before, here});
    plot.drawing().line(style + " step", {plot.edge(place), plot.edge(place + 1), here, here});
    plot.drawing().end_group();
    before = here;
  }
  return std::move(plot).finish();
}

} // namespace loyalty::output
