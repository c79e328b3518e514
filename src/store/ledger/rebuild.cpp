// SPDX-License-Identifier: MIT
#include "store/ledger/rebuild.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

#include "store/ledger/batch.hpp"
#include "store/ledger/cursor.hpp"
#include "store/ledger/sealing.hpp"
#include "store/ledger/sealing_tables.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

constexpr Selection of_read_batch{tables::batches};

/// Rows that go with a row that is lost: of which table, and which.
struct Orphans {
  std::string_view table;
  std::string_view which;
};

constexpr Orphans orphans[] = {
    {"orders", "revises IS NOT NULL AND revises NOT IN (SELECT id FROM orders)"},
    {"orders", "refund_of IS NOT NULL AND refund_of NOT IN (SELECT id FROM orders)"},
    {"order_details", "order_id NOT IN (SELECT id FROM orders)"},
    {"order_lines", "order_id NOT IN (SELECT id FROM orders)"},
    {"order_buyers", "order_id NOT IN (SELECT id FROM orders)"},
    {"voucher_events", "voucher_id NOT IN (SELECT id FROM vouchers)"},
    {"card_moves", "card_id NOT IN (SELECT id FROM cards)"},
    {"holdouts", "ends IS NOT NULL AND ends NOT IN (SELECT id FROM holdouts)"},
};

/// What stays where an order is lost, and no longer names it.
constexpr const char* forgets_lost_orders[] = {
    "UPDATE acts SET order_id = NULL WHERE order_id NOT IN (SELECT id FROM orders)",
    "UPDATE voucher_events SET order_id = NULL WHERE order_id NOT IN (SELECT id FROM orders)",
    "UPDATE card_moves SET order_id = NULL WHERE order_id NOT IN (SELECT id FROM orders)",
};

/// Members whose lines have a gap, or follow from what is lost.
constexpr const char* accounts_with_gaps =
    "SELECT member_id FROM entries GROUP BY member_id HAVING max(entry_no) <> count(*) "
    "UNION SELECT member_id FROM entries WHERE terms_id NOT IN (SELECT id FROM terms) "
    "OR order_id NOT IN (SELECT id FROM orders) OR act_id NOT IN (SELECT id FROM acts)";
constexpr const char* histories_with_gaps =
    "SELECT member_id FROM tier_changes GROUP BY member_id HAVING max(change_no) <> count(*) "
    "UNION SELECT member_id FROM tier_changes WHERE program_id NOT IN (SELECT id FROM programs)";

/// A column that holds numbers of batches or of members.
struct Naming {
  std::string_view table;
  std::string_view column;
};
constexpr std::array names_members{Naming{"orders", "member_id"},      Naming{"acts", "member_id"},
                                   Naming{"acts", "other_id"},         Naming{"vouchers", "member_id"},
                                   Naming{"cards", "member_id"},       Naming{"entries", "member_id"},
                                   Naming{"tier_changes", "member_id"}};

bool is_hashed(std::string_view table) {
  return table == tables::batches.name() ||
         std::ranges::find(hashed_tables, table, &Table::name) != hashed_tables.end();
}

class Rebuild {
 public:
  Rebuild(Salvage& salvage, Ledger& to) : rows_(salvage.rows()), to_(to) { result_.lost = salvage.lost(); }

  Rebuilt run() {
    drop_numbers_that_none_has();
    if (!result_.lost.empty()) drop_what_lost_its_ground();
    Transaction transaction(to_);
    for (std::int64_t number = 1, last = last_batch(); number <= last; ++number) write_batch(number);
    for (const auto* table : all_tables())
      if (!belongs_to_batches(*table) && table != &tables::batches && !is_of_seal(*table)) write_aside(*table);
    write_seal();
    transaction.commit();
    // Rows that could not be read in one way could in another.
    if (!result_.first_changed) std::erase_if(result_.lost, [](const LostRows& lost) { return is_hashed(lost.table); });
    return result_;
  }

 private:
  void run(const std::string& sql) { Statement(rows_, sql).run(); }
  std::int64_t ask(const std::string& sql) {
    Cursor answer(rows_, sql);
    return answer.next() ? answer.sum(only) : 0;
  }

  void drop_what_lost_its_ground() {
    for (bool again = true; again;) {
      again = false;
      for (const auto& [table, which] : orphans) {
        run(fmt::format("DELETE FROM {} WHERE {}", table, which));
        if (sqlite3_changes(rows_.getHandle()) == 0) continue;
        note_gone(table);
        again = true;
      }
    }
    for (const auto* sql : forgets_lost_orders) run(sql);
    bring_members_back();
    drop_lines_with_gaps();
  }

  /// Batches and members are numbered without gaps: a number far beyond all that there are is none, and nobody could
  /// count to it.
  void drop_numbers_that_none_has() {
    std::vector<Naming> batches{{tables::batches.name(), "id"}};
    for (const auto* table : hashed_tables) batches.push_back({table->name(), "batch_id"});
    drop_far_ones(batches);
    std::vector<Naming> members{{tables::members.name(), "id"}};
    std::ranges::copy(names_members, std::back_inserter(members));
    drop_far_ones(members);
  }

  void drop_far_ones(const std::vector<Naming>& all) {
    constexpr std::int64_t most_lost = 1'000;
    std::string named;
    for (const auto& [table, number] : all)
      named += fmt::format("{}SELECT {} FROM {}", named.empty() ? "" : " UNION ", number, table);
    const auto farthest = 2 * ask(fmt::format("SELECT count(*) FROM ({})", named)) + most_lost;
    for (const auto& [table, number] : all) {
      run(fmt::format("DELETE FROM {} WHERE {} > {}", table, number, farthest));
      if (sqlite3_changes(rows_.getHandle()) != 0) note_gone(table);
    }
  }

  void note_gone(std::string_view table) {
    const LostRows gone{table};
    if (std::ranges::find(result_.lost, gone) == result_.lost.end()) result_.lost.push_back(gone);
  }

  /// A member is not more than a number, to which everything else belongs.
  void bring_members_back() {
    std::string named = "SELECT member_id, 1 AS batch_id FROM profiles";
    for (const auto& [table, column] : names_members)
      named += fmt::format(" UNION ALL SELECT {}, batch_id FROM {}", column, table);
    run(
        fmt::format("CREATE TEMP TABLE named AS SELECT member_id AS id, min(batch_id) AS batch_id FROM ({}) "
                    "WHERE member_id IS NOT NULL GROUP BY member_id",
                    named));
    run("INSERT OR IGNORE INTO members (id, batch_id) SELECT id, batch_id FROM named");
    run("WITH RECURSIVE numbers(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM numbers "
        "WHERE id < (SELECT max(id) FROM members)) INSERT OR IGNORE INTO members (id, batch_id) SELECT id, 1 FROM "
        "numbers");
  }

  void drop_lines_with_gaps() {
    // Entries name the rules they were made with by number, so that these may have no gap either.
    const bool terms_lost = ask("SELECT max(id) <> count(*) FROM terms") != 0;
    run(fmt::format("CREATE TEMP TABLE gaps AS {} UNION {}",
                    terms_lost ? "SELECT DISTINCT member_id FROM entries" : accounts_with_gaps, histories_with_gaps));
    for (const auto* table : {"entries", "tier_changes", "settlements"})
      run(fmt::format("DELETE FROM {} WHERE member_id IN (SELECT member_id FROM gaps)", table));
    if (terms_lost) run("DELETE FROM terms");
    result_.members_recomputed = ask("SELECT count(*) FROM gaps");
  }

  std::int64_t last_batch() {
    auto last = ask("SELECT max(id) FROM batches");
    for (const auto* table : hashed_tables)
      last = std::max(last, ask(fmt::format("SELECT max(batch_id) FROM {}", table->name())));
    return last;
  }

  void write_batch(std::int64_t number) {
    constexpr auto& columns = tables::batches;
    Cursor row(rows_, of_read_batch.from(fmt::format("batches WHERE id = {}", number)));
    const bool there = row.next();
    BatchEnd end;
    std::string hash;
    if (there) {
      start_ = {batch_kind(row.text(of_read_batch[columns.command])).value_or(BatchKind::ledger_rebuilt),
                row.day(of_read_batch[columns.as_of]), row.string(of_read_batch[columns.recorded_at]),
                row.string(of_read_batch[columns.operator_name])};
      end.program = row.maybe_id<ProgramId>(of_read_batch[columns.program_id]);
      end.input_name = row.string(of_read_batch[columns.input_name]);
      end.input_sha256 = row.string(of_read_batch[columns.input_sha256]);
      if (!row.null(of_read_batch[columns.settled_through]))
        end.settled_through = row.through(of_read_batch[columns.settled_through]);
      end.undoes = row.maybe_id<BatchId>(of_read_batch[columns.undoes]);
      end.counts = row.string(of_read_batch[columns.counts]);
      hash = to_hex(row.text(of_read_batch[columns.hash]));
    } else {
      // When and by whom is not known; what it wrote is.
      start_.kind = BatchKind::ledger_rebuilt;
      start_.operator_name.clear();
    }
    Batch batch(to_, start_);
    for (const auto* table : hashed_tables) append_rows(batch, *table, number);
    ++result_.batches;
    if (batch.close_as_it_was(end) != hash && !result_.first_changed) result_.first_changed = batch.id();
  }

  void append_rows(Batch& batch, const Table& table, std::int64_t number) {
    Cursor rows(rows_, fmt::format("SELECT {} FROM {} WHERE batch_id = {} ORDER BY {}", table.list(), table.name(),
                                   number, table.key()));
    while (rows.next()) {
      batch.append(table);
      stage(rows, table);
    }
  }

  static bool is_of_seal(const Table& table) { return &table == &tables::sealing || &table == &tables::seals; }

  /// Other hashes, and what has gaps, nobody can seal who has only the key of the next batch.
  void write_seal() {
    if (ask("SELECT (SELECT count(*) FROM sealing) + (SELECT count(*) FROM seals)") == 0) return;
    Statement(to_.database(), "SAVEPOINT seal").run();
    result_.lost_seal = result_.first_changed || !seal_fits();
    if (result_.lost_seal) Statement(to_.database(), "ROLLBACK TO seal").run();
    Statement(to_.database(), "RELEASE seal").run();
  }

  bool seal_fits() {
    try {
      write_aside(tables::sealing);
      write_aside(tables::seals);
      return check_sealing(to_).empty();
    } catch (const Error& error) {
      if (error.failure == Failure::damaged) return false;
      throw;
    }
  }

  void write_aside(const Table& table) {
    auto& staged = to_.staged();
    staged.begin(table.size());
    Cursor rows(rows_, fmt::format("SELECT {} FROM {}", table.list(), table.name()));
    while (rows.next()) {
      staged.begin_row();
      stage(rows, table);
    }
    if (staged.rows() > 0) Statement(to_.database(), staged.insertion_into(table)).run();
    staged.begin(0);
  }

  /// Whatever a number stands for: it is written as it was read.
  void stage(const Cursor& row, const Table& table) {
    for (const auto& column : table.columns()) {
      const auto place = static_cast<int>(column.place);
      if (row.null(place)) continue;
      if (column.type == Column::Type::integer)
        to_.staged().set(column.place, row.sum(place));
      else
        to_.staged().set(column.place, row.text(place));
    }
  }

  SQLite::Database& rows_;
  Ledger& to_;
  BatchStart start_;
  Rebuilt result_;
};

} // namespace

Rebuilt rebuild(Salvage& salvage, Ledger& to) { return Rebuild(salvage, to).run(); }

} // namespace loyalty::store
