// SPDX-License-Identifier: MIT
#include "reports/export_member.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/command.hpp"
#include "cli/explain_text.hpp"
#include "cli/export_page.hpp"
#include "cli/report_table.hpp"
#include "cli/session.hpp"
#include "loyalty/birthday.hpp"
#include "messages/titles.hpp"
#include "messages/words.hpp"
#include "shop/cards.hpp"

namespace loyalty::cli {
namespace {

using Kind = output::Column::Kind;

/// A word that the program gives, as it is for programs.
std::string told(const Session& session, std::string_view word, std::string_view context = "word") {
  return session.for_people() ? session.said(messages::word(word, context)) : std::string(word);
}

void add_member(ExportPage& page, Session& session, const reports::MemberExport& all) {
  const auto& card = all.card;
  page.add("member", "heading|Member"_en, {{"measure"}, {"value"}}, [&](output::TableWriter& table) {
    const auto named = [&](std::string_view name, std::string_view value) {
      if (value.empty()) return;
      table.text(name);
      table.text(value);
      table.end_row();
    };
    const auto row = [&](std::string_view key, std::string_view value) {
      named(session.for_people() ? session.said(messages::measure(key)) : std::string(key), value);
    };
    const auto& state = card.state;
    row("member_id", card.member.key);
    row("name", card.member.name);
    for (const auto& identity : card.identities) row(identity.name_space, identity.value);
    row("birthday", state.birthday ? birthday_text(*state.birthday) : "");
    row("joined_on", to_string(card.joined_on));
    row("forgotten_on", card.forgotten_on ? to_string(*card.forgotten_on) : "");
    row("tags", fmt::format("{}", fmt::join(state.tags, ", ")));
    for (const auto& [name, value] : state.fields) named(name, value);
    row("inviter", card.inviter);
    row("invited", card.invited > 0 ? std::to_string(card.invited) : "");
    named(session.for_people() ? session.said(messages::title("messages")) : "messages",
          state.opted_out ? told(session, "opted_out") : "");
    row("tier", session.names().tier(card.tier.tier));
    row("benefits", fmt::format("{}", fmt::join(card.benefits, ", ")));
    row("points_balance", std::to_string(card.points.balance));
    row("points_held", std::to_string(card.points.held));
    row("points_debt", std::to_string(card.points.debt));
    row("growth", std::to_string(card.points.growth));
    row("orders", std::to_string(card.orders.orders));
    row("net", session.written(card.orders.net()));
    row("wallet", session.written(card.wallet.balance()));
  });
  page.add("memberships", "heading|Paid memberships"_en, {{"plan"}, {"from", "", Kind::day}, {"until", "", Kind::day}},
           [&](output::TableWriter& table) {
             auto& names = session.names();
             for (const auto& term : card.terms) {
               table.text(names.plan(term.plan));
               table.day(term.from);
               table.day(term.until);
               table.end_row();
             }
           });
}

void add_tiers(ExportPage& page, Session& session, const Explainer& explainer, const reports::MemberExport& all) {
  page.add("tier_changes", "heading|Tier changes"_en,
           {{"day", "", Kind::day}, {"tier"}, {"until", "", Kind::day}, {"reason"}}, [&](output::TableWriter& table) {
             for (const auto& each : all.account.tiers) {
               table.day(each.change.day);
               table.text(session.for_people() ? explainer.tier(each.change) : each.change.tier);
               table.day(each.change.until);
               table.text(session.said(explainer.because(each.change)));
               table.end_row();
             }
           });
}

void add_points(ExportPage& page, Session& session, const Explainer& explainer, const reports::MemberExport& all) {
  page.add("points", "heading|Points"_en,
           {{"entry", "", Kind::number},
            {"day", "", Kind::day},
            {"kind"},
            {"points", "", Kind::number},
            {"lot", "", Kind::number},
            {"last_day", "", Kind::day},
            {"order_id"},
            {"because"}},
           [&](output::TableWriter& table) {
             for (const auto& line : all.account.lines) {
               table.number(line.number);
               table.day(line.entry.day);
               table.text(told(session, to_string(line.entry.kind)));
               table.number(signed_points(line.entry));
               table.cell(line.entry.lot == 0 ? std::nullopt : std::optional<std::int64_t>(line.entry.lot));
               table.day(opens_lot(line.entry) ? line.entry.last_day : never);
               table.text(line.order ? line.order->order_id : "");
               table.text(session.said(explainer.because(line)));
               table.end_row();
             }
           });
  page.add("lots", "heading|Points left"_en,
           {{"entry", "", Kind::number}, {"left", "", Kind::number}, {"last_day", "", Kind::day}},
           [&](output::TableWriter& table) {
             for (const auto& lot : all.lots) {
               table.number(lot.number);
               table.number(lot.remaining);
               table.day(lot.last_day);
               table.end_row();
             }
           });
}

void add_orders(ExportPage& page, Session& session, const reports::MemberExport& all) {
  page.add("orders", "heading|Orders and refunds"_en,
           {{"order_id"},
            {"shop"},
            {"placed_at"},
            {"status"},
            {"amount", "", Kind::money},
            {"refunded_amount", "", Kind::money},
            {"points_redeemed", "", Kind::number},
            {"category"},
            {"refund_of"},
            {"stated_on", "", Kind::day},
            {"host"},
            {"channel"}},
           [&](output::TableWriter& table) {
             for (const auto& order : all.orders) {
               table.text(order.order_id);
               table.text(order.shop);
               table.text(to_string(order.placed_at));
               table.text(told(session, to_string(order.status)));
               table.money(order.amount);
               table.money(order.refunded);
               table.cell(order.points_redeemed);
               table.text(order.category);
               table.text(order.refund_of);
               table.cell(order.stated_on);
               table.text(order.host);
               table.text(order.channel);
               table.end_row();
             }
           });
  page.add("lines", "heading|Order lines"_en,
           {{"order_id"}, {"line_id"}, {"sku"}, {"category"}, {"amount", "", Kind::money}, {"on_sale"}},
           [&](output::TableWriter& table) {
             for (const auto& [order, line] : all.lines) {
               table.text(order);
               table.text(line.line_id);
               table.text(line.sku);
               table.text(line.category);
               table.money(line.amount);
               table.text(line.on_sale ? told(session, "yes") : "");
               table.end_row();
             }
           });
}

void add_vouchers(ExportPage& page, Session& session, const reports::MemberExport& all) {
  page.add("vouchers", "heading|Vouchers"_en,
           {{"code"}, {"coupon"}, {"state"}, {"issued_on", "", Kind::day}, {"last_day", "", Kind::day}, {"order_id"}},
           [&](output::TableWriter& table) {
             auto& names = session.names();
             for (const auto& stored : all.vouchers) {
               const auto* used = redemption(stored.events, all.card.as_of);
               const auto state = to_string(state_on(stored.voucher, stored.events, all.card.as_of));
               table.text(stored.voucher.code);
               table.text(names.coupon(stored.voucher.coupon));
               table.text(told(session, state));
               table.day(stored.voucher.issued_on);
               table.day(stored.voucher.last_day);
               table.text(used == nullptr ? std::string_view() : std::string_view(used->order));
               table.end_row();
             }
           });
}

/// Only where there are any: few shops sell gift cards.
void add_cards(ExportPage& page, Session& session, const reports::MemberExport& all) {
  if (all.cards.empty()) return;
  page.add("cards", "heading|Gift cards"_en,
           {{"code"},
            {"state"},
            {"issued_on", "", Kind::day},
            {"amount", "", Kind::money},
            {"paid", "", Kind::money},
            {"balance", "", Kind::money}},
           [&](output::TableWriter& table) {
             for (const auto& stored : all.cards) {
               const auto standing = card_on(stored.card, stored.moves, all.card.as_of);
               table.text(shop::masked_card(stored.code));
               table.text(told(session, to_string(standing.state), "card"));
               table.day(stored.card.issued_on);
               table.money(stored.card.amount);
               table.money(stored.card.paid);
               table.money(standing.sums.balance());
               table.end_row();
             }
           });
}

/// What a record is about: people read what the program calls it.
std::string subject_of(const Act& act, reports::ProgramNames& names) {
  switch (act.kind) {
    case ActKind::activity: return names.activity(act.subject);
    case ActKind::grant: return names.tier(act.subject);
    case ActKind::membership:
    case ActKind::end_membership: return names.plan(act.subject);
    case ActKind::enter_group:
    case ActKind::leave_group: return names.group(act.subject);
    default: return act.subject;
  }
}

/// Activities, tags, fields, memberships, invitations, the wallet, prizes, contact lists, groups, consent.
void add_acts(ExportPage& page, Session& session, const reports::MemberExport& all) {
  page.add("acts", "heading|Other records"_en,
           {{"day", "", Kind::day},
            {"act"},
            {"about"},
            {"text"},
            {"points", "", Kind::number},
            {"money", "", Kind::money},
            {"until", "", Kind::day},
            {"reason"}},
           [&](output::TableWriter& table) {
             auto& names = session.names();
             for (const auto& stored : all.acts) {
               const auto& act = stored.act;
               const auto word = reports::to_string(act.kind);
               table.day(act.day);
               table.text(told(session, word, "act"));
               table.text(subject_of(act, names));
               table.text(act.kind == ActKind::cash_back ? std::string_view() : act.text);
               table.cell(act.points == 0 ? std::nullopt : std::optional(act.points));
               table.cell(act.money == Money{} ? std::nullopt : std::optional(act.money));
               table.day(act.until);
               table.text(stored.reason);
               table.end_row();
             }
           });
}

int run_export_member(Session& session) {
  const auto member = store::require_member(session.ledger(), session.text("MEMBER"));
  ExportPage page(session, "What is known of {member} on {day}"_en(member.key, session.as_of()));
  say_settled(session);
  const auto all = reports::export_member(session.ledger(), member, session.as_of());
  add_member(page, session, all);
  const Explainer explainer(session);
  add_tiers(page, session, explainer, all);
  add_points(page, session, explainer, all);
  add_orders(page, session, all);
  add_vouchers(page, session, all);
  add_cards(page, session, all);
  add_acts(page, session, all);
  page.finish();
  return 0;
}

} // namespace

Command export_member() {
  return {.examples =
              "  loyalty export-member M0001 -o M0001.html\n"
              "  loyalty export-member 13800138000 -o customer.json",
          .options = {{"MEMBER", Option::Kind::required, "name the member by key, phone or other identity"_en}},
          .run = run_export_member};
}

} // namespace loyalty::cli
