// SPDX-License-Identifier: MIT
#include "app/members/set_member.hpp"

#include "cli/command.hpp"
#include "cli/member_words.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

/// Options that make sense only beside another one.
void check_company(const Session& session) {
  const auto typed = [&session](std::string_view name) { return session.flag(name); };
  for (const auto* option : {"--from", "--fee", "--free", "--trial", "--again"})
    if (typed(option) && !typed("--membership"))
      throw Error(Failure::usage, "{option} goes with {other}"_en(option, "--membership"), {},
                  "add --membership PLAN"_en);
  if (typed("--until") && !typed("--tier"))
    throw Error(Failure::usage, "{option} goes with {other}"_en("--until", "--tier"), {}, "add --tier ID"_en);
  if (typed("--reason") && !typed("--tier") && !typed("--no-tier"))
    throw Error(Failure::usage, "--reason goes with --tier or --no-tier"_en, {}, "add --tier ID"_en);
  if (typed("--tier") && typed("--no-tier"))
    throw Error(Failure::usage, "{option} and {other} contradict each other"_en("--tier", "--no-tier"), {},
                "leave one of them out"_en);
  if (typed("--fee") + typed("--free") + typed("--trial") > 1)
    throw Error(Failure::usage, "--fee, --free and --trial exclude each other"_en, {}, "give only one of them"_en);
}

std::optional<app::TierByHand> typed_tier(const Session& session) {
  if (!session.flag("--tier") && !session.flag("--no-tier")) return std::nullopt;
  return app::TierByHand{session.text("--tier"), session.maybe_day("--until").value_or(never),
                         session.text("--reason")};
}

std::optional<app::MembershipRequest> typed_membership(Session& session) {
  if (!session.flag("--membership")) return std::nullopt;
  app::MembershipRequest request{.plan = session.text("--membership"),
                                 .from = session.maybe_day("--from"),
                                 .fee = session.maybe_money("--fee"),
                                 .trial = session.flag("--trial"),
                                 .again = session.flag("--again")};
  if (request.fee && *request.fee < Money{})
    throw Error(Failure::usage, "a fee is not negative"_en, {},
                "type --fee {amount}"_en(session.written(Money::whole(99, session.currency()))));
  if (session.flag("--free")) request.fee = Money{};
  return request;
}

/// The terms that began or ended, with what is paid for them or returned.
void show_terms(Session& session, const app::MemberSet& set) {
  auto table = session.table({{"member_id"},
                              {"membership"},
                              {"from", {}, Kind::day},
                              {"until", {}, Kind::day},
                              {"fee", {}, Kind::money},
                              {"refund", {}, Kind::money}});
  auto& names = session.names();
  const auto row = [&](const PlanTerm& term, Day until, std::optional<Money> refund) {
    table->text(set.member.key);
    table->text(names.plan(term.plan));
    table->day(term.from);
    table->day(until);
    table->money(term.fee());
    if (refund)
      table->money(*refund);
    else
      table->empty();
    table->end_row();
  };
  if (set.begun)
    for (const auto& term : set.begun->terms) row(term, term.until, std::nullopt);
  if (set.ended)
    for (const auto& [term, end] : set.ended->ended) row(term, std::min(term.until, session.as_of() - 1), end.refund);
  table->finish();
}

/// Fees that the member comes too late for.
void say_all_taken(Session& session, const app::MembershipDone& begun) {
  for (const auto& step : begun.all_taken)
    session.say(counted(*step.most, "the {most} term for {fee} is taken"_en, "the {most} terms for {fee} are taken"_en,
                        *step.most, Amount{step.fee, session.currency()}));
}

/// Where less is given back than the days that are left.
void say_kept_back(Session& session, const std::vector<std::pair<PlanTerm, shop::EarlyEnd>>& ended) {
  const auto amount = [&](Money money) { return Amount{money, session.currency()}; };
  for (const auto& [term, end] : ended) {
    if (end.refund == end.unused) continue;
    const auto plan = session.names().plan(term.plan);
    session.say(end.saved > Money{} ? "{plan}: the days left are worth {unused}; {saved} saved by it is kept back"_en(
                                          plan, amount(end.unused), amount(end.saved))
                                    : "{plan}: the days left are worth {unused}; the plan gives nothing back"_en(
                                          plan, amount(end.unused)));
  }
}

int run_set_member(Session& session) {
  check_company(session);
  const app::MemberChange change{.member = session.text("MEMBER"),
                                 .words = typed_words(session),
                                 .tier = typed_tier(session),
                                 .membership = typed_membership(session),
                                 .end_membership = session.text("--end-membership")};
  std::optional<shop::ProgramText> program;
  if (!change.words.fields.empty() || change.tier || change.membership || !change.end_membership.empty())
    program = session.program_text();
  const auto set = app::set_member(session.context(), program, change);
  if (set.begun || (set.ended && !set.ended->earlier_batch)) show_terms(session, set);
  if (set.begun) say_all_taken(session, *set.begun);
  if (set.ended) say_kept_back(session, set.ended->ended);
  if (set.begun && set.begun->earlier_batch)
    session.say("recorded before in batch {batch}; --again records it once more"_en(*set.begun->earlier_batch));
  if (set.ended && set.ended->earlier_batch)
    session.say("recorded before in batch {batch}"_en(*set.ended->earlier_batch));
  session.close(set.said.empty() ? "{member}: all of it is known"_en(set.member.key)
                                 : "{member}: {changes}"_en(set.member.key, words_told(set.said, session.names())),
                set.receipt);
  return 0;
}

} // namespace

Command set_member() {
  auto options = member_options();
  options.insert(options.begin(),
                 {"MEMBER", Option::Kind::required, "name the member by key, phone or other identity"_en});
  const std::vector<Option> more = {
      {"--untag", Option::Kind::values, "remove a tag"_en},
      {"--tier", Option::Kind::value, "grant this tier, at least through --until"_en, "ID"},
      {"--until", Option::Kind::value, "set the last day of that tier; for good if not given"_en, "DAY"},
      {"--no-tier", Option::Kind::flag, "end a granted tier"_en},
      {"--reason", Option::Kind::value, "say why; needed with --tier and --no-tier"_en},
      {"--membership", Option::Kind::value, "begin a term of a paid plan, after the one that runs"_en, "PLAN"},
      {"--from", Option::Kind::value, "set the first day of the term"_en, "DAY"},
      {"--fee", Option::Kind::value, "set what was paid for it, instead of the plan's fee"_en, "MONEY"},
      {"--free", Option::Kind::flag, "say that nothing was paid for it"_en},
      {"--trial", Option::Kind::flag, "begin the free trial of the plan instead of a term"_en},
      {"--again", Option::Kind::flag, "do it although the same was done that day"_en},
      {"--end-membership", Option::Kind::value, "end the terms of the plan and show the refund due"_en, "PLAN"}};
  options.insert(options.end(), more.begin(), more.end());
  return {.examples =
              "  loyalty set-member M0001 --birthday 1990-05-20 --tag vip\n"
              "  loyalty set-member M0001 --tier gold --until 2026-12-31 --reason \"goodwill\"\n"
              "  loyalty set-member M0001 --membership plus\n"
              "  loyalty set-member M0001 --end-membership plus",
          .options = std::move(options),
          .run = run_set_member,
          .changes = true,
          .again = "loyalty show-member {member}"};
}

} // namespace loyalty::cli
