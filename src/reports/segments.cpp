// SPDX-License-Identifier: MIT
#include "reports/segments.hpp"

#include <algorithm>
#include <string_view>

#include "loyalty/closed.hpp"
#include "loyalty/error.hpp"
#include "messages/suggest.hpp"
#include "reports/common.hpp"
#include "shop/walked_members.hpp"
#include "shop/work.hpp"
#include "store/accounts.hpp"
#include "store/histories.hpp"
#include "store/ledger/snapshot.hpp"

namespace loyalty::reports {
namespace {

const Segment& require_segment(const Program& program, const std::string& id) {
  if (const auto* segment = program.segment(id)) return *segment;
  std::vector<std::string_view> known;
  for (const auto& segment : program.segments) known.push_back(segment.id);
  throw Error(Failure::usage, "loyalty.toml has no segment {segment}"_en(id), {},
              known.empty() ? "it has none yet; add [[segment]]"_en() : messages::which_there_are(id, known));
}

bool any_looks_at_sales(const Program& program) {
  return std::any_of(program.segments.begin(), program.segments.end(),
                     [](const Segment& segment) { return looks_at_sales(segment.who); });
}

} // namespace

std::vector<SegmentRow> report_segments(store::Ledger& ledger, const std::shared_ptr<const Program>& program,
                                        Day as_of) {
  const store::Snapshot snapshot(ledger);
  std::vector<SegmentRow> rows;
  for (const auto& segment : program->segments) rows.push_back({.segment = segment.id, .name = segment.name});
  std::int64_t members = 0;
  Money sold = order_figures(store::read_guests(ledger), as_of).net();
  sold += order_figures(store::read_unassigned(ledger), as_of).net();
  const auto count = [&](const History& history, Engine& engine) {
    const auto figures = order_figures(history, as_of);
    sold += figures.net();
    if (is_closed(history, as_of)) return;
    ++members;
    for (std::size_t index = 0; index < rows.size(); ++index) {
      if (!engine.meets(program->segments[index].who, as_of)) continue;
      ++rows[index].members;
      rows[index].orders += figures;
    }
  };
  shop::walk_members(ledger, shop::kept_timeline_or(ledger, program), as_of, count, any_looks_at_sales(*program));
  for (auto& row : rows) {
    row.share = rate(row.members, members);
    row.net_share = rate(row.orders.net().minor, sold.minor);
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
    if (is_closed(history, as_of) || !engine.meets(segment.who, as_of)) return;
    const auto* tier = engine.tier();
    report.rows.push_back({history.member, tier == nullptr ? std::string() : tier->id, order_figures(history, as_of)});
  };
  shop::walk_members(ledger, shop::kept_timeline_or(ledger, program), as_of, collect, looks_at_sales(segment.who));
  return report;
}

namespace {

Table segments_table() {
  auto segments = table<std::vector<SegmentRow>>(
      "loyalty.toml has no segments"_en,
      {{"segment", Kind::text, &SegmentRow::segment},
       {"name", Kind::text, &SegmentRow::name, name_of_thing},
       {"members", Kind::number, &SegmentRow::members},
       {"share", Kind::share, &SegmentRow::share},
       {"orders", Kind::number, [](const SegmentRow& row) { return row.orders.orders; }},
       {"net", Kind::money, [](const SegmentRow& row) { return row.orders.net(); }},
       {"average_net", Kind::money, &SegmentRow::average_net},
       {"net_share", Kind::share, &SegmentRow::net_share}},
      [](Question& question) { return report_segments(question.ledger(), question.program(), question.as_of()); });
  segments.refuse = [](const Question& question) {
    if (question.given(contact.name))
      throw Error(Failure::usage, "--contact needs the segment whose members are meant"_en, {}, "add --segment ID"_en);
  };
  return segments;
}

Table segment_members_table() {
  auto members = table<SegmentMembers>(
      nobody,
      {member_key<SegmentMembers>(),
       member_name<SegmentMembers>(),
       {"tier", Kind::tier, &SegmentMember::tier},
       {"orders", Kind::number, [](const SegmentMember& row) { return row.orders.orders; }},
       {"net", Kind::money, [](const SegmentMember& row) { return row.orders.net(); }},
       {"last_order_on", Kind::day, [](const SegmentMember& row) { return row.orders.last_on; }},
       {"tier_name", Kind::text,
        [](const SegmentMembers& all, const SegmentMember& row) { return all.texts.tier_name(row.tier); },
        named_beside},
       message_to_member<SegmentMembers>(
           [](const SegmentMember& row) { return std::pair("segment", WorkFacts{.tier = row.tier}); })},
      [](Question& question) {
        auto& ledger = question.ledger();
        auto answer = segment_members(ledger, question.program(), *question.text("--segment"), question.as_of());
        answer.texts = WorkTexts(question);
        return answer;
      });
  members.when = "--segment";
  return members;
}

} // namespace

Report segments() {
  return {.name = "segments",
          .summary = "figures of each segment, or the members of one"_en,
          .examples = {"--segment regulars --contact spring-launch"},
          .options = {{"--segment", "the members of this segment"_en, "ID"}, contact},
          .to_write_to = true,
          .tables = {segments_table(), segment_members_table()}};
}

} // namespace loyalty::reports
