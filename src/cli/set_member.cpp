// SPDX-License-Identifier: MIT
#include "app/members/set_member.hpp"

#include <fmt/format.h>

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
      throw Error(Failure::usage, fmt::format("{} goes with --membership", option), {}, "add --membership PLAN");
  if (typed("--until") && !typed("--tier"))
    throw Error(Failure::usage, "--until goes with --tier", {}, "add --tier ID");
  if (typed("--reason") && !typed("--tier") && !typed("--no-tier"))
    throw Error(Failure::usage, "--reason goes with --tier or --no-tier", {}, "add --tier ID");
  if (typed("--tier") && typed("--no-tier"))
    throw Error(Failure::usage, "--tier and --no-tier contradict each other", {}, "leave one of them out");
  if (typed("--fee") + typed("--free") + typed("--trial") > 1)
    throw Error(Failure::usage, "--fee, --free and --trial exclude each other", {}, "leave one of them");
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
    throw Error(Failure::usage, "a fee is not negative", {},
                fmt::format("type --fee {}", session.written(Money::whole(99, session.currency()))));
  if (session.flag("--free")) request.fee = Money{};
  return request;
}

/// The terms that began or ended, with what is paid for them or given back.
void show_terms(Session& session, const app::MemberSet& set) {
  auto table = session.table({{"member_id"},
                              {"membership"},
                              {"from", {}, Kind::day},
                              {"until", {}, Kind::day},
                              {"fee", {}, Kind::money},
                              {"refund", {}, Kind::money}});
  const auto row = [&](const PlanTerm& term, Day until, std::optional<Money> refund) {
    table->text(set.member.key);
    table->text(term.plan);
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
    for (const auto& [term, refund] : set.ended->ended) row(term, std::min(term.until, session.as_of() - 1), refund);
  table->finish();
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
  const auto say_known = [&session](std::optional<BatchId> batch, std::string_view hint) {
    if (batch)
      session.say(
          fmt::format("{} {}{}", session.either("already recorded in batch", "此前已记录于批次"), batch->value, hint));
  };
  if (set.begun)
    say_known(set.begun->earlier_batch,
              session.either("; add --again if another term is meant", "；若确为另一期，请加 --again"));
  if (set.ended) say_known(set.ended->earlier_batch, "");
  const std::string nothing(session.either("all of it is known", "均为已知"));
  session.close(fmt::format("{}: {}", set.member.key, set.said.empty() ? nothing : told(session, set.said)),
                set.receipt);
  return 0;
}

} // namespace

Command set_member() {
  auto options = member_options();
  options.insert(options.begin(), {"MEMBER", Option::Kind::required, "key, phone or other identity"});
  const std::vector<Option> more = {
      {"--untag", Option::Kind::values, "a word that the member bears no longer"},
      {"--tier", Option::Kind::value, "a tier by hand, held at least through --until", "ID"},
      {"--until", Option::Kind::value, "last day of that tier; for good if not said", "DAY"},
      {"--no-tier", Option::Kind::flag, "the tier by hand ends"},
      {"--reason", Option::Kind::value, "why; needed with --tier and --no-tier"},
      {"--membership", Option::Kind::value, "begin a term of a paid plan, after the one that runs", "PLAN"},
      {"--from", Option::Kind::value, "first day of the term", "DAY"},
      {"--fee", Option::Kind::value, "what was paid for it, instead of the plan's fee", "MONEY"},
      {"--free", Option::Kind::flag, "nothing was paid for it"},
      {"--trial", Option::Kind::flag, "the plan's free trial instead of a term"},
      {"--again", Option::Kind::flag, "another term of the same plan on the same day is meant"},
      {"--end-membership", Option::Kind::value, "end the plan's terms; says what is to be given back", "PLAN"}};
  options.insert(options.end(), more.begin(), more.end());
  return {.examples =
              "  loyalty set-member M0001 --birthday 1990-05-20 --tag vip --field fan_club_level=4\n"
              "  loyalty set-member M0001 --tier gold --until 2026-12-31 --reason \"friend of the shop\"\n"
              "  loyalty set-member M0001 --membership plus\n"
              "  loyalty set-member M0001 --end-membership plus",
          .options = std::move(options),
          .run = run_set_member,
          .changes = true,
          .again = "loyalty show-member {member}"};
}

} // namespace loyalty::cli
