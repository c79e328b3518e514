// SPDX-License-Identifier: MIT
#include "app/members/membership_by_hand.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loyalty/error.hpp"
#include "messages/numbers.hpp"
#include "messages/reasons.hpp"
#include "messages/suggest.hpp"
#include "shop/closed.hpp"
#include "shop/known_alike.hpp"
#include "shop/member_state.hpp"
#include "store/forgotten.hpp"
#include "store/histories.hpp"

namespace loyalty::app {
namespace {

const Plan& require_plan(const Program& program, const std::string& id) {
  if (const auto* plan = program.plan(id)) return *plan;
  std::vector<std::string_view> ids;
  for (const auto& plan : program.plans) ids.push_back(plan.id);
  const auto meant = messages::suggest(id, ids);
  throw Error(
      Failure::refused, "loyalty.toml has no plan {plan}"_en(messages::shown_value(id)), {},
      meant.empty() ? "plans stand in the program file as [[membership]]"_en : "did you mean {word}?"_en(meant));
}

/// What the plan asks of the member today.
FeeAsked fee_for(const Plan& plan, shop::Work& work, const shop::ProgramInForce& program, MemberId member) {
  if (plan.fees.empty()) return {.fee = plan.fee};
  work.batch().flush();
  const Day day = work.context().as_of;
  const auto history = store::read_history(work.ledger(), member);
  Engine engine(program.timeline);
  engine.walk(history, day);
  const auto taken = [&](const FeeStep& step) {
    const auto offer = offer_of(step, program.program->currency);
    std::int64_t terms = 0;
    store::read_acts(
        work.ledger(), ActKind::membership, [&](const store::StoredAct& stored) { terms += stored.reason == offer; },
        plan.id);
    return terms;
  };
  return fee_asked(
      plan, day, [&](const Condition& who) { return engine.meets(who, day); }, taken);
}

/// A trial is for people, not for members: whoever is known by the same phone number is the same.
void check_trial(const Plan& plan, shop::Work& work, const Timeline& timeline, const store::Member& member,
                 std::span<const PlanTerm> terms) {
  if (plan.trial.empty())
    throw Error(Failure::refused, "the plan {plan} has no trial"_en(plan.id), {}, "leave --trial out"_en);
  const auto refuse = [&](Message why) {
    throw Error(Failure::refused, "a trial of {plan} is only for members who never had it"_en(plan.id), std::move(why),
                "leave --trial out"_en);
  };
  if (const auto* term = had_before(terms, plan.id)) refuse("a term began on {day}"_en(term->from));
  work.batch().flush();
  auto& ledger = work.ledger();
  const auto forgotten = store::forgotten_members(ledger);
  for (const auto other : shop::known_alike(ledger, member, work.context().as_of)) {
    const auto others = shop::terms_of(ledger, timeline, other, never);
    const auto* term = had_before(others, plan.id);
    if (term == nullptr) continue;
    if (forgotten.contains(other))
      refuse("a member whose personal data was deleted had it, with the same identity"_en());
    refuse("{other} has the same identity, and a term of theirs began on {day}"_en(store::key_of(ledger, other),
                                                                                   term->from));
  }
}

void check_free(std::span<const PlanTerm> terms, const PlanTerm& wanted) {
  if (const auto* term = overlapped(terms, wanted))
    throw Error(Failure::refused,
                "a term of {plan} runs from {from} through {until}"_en(term->plan, term->from, term->until), {},
                "leave --from out: the new term begins when the last one ends"_en);
}

/// Without a key of its own, the request on its day is the key.
std::string key_of(store::Ledger& ledger, MemberId member, const std::string& plan, Day day, bool again) {
  const auto made = fmt::format("membership {} {} {}", member, plan, to_string(day));
  auto key = made;
  for (int count = 2; again && store::find_act(ledger, key); ++count) key = fmt::format("{} #{}", made, count);
  return key;
}

} // namespace

MembershipDone begin_membership(shop::Work& work, const shop::ProgramInForce& program, const store::Member& member,
                                std::span<const PlanTerm> terms, const MembershipRequest& request) {
  const auto& plan = require_plan(*program.program, request.plan);
  const Day day = work.context().as_of;
  MembershipDone done;
  const auto key = key_of(work.ledger(), member.id, plan.id, day, request.again);
  if (const auto known = store::find_act(work.ledger(), key)) {
    const bool other_fee = request.fee && *request.fee != known->act.money;
    const bool other_day = request.from && *request.from != known->act.day;
    if (other_fee || other_day || request.trial != (known->act.text == trial_term))
      throw Error(
          Failure::refused,
          "a term of {plan} from {day} for {fee} was entered today"_en(
              plan.id, known->act.day, Amount{known->act.money, program.program->currency}),
          "in batch {batch}"_en(known->batch),
          "add --again if another term is meant, or undo the first: loyalty undo-batch {batch}"_en(known->batch));
    done.earlier_batch = known->batch;
    done.terms = {{.plan = plan.id, .from = known->act.day, .until = known->act.until, .paid = known->act.money}};
    return done;
  }
  shop::refuse_closed(work.ledger(), member, day);
  if (request.trial) check_trial(plan, work, program.timeline, member, terms);
  const auto paid = paid_through(terms, plan.id, day);
  PlanTerm term{.plan = plan.id, .from = request.from.value_or(paid ? *paid + 1 : day)};
  term.until = term.from + (request.trial ? plan.trial : plan.term) - 1;
  check_free(terms, term);
  std::string offer;
  if (!request.trial && request.fee) {
    term.paid = *request.fee;
  } else if (!request.trial) {
    const auto asked = fee_for(plan, work, program, member.id);
    term.paid = asked.fee;
    if (asked.step != nullptr && asked.step->most) offer = offer_of(*asked.step, program.program->currency);
    for (const auto* step : asked.all_taken) done.all_taken.push_back(*step);
  }
  done.terms = {term};
  done.acts = {{.member = member.id,
                .act = {.day = term.from,
                        .kind = ActKind::membership,
                        .subject = plan.id,
                        .text = std::string(request.trial ? trial_term : ""),
                        .until = term.until,
                        .money = term.paid},
                .reason = offer,
                .key = key,
                .own_words = true}};
  return done;
}

MembershipDone end_membership(shop::Work& work, const shop::ProgramInForce& program, MemberId member,
                              std::span<const PlanTerm> terms, const std::string& id) {
  const Day day = work.context().as_of;
  MembershipDone done;
  const auto key = fmt::format("end-membership {} {} {}", member, id, to_string(day));
  if (const auto known = store::find_act(work.ledger(), key)) {
    done.earlier_batch = known->batch;
    return done;
  }
  // A term to come that was entered by hand is not known before it begins, so it is ended on that day.
  store::StoredAct today{
      .member = member, .act = {.day = day, .kind = ActKind::end_membership, .subject = id}, .key = key};
  work.batch().flush();
  const auto ends = shop::early_ends(work.ledger(), program.timeline, member, terms, day);
  for (std::size_t index = 0; index < terms.size(); ++index) {
    const auto& term = terms[index];
    if (term.plan != id || term.until < day) continue;
    done.ended.emplace_back(term, ends[index]);
    auto later = today;
    later.act.day = term.from;
    later.act.money = term.fee();
    later.act.text = planned_term;
    if (term.from > day && !order_of(term.begun_by))
      done.acts.push_back(later);
    else
      today.act.money += ends[index].refund;
  }
  if (done.ended.empty()) {
    static_cast<void>(require_plan(*program.program, id));
    throw Error(Failure::refused, "no term of {plan} is running"_en(id), {}, "see: loyalty show-member MEMBER"_en);
  }
  done.acts.insert(done.acts.begin(), today);
  return done;
}

} // namespace loyalty::app
