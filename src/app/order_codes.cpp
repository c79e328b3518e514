// SPDX-License-Identifier: MIT
#include "app/order_codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "app/till.hpp"

namespace loyalty::app {
namespace {

std::vector<std::string> codes_of(std::string_view text) {
  std::vector<std::string> codes;
  while (!text.empty()) {
    const auto end = std::min(text.find(';'), text.size());
    auto code = text.substr(0, end);
    while (!code.empty() && code.front() == ' ') code.remove_prefix(1);
    while (!code.empty() && code.back() == ' ') code.remove_suffix(1);
    if (!code.empty()) codes.emplace_back(code);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return codes;
}

}  // namespace

std::vector<std::string> redeem_order_codes(Work& work, std::span<const OrderCodes> orders) {
  constexpr std::size_t most_notes = 20;
  std::vector<std::string> notes;
  std::size_t refused = 0;
  ProgramInForce kept;
  const auto program = [&] {
    if (kept.timeline.empty()) {
      kept.timeline = kept_timeline(work.ledger());
      if (!kept.timeline.empty()) {
        kept.program = kept.timeline.back().program;
        kept.id = kept.timeline.back().id;
      }
    }
    return kept;
  };
  for (const auto& order : orders)
    for (const auto& code : codes_of(order.codes)) {
      TillRequest request{.code = code, .amount = order.amount, .order = order.order, .day = order.day};
      if (order.member != 0) request.member = order.member;
      const auto result = Till(work, request).redeem(program);
      if (!result.refused || ++refused > most_notes) continue;
      notes.push_back(fmt::format("order {}: code {} was not used: {}", order.order, code, sentence(*result.refused)));
    }
  if (refused > most_notes) notes.push_back(fmt::format("… and {} more codes that were not used", refused - most_notes));
  return notes;
}

}  // namespace loyalty::app
