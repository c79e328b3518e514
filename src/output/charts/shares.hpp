// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "output/charts/svg.hpp"

namespace loyalty::output {

/// A part of a bar.
struct Share {
  std::string label;
  std::int64_t value = 0; ///< negative counts as nothing
  Ink ink = Ink::blue;
  std::string told = {}; ///< for whoever points at it
};

/// One bar of 100 %, its parts in their order. A part says its label where it has room for it.
std::string stacked_bar(const ChartText& text, const std::vector<Share>& parts);

/// A bar with a line of words above it.
struct LabelledBar {
  std::string label;
  std::string value;
  std::vector<Share> parts = {};
};

/// How long the bars are.
enum class BarLength : std::uint8_t {
  by_value, ///< the longest takes the whole width, the others their share of it
  all_100,  ///< each is 100 % of its own
};

/// Bars below each other.
std::string labelled_bars(const ChartText& text, const std::vector<LabelledBar>& bars, BarLength length);

} // namespace loyalty::output
