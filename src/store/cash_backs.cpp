// SPDX-License-Identifier: MIT
#include "store/cash_backs.hpp"

#include "store/ledger/cursor.hpp"
#include "store/ledger/tables.hpp"

namespace loyalty::store {
namespace {

using tables::acts;
constexpr Selection of_cash_back{acts.member_id, acts.batch_id, acts.day,  acts.subject,
                                 acts.order_id,  acts.money,    acts.text, acts.id};
constexpr auto kind_of_cash_back = static_cast<int>(ActKind::cash_back);

CashMove read_move(const Cursor& row) {
  return {.day = row.day(of_cash_back[acts.day]),
          .reward = row.string(of_cash_back[acts.subject]),
          .order = row.maybe_id<OrderId>(of_cash_back[acts.order_id]).value_or(OrderId{}),
          .amount = row.money(of_cash_back[acts.money])};
}

} // namespace

bool any_cash_back(Ledger& ledger) {
  Cursor rows(ledger.database(), "SELECT 1 FROM acts WHERE kind = ? LIMIT 1");
  return rows.bind(kind_of_cash_back).next();
}

void read_cash_back(Ledger& ledger, MemberId first, MemberId last,
                    const std::function<void(MemberId, const CashMove&)>& use) {
  const auto& whose = ledger.whose();
  Cursor rows(ledger.database(),
              of_cash_back.from("acts WHERE member_id BETWEEN ?1 AND ?2 AND kind = ?3 ORDER BY member_id, id"));
  const auto read = [&](MemberId from, MemberId through, const auto& take) {
    rows.bind(from, through, kind_of_cash_back);
    while (rows.next())
      if (!ledger.undone().contains(rows.id<BatchId>(of_cash_back[acts.batch_id])))
        take(rows.id<MemberId>(of_cash_back[acts.member_id]));
  };
  read(first, last, [&](MemberId member) {
    if (!whose.is_merged(member)) use(member, read_move(rows));
  });
  for (const auto kept : whose.merged_between(first, last))
    for (const auto other : whose.merged_into(kept)) read(other, other, [&](MemberId) { use(kept, read_move(rows)); });
}

} // namespace loyalty::store
