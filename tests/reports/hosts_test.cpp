// SPDX-License-Identifier: MIT
#include "reports/hosts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/members/import_activities.hpp"
#include "app/orders/import_orders.hpp"
#include "catch.hpp"
#include "files/text_file.hpp"
#include "loyalty/random_history.hpp"
#include "reports/random_shop.hpp"
#include "reports/summary.hpp"

namespace hosts_test {

using namespace loyalty;

namespace {

constexpr std::int32_t days = 30;
const Day opening = Day::from_civil(2026, 4, 1);

/// An order as the file says it, for whoever counts by hand.
struct Sold {
  std::string member;
  Moment at;
  std::int64_t amount = 0;
  std::string host = {};
  std::string channel = {};
  bool returned = false;
};

/// Orders of members, guests and masked buyers by random hosts, and who was with whom before.
class RandomHosts {
 public:
  explicit RandomHosts(std::uint64_t seed) : chance_(seed) {
    std::string orders =
        "order_id,member_id,placed_at,amount,status,refunded_amount,refund_of,referrer_id,host,channel\n";
    for (int number = 1; number <= 40; ++number) orders += order(number);
    std::string activities = "member_id,activity,happened_at,activity_id,host\n";
    for (int number = 1; number <= 10; ++number) activities += activity(number);
    const files::TextFile bought(orders), done(activities);
    app::import_orders(context(), {.path = bought.path()});
    app::import_activities(context(), {"loyalty.toml", program}, done.path());
  }

  store::Ledger& ledger() { return *ledger_; }
  const std::vector<Sold>& sold() const { return sold_; }
  /// Whether somebody was with the host by that day.
  bool was_with(const std::string& member, const std::string& host, Day on) const {
    return std::ranges::any_of(
        with_, [&](const auto& each) { return each.member == member && each.host == host && each.at.day() <= on; });
  }

 private:
  static constexpr auto program =
      "[program]\nname = \"shop\"\n[points]\nearn = { points = 1, per = \"1.00\" }\n"
      "[[activity]]\nid = \"watch\"\nname = \"Watch\"\npoints = 1\n";

  shop::Context context() const {
    return {.ledger = *ledger_,
            .as_of = opening + days,
            .currency = cny,
            .recorded_at = "2026-01-01T00:00:00Z",
            .operator_name = "tester"};
  }

  Moment moment() {
    const int seconds = chance_.between(0, 86'000);
    return Moment::at(opening + chance_.between(0, days - 1), seconds);
  }
  std::string somebody() { return fmt::format("m{}", chance_.between(1, 12)); }

  std::string order(int number) {
    Sold order{.member = somebody(), .at = moment(), .amount = chance_.between(1, 90) * 100};
    if (chance_.one_in(6)) order.member = chance_.of({"", "138****0001"});
    if (!chance_.one_in(4)) order.host = chance_.of({"anna", "ben", "cem"});
    if (!chance_.one_in(3)) order.channel = chance_.of({"live", "shelf"});
    if (chance_.one_in(9))
      return fmt::format("r{},m1,{},-1.00,refund,,,,,\n", number, to_string(Moment::at(opening + days, 60)));
    order.returned = chance_.one_in(6);
    const bool part = !order.returned && chance_.one_in(6);
    sold_.push_back(order);
    return fmt::format("o{},{},{},{},{},{},,,{},{}\n", number, order.member, to_string(order.at),
                       to_string(Money{order.amount}, cny), order.returned ? "refunded" : "paid", part ? "0.50" : "",
                       order.host, order.channel);
  }

  std::string activity(int number) {
    Sold with{.member = "m1", .at = moment(), .host = chance_.of({"anna", "ben", "cem", ""})};
    for (const auto& each : sold_)
      if (each.member.starts_with('m') && chance_.one_in(3)) with.member = each.member;
    with_.push_back(with);
    return fmt::format("{},watch,{},{},{}\n", with.member, to_string(with.at), number, with.host);
  }

  Chance chance_;
  std::unique_ptr<store::Ledger> ledger_ = store::Ledger::in_memory();
  std::vector<Sold> sold_;
  std::vector<Sold> with_;
};

/// First orders from known hosts, counted by hand.
std::int64_t known_by_hand(const RandomHosts& shop) {
  std::map<std::string, const Sold*> first;
  for (const auto& order : shop.sold()) {
    if (order.returned || !order.member.starts_with('m')) continue;
    auto& earliest = first[order.member];
    if (earliest == nullptr || order.at < earliest->at) earliest = &order;
  }
  return std::ranges::count_if(first, [&](const auto& each) {
    return !each.second->host.empty() && shop.was_with(each.first, each.second->host, each.second->at.day());
  });
}

} // namespace

TEST_CASE("what hosts sold comes to the whole shop, and no host is known to more than bought from them first") {
  std::int64_t known = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    RandomHosts shop(seed);
    for (const Day on : {opening + days, opening + days / 2, opening - 1}) {
      const auto rows = reports::report_hosts(shop.ledger(), on);
      const auto summary = reports::report_summary(shop.ledger(), on);
      std::set<std::pair<std::string, std::string>> places;
      OrderFigures all;
      std::int64_t first = 0;
      for (const auto& row : rows) {
        CHECK(places.emplace(row.host, row.channel).second);
        CHECK(row.from_known <= row.first_orders);
        if (row.host.empty()) CHECK(row.from_known == 0);
        all += row.orders;
        first += row.first_orders;
      }
      CHECK(all.orders == random_shop::number(summary, "orders"));
      CHECK(all.net().minor == random_shop::number(summary, "net"));
      CHECK(all.refunded_orders == random_shop::number(summary, "refunded_orders"));
      CHECK(first == random_shop::number(summary, "buyers"));
    }
    std::int64_t told = 0;
    for (const auto& row : reports::report_hosts(shop.ledger(), opening + days)) told += row.from_known;
    CHECK(told == known_by_hand(shop));
    known += told;
  }
  CHECK(known > 20);
}

} // namespace hosts_test
