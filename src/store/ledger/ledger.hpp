// SPDX-License-Identifier: MIT
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "loyalty/error.hpp"
#include "loyalty/number.hpp"
#include "store/ledger/texts.hpp"
#include "store/ledger/whose.hpp"
#include "store/sqlite/staging.hpp"
#include "store/sqlite/table.hpp"

namespace loyalty::store {

struct KeptProgram;

/// The one SQLite file that holds a shop's books, opened and checked.
///
/// Opening refuses, by `Error`: no such file (no_ledger); a folder, a pipe, a device, an empty file, a file with a
/// second name (refused); a file that is not a ledger, is damaged, lacks a table or a trigger, or was written by a
/// newer version (damaged).
class Ledger {
 public:
  enum class Access { read, write };
  /// Sees a ledger of an older version before it is brought up to date; what it throws leaves the ledger as it is.
  using BeforeMigration = std::function<void(Ledger&)>;

  /// Opens an existing ledger. A command that finds it busy waits up to `wait_seconds`.
  Ledger(const std::string& path, Access access, int wait_seconds, const BeforeMigration& before_migration = {});
  ~Ledger();

  /// Makes an empty ledger, readable for its owner only. An empty or half-made file of an interrupted attempt is
  /// finished; refused where a ledger is already there.
  static void create(const std::string& path, int wait_seconds);
  /// An empty ledger in memory, for tests.
  static std::unique_ptr<Ledger> in_memory();

  SQLite::Database& database() { return *database_; }
  const std::string& path() const { return path_; }

  /// The rows that bulk statements read as `staged`.
  Staging& staged() { return staging_; }

  /// Batches that were undone: their rows do not count.
  const std::unordered_set<BatchId>& undone() const { return undone_; }
  void load_undone();
  /// Lets the rows of a batch no longer count. Holds until the transaction ends without a row that undoes the batch.
  void leave_out(BatchId batch) {
    undone_.insert(batch);
    whose_.reset();
    programs_ = {};
  }

  /// To whom facts belong that stand under another member's number, or under nobody's.
  Whose& whose();
  /// What somebody typed.
  Texts& texts();
  /// Whether a table has no row at all, as many have in most ledgers, so that nothing need be asked of it.
  bool is_empty(const Table& table);
  /// The versions of the program that count, for `program_versions`, which says how they are read: several steps of a
  /// command ask for them.
  using Programs = std::shared_ptr<const std::vector<KeptProgram>>;
  Programs programs(const std::function<Programs()>& read);

  /// First imports write the orders without their indexes; nightly runs need them by member.
  void drop_order_indexes();
  /// Throws `Duplicate` if an order stands twice.
  void build_order_key();
  void build_member_index();
  bool has_orders();
  /// Writes the file anew, so that nothing of what was deleted is left in it. Needs as much room again meanwhile; no
  /// transaction may be open.
  void overwrite_deleted();

  /// Whether the batch of that hash, in hexadecimal digits, is among those that whoever opens the file now finds;
  /// nullopt if nobody can.
  std::optional<bool> file_holds(std::string_view batch) const;

 private:
  Ledger() = default;
  void configure(int wait_seconds);
  /// The same of a file, which is looked at before SQLite reads its tables: one that is cut is damaged.
  void configure_whole(const std::string& real, int wait_seconds);
  void bring_up_to_date(Access access, int wait_seconds, const BeforeMigration& before_migration);
  void check_tables();
  void build(const char* index);

  std::string path_;
  std::string real_path_;
  Staging staging_;
  std::unique_ptr<SQLite::Database> database_;
  std::unordered_set<BatchId> undone_;
  std::optional<Whose> whose_; ///< read on first use
  std::optional<Texts> texts_; ///< the same
  /// What was seen of a table when it was looked at, and after how many changed rows: what is empty may be filled.
  struct Look {
    bool filled = false;
    std::int64_t changes = -1;
  };
  std::map<std::string_view, Look> looks_;
  struct {
    Programs versions = nullptr;
    std::int64_t changes = 0;
  } programs_; ///< the same: valid until a row is changed
};

/// Everything between its making and `commit` happens together or not at all.
class Transaction {
 public:
  explicit Transaction(Ledger& ledger);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// `batch` is the hash of the batch that is written. Where the disk fails at the last moment, it tells whether the
  /// batch is in the books: the error is `unconfirmed` if it is or if nobody can tell.
  void commit(std::string_view batch = {});
  /// Gives everything up, as for a dry run.
  void roll_back();

 private:
  [[noreturn]] void tell_what_came_of(std::string_view batch, const Error& error) const;
  void roll_back_quietly() const;

  Ledger& ledger_;
  bool open_ = true;
};

} // namespace loyalty::store
