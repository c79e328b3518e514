// SPDX-License-Identifier: MIT
#include "store/holdouts.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "loyalty/closed.hpp"
#include "loyalty/estimate.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

constexpr auto& holdout_columns = tables::holdouts;
constexpr Selection of_holdout{tables::holdouts};

std::uint64_t read_seed(const Cursor& row) {
  const auto column = of_holdout[holdout_columns.seed];
  const auto text = row.text(column);
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (error != std::errc() || end != text.data() + text.size() || text.empty())
    damaged("{place} holds no seed"_en(row.place(column)));
  return seed;
}

StoredHoldout read_draw(const Cursor& row) {
  StoredHoldout drawn{.id = row.row_number(of_holdout[holdout_columns.id]),
                      .name = row.string(of_holdout[holdout_columns.name]),
                      .day = row.day(of_holdout[holdout_columns.day]),
                      .from = row.day(of_holdout[holdout_columns.from_day]),
                      .seed = read_seed(row),
                      .share = row.ratio(of_holdout[holdout_columns.share]),
                      .segment = row.string(of_holdout[holdout_columns.segment]),
                      .batch = row.id<BatchId>(of_holdout[holdout_columns.batch_id])};
  if (drawn.from <= drawn.day || drawn.share.millionths >= Ratio::one)
    damaged("hold-out {number} has terms that no command writes"_en(drawn.id));
  return drawn;
}

/// Who comes later than the draw is held out from that day on.
Assignment assigned(const StoredHoldout& drawn, Day on, bool held) {
  return {.holdout = drawn.name,
          .held = held,
          .on = on,
          .from = on > drawn.day ? std::max(on, drawn.from) : drawn.from,
          .until = drawn.until};
}

std::optional<std::string_view> unless_none(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

} // namespace

std::vector<StoredHoldout> holdouts(Ledger& ledger) {
  std::vector<StoredHoldout> all;
  if (ledger.is_empty(tables::holdouts)) return all;
  Cursor rows(ledger.database(), of_holdout.from("holdouts ORDER BY id"));
  while (rows.next()) {
    if (ledger.undone().contains(rows.id<BatchId>(of_holdout[holdout_columns.batch_id]))) continue;
    if (rows.null(of_holdout[holdout_columns.ends])) {
      all.push_back(read_draw(rows));
      continue;
    }
    const auto ended = rows.row_number(of_holdout[holdout_columns.ends]);
    const auto found = std::ranges::find(all, ended, &StoredHoldout::id);
    if (found != all.end()) found->until = rows.day(of_holdout[holdout_columns.day]);
  }
  return all;
}

const StoredHoldout* find_holdout(std::span<const StoredHoldout> all, std::string_view name) {
  const auto found = std::ranges::find(all, name, &StoredHoldout::name);
  return found == all.end() ? nullptr : &*found;
}

std::int64_t add_holdout(Ledger& ledger, Batch& batch, const StoredHoldout& drawn) {
  batch.flush();
  const auto id = next_number(ledger, tables::holdouts);
  constexpr auto& row = tables::holdouts;
  batch.append(row, row.id(id), row.batch_id(batch.id()), row.name(drawn.name), row.day(drawn.day.number),
               row.from_day(drawn.from.number), row.seed(std::to_string(drawn.seed)), row.share(drawn.share.millionths),
               row.segment(unless_none(drawn.segment)));
  batch.flush();
  return id;
}

void add_holdout_end(Ledger& ledger, Batch& batch, const StoredHoldout& ended, Day last_day) {
  batch.flush();
  constexpr auto& row = tables::holdouts;
  batch.append(row, row.id(next_number(ledger, tables::holdouts)), row.batch_id(batch.id()), row.name(ended.name),
               row.day(last_day.number), row.ends(ended.id));
  batch.flush();
}

Act note_of(const Assignment& assignment) {
  Act act{.day = assignment.on, .kind = ActKind::holdout, .points = assignment.held ? 1 : 0};
  act.subject = assignment.holdout;
  return act;
}

// An act of an earlier batch than the draw is left of one of the same name that was undone.
std::optional<Assignment> assignment_of(std::span<const StoredHoldout> all, const Act& act, BatchId batch) {
  const auto* drawn = find_holdout(all, act.subject);
  if (drawn == nullptr || batch < drawn->batch) return std::nullopt;
  auto assignment = assigned(*drawn, act.day, act.points > 0);
  assignment.act = act.id;
  return assignment;
}

void Assignments::complete(History& history, Day known_on) {
  auto& told = history.holdouts;
  // Of a customer who was two members the lot that was drawn first counts.
  std::ranges::stable_sort(told, {}, &Assignment::act);
  std::vector<Assignment> complete;
  std::optional<std::string> key;
  for (const auto& drawn : all_) {
    const auto found = std::ranges::find(told, drawn.name, &Assignment::holdout);
    if (found != told.end()) {
      complete.push_back(std::move(*found));
    } else if (drawn.segment.empty() && known_on <= drawn.until) {
      const Day seen = first_open_day(history, std::max(known_on, drawn.day));
      if (seen > drawn.until || seen == never) continue;
      if (!key) key = key_of(history.member);
      if (!key->empty()) complete.push_back(assigned(drawn, seen, held_out(drawn.seed, *key, drawn.share)));
    }
  }
  told = std::move(complete);
}

std::string Assignments::key_of(MemberId member) {
  if (!key_) key_.emplace(ledger_.database(), "SELECT member_key FROM profiles WHERE member_id = ?");
  auto key = key_->bind(member).next() ? key_->string(only) : std::string();
  // Nothing is left unread, so that there may be writing.
  key_->bind();
  return key;
}

} // namespace loyalty::store
