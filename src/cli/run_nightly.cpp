// SPDX-License-Identifier: MIT
#include "app/run_nightly.hpp"

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/session.hpp"

namespace loyalty::cli {
namespace {

int run(Session& session) {
  const auto night = app::run_nightly(session.context(), session.program_text(), {},
                                      session.progress(session.either("members", "会员")));
  if (night.new_program)
    session.say(session.either("the program file has changed: it rules from the first day not settled yet",
                               "方案文件已修改：从尚未结算的第一天起生效"));
  session.close(fmt::format("{} {}: {}", session.either("settled through", "已结算至"), to_string(session.as_of()),
                            app::to_string(night.settled)),
                night.receipt);
  return 0;
}

}  // namespace

Command run_nightly() {
  return {.examples = "  loyalty run-nightly\n  loyalty run-nightly --as-of 2026-06-30 --quiet",
          .options = {},
          .run = run,
          .changes = true};
}

}  // namespace loyalty::cli
