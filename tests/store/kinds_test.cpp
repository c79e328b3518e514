// SPDX-License-Identifier: MIT
//
// A number that stands for no kind is damage wherever it is read, never some kind that it is near.
#include "store/ledger/kinds.hpp"

#include <fmt/format.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "catch.hpp"
#include "loyalty/error.hpp"
#include "store/accounts.hpp"
#include "store/acts.hpp"
#include "store/all_tables.hpp"
#include "store/coded_orders.hpp"
#include "store/histories.hpp"
#include "store/ledger/personal_check.hpp"
#include "store/orders.hpp"
#include "store/tiers_held.hpp"
#include "store/vouchers.hpp"

namespace kinds_test {

namespace {

using namespace loyalty;
using namespace loyalty::store;

constexpr auto of_vouchers =
    "INSERT INTO vouchers (id, batch_id, code, coupon, member_id, program_id, issued_on, first_day, last_day, "
    "min_spend, issue_key, {}) VALUES (1, 1, 'C', 'five', 1, 1, 20000, 20000, 20100, 0, 'k', {})";

std::string voucher_with(const std::string& columns, const std::string& values) {
  return fmt::format(fmt::runtime(of_vouchers), columns, values);
}

/// A column that holds kinds: rows with one of a number, and everything that reads them.
struct StoredKinds {
  const Table& table;
  const Column& column;
  std::string rows; ///< SQL with {} for the number
  std::vector<std::function<void(Ledger&)>> readers;
};

const MemberId somebody(1);

const std::vector<StoredKinds> all_kinds = {
    {tables::orders,
     tables::orders.status,
     "INSERT INTO orders (id, batch_id, member_id, placed_at, amount, refunded, status, revision, category, shop, "
     "order_no) VALUES (1, 1, 1, 1767571200, 100, 0, {0}, 1, '', '', '1'), "
     "(2, 1, NULL, 1767571200, 100, 0, {0}, 1, '', '', '2')",
     {[](Ledger& ledger) { read_history(ledger, somebody); }, [](Ledger& ledger) { read_guests(ledger); },
      [](Ledger& ledger) { find_order(ledger, {.shop = "", .order_id = "1"}); },
      [](Ledger& ledger) { order_text(ledger, OrderId(1)); },
      [](Ledger& ledger) { CodedOrders(ledger).find(OrderId(1)); }}},
    {tables::acts,
     tables::acts.kind,
     "INSERT INTO acts (id, batch_id, member_id, day, kind, points, reason, act_key, other_id) "
     "VALUES (1, 1, 1, 20000, {0}, 1, '', 'k', CASE {0} WHEN 23 THEN 2 END)",
     {[](Ledger& ledger) { act(ledger, ActId(1)); }, [](Ledger& ledger) { find_act(ledger, "k"); },
      [](Ledger& ledger) { acts_of(ledger, somebody); }, [](Ledger& ledger) { read_history(ledger, somebody); }}},
    {tables::terms,
     tables::terms.rounding,
     "INSERT INTO terms VALUES (1, 1, 1, 'rule', 1, 100, {}, 1000000, NULL)",
     {[](Ledger& ledger) { KeptTerms terms(ledger); }}},
    {tables::entries,
     tables::entries.kind,
     "INSERT INTO entries (member_id, entry_no, batch_id, day, kind, points) VALUES (1, 1, 1, 20000, {}, 5)",
     {[](Ledger& ledger) { read_account(ledger, somebody); },
      [](Ledger& ledger) { read_lines(ledger, BatchId(1), [](MemberId, const NumberedEntry&) {}); },
      [](Ledger& ledger) { AccountReader(ledger, somebody, somebody, AccountReader::Detail::sums).next(); }}},
    {tables::tier_changes,
     tables::tier_changes.reason,
     "INSERT INTO tier_changes VALUES (1, 1, 1, 20000, 'gold', NULL, {}, 0, 1, 0)",
     {[](Ledger& ledger) { read_account(ledger, somebody); },
      [](Ledger& ledger) { read_tiers_held(ledger, Day{20'001}, somebody, [](MemberId, const std::string&) {}); }}},
    {tables::commitments,
     tables::commitments.kind,
     "INSERT INTO commitments (id, batch_id, kind, number) VALUES (1, 1, {}, 1)",
     {[](Ledger& ledger) { check_personal(ledger); }}},
    {tables::vouchers,
     tables::vouchers.on_return,
     voucher_with("amount_off, on_return", "500, {}"),
     {[](Ledger& ledger) { find_voucher(ledger, "C"); }, [](Ledger& ledger) { vouchers_of(ledger, somebody); },
      [](Ledger& ledger) { read_vouchers(ledger, [](const StoredVoucher&) {}); }}},
    {tables::voucher_events,
     tables::voucher_events.kind,
     voucher_with("amount_off", "500") +
         "; INSERT INTO voucher_events (id, batch_id, voucher_id, day, kind, order_no, reason) "
         "VALUES (1, 1, 1, 20000, {}, '', '')",
     {[](Ledger& ledger) { find_voucher(ledger, "C"); }, [](Ledger& ledger) { vouchers_of_coupon(ledger, "five"); },
      [](Ledger& ledger) { read_vouchers(ledger, [](const StoredVoucher&) {}); },
      [](Ledger& ledger) { discount_given(ledger, "five"); }}},
    {tables::card_moves,
     tables::card_moves.kind,
     "INSERT INTO card_moves (id, batch_id, card_id, day, kind, amount, order_no, reason, move_key) "
     "VALUES (1, 1, 1, 20000, {}, 500, '', '', '')",
     {[](Ledger& ledger) {
       Cursor rows(ledger.database(), "SELECT kind FROM card_moves");
       while (rows.next()) rows.kind<CardMoveKind>(only);
     }}},
};

/// What reading a ledger with these rows ends in: "read", or the damage.
std::string end_of(const std::string& rows, const std::function<void(Ledger&)>& read) {
  const auto ledger = Ledger::in_memory();
  ledger->database().exec("PRAGMA ignore_check_constraints = ON");
  ledger->database().exec(rows);
  try {
    read(*ledger);
  } catch (const Error& error) {
    CHECK(error.failure == Failure::damaged);
    return error.why.english();
  }
  return "read";
}

} // namespace

TEST_CASE("a wrong number of a kind is damage for everybody who reads it") {
  for (const auto& stored : all_kinds) {
    CAPTURE(stored.table.name(), stored.column.name);
    for (const auto number : {stored.column.first - 1, stored.column.last + 1, std::int64_t{99}, std::int64_t{-7}}) {
      CAPTURE(number);
      const auto rows = fmt::format(fmt::runtime(stored.rows), number);
      for (std::size_t reader = 0; reader < stored.readers.size(); ++reader) {
        CAPTURE(reader);
        const auto end = end_of(rows, stored.readers[reader]);
        CHECK(end.ends_with(fmt::format("{} holds {}, which is no known kind", stored.column.name, number)));
      }
    }
    for (auto number = stored.column.first; number <= stored.column.last; ++number) {
      CAPTURE(number);
      for (const auto& reader : stored.readers)
        CHECK(end_of(fmt::format(fmt::runtime(stored.rows), number), reader) == "read");
    }
  }
}

TEST_CASE("every column that holds kinds is tried") {
  std::set<std::string> tried, all;
  for (const auto& stored : all_kinds) tried.insert(fmt::format("{}.{}", stored.table.name(), stored.column.name));
  for (const auto* table : all_tables())
    for (const auto& column : table->columns())
      if (column.holds_kinds()) all.insert(fmt::format("{}.{}", table->name(), column.name));
  CHECK(tried == all);
}

TEST_CASE("a voucher that gives nothing, or two things, is damage") {
  const auto read = [](Ledger& ledger) { find_voucher(ledger, "C"); };
  for (const auto& [columns, values] :
       std::vector<std::pair<std::string, std::string>>{{"amount_off", "500"},
                                                        {"percent_off", "100000"},
                                                        {"percent_off, max_discount", "100000, 500"},
                                                        {"free_shipping", "1"},
                                                        {"gift", "'cup'"},
                                                        {"bonus_points", "5"},
                                                        {"terms", "'ladder spend=20000,share=200000'"},
                                                        {"terms", "'ladder pieces=2,amount=500;pieces=3,amount=900'"},
                                                        {"terms", "'price each=990'"},
                                                        {"terms", "'shipping_off amount=300'"},
                                                        {"terms", "'pieces buy=2;get=1;share=1000000;pick=cheapest'"},
                                                        {"categories, terms", "'food', 'price each=990'"},
                                                        {"terms", "'price each=990\nlines sku=A1'"}})
    CHECK(end_of(voucher_with(columns, values), read) == "read");
  for (const auto& [columns, values] :
       std::vector<std::pair<std::string, std::string>>{{"stacking", "'one'"},
                                                        {"max_discount", "500"},
                                                        {"amount_off, percent_off", "500, 100000"},
                                                        {"amount_off, max_discount", "500, 500"},
                                                        {"gift, bonus_points", "'cup', 5"},
                                                        {"gift, terms", "'cup', 'price each=990'"},
                                                        {"terms", "'lines sku=A1'"},
                                                        {"terms", "'ladder '"},
                                                        {"terms", "'ladder spend=1,share=2000000'"},
                                                        {"terms", "'pieces buy=2;get=0;share=5;pick=cheapest'"},
                                                        {"terms", "'pieces buy=2;get=1;share=5;pick=best'"},
                                                        {"terms", "'price each=-5'"},
                                                        {"terms", "'shipping_off half=1'"}})
    CHECK(end_of(voucher_with(columns, values), read) == "voucher 1 gives nothing that is known");
}

TEST_CASE("a voucher whose lines are told in two ways, or in none that is known, is damage") {
  const auto read = [](Ledger& ledger) { find_voucher(ledger, "C"); };
  for (const auto& [columns, values] :
       std::vector<std::pair<std::string, std::string>>{{"categories", "'food'"}, {"terms", "'lines sku=A1;pieces=2'"}})
    CHECK(end_of(voucher_with("amount_off, " + columns, "500, " + values), read) == "read");
  for (const auto& [columns, values] :
       std::vector<std::pair<std::string, std::string>>{{"terms", "''"},
                                                        {"terms", "'sku=A1'"},
                                                        {"terms", "'lines colour=red'"},
                                                        {"terms", "'lines sku=A1;sku=A1'"},
                                                        {"categories, terms", "'food', 'lines sku=A1'"}})
    CHECK(end_of(voucher_with("amount_off, " + columns, "500, " + values), read) ==
          "voucher 1 is good for nothing that is known");
}

} // namespace kinds_test
