// SPDX-License-Identifier: MIT
#include "reports/vouchers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/report_pages.hpp"
#include "cli/session.hpp"
#include "messages/titles.hpp"

namespace loyalty::cli {
namespace {

using Kind = output::Column::Kind;

/// What the voucher gives, as a cell.
struct Value {
  output::TableWriter& table;

  void operator()(const AmountOff& kind) const { table.money(kind.amount); }
  void operator()(const PercentOff& kind) const { table.text(to_percent(kind.share)); }
  void operator()(const FreeShipping&) const { table.text("free shipping"); }
  void operator()(const GiftItem& kind) const { table.text(kind.what); }
  void operator()(const BonusPoints& kind) const { table.text(fmt::format("{} points", kind.points)); }
};

reports::VoucherQuery query_of(const Session& session) {
  return {.coupon = session.maybe("--coupon"),
          .member = session.maybe("--member"),
          .batch = session.maybe_number("--batch"),
          .state = session.maybe("--state"),
          .code = session.maybe("--code")};
}

void write_terms(output::TableWriter& table, const reports::VoucherRow& row) {
  const auto* percent = std::get_if<PercentOff>(&row.voucher.kind);
  table.money(row.voucher.min_spend);
  table.cell(percent == nullptr ? std::nullopt : percent->max_discount);
  table.text(fmt::format("{}", fmt::join(row.voucher.categories, ";")));
  table.cell(row.used == nullptr ? std::nullopt : std::optional(row.used->day));
  table.cell(row.used == nullptr ? std::nullopt : std::optional(row.used->discount));
  table.text(row.key);
}

} // namespace

void show_vouchers(Session& session) {
  const bool people = for_people(session);
  std::vector<output::Column> columns{{"code"}, {"coupon"}};
  if (!people) columns.push_back({"name"});
  columns.insert(columns.end(), {{"member_id"}, {"state"}, {"issued_on", {}, Kind::day}});
  if (!people) columns.push_back({"first_day", {}, Kind::day});
  columns.insert(columns.end(),
                 {{"last_day", {}, Kind::day}, {"value", {}, Kind::number}, {"order_id"}, {"batch", {}, Kind::number}});
  if (!people)
    columns.insert(columns.end(), {{"min_spend", {}, Kind::money},
                                   {"max_discount", {}, Kind::money},
                                   {"categories"},
                                   {"used_on", {}, Kind::day},
                                   {"discount", {}, Kind::money},
                                   {"key"}});
  auto table = session.table(std::move(columns), session.either("no vouchers", "没有券"));
  reports::report_vouchers(session.ledger(), session.as_of(), query_of(session), [&](const reports::VoucherRow& row) {
    table->text(row.voucher.code);
    table->text(row.voucher.coupon);
    if (!people) table->text(row.coupon_name);
    table->text(row.member);
    table->text(people ? messages::title(to_string(row.state), session.chinese()) : std::string(to_string(row.state)));
    table->day(row.voucher.issued_on);
    if (!people) table->day(row.voucher.first_day);
    table->day(row.voucher.last_day);
    std::visit(Value{*table}, row.voucher.kind);
    table->text(row.used == nullptr ? std::string_view() : row.used->order);
    table->number(row.batch);
    if (!people) write_terms(*table, row);
    table->end_row();
  });
  table->finish();
}

} // namespace loyalty::cli
