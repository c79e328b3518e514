// SPDX-License-Identifier: MIT
#include "cli/codes.hpp"

#include <algorithm>

#include "cli/session.hpp"

namespace loyalty::cli {
namespace {

constexpr std::size_t most = 20;

/// The exit code tells of them, so they are named even where little is said.
void name_unused(const Session& session, const std::vector<app::UnusedCode>& codes) {
  for (std::size_t index = 0; index < std::min(most, codes.size()); ++index) {
    const auto& each = codes[index];
    session.warn("order {order}: code {code} was not used: {why} ({rule})"_en(each.order, each.code, each.sentence,
                                                                              each.reason));
  }
  if (codes.size() <= most) return;
  const auto more = codes.size() - most;
  session.say(counted(more, "… and {codes} more code that was not used"_en,
                      "… and {codes} more codes that were not used"_en, more));
}

void name_other_discounts(Session& session, const std::vector<app::OtherDiscount>& orders) {
  for (std::size_t index = 0; index < std::min(most, orders.size()); ++index) {
    const auto& each = orders[index];
    session.note("order {order}: the file says {stated} off, loyalty.toml {explained}: points go by what was paid"_en(
        each.order, session.amount(each.stated), session.amount(each.explained)));
  }
  if (orders.size() <= most) return;
  const auto more = orders.size() - most;
  session.say(counted(more, "… and {orders} more order with another discount than loyalty.toml explains"_en,
                      "… and {orders} more orders with another discount than loyalty.toml explains"_en, more));
}

} // namespace

void name_codes(Session& session, const app::CodesJudged& codes) {
  name_unused(session, codes.unused);
  name_other_discounts(session, codes.other_discounts);
}

Message codes_counted(const app::CodesJudged& codes) {
  if (codes.used == 0 && codes.unused.empty()) return {};
  std::vector<Message> parts{"{count} used"_en(codes.used)};
  if (!codes.unused.empty()) parts.push_back("{count} not used"_en(codes.unused.size()));
  return "codes: {parts}"_en(parts);
}

} // namespace loyalty::cli
