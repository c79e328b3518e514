// SPDX-License-Identifier: MIT
#include "app/draws/draw_prize.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "app/draws/draw_record.hpp"
#include "loyalty/closed.hpp"
#include "loyalty/draw.hpp"
#include "loyalty/error.hpp"
#include "messages/counts.hpp"
#include "messages/numbers.hpp"
#include "messages/suggest.hpp"
#include "shop/member_names.hpp"
#include "shop/walked_members.hpp"
#include "store/acts.hpp"
#include "store/forgotten.hpp"

namespace loyalty::app {
namespace {

constexpr std::int64_t most_winners = 1'000'000;

const Draw& require_draw(const Program& program, const std::string& id) {
  if (const auto* draw = program.draw(id)) return *draw;
  std::vector<std::string_view> known;
  for (const auto& draw : program.draws) known.push_back(draw.id);
  throw Error(Failure::refused, "loyalty.toml has no draw {draw}"_en(id), {},
              known.empty() ? "it has none yet; add [[draw]]"_en() : messages::which_there_are(id, known))
      .named("draw_not_found");
}

/// Somebody who takes part.
struct Candidate {
  MemberId member = {};
  std::string tier;
  std::int64_t weight = 1;
};

bool asks_for_sales(const Draw& draw, const Condition& who) {
  return looks_at_sales(draw.who) || looks_at_sales(who) ||
         std::any_of(draw.chances.begin(), draw.chances.end(),
                     [](const DrawChance& chance) { return looks_at_sales(chance.who); });
}

std::vector<Candidate> candidates_of(const shop::Context& context, const Timeline& timeline, const Draw& draw,
                                     const Condition& who) {
  std::vector<Candidate> candidates;
  const auto forgotten = store::forgotten_members(context.ledger);
  const auto consider = [&](const History& history, Engine& engine) {
    if (forgotten.contains(history.member) || is_closed(history, context.as_of)) return;
    if (!engine.meets(draw.who, context.as_of) || !engine.meets(who, context.as_of)) return;
    const auto* tier = engine.tier();
    const auto weight = weight_in(draw, [&](const Condition& asked) { return engine.meets(asked, context.as_of); });
    candidates.push_back({history.member, tier == nullptr ? std::string() : tier->id, weight});
  };
  shop::walk_members(context.ledger, timeline, context.as_of, consider, asks_for_sales(draw, who));
  return candidates;
}

/// A prize as the books have it.
struct Prize {
  store::StoredAct stored;
  DrawRecord record;
};

/// The prizes of the last draw held on the day, the first winner first.
std::vector<Prize> prizes_held_on(store::Ledger& ledger, const std::string& draw, Day day) {
  std::vector<Prize> prizes;
  store::read_acts(
      ledger, ActKind::prize,
      [&](const store::StoredAct& stored) {
        if (stored.act.day != day) return;
        if (!prizes.empty() && prizes.back().stored.batch != stored.batch) prizes.clear();
        prizes.push_back({stored, parse_draw_record(stored.act.text).value_or(DrawRecord{})});
      },
      draw);
  return prizes;
}

void refuse_other_terms(const DrawRequest& request, const Prize& held) {
  const auto& record = held.record;
  const bool other_seed = request.seed && *request.seed != record.seed;
  const bool other_count = request.winners && *request.winners != record.winners;
  if (other_seed || other_count)
    throw Error(Failure::refused,
                counted(record.winners, "the draw {draw} was held that day with seed {seed} for {winners} winner"_en,
                        "the draw {draw} was held that day with seed {seed} for {winners} winners"_en, request.draw,
                        std::to_string(record.seed), record.winners),
                "in batch {batch}"_en(held.stored.batch), "add --again to hold another one"_en);
}

DrawResult shown_again(const std::vector<Prize>& prizes, const shop::MemberNames& names) {
  const auto& first = prizes.front();
  DrawResult result{.winners = {},
                    .seed = first.record.seed,
                    .candidates = first.record.candidates,
                    .repeated = true,
                    .earlier_batch = first.stored.batch,
                    .receipt = {}};
  for (const auto& [stored, record] : prizes)
    result.winners.push_back({record.rank, stored.member, std::string(names.key(stored.member)),
                              std::string(names.name(stored.member)), record.tier, record.weight});
  return result;
}

DrawResult hold(const std::vector<Candidate>& candidates, const shop::MemberNames& names, std::uint64_t seed,
                std::int64_t winners) {
  std::vector<Ticket> tickets;
  for (const auto& candidate : candidates)
    tickets.push_back({std::string(names.key(candidate.member)), candidate.weight});
  DrawResult result{
      .winners = {}, .seed = seed, .candidates = static_cast<std::int64_t>(candidates.size()), .receipt = {}};
  for (const auto index : draw_winners(tickets, static_cast<std::size_t>(winners), seed)) {
    const auto& candidate = candidates[index];
    result.winners.push_back({static_cast<std::int64_t>(result.winners.size()) + 1, candidate.member,
                              tickets[index].key, std::string(names.name(candidate.member)), candidate.tier,
                              tickets[index].weight});
  }
  return result;
}

void record(shop::Work& work, const std::string& draw, const DrawResult& result, std::int64_t winners) {
  const Day day = work.context().as_of;
  store::ActWriter writer(work.ledger(), work.batch());
  for (const auto& winner : result.winners) {
    store::StoredAct prize{.member = winner.member, .act = {.day = day, .kind = ActKind::prize}};
    prize.act.subject = draw;
    prize.act.text =
        to_string(DrawRecord{result.seed, winner.rank, winners, result.candidates, winner.weight, winner.tier});
    prize.key = fmt::format("prize {} {} {} {}", draw, to_string(day), work.batch().id(), winner.rank);
    writer.write(prize);
  }
  work.batch().flush();
}

} // namespace

DrawResult draw_prize(const shop::Context& context, const shop::ProgramText& text, const DrawRequest& request,
                      std::uint64_t chance) {
  if (request.winners && (*request.winners < 1 || *request.winners > most_winners))
    throw Error(Failure::usage,
                "--winners {winners} is not a number from 1 to {most}"_en(*request.winners, most_winners));
  shop::Work work(context, store::BatchKind::prize_drawn);
  const auto program = shop::take_program(work, text);
  const auto& draw = require_draw(*program.program, request.draw);
  const auto held = prizes_held_on(context.ledger, draw.id, context.as_of);
  if (!held.empty() && !request.again) {
    refuse_other_terms(request, held.front());
    return shown_again(held, shop::MemberNames(context.ledger));
  }
  auto candidates = candidates_of(context, program.timeline, draw, request.who);
  const shop::MemberNames names(context.ledger);
  std::erase_if(candidates, [&](const Candidate& candidate) { return names.key(candidate.member).empty(); });
  const auto winners = request.winners.value_or(draw.winners);
  auto result = hold(candidates, names, request.seed.value_or(chance), winners);
  result.receipt.dry_run = context.dry_run;
  if (result.winners.empty()) return result;
  record(work, draw.id, result, winners);
  result.receipt = work.finish({.program = program.id,
                                .counts = messages::counts_text({{"draw", draw.id},
                                                                 {"winners", result.winners.size()},
                                                                 {"candidates", result.candidates},
                                                                 {"seed", result.seed}})});
  return result;
}

} // namespace loyalty::app
