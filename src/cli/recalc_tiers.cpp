// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "app/night/recalc_tiers.hpp"
#include "cli/command.hpp"
#include "cli/night.hpp"
#include "messages/titles.hpp"
#include "reports/explain_tier.hpp"

namespace loyalty::cli {
namespace {

std::string window_text(const Window& window) {
  switch (window.kind) {
    case Window::Kind::lifetime: return "lifetime";
    case Window::Kind::rolling: return to_string(window.length);
    case Window::Kind::calendar_year: return "calendar year";
    case Window::Kind::membership_year: return "membership year";
  }
  return {};
}

/// "spend", "activities check-in", "tier silver, gold".
std::string metric_text(const Condition& comparison) {
  std::string text(to_string(comparison.metric));
  if (!comparison.subject.empty()) text += " " + comparison.subject;
  for (const auto& word : comparison.words)
    text += fmt::format("{}{}", &word == &comparison.words.front() ? " " : ", ", word);
  return text;
}

std::string_view comparison_text(Comparison comparison) {
  switch (comparison) {
    case Comparison::at_least: return ">=";
    case Comparison::at_most: return "<=";
    case Comparison::more_than: return ">";
    case Comparison::less_than: return "<";
    case Comparison::equal: return "=";
  }
  return {};
}

void number_cell(output::TableWriter& table, Metric metric, std::int64_t value) {
  if (is_money(metric))
    table.cell(Money{value});
  else
    table.cell(value);
}

int explain(Session& session) {
  const auto found =
      reports::explain_tier(session.ledger(), session.program_text(), session.text("--explain"), session.as_of());
  auto table = session.table({{"tier"},
                              {"rule"},
                              {"metric"},
                              {"window"},
                              {"from", "", Kind::day},
                              {"value", "", Kind::number},
                              {"comparison"},
                              {"needed", "", Kind::number},
                              {"holds"}});
  for (const auto& check : found.checks) {
    table->cell(check.tier);
    table->cell(check.rule);
    const auto& comparison = check.comparison;
    const bool windowed = looks_through_window(comparison.metric);
    table->cell(metric_text(comparison));
    table->cell(windowed ? window_text(comparison.window) : std::string());
    if (!windowed || comparison.window.kind == Window::Kind::lifetime)
      table->empty();
    else
      table->cell(check.from);
    if (!check.value)
      table->empty();
    else
      number_cell(*table, comparison.metric, *check.value);
    table->cell(comparison_text(comparison.comparison));
    number_cell(*table, comparison.metric, comparison.value);
    table->cell(check.holds ? session.either("yes", "是") : session.either("no", "否"));
    table->end_row();
  }
  table->finish();
  const auto tier = found.tier.empty() ? std::string(session.either("no tier", "无等级")) : found.tier;
  auto line = fmt::format("{} {} {}: {}", found.member.key, session.either("at the end of", "截至"),
                          to_string(session.as_of()), tier);
  if (found.since != Day{})
    line += fmt::format(", {} {} ({})", session.either("since", "自"), to_string(found.since),
                        messages::title(to_string(found.reason), session.chinese()));
  if (found.until != never) line += fmt::format(", {} {}", session.either("until", "至"), to_string(found.until));
  session.say(line);
  return 0;
}

/// In a dry run the changes themselves are the answer.
int show_changes(Session& session) {
  const auto result =
      app::recalc_tiers(session.context(), session.program_text(), session.progress(session.either("members", "会员")),
                        [&](const app::TierLosses& losses) { judge_losses(session, losses); });
  auto table = session.table({{"member_id"},
                              {"name"},
                              {"day", "", Kind::day},
                              {"tier"},
                              {"until", "", Kind::day},
                              {"reason"},
                              {"qualifying", "", Kind::number}},
                             session.either("no tier would change", "没有等级变化"));
  const auto program = session.program();
  const auto* metric = qualifying_metric(*program);
  for (const auto& row : result.changes) {
    table->cell(row.member_id);
    table->cell(row.name);
    table->cell(row.change.day);
    table->cell(row.change.tier);
    table->cell(row.change.until);
    table->cell(to_string(row.change.reason));
    number_cell(*table, metric == nullptr ? Metric::orders : metric->metric, row.change.qualifying);
    table->end_row();
  }
  table->finish();
  tell(session, result.night, {.points = false, .tiers = true});
  return 0;
}

int run_recalc_tiers(Session& session) {
  if (session.maybe("--explain")) return explain(session);
  if (session.globals().dry_run) return show_changes(session);
  return settle(session, {.points = false, .tiers = true});
}

} // namespace

Command recalc_tiers() {
  return {.examples =
              "  loyalty recalc-tiers\n"
              "  loyalty recalc-tiers --dry-run          what would change\n"
              "  loyalty recalc-tiers --explain m017     why a member holds their tier",
          .options = {{"--explain", Option::Kind::value, "show every rule beside what this member has", "MEMBER"}},
          .run = run_recalc_tiers,
          .changes = true};
}

} // namespace loyalty::cli
