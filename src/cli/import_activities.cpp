// SPDX-License-Identifier: MIT
#include "app/members/import_activities.hpp"

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/rejects.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

int note_one(Session& session) {
  const app::ActivityByHand asked{.member = session.text("--member"),
                                  .activity = session.text("--activity"),
                                  .count = session.maybe_number("--count").value_or(1),
                                  .on = session.maybe_day("--on"),
                                  .again = session.flag("--again")};
  const auto noted = app::note_activity(session.context(), session.program_text(), asked);
  if (noted.earlier_batch)
    session.say(fmt::format("{} {}; {}", session.either("already recorded in batch", "此前已记录于批次"),
                            noted.earlier_batch->value,
                            session.either("add --again if it is meant as another one", "若确为另一次，请加 --again")));
  else
    session.close(fmt::format("{}: {} × {}, {}", noted.member_key, asked.count, asked.activity, to_string(noted.on)),
                  noted.receipt);
  return 0;
}

int run_import_activities(Session& session) {
  const bool by_hand = session.flag("--member") || session.flag("--activity");
  if (by_hand == session.flag("FILE"))
    throw Error(Failure::usage, by_hand ? "a file and --member exclude each other" : "nothing was named", {},
                "type a file, or --member KEY --activity ID");
  if (by_hand && !(session.flag("--member") && session.flag("--activity")))
    throw Error(Failure::usage, "--member and --activity go together", {}, "type --member KEY --activity ID");
  for (const auto* option : {"--count", "--on", "--again"})
    if (!by_hand && session.flag(option)) throw Error(Failure::usage, fmt::format("{} goes with --member", option));
  if (by_hand) return note_one(session);
  return close_import(
      session, app::import_activities(session.context(), session.program_text(), session.text("FILE"),
                                      session.to_shop_time(), session.progress(session.either("activities", "活动"))));
}

} // namespace

Command import_activities() {
  return {.examples =
              "  loyalty import-activities check-ins.csv\n"
              "  loyalty import-activities check-ins.csv --rejects rejects.csv\n"
              "  loyalty import-activities --member M0001 --activity review --count 2",
          .options = {{"FILE", Option::Kind::optional, "activity file (CSV or XLSX); - reads standard input"},
                      {"--rejects", Option::Kind::value, "write the rows set aside to this file", "FILE"},
                      {"--member", Option::Kind::value, "one activity by hand: whose; key or identity", "MEMBER"},
                      {"--activity", Option::Kind::value, "one activity by hand: which, as the program calls it", "ID"},
                      {"--count", Option::Kind::value, "how many times; 1 if not said", "N"},
                      {"--on", Option::Kind::value, "when; today if not said", "DAY"},
                      {"--again", Option::Kind::flag, "the same on the same day is meant once more"}},
          .run = run_import_activities,
          .changes = true,
          .again = "the same command, which enters nothing twice"};
}

} // namespace loyalty::cli
