// SPDX-License-Identifier: MIT
#include "store/acts.hpp"

#include "loyalty/error.hpp"
#include "store/sqlite/cursor.hpp"

namespace loyalty::store {
namespace {

constexpr std::string_view columns =
    "SELECT id, batch_id, member_id, day, kind, points, order_id, worth, reason, act_key, subject, text, until, "
    "other_id, "
    "money FROM acts ";

StoredAct read_act(const Cursor& row) {
  StoredAct stored;
  stored.batch = row.id(1);
  stored.member = row.id(2);
  stored.act = {.id = row.id(0),
                .day = row.day(3),
                .kind = row.kind<ActKind>(4),
                .points = row.points_of(row.kind<ActKind>(4), 5),
                .order = row.maybe_id(6),
                .subject = row.string(10),
                .text = row.string(11),
                .until = row.day_or_never(12),
                .other = row.maybe_id(13),
                .money = row.money(14)};
  if (!row.null(7)) stored.worth = row.money(7);
  stored.reason = row.string(8);
  stored.key = row.string(9);
  return stored;
}

bool counts(Ledger& ledger, const Cursor& row) { return !ledger.undone().contains(row.id(1)); }

std::optional<std::int64_t> some(std::int64_t number) { return number == 0 ? std::nullopt : std::optional(number); }

std::optional<std::string_view> some(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

} // namespace

ActKeys::ActKeys(Ledger& ledger)
    : ledger_(ledger), rows_(ledger.database(), std::string(columns) + "WHERE act_key = ?") {}

std::optional<StoredAct> ActKeys::find(std::string_view key) {
  std::optional<StoredAct> found;
  rows_.bind(key);
  while (rows_.next())
    if (!found && counts(ledger_, rows_)) found = read_act(rows_);
  return found;
}

std::optional<StoredAct> find_act(Ledger& ledger, std::string_view key) { return ActKeys(ledger).find(key); }

std::optional<StoredAct> act(Ledger& ledger, FactId id) {
  Cursor rows(ledger.database(), std::string(columns) + "WHERE id = ?");
  if (!rows.bind(id).next()) return std::nullopt;
  return read_act(rows);
}

std::vector<StoredAct> acts_of(Ledger& ledger, MemberId member) {
  std::vector<StoredAct> found;
  Cursor rows(ledger.database(), std::string(columns) + "WHERE member_id = ? ORDER BY day, id");
  rows.bind(member);
  while (rows.next())
    if (counts(ledger, rows)) found.push_back(read_act(rows));
  return found;
}

void read_acts(Ledger& ledger, ActKind kind, const std::function<void(const StoredAct&)>& use,
               std::string_view subject) {
  Cursor rows(ledger.database(),
              std::string(columns) +
                  (subject.empty() ? "WHERE kind = ?1 ORDER BY id" : "WHERE kind = ?1 AND subject = ?2 ORDER BY id"));
  if (subject.empty())
    rows.bind(static_cast<int>(kind));
  else
    rows.bind(static_cast<int>(kind), subject);
  while (rows.next())
    if (counts(ledger, rows)) use(read_act(rows));
}

MemberId inviter_of(Ledger& ledger, MemberId member) {
  Cursor rows(ledger.database(), "SELECT other_id, batch_id FROM acts WHERE member_id = ? AND kind = ?");
  rows.bind(member, static_cast<int>(ActKind::invite));
  while (rows.next())
    if (counts(ledger, rows)) return rows.maybe_id(0);
  return 0;
}

ActWriter::ActWriter(Ledger& ledger, Batch& batch) : batch_(batch), next_(next_id(ledger, "acts")) {}

FactId ActWriter::write(const StoredAct& stored) {
  const Act& done = stored.act;
  // What could not be read again is not written.
  if (done.until != never && done.until > bounds::last_day)
    throw Error(Failure::refused, "what ends after the year 9999 cannot be kept");
  const FactId id = next_++;
  const auto worth = stored.worth ? std::optional(stored.worth->minor) : std::nullopt;
  const auto until = done.until == never ? std::nullopt : std::optional<std::int64_t>(done.until.number);
  batch_.append(BookId::acts, id, batch_.id(), stored.member, done.day.number, static_cast<int>(done.kind), done.points,
                some(done.order), worth, stored.reason, stored.key, some(done.subject), some(done.text), until,
                some(done.other), some(done.money.minor));
  return id;
}

FactId add_act(Ledger& ledger, Batch& batch, const StoredAct& stored) {
  batch.flush();
  const auto id = ActWriter(ledger, batch).write(stored);
  batch.flush();
  return id;
}

} // namespace loyalty::store
