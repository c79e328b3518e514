// SPDX-License-Identifier: MIT
#include "shop/work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>

#include "loyalty/error.hpp"
#include "program/program_file.hpp"
#include "shop/open.hpp"
#include "store/accounts.hpp"
#include "store/programs.hpp"

namespace loyalty::shop {
namespace {

/// Several steps of a command ask for the same versions, and to read one takes longer than most of them.
std::shared_ptr<const Program> kept_as(const store::ProgramVersion& version) {
  thread_local std::unordered_map<std::string, std::shared_ptr<const Program>> known;
  auto& program = known[version.text];
  if (program == nullptr)
    program = std::make_shared<const Program>(
        program::load_program(version.text, fmt::format("version {}", version.id.value)));
  return program;
}

/// What is in the books was accepted once. Read as far as it goes, it would rate the past anew.
Reign reign_of(const store::ProgramVersion& version) {
  try {
    return {version.id, version.from, kept_as(version)};
  } catch (const Error& error) {
    const auto since = version.from == store::before_all ? std::string("the beginning") : to_string(version.from);
    throw Error(Failure::damaged,
                fmt::format("version {} of the program, which rules from {}, cannot be read", version.id.value, since),
                error.why,
                "it was accepted by the loyalty that kept it: use that one, or a newer one, with this ledger");
  }
}

} // namespace

Work::Work(const Context& context, std::string command)
    : context_(context),
      transaction_(context.ledger),
      batch_(context.ledger, {std::move(command), context.as_of, context.recorded_at, context.operator_name}) {}

Receipt Work::finish(const store::BatchEnd& end) {
  Receipt receipt{.batch = batch_.id(), .head = batch_.close(end), .dry_run = context_.dry_run};
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

const Reign& reign_on(const Timeline& timeline, Day day) {
  std::size_t at = 0;
  while (at + 1 < timeline.size() && timeline[at + 1].from <= day) ++at;
  return timeline[at];
}

Timeline kept_timeline(store::Ledger& ledger) {
  Timeline timeline;
  for (const auto& version : store::program_versions(ledger)) timeline.push_back(reign_of(version));
  return timeline;
}

Timeline timeline_with(store::Ledger& ledger, const ProgramText& text, const std::shared_ptr<const Program>& program) {
  Timeline timeline;
  const auto versions = store::program_versions(ledger);
  const bool kept = !versions.empty() && versions.back().digest == store::program_digest(text.text);
  for (const auto& version : versions)
    timeline.push_back(kept && version.id == versions.back().id ? Reign{version.id, version.from, program}
                                                                : reign_of(version));
  if (kept) return timeline;
  const auto settled = store::settled_through(ledger);
  const ProgramId next = versions.empty() ? ProgramId(1) : versions.back().id.next();
  timeline.push_back({next, settled ? *settled + 1 : store::before_all, program});
  return timeline;
}

std::shared_ptr<const Program> kept_program(store::Ledger& ledger) {
  const auto versions = store::program_versions(ledger);
  return versions.empty() ? nullptr : reign_of(versions.back()).program;
}

void check_currency(store::Ledger& ledger, const Program& program) {
  const auto kept = currency_in(ledger, [&] { return program.currency; });
  if (kept == program.currency) return;
  throw Error(
      Failure::refused,
      fmt::format("the program is in {}, but the amounts in the ledger are in {}", program.currency.code, kept.code),
      "an amount keeps the currency it was read in",
      fmt::format("write currency = \"{}\", or begin another ledger: loyalty init --ledger FILE", kept.code));
}

ProgramInForce take_program(Work& work, const ProgramText& text) {
  auto program = std::make_shared<const Program>(program::load_program(text.text, text.file_name));
  check_currency(work.ledger(), *program);
  ProgramInForce in_force{.id = {}, .program = program, .timeline = {}};
  const auto versions = store::program_versions(work.ledger());
  const bool unchanged = !versions.empty() && versions.back().digest == store::program_digest(text.text);
  for (const auto& version : versions)
    in_force.timeline.push_back(unchanged && version.id == versions.back().id ? Reign{version.id, version.from, program}
                                                                              : reign_of(version));
  if (!unchanged) {
    const auto settled = store::settled_through(work.ledger());
    const Day from = settled ? *settled + 1 : store::before_all;
    in_force.timeline.push_back(
        {store::add_program(work.ledger(), work.batch(), from, *program, text.text), from, program});
    if (settled) store::mark_all_due(work.ledger(), from);
  }
  in_force.id = in_force.timeline.back().id;
  return in_force;
}

} // namespace loyalty::shop
