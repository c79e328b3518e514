// SPDX-License-Identifier: MIT
#include "cli/night.hpp"

#include <fmt/format.h>

namespace loyalty::cli {
namespace {

/// ", vouchers 3 (1 of them over already)" and so on; only what there is.
std::string told(const Session& session, const app::FollowedUp& followed) {
  std::string text;
  const auto add = [&](std::int64_t count, std::string_view english, std::string_view chinese) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", session.either(english, chinese), count);
  };
  add(followed.vouchers, "issued", "发出");
  if (followed.over > 0)
    text += fmt::format(fmt::runtime(session.either(" ({} of them over already)", "（其中 {} 张已过期）")), followed.over);
  add(followed.left_out, "left out", "未发");
  add(followed.called_off, "called off", "收回");
  add(followed.to_collect, "used and to be collected", "已用应追回");
  add(followed.released, "released", "退回");
  add(followed.demanded, "to be kept back", "应扣回");
  std::string line;
  if (!text.empty()) line = fmt::format("; {} {}", session.either("vouchers:", "券："), text);
  if (followed.entered + followed.left > 0)
    line += fmt::format("; {} +{} −{}", session.either("groups", "群"), followed.entered, followed.left);
  return line;
}

}  // namespace

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
    what += fmt::format("; {} {}{}", settled.corrected, session.either("lines corrected", "行已更正"),
                        settled.new_rules ? session.either(" (an earlier version of loyalty counted these edges otherwise)",
                                                           "（旧版本的算法不同，已按新规则更正）")
                                          : "");
  session.close(what + told(session, settled.followed), night.receipt);
}

}  // namespace loyalty::cli
