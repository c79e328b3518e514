// SPDX-License-Identifier: MIT
#include "app/trust/audit.hpp"

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

void show_audit(Session& session, const app::Audit& audit) {
  auto table = session.table({{"check"}, {"result"}});
  for (const auto& check : audit.checks) {
    table->cell(check.name);
    table->cell(check.result);
    table->end_row();
  }
  table->cell("head");
  table->cell(audit.head);
  table->end_row();
  table->finish();
  session.flush();
}

std::string failed_checks(const app::Audit& audit) {
  std::string names;
  for (const auto& check : audit.checks)
    if (check.outcome == app::Check::Outcome::failed)
      names += fmt::format("{}{}", names.empty() ? "" : ", ", check.name);
  return names;
}

int run_audit(Session& session) {
  const auto audit =
      app::audit(session.ledger(), session.text("--anchor"), session.progress(session.either("members", "会员")));
  show_audit(session, audit);
  if (!audit.sound()) {
    const auto damage = audit.damage();
    throw Error(damage.empty() ? Failure::refused : Failure::damaged,
                fmt::format("the ledger failed the audit: {}", failed_checks(audit)), damage,
                "keep this file as it is, and compare it with your latest backup");
  }
  return 0;
}

} // namespace

Command audit() {
  return {.examples = "  loyalty audit\n  loyalty audit --anchor 3f2a91c07b5e",
          .options = {{"--anchor", Option::Kind::value, "an earlier head that you noted must be part of the chain",
                       "HASH"}},
          .run = run_audit};
}

} // namespace loyalty::cli
