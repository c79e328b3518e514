// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>
#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/follow_up_shop.hpp"
#include "catch.hpp"
#include "loyalty/error.hpp"
#include "loyalty/random_history.hpp"
#include "program/program_file.hpp"
#include "reports/birthdays.hpp"
#include "reports/coupons.hpp"
#include "reports/dormant.hpp"
#include "reports/explain.hpp"
#include "reports/explain_tier.hpp"
#include "reports/members.hpp"
#include "reports/memberships.hpp"
#include "reports/quote_order.hpp"
#include "reports/referrals.hpp"
#include "reports/rfm.hpp"
#include "reports/segments.hpp"
#include "reports/show_member.hpp"
#include "reports/summary.hpp"
#include "reports/tiers.hpp"

/// A shop with chance in it, and what its screens say.
namespace loyalty::random_shop {

using namespace loyalty;
using namespace loyalty::follow_up_shop;
using namespace loyalty::reports;

inline const Day opening = day("2025-11-20");
inline constexpr int days_open = 80;
inline const std::vector<std::string> people = {"ann", "ben", "cem", "eve", "guy", "kim", "zoe"};

inline std::string random_program_text(Chance& chance) {
  std::string text = "[program]\nname = \"shop\"\n[points]\nearn = { points = 1, per = \"1.00\" }\n";
  text += "redeem = { points = 1, worth = \"0.01\" }\n";
  text += chance.of({"", "hold = \"5 days\"\n"});
  text += chance.of({"", "expire = { after = \"1 month\" }\n", "expire = { inactive = \"20 days\" }\n"});
  text += "[growth]\nearn = { points = 1, per = \"10.00\" }\n";
  text += "[joining]\npoints = 5\ncoupon = \"first\"\n";
  text += "[referral]\ninviter = { points = 20, coupon = \"second\" }\ninvited = { points = 10 }\n";
  text += "[[activity]]\nid = \"check-in\"\nname = \"Check-in\"\npoints = 2\ngrowth = 1\n";
  text += "[[tier]]\nid = \"silver\"\nname = \"Silver\"\ndiscount = \"5%\"\nwhen = { ";
  text += chance.of(
      {"spend = \"60.00\"", "orders = 2", "points_earned = 60", "growth = 6", "activities = { check-in = 2 }"});
  text += chance.of(
      {" }\n", ", window = \"30 days\" }\n", ", window = \"calendar year\" }\n", ", window = \"membership year\" }\n"});
  text += chance.of({"", "term = \"20 days\"\ngrace = \"5 days\"\n"});
  text += "[[tier]]\nid = \"gold\"\nname = \"Gold\"\ndiscount = \"10%\"\nmultiplier = 2\nwhen = { growth = 25 }\n";
  text += "[[membership]]\nid = \"plus\"\nname = \"Plus\"\nfee = \"9.00\"\nterm = \"20 days\"\ntier = \"gold\"\n";
  text += "[[segment]]\nid = \"silver\"\nname = \"Silver\"\nwhen = { tier = \"silver\" }\n";
  text += "[[segment]]\nid = \"gold\"\nname = \"Gold\"\nwhen = { tier = \"gold\" }\n";
  text += "[[segment]]\nid = \"plus\"\nname = \"Plus\"\nwhen = { membership = \"plus\" }\n";
  text += "[[segment]]\nid = \"quiet\"\nname = \"Quiet\"\nwhen = { days_since_order = 14 }\n";
  text += "[[segment]]\nid = \"all\"\nname = \"All\"\nwhen = {}\n";
  for (const char* id : {"first", "second"})
    text += fmt::format(
        "[[coupon]]\nid = \"{0}\"\nname = \"{0}\"\noff = \"1.00\"\nvalid = \"15 days\"\n"
        "issue = {{ on = \"order\", number = {1} }}\n",
        id, chance.between(1, 3));
  return text;
}

/// A shop in which everything happens that can take somebody off a list or put them on it.
class RandomShop {
 public:
  explicit RandomShop(std::uint64_t seed)
      : undoes_(seed % 2 == 1), chance_(seed), program_(random_program_text(chance_)), shop_(program_) {
    for (const char* member : {"ann", "zoe"}) shop_.add(opening, member);
  }

  /// `ends_night`: what happened is settled in any case.
  void live(Day on, bool ends_night) {
    std::string rows;
    for (int count = chance_.one_in(2) ? chance_.between(1, 3) : 0; count > 0; --count) rows += row(on);
    if (!rows.empty()) import(on, rows);
    if (chance_.one_in(6)) act(on);
    if (undoes_ && !undoable_.empty() && chance_.one_in(30)) {
      shop_.undo(undoable_.back(), to_string(on));
      undoable_.pop_back();
    }
    if (ends_night || chance_.one_in(4)) shop_.night(on);
  }

  Shop& shop() { return shop_; }
  ProgramText text() const { return {"loyalty.toml", program_}; }
  bool undoes() const { return undoes_; }

 private:
  std::string someone() {
    return people[static_cast<std::size_t>(chance_.between(0, static_cast<int>(people.size()) - 1))];
  }

  std::string row(Day on) {
    const auto at = to_string(Moment::at(on, chance_.between(0, 86'000)));
    if (!orders_.empty() && chance_.one_in(4)) {
      const auto& [id, member, placed, amount] =
          orders_[static_cast<std::size_t>(chance_.between(0, static_cast<int>(orders_.size()) - 1))];
      if (chance_.one_in(2))
        return fmt::format("{},{},{},{},{},,,\n", id, member, placed, amount, chance_.of({"refunded", "cancelled"}));
      const auto end_of_day = to_string(Moment::at(on, 86'100));
      return fmt::format("r{},{},{},-{},refund,{},,\n", ++number_, member, end_of_day,
                         chance_.one_in(2) ? amount : "5.00", id);
    }
    const auto id = fmt::format("o{}", ++number_);
    const auto member = someone();
    const std::string amount = chance_.of({"20.00", "35.00", "60.00", "0.00", "9.00"});
    const std::string status = chance_.of({"paid", "paid", "paid", "unpaid", "cancelled"});
    const bool fee = amount == "9.00";
    if (amount != "0.00" && status == "paid") orders_.push_back({id, member, at, amount});
    return fmt::format("{},{},{},{},{},,{},{}\n", id, member, at, amount, status, fee ? "plus" : "",
                       member == "guy" || member == "kim" ? "ann" : "");
  }

  void import(Day on, const std::string& rows) {
    const auto imported = shop_.orders(on, rows);
    if (imported.receipt.batch && chance_.one_in(4)) undoable_.push_back(*imported.receipt.batch);
  }

  void act(Day on) {
    const auto member = someone();
    if (!store::find_member(shop_.ledger(), member)) return;
    try {
      switch (chance_.between(1, 5)) {
        case 1: shop_.activities(on, fmt::format("{},check-in,{},1,A{}\n", member, to_string(on), ++number_)); break;
        case 2:
          shop_.set(on, {.member = member, .membership = MembershipRequest{.plan = "plus", .again = true}});
          break;
        case 3: shop_.set(on, {.member = member, .end_membership = "plus"}); break;
        case 4:
          shop_.set(on, {.member = member, .tier = TierByHand{"silver", on + chance_.between(0, 20), "so"}});
          break;
        default: shop_.tell_birthday(on, member, Day::from_civil(1990, 1, 1) + chance_.between(0, 364)); break;
      }
    } catch (const Error&) {
      // No term runs that could be ended.
    }
  }

  struct Sold {
    std::string id;
    std::string member;
    std::string placed;
    std::string amount;
  };

  bool undoes_; ///< some imports
  Chance chance_;
  std::string program_;
  Shop shop_;
  std::vector<Sold> orders_;
  std::vector<BatchId> undoable_;
  int number_ = 0;
};

inline std::string key_in(const MemberReport& report, const MemberRow& row) {
  return std::string(report.names.key(row.member));
}

/// What a row shows, in words.
inline std::string words(const MemberReport& report, const MemberRow& row) {
  return fmt::format("{} {} {} {} {} {} | {} {} {} {} {} {} {} | {} {} {} {} {} {} {} {} | {}", key_in(report, row),
                     report.tiers[row.tier], to_string(row.tier_since), to_string(row.tier_until), row.qualifying,
                     to_string(row.joined_on), row.orders.orders, row.orders.order_days,
                     to_string(row.orders.gross, cny), to_string(row.orders.refunds, cny),
                     to_string(row.orders.first_on), to_string(row.orders.last_on), row.orders.refunded_orders,
                     row.points.earned, row.points.redeemed, row.points.expired, row.points.clawed_back,
                     row.points.balance, row.points.held, row.points.debt, row.points.growth,
                     report.vouchers_open.contains(row.member) ? report.vouchers_open.at(row.member) : 0);
}

inline std::int64_t number(const std::vector<Measure>& measures, std::string_view key) {
  for (const auto& each : measures)
    if (each.key == key) {
      if (const auto* money = std::get_if<Money>(&each.value)) return money->minor;
      if (const auto* count = std::get_if<std::int64_t>(&each.value)) return *count;
    }
  return 0;
}

inline std::string tier_of(const MemberReport& report, const std::string& key) {
  for (const auto& row : report.rows)
    if (key_in(report, row) == key) return report.tiers[row.tier];
  return {};
}

/// Everything that tells of one member says what the list says.
inline void compare_member(RandomShop& random, const MemberReport& report, const MemberRow& row, Day on) {
  auto& ledger = random.shop().ledger();
  const auto key = key_in(report, row);
  const auto member = store::require_member(ledger, key);
  const auto tier = report.tiers[row.tier];
  CAPTURE(key);

  const auto alone = report_member(ledger, member, on);
  REQUIRE(alone.rows.size() == 1);
  CHECK(words(alone, alone.rows[0]) == words(report, row));

  const auto card = member_card(ledger, member, on);
  CHECK(card.joined_on == row.joined_on);
  CHECK(card.tier.tier == tier);
  CHECK(card.points.balance == row.points.balance);
  CHECK(card.points.debt == row.points.debt);
  CHECK(card.orders.orders == row.orders.orders);
  CHECK(card.orders.last_on == row.orders.last_on);
  CHECK(card.orders.net() == row.orders.net());
  const auto open = report.vouchers_open.find(row.member);
  CHECK(static_cast<std::int64_t>(card.vouchers.size()) == (open == report.vouchers_open.end() ? 0 : open->second));

  const auto explained = explain(ledger, key, on, false);
  CHECK(explained.balance.balance == row.points.balance);
  CHECK(explained.balance.earned == row.points.earned);
  CHECK(explained.balance.growth == row.points.growth);
  CHECK((explained.tiers.empty() ? "" : explained.tiers.back().change.tier) == tier);

  const auto why = explain_tier(ledger, random.text(), key, on);
  CHECK(why.tier == tier);
  CHECK(why.until == row.tier_until);
  const auto check = std::find_if(why.checks.begin(), why.checks.end(),
                                  [&](const TierCheck& each) { return each.comparison.metric == report.qualifying; });
  REQUIRE(check != why.checks.end());
  CHECK(check->value.value_or(0) == row.qualifying);

  const Cart cart{.lines = {{.price = Money{1'000'00}}}, .points = as_many_as_allowed};
  const auto quoted =
      quote_order(ledger, random.text(), {.member = key, .cart = cart, .vouchers = std::vector<std::string>{}}, on);
  CHECK(quoted.quote.points == row.points.balance);
  const bool discounted = !quoted.quote.steps.empty() && quoted.quote.steps.front().step == PriceStep::member_price;
  CHECK((discounted ? quoted.quote.steps.front().item : "") == tier);
}

/// Every sum and every count is that of the list.
inline void compare_sums(RandomShop& random, const MemberReport& report, Day on) {
  auto& ledger = random.shop().ledger();
  std::map<std::string, std::int64_t> by_tier;
  OrderFigures orders;
  Balance points;
  std::int64_t buyers = 0;
  std::int64_t vouchers = 0;
  for (const auto& row : report.rows) {
    ++by_tier[report.tiers[row.tier]];
    orders += row.orders;
    points += row.points;
    buyers += row.orders.orders > 0 ? 1 : 0;
    const auto open = report.vouchers_open.find(row.member);
    vouchers += open == report.vouchers_open.end() ? 0 : open->second;
  }
  const auto summary = report_summary(ledger, on);
  CHECK(number(summary, "members") == static_cast<std::int64_t>(report.rows.size()));
  CHECK(number(summary, "buyers") == buyers);
  CHECK(number(summary, "orders") == orders.orders);
  CHECK(number(summary, "net") == orders.net().minor);
  CHECK(number(summary, "refunded_orders") == orders.refunded_orders);
  CHECK(number(summary, "points_balance") == points.balance);
  CHECK(number(summary, "points_earned") == points.earned);
  CHECK(number(summary, "points_debt") == points.debt);

  std::int64_t brought = 0;
  std::int64_t on_cards = 0;
  for (const auto& row : report_referrals(ledger, kept_program(ledger), on).rows) brought += row.invited;
  for (const auto& row : report.rows)
    on_cards += member_card(ledger, store::require_member(ledger, key_in(report, row)), on).invited;
  CHECK(number(summary, "invited_members") == brought);
  CHECK(on_cards == brought);

  for (const auto& row : report_tiers(ledger, on)) CHECK(row.members == by_tier[row.tier]);
  std::int64_t open = 0;
  for (const auto& each : coupon_figures(ledger, on)) open += each.open;
  CHECK(open == vouchers);
}

inline std::set<std::string> keys_of(const SegmentMembers& segment) {
  std::set<std::string> keys;
  for (const auto& row : segment.rows) keys.emplace(segment.names.key(row.member));
  return keys;
}

/// Every list that is cut from that of the members holds those that it shows.
inline void compare_lists(RandomShop& random, const MemberReport& report, Day on) {
  auto& ledger = random.shop().ledger();
  const auto text = random.text();
  const auto program = std::make_shared<const Program>(program::load_program(text.text, text.file_name));
  constexpr std::int32_t quiet = 14;
  std::set<std::string> all, buyers, silent, silver, gold;
  for (const auto& row : report.rows) {
    const auto key = key_in(report, row);
    all.insert(key);
    if (row.orders.orders > 0) buyers.insert(key);
    if (row.orders.recency(on).value_or(0) >= quiet) silent.insert(key);
    if (report.tiers[row.tier] == "silver") silver.insert(key);
    if (report.tiers[row.tier] == "gold") gold.insert(key);
  }
  CHECK(keys_of(segment_members(ledger, program, "all", on)) == all);
  CHECK(keys_of(segment_members(ledger, program, "silver", on)) == silver);
  CHECK(keys_of(segment_members(ledger, program, "gold", on)) == gold);
  CHECK(keys_of(segment_members(ledger, program, "quiet", on)) == silent);

  std::set<std::string> listed;
  const auto dormant = report_dormant(ledger, on, quiet);
  for (const auto& row : dormant.rows) listed.emplace(dormant.names.key(row.member));
  CHECK(listed == silent);
  listed.clear();
  const auto rfm = report_rfm(ledger, RfmRules{}, on);
  for (const auto& row : rfm.rows) {
    CHECK(row.figures.orders > 0);
    listed.emplace(rfm.names.key(row.figures.member));
  }
  CHECK(std::includes(buyers.begin(), buyers.end(), listed.begin(), listed.end()));
  const auto birthdays = report_birthdays(ledger, program, on, 366);
  for (const auto& row : birthdays.rows) {
    CHECK(all.contains(std::string(birthdays.names.key(row.member))));
    CHECK(row.tier == tier_of(report, std::string(birthdays.names.key(row.member))));
  }

  std::set<std::string> with_plan, on_card;
  const auto plans = plan_members(ledger, program, "plus", on);
  for (const auto& row : plans.rows)
    if (row.term.runs_on(on)) with_plan.emplace(plans.names.key(row.member));
  for (const auto& key : all)
    for (const auto& term : member_card(ledger, store::require_member(ledger, key), on).terms)
      if (term.runs_on(on)) on_card.insert(key);
  CHECK(with_plan == on_card);
  CHECK(keys_of(segment_members(ledger, program, "plus", on)) == with_plan);
  CHECK(std::includes(gold.begin(), gold.end(), with_plan.begin(), with_plan.end()));
}

/// Who is no member stands nowhere.
inline void compare_strangers(RandomShop& random, const MemberReport& report, Day on) {
  auto& ledger = random.shop().ledger();
  for (const auto& key : people) {
    const auto member = store::find_member(ledger, key);
    const bool listed = std::any_of(report.rows.begin(), report.rows.end(),
                                    [&](const MemberRow& row) { return key_in(report, row) == key; });
    if (!member || listed) continue;
    CAPTURE(key);
    CHECK(member_card(ledger, *member, on).joined_on == never);
    CHECK(report_member(ledger, *member, on).rows.empty());
  }
}

} // namespace loyalty::random_shop
