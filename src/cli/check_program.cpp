// SPDX-License-Identifier: MIT
#include <algorithm>

#include "cli/clock.hpp"
#include "cli/command.hpp"
#include "cli/session.hpp"
#include "messages/words.hpp"
#include "program/program_file.hpp"

namespace loyalty::cli {
namespace {

constexpr int wrong_program = 2;

void list_problems(Session& session, const program::ProgramFile& file) {
  auto table = session.table(
      {{"severity"}, {"line", "", Kind::number}, {"column", "", Kind::number}, {"what"}, {"why"}, {"hint"}});
  for (const auto& problem : file.problems) {
    const std::string_view severity = problem.severity == program::Problem::Severity::error ? "error" : "warning";
    table->cell(session.for_people() ? session.said(messages::word(severity)) : std::string(severity));
    table->cell(static_cast<std::int64_t>(problem.line));
    table->cell(static_cast<std::int64_t>(problem.column));
    table->cell(session.said(problem.what));
    table->cell(session.said(problem.why));
    table->cell(session.said(problem.hint));
    table->end_row();
  }
  table->finish();
}

/// "3 tiers, 1 coupon": the parts that there are, or nothing but points.
std::vector<Message> contents(const Program& program) {
  std::vector<Message> parts;
  const auto add = [&](std::size_t count, auto one, auto several) {
    if (count > 0) parts.push_back(counted(count, one, several, count));
  };
  // Of each there is a coupon that nobody wrote.
  const auto gifts = static_cast<std::size_t>(
      std::ranges::count_if(program.rewards, [](const RewardRule& rule) { return !rule.gift.empty(); }));
  add(program.tiers.size(), "{count} tier"_en, "{count} tiers"_en);
  add(program.coupons.size() - gifts, "{count} coupon"_en, "{count} coupons"_en);
  add(program.campaigns.size(), "{count} campaign"_en, "{count} campaigns"_en);
  add(program.rewards.size(), "{count} reward"_en, "{count} rewards"_en);
  add(program.activities.size(), "{count} activity"_en, "{count} activities"_en);
  add(program.plans.size(), "{count} membership"_en, "{count} memberships"_en);
  add(program.gifts.size(), "{count} gift"_en, "{count} gifts"_en);
  add(program.segments.size(), "{count} segment"_en, "{count} segments"_en);
  add(program.groups.size(), "{count} group"_en, "{count} groups"_en);
  add(program.draws.size(), "{count} draw"_en, "{count} draws"_en);
  if (parts.empty()) parts.push_back("no tiers, no coupons"_en);
  return parts;
}

int run_check_program(Session& session) {
  const auto text = session.program_text();
  const auto file = program::parse_program(text.text, text.knows_zone);
  if (session.format() != output::Format::table)
    list_problems(session, file);
  else
    for (const auto& problem : file.problems)
      for (const auto& line : program::lines_of(problem, text.file_name)) session.warn(line);
  if (!file.ok()) return wrong_program;
  // Refused here as every command would without --as-of.
  local_moment(0, file.program.timezone);
  session.say("{file}: the program can be used ({contents})"_en(text.file_name, contents(file.program)));
  return 0;
}

} // namespace

Command check_program() {
  return {.examples = "  loyalty check-program\n  loyalty check-program --program summer.toml --format json",
          .options = {},
          .run = run_check_program};
}

} // namespace loyalty::cli
