// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "formats/program_file.hpp"

namespace loyalty::cli {
namespace {

constexpr int wrong_program = 2;

void list_problems(Session& session, const formats::ProgramFile& file) {
  using Kind = formats::Column::Kind;
  auto table = session.table(
      {{"severity"}, {"line", "", Kind::number}, {"column", "", Kind::number}, {"what"}, {"why"}, {"hint"}});
  for (const auto& problem : file.problems) {
    table->cell(problem.severity == formats::Problem::Severity::error ? "error" : "warning");
    table->cell(static_cast<std::int64_t>(problem.line));
    table->cell(static_cast<std::int64_t>(problem.column));
    table->cell(problem.what);
    table->cell(problem.why);
    table->cell(problem.hint);
    table->end_row();
  }
  table->finish();
}

int run(Session& session) {
  const auto text = session.program_text();
  const auto file = formats::parse_program(text.text);
  if (session.format() != formats::Format::table)
    list_problems(session, file);
  else
    for (const auto& problem : file.problems) session.warn(formats::render(problem, text.file_name));
  if (!file.ok()) return wrong_program;
  session.say(fmt::format("{}: {} ({} {}, {} {})", text.file_name, session.either("the program can be used", "方案可以使用"),
                          file.program.tiers.size(), session.either("tiers", "个等级"), file.program.coupons.size(),
                          session.either("coupons", "种券")));
  return 0;
}

}  // namespace

Command check_program() {
  return {.examples = "  loyalty check-program\n  loyalty check-program --program summer.toml --format json",
          .options = {},
          .run = run};
}

}  // namespace loyalty::cli
