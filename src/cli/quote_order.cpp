// SPDX-License-Identifier: MIT
#include "reports/quote_order.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/cart_lines.hpp"
#include "cli/command.hpp"
#include "cli/explain_text.hpp"
#include "cli/quote_text.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/words.hpp"

namespace loyalty::cli {
namespace {

Points points_asked(const Session& session) {
  if (!session.maybe("--points")) return 0;
  if (session.text("--points") == "max") return as_many_as_allowed;
  const auto points = session.points("--points");
  if (points <= 0)
    throw Error(Failure::usage, "--points {points} is not above zero"_en(points), {},
                "type --points 300 or --points max"_en);
  return points;
}

Money wallet_asked(Session& session) {
  if (session.text("--wallet") == "max") return all_of_wallet;
  const auto money = session.maybe_money("--wallet");
  if (!money) return {};
  if (*money <= Money{})
    throw Error(Failure::usage, "--wallet {amount} is not above zero"_en(session.written(*money)), {},
                "type --wallet {amount} or --wallet max"_en(session.written(Money::whole(50, session.currency()))));
  return *money;
}

reports::QuoteRequest quote_asked(Session& session) {
  if (session.maybe("--file").has_value() == !session.many("--line").empty())
    throw Error(Failure::usage, "what is bought is missing, or given both by --file and by --line"_en, {},
                "type: loyalty quote-order --line beauty:2:{price} --line food:1:{other}"_en(
                    session.written(Money::whole(59, session.currency())),
                    session.written(Money::whole(28, session.currency()))));
  reports::QuoteRequest request{.member = session.maybe("MEMBER"), .cart = {}};
  request.cart.lines = lines_asked(session);
  request.cart.points = points_asked(session);
  request.cart.wallet = wallet_asked(session);
  request.cart.host = session.maybe("--host").value_or("");
  request.cart.channel = session.maybe("--channel").value_or("");
  request.cart.shipping = session.maybe_money("--shipping");
  if (request.cart.shipping && *request.cart.shipping < Money{})
    throw Error(Failure::usage, "--shipping {amount} is below zero"_en(session.written(*request.cart.shipping)));
  if (const auto& codes = session.many("--voucher"); !codes.empty()) request.vouchers = codes;
  request.cards = session.many("--card");
  if (request.cart.points > 0 && !request.member)
    throw Error(Failure::usage, "points need the member who spends them"_en, {},
                "name the member: loyalty quote-order MEMBER --points max"_en);
  request.brings = session.flag("--brings");
  if (request.brings && !request.member)
    throw Error(Failure::usage, "what an order brings depends on the member who places it"_en, {},
                "name the member: loyalty quote-order MEMBER --brings"_en);
  if (request.cart.wallet > Money{} && !request.member)
    throw Error(Failure::usage, "a wallet needs the member whose it is"_en, {},
                "name the member: loyalty quote-order MEMBER --wallet max"_en);
  return request;
}

bool is_cash(const Brought& brought) { return brought.kind == Brought::Kind::cash; }

Message kind_of(const Brought& brought) {
  switch (brought.kind) {
    case Brought::Kind::points: return "brings|points"_en;
    case Brought::Kind::growth: return "brings|growth"_en;
    case Brought::Kind::voucher: return "brings|voucher"_en;
    case Brought::Kind::cash: return "brings|cash back"_en;
  }
  return {};
}

/// What brings it: for programs the rule or the id of a coupon, for people their names.
std::string what_brings(Session& session, const reports::Quoted& quoted, const Brought& brought) {
  if (is_cash(brought))
    return session.for_people() ? reports::name_or_id(quoted.program->reward(brought.reward), brought.reward)
                                : brought.reward;
  const bool voucher = brought.kind == Brought::Kind::voucher;
  if (!session.for_people()) return voucher ? brought.coupon : to_string(brought.terms.rule);
  if (voucher) return reports::name_or_id(quoted.program->coupon(brought.coupon), brought.coupon);
  return session.said(Explainer(session, quoted.program).rule(brought.terms));
}

/// The answer for people: the steps, then the lines, then the vouchers left out, then what the order brings.
class QuoteSheet {
 public:
  QuoteSheet(Session& session, const reports::Quoted& quoted)
      : session_(session), quoted_(quoted), quote_(quoted.quote) {}

  void show() {
    steps();
    lines();
    left_out();
    brings();
  }

 private:
  void heading(const Message& text) { session_.print(fmt::format("\n{}\n", session_.said(text))); }

  void total(output::TableWriter& table, std::string_view key, Money amount) {
    table.text(session_.said(messages::word(key)));
    table.empty();
    table.empty();
    table.empty();
    table.money(amount);
    table.empty();
    table.end_row();
  }

  void steps() {
    const auto table = session_.table({{"step"},
                                       {"item"},
                                       {"base", session_.said("quote|base"_en), Kind::money},
                                       {"amount", {}, Kind::money},
                                       {"remaining", {}, Kind::money},
                                       {"why"}});
    total(*table, "list_price", quote_.list_price);
    for (const auto& step : quote_.steps) {
      table->text(session_.said(messages::word(to_string(step.step))));
      table->text(item_of(session_, quoted_, step));
      table->money(step.base);
      table->money(step.amount);
      table->money(step.remaining);
      table->text(session_.said(why(session_, quoted_, step)));
      table->end_row();
    }
    total(*table, "to_pay", quote_.to_pay);
    table->finish();
    if (quote_.fewer_points) session_.print(session_.said(fewer_points(quoted_)) + '\n');
  }

  void lines() {
    heading("Order lines"_en);
    const bool points = quote_.points > 0;
    std::vector<output::Column> columns = {{"item"},
                                           {"category"},
                                           {"quantity", {}, Kind::number},
                                           {"list_price", {}, Kind::money},
                                           {"price", {}, Kind::money}};
    if (points) columns.push_back({"to_pay", {}, Kind::money});
    const auto table = session_.table(std::move(columns));
    for (const auto& each : quote_.lines) {
      table->text(each.line.name);
      table->text(each.line.category);
      table->number(each.line.quantity);
      table->money(each.line.amount());
      table->money(each.price);
      if (points) table->money(each.to_pay);
      table->end_row();
    }
    table->finish();
  }

  void left_out() {
    if (quote_.left_out.empty()) return;
    heading("Vouchers not applied"_en);
    const auto table = session_.table({{"code"}, {"coupon"}, {"at_best", {}, Kind::money}, {"reason"}});
    for (const auto& each : quote_.left_out) {
      table->text(each.voucher.code);
      table->text(reports::name_or_id(quoted_.program->coupon(each.voucher.coupon), each.voucher.coupon));
      table->cell(each.at_best);
      table->text(session_.said(why_left_out(session_, each)));
      table->end_row();
    }
    table->finish();
  }

  void brings() {
    if (quoted_.brings.empty()) return;
    heading("What the order brings"_en);
    const bool cash = std::ranges::any_of(quoted_.brings, is_cash);
    std::vector<output::Column> columns = {{"kind"}, {"item"}, {"amount", {}, Kind::number}};
    if (cash) columns.push_back({"cash_back", {}, Kind::money});
    columns.push_back({"available_on", {}, Kind::day});
    const auto table = session_.table(std::move(columns));
    for (const auto& each : quoted_.brings) {
      table->text(session_.said(kind_of(each)));
      table->text(what_brings(session_, quoted_, each));
      each.points > 0 ? table->number(each.points) : table->empty();
      if (cash) is_cash(each) ? table->money(each.money) : table->empty();
      table->day(each.on);
      table->end_row();
    }
    table->finish();
  }

  Session& session_;
  const reports::Quoted& quoted_;
  const Quote& quote_;
};

/// The same for programs, as rows of one kind: `step` says what a row is.
class Rows {
 public:
  Rows(Session& session, const reports::Quoted& quoted, bool brings)
      : session_(session),
        quoted_(quoted),
        brings_(brings),
        has_floors_(!quoted.program->prices.floors.empty()),
        table_(session.table(columns())) {}

  void show() {
    const auto& quote = quoted_.quote;
    row("list_price", {}, {}, {}, quote.list_price, {}, {});
    for (const auto& step : quote.steps)
      row(to_string(step.step), item_of(session_, quoted_, step), step.base, step.amount, step.remaining, reason(step),
          why(session_, quoted_, step), step.no_room);
    row("to_pay", {}, {}, {}, quote.to_pay, {}, {});
    for (const auto& each : quote.lines)
      row("line", each.line.name.empty() ? each.line.category : each.line.name, each.line.amount(),
          each.to_pay - each.line.amount(), each.to_pay, {}, {});
    for (const auto& each : quote.left_out)
      row("left_out", each.voucher.code, {}, {}, each.at_best, name_of(each), why_left_out(session_, each));
    for (const auto& each : quoted_.brings)
      row("brings", what_brings(session_, quoted_, each), {}, is_cash(each) ? std::optional(each.money) : std::nullopt,
          {}, to_string(each.kind), {}, {}, &each);
    table_->finish();
  }

 private:
  /// Programs without floors have no column for what finds no room above them.
  std::vector<output::Column> columns() const {
    std::vector<output::Column> columns = {{"step"},
                                           {"item"},
                                           {"base", session_.said("quote|base"_en), Kind::money},
                                           {"amount", {}, Kind::money},
                                           {"remaining", {}, Kind::money},
                                           {"reason"},
                                           {"why"}};
    if (has_floors_) columns.push_back({"no_room", {}, Kind::money});
    if (brings_) {
      columns.push_back({"points", {}, Kind::number});
      columns.push_back({"available_on", {}, Kind::day});
    }
    return columns;
  }

  std::string_view reason(const QuotedStep& step) const {
    const auto& why_fewer = quoted_.quote.fewer_points;
    return step.step == PriceStep::points && why_fewer ? to_string(*why_fewer) : std::string_view{};
  }

  void row(std::string_view step, std::string_view item, std::optional<Money> base, std::optional<Money> amount,
           std::optional<Money> remaining, std::string_view reason, const Message& why_so,
           std::optional<Money> no_room = {}, const Brought* brought = nullptr) {
    table_->text(session_.for_people() ? session_.said(messages::word(step)) : std::string(step));
    table_->text(item);
    table_->cell(base);
    table_->cell(amount);
    table_->cell(remaining);
    table_->text(reason);
    table_->text(session_.said(why_so));
    if (has_floors_) table_->cell(no_room);
    if (brings_) {
      brought != nullptr && brought->points > 0 ? table_->number(brought->points) : table_->empty();
      table_->cell(brought == nullptr ? std::nullopt : std::optional(brought->on));
    }
    table_->end_row();
  }

  Session& session_;
  const reports::Quoted& quoted_;
  bool brings_;
  bool has_floors_;
  std::unique_ptr<output::TableWriter> table_;
};

int run_quote_order(Session& session) {
  const auto request = quote_asked(session);
  const auto quoted = reports::quote_order(session.ledger(), session.program_text(), request, session.as_of());
  if (quoted.closed) session.note("{member} is shut out: no points, vouchers or member prices"_en(*request.member));
  if (session.format() == output::Format::table)
    QuoteSheet(session, quoted).show();
  else
    Rows(session, quoted, request.brings).show();
  return 0;
}

} // namespace

Command quote_order() {
  return {.examples =
              "  loyalty quote-order M0001 --file cart.csv\n"
              "  loyalty quote-order M0001 --line beauty:2:59.00:cream --points max\n"
              "  loyalty quote-order M0001 --file cart.csv --voucher WELCOME --format json\n"
              "  loyalty quote-order M0001 --file cart.csv --brings\n"
              "  loyalty quote-order --line food:3:19.90 --shipping 12.00",
          .options =
              {{"MEMBER", Option::Kind::optional, "name who buys by key, phone or other identity; none: a guest"_en},
               {"--file", Option::Kind::value,
                "read the cart (CSV or XLSX: category, quantity, price); - is standard input"_en, "FILE"},
               {"--line", Option::Kind::values, "add a line: category:quantity:price[:name][#sku]"_en, "LINE"},
               {"--voucher", Option::Kind::values, "use these vouchers or public codes only, not all active ones"_en,
                "CODE"},
               {"--points", Option::Kind::value, "spend N points; max: as many as the program file allows"_en, "N|max"},
               {"--shipping", Option::Kind::value, "take this shipping fee instead of that of the program file"_en,
                "MONEY"},
               {"--wallet", Option::Kind::value, "pay so much from the wallet; max: all that is there"_en, "MONEY|max"},
               {"--card", Option::Kind::values, "pay with this gift card; several pay one after the other"_en, "CODE"},
               {"--host", Option::Kind::value, "say who sells it, for campaigns of a host"_en, "NAME"},
               {"--channel", Option::Kind::value, "say through which channel, for campaigns of a channel"_en, "NAME"},
               {"--brings", Option::Kind::flag, "add what the order brings: points, growth, vouchers, and when"_en}},
          .run = run_quote_order};
}

} // namespace loyalty::cli
