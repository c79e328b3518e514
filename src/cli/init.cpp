// SPDX-License-Identifier: MIT
#include "app/trust/init.hpp"

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {
namespace {

int run_init(Session& session) {
  const auto& globals = session.globals();
  const auto started = app::init(globals.ledger, globals.program, session.maybe("--template").value_or("shop"),
                                 session.chinese(), session.wait_seconds());
  const auto told = [&](bool made, const std::string& path) {
    return made ? fmt::format("{} {}", session.either("wrote", "已写入"), path)
                : fmt::format("{} {}", session.either("kept", "保留原有的"), path);
  };
  session.say(
      fmt::format("{}; {}", told(started.wrote_program, globals.program), told(started.made_ledger, globals.ledger)));
  session.say(session.either("next: edit the program file, then type: loyalty check-program",
                             "下一步：修改方案文件，然后输入：loyalty check-program"));
  return 0;
}

} // namespace

Command init() {
  return {.examples =
              "  loyalty init\n"
              "  loyalty init --template wechat-official --lang zh\n"
              "  loyalty init --lang zh --ledger shop.db --program shop.toml",
          .options = {{"--template", Option::Kind::value, "a scheme to start from; a wrong name lists them", "NAME"}},
          .run = run_init};
}

} // namespace loyalty::cli
