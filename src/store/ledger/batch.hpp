// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/number.hpp"
#include "store/ledger/batch_kind.hpp"
#include "store/ledger/committing.hpp"
#include "store/ledger/encoding.hpp"
#include "store/ledger/ledger.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {

/// The number of the next row of a table whose rows are numbered from 1.
std::int64_t next_number(Ledger& ledger, const Table& table);

/// How a number is written of which 0 says that there is none.
inline std::optional<std::int64_t> unless_zero(std::int64_t number) {
  return number == 0 ? std::nullopt : std::optional(number);
}
/// How a text is written that nobody said where it is empty.
inline std::optional<std::string_view> unless_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

/// What is known of a batch when it begins.
struct BatchStart {
  BatchKind kind = BatchKind::night;
  Day as_of = {};
  std::string recorded_at; ///< UTC, as the machine's clock has it
  std::string operator_name;
};

/// What is known of a batch when it ends.
struct BatchEnd {
  std::optional<ProgramId> program = {};
  std::string input_name = {};
  std::string input_sha256 = {};
  std::optional<Day> settled_through = {};
  std::optional<BatchId> undoes = {};
  std::string counts = {};
  bool typed_counts = false; ///< somebody typed a part of them
};

/// Everything one command writes. Rows are appended table by table in the order of their keys, hashed as they are
/// written, and closed by a row in `batches` that also covers the hash of the batch before.
class Batch {
 public:
  /// Begins the next batch; nothing is written until rows are appended or the batch is closed.
  Batch(Ledger& ledger, BatchStart start, Chance chance = {});

  BatchId id() const { return id_; }
  const BatchStart& start() const { return start_; }
  bool empty() const { return appended_ == 0; }

  /// Appends one row of cells of the table's columns; the others hold nothing. `flush` writes what is still in memory.
  template <class... Values>
  void append(const Table& table, const Cell<Values>&... cells) {
    auto& staged = ledger_.staged();
    if (&table != current_ || staged.columns() == 0 || staged.has_rows(rows_at_once)) begin(table);
    staged.begin_row();
    staged.set(cells...);
    ++appended_;
    dirty_ = true;
  }
  /// Writes rows that were staged elsewhere and went through `hash` there, and empties them.
  void append_hashed(const Table& table, Staging& rows);
  /// For another thread: as long as no other rows of the table are appended, it may hash what will be, in that order.
  void hash(const Table& table, const Staging& rows);
  void flush();

  /// For whoever changes what lies beside the books.
  Committing& committing() { return committing_; }

  /// What a row holds of something that somebody typed, which lies beside the books.
  std::string keep(std::string_view text) { return ledger_.texts().keep(text); }

  /// Commits to what was changed beside the books, hashes the batch, and seals it where the ledger is sealed. Returns
  /// its hash, the new head of the chain, in
  /// hexadecimal digits.
  std::string close(const BatchEnd& end);
  /// The same where all of it was appended as another ledger has it, and is sealed as it was there.
  std::string close_as_it_was(const BatchEnd& end);

 private:
  static constexpr std::size_t rows_at_once = 16'384;

  Digest& digest_of(const Table& table);
  void begin(const Table& table);
  void insert();
  std::string insert_staged() const;
  void commit();

  Ledger& ledger_;
  BatchStart start_;
  BatchId id_;
  std::string previous_;
  const Table* current_ = nullptr; ///< of the staged rows
  bool dirty_ = false;
  std::int64_t appended_ = 0;
  TableDigests digests_;
  std::string bytes_;
  Committing committing_;
  bool first_to_commit_ = false; ///< an earlier version wrote what is known of members
};

/// A batch as stored.
struct BatchRow {
  BatchId id = {};
  BatchStart start;
  BatchEnd end;
  std::string hash; ///< hexadecimal
  std::optional<BatchId> undone_by = {};
};

/// All batches, oldest first.
std::vector<BatchRow> batches(Ledger& ledger);

/// The last day through which the engine walked in batches that count; nullopt if it never did.
std::optional<Day> settled_through(Ledger& ledger);

} // namespace loyalty::store
