// SPDX-License-Identifier: MIT
#include "store/acts.hpp"

#include <utility>

#include "loyalty/error.hpp"
#include "store/ledger/cursor.hpp"

namespace loyalty::store {
namespace {

constexpr auto& columns = tables::acts;
constexpr Selection whole{tables::acts};

StoredAct read_act(const Cursor& row) {
  StoredAct stored;
  stored.batch = row.id<BatchId>(whole[columns.batch_id]);
  stored.member = row.id<MemberId>(whole[columns.member_id]);
  const auto kind = row.kind<ActKind>(whole[columns.kind]);
  stored.act = {.id = row.id<ActId>(whole[columns.id]),
                .day = row.day(whole[columns.day]),
                .kind = kind,
                .points = row.points_of(kind, whole[columns.points]),
                .order = row.maybe_id<OrderId>(whole[columns.order_id]),
                .subject = row.string(whole[columns.subject]),
                .text = row.string(whole[columns.text]),
                .until = row.day_or_never(whole[columns.until]),
                .other = row.maybe_id<MemberId>(whole[columns.other_id]),
                .money = row.money(whole[columns.money])};
  if (!row.null(whole[columns.worth])) stored.worth = row.money(whole[columns.worth]);
  stored.reason = row.string(whole[columns.reason]);
  stored.key = row.string(whole[columns.act_key]);
  return stored;
}

bool counts(Ledger& ledger, const Cursor& row) {
  return !ledger.undone().contains(row.id<BatchId>(whole[columns.batch_id]));
}

std::optional<std::int64_t> some(std::int64_t number) { return number == 0 ? std::nullopt : std::optional(number); }

std::optional<std::string_view> some(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

} // namespace

ActKeys::ActKeys(Ledger& ledger) : ledger_(ledger), rows_(ledger.database(), whole.from("acts WHERE act_key = ?")) {}

std::optional<StoredAct> ActKeys::find(std::string_view key) {
  std::optional<StoredAct> found;
  rows_.bind(key);
  while (rows_.next())
    if (!found && counts(ledger_, rows_)) found = read_act(rows_);
  return found;
}

std::optional<StoredAct> ActKeys::latest(std::string_view key, Day through) {
  std::optional<StoredAct> latest;
  rows_.bind(key);
  while (rows_.next()) {
    if (!counts(ledger_, rows_)) continue;
    auto each = read_act(rows_);
    const bool later = !latest || std::pair(latest->act.day, latest->act.id) < std::pair(each.act.day, each.act.id);
    if (each.act.day <= through && later) latest = std::move(each);
  }
  return latest;
}

std::optional<StoredAct> find_act(Ledger& ledger, std::string_view key) { return ActKeys(ledger).find(key); }

std::optional<StoredAct> act(Ledger& ledger, ActId id) {
  Cursor rows(ledger.database(), whole.from("acts WHERE id = ?"));
  if (!rows.bind(id).next()) return std::nullopt;
  return read_act(rows);
}

std::vector<StoredAct> acts_of(Ledger& ledger, MemberId member) {
  std::vector<StoredAct> found;
  Cursor rows(ledger.database(), whole.from("acts WHERE member_id = ? ORDER BY day, id"));
  rows.bind(member);
  while (rows.next())
    if (counts(ledger, rows)) found.push_back(read_act(rows));
  return found;
}

void read_acts(Ledger& ledger, ActKind kind, const std::function<void(const StoredAct&)>& use,
               std::string_view subject) {
  Cursor rows(ledger.database(), whole.from(subject.empty() ? "acts WHERE kind = ?1 ORDER BY id"
                                                            : "acts WHERE kind = ?1 AND subject = ?2 ORDER BY id"));
  if (subject.empty())
    rows.bind(static_cast<int>(kind));
  else
    rows.bind(static_cast<int>(kind), subject);
  while (rows.next())
    if (counts(ledger, rows)) use(read_act(rows));
}

std::optional<MemberId> inviter_of(Ledger& ledger, MemberId member) {
  constexpr Selection invitation{columns.other_id, columns.batch_id};
  Cursor rows(ledger.database(), invitation.from("acts WHERE member_id = ? AND kind = ?"));
  rows.bind(member, static_cast<int>(ActKind::invite));
  while (rows.next())
    if (!ledger.undone().contains(rows.id<BatchId>(invitation[columns.batch_id])))
      return rows.maybe_id<MemberId>(invitation[columns.other_id]);
  return std::nullopt;
}

ActWriter::ActWriter(Ledger& ledger, Batch& batch) : batch_(batch), next_(next_number(ledger, tables::acts)) {}

ActId ActWriter::write(const StoredAct& stored) {
  const Act& done = stored.act;
  // What could not be read again is not written.
  if (done.until != never && done.until > bounds::last_day)
    throw Error(Failure::refused, "what ends after the year 9999 cannot be kept");
  const ActId id = next_;
  next_ = id.next();
  const auto worth = stored.worth ? std::optional(stored.worth->minor) : std::nullopt;
  const auto until = done.until == never ? std::nullopt : std::optional<std::int64_t>(done.until.number);
  constexpr auto& row = tables::acts;
  batch_.append(row, row.id(id), row.batch_id(batch_.id()), row.member_id(stored.member), row.day(done.day.number),
                row.kind(static_cast<int>(done.kind)), row.points(done.points), row.order_id(done.order),
                row.worth(worth), row.reason(stored.reason), row.act_key(stored.key), row.subject(some(done.subject)),
                row.text(some(done.text)), row.until(until), row.other_id(done.other),
                row.money(some(done.money.minor)));
  return id;
}

ActId add_act(Ledger& ledger, Batch& batch, const StoredAct& stored) {
  batch.flush();
  const auto id = ActWriter(ledger, batch).write(stored);
  batch.flush();
  return id;
}

} // namespace loyalty::store
