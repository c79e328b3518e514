// SPDX-License-Identifier: MIT
#include "cli/codes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/session.hpp"
#include "messages/titles.hpp"

namespace loyalty::cli {

void name_codes(Session& session, const app::CodesJudged& codes) {
  constexpr std::size_t most = 20;
  const auto name = [&](const auto& all, std::string_view english, std::string_view chinese, const auto& line) {
    for (std::size_t index = 0; index < std::min(most, all.size()); ++index) line(all[index]);
    if (all.size() > most) session.say(fmt::format(fmt::runtime(session.either(english, chinese)), all.size() - most));
  };
  // The exit code tells of them, so they are named even where little is said.
  name(codes.unused, "… and {} more codes that were not used", "……另有 {} 个券码未使用",
       [&](const app::UnusedCode& each) {
         session.warn(session.chinese() ? fmt::format("订单 {}：券码 {} 未使用：{}：{}", each.order, each.code,
                                                      each.reason, messages::title(each.reason, true))
                                        : fmt::format("order {}: code {} was not used: {}: {}", each.order, each.code,
                                                      each.reason, each.sentence));
       });
  name(codes.other_discounts, "… and {} more orders with another discount than the program explains",
       "……另有 {} 个订单的优惠金额与方案不符", [&](const app::OtherDiscount& each) {
         session.say(fmt::format(
             fmt::runtime(session.either("order {}: the file says {} off, the program {}: points go by what was paid",
                                         "订单 {}：文件写优惠 {}，按方案应为 {}；积分以实付金额为准")),
             each.order, session.written(each.stated), session.written(each.explained)));
       });
}

std::string codes_counted(const Session& session, const app::CodesJudged& codes) {
  if (codes.used == 0 && codes.unused.empty()) return {};
  return fmt::format(fmt::runtime(session.either("; codes: {} used, {} not used", "；券码：使用 {}，未使用 {}")),
                     codes.used, codes.unused.size());
}

} // namespace loyalty::cli
