// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "cli/clock.hpp"
#include "cli/command.hpp"
#include "cli/session.hpp"
#include "program/program_file.hpp"

namespace loyalty::cli {
namespace {

constexpr int wrong_program = 2;

void list_problems(Session& session, const program::ProgramFile& file) {
  auto table = session.table(
      {{"severity"}, {"line", "", Kind::number}, {"column", "", Kind::number}, {"what"}, {"why"}, {"hint"}});
  for (const auto& problem : file.problems) {
    table->cell(problem.severity == program::Problem::Severity::error ? "error" : "warning");
    table->cell(static_cast<std::int64_t>(problem.line));
    table->cell(static_cast<std::int64_t>(problem.column));
    table->cell(problem.what);
    table->cell(problem.why);
    table->cell(problem.hint);
    table->end_row();
  }
  table->finish();
}

/// "3 tiers, 1 coupon": the parts that there are, or nothing but points.
std::string contents(const Session& session, const Program& program) {
  std::string text;
  const auto add = [&](std::size_t count, std::string_view one, std::string_view many, std::string_view chinese) {
    if (count == 0) return;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, session.either(count == 1 ? one : many, chinese));
  };
  add(program.tiers.size(), "tier", "tiers", "个等级");
  add(program.coupons.size(), "coupon", "coupons", "种券");
  add(program.campaigns.size(), "campaign", "campaigns", "个活动规则");
  add(program.activities.size(), "activity", "activities", "种互动");
  add(program.plans.size(), "membership", "memberships", "种付费会员");
  add(program.gifts.size(), "gift", "gifts", "种礼品");
  add(program.segments.size(), "segment", "segments", "个人群");
  add(program.groups.size(), "group", "groups", "个群");
  add(program.draws.size(), "draw", "draws", "个抽奖");
  return text.empty() ? std::string(session.either("no tiers, no coupons", "没有等级和券")) : text;
}

int run_check_program(Session& session) {
  const auto text = session.program_text();
  const auto file = program::parse_program(text.text);
  if (session.format() != output::Format::table)
    list_problems(session, file);
  else
    for (const auto& problem : file.problems) session.warn(program::render(problem, text.file_name));
  if (!file.ok()) return wrong_program;
  // Refused here as every command would without --as-of.
  local_moment(0, file.program.timezone);
  session.say(fmt::format("{}: {} ({})", text.file_name, session.either("the program can be used", "方案可以使用"),
                          contents(session, file.program)));
  return 0;
}

} // namespace

Command check_program() {
  return {.examples = "  loyalty check-program\n  loyalty check-program --program summer.toml --format json",
          .options = {},
          .run = run_check_program};
}

} // namespace loyalty::cli
