// SPDX-License-Identifier: MIT
#include "app/trust/repair.hpp"

#include <fmt/format.h>

#include "cli/clock.hpp"
#include "cli/command.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"

namespace loyalty::cli {
namespace {

/// As for rows that an import rejects.
constexpr int rows_lost = 3;

/// "17 to 42".
Message rows_told(const store::LostRows& lost) {
  if (lost.first == 0) return "some rows"_en;
  if (lost.first == lost.last) return "row {row}"_en(lost.first);
  return "rows {first} to {last}"_en(lost.first, lost.last);
}

/// "3 (import-orders may.csv)".
Message batch_told(const app::Repaired& repaired, std::int64_t number) {
  const auto place = static_cast<std::size_t>(number);
  if (place < 1 || place > repaired.batches.size()) return {};
  const auto& batch = repaired.batches[place - 1];
  const auto& file = batch.end.input_name;
  return Message::name(fmt::format("{} ({}{}{})", number, to_string(batch.start.kind), file.empty() ? "" : " ", file));
}

Message batches_told(const app::Repaired& repaired, const store::LostRows& lost) {
  const auto from = batch_told(repaired, lost.from_batch), to = batch_told(repaired, lost.to_batch);
  if (from.empty() || to.empty() || lost.from_batch == lost.to_batch) return from.empty() ? to : from;
  return "{first} to {last}"_en(from, to);
}

void show_lost(Session& session, const app::Repaired& repaired) {
  auto table = session.table({{"table"}, {"row"}, {"batch"}});
  const auto told = [&](const Message& message) {
    return session.for_people() ? session.said(message) : message.english();
  };
  for (const auto& lost : repaired.rebuilt.lost) {
    table->text(lost.table);
    table->text(told(rows_told(lost)));
    table->text(told(batches_told(repaired, lost)));
    table->end_row();
  }
  table->finish();
  session.flush();
}

int run_repair(Session& session) {
  const auto& ledger = session.globals().ledger;
  const auto to = session.maybe("--to").value_or(app::repaired_name(ledger));
  const auto repaired = app::repair(ledger, to, {recorded(now_utc()), operator_name(), random_bytes});
  const auto& beside = repaired.recommitted;
  const bool whole = repaired.same() && repaired.rebuilt.lost.empty() && beside.count == 0;
  if (!repaired.same() || !repaired.rebuilt.lost.empty()) show_lost(session, repaired);
  if (repaired.same() && beside.count > 0)
    session.say(
        "{file}: all {batches} batches are as they were written; another one is behind them, with the head "
        "{hash}"_en(to, repaired.rebuilt.batches, store::shown_hash(repaired.head)));
  else if (repaired.same())
    session.say("{file}: all {batches} batches are as they were written, with the same head ({hash})"_en(
        to, repaired.rebuilt.batches, store::shown_hash(repaired.head)));
  else
    session.say("{file}: batches from {batch} on have lost rows, or have been altered; the head is {hash} now"_en(
        to, *repaired.rebuilt.first_changed, store::shown_hash(repaired.head)));
  if (beside.count > 0)
    session.say(counted(beside.count,
                        "the books commit anew to what is left of {count} thing beside them: {finding}"_en,
                        "the books commit anew to what is left of {count} things beside them, first: {finding}"_en,
                        beside.count, beside.first));
  if (repaired.rebuilt.lost_seal)
    session.say(
        "{file} is not sealed any more; seal it with another key: loyalty seal --key FILE --ledger {file}"_en(to));
  if (!repaired.same()) session.say("import the files of these batches once more; what is known stays as it is"_en);
  session.say("nothing else was written; to go on with it, type: loyalty restore {file}"_en(to));
  return whole ? 0 : rows_lost;
}

} // namespace

Command repair() {
  return {.examples = "  loyalty repair\n  loyalty repair --to whole.db\n  loyalty restore loyalty-repaired.db",
          .options = {{"--to", Option::Kind::value,
                       "write the new ledger there; without this: as loyalty-repaired.db beside the damaged one"_en,
                       "FILE"}},
          .run = run_repair};
}

} // namespace loyalty::cli
