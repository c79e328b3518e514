// SPDX-License-Identifier: MIT
#include "app/orders/order_codes.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "app/orders/import_orders.hpp"
#include "catch.hpp"
#include "files/text_file.hpp"
#include "loyalty/random_history.hpp"
#include "store/members.hpp"
#include "store/vouchers.hpp"

namespace order_codes_test {

namespace {

using namespace loyalty;
using namespace loyalty::app;
using namespace loyalty::shop;
using Lines = std::vector<std::string>;

const Day first_day = Day::from_civil(2026, 5, 1);

std::string money(std::int64_t minor) { return to_string(Money{minor}, cny); }

/// A program whose coupons run out: by member, by number, by amount, each with a word for a code.
std::string program_that_runs_out(Chance& chance) {
  std::string text = "[program]\nname = \"shop\"\n";
  for (const char* word : {"A", "B", "C"}) {
    text += "[[coupon]]\nid = \"c" + std::string(1, static_cast<char>(*word + 32)) + "\"\nname = \"" + word +
            "\"\ncode = \"" + word + "\"\n";
    text += chance.one_in(2) ? "off = \"" + std::to_string(chance.between(5, 40)) + "%\"\n"
                             : "off = \"" + money(chance.between(1, 20) * 100) + "\"\n";
    if (chance.one_in(3)) text += "min_spend = \"" + money(chance.between(10, 60) * 100) + "\"\n";
    if (!chance.one_in(3)) text += "stacking = \"" + chance.of<std::string>({"x", "y", "z"}) + "\"\n";
    if (!chance.one_in(3)) text += "per_member = { times = " + std::to_string(chance.between(1, 2)) + " }\n";
    const auto budget = chance.between(1, 3);
    if (budget == 1) text += "budget = { amount = \"" + money(chance.between(5, 40) * 100) + "\" }\n";
    if (budget == 2) text += "budget = { vouchers = " + std::to_string(chance.between(1, 4)) + " }\n";
  }
  return text;
}

Lines orders_with_codes(Chance& chance) {
  Lines rows;
  for (int number = chance.between(4, 12); number > 0; --number) {
    const auto day = first_day + chance.between(0, 5);
    auto codes = chance.of<std::string>({"A", "B", "C"});
    if (chance.one_in(3)) codes += ';' + chance.of<std::string>({"A", "B", "C", "nonsense"});
    const auto amount = money(chance.between(5, 90) * 100);
    rows.push_back(std::to_string(number) + ",m" + std::to_string(chance.between(1, 3)) + ',' + to_string(day) + ',' +
                   amount + ",paid," + codes);
  }
  return rows;
}

class Shop {
 public:
  explicit Shop(std::string program) : program_(std::move(program)) {}

  Imported import(const Lines& rows) {
    std::string text = "order_id,member_id,placed_at,amount,status,coupon_code\n";
    for (const auto& row : rows) text += row + '\n';
    const files::TextFile file(text);
    const Context context{.ledger = *ledger_,
                          .as_of = first_day + 30,
                          .currency = cny,
                          .entropy = [this](std::span<unsigned char> bytes) {
                            for (auto& byte : bytes)
                              byte = static_cast<unsigned char>((seed_ = seed_ * 1'103'515'245U + 12'345U) >> 16U);
                          }};
    return import_orders(context, {.path = file.path(), .program = ProgramText{"loyalty.toml", program_}});
  }

  /// "order coupon discount" of all that is in use.
  Lines uses() {
    Lines told;
    store::read_vouchers(*ledger_, [&](const store::StoredVoucher& stored) {
      if (const auto* used = redemption(stored.events))
        told.push_back(used->order + ' ' + stored.voucher.coupon + ' ' + to_string(used->discount, cny));
    });
    std::sort(told.begin(), told.end());
    return told;
  }

  std::int64_t rows() {
    return ledger_->database().execAndGet(
        "SELECT (SELECT count(*) FROM voucher_events) + (SELECT count(*) FROM vouchers)");
  }

 private:
  std::string program_;
  unsigned seed_ = 1;
  std::unique_ptr<store::Ledger> ledger_ = store::Ledger::in_memory();
};

void shuffle(Chance& chance, Lines& rows) {
  for (auto last = rows.size(); last > 1; --last)
    std::swap(rows[last - 1], rows[static_cast<std::size_t>(chance.between(0, static_cast<int>(last) - 1))]);
}

} // namespace

TEST_CASE("codes are used in the order of the orders, however they are spread over files and rows", "[property]") {
  Chance chance(7);
  std::size_t uses = 0;
  std::size_t unused = 0;
  for (int round = 0; round < 150; ++round) {
    CAPTURE(round);
    const auto program = program_that_runs_out(chance);
    auto rows = orders_with_codes(chance);
    std::sort(rows.begin(), rows.end(), [](const std::string& left, const std::string& right) {
      const auto key = [](const std::string& row) {
        const auto day = row.substr(row.find(",2026") + 1, 10);
        return std::pair(day, row.substr(0, row.find(',')));
      };
      return key(left) < key(right);
    });
    Shop in_order(program);
    for (const auto& row : rows) in_order.import({row});
    Shop at_once(program);
    shuffle(chance, rows);
    unused += at_once.import(rows).codes.unused.size();
    REQUIRE(at_once.uses() == in_order.uses());
    Shop in_files(program);
    shuffle(chance, rows);
    for (std::size_t begin = 0; begin < rows.size();) {
      const auto end = std::min(rows.size(), begin + static_cast<std::size_t>(chance.between(1, 4)));
      in_files.import(
          {rows.begin() + static_cast<std::ptrdiff_t>(begin), rows.begin() + static_cast<std::ptrdiff_t>(end)});
      begin = end;
    }
    REQUIRE(in_files.uses() == in_order.uses());
    // The same again writes nothing.
    const auto before = in_files.rows();
    CHECK_FALSE(in_files.import(rows).receipt.batch);
    REQUIRE(in_files.rows() == before);
    uses += in_order.uses().size();
  }
  CHECK(uses > 500);
  CHECK(unused > 150);
}

} // namespace order_codes_test
