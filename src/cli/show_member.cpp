// SPDX-License-Identifier: MIT
#include "reports/show_member.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "cli/command.hpp"
#include "cli/report_table.hpp"
#include "cli/session.hpp"
#include "loyalty/birthday.hpp"
#include "loyalty/figures.hpp"
#include "messages/name_list.hpp"
#include "messages/text_width.hpp"
#include "messages/titles.hpp"
#include "messages/words.hpp"
#include "reports/members.hpp"

namespace loyalty::cli {
namespace {

/// "Gold since 2026-01-05 until 2027-01-04".
Message tier_line(const TierHeld& held, const std::string& name) {
  if (held.tier.empty()) return "tier|none"_en;
  if (held.until == never) return "{tier} since {day}"_en(name, held.since);
  return "{tier} since {day} until {until}"_en(name, held.since, held.until);
}

/// "95, 30 of them usable through 2026-06-30, 50 pending".
Message points_line(const reports::MemberCard& card) {
  const auto& points = card.points;
  std::vector<Message> parts{Message::name(fmt::format("{}", points.balance))};
  if (card.ends_next)
    parts.push_back("{points} of them usable through {day}"_en(card.ends_next->remaining, card.ends_next->last_day));
  if (points.held != 0) parts.push_back("{points} pending"_en(points.held));
  if (points.debt != 0) parts.push_back("{points} owed"_en(points.debt));
  return "{parts}"_en(std::move(parts));
}

Message orders_line(const OrderFigures& orders) {
  std::vector<Message> parts{Message::name(fmt::format("{}", orders.orders))};
  if (orders.orders > 0) parts.push_back("{first} … {last}"_en(orders.first_on, orders.last_on));
  if (orders.refunded_orders > 0) parts.push_back("{orders} fully refunded"_en(orders.refunded_orders));
  return "{parts}"_en(std::move(parts));
}

Message spend_line(Session& session, const OrderFigures& orders) {
  const auto net = session.written(orders.net());
  if (orders.refunds == Money{}) return Message::name(net);
  return "{net} (gross {gross}, refunds {refunds})"_en(net, session.written(orders.gross),
                                                       session.written(orders.refunds));
}

/// "Plus 2026-01-05 … 2027-01-04".
std::vector<Message> membership_terms(const reports::MemberCard& card, reports::ProgramNames& names) {
  std::vector<Message> terms;
  for (const auto& term : card.terms)
    if (term.until >= card.as_of)
      terms.push_back("{plan} {first} … {last}"_en(names.plan(term.plan), term.from, term.until));
  return terms;
}

/// "Plus 50.86 (days left 90.86, saved 40.00)".
std::vector<Message> early_ends(Session& session, const reports::MemberCard& card) {
  std::vector<Message> ends;
  for (const auto& [term, end] : card.ends)
    ends.push_back("{plan} {refund} (days left {unused}, saved {saved})"_en(
        session.names().plan(term.plan), session.written(end.refund), session.written(end.unused),
        session.written(end.saved)));
  return ends;
}

Message wallet_line(Session& session, const WalletSums& wallet) {
  const auto balance = session.written(wallet.balance());
  auto line = wallet.bonus == Money{} ? Message::name(balance)
                                      : "{balance} (of which bonus {bonus})"_en(balance, session.written(wallet.bonus));
  if (wallet.cash_missing == Money{}) return line;
  return "{wallet}; cash back to collect: {amount}"_en(std::move(line), session.written(wallet.cash_missing));
}

/// Fields of the program that hold what a person is known by elsewhere.
bool names_a_person(std::string_view field) {
  constexpr std::array<std::string_view, 8> names = {"phone",    "mobile", "email", "wechat",
                                                     "kuaishou", "taobao", "card",  "address"};
  return std::find(names.begin(), names.end(), field) != names.end();
}

/// What the shop knows of the member besides orders and points; each line only where there is something to say.
template <class Add>
void add_state(Session& session, const reports::MemberCard& card, const Add& add) {
  const auto& state = card.state;
  auto& names = session.names();
  const auto add_name = [&](std::string_view key, std::string value) {
    add(messages::title(key), Message::name(std::move(value)));
  };
  if (state.birthday) add_name("birthday", session.globals().show_personal ? birthday_text(*state.birthday) : "****");
  if (!state.tags.empty()) add(messages::title("tags"), messages::name_list(state.tags));
  for (const auto& [name, value] : state.fields)
    add(Message::name(name), Message::name(names_a_person(name) ? session.personal(value) : value));
  if (auto terms = membership_terms(card, names); !terms.empty())
    add(messages::title("membership"), "{parts}"_en(MessageList{std::move(terms), Between::names}));
  if (auto ends = early_ends(session, card); !ends.empty())
    add(messages::title("early_end"), "{parts}"_en(MessageList{std::move(ends), Between::names}));
  if (!card.inviter.empty()) add_name("inviter", session.key(card.inviter));
  if (card.invited > 0) add_name("invited", fmt::format("{}", card.invited));
  if (card.wallet != WalletSums{}) add(messages::title("wallet"), wallet_line(session, card.wallet));
  if (state.closed) add(messages::title("closed"), "since {day}: {reason}"_en(state.closed->day, state.closed->reason));
  if (state.opted_out) add(messages::title("messages"), messages::word("opted_out"));
}

/// The lines above the tables, texts right of the widest title.
void show_head(Session& session, const reports::MemberCard& card) {
  std::vector<std::pair<std::string, std::string>> lines;
  const auto add = [&](const Message& title, const Message& value) {
    lines.emplace_back(session.said(title), messages::escape_for_terminal(session.shown(session.said(value))));
  };
  const auto add_name = [&](std::string_view key, std::string value) {
    add(messages::title(key), Message::name(std::move(value)));
  };
  add_name("member_id", session.key(card.member.key));
  if (!card.member.name.empty()) add_name("name", session.person(card.member.name));
  if (card.forgotten_on) add_name("forgotten_on", to_string(*card.forgotten_on));
  for (const auto& identity : card.identities) add_name(identity.name_space, session.personal(identity.value));
  if (card.joined_on != never) add_name("joined_on", to_string(card.joined_on));
  add_state(session, card, add);
  add(messages::title("tier"), tier_line(card.tier, session.names().tier(card.tier.tier)));
  if (!card.benefits.empty()) add(messages::title("benefits"), messages::name_list(card.benefits));
  add(messages::title("points"), points_line(card));
  if (card.points.growth != 0) add_name("growth", fmt::format("{}", card.points.growth));
  add(messages::title("orders"), orders_line(card.orders));
  add(messages::title("net"), spend_line(session, card.orders));

  std::size_t width = 0;
  for (const auto& [name, value] : lines) width = std::max(width, messages::display_width(name));
  std::string text;
  for (const auto& [name, value] : lines)
    text += fmt::format("{}{}  {}\n", name, std::string(width - messages::display_width(name), ' '), value);
  session.print(text);
}

void show_vouchers(Session& session, const std::vector<Voucher>& vouchers) {
  if (vouchers.empty()) return;
  session.print(fmt::format("\n{}\n", session.said("Active vouchers"_en)));
  auto table = session.table({{"code"}, {"coupon"}, {"last_day", {}, Kind::day}});
  auto& names = session.names();
  for (const auto& voucher : vouchers) {
    table->text(voucher.code);
    table->text(names.coupon(voucher.coupon));
    table->day(voucher.last_day);
    table->end_row();
  }
  table->finish();
}

void show_orders(Session& session, const std::vector<reports::CardOrder>& orders) {
  if (orders.empty()) return;
  session.print(fmt::format("\n{}\n", session.said("Latest orders"_en)));
  auto table = session.table({{"placed_at"}, {"order_id"}, {"amount", {}, Kind::money}, {"refunds", {}, Kind::money}});
  for (const auto& order : orders) {
    table->text(to_string(order.placed_at));
    table->text(order.order_id);
    table->money(order.amount);
    if (order.standing.refunded > Money{})
      table->money(order.standing.refunded);
    else
      table->empty();
    table->end_row();
  }
  table->finish();
}

void show_entries(Session& session, const std::vector<NumberedEntry>& lines) {
  if (lines.empty()) return;
  session.print(fmt::format("\n{}\n", session.said("Latest points"_en)));
  auto table =
      session.table({{"day", {}, Kind::day}, {"kind"}, {"points", {}, Kind::number}, {"last_day", {}, Kind::day}});
  for (const auto& line : lines) {
    const auto change = effect(line);
    table->day(line.entry.day);
    table->text(session.said(messages::word(to_string(line.entry.kind))));
    table->number(line.entry.kind == EntryKind::debt ? -change.debt : change.balance);
    table->day(line.entry.last_day);
    table->end_row();
  }
  table->finish();
}

int run_show_member(Session& session) {
  const auto as_of = session.as_of();
  const auto member = store::require_member(session.ledger(), session.text("MEMBER"));
  say_settled(session);
  if (session.format() != output::Format::table) {
    show_table(session, reports::member_table(member));
    return 0;
  }
  const auto card = reports::member_card(session.ledger(), member, as_of);
  show_head(session, card);
  show_vouchers(session, card.vouchers);
  show_orders(session, card.latest_orders);
  show_entries(session, card.latest_entries);
  return 0;
}

} // namespace

Command show_member() {
  return {.examples =
              "  loyalty show-member M0001\n"
              "  loyalty show-member 13800138000 --show-personal\n"
              "  loyalty show-member M0001 --format json",
          .options = {{"MEMBER", Option::Kind::required, "name the member by key, phone or other identity"_en}},
          .run = run_show_member};
}

} // namespace loyalty::cli
