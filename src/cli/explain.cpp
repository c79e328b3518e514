// SPDX-License-Identifier: MIT
#include "reports/explain.hpp"

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/explain_text.hpp"
#include "cli/session.hpp"
#include "loyalty/conservation.hpp"
#include "loyalty/error.hpp"
#include "messages/titles.hpp"

namespace loyalty::cli {
namespace {

template <class Value>
std::optional<Value> some(Value value) {
  return value == Value{} ? std::nullopt : std::optional(value);
}

std::string order_id(const reports::ExplainedLine& line) { return line.order ? line.order->order_id : ""; }

void show_account(Session& session, const std::vector<reports::ExplainedLine>& lines) {
  auto table = session.table({{"entry", "", Kind::number},
                              {"day", "", Kind::day},
                              {"kind"},
                              {"points", "", Kind::number},
                              {"lot", "", Kind::number},
                              {"order_id"},
                              {"because"}},
                             session.either("no points so far", "尚无积分"));
  for (const auto& line : lines) {
    table->cell(std::int64_t{line.number});
    table->cell(line.entry.day);
    table->cell(messages::title(to_string(line.entry.kind), session.chinese()));
    table->cell(signed_points(line.entry));
    table->cell(some(line.entry.lot));
    table->cell(order_id(line));
    table->cell(because(session, line));
    table->end_row();
  }
  table->finish();
}

void show_tiers(Session& session, const std::vector<reports::ExplainedTier>& tiers) {
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
    table->cell(change.tier.empty() ? std::string_view("-") : std::string_view(change.tier));
    table->cell(change.until);
    table->cell(because(session, change));
    if (money)
      table->cell(Money{change.qualifying});
    else
      table->cell(change.qualifying);
    table->cell(batch);
    table->end_row();
  }
  table->finish();
}

void write_terms(Session& session, output::TableWriter& table, const std::optional<Terms>& terms) {
  const bool rated = terms && terms->earn.per > Money{};
  table.cell(terms ? to_string(terms->rule) : std::string());
  table.cell(rated ? fmt::format("{} per {}", terms->earn.points, session.written(terms->earn.per)) : "");
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
  void row(std::string_view measure, std::string_view value) {
    if (value.empty()) return;
    table_->cell(measure);
    table_->cell(value);
    table_->end_row();
  }
  void row(std::string_view measure, Money value) { row(measure, session_.written(value)); }
  void finish() { table_->finish(); }
  Session& session() const { return session_; }

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
  }
  return {};
}

void describe_facts(Sheet& sheet, const reports::ExplainedLine& line) {
  if (const auto& order = line.order) {
    sheet.row("order_id", order->order_id);
    sheet.row("shop", order->shop);
    sheet.row("placed_at", to_string(order->placed_at));
    sheet.row("amount", order->amount);
    sheet.row("status", to_string(order->status));
    if (order->refunded != Money{}) sheet.row("refunded_amount", order->refunded);
  }
  if (const auto& act = line.act) {
    sheet.row("act", act->reason);
    if (act->worth) sheet.row("worth", *act->worth);
  }
}

void describe_rule(Sheet& sheet, const reports::ExplainedEntry& explained) {
  const auto& terms = explained.line.terms;
  if (!terms) return;
  sheet.row("rule", to_string(terms->rule));
  if (explained.line.entry.base != Money{}) sheet.row("base", explained.line.entry.base);
  if (terms->earn.per > Money{}) {
    sheet.row("rate", rate_text(sheet.session(), *terms));
    sheet.row("multiplier", to_factor(terms->multiplier));
    sheet.row("rounding", rounding_text(terms->earn.rounding));
  }
  if (terms->cap) sheet.row("cap", std::to_string(*terms->cap));
  if (const auto& program = explained.program)
    sheet.row("program", fmt::format("{} ({})", program->id.value, program->digest.substr(0, 12)));
}

void describe_batch(Sheet& sheet, const std::optional<store::BatchRow>& batch) {
  if (!batch) return;
  sheet.row("batch", std::to_string(batch->id.value));
  sheet.row("command", std::string(to_string(batch->start.kind)));
  sheet.row("recorded_at", batch->start.recorded_at);
  sheet.row("operator", batch->start.operator_name);
  sheet.row("input", batch->end.input_name);
}

void describe_lot(Sheet& sheet, const reports::ExplainedEntry& explained) {
  const auto& entry = explained.line.entry;
  if (!opens_lot(entry)) return;
  sheet.row("available_on", to_string(entry.available_on));
  sheet.row("last_day", to_string(entry.last_day));
  for (const auto& line : explained.drawn)
    sheet.row("then", fmt::format("{} {} {}: {}", to_string(line.entry.day), to_string(line.entry.kind),
                                  signed_points(line.entry), because(sheet.session(), line)));
  sheet.row("left", std::to_string(explained.left));
}

void show_entry(Session& session, const reports::ExplainedEntry& explained) {
  const auto& line = explained.line;
  Sheet sheet(session);
  sheet.row("entry", std::to_string(line.number));
  sheet.row("member_id", session.key(explained.member.key));
  sheet.row("day", to_string(line.entry.day));
  sheet.row("kind", to_string(line.entry.kind));
  sheet.row("points", std::to_string(signed_points(line.entry)));
  if (line.entry.lot != 0) sheet.row("lot", std::to_string(line.entry.lot));
  sheet.row("because", because(session, line));
  describe_facts(sheet, line);
  describe_rule(sheet, explained);
  describe_batch(sheet, explained.batch);
  describe_lot(sheet, explained);
  sheet.finish();
}

/// The line and, of one that opens a lot, those that drew on it.
void write_entry(Session& session, const reports::ExplainedEntry& explained) {
  std::vector<reports::ExplainedLine> lines{explained.line};
  lines.insert(lines.end(), explained.drawn.begin(), explained.drawn.end());
  write_rows(session, lines);
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
  show_account(session, explained.lines);
  // A page of its own per table would make the file two pages.
  if (session.format() != output::Format::html) show_tiers(session, explained.tiers);
  const auto& sum = explained.balance;
  session.say(fmt::format("{}: {} {}, {} {}, {} {}", explained.member.key, session.either("balance", "余额"),
                          sum.balance, session.either("held", "待生效"), sum.held, session.either("owed", "欠"),
                          sum.debt));
  return 0;
}

} // namespace

Command explain() {
  return {.examples =
              "  loyalty explain M0001\n"
              "  loyalty explain 13800000000 --as-of 2026-03-31\n"
              "  loyalty explain M0001 --entry 3\n"
              "  loyalty explain M0001 --all --format csv",
          .options = {{"MEMBER", Option::Kind::required, "the shop's own key of the member, or a phone number"},
                      {"--entry", Option::Kind::value, "one line of the account in full", "N"},
                      {"--all", Option::Kind::flag, "also lines that were cancelled, and those that cancel them"}},
          .run = run_explain};
}

} // namespace loyalty::cli
