// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "loyalty/money.hpp"

namespace loyalty::output {

/// A cell: what it says, and how much of the tint it has; without a share it has none.
struct HeatCell {
  std::string text;
  std::optional<Ratio> share = {};
  bool whole = true; ///< false: not over yet, and so marked
};

struct HeatRow {
  std::string label;
  std::string size; ///< how many the row is about
  std::vector<HeatCell> cells;
};

struct HeatMap {
  std::string caption; ///< what is shown, in words
  std::string rows_title;
  std::string size_title;
  std::string columns_title;
  std::vector<std::string> columns;
  std::vector<HeatRow> rows;
};

/// A table whose cells are the darker the larger their share is; the darkest tint is the largest share there is, or a
/// tenth, so that little never looks like much.
std::string heat_map(const HeatMap& map);

/// In how many tints, the palest being 1.
inline constexpr int tints = 10;
/// The tint of a share where `largest` has the darkest; 0: none.
int tint_of(Ratio share, Ratio largest);

} // namespace loyalty::output
