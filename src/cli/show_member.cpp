// SPDX-License-Identifier: MIT
#include "reports/show_member.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <vector>

#include "cli/command.hpp"
#include "cli/report_table.hpp"
#include "cli/session.hpp"
#include "loyalty/birthday.hpp"
#include "loyalty/figures.hpp"
#include "messages/text_width.hpp"
#include "messages/titles.hpp"
#include "reports/members.hpp"

namespace loyalty::cli {
namespace {

/// "gold since 2026-01-05 until 2027-01-04".
std::string tier_line(const Session& session, const TierHeld& held) {
  if (held.tier.empty()) return std::string(session.either("none", "无"));
  auto line = fmt::format("{} {} {}", held.tier, session.either("since", "自"), to_string(held.since));
  if (held.until != never) line += fmt::format(" {} {}", session.either("until", "至"), to_string(held.until));
  return line;
}

std::string points_line(const Session& session, const reports::MemberCard& card) {
  auto line = fmt::format("{}", card.points.balance);
  const auto add = [&](Points points, std::string_view what) {
    if (points != 0) line += fmt::format(", {} {}", points, what);
  };
  add(card.points.held, session.either("held", "待生效"));
  add(card.points.debt, session.either("owed", "欠"));
  if (card.ends_next)
    line += fmt::format(fmt::runtime(session.either(" ({} of them through {})", "（其中 {} 分 {} 到期）")),
                        card.ends_next->remaining, to_string(card.ends_next->last_day));
  return line;
}

std::string orders_line(const Session& session, const OrderFigures& orders) {
  auto line = fmt::format("{}", orders.orders);
  if (orders.orders > 0) line += fmt::format(", {} … {}", to_string(orders.first_on), to_string(orders.last_on));
  if (orders.refunded_orders > 0)
    line += fmt::format(", {} {}", orders.refunded_orders, session.either("wholly refunded", "已全退"));
  return line;
}

std::string spend_line(Session& session, const OrderFigures& orders) {
  if (orders.refunds == Money{}) return session.written(orders.net());
  return fmt::format("{} ({} {}, {} {})", session.written(orders.net()), session.either("gross", "消费"),
                     session.written(orders.gross), session.either("refunds", "退款"), session.written(orders.refunds));
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += fmt::format("{}{}", text.empty() ? "" : ", ", word);
  return text;
}

/// "plus, 2026-01-05 … 2027-01-04".
std::string membership_line(const reports::MemberCard& card) {
  std::vector<std::string> terms;
  for (const auto& term : card.terms)
    if (term.until >= card.as_of)
      terms.push_back(fmt::format("{} {} … {}", term.plan, to_string(term.from), to_string(term.until)));
  return joined(terms);
}

std::string wallet_line(Session& session, const WalletSums& wallet) {
  if (wallet.bonus == Money{}) return session.written(wallet.balance());
  return fmt::format("{} ({} {})", session.written(wallet.balance()), session.either("of which bonus", "其中赠送"),
                     session.written(wallet.bonus));
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
  if (state.birthday)
    add("birthday", session.globals().show_personal ? birthday_text(*state.birthday) : std::string("****"));
  if (!state.tags.empty()) add("tags", joined({state.tags.begin(), state.tags.end()}));
  for (const auto& [name, value] : state.fields) add(name, names_a_person(name) ? session.personal(value) : value);
  if (const auto terms = membership_line(card); !terms.empty()) add("membership", terms);
  if (!card.inviter.empty()) add("inviter", session.key(card.inviter));
  if (card.invited > 0) add("invited", fmt::format("{}", card.invited));
  if (card.wallet != WalletSums{}) add("wallet", wallet_line(session, card.wallet));
  if (state.opted_out) add("messages", std::string(session.either("none wanted", "不接收")));
}

/// The lines above the tables, texts right of the widest title.
void show_head(Session& session, const reports::MemberCard& card) {
  std::vector<std::pair<std::string, std::string>> lines;
  const auto add = [&](std::string_view key, const std::string& value) {
    lines.emplace_back(messages::title(key, session.chinese()), messages::escape_for_terminal(session.shown(value)));
  };
  add("member_id", session.key(card.member.key));
  if (!card.member.name.empty()) add("name", session.person(card.member.name));
  if (card.forgotten_on) add("forgotten_on", to_string(*card.forgotten_on));
  for (const auto& identity : card.identities) add(identity.name_space, session.personal(identity.value));
  if (card.joined_on != never) add("joined_on", to_string(card.joined_on));
  add_state(session, card, add);
  add("tier", tier_line(session, card.tier));
  if (!card.benefits.empty()) add("benefits", fmt::format("{}", fmt::join(card.benefits, session.either(", ", "、"))));
  add("points", points_line(session, card));
  if (card.points.growth != 0) add("growth", fmt::format("{}", card.points.growth));
  add("orders", orders_line(session, card.orders));
  add("net", spend_line(session, card.orders));

  std::size_t width = 0;
  for (const auto& [name, value] : lines) width = std::max(width, messages::display_width(name));
  std::string text;
  for (const auto& [name, value] : lines)
    text += fmt::format("{}{}  {}\n", name, std::string(width - messages::display_width(name), ' '), value);
  session.print(text);
}

void show_vouchers(Session& session, const std::vector<Voucher>& vouchers) {
  if (vouchers.empty()) return;
  session.print(fmt::format("\n{}\n", session.either("Open vouchers", "可用券")));
  auto table = session.table({{"code"}, {"coupon"}, {"last_day", {}, Kind::day}});
  for (const auto& voucher : vouchers) {
    table->text(voucher.code);
    table->text(voucher.coupon);
    table->day(voucher.last_day);
    table->end_row();
  }
  table->finish();
}

void show_orders(Session& session, const std::vector<reports::CardOrder>& orders) {
  if (orders.empty()) return;
  session.print(fmt::format("\n{}\n", session.either("Latest orders", "最近订单")));
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
  session.print(fmt::format("\n{}\n", session.either("Latest points", "最近积分")));
  auto table =
      session.table({{"day", {}, Kind::day}, {"kind"}, {"points", {}, Kind::number}, {"last_day", {}, Kind::day}});
  for (const auto& line : lines) {
    const auto change = effect(line);
    table->day(line.entry.day);
    table->text(messages::title(to_string(line.entry.kind), session.chinese()));
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
          .options = {{"MEMBER", Option::Kind::required, "key of the member, or a phone number or other identity"}},
          .run = run_show_member};
}

} // namespace loyalty::cli
