// SPDX-License-Identifier: MIT
#include "cli/points_by_hand.hpp"

#include "app/points/points_by_hand.hpp"
#include "cli/night.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

void check_words(const Session& session) {
  const bool gift = session.flag("--gift");
  if (!gift && session.flag("--times"))
    throw Error(Failure::usage, "--times needs a gift"_en, {}, "name it with --gift ID"_en);
  if (!gift) return;
  if (session.flag("POINTS"))
    throw Error(Failure::usage, "a gift has its price"_en, {}, "leave out the number of points"_en);
  for (const std::string_view option : {"--order", "--shop", "--amount"})
    if (session.flag(option))
      throw Error(Failure::usage, "{option} does not go with --gift"_en(option), "a gift pays for no order"_en);
}

app::PointsRequest points_asked_for(Session& session, ActKind kind) {
  check_words(session);
  return {.kind = kind,
          .member = session.text("MEMBER"),
          .points = session.flag("--gift") ? 0 : session.points("POINTS"),
          .reason = session.text("--reason"),
          .key = session.text("--key"),
          .again = session.flag("--again"),
          .order = session.text("--order"),
          .shop = session.text("--shop"),
          .amount = session.maybe_money("--amount"),
          .gift = session.text("--gift"),
          .times = session.maybe_number("--times").value_or(1)};
}

/// Those of a command end on one day.
std::string codes_of(const app::PointsDone& done) {
  std::string codes;
  for (const auto& voucher : done.vouchers) codes += (codes.empty() ? "" : ";") + voucher.code;
  return codes;
}

void show_points(Session& session, const app::PointsRequest& request, const app::PointsDone& done) {
  std::vector<output::Column> columns{{"member_id"},
                                      {"points", "", Kind::number},
                                      {"worth", "", Kind::money},
                                      {"points_balance", "", Kind::number},
                                      {"points_held", "", Kind::number},
                                      {"points_debt", "", Kind::number}};
  if (!request.gift.empty())
    columns.insert(columns.end(), {{"gift"}, {"times", "", Kind::number}, {"left", "", Kind::number}});
  if (!done.vouchers.empty()) columns.insert(columns.end(), {{"code"}, {"last_day", "", Kind::day}});
  auto table = session.table(std::move(columns));
  table->cell(done.member.key);
  table->cell(done.points);
  if (request.kind == ActKind::redeem && !done.repeated && (request.gift.empty() || done.worth > Money{}))
    table->cell(done.worth);
  else
    table->empty();
  table->cell(done.after.balance);
  table->cell(done.after.held);
  table->cell(done.after.debt);
  if (!request.gift.empty()) {
    table->cell(session.names().gift(request.gift));
    table->cell(request.times);
    table->cell(done.gifts_left);
    if (!done.vouchers.empty()) {
      table->text(codes_of(done));
      table->day(done.vouchers.front().last_day);
    }
  }
  table->end_row();
  table->finish();
}

} // namespace

int move_points(Session& session, ActKind kind) {
  const auto request = points_asked_for(session, kind);
  refuse_days_to_come(session);
  const auto done = app::change_points(session.context(), session.program_text(), request);
  if (!done.note.empty()) session.note(done.note);
  show_points(session, request, done);
  if (done.repeated)
    session.say("recorded before in batch {batch}; --again records it once more"_en(*done.earlier_batch));
  else
    session.close(
        counted(done.after.balance, "{member}: {before} → {after} point"_en, "{member}: {before} → {after} points"_en,
                done.member.key, done.before.balance, done.after.balance),
        done.receipt);
  return 0;
}

} // namespace loyalty::cli
