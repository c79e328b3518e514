// SPDX-License-Identifier: MIT
#include "files/profiles/profile.hpp"

#include <cstdio>
#include <set>
#include <string>
#include <vector>

#include "catch.hpp"
#include "files/order_columns.hpp"
#include "files/order_file.hpp"
#include "files/profiles/list.hpp"
#include "files/text_file.hpp"
#include "loyalty/error.hpp"

namespace loyalty::files::profile_test {
namespace {

TEST_CASE("the generic profile says what docs say of its columns") {
  struct Case {
    std::string_view name;
    OrderColumn column;
    bool required;
    Scope scope;
  };
  const std::vector<Case> cases = {
      {"order_id", OrderColumn::order_id, true, Scope::row},
      {"member_id", OrderColumn::member_id, true, Scope::row},
      {"placed_at", OrderColumn::placed_at, true, Scope::row},
      {"amount", OrderColumn::amount, true, Scope::row},
      {"status", OrderColumn::status, true, Scope::row},
      {"category", OrderColumn::category, false, Scope::row},
      {"refunded_amount", OrderColumn::refunded_amount, false, Scope::row_or_order},
      {"refund_of", OrderColumn::refund_of, false, Scope::row},
      {"shop", OrderColumn::shop, false, Scope::row},
      {"phone", OrderColumn::phone, false, Scope::row},
      {"name", OrderColumn::name, false, Scope::row},
      {"shipping", OrderColumn::shipping, false, Scope::row_or_order},
      {"discount", OrderColumn::discount, false, Scope::row_or_order},
      {"coupon_code", OrderColumn::coupon_code, false, Scope::row},
      {"points_redeemed", OrderColumn::points_redeemed, false, Scope::row_or_order},
      {"line_id", OrderColumn::line_id, false, Scope::row},
      {"sku", OrderColumn::sku, false, Scope::row},
      {"quantity", OrderColumn::quantity, false, Scope::row},
      {"paid_at", OrderColumn::paid_at, false, Scope::row},
      {"referrer_id", OrderColumn::referrer_id, false, Scope::row},
      {"fee_for", OrderColumn::fee_for, false, Scope::row},
      {"wallet_paid", OrderColumn::wallet_paid, false, Scope::row_or_order},
  };
  CHECK(cases.size() == known_columns);
  CHECK(generic_profile().columns.size() == known_columns);
  for (const auto& [name, column, required, scope] : cases) {
    CAPTURE(name);
    const auto* known = generic_profile().find(name);
    REQUIRE(known != nullptr);
    CHECK(known == generic_profile().find(column));
    CHECK(known->column == column);
    CHECK(known->required == required);
    CHECK(known->scope == scope);
  }
}

TEST_CASE("the words for a status in the generic file are the ledger's own") {
  CHECK(generic_profile().statuses.size() == 6);
  for (int number = 0; number < 6; ++number) {
    const auto status = static_cast<OrderStatus>(number);
    CHECK(generic_profile().word_of(status) == to_string(status));
    CHECK(generic_profile().status_of(to_string(status)) == status);
  }
  for (const std::string_view word : {"", "Paid", "paid ", "PAID", "canceled", "refunds", "已支付"})
    CHECK_FALSE(generic_profile().status_of(word));
}

TEST_CASE("every profile of the list can be told and read") {
  std::set<std::string_view> profiles;
  for (const auto* profile : all_profiles()) {
    CAPTURE(profile->name);
    CHECK(profiles.insert(profile->name).second);
    std::set<OrderColumn> columns;
    std::set<std::string_view> names;
    std::set<std::string_view> words;
    bool any_required = false;
    for (const auto& column : profile->columns) {
      CHECK(columns.insert(column.column).second);
      REQUIRE_FALSE(column.names.empty());
      for (const auto name : column.names) {
        CAPTURE(name);
        CHECK(folded_name(name) == name);
        CHECK(names.insert(name).second);
      }
      any_required = any_required || column.required;
    }
    CHECK(any_required);
    for (const auto& [word, status] : profile->statuses) CHECK(words.insert(word).second);
    CHECK(profile->moments.parse != nullptr);
    CHECK(profile->moments.reason != nullptr);
  }
  CHECK(all_profiles().back() == &generic_profile());
}

/// "3/31/2026", as an American shop writes a day.
std::optional<WrittenMoment> parse_american(std::string_view text) {
  int month = 0;
  int day = 0;
  int year = 0;
  if (std::sscanf(std::string(text).c_str(), "%d/%d/%d", &month, &day, &year) != 3) return std::nullopt;
  char iso[16];
  std::snprintf(iso, sizeof iso, "%04d-%02d-%02d", year % 10000, month % 100, day % 100);
  return WrittenMoment::parse(iso);
}

messages::Reason american_reason(std::string_view text) {
  return {messages::shown_value(text) + " is no day", "write 3/31/2026"};
}

/// A platform that does not exist.
const Profile market{.name = "market",
                     .columns = {{.column = OrderColumn::order_id, .names = {"订单编号", "sale no"}, .required = true},
                                 {.column = OrderColumn::member_id, .names = {"buyer"}},
                                 {.column = OrderColumn::placed_at, .names = {"sold on"}, .required = true},
                                 {.column = OrderColumn::amount, .names = {"paid"}, .required = true},
                                 {.column = OrderColumn::status, .names = {"state"}, .required = true},
                                 {.column = OrderColumn::sku, .names = {"item"}},
                                 {.column = OrderColumn::shipping, .names = {"freight"}, .scope = Scope::row},
                                 {.column = OrderColumn::refunded_amount, .names = {"returned"}, .scope = Scope::row}},
                     .statuses = {{"交易成功", OrderStatus::paid},
                                  {"shipped", OrderStatus::paid},
                                  {"closed", OrderStatus::cancelled},
                                  {"waiting", OrderStatus::unpaid}},
                     .moments = {.parse = parse_american, .reason = american_reason}};

struct Read {
  std::vector<std::string> orders;
  std::vector<std::string> rejected;
  std::vector<std::string> notes;
};

Read read(const std::string& content, bool several_rows = false) {
  const TextFile file(content);
  OrderFile orders(file.path(), {.currency = cny, .several_rows = several_rows, .profile = &market});
  Read result;
  for (FileBatch batch; orders.next(batch);) {
    for (std::size_t i = 0; i < batch.rows.size(); ++i) {
      const auto& row = batch.rows[i];
      auto text = std::string(row.order_id) + ' ' + std::string(row.member_id) + ' ' + to_string(row.placed_at.day()) +
                  ' ' + to_string(row.amount, cny) + ' ' + std::string(to_string(row.status));
      if (row.details >= 0)
        if (const auto shipping = batch.details[static_cast<std::size_t>(row.details)].shipping)
          text += " +" + to_string(*shipping, cny);
      result.orders.push_back(std::move(text));
      for (const auto& rejected : orders.reject(batch, i, "amount", "the ledger says so"))
        CHECK(rejected.column_name == "paid");
    }
  }
  for (const auto& row : orders.take_rejected())
    result.rejected.push_back(place_text("f", row.place) + ' ' + row.column_name + ": " + row.reason + "; " + row.hint);
  result.notes = orders.notes();
  return result;
}

std::string refusal_of(const std::string& content) {
  try {
    read(content);
  } catch (const Error& error) {
    const std::string what = error.what();
    return what.substr(what.find(".csv") + 4) + " | " + error.hint;
  }
  return {};
}

TEST_CASE("one more platform is one more value") {
  const auto result = read(
      "Sale No,buyer,sold on,paid,state,item,colour,freigth\n"
      "1,m1,3/31/2026,5.00,交易成功,,,\n"
      "2,m1,4/1/2026,6.00,shipped,,,\n"
      "3,m2,4/1/2026,7.00,waiting,,,\n"
      "4,m2,4/2/2026,8.00,closed,,,\n");
  CHECK(result.rejected.empty());
  CHECK(result.orders == std::vector<std::string>{"1 m1 2026-03-31 5.00 paid", "2 m1 2026-04-01 6.00 paid",
                                                  "3 m2 2026-04-01 7.00 unpaid", "4 m2 2026-04-02 8.00 cancelled"});
  CHECK(result.notes == std::vector<std::string>{"column \"colour\" is passed over",
                                                 "column \"freigth\" is passed over; did you mean freight?"});
}

TEST_CASE("messages speak of the columns and words of the file's own profile") {
  const auto result = read(
      "订单编号,sold on,paid,state,returned\n"
      "1,3/31/2026,5.0.0,shipped,\n"
      "2,2026-03-31,5.00,shipped,\n"
      "3,3/31/2026,5.00,paid,\n"
      "4,3/31/2026,5.00,shiped,\n"
      "5,3/31/2026,-5.00,shipped,\n"
      "6,3/31/2026,5.00,closed,1.00\n"
      ",3/31/2026,5.00,closed,\n");
  CHECK(result.orders.empty());
  CHECK(result.rejected ==
        std::vector<std::string>{
            "f:2:13 paid: 5.0.0 is not an amount; write 12.34",
            "f:3:3 sold on: 2026-03-31 is no day; write 3/31/2026",
            "f:4:18 state: paid is not a status; write 交易成功, shipped, closed or waiting",
            "f:5:18 state: shiped is not a status; did you mean shipped?",
            "f:6:13 paid: -5.00 is negative, but the status is shipped; ",
            "f:7:25 returned: 1.00 is refunded, but the status is closed; returned goes with the status 交易成功",
            "f:8:1 订单编号: the order has no id; ",
        });
  CHECK(refusal_of("sale no,sold on,piad,state\n") ==
        ":1:1: no column paid | did you mean paid where it says \"piad\"?");
  CHECK(refusal_of("sale no,订单编号,sold on,paid,state\n") ==
        ":1:9: two columns are named 订单编号 | rename or remove one of them");
  CHECK(refusal_of("") == ":1:1: the file is empty | 订单编号,sold on,paid,state");
  CHECK(refusal_of("a,b\n") ==
        ":1:1: no column 订单编号 | the first row must name the columns, at least 订单编号, sold on, paid, state");
}

TEST_CASE("a profile says what an amount of several rows is said of") {
  const std::string rows =
      "1,m1,3/31/2026,5.00,shipped,cream,2.00\n"
      "1,m1,3/31/2026,6.00,shipped,tea,2.00\n";
  CHECK(read("sale no,buyer,sold on,paid,state,item,freight\n" + rows, true).orders ==
        std::vector<std::string>{"1 m1 2026-03-31 11.00 paid +4.00"});
}

TEST_CASE("a file that is of no profile is held against the generic one") {
  Row header;
  for (const auto name : {"a", "b"}) header.cells.emplace_back(name);
  CHECK(&profile_of(header) == &generic_profile());
}

} // namespace
} // namespace loyalty::files::profile_test
