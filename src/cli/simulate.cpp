// SPDX-License-Identifier: MIT
#include "reports/simulate.hpp"

#include "cli/command.hpp"
#include "cli/report_table.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {
namespace {

const reports::Report& shown_simulation() {
  static const auto report = reports::simulate_report();
  return report;
}

int run_simulate(Session& session) {
  session.note("the same orders under the other rules: nobody knows whether people would have bought the same"_en);
  show_report(session, shown_simulation());
  return 0;
}

} // namespace

Command simulate() {
  Command command{.examples =
                      "  loyalty simulate --program other.toml\n"
                      "  loyalty simulate --program other.toml --members --format csv\n"
                      "  loyalty simulate --program other.toml --from 2026-01-01",
                  .options = {},
                  .run = run_simulate,
                  .again = ""};
  for (const auto& option : shown_simulation().options)
    command.options.push_back(
        {option.name, option.value.empty() ? Option::Kind::flag : Option::Kind::value, option.help, option.value});
  return command;
}

} // namespace loyalty::cli
