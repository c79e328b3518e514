// SPDX-License-Identifier: MIT
#include "cli/report_pages.hpp"
#include "cli/session.hpp"
#include "messages/titles.hpp"
#include "reports/campaigns.hpp"
#include "reports/memberships.hpp"
#include "reports/referrals.hpp"
#include "reports/today.hpp"

namespace loyalty::cli {
namespace {

using Kind = output::Column::Kind;

/// The title of the name of a plan or campaign, which is not that of a person.
std::string thing_name(const Session& session) { return std::string(session.either("name", "名称")); }

void show_plan_members(Session& session, const std::string& plan) {
  const auto report = reports::plan_members(session.ledger(), session.program(), plan, session.as_of());
  auto table = session.table({{"member_id"},
                              {"name"},
                              {"plan"},
                              {"from", {}, Kind::day},
                              {"until", {}, Kind::day},
                              {"fee", {}, Kind::money},
                              {"source"}},
                             session.either("nobody", "没有会员"));
  for (const auto& [member, term] : report.rows) {
    const std::string_view source = term.order != 0 ? "order" : "hand";
    table->text(report.names.key(member));
    table->text(report.names.name(member));
    table->text(term.plan);
    table->day(term.from);
    table->day(term.until);
    table->money(term.fee());
    table->text(for_people(session) ? messages::title(source, session.chinese()) : std::string(source));
    table->end_row();
  }
  table->finish();
}

} // namespace

void show_referrals(Session& session) {
  const auto report = reports::report_referrals(session.ledger(), session.program(), session.as_of());
  auto table = session.table({{"inviter_id"},
                              {"name"},
                              {"invited", {}, Kind::number},
                              {"counted", {}, Kind::number},
                              {"lost", std::string(session.either("given back", "已退")), Kind::number},
                              {"points", {}, Kind::number},
                              {"first_orders_amount", {}, Kind::money}},
                             session.either("nobody has brought anybody", "没有人邀请过会员"));
  for (const auto& row : report.rows) {
    table->text(report.names.key(row.inviter));
    table->text(report.names.name(row.inviter));
    table->number(row.invited);
    table->number(row.counted);
    table->number(row.lost);
    table->number(row.points);
    table->money(row.first_orders_amount);
    table->end_row();
  }
  table->finish();
}

void show_memberships(Session& session) {
  if (const auto plan = session.maybe("--plan")) return show_plan_members(session, *plan);
  const auto rows = reports::report_memberships(session.ledger(), session.program(), session.as_of());
  auto table = session.table({{"plan"},
                              {"name", thing_name(session)},
                              {"running", {}, Kind::number},
                              {"started", {}, Kind::number},
                              {"ended", {}, Kind::number},
                              {"renewed", std::string(session.either("renewed", "已续费")), Kind::number},
                              {"renewal_rate", {}, Kind::number},
                              {"fees", {}, Kind::money},
                              {"trials", {}, Kind::number},
                              {"converted", {}, Kind::number}},
                             session.either("the program has no memberships", "方案没有付费会员"));
  for (const auto& [plan, name, figures] : rows) {
    table->text(plan);
    table->text(name);
    table->number(figures.running);
    table->number(figures.started);
    table->number(figures.ended);
    table->number(figures.renewed);
    write_rate(session, *table, figures.renewal_rate());
    table->money(figures.fees);
    table->number(figures.trials);
    table->number(figures.converted);
    table->end_row();
  }
  table->finish();
}

void show_campaigns(Session& session) {
  const auto rows = reports::report_campaigns(session.ledger(), session.as_of());
  auto table = session.table({{"campaign"},
                              {"name", thing_name(session)},
                              {"from", {}, Kind::day},
                              {"until", {}, Kind::day},
                              {"orders", {}, Kind::number},
                              {"members", {}, Kind::number},
                              {"points", {}, Kind::number},
                              {"amount", {}, Kind::money}},
                             session.either("the program has no campaigns", "方案没有活动"));
  for (const auto& row : rows) {
    table->text(row.campaign);
    table->text(row.name);
    table->cell(row.from);
    table->cell(row.until);
    const auto figure = [&](auto value) { row.earnings ? table->cell(value) : table->empty(); };
    const auto earnings = row.earnings.value_or(reports::CampaignEarnings{});
    figure(earnings.orders);
    figure(earnings.members);
    figure(earnings.points);
    figure(earnings.amount);
    table->end_row();
  }
  table->finish();
}

void show_today(Session& session) {
  const auto report = reports::report_today(session.ledger(), session.as_of(), session.currency());
  auto table = session.table({{"kind", std::string(session.either("task", "事项"))},
                              {"member_id"},
                              {"name"},
                              {"what", std::string(session.either("about", "内容"))},
                              {"day", {}, Kind::day}},
                             session.either("nothing to do today", "今天没有要做的事"));
  for (const auto& row : report.rows) {
    const auto kind = to_string(row.kind);
    table->text(for_people(session) ? messages::title(kind, session.chinese()) : std::string(kind));
    table->text(report.names.key(row.member));
    table->text(report.names.name(row.member));
    table->text(row.what);
    table->day(row.day);
    table->end_row();
  }
  table->finish();
}

} // namespace loyalty::cli
