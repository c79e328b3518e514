// SPDX-License-Identifier: MIT
#include "reports/members.hpp"

#include <algorithm>

#include "cli/report_pages.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

using output::TableWriter;
using reports::MemberReport;
using reports::MemberRow;
using Kind = output::Column::Kind;

struct MemberColumn {
  std::string_view key;
  Kind kind;
  bool main; ///< also shown in a table on the terminal
  void (*write)(TableWriter&, const MemberReport&, const MemberRow&);
};

void write_qualifying(TableWriter& table, const MemberReport& report, const MemberRow& row) {
  if (!report.qualifying)
    table.empty();
  else if (is_money(*report.qualifying))
    table.money(Money{row.qualifying});
  else
    table.number(row.qualifying);
}

void write_vouchers(TableWriter& table, const MemberReport& report, const MemberRow& row) {
  const auto found = report.vouchers_open.find(row.member);
  table.number(found == report.vouchers_open.end() ? 0 : found->second);
}

/// The keys are a promise: new ones only at the end.
constexpr MemberColumn columns[] = {
    {"member_id", Kind::text, true,
     [](auto& t, const auto& all, const auto& row) { t.text(all.names.key(row.member)); }},
    {"name", Kind::text, true, [](auto& t, const auto& all, const auto& row) { t.text(all.names.name(row.member)); }},
    {"tier", Kind::text, true, [](auto& t, const auto& all, const auto& row) { t.text(all.tiers[row.tier]); }},
    {"tier_since", Kind::day, false, [](auto& t, const auto&, const auto& row) { t.day(row.tier_since); }},
    {"tier_until", Kind::day, true, [](auto& t, const auto&, const auto& row) { t.day(row.tier_until); }},
    {"joined_on", Kind::day, false, [](auto& t, const auto&, const auto& row) { t.day(row.joined_on); }},
    {"first_order_on", Kind::day, false, [](auto& t, const auto&, const auto& row) { t.day(row.orders.first_on); }},
    {"last_order_on", Kind::day, true, [](auto& t, const auto&, const auto& row) { t.day(row.orders.last_on); }},
    {"recency_days", Kind::number, false,
     [](auto& t, const auto& all, const auto& row) { t.cell(row.orders.recency(all.as_of)); }},
    {"orders", Kind::number, true, [](auto& t, const auto&, const auto& row) { t.number(row.orders.orders); }},
    {"order_days", Kind::number, false, [](auto& t, const auto&, const auto& row) { t.number(row.orders.order_days); }},
    {"gross", Kind::money, false, [](auto& t, const auto&, const auto& row) { t.money(row.orders.gross); }},
    {"refunds", Kind::money, false, [](auto& t, const auto&, const auto& row) { t.money(row.orders.refunds); }},
    {"net", Kind::money, true, [](auto& t, const auto&, const auto& row) { t.money(row.orders.net()); }},
    {"qualifying", Kind::money, true, write_qualifying},
    {"points_earned", Kind::number, false, [](auto& t, const auto&, const auto& row) { t.number(row.points.earned); }},
    {"points_redeemed", Kind::number, false,
     [](auto& t, const auto&, const auto& row) { t.number(row.points.redeemed); }},
    {"points_expired", Kind::number, false,
     [](auto& t, const auto&, const auto& row) { t.number(row.points.expired); }},
    {"points_clawed_back", Kind::number, false,
     [](auto& t, const auto&, const auto& row) { t.number(row.points.clawed_back); }},
    {"points_adjusted", Kind::number, false,
     [](auto& t, const auto&, const auto& row) { t.number(row.points.adjusted); }},
    {"points_balance", Kind::number, true, [](auto& t, const auto&, const auto& row) { t.number(row.points.balance); }},
    {"points_held", Kind::number, true, [](auto& t, const auto&, const auto& row) { t.number(row.points.held); }},
    {"points_debt", Kind::number, false, [](auto& t, const auto&, const auto& row) { t.number(row.points.debt); }},
    {"growth", Kind::number, true, [](auto& t, const auto&, const auto& row) { t.number(row.points.growth); }},
    {"vouchers_open", Kind::number, true, write_vouchers},
};

std::optional<std::size_t> count_of(const Session& session, std::string_view option) {
  const auto number = session.maybe_number(option);
  if (number && *number < 1) throw Error(Failure::usage, std::string(option) + " takes a number from 1 on");
  return number ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
}

} // namespace

void show_member_rows(Session& session, const reports::MemberReport& report) {
  std::vector<output::Column> shown;
  std::vector<decltype(MemberColumn::write)> writers;
  for (const auto& column : columns) {
    if (session.format() == output::Format::table && !column.main) continue;
    shown.push_back({std::string(column.key), {}, column.kind});
    writers.push_back(column.write);
  }
  auto table = session.table(std::move(shown), session.either("nobody", "没有会员"));
  for (const auto& row : report.rows) {
    for (const auto write : writers) write(*table, report, row);
    table->end_row();
  }
  table->finish();
}

void show_members(Session& session) {
  const reports::MembersWanted wanted{session.maybe("--tier"), count_of(session, "--top")};
  show_member_rows(session, reports::report_members(session.ledger(), session.as_of(), wanted));
}

} // namespace loyalty::cli
