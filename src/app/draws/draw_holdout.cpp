// SPDX-License-Identifier: MIT
#include "app/draws/draw_holdout.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "loyalty/closed.hpp"
#include "loyalty/error.hpp"
#include "loyalty/figures.hpp"
#include "loyalty/holdout.hpp"
#include "messages/counts.hpp"
#include "messages/suggest.hpp"
#include "shop/held_out.hpp"
#include "shop/member_names.hpp"
#include "shop/walked_members.hpp"
#include "store/acts.hpp"
#include "store/forgotten.hpp"
#include "store/histories.hpp"
#include "store/holdouts.hpp"
#include "store/ledger/batch.hpp"
#include "store/members.hpp"
#include "store/settlements.hpp"

namespace loyalty::app {
namespace {

using Members = std::unordered_set<MemberId>;

/// Somebody for whom the lot was drawn.
struct HoldoutLot {
  MemberId member = {};
  bool held = false;
};

/// Whom the lot has met, and what they bought in the days that were just over.
struct HoldoutLots {
  std::vector<HoldoutLot> all;
  std::vector<HoldoutMember> bought;

  std::int64_t held() const { return std::ranges::count(all, true, &HoldoutLot::held); }
};

void require_terms(const HoldoutRequest& request) {
  if (request.name.empty())
    throw Error(Failure::usage, "a hold-out needs a name"_en, {},
                "type for example loyalty draw-holdout spring --share 50%"_en);
  if (request.share.millionths <= 0 || request.share.millionths >= Ratio::one)
    throw Error(Failure::usage, "--share {share} is not between 0% and 100%"_en(to_percent(request.share)), {},
                "type for example --share 50%"_en);
}

void refuse_other_holdout(const HoldoutRequest& request, const store::StoredHoldout& drawn) {
  const bool other = request.share != drawn.share || request.segment.value_or("") != drawn.segment ||
                     (request.seed && *request.seed != drawn.seed);
  if (!other) return;
  throw Error(Failure::refused,
              "the hold-out {holdout} was drawn on {day} with share {share} and seed {seed}"_en(
                  drawn.name, drawn.day, to_percent(drawn.share), std::to_string(drawn.seed)),
              "in batch {batch}"_en(drawn.batch), "take another name, or undo that batch"_en);
}

/// The members of the segment on the day; absent: all.
std::optional<Members> members_of_segment(const shop::Context& context, const shop::ProgramInForce& program,
                                          const std::string& id) {
  const auto* segment = program.program->segment(id);
  if (segment == nullptr) {
    std::vector<std::string_view> known;
    for (const auto& each : program.program->segments) known.push_back(each.id);
    throw Error(Failure::refused, "loyalty.toml has no segment {segment}"_en(id), {},
                known.empty() ? "it has none yet; add [[segment]]"_en() : messages::which_there_are(id, known));
  }
  const auto members = shop::members_who(context.ledger, program.timeline, segment->who, context.as_of);
  return Members(members.begin(), members.end());
}

/// Of the shop as it was `holdout_trial_days` days ago the lot is tried too.
HoldoutLots draw_lots(const shop::Context& context, const store::StoredHoldout& terms,
                      const std::optional<Members>& among) {
  HoldoutLots lots;
  auto& ledger = context.ledger;
  const auto forgotten = store::forgotten_members(ledger);
  const shop::MemberNames names(ledger);
  store::HistoryReader histories(ledger, MemberId(1), store::last_member(ledger), {.sales = false, .invited = false});
  while (const auto* history = histories.next()) {
    const auto key = names.key(history->member);
    const bool takes_part = !among || among->contains(history->member);
    if (!takes_part || key.empty() || forgotten.contains(history->member) || !known_on(*history, context.as_of) ||
        is_closed(*history, context.as_of))
      continue;
    const bool held = held_out(terms.seed, key, terms.share);
    lots.all.push_back({history->member, held});
    if (const auto bought =
            bought_around(goods_rows(*history, context.as_of), context.as_of - holdout_trial_days, holdout_trial_days))
      lots.bought.push_back({.key = std::string(key), .held = held, .brought = *bought});
  }
  return lots;
}

void note_lots(shop::Work& work, const store::StoredHoldout& terms, const HoldoutLots& lots) {
  auto& ledger = work.ledger();
  store::add_holdout(ledger, work.batch(), terms);
  store::ActWriter acts(ledger, work.batch());
  std::vector<store::NewFact> facts;
  for (const auto& [member, held] : lots.all) {
    acts.write({.member = member,
                .act = store::note_of({.holdout = terms.name, .held = held, .on = terms.day, .from = terms.from})});
    facts.push_back({member, terms.day});
  }
  work.batch().flush();
  store::mark_due(ledger, facts);
}

DrawnHoldout holdout_told(const store::StoredHoldout& terms, const HoldoutLots& lots) {
  DrawnHoldout drawn{.name = terms.name,
                     .seed = terms.seed,
                     .share = terms.share,
                     .segment = terms.segment,
                     .day = terms.day,
                     .from = terms.from,
                     .members = std::ssize(lots.all),
                     .held = lots.held(),
                     .receipt = {}};
  if (const auto visible = visible_among(lots.bought)) drawn.visible = ceiling_of(*visible);
  return drawn;
}

/// What the acts of a draw say, whatever became of the members since.
DrawnHoldout drawn_before(store::Ledger& ledger, const store::StoredHoldout& terms) {
  HoldoutLots lots;
  store::read_acts(
      ledger, ActKind::holdout,
      [&](const store::StoredAct& stored) {
        if (stored.batch == terms.batch) lots.all.push_back({stored.member, stored.act.points > 0});
      },
      terms.name);
  auto drawn = holdout_told(terms, lots);
  drawn.earlier_batch = terms.batch;
  return drawn;
}

store::StoredHoldout terms_now(const shop::Context& context, const HoldoutRequest& request, std::uint64_t chance) {
  const auto walked = store::settled_through(context.ledger);
  return {.name = request.name,
          .day = context.as_of,
          .from = std::max(context.as_of, walked.value_or(context.as_of)) + 1,
          .seed = request.seed.value_or(chance),
          .share = request.share,
          .segment = request.segment.value_or("")};
}

} // namespace

DrawnHoldout draw_holdout(const shop::Context& context, const shop::ProgramText& text, const HoldoutRequest& request,
                          std::uint64_t chance) {
  require_terms(request);
  shop::Work work(context, store::BatchKind::holdout_drawn);
  const auto known = store::holdouts(context.ledger);
  if (const auto* before = store::find_holdout(known, request.name)) {
    refuse_other_holdout(request, *before);
    return drawn_before(context.ledger, *before);
  }
  std::optional<ProgramId> ruled_by;
  std::optional<Members> among;
  if (request.segment) {
    const auto program = shop::take_program(work, text);
    ruled_by = program.id;
    among = members_of_segment(context, program, *request.segment);
  }
  const auto terms = terms_now(context, request, chance);
  context.ledger.build_member_index();
  const auto lots = draw_lots(context, terms, among);
  auto drawn = holdout_told(terms, lots);
  drawn.receipt.dry_run = context.dry_run;
  note_lots(work, terms, lots);
  drawn.receipt = work.finish({.program = ruled_by,
                               .counts = messages::counts_text({{"holdout", drawn.name},
                                                                {"members", drawn.members},
                                                                {"held_out", drawn.held},
                                                                {"share", to_percent(drawn.share)},
                                                                {"seed", drawn.seed}})});
  return drawn;
}

EndedHoldout end_holdout(const shop::Context& context, const std::string& name) {
  auto& ledger = context.ledger;
  shop::Work work(context, store::BatchKind::holdout_drawn);
  const auto drawn = shop::require_holdout(ledger, name);
  if (drawn.day > context.as_of)
    throw Error(Failure::refused, "the hold-out {holdout} was drawn on {day} only"_en(name, drawn.day));
  EndedHoldout ended{.last_day = context.as_of, .receipt = {.dry_run = context.dry_run}};
  if (drawn.until != never) {
    ended.last_day = drawn.until;
    ended.ended_before = true;
    return ended;
  }
  std::vector<store::NewFact> facts;
  store::read_acts(
      ledger, ActKind::holdout,
      [&](const store::StoredAct& stored) {
        if (stored.act.points > 0 && stored.batch >= drawn.batch) facts.push_back({stored.member, context.as_of + 1});
      },
      name);
  ended.held = std::ssize(facts);
  store::add_holdout_end(ledger, work.batch(), drawn, context.as_of);
  store::mark_due(ledger, facts);
  ended.receipt = work.finish({.counts = messages::counts_text({{"ended", name}, {"held_out", ended.held}})});
  return ended;
}

} // namespace loyalty::app
