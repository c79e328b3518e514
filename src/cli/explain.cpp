// SPDX-License-Identifier: MIT
#include "reports/explain.hpp"

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/explain_text.hpp"
#include "cli/session.hpp"
#include "loyalty/conservation.hpp"
#include "messages/titles.hpp"
#include "messages/words.hpp"

namespace loyalty::cli {
namespace {

template <class Value>
std::optional<Value> some(Value value) {
  return value == Value{} ? std::nullopt : std::optional(value);
}

std::string order_id(const reports::ExplainedLine& line) { return line.order ? line.order->order_id : ""; }

void show_account(Session& session, const Explainer& explainer, const std::vector<reports::ExplainedLine>& lines) {
  auto table = session.table({{"entry", "", Kind::number},
                              {"day", "", Kind::day},
                              {"kind"},
                              {"points", "", Kind::number},
                              {"lot", "", Kind::number},
                              {"order_id"},
                              {"because"}},
                             "no points so far"_en);
  for (const auto& line : lines) {
    table->cell(std::int64_t{line.number});
    table->cell(line.entry.day);
    table->cell(session.said(messages::word(to_string(line.entry.kind))));
    table->cell(signed_points(line.entry));
    table->cell(some(line.entry.lot));
    table->cell(order_id(line));
    table->cell(session.said(explainer.because(line)));
    table->end_row();
  }
  table->finish();
}

void show_tiers(Session& session, const Explainer& explainer, const std::vector<reports::ExplainedTier>& tiers) {
  if (tiers.empty()) return;
  session.print("\n");
  auto table = session.table({{"day", "", Kind::day},
                              {"tier"},
                              {"until", "", Kind::day},
                              {"reason"},
                              {"qualifying", "", Kind::number},
                              {"batch", "", Kind::number}});
  for (const auto& [change, batch, money] : tiers) {
    table->cell(change.day);
    table->cell(change.tier.empty() ? "-" : explainer.tier(change));
    table->cell(change.until);
    table->cell(session.said(explainer.because(change)));
    if (money)
      table->cell(Money{change.qualifying});
    else
      table->cell(change.qualifying);
    table->cell(batch);
    table->end_row();
  }
  table->finish();
}

/// "1 per 10.00" or "5 per piece".
std::string rate_text(Session& session, const EarnRule& earn) {
  const bool by_piece = earn.rounding == EarnRounding::pieces;
  return fmt::format("{} per {}", earn.points, by_piece ? "piece" : session.written(earn.per));
}

void write_terms(Session& session, output::TableWriter& table, const std::optional<Terms>& terms) {
  table.cell(terms ? to_string(terms->rule) : std::string());
  table.cell(terms && terms->earn.is_rate() ? rate_text(session, terms->earn) : std::string());
  if (terms)
    table.decimal(to_factor(terms->multiplier));
  else
    table.empty();
}

/// One row per line for programs.
void write_rows(Session& session, const std::vector<reports::ExplainedLine>& lines) {
  auto table = session.table({{"entry", "", Kind::number},
                              {"day", "", Kind::day},
                              {"kind"},
                              {"points", "", Kind::number},
                              {"lot", "", Kind::number},
                              {"order_id"},
                              {"act"},
                              {"base", "", Kind::money},
                              {"rule"},
                              {"rate"},
                              {"multiplier", "", Kind::number},
                              {"available_on", "", Kind::day},
                              {"last_day", "", Kind::day},
                              {"program", "", Kind::number},
                              {"batch", "", Kind::number}});
  for (const auto& line : lines) {
    const auto& entry = line.entry;
    table->cell(std::int64_t{line.number});
    table->cell(entry.day);
    table->cell(to_string(entry.kind));
    table->cell(signed_points(entry));
    table->cell(some(entry.lot));
    table->cell(order_id(line));
    table->cell(line.act ? std::string_view(line.act->reason) : std::string_view());
    table->cell(some(entry.base));
    write_terms(session, *table, line.terms);
    table->cell(opens_lot(entry) ? entry.available_on : never);
    table->cell(entry.last_day);
    table->cell(line.terms ? some(line.terms->program) : std::nullopt);
    table->cell(line.batch);
    table->end_row();
  }
  table->finish();
}

/// Measures of one line, below each other.
class Sheet {
 public:
  explicit Sheet(Session& session) : session_(session), table_(session.table({{"measure"}, {"value"}})) {}
  void row(std::string_view measure, const Message& value) {
    const auto text = session_.said(value);
    if (text.empty()) return;
    table_->cell(session_.said(messages::title(measure)));
    table_->cell(text);
    table_->end_row();
  }
  void text(std::string_view measure, std::string_view value) { row(measure, Message::name(std::string(value))); }
  void number(std::string_view measure, std::int64_t value) { text(measure, std::to_string(value)); }
  void day(std::string_view measure, Day value) { text(measure, to_string(value)); }
  void money(std::string_view measure, Money value) { text(measure, session_.written(value)); }
  void finish() { table_->finish(); }

 private:
  Session& session_;
  std::unique_ptr<output::TableWriter> table_;
};

std::string_view rounding_text(EarnRounding rounding) {
  switch (rounding) {
    case EarnRounding::full: return "full";
    case EarnRounding::floor: return "floor";
    case EarnRounding::nearest: return "nearest";
    case EarnRounding::carry: return "carry";
    case EarnRounding::pieces: return {}; // the rate says it
  }
  return {};
}

void describe_facts(Sheet& sheet, const reports::ExplainedLine& line) {
  if (const auto& order = line.order) {
    sheet.text("order_id", order->order_id);
    sheet.text("shop", order->shop);
    sheet.text("placed_at", to_string(order->placed_at));
    sheet.money("amount", order->amount);
    sheet.row("status", messages::word(to_string(order->status)));
    if (order->refunded != Money{}) sheet.money("refunded_amount", order->refunded);
  }
  if (const auto& act = line.act) {
    sheet.text("act", act->reason);
    if (act->worth) sheet.money("worth", *act->worth);
  }
}

void describe_rule(Sheet& sheet, const Explainer& explainer, const reports::ExplainedEntry& explained) {
  const auto& terms = explained.line.terms;
  if (!terms) return;
  sheet.row("rule", explainer.rule(*terms));
  if (explained.line.entry.base != Money{}) sheet.money("base", explained.line.entry.base);
  if (terms->earn.is_rate()) {
    sheet.row("rate", explainer.rate(*terms, explained.line.entry.kind));
    sheet.text("multiplier", to_factor(terms->multiplier));
    if (const auto rounding = rounding_text(terms->earn.rounding); !rounding.empty())
      sheet.row("rounding", messages::word(rounding));
  }
  if (terms->cap) sheet.number("cap", *terms->cap);
  if (const auto& program = explained.program)
    sheet.row("program", "{version} ({digest})"_en(program->id, program->digest.substr(0, 12)));
}

void describe_batch(Sheet& sheet, Session& session, const std::optional<store::BatchRow>& batch) {
  if (!batch) return;
  sheet.number("batch", batch->id.value);
  sheet.text("command", to_string(batch->start.kind));
  sheet.text("recorded_at", session.shown_moment(batch->start.recorded_at));
  sheet.text("operator", batch->start.operator_name);
  sheet.text("input", batch->end.input_name);
}

void describe_lot(Sheet& sheet, const Explainer& explainer, const reports::ExplainedEntry& explained) {
  const auto& entry = explained.line.entry;
  if (!opens_lot(entry)) return;
  sheet.day("available_on", entry.available_on);
  sheet.day("last_day", entry.last_day);
  for (const auto& line : explained.drawn)
    sheet.row("then", "{day} {kind} {points}: {why}"_en(line.entry.day, messages::word(to_string(line.entry.kind)),
                                                        signed_points(line.entry), explainer.because(line)));
  sheet.number("left", explained.left);
}

void show_entry(Session& session, const reports::ExplainedEntry& explained) {
  const auto& line = explained.line;
  const Explainer explainer(session);
  Sheet sheet(session);
  sheet.number("entry", line.number);
  sheet.text("member_id", session.key(explained.member.key));
  sheet.day("day", line.entry.day);
  sheet.row("kind", messages::word(to_string(line.entry.kind)));
  sheet.number("points", signed_points(line.entry));
  if (line.entry.lot != 0) sheet.number("lot", line.entry.lot);
  sheet.row("because", explainer.because(line));
  describe_facts(sheet, line);
  describe_rule(sheet, explainer, explained);
  describe_batch(sheet, session, explained.batch);
  describe_lot(sheet, explainer, explained);
  sheet.finish();
}

/// The line and, of one that opens a lot, those that drew on it.
void write_entry(Session& session, const reports::ExplainedEntry& explained) {
  std::vector<reports::ExplainedLine> lines{explained.line};
  lines.insert(lines.end(), explained.drawn.begin(), explained.drawn.end());
  write_rows(session, lines);
}

/// "balance 20, pending 5": what there is.
std::vector<Message> sums(const Balance& balance) {
  std::vector<Message> parts{"balance {points}"_en(balance.balance)};
  if (balance.held != 0) parts.push_back("pending {points}"_en(balance.held));
  if (balance.debt != 0) parts.push_back("owed {points}"_en(balance.debt));
  return parts;
}

int run_explain(Session& session) {
  const auto member = session.text("MEMBER");
  if (const auto number = session.maybe_number("--entry")) {
    const auto explained = reports::explain_entry(session.ledger(), member, *number, session.as_of());
    if (session.for_people())
      show_entry(session, explained);
    else
      write_entry(session, explained);
    return 0;
  }
  const auto explained = reports::explain(session.ledger(), member, session.as_of(), session.flag("--all"));
  if (!session.for_people()) {
    write_rows(session, explained.lines);
    return 0;
  }
  const Explainer explainer(session);
  show_account(session, explainer, explained.lines);
  // A page or a workbook holds one table.
  const bool one_table = session.format() == output::Format::html || session.format() == output::Format::xlsx;
  if (!one_table) show_tiers(session, explainer, explained.tiers);
  session.say("{member}: {points}"_en(explained.member.key, sums(explained.balance)));
  return 0;
}

} // namespace

Command explain() {
  return {.examples =
              "  loyalty explain M0001\n"
              "  loyalty explain 13800000000 --as-of 2026-03-31\n"
              "  loyalty explain M0001 --entry 3\n"
              "  loyalty explain M0001 --all --format csv",
          .options = {{"MEMBER", Option::Kind::required, "name the member by key, phone or other identity"_en},
                      {"--entry", Option::Kind::value, "show this entry of the account in full"_en, "N"},
                      {"--all", Option::Kind::flag, "show reversed entries too, and those that reverse them"_en}},
          .run = run_explain};
}

} // namespace loyalty::cli
