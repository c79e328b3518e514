// SPDX-License-Identifier: MIT
#include "loyalty/host.hpp"

#include <string>

#include "catch.hpp"
#include "loyalty/written_day.hpp"

namespace host_test {

using namespace loyalty;

namespace {

/// A member who bought from these hosts on one day after the other, from 2026-05-01 on.
History bought_from(std::initializer_list<const char*> hosts) {
  History history;
  history.member = MemberId(1);
  for (const auto* host : hosts) {
    const auto number = static_cast<std::int64_t>(history.orders.size());
    const auto on = day("2026-05-01") + static_cast<std::int32_t>(number);
    history.orders.push_back({.id = OrderId(number + 1), .placed_at = Moment::at(on, 72'000), .amount = Money{1'000}});
    history.sales.push_back({.host = host, .channel = "live"});
  }
  return history;
}

void give_back(History& history, std::size_t order, const char* on) {
  history.refunds.push_back(
      {.id = OrderId(90), .at = Moment::at(day(on)), .order = order, .amount = Money{1'000}, .whole = true});
}

void be_with(History& history, const char* host, const char* on) {
  history.acts.push_back({.day = day(on), .kind = ActKind::activity, .points = 1, .subject = "watch", .text = host});
}

bool knew(const History& history, std::initializer_list<HostMet> by_inviter = {}) {
  const auto sale = first_sale(history, day("2026-12-31"));
  return sale && knew_host(*sale, std::span(by_inviter.begin(), by_inviter.size()));
}

} // namespace

TEST_CASE("a member has met each host since the first order that stands") {
  auto history = bought_from({"anna", "", "ben", "anna"});
  auto met = hosts_met(history, day("2026-12-31"));
  REQUIRE(met.size() == 2);
  CHECK(met[0].host == "anna");
  CHECK(met[0].since == Moment::at(day("2026-05-01"), 72'000));
  CHECK(met[1].host == "ben");
  CHECK(hosts_met(history, day("2026-05-02")).size() == 1);
  give_back(history, 0, "2026-06-01");
  CHECK(hosts_met(history, day("2026-05-31"))[0].since == Moment::at(day("2026-05-01"), 72'000));
  met = hosts_met(history, day("2026-06-01"));
  REQUIRE(met.size() == 2);
  CHECK(met[1].host == "anna");
  CHECK(met[1].since == Moment::at(day("2026-05-04"), 72'000));
}

TEST_CASE("the first order is the first that stands") {
  auto history = bought_from({"anna", "ben"});
  CHECK(first_sale(history, day("2026-04-30")) == std::nullopt);
  CHECK(first_sale(history, day("2026-05-01"))->host == "anna");
  CHECK(first_sale(history, day("2026-05-01"))->channel == "live");
  give_back(history, 0, "2026-05-03");
  CHECK(first_sale(history, day("2026-05-02"))->host == "anna");
  CHECK(first_sale(history, day("2026-05-03"))->host == "ben");
  history.orders[1].fee = true;
  CHECK(first_sale(history, day("2026-05-03")) == std::nullopt);
}

TEST_CASE("whoever was with the host by the day of the order knew the host") {
  auto history = bought_from({"anna"});
  CHECK_FALSE(knew(history));
  be_with(history, "ben", "2026-04-30");
  be_with(history, "", "2026-04-30");
  be_with(history, "anna", "2026-05-02");
  CHECK_FALSE(knew(history));
  be_with(history, "anna", "2026-05-01");
  CHECK(knew(history));
}

TEST_CASE("whoever was referred by somebody to whom the host had sold knew the host") {
  auto history = bought_from({"anna"});
  const auto at = history.orders[0].placed_at;
  CHECK_FALSE(knew(history, {{"ben", Moment{at.seconds - 1}}}));
  CHECK_FALSE(knew(history, {{"anna", at}}));
  CHECK(knew(history, {{"ben", at}, {"anna", Moment{at.seconds - 1}}}));
  history.acts.push_back({.day = day("2026-05-01"), .kind = ActKind::invite, .other = MemberId(7)});
  CHECK(first_sale(history, day("2026-05-01"))->inviter == MemberId(7));
}

TEST_CASE("nobody knows a host whom no file names") {
  auto history = bought_from({""});
  be_with(history, "", "2026-04-30");
  CHECK_FALSE(knew(history, {{"", Moment{}}}));
  history.sales.clear();
  CHECK_FALSE(knew(history));
}

} // namespace host_test
