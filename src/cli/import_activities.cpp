// SPDX-License-Identifier: MIT
#include "app/members/import_activities.hpp"

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
    session.say("recorded before in batch {batch}; --again records it once more"_en(*noted.earlier_batch));
  else
    session.close("{member}: {times} × {activity}, {day}"_en(noted.member_key, asked.count, asked.activity, noted.on),
                  noted.receipt);
  return 0;
}

int run_import_activities(Session& session) {
  const bool by_hand = session.flag("--member") || session.flag("--activity");
  if (by_hand == session.flag("FILE"))
    throw Error(Failure::usage,
                by_hand ? "a file and --member exclude each other"_en() : "neither a file nor a member was named"_en(),
                {}, "type a file, or --member KEY --activity ID"_en);
  if (by_hand && !(session.flag("--member") && session.flag("--activity")))
    throw Error(Failure::usage, "--member and --activity go together"_en, {}, "type --member KEY --activity ID"_en);
  for (const auto* option : {"--count", "--on", "--again"})
    if (!by_hand && session.flag(option)) throw Error(Failure::usage, "{option} goes with --member"_en(option));
  if (by_hand) return note_one(session);
  return close_import(session,
                      app::import_activities(session.context(), session.program_text(), session.text("FILE"),
                                             session.to_shop_time(), session.progress("progress|activities"_en)));
}

} // namespace

Command import_activities() {
  return {.examples =
              "  loyalty import-activities check-ins.csv\n"
              "  loyalty import-activities check-ins.csv --rejects rejects.csv\n"
              "  loyalty import-activities --member M0001 --activity review --count 2",
          .options = {{"FILE", Option::Kind::optional, "read activities from CSV or XLSX; - is standard input"_en},
                      {"--rejects", Option::Kind::value, "write rejected rows to this file"_en, "FILE"},
                      {"--member", Option::Kind::value, "record one activity manually, of this member"_en, "MEMBER"},
                      {"--activity", Option::Kind::value, "record this one, by its id in the program file"_en, "ID"},
                      {"--count", Option::Kind::value, "record it N times (1 if not given)"_en, "N"},
                      {"--on", Option::Kind::value, "record it on this day (today if not given)"_en, "DAY"},
                      {"--again", Option::Kind::flag, "do it although the same was done that day"_en}},
          .run = run_import_activities,
          .changes = true,
          .again = ""};
}

} // namespace loyalty::cli
