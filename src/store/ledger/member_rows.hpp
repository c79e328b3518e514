// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "loyalty/history.hpp"
#include "store/ledger/values.hpp"
#include "store/sqlite/grouped_rows.hpp"

namespace loyalty::store {

/// One row of a member, read like a `Cursor` by what its columns stand for.
class MemberRow : public GroupedRow, public Values<MemberRow> {
 public:
  explicit MemberRow(const GroupedRow& row) : GroupedRow(row) {}
};

/// Reads a table member by member, each row as an item. The first column of the selection is the member.
template <class Item>
class MemberRows {
 public:
  /// `read` adds what a `MemberRow` says to the items. `index`: in whose order the rows come, where it is not that of
  /// the table.
  template <class Read>
  MemberRows(SQLite::Database& database, const Table& table, const Selection& selection, Read read,
             std::string_view index = {})
      : rows_(
            database, std::string(table.name()), index, selection,
            [this, read = std::move(read)](const GroupedRow& row) { read(MemberRow(row), reading_); },
            [this] {
              items_.swap(reading_);
              reading_.clear();
            }) {}

  void begin(MemberId first, MemberId last) {
    reading_.clear();
    rows_.begin(first.value, last.value);
  }
  /// Reads the next member and returns their number; `end_of_members` after the last.
  MemberId step() { return MemberId(rows_.step()); }
  /// Of the member whom the last step returned.
  std::vector<Item>& items() { return items_; }

 private:
  std::vector<Item> reading_;
  std::vector<Item> items_;
  GroupedRows rows_;
};

/// Comes after every member.
inline constexpr MemberId end_of_members{GroupedRows::none};

} // namespace loyalty::store
