// SPDX-License-Identifier: MIT
#include "app/trust/init.hpp"

#include "cli/command.hpp"
#include "cli/sealing.hpp"
#include "cli/session.hpp"
#include "cli/trial.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

Message told(bool made, const std::string& path) {
  return made ? "wrote {file}"_en(path) : "{file} already exists, left unchanged"_en(path);
}

/// A template; with --from the scheme that the shop's own orders suggest.
std::string text_to_start_from(Session& session) {
  const auto& files = session.many("--from");
  if (files.empty())
    return std::string(app::program_to_start_from(session.maybe("--template").value_or("shop"),
                                                  session.language() == messages::Language::chinese));
  if (session.maybe("--template"))
    throw Error(Failure::usage, "--from and --template do not go together"_en, {}, "leave one of them out"_en);
  return Trial(session, files).program_text();
}

int run_init(Session& session) {
  const auto& globals = session.globals();
  std::optional<app::SealAsked> seal_with;
  if (const auto file = session.maybe("--sealed")) seal_with = seal_asked(session, "--sealed", *file);
  const auto started =
      app::init(globals.ledger, globals.program, text_to_start_from(session), session.wait_seconds(), seal_with);
  session.say("{program}; {ledger}"_en(told(started.wrote_program, globals.program),
                                       told(started.made_ledger, globals.ledger)));
  if (started.sealed) tell_sealed(session, *started.sealed, seal_with->key_file);
  session.say("next: edit the program file, then type: loyalty check-program"_en);
  return 0;
}

} // namespace

Command init() {
  Command command{
      .examples =
          "  loyalty init\n"
          "  loyalty init --from orders.csv\n"
          "  loyalty init --template wechat-official --lang zh\n"
          "  loyalty init --sealed /media/stick/shop.key\n"
          "  loyalty init --lang zh --ledger shop.db --program shop.toml",
      .options = {{"--template", Option::Kind::value, "start from this scheme; a wrong name lists them all"_en, "NAME"},
                  {"--from", Option::Kind::values, "start from the scheme that try proposes for these orders"_en,
                   "FILE"},
                  {"--sealed", Option::Kind::value, "seal the ledger with a key, which goes into this new file"_en,
                   "FILE"}},
      .run = run_init};
  for (const auto& option : shop_options()) command.options.push_back(option);
  return command;
}

} // namespace loyalty::cli
