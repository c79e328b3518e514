// SPDX-License-Identifier: MIT
// What an import tells the user once.
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
    if (meant.empty())
      result_.notes.push_back(
          "order {order}: loyalty.toml has no membership {plan}, which fee_for names"_en(order, plan));
    else
      result_.notes.push_back(
          "order {order}: loyalty.toml has no membership {plan}, which fee_for names; did you mean {word}?"_en(
              order, plan, meant));
  }
}

void OrderIntake::add_notes() {
  constexpr std::size_t most_notes = 20;
  const auto& shared = members_.shared_phones();
  for (const auto& [line, member, holder] : std::span(shared).first(std::min(most_notes, shared.size())))
    result_.notes.push_back("line {line}: the phone of {member} is known as {holder}'s and stays so"_en(
        line, store::key_of(work_.ledger(), member), store::key_of(work_.ledger(), holder)));
  if (shared.size() > most_notes) {
    const auto more = shared.size() - most_notes;
    result_.notes.push_back(counted(more, "… and {phones} more phone that is another member's"_en,
                                    "… and {phones} more phones that are another member's"_en, more));
  }
  if (const auto masked = buyers_.masked_phones(); masked > 0)
    result_.notes.push_back(counted(masked, "{phones} phone number is masked and was ignored"_en,
                                    "{phones} phone numbers are masked and were ignored"_en, masked));
  forgotten_.tell(result_.notes);
  auto notes = told_twice_.notes();
  result_.notes.insert(result_.notes.end(), std::make_move_iterator(notes.begin()),
                       std::make_move_iterator(notes.end()));
}

} // namespace loyalty::app
