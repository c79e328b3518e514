// SPDX-License-Identifier: MIT
#include "store/visitors.hpp"

#include <utility>

#include "store/ledger/cursor.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

constexpr auto& visitor_columns = tables::visitors;
constexpr Selection of_visitors{tables::visitors};

/// A day, or a month.
Visitors read_visitors(const Cursor& row) {
  Visitors told{.first = row.day(of_visitors[visitor_columns.first_day]),
                .last = row.day(of_visitors[visitor_columns.last_day]),
                .shop = row.string(of_visitors[visitor_columns.shop]),
                .visitors = row.count(of_visitors[visitor_columns.visitors])};
  const bool is_month =
      told.first == start_of(Calendar::month, told.first) && told.last == end_of(Calendar::month, told.first);
  if (told.first != told.last && !is_month)
    damaged("{place} is neither the same day nor the end of the month"_en(
        row.place(of_visitors[visitor_columns.last_day])));
  return told;
}

} // namespace

KnownVisitors::KnownVisitors(Ledger& ledger) {
  Cursor rows(ledger.database(), of_visitors.from("visitors ORDER BY id"));
  while (rows.next()) {
    if (ledger.undone().contains(rows.id<BatchId>(of_visitors[visitor_columns.batch_id]))) continue;
    note(read_visitors(rows));
  }
}

bool KnownVisitors::note(const Visitors& told) {
  const auto [known, is_new] = known_.try_emplace(Place(told.first, told.last, told.shop), told.visitors);
  if (!is_new && known->second == told.visitors) return false;
  known->second = told.visitors;
  return true;
}

std::vector<Visitors> KnownVisitors::all() const {
  std::vector<Visitors> all;
  for (const auto& [place, visitors] : known_)
    all.push_back({std::get<0>(place), std::get<1>(place), std::get<2>(place), visitors});
  return all;
}

void add_visitors(Ledger& ledger, Batch& batch, const std::vector<Visitors>& told) {
  batch.flush();
  auto id = next_number(ledger, tables::visitors);
  constexpr auto& row = tables::visitors;
  for (const auto& each : told)
    batch.append(row, row.id(id++), row.batch_id(batch.id()), row.first_day(each.first.number),
                 row.last_day(each.last.number), row.shop(each.shop), row.visitors(each.visitors));
  batch.flush();
}

} // namespace loyalty::store
