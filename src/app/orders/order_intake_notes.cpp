// SPDX-License-Identifier: MIT
// What an import tells the user once.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>

#include "app/orders/order_intake.hpp"
#include "messages/suggest.hpp"
#include "shop/timelines.hpp"

namespace loyalty::app {

/// Without a program there is nothing to ask.
void OrderIntake::note_unknown_plans() {
  if (plans_.empty()) return;
  const auto program = shop::kept_program(work_.ledger());
  if (program == nullptr) return;
  std::vector<std::string_view> known;
  for (const auto& plan : program->plans) known.push_back(plan.id);
  for (const auto& [plan, order] : plans_) {
    if (program->plan(plan) != nullptr) continue;
    const auto meant = messages::suggest(plan, known);
    result_.notes.push_back(fmt::format("order {}: fee_for names {}, which is no membership of the program{}", order,
                                        plan, meant.empty() ? "" : fmt::format("; did you mean {}?", meant)));
  }
}

void OrderIntake::add_notes() {
  constexpr std::size_t most_notes = 20;
  const auto& shared = members_.shared_phones();
  for (const auto& [line, member, holder] : std::span(shared).first(std::min(most_notes, shared.size())))
    result_.notes.push_back(fmt::format("line {}: the phone of {} is known as {}'s and stays so", line,
                                        store::key_of(work_.ledger(), member), store::key_of(work_.ledger(), holder)));
  if (shared.size() > most_notes)
    result_.notes.push_back(fmt::format("… and {} more phones that are another member's", shared.size() - most_notes));
  if (const auto masked = buyers_.masked_phones(); masked > 0)
    result_.notes.push_back(fmt::format("{} phone numbers are masked and were passed over", masked));
  forgotten_.tell(result_.notes);
  auto notes = told_twice_.notes();
  result_.notes.insert(result_.notes.end(), std::make_move_iterator(notes.begin()),
                       std::make_move_iterator(notes.end()));
}

} // namespace loyalty::app
