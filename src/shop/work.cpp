// SPDX-License-Identifier: MIT
#include "shop/work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>

#include "loyalty/error.hpp"
#include "shop/open.hpp"
#include "store/accounts.hpp"
#include "store/programs.hpp"

namespace loyalty::shop {

Work::Work(const Context& context, store::BatchKind kind)
    : context_(context),
      transaction_(context.ledger),
      batch_(context.ledger, {kind, context.as_of, context.recorded_at, context.operator_name}, context.entropy) {}

Receipt Work::finish(const store::BatchEnd& end) {
  Receipt receipt{.batch = batch_.id(), .head = batch_.close(end), .counts = end.counts, .dry_run = context_.dry_run};
  if (context_.dry_run) {
    transaction_.roll_back();
    return receipt;
  }
  if (context_.watch) context_.watch(receipt, false);
  transaction_.commit(receipt.head);
  if (context_.watch) context_.watch(receipt, true);
  return receipt;
}

void Work::keep() {
  if (context_.dry_run)
    transaction_.roll_back();
  else
    transaction_.commit();
}

bool in_books(store::Ledger& ledger, const Receipt& receipt) {
  const auto all = store::batches(ledger);
  return std::any_of(all.begin(), all.end(),
                     [&](const store::BatchRow& row) { return row.id == receipt.batch && row.hash == receipt.head; });
}

void check_currency(store::Ledger& ledger, const Program& program) {
  const auto kept = currency_in(ledger, [&] { return program.currency; });
  if (kept == program.currency) return;
  throw Error(
      Failure::refused,
      "loyalty.toml is in {currency}, but the amounts in the ledger are in {kept}"_en(program.currency.code, kept.code),
      "an amount keeps the currency it was read in"_en,
      "write {example}, or begin another ledger: loyalty init --ledger FILE"_en(
          fmt::format("currency = \"{}\"", kept.code)));
}

ProgramInForce take_program(Work& work, const ProgramText& text) {
  auto program = std::make_shared<const Program>(program_of(text));
  check_currency(work.ledger(), *program);
  auto file = timeline_with(work.ledger(), text, program);
  const Day from = file.timeline.latest().from;
  if (file.news) {
    store::add_program(work.ledger(), work.batch(), from, *program, text.text);
    if (from != store::before_all) store::mark_all_due(work.ledger(), from);
  }
  const auto id = file.timeline.latest().id;
  return {.id = id, .program = program, .timeline = std::move(file.timeline)};
}

} // namespace loyalty::shop
