// SPDX-License-Identifier: MIT
#include "store/ledger/ledger_check.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "loyalty/error.hpp"
#include "store/ledger/cursor.hpp"

namespace loyalty::store {
namespace {

constexpr std::string_view nothing_found = "ok";

/// A page that the disk did not give, or that there was no memory for, may be a good one: the check tells it among
/// what is damaged, with the code of what happened.
void refuse_unread(std::string_view finding) {
  constexpr std::string_view mark = "error code=";
  const auto at = finding.find(mark);
  if (at == std::string_view::npos) return;
  const auto digits = finding.substr(at + mark.size());
  int code = SQLITE_OK;
  std::from_chars(digits.data(), digits.data() + digits.size(), code);
  const int kind = code & 0xff;
  if (kind == SQLITE_IOERR || kind == SQLITE_NOMEM || kind == SQLITE_FULL) fail(nullptr, code, Doing::reading);
}

/// The first thing that SQLite finds; empty if it gives no answer.
std::string first_finding(SQLite::Database& database, const char* check) {
  Cursor answer(database, check);
  if (!answer.next()) return {};
  refuse_unread(answer.text(only));
  return answer.string(only);
}

constexpr auto quick_check = "PRAGMA quick_check(1)";
constexpr auto integrity_check = "PRAGMA integrity_check(1)";

/// SQLite refuses a bad page once, and then takes it as it is for as long as it is in memory; so it does with those
/// that its own check has seen.
void forget_pages(SQLite::Database& database) { sqlite3_db_release_memory(database.getHandle()); }

/// nullopt also where that cannot be read: SQLite says why.
std::optional<std::vector<TableParts>> tables_to_check(SQLite::Database& database) {
  try {
    return sorted_tables(database);
  } catch (const Error& error) {
    if (error.failure != Failure::damaged) throw;
    return std::nullopt;
  }
}

bool is_damage(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const Error& error) { return error.failure == Failure::damaged; } catch (...) {
    return false;
  }
}

} // namespace

LedgerCheck::LedgerCheck(SQLite::Database& database, Of of) {
  auto tables = tables_to_check(database);
  const auto* check = tables ? quick_check : integrity_check;
  pieces_.push_back({[this, check](SQLite::Database& on) {
    whole_ = first_finding(on, check);
    forget_pages(on);
  }});
  if (tables)
    for (auto& each : *tables) sorted_.push_back(std::make_unique<SortedCheck>(std::move(each), hash_));
  if (of == Of::file_and_chain) rows_ = rows_of_chain();
  for (const auto& rows : rows_) {
    const auto sorted =
        std::ranges::find(sorted_, rows->table().name(), [](const auto& each) { return each->table(); });
    plan_table(sorted == sorted_.end() ? nullptr : sorted->get(), rows.get());
  }
  for (const auto& sorted : sorted_) {
    const bool planned =
        std::ranges::any_of(rows_, [&](const auto& rows) { return rows->table().name() == sorted->table(); });
    if (!planned) plan_table(sorted.get(), nullptr);
  }
  for (const auto& sorted : sorted_)
    for (std::size_t index = 0; index < sorted->indexes(); ++index)
      pieces_.push_back({[&check = *sorted, index](SQLite::Database& on) { check.read_index(index, on); }});
}

LedgerCheck::~LedgerCheck() = default;

void LedgerCheck::plan_table(SortedCheck* sorted, BatchRows* rows) {
  pieces_.push_back({.work =
                         [sorted, rows](SQLite::Database& on) {
                           RowScan scan(rows != nullptr ? rows->table().name() : sorted->table());
                           if (rows != nullptr) rows->take_rows(scan);
                           if (sorted != nullptr) sorted->take_rows(scan);
                           scan.run(on);
                         },
                     .of_chain = rows != nullptr});
}

void LedgerCheck::run(std::size_t piece, SQLite::Database& database) {
  try {
    pieces_[piece].work(database);
  } catch (...) {
    pieces_[piece].failure = std::current_exception();
    forget_pages(database);
  }
}

void LedgerCheck::run_all(SQLite::Database& database) {
  for (std::size_t piece = 0; piece < pieces(); ++piece) run(piece, database);
}

bool LedgerCheck::found_nothing() const {
  return whole_ == nothing_found &&
         std::ranges::none_of(pieces_, [](const Piece& piece) { return piece.failure != nullptr; }) &&
         std::ranges::all_of(sorted_, [](const auto& sorted) { return sorted->sound(); });
}

Message LedgerCheck::integrity(SQLite::Database& database) {
  for (const auto& piece : pieces_)
    if (piece.failure && !is_damage(piece.failure)) std::rethrow_exception(piece.failure);
  if (found_nothing()) return {};
  const auto said = first_finding(database, integrity_check);
  if (said.empty()) return "the check gave no answer"_en;
  if (said != nothing_found) return Message::name(said);
  for (const auto& piece : pieces_)
    if (piece.failure) std::rethrow_exception(piece.failure);
  if (whole_ != nothing_found) return Message::name(whole_);
  for (const auto& sorted : sorted_)
    if (auto finding = sorted->finding(); !finding.empty()) return finding;
  return {};
}

Message LedgerCheck::chain(Ledger& ledger) {
  for (const auto& piece : pieces_)
    if (piece.of_chain && piece.failure) std::rethrow_exception(piece.failure);
  return check_chain(ledger, rows_);
}

} // namespace loyalty::store
