// SPDX-License-Identifier: MIT
#include "app/points/transfer_points.hpp"

#include "cli/command.hpp"
#include "cli/night.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {
namespace {

void show_transfer(Session& session, const app::TransferDone& done) {
  const auto table = session.table({{"member_id"},
                                    {"points", {}, Kind::number},
                                    {"points_balance", {}, Kind::number},
                                    {"points_held", {}, Kind::number},
                                    {"points_debt", {}, Kind::number}});
  for (const auto& [side, points] : {std::pair(&done.from, -done.points), std::pair(&done.to, done.points)}) {
    table->text(side->member.key);
    table->number(points);
    table->number(side->after.balance);
    table->number(side->after.held);
    table->number(side->after.debt);
    table->end_row();
  }
  table->finish();
}

int run_transfer_points(Session& session) {
  refuse_days_to_come(session);
  const auto done = app::transfer_points(session.context(), session.program_text(),
                                         {.from = session.text("MEMBER"),
                                          .to = session.text("TO"),
                                          .points = session.points("POINTS"),
                                          .reason = session.text("--reason"),
                                          .key = session.text("--key"),
                                          .again = session.flag("--again")});
  show_transfer(session, done);
  if (done.repeated)
    session.say("recorded before in batch {batch}; --again records it once more"_en(*done.earlier_batch));
  else
    session.close(
        counted(done.points, "{from} → {to}: {points} point transferred"_en,
                "{from} → {to}: {points} points transferred"_en, done.from.member.key, done.to.member.key, done.points),
        done.receipt);
  return 0;
}

} // namespace

Command transfer_points() {
  return {
      .examples =
          "  loyalty transfer-points m017 m021 200 --reason \"gift to a sister\"\n"
          "  loyalty transfer-points 13800000000 m021 200 --reason \"form 12\" --key form-12",
      .options = {{"MEMBER", Option::Kind::required, "name who transfers points, by key, phone or other identity"_en},
                  {"TO", Option::Kind::required, "name who is given them"_en},
                  {"POINTS", Option::Kind::required, "transfer this many points"_en},
                  {"--reason", Option::Kind::value, "say why (required)"_en},
                  {"--key", Option::Kind::value, "give it your own number: the same is never done twice"_en},
                  {"--again", Option::Kind::flag, "do it although the same was done that day"_en}},
      .run = run_transfer_points,
      .changes = true,
      .again = "loyalty show-member {member}"};
}

} // namespace loyalty::cli
