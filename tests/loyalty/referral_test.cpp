// SPDX-License-Identifier: MIT
#include "loyalty/referral.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "random_history.hpp"
#include "story.hpp"

namespace referral_test {

using namespace loyalty;

namespace {

Timeline with_hold(std::int32_t days) {
  Program program{.name = "referrals"};
  program.referral.hold_days = days;
  return always(std::move(program));
}

ReferralState state(const Invited& invited, const char* as_of) {
  return referral_on(invited, with_hold(7), day(as_of)).state;
}

} // namespace

TEST_CASE("who was brought waits until their first order has left the hold", "[referral]") {
  const Invited invited{.member = MemberId(2),
                        .on = day("2026-05-01"),
                        .orders = {{.id = OrderId(9), .day = day("2026-05-03"), .paid = money("10.00")}}};
  CHECK(state(invited, "2026-05-02") == ReferralState::waiting);
  CHECK(state(invited, "2026-05-09") == ReferralState::waiting);
  CHECK(state(invited, "2026-05-10") == ReferralState::counted);
  CHECK(referral_on(invited, with_hold(7), day("2026-05-10")).order == OrderId(9));
  CHECK_FALSE(referral_on(invited, with_hold(7), day("2026-05-09")).order);
  CHECK(referral_on(invited, {}, day("2026-05-03")).state == ReferralState::counted);
}

TEST_CASE("what is given back inside the hold is lost until a later order stays", "[referral]") {
  const Invited invited{.member = MemberId(2),
                        .on = day("2026-05-01"),
                        .orders = {{.id = OrderId(9),
                                    .day = day("2026-05-03"),
                                    .paid = money("10.00"),
                                    .left = {{.on = day("2026-05-05"), .nothing = true, .by = OrderId(8)}}},
                                   {.id = OrderId(10), .day = day("2026-05-20"), .paid = money("10.00")}}};
  CHECK(state(invited, "2026-05-04") == ReferralState::waiting);
  CHECK(state(invited, "2026-05-05") == ReferralState::lost);
  CHECK(state(invited, "2026-05-20") == ReferralState::waiting);
  CHECK(state(invited, "2026-05-27") == ReferralState::counted);
}

TEST_CASE("an order that counted and comes back later leaves the case open for the next one", "[referral]") {
  const Invited invited{.member = MemberId(2),
                        .on = day("2026-05-01"),
                        .orders = {{.id = OrderId(9),
                                    .day = day("2026-05-03"),
                                    .paid = money("10.00"),
                                    .left = {{.on = day("2026-06-01"), .nothing = true, .by = OrderId(8)}}},
                                   {.id = OrderId(10), .day = day("2026-05-20"), .paid = money("10.00")}}};
  CHECK(state(invited, "2026-05-31") == ReferralState::counted);
  CHECK(state(invited, "2026-06-01") == ReferralState::counted);
  CHECK(referral_on(invited, with_hold(7), day("2026-06-01")).order == OrderId(10));
  const auto spans = referral_spans(invited, with_hold(7));
  REQUIRE(spans.size() == 2);
  CHECK((spans[0].from == day("2026-05-10") && spans[0].until == day("2026-06-01") && spans[0].lost_by == OrderId(8)));
  CHECK((spans[1].from == day("2026-06-01") && spans[1].until == never && spans[1].order == OrderId(10)));
}

TEST_CASE("what an order must come to is above zero, or what the program says, and must stay", "[referral]") {
  const auto orders = [](Money paid, std::vector<OrderLeft> left = {}) {
    return Invited{.member = MemberId(2),
                   .on = day("2026-05-01"),
                   .orders = {{.id = OrderId(9), .day = day("2026-05-03"), .paid = paid, .left = std::move(left)}}};
  };
  auto timeline = with_hold(0);
  CHECK(referral_spans(orders({}), timeline).empty());
  CHECK(referral_spans(orders(Money{1}), timeline).size() == 1);
  Program program{.name = "from 50.00"};
  program.referral.min_order = money("50.00");
  timeline = always(std::move(program));
  CHECK(referral_spans(orders(money("49.99")), timeline).empty());
  CHECK(referral_spans(orders(money("50.00")), timeline).front().until == never);
  const auto partly = orders(money("80.00"), {{.on = day("2026-05-04"), .amount = money("60.00"), .by = OrderId(7)},
                                              {.on = day("2026-05-05"), .amount = money("40.00"), .by = OrderId(8)}});
  CHECK(referral_spans(partly, timeline).front().until == day("2026-05-05"));
  CHECK(referral_spans(partly, timeline).front().lost_by == OrderId(8));
}

// The engine counts referrals by events of its own walk: both must count the same.
TEST_CASE("as many count as the engine counts: 2,000 inviters", "[referral]") {
  const Condition all{.kind = Condition::Kind::compare, .metric = Metric::referrals};
  for (int round = 0; round < 2'000; ++round) {
    Chance chance(static_cast<std::uint64_t>(round));
    const auto timeline = with_hold(chance.of({0, 3, 7}));
    History history{.member = MemberId(1), .joined_on = day("2026-01-01"), .orders = {}, .refunds = {}};
    for (int guest = chance.between(1, 3); guest > 0; --guest) {
      Invited invited{.member = MemberId(1 + guest), .on = day("2026-01-01") + chance.between(0, 9)};
      for (int left = chance.between(0, 3); left > 0; --left) {
        Invited::Order order{.id = OrderId(100 * guest + left),
                             .day = invited.on + chance.between(0, 9),
                             .paid = Money{chance.between(0, 3)}};
        if (left > 1) order.left.push_back({.on = order.day + chance.between(0, 9), .nothing = true, .by = OrderId(7)});
        invited.orders.push_back(order);
      }
      std::stable_sort(invited.orders.begin(), invited.orders.end(),
                       [](const auto& left, const auto& right) { return left.day < right.day; });
      history.invited.push_back(invited);
    }
    const Day on = day("2026-01-01") + chance.between(0, 40);
    Engine engine(timeline);
    engine.walk(history, on);
    const auto counted = std::count_if(history.invited.begin(), history.invited.end(), [&](const Invited& invited) {
      return referral_on(invited, timeline, on).state == ReferralState::counted;
    });
    CAPTURE(round, to_string(on));
    REQUIRE(engine.measure(all, on) == counted);
  }
}

} // namespace referral_test
