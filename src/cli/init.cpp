// SPDX-License-Identifier: MIT
#include "app/trust/init.hpp"

#include "cli/command.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {
namespace {

Message told(bool made, const std::string& path) {
  return made ? "wrote {file}"_en(path) : "{file} already exists, left unchanged"_en(path);
}

int run_init(Session& session) {
  const auto& globals = session.globals();
  const auto started = app::init(globals.ledger, globals.program, session.maybe("--template").value_or("shop"),
                                 session.chinese(), session.wait_seconds());
  session.say("{program}; {ledger}"_en(told(started.wrote_program, globals.program),
                                       told(started.made_ledger, globals.ledger)));
  session.say("next: edit the program file, then type: loyalty check-program"_en);
  return 0;
}

} // namespace

Command init() {
  return {.examples =
              "  loyalty init\n"
              "  loyalty init --template wechat-official --lang zh\n"
              "  loyalty init --lang zh --ledger shop.db --program shop.toml",
          .options = {{"--template", Option::Kind::value, "start from this scheme; a wrong name lists them all"_en,
                       "NAME"}},
          .run = run_init};
}

} // namespace loyalty::cli
