// SPDX-License-Identifier: MIT
#include "reports/segments.hpp"

#include <fmt/format.h>

#include "cli/contacts.hpp"
#include "cli/report_pages.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/titles.hpp"
#include "reports/rfm.hpp"
#include "reports/wallets.hpp"

namespace loyalty::cli {
namespace {

using Kind = output::Column::Kind;

void show_segment_members(Session& session, const std::string& segment) {
  auto& ledger = list_ledger(session);
  auto report = reports::segment_members(ledger, session.program(), segment, session.as_of());
  const auto list = keep_contacts(session, report.rows, [](const auto& row) { return row.member; });
  auto table = session.table({{"member_id"},
                              {"name"},
                              {"tier"},
                              {"orders", {}, Kind::number},
                              {"net", {}, Kind::money},
                              {"last_order_on", {}, Kind::day}},
                             session.either("nobody", "没有会员"));
  for (const auto& row : report.rows) {
    table->text(report.names.key(row.member));
    table->text(report.names.name(row.member));
    table->text(row.tier);
    table->number(row.orders.orders);
    table->money(row.orders.net());
    table->day(row.orders.last_on);
    table->end_row();
  }
  table->finish();
  tell_contacts(session, list);
}

} // namespace

void show_segments(Session& session) {
  if (const auto segment = session.maybe("--segment")) return show_segment_members(session, *segment);
  if (session.flag("--contact"))
    throw Error(Failure::usage, "--contact needs the segment whose members are meant", {}, "add --segment ID");
  const auto rows = reports::report_segments(session.ledger(), session.program(), session.as_of());
  auto table = session.table({{"segment"},
                              {"name", std::string(session.either("name", "名称"))},
                              {"members", {}, Kind::number},
                              {"share", {}, Kind::number},
                              {"orders", {}, Kind::number},
                              {"net", {}, Kind::money},
                              {"average_net", {}, Kind::money}},
                             session.either("the program has no segments", "方案没有定义人群"));
  for (const auto& row : rows) {
    table->text(row.segment);
    table->text(row.name);
    table->number(row.members);
    write_rate(session, *table, row.share);
    table->number(row.orders.orders);
    table->money(row.orders.net());
    table->cell(row.average_net);
    table->end_row();
  }
  table->finish();
}

void show_rfm(Session& session) {
  const auto report = reports::report_rfm(session.ledger(), session.program()->rfm, session.as_of());
  auto table = session.table({{"member_id"},
                              {"name"},
                              {"recency_days", {}, Kind::number},
                              {"orders", {}, Kind::number},
                              {"net", {}, Kind::money},
                              {"r", {}, Kind::number},
                              {"f", {}, Kind::number},
                              {"m", {}, Kind::number},
                              {"segment"}},
                             session.either("nobody has bought", "没有买家"));
  for (const auto& [figures, classes] : report.rows) {
    const auto segment = to_string(rfm_segment(classes));
    table->text(report.names.key(figures.member));
    table->text(report.names.name(figures.member));
    table->number(figures.recency_days);
    table->number(figures.orders);
    table->money(figures.net);
    table->number(classes.recency);
    table->number(classes.frequency);
    table->number(classes.monetary);
    table->text(for_people(session) ? messages::title(segment, session.chinese()) : std::string(segment));
    table->end_row();
  }
  table->finish();
}

void show_wallets(Session& session) {
  const auto wallets = reports::report_wallets(session.ledger(), session.as_of());
  auto table = session.table({{"member_id"},
                              {"name"},
                              {"principal", {}, Kind::money},
                              {"bonus", {}, Kind::money},
                              {"balance", {}, Kind::money},
                              {"topped_up", {}, Kind::money},
                              {"spent", {}, Kind::money},
                              {"refunded", {}, Kind::money},
                              {"bonus_given", {}, Kind::money},
                              {"lapsed", {}, Kind::money},
                              {"uncovered", {}, Kind::money}},
                             session.either("no wallets", "没有钱包"));
  for (const auto& [member, wallet] : wallets.rows) {
    table->text(wallets.names.key(member));
    table->text(wallets.names.name(member));
    for (const Money money : {wallet.principal, wallet.bonus, wallet.balance(), wallet.topped_up, wallet.spent,
                              wallet.paid_out, wallet.bonus_given, wallet.lapsed, wallet.uncovered})
      table->money(money);
    table->end_row();
  }
  table->finish();
}

} // namespace loyalty::cli
