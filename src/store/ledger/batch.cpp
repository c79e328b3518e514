// SPDX-License-Identifier: MIT
#include "store/ledger/batch.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "store/ledger/cursor.hpp"
#include "store/ledger/sealing.hpp"

namespace loyalty::store {
namespace {

constexpr auto& batch_columns = tables::batches;
constexpr Selection of_batch{tables::batches};

std::optional<std::int64_t> number_of(const std::optional<Day>& day) {
  return day ? std::optional<std::int64_t>(day->number) : std::nullopt;
}

BatchKind read_kind(const Cursor& row) {
  const auto column = of_batch[batch_columns.command];
  if (const auto kind = batch_kind(row.text(column))) return *kind;
  damaged("{place} holds no command that writes"_en(row.place(column)));
}

BatchRow read_batch(Ledger& ledger, const Cursor& row) {
  BatchRow batch;
  batch.id = row.id<BatchId>(of_batch[batch_columns.id]);
  batch.start = {read_kind(row), row.day(of_batch[batch_columns.as_of]),
                 row.string(of_batch[batch_columns.recorded_at]), row.string(of_batch[batch_columns.operator_name])};
  if (!row.null(of_batch[batch_columns.program_id]))
    batch.end.program = row.id<ProgramId>(of_batch[batch_columns.program_id]);
  batch.end.input_name = ledger.texts().read(row.text(of_batch[batch_columns.input_name]));
  batch.end.input_sha256 = row.string(of_batch[batch_columns.input_sha256]);
  if (!row.null(of_batch[batch_columns.settled_through]))
    batch.end.settled_through = row.through(of_batch[batch_columns.settled_through]);
  if (!row.null(of_batch[batch_columns.undoes])) batch.end.undoes = row.id<BatchId>(of_batch[batch_columns.undoes]);
  batch.end.counts = ledger.texts().read(row.text(of_batch[batch_columns.counts]));
  batch.hash = to_hex(row.text(of_batch[batch_columns.hash]));
  return batch;
}

std::size_t place_of(const Table& table) {
  return static_cast<std::size_t>(std::ranges::find(hashed_tables, &table) - hashed_tables.begin());
}

} // namespace

std::int64_t next_number(Ledger& ledger, const Table& table) {
  Cursor last(ledger.database(), fmt::format("SELECT max({}) FROM {}", table.key(), table.name()));
  last.next();
  return last.count(only) + 1;
}

Batch::Batch(Ledger& ledger, BatchStart start, Chance chance)
    : ledger_(ledger), start_(std::move(start)), committing_(std::move(chance)) {
  constexpr Selection last{batch_columns.id, batch_columns.hash};
  Cursor row(ledger.database(), last.from("batches ORDER BY id DESC LIMIT 1"));
  const bool any = row.next();
  id_ = any ? row.id<BatchId>(last[batch_columns.id]).next() : BatchId(1);
  if (any) previous_ = row.string(last[batch_columns.hash]);
  ledger.staged().begin(0);
  ledger.texts().begin();
  first_to_commit_ = (!ledger.is_empty(tables::profiles) || !ledger.is_empty(tables::order_buyers)) &&
                     ledger.is_empty(tables::commitments);
}

void Batch::begin(const Table& table) {
  flush();
  current_ = &table;
  ledger_.staged().begin(table.size());
}

void Batch::append_hashed(const Table& table, Staging& rows) {
  if (rows.rows() == 0) return;
  begin(table);
  std::swap(ledger_.staged(), rows);
  appended_ += static_cast<std::int64_t>(ledger_.staged().rows());
  insert();
  std::swap(ledger_.staged(), rows);
}

void Batch::hash(const Table& table, const Staging& rows) {
  std::string bytes;
  encode(rows, table, table.size(), bytes);
  digest_of(table).add(bytes);
}

void Batch::flush() {
  if (!dirty_) return;
  dirty_ = false;
  auto digesting = digest_staged(ledger_.staged(), *current_, digest_of(*current_), bytes_);
  insert();
  digesting.get();
  ledger_.staged().clear();
}

Digest& Batch::digest_of(const Table& table) {
  auto& digest = digests_[place_of(table)];
  return digest ? *digest : digest.emplace();
}

void Batch::insert() { Cursor(ledger_.database(), insert_staged()).run(); }

/// Rows whose numbers follow those that are there are numbered alike by SQLite, which then looks for no place for each.
std::string Batch::insert_staged() const {
  const bool numbered = current_->key() == tables::orders.id.name;
  const bool follow = numbered && ledger_.staged().counts_from(next_number(ledger_, *current_));
  return ledger_.staged().insertion_into(*current_, follow ? Staging::Keys::follow : Staging::Keys::staged);
}

void Batch::commit() {
  flush();
  if (first_to_commit_) committing_.note_all(ledger_);
  std::int64_t number = 0;
  const auto add = [&](CommitmentKind kind, std::int64_t of, std::string_view hash) {
    if (number == 0) number = next_number(ledger_, tables::commitments);
    constexpr auto& row = tables::commitments;
    append(row, row.id(number++), row.batch_id(id_), row.kind(static_cast<int>(kind)), row.number(of),
           row.hash(unless_empty(hash)));
  };
  committing_.write(ledger_, {.append = add, .flush = [this] { flush(); }});
}

std::string Batch::close(const BatchEnd& end) {
  auto as_written = end;
  as_written.input_name = ledger_.texts().keep(end.input_name);
  if (end.typed_counts) as_written.counts = ledger_.texts().keep(end.counts);
  commit();
  return close_as_it_was(as_written);
}

std::string Batch::close_as_it_was(const BatchEnd& end) {
  flush();
  auto& staged = ledger_.staged();
  current_ = nullptr;
  staged.begin(batch_columns.size());
  staged.begin_row();
  staged.set(batch_columns.id(id_), batch_columns.command(to_string(start_.kind)),
             batch_columns.as_of(start_.as_of.number), batch_columns.recorded_at(start_.recorded_at),
             batch_columns.operator_name(start_.operator_name), batch_columns.program_id(end.program),
             batch_columns.input_name(end.input_name), batch_columns.input_sha256(end.input_sha256),
             batch_columns.settled_through(number_of(end.settled_through)), batch_columns.undoes(end.undoes),
             batch_columns.counts(end.counts), batch_columns.previous_hash(previous_));
  std::string row;
  encode(staged, batch_columns, batch_columns.hash.place, row);
  const Hash hash = hash_of_batch(row, digests_);
  staged.set(batch_columns.hash(bytes_of(hash)));
  Cursor(ledger_.database(), staged.insertion_into(batch_columns)).run();
  staged.begin(0);
  seal_batch(ledger_, id_, hash);
  return to_hex(bytes_of(hash));
}

std::vector<BatchRow> batches(Ledger& ledger) {
  std::vector<BatchRow> rows;
  Cursor cursor(ledger.database(), of_batch.from("batches ORDER BY id"));
  while (cursor.next()) {
    rows.push_back(read_batch(ledger, cursor));
    const auto id = rows.back().id;
    if (id.value != std::ssize(rows)) damaged("batch {batch} is missing"_en(rows.size()));
    const auto undoes = rows.back().end.undoes;
    if (!undoes) continue;
    if (*undoes >= id) damaged("batch {batch} undoes batch {undone}, which is no earlier one"_en(id, *undoes));
    rows[static_cast<std::size_t>(undoes->value - 1)].undone_by = id;
  }
  return rows;
}

std::optional<Day> settled_through(Ledger& ledger) {
  constexpr Selection settled{batch_columns.id, batch_columns.settled_through};
  std::optional<Day> latest;
  Cursor row(ledger.database(), settled.from("batches WHERE settled_through IS NOT NULL"));
  while (row.next()) {
    const Day day = row.through(settled[batch_columns.settled_through]);
    if (!ledger.undone().contains(row.id<BatchId>(settled[batch_columns.id])))
      latest = latest ? std::max(*latest, day) : day;
  }
  return latest;
}

} // namespace loyalty::store
