// SPDX-License-Identifier: MIT
#include "app/draws/draw_holdout.hpp"

#include "cli/command.hpp"
#include "cli/seed.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/titles.hpp"

namespace loyalty::cli {
namespace {

Ratio typed_share(const Session& session) {
  const auto typed = session.maybe("--share");
  if (!typed)
    throw Error(Failure::usage, "nobody said how many are to be held out"_en, {}, "type for example --share 50%"_en);
  const auto share = Ratio::parse_percent(*typed);
  if (!share)
    throw Error(Failure::usage, "--share {share} is not a percentage"_en(*typed), {},
                "type for example --share 50%"_en);
  return *share;
}

void show_drawn(Session& session, const app::DrawnHoldout& drawn) {
  auto table = session.table({{"measure"}, {"value", "", output::Column::Kind::number}});
  const auto row = [&](std::string_view measure, const auto& value) {
    table->cell(session.for_people() ? session.said(messages::measure(measure)) : std::string(measure));
    table->cell(value);
    table->end_row();
  };
  if (!drawn.earlier_batch) row("visible", drawn.visible);
  row("members", drawn.members);
  row("held_out", drawn.held);
  row("others", drawn.members - drawn.held);
  row("seed", std::to_string(drawn.seed));
  table->finish();
}

/// What the hold-out would show, and from when on it holds.
void note_drawn(Session& session, const app::DrawnHoldout& drawn) {
  if (drawn.visible)
    session.note("in {days} days a difference of {amount} a member and more would show"_en(
        app::holdout_trial_days, session.amount(*drawn.visible)));
  else if (!drawn.earlier_batch)
    session.note("too few have bought anything yet to say what would show"_en);
  if (drawn.from > drawn.day + 1)
    session.note("days through {day} are processed: what they brought stays"_en(drawn.from - 1));
}

Message drawn_told(const app::DrawnHoldout& drawn) {
  return counted(drawn.members, "{holdout}: {held} of {members} member held out, seed {seed}"_en,
                 "{holdout}: {held} of {members} members held out, seed {seed}"_en, drawn.name, drawn.held,
                 drawn.members, std::to_string(drawn.seed));
}

int draw_one(Session& session) {
  const app::HoldoutRequest request{.name = session.text("NAME"),
                                    .share = typed_share(session),
                                    .segment = session.maybe("--segment"),
                                    .seed = typed_seed(session)};
  const auto text = request.segment ? session.program_text() : shop::ProgramText{};
  const auto drawn = app::draw_holdout(session.context(), text, request, chance_seed());
  show_drawn(session, drawn);
  note_drawn(session, drawn);
  if (drawn.earlier_batch)
    session.say("{what}; drawn before in batch {batch}"_en(drawn_told(drawn), *drawn.earlier_batch));
  else
    session.close(drawn_told(drawn), drawn.receipt);
  return 0;
}

int end_one(Session& session) {
  for (const auto* option : {"--share", "--segment", "--seed"})
    if (session.flag(option)) throw Error(Failure::usage, "{option} does not go with --end"_en(option));
  const auto name = session.text("NAME");
  const auto ended = app::end_holdout(session.context(), name);
  if (ended.ended_before)
    session.say("{holdout}: ended before, with {day}"_en(name, ended.last_day));
  else
    session.close(
        counted(ended.held, "{holdout}: ended with {day}; {members} member was held out"_en,
                "{holdout}: ended with {day}; {members} members were held out"_en, name, ended.last_day, ended.held),
        ended.receipt);
  return 0;
}

int run_draw_holdout(Session& session) { return session.flag("--end") ? end_one(session) : draw_one(session); }

} // namespace

Command draw_holdout() {
  return {.examples =
              "  loyalty draw-holdout spring --share 50% --dry-run\n"
              "  loyalty draw-holdout spring --share 50% --seed 20260101\n"
              "  loyalty draw-holdout spring --end",
          .options = {{"NAME", Option::Kind::required, "name the hold-out"_en},
                      {"--share", Option::Kind::value, "hold out this share of the members, such as 50%"_en, "SHARE"},
                      {"--segment", Option::Kind::value, "draw only in this segment of the program"_en, "ID"},
                      {"--seed", Option::Kind::value, "use this seed: that of an earlier draw repeats it"_en, "N"},
                      {"--end", Option::Kind::flag, "end the hold-out: those held get everything again"_en}},
          .run = run_draw_holdout,
          .changes = true,
          .again = ""};
}

} // namespace loyalty::cli
