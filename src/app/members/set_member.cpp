// SPDX-License-Identifier: MIT
#include "app/members/set_member.hpp"

#include "loyalty/error.hpp"
#include "messages/counts.hpp"
#include "messages/reasons.hpp"
#include "messages/suggest.hpp"

namespace loyalty::app {
namespace {

void check_tier(const Program& program, const TierByHand& wanted, Day day) {
  if (wanted.reason.empty())
    throw Error(Failure::refused, "a reason is missing"_en, "a manual tier must be explainable later"_en,
                "add --reason \"why\""_en);
  if (wanted.tier.empty()) return;
  if (program.tier(wanted.tier) == nullptr) {
    std::vector<std::string_view> ids;
    for (const auto& tier : program.tiers) ids.push_back(tier.id);
    const auto meant = messages::suggest(wanted.tier, ids);
    throw Error(Failure::refused, "loyalty.toml has no tier {tier}"_en(messages::shown_value(wanted.tier)), {},
                meant.empty() ? "see: loyalty report tiers"_en : "did you mean {word}?"_en(meant));
  }
  if (wanted.until < day)
    throw Error(Failure::refused, "{day} is already past"_en(wanted.until), {},
                "type a later --until, or leave it out for a tier without end"_en);
}

void add_tier(MemberChanges& changes, const shop::MemberState& state, const TierByHand& wanted, Day day) {
  store::StoredAct act{.act = {.day = day, .kind = ActKind::grant, .subject = wanted.tier, .until = wanted.until},
                       .reason = wanted.reason};
  const bool granted = state.grant && state.grant->until >= day;
  if (wanted.tier.empty()) {
    if (!granted) return;
    act.act.subject = state.grant->tier;
    act.act.until = day - 1;
    changes.said.push_back({"tier_ended", state.grant->tier});
  } else {
    if (granted && state.grant->tier == wanted.tier && state.grant->until == wanted.until) return;
    changes.said.push_back({"tier", wanted.tier, wanted.until});
  }
  changes.acts.push_back(std::move(act));
}

void take_membership(MemberChanges& changes, const MembershipDone& done, std::string_view key) {
  changes.acts.insert(changes.acts.end(), done.acts.begin(), done.acts.end());
  if (!done.acts.empty()) changes.said.push_back({std::string(key), done.acts.front().act.subject});
}

bool needs_program(const MemberChange& change) {
  return !change.words.fields.empty() || change.tier || change.membership || !change.end_membership.empty();
}

} // namespace

MemberSet set_member(const shop::Context& context, const std::optional<shop::ProgramText>& text,
                     const MemberChange& change) {
  if (change.membership && !change.end_membership.empty())
    throw Error(Failure::usage, "a term cannot begin and end in one command"_en, {}, "type two commands"_en);
  shop::Work work(context, store::BatchKind::member_changed);
  auto& ledger = work.ledger();
  const auto member = store::require_member(ledger, change.member);
  shop::ProgramInForce program;
  if (needs_program(change)) program = shop::take_program(work, text.value());
  work.batch().flush();
  const auto state = shop::member_state(ledger, member.id, context.as_of);
  const auto words = compare(ledger, member, state, change.words, program.program.get(), context.as_of);
  if (change.tier) check_tier(*program.program, *change.tier, context.as_of);
  // A fee may depend on what is said beside it.
  if (!words.empty()) write(work, member.id, words);
  MemberSet set{
      .member = member, .said = words.said, .begun = {}, .ended = {}, .receipt = {.dry_run = context.dry_run}};
  MemberChanges changes;
  std::vector<PlanTerm> terms;
  if (change.membership || !change.end_membership.empty())
    terms = shop::terms_of(ledger, program.timeline, member.id, never);
  if (change.tier) add_tier(changes, state, *change.tier, context.as_of);
  if (!change.end_membership.empty()) {
    set.ended = end_membership(work, program, member.id, terms, change.end_membership);
    take_membership(changes, *set.ended, "end_membership");
  }
  if (change.membership) {
    set.begun = begin_membership(work, program, member, terms, *change.membership);
    take_membership(changes, *set.begun, "membership");
  }
  if (!changes.empty()) write(work, member.id, changes);
  set.said.insert(set.said.end(), changes.said.begin(), changes.said.end());
  if (set.said.empty()) return set;
  store::BatchEnd end{.counts = messages::counts_text({{"members", 1}, {"said", keys(set.said)}})};
  if (program.program) end.program = program.id;
  set.receipt = work.finish(end);
  return set;
}

} // namespace loyalty::app
