// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/day.hpp"
#include "store/ledger/digest.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::store {

/// A table of the books: its columns in the order in which they are written and hashed, and its key.
struct Book {
  std::string_view name;
  std::string_view columns; ///< separated by ", "
  std::string_view key;     ///< order in which the rows of one batch are hashed
  std::size_t later = 0;    ///< so many of the last columns came later: hashed only where they say something

  std::size_t size() const; ///< number of columns
};

enum class BookId : std::uint8_t {
  programs,
  members,
  orders,
  order_details,
  order_lines,
  acts,
  terms,
  entries,
  tier_changes,
  vouchers,
  voucher_events,
};
inline constexpr std::size_t book_count = 11;

/// All tables whose rows belong to batches.
extern const std::array<Book, book_count> books;

/// The number of the next row of a table whose rows are numbered from 1.
std::int64_t next_id(Ledger& ledger, std::string_view table);

/// The canonical bytes of staged rows of a book: equal bytes mean equal rows of equal types. A row with nothing in the
/// columns that came later has the bytes it had before they came.
void encode(const Staging& rows, const Book& book, std::string& bytes);

/// What is known of a batch when it begins.
struct BatchStart {
  std::string command;
  Day as_of = {};
  std::string recorded_at; ///< UTC, as the machine's clock has it
  std::string operator_name;
};

/// What is known of a batch when it ends.
struct BatchEnd {
  std::optional<std::int64_t> program = {};
  std::string input_name = {};
  std::string input_sha256 = {};
  std::optional<Day> settled_through = {};
  std::optional<std::int64_t> undoes = {};
  std::string counts = {};
};

/// Everything one command writes. Rows are appended book by book in the order of their keys, hashed as they are
/// written, and sealed by a row in `batches` that also covers the hash of the batch before.
class Batch {
 public:
  /// Begins the next batch; nothing is written until rows are appended or the batch is closed.
  Batch(Ledger& ledger, BatchStart start);

  std::int64_t id() const { return id_; }
  const BatchStart& start() const { return start_; }
  bool empty() const { return appended_ == 0; }

  /// Appends one row; `flush` writes what is still in memory. Values as for `Staging::add`; columns left out at the end
  /// hold nothing.
  template <class... Values>
  void append(BookId book, const Values&... values) {
    if (book != current_ || ledger_.staged().columns() == 0 || ledger_.staged().has_rows(rows_at_once)) begin(book);
    (ledger_.staged().add(values), ...);
    for (auto given = sizeof...(Values); given < ledger_.staged().columns(); ++given) ledger_.staged().add(nullptr);
    ++appended_;
    dirty_ = true;
  }
  void flush();

  /// Seals the batch. Returns its hash, the new head of the chain, in hexadecimal digits.
  std::string close(const BatchEnd& end);

 private:
  static constexpr std::size_t rows_at_once = 16'384;

  void begin(BookId book);

  Ledger& ledger_;
  BatchStart start_;
  std::int64_t id_ = 0;
  std::string previous_;
  BookId current_ = BookId::programs;
  bool dirty_ = false;
  std::int64_t appended_ = 0;
  std::map<BookId, Digest> digests_;
  std::string bytes_;
};

/// A sealed batch as stored.
struct BatchRow {
  std::int64_t id = 0;
  BatchStart start;
  BatchEnd end;
  std::string hash; ///< hexadecimal
  std::optional<std::int64_t> undone_by = {};
};

/// All batches, oldest first.
std::vector<BatchRow> batches(Ledger& ledger);

/// The last day through which the engine walked in batches that count; nullopt if it never did.
std::optional<Day> settled_through(Ledger& ledger);

/// The hash of the last batch in hexadecimal digits; empty for an empty ledger.
std::string head(Ledger& ledger);

/// Recomputes the hash of every batch from the stored rows. Returns a sentence about the first batch that
/// differs; empty if all agree.
std::string check_chain(Ledger& ledger);

} // namespace loyalty::store
