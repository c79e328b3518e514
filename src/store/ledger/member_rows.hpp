// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <utility>

#include "loyalty/history.hpp"
#include "store/ledger/values.hpp"
#include "store/sqlite/grouped_rows.hpp"

namespace loyalty::store {

/// One row of a member, read like a `Cursor` by what its columns stand for.
class MemberRow : public GroupedRow, public Values<MemberRow> {
 public:
  explicit MemberRow(const GroupedRow& row) : GroupedRow(row) {}
};

/// Reads a table member by member. The first column of the selection is the member.
class MemberRows {
 public:
  /// Comes after every member.
  static constexpr MemberId end{GroupedRows::none};

  /// `take` is told of each `MemberRow`.
  template <class Take>
  MemberRows(SQLite::Database& database, const Table& table, const Selection& selection, Take take)
      : rows_(database, std::string(table.name()), selection,
              [take = std::move(take)](const GroupedRow& row) { take(MemberRow(row)); }) {}

  void begin(MemberId first, MemberId last) { rows_.begin(first.value, last.value); }
  /// Takes the rows of the next member and returns their number; `end` after the last.
  MemberId step() { return MemberId(rows_.step()); }

 private:
  GroupedRows rows_;
};

} // namespace loyalty::store
