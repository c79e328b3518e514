// SPDX-License-Identifier: MIT
#include "store/ledger/books.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "store/sqlite/cursor.hpp"

namespace loyalty::store {

const std::array<Book, book_count> books = {{
    {"programs", "id, from_day, digest, currency, timezone, text, batch_id", "id"},
    {"members", "id, joined_on, batch_id", "id"},
    {"orders",
     "id, batch_id, member_id, placed_at, amount, refunded, status, refund_of, revises, revision, stated_on, "
     "points_redeemed, category, shop, order_no",
     "id"},
    {"order_details",
     "order_id, batch_id, shipping, discount, coupon_code, paid_at, referrer, fee_for, wallet, unassigned", "order_id",
     2},
    {"order_lines", "order_id, line_no, batch_id, line_id, sku, category, quantity, amount, discount",
     "order_id, line_no", 1},
    {"acts",
     "id, batch_id, member_id, day, kind, points, order_id, worth, reason, act_key, subject, text, until, other_id, "
     "money",
     "id", 5},
    {"terms", "id, batch_id, program_id, rule, points, per, rounding, multiplier, cap", "id"},
    {"entries",
     "member_id, entry_no, batch_id, day, kind, points, lot, order_id, act_id, held_days, last_day, base, terms_id, "
     "reverses",
     "member_id, entry_no"},
    {"tier_changes", "member_id, change_no, batch_id, day, tier, until, reason, qualifying, program_id, reversal",
     "member_id, change_no"},
    {"vouchers",
     "id, batch_id, code, coupon, member_id, program_id, issued_on, first_day, last_day, amount_off, percent_off, "
     "max_discount, min_spend, issue_key, free_shipping, gift, bonus_points, categories, stacking, keeps_used, "
     "on_return",
     "id", 7},
    {"voucher_events", "id, batch_id, voucher_id, day, kind, order_no, amount, discount, reason, order_id", "id", 1},
}};

namespace {

const Book& book_of(BookId id) { return books[static_cast<std::size_t>(id)]; }

std::string insert_statement(const Book& book) {
  std::string cells;
  for (std::size_t column = 0; column < book.size(); ++column)
    cells += fmt::format("{}c{}", column == 0 ? "" : ", ", column);
  return fmt::format("INSERT INTO {} ({}) SELECT {} FROM staged", book.name, book.columns, cells);
}

void put_number(std::string& bytes, std::uint64_t value) {
  char buffer[10];
  std::size_t size = 0;
  for (; value >= 0x80; value >>= 7) buffer[size++] = static_cast<char>(value | 0x80);
  buffer[size++] = static_cast<char>(value);
  bytes.append(buffer, size);
}

void put_integer(std::string& bytes, std::int64_t value) {
  bytes += 'i';
  put_number(bytes, (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
}

void put_text(std::string& bytes, std::string_view value) {
  bytes += 't';
  put_number(bytes, value.size());
  bytes += value;
}

/// Stands before the value of a column that came later.
void put_later(std::string& bytes, std::size_t column) {
  bytes += 'c';
  put_number(bytes, column);
}

void put_stored(std::string& bytes, const Cursor& cursor, int column) {
  switch (sqlite3_column_type(cursor.handle(), column)) {
    case SQLITE_NULL: bytes += 'n'; break;
    case SQLITE_INTEGER: put_integer(bytes, cursor.integer(column)); break;
    default: put_text(bytes, cursor.text(column)); break;
  }
}

constexpr std::string_view batch_columns =
    "id, command, as_of, recorded_at, operator, program_id, input_name, input_sha256, settled_through, undoes, counts, "
    "previous_hash";

/// The hash of a batch: its own row, then each book that it wrote to, in the order of the books.
Hash seal(std::string_view row, std::map<BookId, Digest>& digests) {
  Digest digest;
  digest.add(row);
  for (auto& [book, rows] : digests) {
    digest.add(book_of(book).name);
    digest.add(bytes_of(rows.finish()));
  }
  return digest.finish();
}

std::optional<std::int64_t> number_of(const std::optional<Day>& day) {
  return day ? std::optional<std::int64_t>(day->number) : std::nullopt;
}

BatchRow read_batch(const Cursor& cursor) {
  BatchRow row;
  row.id = cursor.id(0);
  row.start = {cursor.string(1), cursor.day(2), cursor.string(3), cursor.string(4)};
  if (!cursor.null(5)) row.end.program = cursor.id(5);
  row.end.input_name = cursor.string(6);
  row.end.input_sha256 = cursor.string(7);
  if (!cursor.null(8)) row.end.settled_through = cursor.through(8);
  if (!cursor.null(9)) row.end.undoes = cursor.id(9);
  row.end.counts = cursor.string(10);
  row.hash = to_hex(cursor.text(12));
  return row;
}

using BatchDigests = std::map<std::int64_t, std::map<BookId, Digest>>;

/// Hashes all rows of one book, each into the digest of its batch.
void read_book(Ledger& ledger, BookId id, BatchDigests& digests) {
  const Book& book = book_of(id);
  const auto first_later = static_cast<int>(book.size() - book.later);
  const auto before = book.columns.substr(0, book.columns.find("batch_id"));
  const auto batch_column = static_cast<int>(std::count(before.begin(), before.end(), ','));
  Cursor rows(ledger.database(), fmt::format("SELECT {} FROM {} ORDER BY {}", book.columns, book.name, book.key));
  std::string bytes;
  Digest* digest = nullptr;
  std::int64_t batch = 0;
  while (rows.next()) {
    if (digest == nullptr || rows.id(batch_column) != batch) {
      batch = rows.id(batch_column);
      digest = &digests[batch][id];
    }
    bytes.clear();
    for (int column = 0; column < first_later; ++column) put_stored(bytes, rows, column);
    for (int column = first_later; column < static_cast<int>(book.size()); ++column) {
      if (rows.null(column)) continue;
      put_later(bytes, static_cast<std::size_t>(column));
      put_stored(bytes, rows, column);
    }
    digest->add(bytes);
  }
}

} // namespace

std::size_t Book::size() const { return static_cast<std::size_t>(std::count(columns.begin(), columns.end(), ',')) + 1; }

void encode(const Staging& rows, const Book& book, std::string& bytes) {
  const auto first_later = rows.columns() - book.later;
  for (std::size_t row = 0; row < rows.rows(); ++row)
    for (std::size_t column = 0; column < rows.columns(); ++column) {
      const auto& cell = rows.cell(row, column);
      if (column >= first_later) {
        if (cell.type == Staging::Type::null) continue;
        put_later(bytes, column);
      }
      switch (cell.type) {
        case Staging::Type::null: bytes += 'n'; break;
        case Staging::Type::integer: put_integer(bytes, cell.value); break;
        case Staging::Type::text: put_text(bytes, rows.text(cell)); break;
      }
    }
}

std::int64_t next_id(Ledger& ledger, std::string_view table) {
  Cursor last(ledger.database(), fmt::format("SELECT max(id) FROM {}", table));
  last.next();
  return last.maybe_id(0) + 1;
}

Batch::Batch(Ledger& ledger, BatchStart start) : ledger_(ledger), start_(std::move(start)) {
  Cursor last(ledger.database(), "SELECT id, hash FROM batches ORDER BY id DESC LIMIT 1");
  const bool any = last.next();
  id_ = any ? last.id(0) + 1 : 1;
  if (any) previous_ = last.string(1);
  ledger.staged().begin(0);
}

void Batch::begin(BookId book) {
  flush();
  current_ = book;
  ledger_.staged().begin(book_of(book).size());
}

void Batch::flush() {
  if (!dirty_) return;
  dirty_ = false;
  bytes_.clear();
  encode(ledger_.staged(), book_of(current_), bytes_);
  digests_[current_].add(bytes_);
  Cursor(ledger_.database(), insert_statement(book_of(current_))).run();
  ledger_.staged().clear();
}

std::string Batch::close(const BatchEnd& end) {
  flush();
  std::string row;
  put_integer(row, id_);
  put_text(row, start_.command);
  put_integer(row, start_.as_of.number);
  put_text(row, start_.recorded_at);
  put_text(row, start_.operator_name);
  const auto put_optional = [&row](const std::optional<std::int64_t>& value) {
    if (value)
      put_integer(row, *value);
    else
      row += 'n';
  };
  put_optional(end.program);
  put_text(row, end.input_name);
  put_text(row, end.input_sha256);
  put_optional(number_of(end.settled_through));
  put_optional(end.undoes);
  put_text(row, end.counts);
  put_text(row, previous_);
  const Hash hash = seal(row, digests_);
  const std::string hex = to_hex(bytes_of(hash));
  Cursor insert(ledger_.database(),
                fmt::format("INSERT INTO batches ({}, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                            "CAST(? AS BLOB), CAST(? AS BLOB))",
                            batch_columns));
  insert.bind(id_, start_.command, start_.as_of.number, start_.recorded_at, start_.operator_name, end.program,
              end.input_name, end.input_sha256, number_of(end.settled_through), end.undoes, end.counts, previous_,
              bytes_of(hash));
  insert.run();
  return hex;
}

std::vector<BatchRow> batches(Ledger& ledger) {
  std::vector<BatchRow> rows;
  Cursor cursor(ledger.database(), fmt::format("SELECT {}, hash FROM batches ORDER BY id", batch_columns));
  while (cursor.next()) {
    rows.push_back(read_batch(cursor));
    const auto id = rows.back().id;
    if (id != static_cast<std::int64_t>(rows.size())) damaged(fmt::format("batch {} is missing", rows.size()));
    const auto undoes = rows.back().end.undoes.value_or(0);
    if (undoes >= id) damaged(fmt::format("batch {} undoes batch {}, which is no earlier one", id, undoes));
    if (undoes > 0) rows[static_cast<std::size_t>(undoes - 1)].undone_by = id;
  }
  return rows;
}

std::optional<Day> settled_through(Ledger& ledger) {
  std::optional<Day> latest;
  Cursor cursor(ledger.database(), "SELECT id, settled_through FROM batches WHERE settled_through IS NOT NULL");
  while (cursor.next()) {
    const Day day = cursor.through(1);
    if (!ledger.undone().contains(cursor.id(0))) latest = latest ? std::max(*latest, day) : day;
  }
  return latest;
}

std::string head(Ledger& ledger) {
  Cursor cursor(ledger.database(), "SELECT hash FROM batches ORDER BY id DESC LIMIT 1");
  return cursor.next() ? to_hex(cursor.text(0)) : std::string{};
}

std::string check_chain(Ledger& ledger) {
  BatchDigests digests;
  for (std::size_t book = 0; book < book_count; ++book) read_book(ledger, static_cast<BookId>(book), digests);
  std::string previous;
  std::int64_t expected = 1;
  Cursor rows(ledger.database(), fmt::format("SELECT {}, hash FROM batches ORDER BY id", batch_columns));
  while (rows.next()) {
    const auto id = rows.id(0);
    if (id != expected++) return fmt::format("batch {} is missing", expected - 1);
    if (rows.text(11) != previous) return fmt::format("batch {} does not follow batch {}", id, id - 1);
    std::string row;
    for (int column = 0; column < 12; ++column) put_stored(row, rows, column);
    const Hash hash = seal(row, digests[id]);
    if (rows.text(12) != bytes_of(hash)) return fmt::format("the rows of batch {} are not those that were written", id);
    previous = rows.string(12);
    digests.erase(id);
  }
  if (!digests.empty()) return fmt::format("there are rows of batch {}, which does not exist", digests.begin()->first);
  return {};
}

} // namespace loyalty::store
