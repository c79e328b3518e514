// SPDX-License-Identifier: MIT
#include "reports/segments.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

#include "loyalty/error.hpp"
#include "messages/suggest.hpp"
#include "shop/standings.hpp"
#include "shop/work.hpp"
#include "store/accounts.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

const Segment& require_segment(const Program& program, const std::string& id) {
  if (const auto* segment = program.segment(id)) return *segment;
  std::vector<std::string_view> known;
  for (const auto& segment : program.segments) known.push_back(segment.id);
  const auto meant = messages::suggest(id, known);
  const auto choice =
      known.empty() ? std::string("none yet; add [[segment]]") : fmt::format("{}", fmt::join(known, ", "));
  throw Error(Failure::usage, fmt::format("the program has no segment {}", id), {},
              meant.empty() ? fmt::format("it has: {}", choice) : fmt::format("did you mean {}?", meant));
}

bool any_looks_at_sales(const Program& program) {
  return std::any_of(program.segments.begin(), program.segments.end(),
                     [](const Segment& segment) { return looks_at_sales(segment.who); });
}

} // namespace

Timeline timeline_or(store::Ledger& ledger, const std::shared_ptr<const Program>& program) {
  auto timeline = shop::kept_timeline(ledger);
  if (timeline.empty()) timeline.push_back({0, store::before_all, program});
  return timeline;
}

std::vector<SegmentRow> report_segments(store::Ledger& ledger, const std::shared_ptr<const Program>& program,
                                        Day as_of) {
  const store::Snapshot snapshot(ledger);
  std::vector<SegmentRow> rows;
  for (const auto& segment : program->segments) rows.push_back({.segment = segment.id, .name = segment.name});
  std::int64_t members = 0;
  const auto count = [&](const History& history, Engine& engine) {
    ++members;
    const auto figures = order_figures(history, as_of);
    for (std::size_t index = 0; index < rows.size(); ++index) {
      if (!engine.meets(program->segments[index].who, as_of)) continue;
      ++rows[index].members;
      rows[index].orders += figures;
    }
  };
  shop::read_standings(ledger, timeline_or(ledger, program), as_of, count, any_looks_at_sales(*program));
  for (auto& row : rows) {
    row.share = rate(row.members, members);
    if (row.members > 0) row.average_net = Money{scale(row.orders.net().minor, 1, row.members, Rounding::nearest)};
  }
  return rows;
}

SegmentMembers segment_members(store::Ledger& ledger, const std::shared_ptr<const Program>& program,
                               const std::string& id, Day as_of) {
  const auto& segment = require_segment(*program, id);
  const store::Snapshot snapshot(ledger);
  SegmentMembers report{.rows = {}, .names = shop::MemberNames(ledger)};
  const auto collect = [&](const History& history, Engine& engine) {
    if (!engine.meets(segment.who, as_of)) return;
    const auto* tier = engine.tier();
    report.rows.push_back({history.member, tier == nullptr ? std::string() : tier->id, order_figures(history, as_of)});
  };
  shop::read_standings(ledger, timeline_or(ledger, program), as_of, collect, looks_at_sales(segment.who));
  return report;
}

} // namespace loyalty::reports
