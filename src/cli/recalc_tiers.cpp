// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/night/recalc_tiers.hpp"
#include "cli/command.hpp"
#include "cli/night.hpp"
#include "messages/words.hpp"
#include "reports/explain_tier.hpp"

namespace loyalty::cli {
namespace {

std::string window_text(const Window& window) {
  switch (window.kind) {
    case Window::Kind::lifetime: return "lifetime";
    case Window::Kind::rolling: return to_string(window.length);
    case Window::Kind::calendar_year: return "calendar year";
    case Window::Kind::membership_year: return "membership year";
    case Window::Kind::since_reached: return "since reached";
  }
  return {};
}

Message window_told(const Window& window) {
  const auto [days, months] = window.length;
  switch (window.kind) {
    case Window::Kind::lifetime: return messages::word("lifetime");
    case Window::Kind::rolling:
      return months == 0 ? counted(days, "last {days} day"_en, "last {days} days"_en, days)
                         : counted(months, "last {months} month"_en, "last {months} months"_en, months);
    case Window::Kind::calendar_year: return messages::word("calendar_year");
    case Window::Kind::membership_year: return messages::word("membership_year");
    case Window::Kind::since_reached: return messages::word("since_reached");
  }
  return {};
}

/// "check-in" of activities, "silver, gold" of a tier.
std::string subject_text(const Condition& comparison) {
  return comparison.subject.empty() ? fmt::format("{}", fmt::join(comparison.words, ", ")) : comparison.subject;
}

/// "spend", "activities check-in", "tier silver, gold".
Message metric_told(const Condition& comparison) {
  const auto metric = messages::word(to_string(comparison.metric));
  const auto subject = subject_text(comparison);
  return subject.empty() ? metric : "{metric} {subject}"_en(metric, subject);
}

std::string metric_text(const Condition& comparison) {
  const auto subject = subject_text(comparison);
  return fmt::format("{}{}{}", to_string(comparison.metric), subject.empty() ? "" : " ", subject);
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

/// How tiers and words are shown: to people by their names, to programs as they are.
class Shower {
 public:
  explicit Shower(Session& session) : session_(session), program_(session.program()) {}

  std::string name(const std::string& tier) const { return reports::name_or_id(program_->tier(tier), tier); }
  std::string tier(const std::string& id) const { return session_.for_people() ? name(id) : id; }
  std::string word(std::string_view key) const {
    return session_.for_people() ? session_.said(messages::word(key)) : std::string(key);
  }
  std::string metric(const Condition& comparison) const {
    return session_.for_people() ? session_.said(metric_told(comparison)) : metric_text(comparison);
  }
  std::string window(const Window& window) const {
    return session_.for_people() ? session_.said(window_told(window)) : window_text(window);
  }
  const Program& program() const { return *program_; }

 private:
  Session& session_;
  std::shared_ptr<const Program> program_;
};

void show_check(output::TableWriter& table, const Shower& shower, const reports::TierCheck& check) {
  const auto& comparison = check.comparison;
  const bool windowed = looks_through_window(comparison.metric);
  table.cell(shower.tier(check.tier));
  table.cell(shower.word(check.rule));
  table.cell(shower.metric(comparison));
  table.cell(windowed ? shower.window(comparison.window) : std::string());
  if (!windowed || comparison.window.kind == Window::Kind::lifetime)
    table.empty();
  else
    table.cell(check.from);
  if (!check.value)
    table.empty();
  else
    number_cell(table, comparison.metric, *check.value);
  table.cell(shower.word(comparison_text(comparison.comparison)));
  number_cell(table, comparison.metric, comparison.value);
  table.cell(shower.word(check.holds ? "yes" : "no"));
  table.end_row();
}

/// "m1 at the end of 2026-06-30: Gold, since 2026-01-05 (promoted), until 2027-01-04".
Message held_told(const Shower& shower, const reports::TierExplanation& found, Day day) {
  std::vector<Message> parts{found.tier.empty() ? "no tier"_en() : Message::name(shower.name(found.tier))};
  if (found.since != Day{})
    parts.push_back("since {day} ({reason})"_en(found.since, messages::word(to_string(found.reason))));
  if (found.until != never) parts.push_back("until {day}"_en(found.until));
  return "{member} at the end of {day}: {parts}"_en(found.member.key, day, parts);
}

int explain_tiers(Session& session) {
  const auto found =
      reports::explain_tier(session.ledger(), session.program_text(), session.text("--explain"), session.as_of());
  auto table = session.table({{"tier"},
                              {"rule"},
                              {"metric"},
                              {"window"},
                              {"from", "", Kind::day},
                              {"value", session.said("tier|value"_en), Kind::number},
                              {"comparison"},
                              {"needed", "", Kind::number},
                              {"holds"}});
  const Shower shower(session);
  for (const auto& check : found.checks) show_check(*table, shower, check);
  table->finish();
  session.say(held_told(shower, found, session.as_of()));
  return 0;
}

/// In a dry run the changes themselves are the answer.
int show_changes(Session& session) {
  const auto result =
      app::recalc_tiers(session.context(), session.program_text(), session.progress("progress|members"_en),
                        [&](const app::TierLosses& losses) { judge_losses(session, losses); });
  auto table = session.table({{"member_id"},
                              {"name"},
                              {"day", "", Kind::day},
                              {"tier"},
                              {"until", "", Kind::day},
                              {"reason"},
                              {"qualifying", "", Kind::number}},
                             "no tier would change"_en);
  const Shower shower(session);
  const auto* metric = qualifying_metric(shower.program());
  for (const auto& row : result.changes) {
    table->cell(row.member_id);
    table->cell(row.name);
    table->cell(row.change.day);
    table->cell(shower.tier(row.change.tier));
    table->cell(row.change.until);
    table->cell(shower.word(to_string(row.change.reason)));
    number_cell(*table, metric == nullptr ? Metric::orders : metric->metric, row.change.qualifying);
    table->end_row();
  }
  table->finish();
  tell(session, result.night, {.points = false, .tiers = true});
  return 0;
}

int run_recalc_tiers(Session& session) {
  if (session.maybe("--explain")) return explain_tiers(session);
  if (session.globals().dry_run) return show_changes(session);
  return settle(session, {.points = false, .tiers = true});
}

} // namespace

Command recalc_tiers() {
  return {.examples =
              "  loyalty recalc-tiers\n"
              "  loyalty recalc-tiers --dry-run\n"
              "  loyalty recalc-tiers --explain m017",
          .options = {{"--explain", Option::Kind::value, "show every rule beside what this member has"_en, "MEMBER"}},
          .run = run_recalc_tiers,
          .changes = true};
}

} // namespace loyalty::cli
