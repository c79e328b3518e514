// SPDX-License-Identifier: MIT
#include "app/draws/draw_prize.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "cli/clock.hpp"
#include "cli/command.hpp"
#include "cli/session.hpp"
#include "cli/typed_condition.hpp"
#include "loyalty/error.hpp"
#include "reports/reach.hpp"

namespace loyalty::cli {
namespace {

std::uint64_t chance() {
  std::array<unsigned char, sizeof(std::uint64_t)> bytes{};
  random_bytes(bytes);
  std::uint64_t seed = 0;
  for (const auto byte : bytes) seed = seed << 8U | byte;
  return seed;
}

std::optional<std::uint64_t> typed_seed(const Session& session) {
  const auto typed = session.maybe("--seed");
  if (!typed) return std::nullopt;
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(typed->data(), typed->data() + typed->size(), seed);
  if (error != std::errc() || end != typed->data() + typed->size())
    throw Error(Failure::usage, fmt::format("--seed {} is not a whole number of at most 64 bits", *typed), {},
                "type for example --seed 20260618");
  return seed;
}

Condition typed_who(Session& session) {
  const auto typed = session.maybe("--who");
  return typed ? typed_condition("--who", *typed, *session.program()) : Condition{};
}

void show_winners(Session& session, const app::DrawResult& result) {
  std::vector<output::Column> columns = {
      {"rank", {}, Kind::number}, {"member_id"}, {"name"}, {"tier"}, {"weight", {}, Kind::number}};
  const bool reach = session.globals().show_personal;
  if (reach) columns.insert(columns.end(), {{"phone"}, {"wechat"}});
  auto table = session.table(std::move(columns), session.either("nobody won", "没有中奖者"));
  for (const auto& winner : result.winners) {
    table->number(winner.rank);
    table->text(winner.key);
    table->text(winner.name);
    table->text(winner.tier);
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
  const auto result = app::draw_prize(session.context(), session.program_text(), request, chance());
  show_winners(session, result);
  const auto told = fmt::format(
      fmt::runtime(session.either("{}: {} of {} candidates won, seed {}", "{}：{} 人中奖，候选 {} 人，种子 {}")),
      request.draw, result.winners.size(), result.candidates, result.seed);
  if (!result.repeated)
    session.close(told, result.receipt);
  else
    session.say(fmt::format(fmt::runtime(session.either("{}; drawn before in batch {}; --again holds another draw",
                                                        "{}；此前已抽，见批次 {}；再抽一次请加 --again")),
                            told, result.earlier_batch->value));
  return 0;
}

} // namespace

Command draw_prize() {
  return {.examples =
              "  loyalty draw-prize lucky-bag\n"
              "  loyalty draw-prize lucky-bag --winners 5 --who '{ days_since_order = \"<= 30\" }'\n"
              "  loyalty draw-prize lucky-bag --seed 20260618 --again --dry-run",
          .options = {{"DRAW", Option::Kind::required, "id of the draw in the program file"},
                      {"--winners", Option::Kind::value, "so many, instead of the program's number", "N"},
                      {"--seed", Option::Kind::value, "the seed of an earlier draw gives the same winners again", "N"},
                      {"--who", Option::Kind::value, "a condition that candidates must meet as well", "CONDITION"},
                      {"--again", Option::Kind::flag, "hold another draw although one was held that day"}},
          .run = run_draw_prize,
          .changes = true,
          .again = "loyalty draw-prize {draw} --as-of {day}"};
}

} // namespace loyalty::cli
