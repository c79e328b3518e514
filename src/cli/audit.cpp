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

/// Has the key file remember how far the ledger was sound.
void remember(Session& session, const app::KeyFile& key, const store::BatchMark& last) {
  if (const auto why = app::remember_seen(key, last); !why.empty())
    return session.note("{file} does not remember batch {batch}: {why}"_en(key.path, last.batch, why));
  session.say("{file} remembers batch {batch}: a ledger that lacks it will be found"_en(key.path, last.batch));
}

int run_audit(Session& session) {
  std::optional<app::KeyFile> key;
  if (const auto file = session.maybe("--key")) key = app::read_key_file(*file);
  const auto audit = app::audit(session.ledger(), session.text("--anchor"), session.progress("progress|members"_en),
                                key ? &*key : nullptr);
  show_audit(session, audit);
  if (!audit.sound()) {
    const auto damage = audit.damage();
    throw Error(damage.empty() ? Failure::refused : Failure::damaged,
                "the ledger failed the audit: {checks}"_en(failed_checks(audit)), damage,
                "keep this file as it is, and compare it with your latest backup"_en);
  }
  if (key && audit.last_batch) remember(session, *key, *audit.last_batch);
  return 0;
}

} // namespace

Command audit() {
  return {
      .examples =
          "  loyalty audit\n"
          "  loyalty audit --anchor 3f2a91c07b5e44d0\n"
          "  loyalty audit --key /media/stick/shop.key",
      .options = {{"--anchor", Option::Kind::value, "check that a head you noted earlier is still there"_en, "HASH"},
                  {"--key", Option::Kind::value, "check the seal with the key file that you keep elsewhere"_en,
                   "FILE"}},
      .run = run_audit};
}

} // namespace loyalty::cli
