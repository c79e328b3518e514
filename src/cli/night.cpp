// SPDX-License-Identifier: MIT
#include "cli/night.hpp"

#include <fmt/format.h>

#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

/// ", vouchers 3 (1 of them over already)" and so on; only what there is.
std::string followed_text(const Session& session, const app::FollowedUp& followed) {
  std::string text;
  const auto add = [&](std::int64_t count, std::string_view english, std::string_view chinese) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", session.either(english, chinese), count);
  };
  add(followed.vouchers, "issued", "发出");
  if (followed.over > 0)
    text +=
        fmt::format(fmt::runtime(session.either(" ({} of them over already)", "（其中 {} 张已过期）")), followed.over);
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

/// "; 340 points of 12 lots now end on 2027-05-31".
std::string redated_text(const Session& session, const app::Redated& redated) {
  if (redated.lots == 0) return {};
  const auto day = [&](Day last) {
    return last == never ? std::string(session.either("no day", "长期")) : to_string(last);
  };
  const auto one = session.either("; {0} points of {1} {2} now end on {3}", "；{0} 积分（{1} 笔）有效期改至 {3}");
  const auto several = session.either("; {0} points of {1} {2} now end between {3} and {4}",
                                      "；{0} 积分（{1} 笔）有效期改至 {3} 到 {4}");
  return fmt::format(fmt::runtime(redated.first == redated.last ? one : several), redated.points, redated.lots,
                     redated.lots == 1 ? "lot" : "lots", day(redated.first), day(redated.last));
}

} // namespace

void refuse_days_to_come(Session& session) {
  const auto& globals = session.globals();
  if (!globals.typed_as_of || globals.yes || globals.dry_run) return;
  const Day today = session.today();
  if (session.as_of() <= today) return;
  throw Error(Failure::refused,
              fmt::format(fmt::runtime(session.either("{} is still to come: today is {}", "{} 还没到：今天是 {}")),
                          to_string(session.as_of()), to_string(today)),
              std::string(session.either(
                  "settling it would end points and decide tiers before the orders of those days are known",
                  "现在结算，会在这些天的订单到来之前就让积分过期、评定等级")),
              std::string(session.either("look with --dry-run first; add --yes if it is meant",
                                         "先用 --dry-run 看看；确实要结算就加 --yes")));
}

void judge_losses(Session& session, const app::TierLosses& losses) {
  std::string tiers;
  for (const auto& tier : losses.tiers)
    tiers += fmt::format(fmt::runtime(session.either("{}{}: {} of {}", "{}{}：{}/{} 人")),
                         tiers.empty() ? "" : session.either(", ", "，"), tier.tier, tier.lost, tier.held);
  const auto what =
      fmt::format(fmt::runtime(session.either("the changed program takes a tier from its holders on {}: {}",
                                              "修改后的方案会让会员在 {} 失去等级：{}")),
                  to_string(losses.on), tiers);
  if (session.globals().yes || session.globals().dry_run) return session.warn(what);
  auto hint = std::string(session.either("see who with: loyalty recalc-tiers --dry-run; add --yes if it is meant",
                                         "查看是谁：loyalty recalc-tiers --dry-run；确实要改就加 --yes"));
  // The program file need not be the changed one any more.
  if (losses.kept_by)
    hint += fmt::format(
        fmt::runtime(session.either("; batch {0} took that program over: if it was a slip, mend the file and "
                                    "type: loyalty undo-batch {0}",
                                    "；该方案由批次 {0} 采用：若是写错，改好文件后输入：loyalty undo-batch {0}")),
        losses.kept_by->value);
  throw Error(Failure::refused, what,
              std::string(session.either(
                  "more than a fifth of those who hold it would lose it, as after a slip of the keyboard",
                  "超过五分之一的持有者会失去等级，也可能只是写错了一个数")),
              std::move(hint));
}

int settle(Session& session, app::Halves halves) {
  refuse_days_to_come(session);
  tell(session,
       app::run_nightly(session.context(), session.program_text(), halves,
                        session.progress(session.either("members", "会员")), {},
                        [&](const app::TierLosses& losses) { judge_losses(session, losses); }),
       halves);
  return 0;
}

void tell(Session& session, const app::Night& night, app::Halves halves) {
  if (night.new_program) say_new_program(session);
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
    what +=
        fmt::format("; {} {}{}", settled.corrected, session.either("lines corrected", "行已更正"),
                    settled.new_rules ? session.either(" (an earlier version of loyalty counted these edges otherwise)",
                                                       "（旧版本的算法不同，已按新规则更正）")
                                      : "");
  session.close(what + redated_text(session, settled.redated) + followed_text(session, settled.followed),
                night.receipt);
}

void say_new_program(const Session& session) {
  session.say(session.either("the program file has changed: it rules from the first day not settled yet",
                             "方案文件已修改：从尚未结算的第一天起生效"));
}

} // namespace loyalty::cli
