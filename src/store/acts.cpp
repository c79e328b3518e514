// SPDX-License-Identifier: MIT
#include "store/acts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "store/ledger/cursor.hpp"
#include "store/ledger/last_day.hpp"

namespace loyalty::store {
namespace {

using tables::acts;
constexpr Selection of_whole_act{tables::acts};

/// What a field holds was typed; all other texts are words of the program's own, or of its file.
std::string told(Ledger& ledger, ActKind kind, std::string_view text) {
  return kind == ActKind::field ? ledger.texts().read(text) : std::string(text);
}

/// Who they are by now, whatever the row says.
StoredAct read_act(Ledger& ledger, const Cursor& row) {
  StoredAct stored;
  stored.batch = row.id<BatchId>(of_whole_act[acts.batch_id]);
  const auto& whose = ledger.whose();
  stored.member = whose.now(row.id<MemberId>(of_whole_act[acts.member_id]));
  const auto kind = row.kind<ActKind>(of_whole_act[acts.kind]);
  stored.act = {.id = row.id<ActId>(of_whole_act[acts.id]),
                .day = row.day(of_whole_act[acts.day]),
                .kind = kind,
                .points = row.points_of(kind, of_whole_act[acts.points]),
                .order = row.maybe_id<OrderId>(of_whole_act[acts.order_id]),
                .subject = row.string(of_whole_act[acts.subject]),
                .text = told(ledger, kind, row.text(of_whole_act[acts.text])),
                .until = row.day_or_never(of_whole_act[acts.until]),
                .other = whose.now(row.maybe_id<MemberId>(of_whole_act[acts.other_id])),
                .money = row.money(of_whole_act[acts.money])};
  if (!row.null(of_whole_act[acts.worth])) stored.worth = row.money(of_whole_act[acts.worth]);
  stored.reason = ledger.texts().read(row.text(of_whole_act[acts.reason]));
  stored.key = row.string(of_whole_act[acts.act_key]);
  return stored;
}

bool counts(Ledger& ledger, const Cursor& row) {
  return !ledger.undone().contains(row.id<BatchId>(of_whole_act[acts.batch_id]));
}

/// Keys that have the number of a member in them ("activity 7 review …"), as they were made for those who were merged
/// into that member: what was told of them is not told again.
std::vector<std::pair<MemberId, std::string>> told_of_others(const Whose& whose, std::string_view key) {
  std::vector<std::pair<MemberId, std::string>> keys;
  for (std::size_t begin = key.find(' '); begin != std::string_view::npos; begin = key.find(' ', begin + 1)) {
    const auto word = key.substr(begin + 1, key.find(' ', begin + 1) - begin - 1);
    std::int64_t number = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
    if (read.ec != std::errc{} || read.ptr != word.data() + word.size()) continue;
    for (const auto other : whose.merged_into(MemberId(number)))
      keys.emplace_back(other, fmt::format("{} {}{}", key.substr(0, begin), other.value,
                                           key.substr(std::min(begin + 1 + word.size(), key.size()))));
  }
  return keys;
}

} // namespace

ActKeys::ActKeys(Ledger& ledger)
    : ledger_(ledger), rows_(ledger.database(), of_whole_act.from("acts WHERE act_key = ?")) {}

std::optional<StoredAct> ActKeys::find(std::string_view key) {
  auto found = find_exactly(key);
  if (found || !ledger_.whose().any_merged()) return found;
  for (const auto& [other, told] : told_of_others(ledger_.whose(), key))
    if (found = find_exactly(told); found && found_for_ == other) return found;
  return std::nullopt;
}

std::optional<StoredAct> ActKeys::find_exactly(std::string_view key) {
  std::optional<StoredAct> found;
  rows_.bind(key);
  while (rows_.next()) {
    if (found || !counts(ledger_, rows_)) continue;
    found = read_act(ledger_, rows_);
    found_for_ = rows_.id<MemberId>(of_whole_act[acts.member_id]);
  }
  return found;
}

std::optional<StoredAct> ActKeys::latest(std::string_view key, Day through) {
  std::optional<StoredAct> latest;
  rows_.bind(key);
  while (rows_.next()) {
    if (!counts(ledger_, rows_)) continue;
    auto each = read_act(ledger_, rows_);
    const bool later = !latest || std::pair(latest->act.day, latest->act.id) < std::pair(each.act.day, each.act.id);
    if (each.act.day <= through && later) latest = std::move(each);
  }
  return latest;
}

std::optional<StoredAct> find_act(Ledger& ledger, std::string_view key) { return ActKeys(ledger).find(key); }

std::optional<StoredAct> act(Ledger& ledger, ActId id) {
  Cursor rows(ledger.database(), of_whole_act.from("acts WHERE id = ?"));
  if (!rows.bind(id).next()) return std::nullopt;
  return read_act(ledger, rows);
}

std::vector<StoredAct> acts_of(Ledger& ledger, MemberId member) {
  std::vector<StoredAct> found;
  if (ledger.is_empty(acts)) return found;
  Cursor rows(ledger.database(), of_whole_act.from("acts WHERE member_id = ? ORDER BY day, id"));
  const auto numbers = ledger.whose().numbers_of(member);
  for (const auto number : numbers) {
    rows.bind(number);
    while (rows.next())
      if (counts(ledger, rows)) found.push_back(read_act(ledger, rows));
  }
  if (numbers.size() > 1)
    std::ranges::sort(found, {}, [](const StoredAct& stored) { return std::pair(stored.act.day, stored.act.id); });
  return found;
}

void read_acts(Ledger& ledger, ActKind kind, const std::function<void(const StoredAct&)>& use,
               std::string_view subject) {
  Cursor rows(ledger.database(),
              of_whole_act.from(subject.empty() ? "acts WHERE kind = ?1 ORDER BY id"
                                                : "acts WHERE kind = ?1 AND subject = ?2 ORDER BY id"));
  if (subject.empty())
    rows.bind(static_cast<int>(kind));
  else
    rows.bind(static_cast<int>(kind), subject);
  while (rows.next())
    if (counts(ledger, rows)) use(read_act(ledger, rows));
}

std::optional<MemberId> inviter_of(Ledger& ledger, MemberId member) {
  constexpr Selection invitation{acts.other_id, acts.batch_id};
  Cursor rows(ledger.database(), invitation.from("acts WHERE member_id = ? AND kind = ?"));
  const auto& whose = ledger.whose();
  for (const auto number : whose.numbers_of(member)) {
    rows.bind(number, static_cast<int>(ActKind::invite));
    while (rows.next())
      if (!ledger.undone().contains(rows.id<BatchId>(invitation[acts.batch_id])))
        return whose.now(rows.maybe_id<MemberId>(invitation[acts.other_id]));
  }
  return std::nullopt;
}

ActWriter::ActWriter(Ledger& ledger, Batch& batch) : batch_(batch), next_(next_number(ledger, tables::acts)) {}

ActId ActWriter::write(const StoredAct& stored) {
  const Act& done = stored.act;
  const ActId id = next_;
  next_ = id.next();
  const auto worth = stored.worth ? std::optional(stored.worth->minor) : std::nullopt;
  const auto reason = stored.own_words ? stored.reason : batch_.keep(stored.reason);
  const auto text = done.kind == ActKind::field ? batch_.keep(done.text) : done.text;
  constexpr auto& row = tables::acts;
  batch_.append(row, row.id(id), row.batch_id(batch_.id()), row.member_id(stored.member), row.day(done.day.number),
                row.kind(static_cast<int>(done.kind)), row.points(done.points), row.order_id(done.order),
                row.worth(worth), row.reason(reason), row.act_key(stored.key), row.subject(unless_empty(done.subject)),
                row.text(unless_empty(text)), row.until(written_last_day(done.until)), row.other_id(done.other),
                row.money(unless_zero(done.money.minor)));
  return id;
}

ActId add_act(Ledger& ledger, Batch& batch, const StoredAct& stored) {
  batch.flush();
  const auto id = ActWriter(ledger, batch).write(stored);
  batch.flush();
  return id;
}

} // namespace loyalty::store
