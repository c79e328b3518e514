// SPDX-License-Identifier: MIT
#include "store/cards.hpp"

#include <unordered_map>

#include "store/ledger/cursor.hpp"
#include "store/ledger/last_day.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

constexpr Selection of_card{tables::cards};
constexpr Selection of_card_move{tables::card_moves};

template <class Column>
bool is_undone(Ledger& ledger, const Cursor& row, Column column) {
  return ledger.undone().contains(row.id<BatchId>(column));
}

StoredCard read_card(Ledger& ledger, const Cursor& row) {
  using tables::cards;
  return {.id = row.id<CardId>(of_card[cards.id]),
          .batch = row.id<BatchId>(of_card[cards.batch_id]),
          .code = row.string(of_card[cards.code]),
          .card = {.member = ledger.whose().now(row.maybe_id<MemberId>(of_card[cards.member_id])),
                   .amount = row.money(of_card[cards.amount]),
                   .paid = row.money(of_card[cards.paid]),
                   .issued_on = row.day(of_card[cards.issued_on]),
                   .last_day = row.day_or_never(of_card[cards.last_day])},
          .key = row.string(of_card[cards.issue_key])};
}

StoredCardMove read_card_move(Ledger& ledger, const Cursor& row) {
  using tables::card_moves;
  return {.card = row.id<CardId>(of_card_move[card_moves.card_id]),
          .batch = row.id<BatchId>(of_card_move[card_moves.batch_id]),
          .move = {.kind = row.kind<CardMoveKind>(of_card_move[card_moves.kind]),
                   .day = row.day(of_card_move[card_moves.day]),
                   .amount = row.money(of_card_move[card_moves.amount]),
                   .order = row.string(of_card_move[card_moves.order_no]),
                   .last_day = row.day_or_never(of_card_move[card_moves.last_day])},
          .reason = ledger.texts().read(row.text(of_card_move[card_moves.reason])),
          .key = row.string(of_card_move[card_moves.move_key])};
}

std::optional<StoredCard> find_card_where(Ledger& ledger, std::string_view where, std::string_view text) {
  std::optional<StoredCard> found;
  Cursor rows(ledger.database(), of_card.from(where));
  rows.bind(text);
  while (!found && rows.next())
    if (!is_undone(ledger, rows, of_card[tables::cards.batch_id])) found = read_card(ledger, rows);
  if (!found) return found;
  Cursor moves(ledger.database(), of_card_move.from("card_moves WHERE card_id = ? ORDER BY id"));
  moves.bind(found->id);
  while (moves.next())
    if (!is_undone(ledger, moves, of_card_move[tables::card_moves.batch_id]))
      found->moves.push_back(read_card_move(ledger, moves).move);
  return found;
}

} // namespace

std::optional<StoredCard> find_card(Ledger& ledger, std::string_view code) {
  return find_card_where(ledger, "cards WHERE code = ?", code);
}

std::optional<StoredCard> find_issued_card(Ledger& ledger, std::string_view key) {
  return find_card_where(ledger, "cards WHERE issue_key = ? ORDER BY id", key);
}

std::vector<StoredCard> cards(Ledger& ledger, std::optional<MemberId> member) {
  std::unordered_map<CardId, std::vector<CardMove>> moves;
  Cursor of_all(ledger.database(), of_card_move.from("card_moves ORDER BY id"));
  while (of_all.next()) {
    if (is_undone(ledger, of_all, of_card_move[tables::card_moves.batch_id])) continue;
    auto stored = read_card_move(ledger, of_all);
    moves[stored.card].push_back(std::move(stored.move));
  }
  std::vector<StoredCard> found;
  Cursor rows(ledger.database(), of_card.from("cards ORDER BY id"));
  while (rows.next()) {
    if (is_undone(ledger, rows, of_card[tables::cards.batch_id])) continue;
    auto card = read_card(ledger, rows);
    if (member && card.card.member != member) continue;
    if (const auto its = moves.find(card.id); its != moves.end()) card.moves = std::move(its->second);
    found.push_back(std::move(card));
  }
  return found;
}

std::optional<StoredCardMove> find_card_move(Ledger& ledger, std::string_view key) {
  Cursor rows(ledger.database(), of_card_move.from("card_moves WHERE move_key = ? ORDER BY id"));
  rows.bind(key);
  while (rows.next())
    if (!is_undone(ledger, rows, of_card_move[tables::card_moves.batch_id])) return read_card_move(ledger, rows);
  return std::nullopt;
}

bool is_code_taken(Ledger& ledger, std::string_view code) {
  Cursor rows(ledger.database(),
              "SELECT 1 FROM cards WHERE code = ?1 UNION ALL SELECT 1 FROM vouchers WHERE code = ?1");
  return rows.bind(code).next();
}

CardId add_card(Ledger& ledger, Batch& batch, const StoredCard& stored) {
  const Card& card = stored.card;
  batch.flush();
  const CardId id(next_number(ledger, tables::cards));
  constexpr auto& row = tables::cards;
  batch.append(row, row.id(id), row.batch_id(batch.id()), row.code(stored.code), row.member_id(card.member),
               row.amount(card.amount.minor), row.paid(card.paid.minor), row.issued_on(card.issued_on.number),
               row.last_day(written_last_day(card.last_day)), row.issue_key(stored.key));
  batch.flush();
  return id;
}

void add_card_move(Ledger& ledger, Batch& batch, const StoredCardMove& stored) {
  const CardMove& move = stored.move;
  batch.flush();
  const auto id = next_number(ledger, tables::card_moves);
  const auto reason = batch.keep(stored.reason);
  constexpr auto& row = tables::card_moves;
  batch.append(row, row.id(id), row.batch_id(batch.id()), row.card_id(stored.card), row.day(move.day.number),
               row.kind(static_cast<int>(move.kind)), row.amount(move.amount.minor), row.order_no(move.order),
               row.last_day(written_last_day(move.last_day)), row.reason(reason), row.move_key(stored.key));
  batch.flush();
}

} // namespace loyalty::store
