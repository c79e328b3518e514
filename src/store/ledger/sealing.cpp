// SPDX-License-Identifier: MIT
#include "store/ledger/sealing.hpp"

#include <algorithm>

#include "store/ledger/cursor.hpp"
#include "store/ledger/sealing_tables.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

/// What the ledger holds of its seal.
struct Turn {
  std::string name;
  std::int64_t from = 0; ///< 0: from the first batch on
  BatchId next;
  Hash key{};
};

constexpr auto& turn_columns = tables::sealing;
constexpr Selection of_turn{tables::sealing};
constexpr Selection batch_hash{tables::batches.id, tables::batches.hash};

Hash stored_hash(std::string_view bytes, const std::string& place) {
  Hash hash{};
  if (bytes.size() != hash.size()) damaged("{place} is no digest"_en(place));
  std::ranges::copy(bytes, reinterpret_cast<char*>(hash.data()));
  return hash;
}

std::optional<Turn> turn(Ledger& ledger) {
  Cursor row(ledger.database(), of_turn.from("sealing"));
  if (!row.next()) return std::nullopt;
  const auto key = of_turn[turn_columns.next_key];
  Turn found{row.string(of_turn[turn_columns.name]), row.count(of_turn[turn_columns.sealed_from]),
             row.id<BatchId>(of_turn[turn_columns.next_batch]), stored_hash(row.text(key), row.place(key))};
  if (row.next()) damaged("the ledger is sealed with two keys"_en);
  return found;
}

Hash derived(const Hash& key, std::string_view what) {
  Digest digest(key);
  digest.add(what);
  return digest.finish();
}

Hash following(const Hash& key) { return derived(key, "next key"); }

Hash mac_of(const Hash& key, BatchId batch, const Hash& hash) {
  Digest digest(key);
  digest.add("batch ");
  digest.add(std::to_string(batch.value));
  digest.add(std::string_view("\0", 1));
  digest.add(bytes_of(hash));
  return digest.finish();
}

std::int64_t last_number(Ledger& ledger) {
  const auto last = last_batch_mark(ledger);
  return last ? last->batch.value : 0;
}

Message wrong_counter(BatchId next, std::int64_t last) {
  return "the seal goes on with batch {next}, but the last batch is {last}"_en(next, last);
}

/// Goes through the batches with the key of each.
class Unrolled {
 public:
  explicit Unrolled(const SealKey& key) : key_(key), turn_(key.first) {}

  Message next(BatchId batch, const Hash& hash, std::optional<std::string_view> mac) {
    for (const auto* mark : {&key_.from, &key_.seen})
      if (*mark && (*mark)->batch == batch && (*mark)->hash != hash)
        return "batch {batch} is not the one that the key file knows"_en(batch);
    if (key_.from && batch <= key_.from->batch) return {};
    if (!mac) return "batch {batch} is not sealed"_en(batch);
    if (*mac != bytes_of(mac_of(turn_, batch, hash))) return "the seal of batch {batch} is not genuine"_en(batch);
    turn_ = following(turn_);
    return {};
  }

  const Hash& turn() const { return turn_; }

 private:
  const SealKey& key_;
  Hash turn_;
};

} // namespace

std::string SealKey::name() const { return shown_hash(to_hex(bytes_of(derived(first, "name")))); }

std::optional<std::string> sealed_with(Ledger& ledger) {
  const auto found = turn(ledger);
  return found ? std::optional(found->name) : std::nullopt;
}

std::optional<BatchMark> last_batch_mark(Ledger& ledger) {
  Cursor row(ledger.database(), batch_hash.from("batches ORDER BY id DESC LIMIT 1"));
  if (!row.next()) return std::nullopt;
  const auto hash = batch_hash[tables::batches.hash];
  return BatchMark{row.id<BatchId>(batch_hash[tables::batches.id]), stored_hash(row.text(hash), row.place(hash))};
}

SealKey begin_sealing(Ledger& ledger, const Hash& first) {
  SealKey key{.first = first, .from = last_batch_mark(ledger)};
  const auto last = key.from ? key.from->batch.value : 0;
  Cursor(ledger.database(), "DELETE FROM sealing").run();
  const auto name = key.name();
  Cursor(ledger.database(),
         "INSERT INTO sealing (name, sealed_from, next_batch, next_key) VALUES (?, ?, ?, CAST(? AS BLOB))")
      .bind(name, last, last + 1, bytes_of(first))
      .run();
  return key;
}

void seal_batch(Ledger& ledger, BatchId batch, const Hash& hash) {
  const auto now = turn(ledger);
  if (!now) return;
  if (now->next != batch) damaged(wrong_counter(now->next, batch.value - 1));
  const auto mac = mac_of(now->key, batch, hash);
  Cursor(ledger.database(), "INSERT INTO seals (batch_id, mac) VALUES (?, CAST(? AS BLOB))")
      .bind(batch, bytes_of(mac))
      .run();
  const auto next = following(now->key);
  Cursor(ledger.database(), "UPDATE sealing SET next_batch = ?, next_key = CAST(? AS BLOB)")
      .bind(batch.next(), bytes_of(next))
      .run();
}

Message check_sealing(Ledger& ledger) {
  const auto last = last_number(ledger);
  const auto now = turn(ledger);
  if (now && now->next.value != last + 1) return wrong_counter(now->next, last);
  if (now && now->from > last) return "the ledger is said to be sealed from batch {batch} on"_en(now->from + 1);
  Cursor stray(ledger.database(), "SELECT batch_id FROM seals WHERE batch_id NOT IN (SELECT id FROM batches) LIMIT 1");
  if (stray.next()) return "there is a seal of batch {batch}, which does not exist"_en(stray.sum(only));
  if (!now) {
    const bool any = Cursor(ledger.database(), "SELECT 1 FROM seals LIMIT 1").next();
    return any ? "batches are sealed, but the key to go on with is gone"_en() : Message();
  }
  Cursor open(ledger.database(),
              "SELECT id FROM batches WHERE id > ? AND id NOT IN (SELECT batch_id FROM seals) "
              "ORDER BY id LIMIT 1");
  if (open.bind(now->from).next()) return "batch {batch} is not sealed"_en(open.id<BatchId>(only));
  return {};
}

Message check_seals(Ledger& ledger, const SealKey& key) {
  const auto now = turn(ledger);
  if (!now) return "the ledger is not sealed"_en();
  Unrolled unrolled(key);
  constexpr Selection sealed{"b.id", "b.hash", "s.mac"};
  std::int64_t last = 0;
  Cursor rows(ledger.database(), sealed.from("batches b LEFT JOIN seals s ON s.batch_id = b.id ORDER BY b.id"));
  while (rows.next()) {
    const auto batch = rows.id<BatchId>(sealed["b.id"]);
    const auto hash = stored_hash(rows.text(sealed["b.hash"]), rows.place(sealed["b.hash"]));
    const auto mac = rows.null(sealed["s.mac"]) ? std::nullopt : std::optional(rows.text(sealed["s.mac"]));
    if (auto wrong = unrolled.next(batch, hash, mac); !wrong.empty()) return wrong;
    last = batch.value;
  }
  for (const auto* mark : {&key.seen, &key.from})
    if (*mark && (*mark)->batch.value > last)
      return "the last batch is {last}, but batch {batch} was there: the end was cut off, or an older copy put here"_en(
          last, (*mark)->batch);
  if (now->next.value != last + 1 || now->key != unrolled.turn())
    return "the last batch is {last}, but the key in the ledger is that of another one: batches were cut off"_en(last);
  return {};
}

} // namespace loyalty::store
