// SPDX-License-Identifier: MIT
#include "app/draws/draw_prize.hpp"

#include "cli/command.hpp"
#include "cli/seed.hpp"
#include "cli/session.hpp"
#include "cli/typed_condition.hpp"
#include "loyalty/error.hpp"
#include "reports/reach.hpp"

namespace loyalty::cli {
namespace {

Condition typed_who(Session& session) {
  const auto typed = session.maybe("--who");
  return typed ? typed_condition("--who", *typed, *session.program()) : Condition{};
}

void show_winners(Session& session, const app::DrawResult& result) {
  std::vector<output::Column> columns = {
      {"rank", {}, Kind::number}, {"member_id"}, {"name"}, {"tier"}, {"weight", {}, Kind::number}};
  const bool reach = session.globals().show_personal;
  if (reach) columns.insert(columns.end(), {{"phone"}, {"wechat"}});
  auto table = session.table(std::move(columns), "no winners"_en);
  auto& names = session.names();
  for (const auto& winner : result.winners) {
    table->number(winner.rank);
    table->text(winner.key);
    table->text(winner.name);
    table->text(names.tier(winner.tier));
    table->number(winner.weight);
    if (reach) {
      const auto by = reports::reach_of(session.ledger(), winner.member);
      table->text(by.phone);
      table->text(by.wechat);
    }
    table->end_row();
  }
  table->finish();
}

int run_draw_prize(Session& session) {
  const app::DrawRequest request{.draw = session.text("DRAW"),
                                 .winners = session.maybe_number("--winners"),
                                 .seed = typed_seed(session),
                                 .who = typed_who(session),
                                 .again = session.flag("--again")};
  const auto result = app::draw_prize(session.context(), session.program_text(), request, chance_seed());
  show_winners(session, result);
  const auto told = counted(result.candidates, "{draw}: {winners} of {candidates} candidate won, seed {seed}"_en,
                            "{draw}: {winners} of {candidates} candidates won, seed {seed}"_en, request.draw,
                            result.winners.size(), result.candidates, std::to_string(result.seed));
  if (!result.repeated)
    session.close(told, result.receipt);
  else
    session.say("{what}; drawn before in batch {batch}; --again holds another draw"_en(told, *result.earlier_batch));
  return 0;
}

} // namespace

Command draw_prize() {
  return {
      .examples =
          "  loyalty draw-prize lucky-bag\n"
          "  loyalty draw-prize lucky-bag --winners 5 --who '{ spend = \"500.00\" }'\n"
          "  loyalty draw-prize lucky-bag --seed 20260618 --again --dry-run",
      .options = {{"DRAW", Option::Kind::required, "name the draw by its id in the program file"_en},
                  {"--winners", Option::Kind::value, "draw N winners, not as many as the program says"_en, "N"},
                  {"--seed", Option::Kind::value, "use this seed: that of an earlier draw repeats it"_en, "N"},
                  {"--who", Option::Kind::value, "draw only among those who also meet this condition"_en, "CONDITION"},
                  {"--again", Option::Kind::flag, "hold another draw although one was held that day"_en}},
      .run = run_draw_prize,
      .changes = true,
      .again = "loyalty draw-prize {draw} --as-of {day}"};
}

} // namespace loyalty::cli
