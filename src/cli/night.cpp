// SPDX-License-Identifier: MIT
#include "cli/night.hpp"

#include <fmt/format.h>

namespace loyalty::cli {

int settle(Session& session, app::Halves halves) {
  tell(session,
       app::run_nightly(session.context(), session.program_text(), halves,
                        session.progress(session.either("members", "会员"))),
       halves);
  return 0;
}

void tell(Session& session, const app::Night& night, app::Halves halves) {
  if (night.new_program)
    session.say(session.either("the program file has changed: it rules from the first day not settled yet",
                               "方案文件已修改：从尚未结算的第一天起生效"));
  const auto& settled = night.settled;
  auto what = fmt::format("{} {}: {} {}", session.either("settled through", "已结算至"), to_string(session.as_of()),
                          settled.members, session.either(settled.members == 1 ? "member" : "members", "位会员"));
  if (halves.points)
    what += fmt::format("; {} +{}, {} {}, {} {}", session.either("points", "积分"), settled.earned,
                        session.either("expired", "过期"), settled.expired, session.either("clawed back", "收回"),
                        settled.clawed_back);
  if (halves.tiers)
    what += fmt::format("; {} {}, {} {}, {} {}", session.either("tiers: up", "等级：升"), settled.promoted,
                        session.either("kept", "保"), settled.renewed, session.either("down", "降"), settled.demoted);
  if (settled.corrected > 0)
    what += fmt::format("; {} {}", settled.corrected, session.either("lines corrected", "行已更正"));
  session.close(what, night.receipt);
}

}  // namespace loyalty::cli
