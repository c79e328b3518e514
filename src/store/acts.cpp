// SPDX-License-Identifier: MIT
#include "store/acts.hpp"

#include "store/cursor.hpp"

namespace loyalty::store {
namespace {

constexpr std::string_view columns =
    "SELECT id, batch_id, member_id, day, kind, points, order_id, worth, reason, act_key FROM acts ";

StoredAct read_act(const Cursor& row) {
  StoredAct stored;
  stored.member = row.integer(2);
  stored.act = {row.integer(0), Day{static_cast<std::int32_t>(row.integer(3))}, static_cast<ActKind>(row.integer(4)),
                row.integer(5), row.integer(6)};
  if (!row.null(7)) stored.worth = Money{row.integer(7)};
  stored.reason = row.string(8);
  stored.key = row.string(9);
  stored.batch = row.integer(1);
  return stored;
}

}  // namespace

std::optional<StoredAct> find_act(Ledger& ledger, std::string_view key) {
  Cursor rows(ledger.database(), std::string(columns) + "WHERE act_key = ?");
  rows.bind(key);
  while (rows.next())
    if (!ledger.undone().contains(rows.integer(1))) return read_act(rows);
  return std::nullopt;
}

std::optional<StoredAct> act(Ledger& ledger, FactId id) {
  Cursor rows(ledger.database(), std::string(columns) + "WHERE id = ?");
  if (!rows.bind(id).next()) return std::nullopt;
  return read_act(rows);
}

FactId add_act(Ledger& ledger, Batch& batch, const StoredAct& stored) {
  Cursor last(ledger.database(), "SELECT max(id) FROM acts");
  last.next();
  const FactId id = last.integer(0) + 1;
  std::optional<std::int64_t> order;
  if (stored.act.order != 0) order = stored.act.order;
  std::optional<std::int64_t> worth;
  if (stored.worth) worth = stored.worth->minor;
  batch.append(BookId::acts, id, batch.id(), stored.member, stored.act.day.number, static_cast<int>(stored.act.kind),
               stored.act.points, order, worth, stored.reason, stored.key);
  batch.flush();
  return id;
}

}  // namespace loyalty::store
