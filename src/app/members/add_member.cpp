// SPDX-License-Identifier: MIT
#include "app/members/add_member.hpp"

#include <memory>

#include "loyalty/error.hpp"
#include "messages/counts.hpp"
#include "store/accounts.hpp"
#include "store/histories.hpp"

namespace loyalty::app {
namespace {

/// Whoever has exactly this key.
std::optional<store::Member> holder_of(store::Ledger& ledger, const std::string& key) {
  auto member = store::find_member(ledger, key);
  if (member && member->key != key) member.reset();
  return member;
}

} // namespace

MemberAdded add_member(const shop::Context& context, const std::optional<shop::ProgramText>& text,
                       const NewMember& asked) {
  if (const auto objection = check_key(asked.key)) throw Error(Failure::refused, objection->what, {}, objection->hint);
  if (asked.joined_on && *asked.joined_on > context.as_of)
    throw Error(Failure::refused, "the joining date {day} is in the future"_en(*asked.joined_on), {},
                "type {day} or an earlier day"_en(context.as_of));
  const auto program = text ? std::make_unique<Program>(shop::program_of(*text)) : nullptr;
  shop::Work work(context, store::BatchKind::member_added);
  auto& ledger = work.ledger();
  store::forget_undone_members(ledger, work.batch());
  if (const auto now = store::merged_into(ledger, asked.key))
    throw Error(Failure::refused, "{other} was merged into {member}"_en(asked.key, now->key), {},
                "change what is known with: loyalty set-member {member}"_en(now->key));
  const auto known = holder_of(ledger, asked.key);
  const Day since = known ? store::read_history(ledger, known->id).joined_on : never;
  store::Member member;
  if (known) member = *known;
  member.key = asked.key;
  const auto state = known ? shop::member_state(ledger, member.id, context.as_of) : shop::MemberState{};
  const auto changes = compare(ledger, member, state, asked.words, program.get(), context.as_of);
  MemberAdded added{.known = since != never,
                    .joined_on = asked.joined_on.value_or(context.as_of),
                    .said = changes.said,
                    .receipt = {.dry_run = context.dry_run}};
  if (added.known) {
    if (!changes.empty() || (asked.joined_on && *asked.joined_on != since))
      throw Error(Failure::refused, "{member} is already a member"_en(asked.key), {},
                  "change what is known with: loyalty set-member {member}"_en(asked.key));
    added.joined_on = since;
    return added;
  }
  if (known)
    store::add_act(ledger, work.batch(), shop::joins(member.id, added.joined_on));
  else
    member.id = store::add_member(ledger, work.batch(), asked.key, added.joined_on);
  write(work, member.id, changes);
  const store::NewFact joined{member.id, added.joined_on};
  store::mark_due(ledger, {&joined, 1});
  added.receipt =
      work.finish({.counts = messages::counts_text(
                       {{"members", 1}, {"joined_on", to_string(added.joined_on)}, {"said", keys(changes.said)}})});
  return added;
}

} // namespace loyalty::app
