// SPDX-License-Identifier: MIT
#include "cli/points_by_hand.hpp"

#include <fmt/format.h>

#include "app/points_by_hand.hpp"

namespace loyalty::cli {

int move_points(Session& session, ActKind kind) {
  const auto done = app::change_points(session.context(), session.program_text(),
                                       {.kind = kind,
                                        .member = session.text("MEMBER"),
                                        .points = session.points("POINTS"),
                                        .reason = session.text("--reason"),
                                        .key = session.text("--key"),
                                        .again = session.flag("--again"),
                                        .order = session.text("--order"),
                                        .shop = session.text("--shop"),
                                        .amount = session.maybe_money("--amount")});
  using Kind = formats::Column::Kind;
  auto table = session.table({{"member_id"},
                              {"points", "", Kind::number},
                              {"worth", "", Kind::money},
                              {"points_balance", "", Kind::number},
                              {"points_held", "", Kind::number},
                              {"points_debt", "", Kind::number}});
  table->cell(done.member.key);
  table->cell(session.points("POINTS"));
  if (kind == ActKind::redeem && !done.repeated)
    table->cell(done.worth);
  else
    table->empty();
  table->cell(done.after.balance);
  table->cell(done.after.held);
  table->cell(done.after.debt);
  table->end_row();
  table->finish();
  if (done.repeated)
    session.say(fmt::format("{} {}; {}", session.either("already recorded in batch", "此前已记录于批次"),
                            done.earlier_batch,
                            session.either("add --again if it is meant as another one", "若确为另一笔，请加 --again")));
  else
    session.close(fmt::format("{}: {} → {} {}", done.member.key, done.before.balance, done.after.balance,
                              session.either("points", "积分")),
                  done.receipt);
  return 0;
}

}  // namespace loyalty::cli
