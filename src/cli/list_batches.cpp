// SPDX-License-Identifier: MIT
#include "reports/list_batches.hpp"

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/counts.hpp"

namespace loyalty::cli {
namespace {

constexpr std::size_t enough_for_people = 12;

int run_list_batches(Session& session) {
  const auto last = session.maybe_number("--last");
  if (last && *last < 1) throw Error(Failure::usage, "--last must be at least 1"_en);
  const auto rows = reports::list_batches(session.ledger(), last);
  auto table = session.table({{"batch", "", Kind::number},
                              {"command"},
                              {"as_of", "", Kind::day},
                              {"recorded_at"},
                              {"operator"},
                              {"input"},
                              {"counts"},
                              {"undone_by", "", Kind::number},
                              {"hash"}},
                             "nothing was written so far"_en);
  for (const auto& row : rows) {
    table->cell(row.id);
    table->cell(to_string(row.start.kind));
    table->cell(row.start.as_of);
    table->cell(session.shown_moment(row.start.recorded_at));
    table->cell(row.start.operator_name);
    table->cell(row.end.input_name);
    table->cell(session.for_people() ? session.said(messages::counts_message(row.end.counts)) : row.end.counts);
    table->cell(row.undone_by);
    table->cell(session.for_people() ? row.hash.substr(0, enough_for_people) : row.hash);
    table->end_row();
  }
  table->finish();
  return 0;
}

} // namespace

Command list_batches() {
  return {.examples = "  loyalty list-batches\n  loyalty list-batches --last 10\n  loyalty list-batches -o batches.csv",
          .options = {{"--last", Option::Kind::value, "show only the newest N"_en, "N"}},
          .run = run_list_batches};
}

} // namespace loyalty::cli
