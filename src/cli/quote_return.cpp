// SPDX-License-Identifier: MIT
#include "reports/quote_return.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>
#include <vector>

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/titles.hpp"
#include "messages/words.hpp"
#include "reports/names.hpp"

namespace loyalty::cli {
namespace {

constexpr std::array point_sums = {std::pair{"points_balance", &Balance::balance},
                                   std::pair{"points_held", &Balance::held},
                                   std::pair{"points_debt", &Balance::debt},
                                   std::pair{"points_earned", &Balance::earned},
                                   std::pair{"points_redeemed", &Balance::redeemed},
                                   std::pair{"points_expired", &Balance::expired},
                                   std::pair{"points_clawed_back", &Balance::clawed_back},
                                   std::pair{"points_adjusted", &Balance::adjusted},
                                   std::pair{"growth", &Balance::growth}};

/// What the answer says in one row: of money, or of what else changes.
struct ReturnRow {
  std::string_view step;
  std::string item = {};
  std::optional<std::int64_t> quantity = {};
  std::optional<Money> amount = {};
  std::string before = {};
  std::string after = {};
  std::string_view reason = {};
  Message why = {};
  std::string whose = {}; ///< key of the member who stands otherwise; empty: the buyer
};

std::string line_item(const reports::ReturnedLine& line) {
  for (const auto* text : {&line.line.sku, &line.line.line_id, &line.line.category})
    if (!text->empty()) return *text;
  return fmt::format("{}", line.number);
}

class ReturnAnswer {
 public:
  ReturnAnswer(Session& session, const reports::QuotedReturn& quoted) : session_(session), quoted_(quoted) {}

  /// The rows of money.
  std::vector<ReturnRow> money() const {
    const auto& quote = quoted_.quote;
    std::vector<ReturnRow> rows;
    for (const auto& line : quoted_.lines)
      rows.push_back({.step = "line", .item = line_item(line), .quantity = line.pieces, .amount = line.amount});
    rows.push_back({.step = "refund", .amount = quote.refund, .why = why_refund()});
    for (const auto& change : quoted_.vouchers)
      if (change.deducted > Money{})
        rows.push_back({.step = "deducted",
                        .item = change.voucher.code,
                        .amount = -change.deducted,
                        .reason = to_string(change.why),
                        .why = why(change)});
    if (quote.repaid > Money{})
      rows.push_back({.step = "repaid", .amount = quote.repaid, .why = "if it was deducted then"_en});
    rows.push_back({.step = "to_give_back", .amount = quote.to_give_back()});
    if (quote.to_collect() > Money{})
      rows.push_back({.step = "to_collect", .amount = quote.to_collect(), .why = "more is deducted than refunded"_en});
    if (quoted_.to_wallet > Money{})
      rows.push_back({.step = "to_wallet", .amount = quoted_.to_wallet, .why = "the wallet paid for it"_en});
    rows.push_back({.step = "remaining", .amount = quote.remains});
    return rows;
  }

  /// The rows of what else the next night will change.
  std::vector<ReturnRow> changes() const {
    std::vector<ReturnRow> rows;
    if (quoted_.buyer) add_sums(*quoted_.buyer, rows);
    if (quoted_.inviter) add_inviter(*quoted_.inviter, rows);
    for (const auto& change : quoted_.vouchers) {
      const auto coupon = reports::name_or_id(quoted_.program->coupon(change.voucher.coupon), change.voucher.coupon);
      rows.push_back({.step = "voucher",
                      .item = change.voucher.code,
                      .before = shown(to_string(change.before)),
                      .after = shown(to_string(change.after)),
                      .reason = to_string(change.why),
                      .why = "{name}: {why}"_en(coupon, why(change))});
    }
    return rows;
  }

 private:
  Message why_refund() const {
    const auto& quote = quoted_.quote;
    if (quote.nothing_remains) return "all that remained of the order"_en;
    return "of {amount} that remained of the order"_en(session_.amount(quoted_.remained));
  }

  Message why(const reports::VoucherChange& change) const {
    using Why = reports::VoucherChange::Why;
    switch (change.why) {
      case Why::order_cancelled: return "nothing remains of its order"_en;
      case Why::below_minimum_spend: return "the order falls below {spend}"_en(session_.offered(change.spend));
      case Why::reason_went: return "what it was given for is no longer so"_en;
    }
    return {};
  }

  void add_inviter(const reports::MemberChange& change, std::vector<ReturnRow>& rows) const {
    std::vector<ReturnRow> theirs;
    add_sums(change, theirs);
    for (auto& row : theirs) {
      row.whose = session_.key(quoted_.inviter_key);
      row.reason = "inviter";
      row.why = "they referred the buyer"_en;
      rows.push_back(std::move(row));
    }
  }

  void add_sums(const reports::MemberChange& change, std::vector<ReturnRow>& rows) const {
    const auto& [before, after] = change;
    for (const auto& [key, sum] : point_sums)
      if (before.points.*sum != after.points.*sum)
        rows.push_back({.step = key,
                        .before = fmt::format("{}", before.points.*sum),
                        .after = fmt::format("{}", after.points.*sum)});
    if (before.tier != after.tier)
      rows.push_back({.step = "tier", .before = tier(before.tier), .after = tier(after.tier)});
  }

  std::string tier(const std::string& id) const {
    if (!session_.for_people()) return id;
    return id.empty() ? session_.said("tier|none"_en) : reports::name_or_id(quoted_.program->tier(id), id);
  }
  std::string shown(std::string_view word) const {
    return session_.for_people() ? session_.said(messages::word(word)) : std::string(word);
  }

  Session& session_;
  const reports::QuotedReturn& quoted_;
};

Message what_changes(const ReturnRow& row) {
  if (!row.item.empty()) return Message::name(row.item);
  return row.whose.empty() ? messages::measure(row.step)
                           : "{member}: {what}"_en(row.whose, messages::measure(row.step));
}

/// For people: the money, then what else changes.
void show_return(Session& session, const ReturnAnswer& answer) {
  const auto money =
      session.table({{"step"}, {"item"}, {"quantity", {}, Kind::number}, {"amount", {}, Kind::money}, {"why"}});
  for (const auto& row : answer.money()) {
    money->text(session.said(messages::word(row.step, "return")));
    money->text(row.item);
    money->cell(row.quantity);
    money->cell(row.amount);
    money->text(session.said(row.why));
    money->end_row();
  }
  money->finish();
  const auto changes = answer.changes();
  if (changes.empty()) return;
  session.print(fmt::format("\n{}\n", session.said("What the next night changes"_en)));
  const auto table = session.table(
      {{"item"}, {"before", session.said("return|before"_en)}, {"after", session.said("return|after"_en)}, {"why"}});
  for (const auto& row : changes) {
    table->text(session.said(what_changes(row)));
    table->text(row.before);
    table->text(row.after);
    table->text(session.said(row.why));
    table->end_row();
  }
  table->finish();
}

/// The same for programs, as rows of one kind: `step` says what a row is.
void write_return(Session& session, const ReturnAnswer& answer) {
  const auto table = session.table({{"step"},
                                    {"item"},
                                    {"quantity", {}, Kind::number},
                                    {"amount", {}, Kind::money},
                                    {"before", session.said("return|before"_en)},
                                    {"after", session.said("return|after"_en)},
                                    {"reason"},
                                    {"why"}});
  for (const auto& rows : {answer.money(), answer.changes()})
    for (const auto& row : rows) {
      table->text(session.for_people() ? session.said(messages::word(row.step, "return")) : std::string(row.step));
      table->text(row.item.empty() ? row.whose : row.item);
      table->cell(row.quantity);
      table->cell(row.amount);
      table->text(row.before);
      table->text(row.after);
      table->text(row.reason);
      table->text(session.said(row.why));
      table->end_row();
    }
  table->finish();
}

int run_quote_return(Session& session) {
  const reports::ReturnRequest request{.order = session.text("ORDER"),
                                       .shop = session.maybe("--shop"),
                                       .lines = session.many("--line"),
                                       .amount = session.maybe_money("--amount")};
  if (request.amount && !request.lines.empty())
    throw Error(Failure::usage, "what comes back is given both by --line and by --amount"_en, {},
                "name the lines, or an amount where the ledger does not hold any"_en);
  const auto quoted = reports::quote_return(session.ledger(), session.program_text(), request, session.as_of());
  const ReturnAnswer answer(session, quoted);
  if (session.format() == output::Format::table)
    show_return(session, answer);
  else
    write_return(session, answer);
  return 0;
}

} // namespace

Command quote_return() {
  return {
      .examples =
          "  loyalty quote-return 20260601-17 --line cream\n"
          "  loyalty quote-return 20260601-17 --line cream:1 --line 3\n"
          "  loyalty quote-return 20260601-18 --amount 90.00\n"
          "  loyalty quote-return 20260601-18 --format json",
      .options = {{"ORDER", Option::Kind::required, "name the order; without more: all that remains of it"_en},
                  {"--line", Option::Kind::values,
                   "a line by its line_id, sku or number comes back, all pieces of it or N: cream:2"_en, "LINE[:N]"},
                  {"--amount", Option::Kind::value, "so much of what was paid comes back"_en, "MONEY"},
                  {"--shop", Option::Kind::value, "say which order is meant, where shops share a number"_en, "NAME"}},
      .run = run_quote_return};
}

} // namespace loyalty::cli
