// SPDX-License-Identifier: MIT
#include "reports/quote_order.hpp"

#include <fmt/format.h>

#include "cli/cart_lines.hpp"
#include "cli/command.hpp"
#include "cli/quote_text.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/titles.hpp"

namespace loyalty::cli {
namespace {

Points points_asked(const Session& session) {
  if (!session.maybe("--points")) return 0;
  if (session.text("--points") == "max") return as_many_as_allowed;
  const auto points = session.points("--points");
  if (points <= 0)
    throw Error(Failure::usage, fmt::format("--points {} is not above zero", points), {},
                "type --points 300 or --points max");
  return points;
}

reports::QuoteRequest quote_asked(Session& session) {
  if (session.maybe("--file").has_value() == !session.many("--line").empty())
    throw Error(Failure::usage, "say what is bought: a file with --file, or lines with --line", {},
                fmt::format("loyalty quote-order --line beauty:2:{} --line food:1:{}",
                            session.written(Money::whole(59, session.currency())),
                            session.written(Money::whole(28, session.currency()))));
  reports::QuoteRequest request{.member = session.maybe("MEMBER"), .cart = {}};
  request.cart.lines = lines_asked(session);
  request.cart.points = points_asked(session);
  request.cart.shipping = session.maybe_money("--shipping");
  if (request.cart.shipping && *request.cart.shipping < Money{})
    throw Error(Failure::usage, fmt::format("--shipping {} is below zero", session.written(*request.cart.shipping)));
  if (const auto& codes = session.many("--voucher"); !codes.empty()) request.vouchers = codes;
  if (request.cart.points > 0 && !request.member)
    throw Error(Failure::usage, "points need the member who spends them", {},
                "loyalty quote-order MEMBER --points max …");
  return request;
}

/// The answer for people: the steps, then the lines, then the vouchers left out.
class QuoteSheet {
 public:
  QuoteSheet(Session& session, const reports::Quoted& quoted)
      : session_(session), quoted_(quoted), quote_(quoted.quote) {}

  void show() {
    steps();
    lines();
    left_out();
  }

 private:
  void heading(std::string_view english, std::string_view chinese) {
    session_.print(fmt::format("\n{}\n", session_.either(english, chinese)));
  }

  void total(output::TableWriter& table, std::string_view key, Money amount) {
    table.text(messages::title(key, session_.chinese()));
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
                                       {"base", {}, Kind::money},
                                       {"amount", {}, Kind::money},
                                       {"remaining", {}, Kind::money},
                                       {"why"}});
    total(*table, "list_price", quote_.list_price);
    for (const auto& step : quote_.steps) {
      table->text(messages::title(to_string(step.step), session_.chinese()));
      table->text(step.item);
      table->money(step.base);
      table->money(step.amount);
      table->money(step.remaining);
      table->text(why(session_, quoted_, step));
      table->end_row();
    }
    total(*table, "to_pay", quote_.to_pay);
    table->finish();
    if (quote_.fewer_points) session_.print(fmt::format("{}\n", fewer_points(session_, quoted_)));
  }

  void lines() {
    heading("Lines", "明细");
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
    heading("Vouchers left out", "未使用的券");
    const auto table = session_.table({{"code"}, {"coupon"}, {"at_best", {}, Kind::money}, {"reason"}});
    for (const auto& each : quote_.left_out) {
      table->text(each.voucher.code);
      table->text(each.voucher.coupon);
      table->cell(each.at_best);
      table->text(why_left_out(session_, each));
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
  Rows(Session& session, const reports::Quoted& quoted)
      : session_(session),
        quoted_(quoted),
        table_(session.table({{"step"},
                              {"item"},
                              {"base", {}, Kind::money},
                              {"amount", {}, Kind::money},
                              {"remaining", {}, Kind::money},
                              {"reason"},
                              {"why"}})) {}

  void show() {
    const auto& quote = quoted_.quote;
    row("list_price", {}, {}, {}, quote.list_price, {}, {});
    for (const auto& step : quote.steps)
      row(to_string(step.step), step.item, step.base, step.amount, step.remaining, reason(step),
          why(session_, quoted_, step));
    row("to_pay", {}, {}, {}, quote.to_pay, {}, {});
    for (const auto& each : quote.lines)
      row("line", each.line.name.empty() ? each.line.category : each.line.name, each.line.amount(),
          each.to_pay - each.line.amount(), each.to_pay, {}, {});
    for (const auto& each : quote.left_out)
      row("left_out", each.voucher.code, {}, {}, each.at_best, name_of(each), why_left_out(session_, each));
    table_->finish();
  }

 private:
  std::string_view reason(const QuotedStep& step) const {
    const auto& why_fewer = quoted_.quote.fewer_points;
    return step.step == PriceStep::points && why_fewer ? to_string(*why_fewer) : std::string_view{};
  }

  void row(std::string_view step, std::string_view item, std::optional<Money> base, std::optional<Money> amount,
           std::optional<Money> remaining, std::string_view reason, std::string_view why_so) {
    table_->text(session_.for_people() ? messages::title(step, session_.chinese()) : std::string(step));
    table_->text(item);
    table_->cell(base);
    table_->cell(amount);
    table_->cell(remaining);
    table_->text(reason);
    table_->text(why_so);
    table_->end_row();
  }

  Session& session_;
  const reports::Quoted& quoted_;
  std::unique_ptr<output::TableWriter> table_;
};

int run_quote_order(Session& session) {
  const auto request = quote_asked(session);
  const auto quoted = reports::quote_order(session.ledger(), session.program_text(), request, session.as_of());
  if (session.format() == output::Format::table)
    QuoteSheet(session, quoted).show();
  else
    Rows(session, quoted).show();
  return 0;
}

} // namespace

Command quote_order() {
  return {
      .examples =
          "  loyalty quote-order M0001 --file cart.csv\n"
          "  loyalty quote-order M0001 --line beauty:2:59.00:cream --line food:1:28.50 --points max\n"
          "  loyalty quote-order M0001 --file cart.csv --voucher WELCOME --format json\n"
          "  loyalty quote-order --line food:3:19.90 --shipping 12.00",
      .options = {{"MEMBER", Option::Kind::optional, "who buys, by key or phone; nobody: a guest"},
                  {"--file", Option::Kind::value,
                   "cart (CSV or XLSX: category, quantity, price); - reads standard input", "FILE"},
                  {"--line", Option::Kind::values, "one line: category:quantity:price[:name]", "LINE"},
                  {"--voucher", Option::Kind::values, "only these vouchers or public codes, not all open ones", "CODE"},
                  {"--points", Option::Kind::value, "spend so many points, or max: all that the program allows",
                   "N|max"},
                  {"--shipping", Option::Kind::value, "shipping fee instead of the program's", "MONEY"}},
      .run = run_quote_order};
}

} // namespace loyalty::cli
