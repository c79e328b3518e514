// SPDX-License-Identifier: MIT
#include "output/charts/heat_map.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "output/html.hpp"

namespace loyalty::output {
namespace {

constexpr Ratio a_tenth{Ratio::one / 10};

Ratio largest_share(const HeatMap& map) {
  auto largest = a_tenth;
  for (const auto& row : map.rows)
    for (const auto& cell : row.cells) largest = std::max(largest, cell.share.value_or(Ratio{}));
  return largest;
}

std::string heat_cell(const HeatCell& cell, Ratio largest) {
  const int tint = cell.share ? tint_of(*cell.share, largest) : 0;
  auto style = tint == 0 ? std::string() : fmt::format("h{}", tint);
  if (!cell.whole) style += style.empty() ? "open" : " open";
  return fmt::format("<td{}>{}</td>", style.empty() ? "" : fmt::format(" class=\"{}\"", style), for_html(cell.text));
}

} // namespace

int tint_of(Ratio share, Ratio largest) {
  if (share.millionths <= 0 || largest.millionths <= 0) return 0;
  const auto tint = scale(std::min(share, largest).millionths, tints, largest.millionths, Rounding::nearest);
  return static_cast<int>(std::max<std::int64_t>(tint, 1));
}

std::string heat_map(const HeatMap& map) {
  // As wide as reads well, and no wider than its place.
  constexpr std::size_t width_of_heads = 220;
  constexpr std::size_t width_of_cell = 72;
  auto text = fmt::format(
      "<p class=\"meaning\">{}</p>\n<div class=\"scroll\"><table class=\"heat\" style=\"width:min(100%,{}px)\" "
      "aria-label=\"{}\">\n<thead><tr><th rowspan=\"2\" scope=\"col\">{}</th><th rowspan=\"2\" scope=\"col\" "
      "class=\"n\">{}</th><th colspan=\"{}\">{}</th></tr>\n<tr>",
      for_html(map.caption), width_of_heads + width_of_cell * map.columns.size(), for_html(map.caption),
      for_html(map.rows_title), for_html(map.size_title), std::max<std::size_t>(map.columns.size(), 1),
      for_html(map.columns_title));
  for (const auto& column : map.columns) text += fmt::format("<th scope=\"col\">{}</th>", for_html(column));
  text += "</tr></thead>\n<tbody>\n";
  const auto largest = largest_share(map);
  for (const auto& row : map.rows) {
    text +=
        fmt::format("<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td>", for_html(row.label), for_html(row.size));
    for (const auto& cell : row.cells) text += heat_cell(cell, largest);
    text += "</tr>\n";
  }
  return text + "</tbody></table></div>\n";
}

} // namespace loyalty::output
