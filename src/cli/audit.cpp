// SPDX-License-Identifier: MIT
#include "app/trust/audit.hpp"

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/words.hpp"

namespace loyalty::cli {
namespace {

std::string shown_name(const Session& session, const std::string& check) {
  return session.for_people() ? session.said(messages::word(check)) : check;
}

/// Programs look for "ok" in every language.
std::string shown_result(Session& session, const app::Check& check) {
  const bool as_it_is = !session.for_people() && check.outcome == app::Check::Outcome::passed;
  if (as_it_is) return check.result.english();
  return session.said(check.result.with([&](const std::string& text) { return session.shown_moment(text); }));
}

void show_audit(Session& session, const app::Audit& audit) {
  auto table = session.table({{"check"}, {"result"}});
  for (const auto& check : audit.checks) {
    table->cell(shown_name(session, check.name));
    table->cell(shown_result(session, check));
    table->end_row();
  }
  table->cell(shown_name(session, "head"));
  table->cell(audit.head);
  table->end_row();
  table->finish();
  session.flush();
}

std::vector<Message> failed_checks(const app::Audit& audit) {
  std::vector<Message> names;
  for (const auto& check : audit.checks)
    if (check.outcome == app::Check::Outcome::failed) names.push_back(messages::word(check.name));
  return names;
}

int run_audit(Session& session) {
  const auto audit = app::audit(session.ledger(), session.text("--anchor"), session.progress("progress|members"_en));
  show_audit(session, audit);
  if (!audit.sound()) {
    const auto damage = audit.damage();
    throw Error(damage.empty() ? Failure::refused : Failure::damaged,
                "the ledger failed the audit: {checks}"_en(failed_checks(audit)), damage,
                "keep this file as it is, and compare it with your latest backup"_en);
  }
  return 0;
}

} // namespace

Command audit() {
  return {
      .examples = "  loyalty audit\n  loyalty audit --anchor 3f2a91c07b5e",
      .options = {{"--anchor", Option::Kind::value, "check that a head you noted earlier is still there"_en, "HASH"}},
      .run = run_audit};
}

} // namespace loyalty::cli
