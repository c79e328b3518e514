// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "output/charts/svg.hpp"

namespace loyalty::output {

/// One of several things of which every month has some, above or below zero.
struct Series {
  std::string name;
  Ink ink = Ink::blue;
};

/// A month, or whatever else stands side by side, with a value for each series.
struct Slot {
  std::string label;
  std::string told;                      ///< for whoever points at it
  std::vector<std::int64_t> values = {}; ///< by series
  bool whole = true;                     ///< false: not over yet, and so drawn in half the colour
};

/// How a value is written on an axis.
using Written = std::function<std::string(std::int64_t)>;

struct MonthChart {
  ChartText text;
  std::vector<Series> series;
  std::vector<Slot> slots;
  Written written;
  int height = 200; ///< of the picture, in pixels, without what stands below it
};

/// Bars side by side; what a slot has of several series stands on top of each other, and below zero what is negative.
std::string bars(const MonthChart& chart);

/// What there was at the end of each slot, as a line of steps: a balance does not slope. Of the first series alone.
std::string steps(const MonthChart& chart);

} // namespace loyalty::output
