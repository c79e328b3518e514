// SPDX-License-Identifier: MIT
#include "loyalty/order_profile.hpp"

#include <set>
#include <string>
#include <vector>

#include "catch.hpp"
#include "files/order_columns.hpp"
#include "files/order_file.hpp"
#include "files/profiles/columns.hpp"
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
    AmountScope scope;
  };
  const std::vector<Case> cases = {
      {"order_id", OrderColumn::order_id, true, AmountScope::row},
      {"member_id", OrderColumn::member_id, true, AmountScope::row},
      {"placed_at", OrderColumn::placed_at, true, AmountScope::row},
      {"amount", OrderColumn::amount, true, AmountScope::row},
      {"status", OrderColumn::status, true, AmountScope::row},
      {"category", OrderColumn::category, false, AmountScope::row},
      {"refunded_amount", OrderColumn::refunded_amount, false, AmountScope::row_or_order},
      {"refund_of", OrderColumn::refund_of, false, AmountScope::row},
      {"shop", OrderColumn::shop, false, AmountScope::row},
      {"phone", OrderColumn::phone, false, AmountScope::row},
      {"name", OrderColumn::name, false, AmountScope::row},
      {"shipping", OrderColumn::shipping, false, AmountScope::row_or_order},
      {"discount", OrderColumn::discount, false, AmountScope::row_or_order},
      {"coupon_code", OrderColumn::coupon_code, false, AmountScope::row},
      {"points_redeemed", OrderColumn::points_redeemed, false, AmountScope::row_or_order},
      {"line_id", OrderColumn::line_id, false, AmountScope::row},
      {"sku", OrderColumn::sku, false, AmountScope::row},
      {"quantity", OrderColumn::quantity, false, AmountScope::row},
      {"paid_at", OrderColumn::paid_at, false, AmountScope::row},
      {"referrer_id", OrderColumn::referrer_id, false, AmountScope::row},
      {"fee_for", OrderColumn::fee_for, false, AmountScope::row},
      {"wallet_paid", OrderColumn::wallet_paid, false, AmountScope::row_or_order},
      {"host", OrderColumn::host, false, AmountScope::row},
      {"channel", OrderColumn::channel, false, AmountScope::row},
      {"on_sale", OrderColumn::on_sale, false, AmountScope::row},
  };
  CHECK(generic_profile().columns.size() == cases.size());
  for (const auto& [name, column, required, scope] : cases) {
    CAPTURE(name);
    CHECK(order_column(name) == column);
    const auto* known = generic_profile().find(column);
    REQUIRE(known != nullptr);
    CHECK(known->from == std::vector<CellNames>{{std::string(name)}});
    CHECK(known->required == required);
    CHECK(known->scope == scope);
  }
}

TEST_CASE("the words for a status in the generic file are the ledger's own") {
  CHECK(generic_profile().statuses.size() == 6);
  for (int number = 0; number < 6; ++number) {
    const auto status = static_cast<OrderStatus>(number);
    CHECK(generic_profile().word_of(status) == to_string(status));
    CHECK(generic_profile().state_of(to_string(status)) == static_cast<RowState>(status));
  }
  for (const std::string_view word : {"", "Paid", "paid ", "PAID", "canceled", "refunds", "已支付"})
    CHECK_FALSE(generic_profile().state_of(word));
}

TEST_CASE("every profile of the list can be told and read") {
  std::set<std::string_view> profiles;
  for (const auto& profile : all_profiles()) {
    CAPTURE(profile.name);
    CHECK(profiles.insert(profile.name).second);
    CHECK_FALSE(profile.title.empty());
    std::set<OrderColumn> columns;
    for (const auto& column : profile.columns) {
      CHECK(columns.insert(column.column).second);
      REQUIRE_FALSE(column.from.empty());
      for (const auto& names : column.from) REQUIRE_FALSE(names.empty());
    }
    for (const auto column : {OrderColumn::order_id, OrderColumn::placed_at, OrderColumn::amount}) {
      REQUIRE(profile.find(column) != nullptr);
      CHECK((profile.find(column)->required || profile.day_in_order_id));
    }
    for (const auto& words : {profile.statuses, profile.after_sales}) {
      std::set<std::string> keys;
      for (const auto& [word, state] : words) {
        CAPTURE(word);
        CHECK(keys.insert(header_key(word)).second);
      }
    }
    for (const auto& [name_space, column] : profile.buyers) CHECK(profile.find(column) != nullptr);
  }
  CHECK(all_profiles().front().name == "generic");
}

TEST_CASE("the names of columns are compared without what differs from file to file") {
  CHECK(header_key(" 收货地址 ") == header_key("收货地址"));
  CHECK(header_key("实付款（元）") == header_key("实付款(元)"));
  CHECK(header_key("下单帐号") == header_key("下单账号"));
  CHECK(header_key("Order\nID") == header_key("order id"));
  CHECK(header_key("\xEF\xBB\xBF订单号") == header_key("`订单号"));
  CHECK(header_key("ＳＫＵ编码") == header_key("sku编码"));
  CHECK(header_key("订单号") != header_key("订单编号"));
}

/// A platform that does not exist.
const OrderProfile market{
    .name = "market",
    .columns = {required(OrderColumn::order_id, {"订单编号", "sale no"}), column(OrderColumn::member_id, {"buyer"}),
                required(OrderColumn::placed_at, {"sold on"}), required(OrderColumn::amount, {"paid"}),
                required(OrderColumn::status, {"state"}), column(OrderColumn::sku, {"item"}),
                column(OrderColumn::shipping, {"freight"}), column(OrderColumn::refunded_amount, {"returned"})},
    .statuses = words({{RowState::paid, {"交易成功", "shipped"}},
                       {RowState::cancelled, {"cancelled"}},
                       {RowState::unpaid, {"waiting"}}}),
    .date_order = DateOrder::month_first};

struct Read {
  std::vector<std::string> orders;
  std::vector<std::string> rejected;
  std::vector<std::string> notes;
};

Read read(const std::string& content, const OrderProfile& profile = market) {
  const TextFile file(content);
  OrderFile orders(file.path(), {.currency = cny, .profile = &profile});
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
      for (const auto& rejected : orders.reject(batch, i, "amount", Message::name("the ledger says so")))
        CHECK(rejected.column_name == "paid");
    }
  }
  for (const auto& row : orders.take_rejected())
    result.rejected.push_back(place_text("f", row.place) + ' ' + row.column_name + ": " + row.reason.english() + "; " +
                              row.hint.english());
  result.notes = in_english(orders.notes());
  return result;
}

std::string refusal_of(const std::string& content) {
  try {
    read(content);
  } catch (const Error& error) {
    const auto what = place_and_what(error);
    return what.substr(what.find(".csv") + 4) + " | " + error.hint.english();
  }
  return {};
}

TEST_CASE("one more platform is one more value") {
  const auto result = read(
      "Sale No,buyer,sold on,paid,state,item,colour,freigth\n"
      "1,m1,3/31/2026,5.00,交易成功,,,\n"
      "2,m1,4/1/2026,¥6,shipped,,,\n"
      "3,m2,4/1/2026,7.00,waiting,,,\n"
      "4,m2,4/2/2026,8.00,Cancelled,,,\n");
  CHECK(result.rejected.empty());
  CHECK(result.orders == std::vector<std::string>{"1 m1 2026-03-31 5.00 paid", "2 m1 2026-04-01 6.00 paid",
                                                  "3 m2 2026-04-01 7.00 unpaid", "4 m2 2026-04-02 8.00 cancelled"});
  CHECK(result.notes.empty());
}

TEST_CASE("messages speak of the columns and words of the file's own profile") {
  const auto result = read(
      "订单编号,sold on,paid,state,returned\n"
      "1,3/31/2026,5.0.0,shipped,\n"
      "2,31/3/2026,5.00,shipped,\n"
      "3,3/31/2026,5.00,shiped,\n"
      "4,3/31/2026,5.00,shiped,\n"
      "5,3/31/2026,-5.00,shipped,\n"
      "6,3/31/2026,5.00,shipped,5.01\n"
      "7,3/31/2026,,shipped,\n"
      "8,3/31/2026,5.00,,\n"
      ",3/31/2026,5.00,cancelled,\n");
  CHECK(result.orders.empty());
  std::vector<std::string> columns;
  for (const auto& rejected : result.rejected) columns.push_back(rejected.substr(0, rejected.find(';')));
  CHECK(columns == std::vector<std::string>{
                       "f:2:13 paid: 5.0.0 is not an amount",
                       "f:3:3 sold on: 31/3/2026 is not a time",
                       "f:4:18 state: shiped is no word that is known here",
                       "f:5:18 state: shiped is no word that is known here",
                       "f:6:13 paid: -5.00 is negative, but the status is shipped",
                       "f:7:26 returned: 5.01 refunded is not within 0.00 and 5.00",
                       "f:8:13 paid: the order has no amount",
                       "f:9:18 state: the order has no status",
                       "f:10:1 订单编号: the order has no id",
                   });
  REQUIRE(result.notes.size() == 1);
  CHECK(result.notes.front().starts_with("state \"shiped\" is not known, and 2 rows were rejected"));
  CHECK(refusal_of("sale no,sold on,piad,state\n") ==
        ":1:1: no column paid | did you mean paid where it says \"piad\"?");
  CHECK(refusal_of("") == ":1:1: the file is empty | begin it with 订单编号,sold on,paid,state");
  CHECK(refusal_of("a,b\n") ==
        ":1:1: no column 订单编号 | the first row must name the columns, at least 订单编号, sold on, paid, state");
}

TEST_CASE("a profile says whether rows are lines of an order or tell all of it") {
  const std::string rows =
      "sale no,buyer,sold on,paid,state,item,freight\n"
      "1,m1,3/31/2026,5.00,shipped,cream,2.00\n"
      "1,m1,3/31/2026,6.00,shipped,tea,2.00\n";
  auto by_line = market;
  by_line.rows_are_lines = true;
  CHECK(read(rows, by_line).orders == std::vector<std::string>{"1 m1 2026-03-31 11.00 paid +4.00"});
  CHECK(read(rows).orders.size() == 2);
}

TEST_CASE("a header below title lines, comments and empty rows is found") {
  const auto result = read(
      "daily report,,,\n,,,\n# made by a till,,,\nSale No,sold on,paid,state\n"
      "1,3/31/2026,5.00,shipped\n,,,\n");
  CHECK(result.orders == std::vector<std::string>{"1  2026-03-31 5.00 paid"});
}

TEST_CASE("who sold an order, and where, stands in the files of live platforms") {
  const auto sold_by = [](const std::string& text) {
    const TextFile file(text);
    OrderFile orders(file.path(), {.currency = cny});
    FileBatch batch;
    orders.next(batch);
    REQUIRE(batch.details.size() == 1);
    return std::string(batch.details.front().host) + " / " + std::string(batch.details.front().channel);
  };
  CHECK(sold_by("订单号,订单支付时间,订单状态,实付款,SKU编码,渠道,CPS达人ID,CPS达人昵称\n"
                "2511000000000901,2025-11-03 20:00:10,交易成功,80.50,TEA-9,直播,77,老K\n") == "老K / 直播");
  CHECK(sold_by("订单号,订单支付时间,订单状态,实付款,SKU编码,渠道,CPS达人ID,CPS达人昵称\n"
                "2511000000000901,2025-11-03 20:00:10,交易成功,80.50,TEA-9,-,77,-\n") == "77 / ");
  CHECK(sold_by("主订单编号,子订单编号,订单应付金额,支付完成时间,订单状态,达人昵称,流量来源\n"
                "6988000000000000001,6988000000000000001,28.90,2026-02-02 10:00:30,已发货,小雨,直播间\n"
                "6988000000000000001,6988000000000000002,5.00,2026-02-02 10:00:30,已发货,小雨,直播间\n") ==
        "小雨 / 直播间");
  CHECK(sold_by("订单号,支付时间,订单状态,订单实际支付金额,商品实际价格(总共),带货账号昵称\n"
                "37200000000000001,2025-12-01 09:00:20,已完成,75.00,75.00,小雨\n") == "小雨 / ");
}

TEST_CASE("two profiles that fit equally are named and asked for") {
  const std::vector<OrderProfile> own = {market, [] {
                                           auto other = market;
                                           other.name = "bazaar";
                                           return other;
                                         }()};
  const TextFile file("sale no,sold on,paid,state\n1,3/31/2026,5.00,shipped\n");
  try {
    const OrderFile orders(file.path(), {.currency = cny, .own_profiles = own});
    FAIL("it was taken for one of them");
  } catch (const Error& error) {
    CHECK(std::string(error.what()) == "the header is that of market, bazaar");
    CHECK(error.hint.english() == "say which with --profile market");
  }
}

} // namespace
} // namespace loyalty::files::profile_test
