// SPDX-License-Identifier: MIT
#include "loyalty/order_return.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "loyalty/spread.hpp"
#include "loyalty/written_day.hpp"
#include "random_history.hpp"

namespace order_return_test {

using namespace loyalty;

namespace {

const Day till = day("2026-05-10");

/// Three lines of 100.00, less 30.00 from 250.00 on: each was paid with 90.00.
PaidOrder three_lines() {
  return {.number = "1",
          .paid = {27'000},
          .remains = {27'000},
          .lines = {{.line_id = "a", .paid = {9'000}},
                    {.line_id = "b", .paid = {9'000}},
                    {.line_id = "c", .quantity = 3, .paid = {9'000}}}};
}

VoucherEvent use_of(const std::string& order, Money before, Money discount) {
  return {.kind = VoucherEventKind::redeemed,
          .day = day("2026-05-02"),
          .order = order,
          .amount = before,
          .discount = discount};
}

VoucherInUse used_voucher(Money discount, Money min_spend, OnReturn on_return = OnReturn::demand) {
  Voucher voucher{.code = "thirty", .coupon = "thirty", .kind = AmountOff{discount}, .min_spend = min_spend};
  voucher.on_return = on_return;
  return {.voucher = std::move(voucher), .events = {use_of("1", {}, discount)}};
}

ReturnQuote quote(const PaidOrder& order, const std::vector<PiecesBack>& pieces,
                  const std::vector<VoucherInUse>& vouchers) {
  return quote_return(order, coming_back(order, pieces), vouchers, till);
}

/// What the night makes of a return once it is in the books.
void enter(const ReturnQuote& quote, PaidOrder& order, std::vector<VoucherInUse>& vouchers) {
  order.remains -= quote.refund;
  for (const auto& each : quote.vouchers)
    vouchers[each.place].events.push_back(
        {.kind = each.kind, .day = till, .order = order.number, .discount = each.demanded});
}

} // namespace

TEST_CASE("pieces of a line share what was paid for it to the cent, the first ones a cent dearer") {
  CHECK(paid_for_pieces({10'000}, 3, 1) == Money{3'334});
  CHECK(paid_for_pieces({10'000}, 3, 2) == Money{6'667});
  CHECK(paid_for_pieces({10'000}, 3, 3) == Money{10'000});
  CHECK(paid_for_pieces({1}, 2, 1) == Money{1});
  CHECK(paid_for_pieces({0}, 5, 4) == Money{});
  for (std::int64_t quantity = 1; quantity <= 7; ++quantity)
    for (std::int64_t paid = 0; paid <= 40; ++paid) {
      const std::vector<Money> alike(static_cast<std::size_t>(quantity), Money{paid});
      const auto parts = spread({paid}, alike);
      Money sum;
      for (std::int64_t pieces = 1; pieces <= quantity; ++pieces) {
        sum += parts[static_cast<std::size_t>(pieces - 1)];
        CAPTURE(quantity, paid, pieces);
        CHECK(paid_for_pieces({paid}, quantity, pieces) == sum);
      }
    }
}

TEST_CASE("a line of a discounted order comes back with what was paid for it") {
  const auto keeps = used_voucher({3'000}, {25'000}, OnReturn::keep);
  const auto back = quote(three_lines(), {{.line = 0}}, {keeps});
  CHECK(back.refund == Money{9'000});
  CHECK(back.remains == Money{18'000});
  CHECK(back.to_give_back() == Money{9'000});
  CHECK(back.vouchers.empty());
  CHECK_FALSE(back.nothing_remains);
}

TEST_CASE("below the minimum what the discount took off the rest is deducted, and goes back with what comes back") {
  auto order = three_lines();
  std::vector<VoucherInUse> vouchers{used_voucher({3'000}, {25'000})};
  const auto first = quote(order, {{.line = 0}}, vouchers);
  CHECK(first.deducted == Money{2'000});
  CHECK(first.to_give_back() == Money{7'000});
  enter(first, order, vouchers);
  const auto second = quote(order, {{.line = 2, .pieces = 3}}, vouchers);
  CHECK(second.deducted == Money{});
  CHECK(second.repaid == Money{1'000});
  CHECK(second.to_give_back() == Money{10'000});
  enter(second, order, vouchers);
  const auto last = quote(order, {{.line = 1}}, vouchers);
  CHECK(last.nothing_remains);
  CHECK(last.refund == Money{9'000});
  CHECK(last.repaid == Money{1'000});
  CHECK(last.to_give_back() == Money{10'000});
  REQUIRE(last.vouchers.size() == 1);
  CHECK(last.vouchers.front().kind == VoucherEventKind::released);
}

TEST_CASE("the minimum is judged on what remains before the discount, to the cent") {
  // 240.00 of 270.00 stay, which were 266.67 of 300.00.
  const std::vector<PiecesBack> one_piece{{.line = 2, .pieces = 1}};
  CHECK(quote(three_lines(), one_piece, {used_voucher({3'000}, {26'668})}).deducted == Money{});
  CHECK(quote(three_lines(), one_piece, {used_voucher({3'000}, {26'669})}).deducted == Money{2'667});
}

TEST_CASE("a deduction larger than the refund leaves something to be collected") {
  PaidOrder order{
      .number = "1", .paid = {27'000}, .remains = {27'000}, .lines = {{.paid = {1'800}}, {.paid = {25'200}}}};
  const auto back = quote(order, {{.line = 0}}, {used_voucher({3'000}, {30'000})});
  CHECK(back.refund == Money{1'800});
  CHECK(back.deducted == Money{2'800});
  CHECK(back.to_give_back() == Money{});
  CHECK(back.to_collect() == Money{1'000});
}

TEST_CASE("all lines are the whole order, whatever was paid beyond them or came back before") {
  auto order = three_lines();
  order.paid = order.remains = {27'800};
  const std::vector<PiecesBack> all{{.line = 0}, {.line = 1}, {.line = 2, .pieces = 3}};
  CHECK(quote(order, all, {}).refund == Money{27'800});
  CHECK(quote(order, all, {}).nothing_remains);
  order.remains = {20'000};
  CHECK(quote(order, all, {}).refund == Money{20'000});
  CHECK(quote(order, {{.line = 0}}, {}).refund == Money{9'000});
}

TEST_CASE("lines that come to more than the order share what was paid for it") {
  const PaidOrder order{.paid = {10'000}, .remains = {10'000}, .lines = {{.paid = {10'000}}, {.paid = {5'000}}}};
  CHECK(quote(order, {{.line = 0}}, {}).refund == Money{6'667});
  CHECK(quote(order, {{.line = 1}}, {}).refund == Money{3'333});
}

TEST_CASE("no more comes back than remains") {
  auto order = three_lines();
  order.remains = {4'000};
  const auto back = quote(order, {{.line = 0}}, {});
  CHECK(back.refund == Money{4'000});
  CHECK(back.nothing_remains);
}

TEST_CASE("a refund on its day makes of a history what the order file will") {
  History history;
  history.orders.push_back({.id = OrderId(1), .placed_at = Moment::at(day("2026-05-02")), .amount = {27'000}});
  history.orders.push_back({.id = OrderId(2), .placed_at = Moment::at(day("2026-05-03")), .amount = {5'000}});
  history.refunds.push_back(
      {.id = OrderId(3), .at = Moment::at(day("2026-05-20")), .by_day = true, .order = 1, .amount = {1'000}});
  add_refund(history, 0, {9'000}, false, till);
  REQUIRE(history.refunds.size() == 2);
  CHECK(history.refunds.front().day() == till);
  CHECK(left_of(history, 0).back().amount == Money{18'000});
  add_refund(history, 0, {18'000}, true, till);
  CHECK(left_of(history, 0).back().nothing);
}

TEST_CASE("an automatic voucher whose reason went is void, or its discount demanded once") {
  Voucher voucher{.code = "pack",
                  .coupon = "pack",
                  .member = MemberId(1),
                  .issued_on = day("2026-05-01"),
                  .kind = AmountOff{{1'000}}};
  std::vector<VoucherEvent> events;
  CHECK(after_reason_went(voucher, events, till)->kind == VoucherEventKind::voided);
  events.push_back({.kind = VoucherEventKind::redeemed, .day = day("2026-05-12"), .order = "2"});
  const auto used = after_reason_went(voucher, events, till);
  CHECK(used->kind == VoucherEventKind::demanded);
  CHECK(used->day == day("2026-05-12"));
  voucher.kind = BonusPoints{50};
  CHECK(after_reason_went(voucher, events, till)->kind == VoucherEventKind::voided);
  events.push_back({.kind = VoucherEventKind::demanded, .day = day("2026-05-13"), .order = "2"});
  voucher.kind = AmountOff{{1'000}};
  CHECK_FALSE(after_reason_went(voucher, events, till));
  events.push_back({.kind = VoucherEventKind::voided, .day = day("2026-05-14")});
  CHECK_FALSE(after_reason_went(voucher, events, till));
}

TEST_CASE("an order returned in any parts gives back exactly what was paid for it") {
  for (std::uint64_t seed = 1; seed <= 5'000; ++seed) {
    CAPTURE(seed);
    Chance chance(seed);
    PaidOrder order{.number = "1"};
    std::vector<std::size_t> pieces; // by line
    for (int line = chance.between(1, 5); line > 0; --line) {
      const auto quantity = chance.between(1, 4);
      pieces.insert(pieces.end(), static_cast<std::size_t>(quantity), order.lines.size());
      order.lines.push_back({.quantity = quantity, .paid = random_amount(chance)});
      order.paid += order.lines.back().paid;
    }
    order.remains = order.paid;
    std::vector<VoucherInUse> vouchers;
    for (int voucher = chance.between(0, 2); voucher > 0; --voucher) {
      const auto on_return = chance.one_in(4) ? OnReturn::keep : OnReturn::demand;
      const Money min_spend{chance.between(0, 60'000)};
      vouchers.push_back(used_voucher({chance.between(1, 5'000)}, min_spend, on_return));
    }
    Money back;
    while (!pieces.empty() && order.remains > Money{}) {
      std::vector<PiecesBack> asked;
      for (int more = chance.between(1, 4); more > 0 && !pieces.empty(); --more) {
        const auto at = chance.place_in(pieces);
        const auto line = pieces[at];
        pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(at));
        const auto known =
            std::find_if(asked.begin(), asked.end(), [&](const PiecesBack& each) { return each.line == line; });
        if (known == asked.end())
          asked.push_back({.line = line});
        else
          ++known->pieces;
      }
      const auto quoted = quote(order, asked, vouchers);
      CHECK(quoted.refund >= Money{});
      CHECK(quoted.refund <= order.remains);
      CHECK(quoted.remains == order.remains - quoted.refund);
      CHECK(quoted.nothing_remains == (quoted.remains == Money{}));
      back += quoted.to_give_back() - quoted.to_collect();
      enter(quoted, order, vouchers);
      for (const auto& [voucher, events] : vouchers) {
        if (quoted.nothing_remains) continue;
        CHECK(demanded_of(events, events.front()) >= Money{});
        CHECK(demanded_of(events, events.front()) <= events.front().discount);
      }
    }
    CHECK(order.remains == Money{});
    CHECK(back == order.paid);
  }
}

namespace {

/// A voucher with a minimum, or a ladder, of which each step takes more off.
Voucher random_voucher(Chance& chance) {
  Voucher voucher{.code = "v", .coupon = "v", .kind = AmountOff{}};
  voucher.on_return = OnReturn::demand;
  const int first = chance.between(1, 20) * 1'000;
  switch (chance.between(1, 4)) {
    case 1: voucher.kind = AmountOff{{chance.between(1, first / 2)}}; break;
    case 2: voucher.kind = PercentOff{Ratio{chance.between(1, 5) * 100'000}, {}}; break;
    case 3:
      voucher.kind = LadderOff{{{.spend = {first}, .off = Ratio{100'000}},
                                {.spend = {2 * first}, .off = Ratio{200'000}},
                                {.spend = {5 * first}, .off = Ratio{300'000}}}};
      break;
    default:
      voucher.kind = LadderOff{{{.spend = {first}, .off = Money{first / 20}},
                                {.spend = {2 * first}, .off = Money{first / 4}},
                                {.spend = {3 * first}, .off = Money{first / 2}}}};
      break;
  }
  if (voucher.kind.index() < 2) voucher.min_spend = {first};
  return voucher;
}

/// What the pieces come to, less what the voucher takes off that.
Money price(const Voucher& voucher, Money list) {
  return list < least_spend(voucher) ? list : list - discount(voucher.kind, list);
}

} // namespace

// Whatever came back in whatever parts, the customer has paid for what stays: its price before the voucher where its
// minimum is no longer reached, with a lower step where only that is, and otherwise its share of what was paid. Never
// more than without a voucher, and never less than the voucher leaves. A few minor units are the rounding of lines.
TEST_CASE("what was paid, less what came back, is the price of what stays") {
  int fell = 0;
  int stepped = 0;
  for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
    CAPTURE(seed);
    Chance chance(seed);
    const auto voucher = random_voucher(chance);
    std::vector<Money> lists;
    Money list;
    for (int line = chance.between(2, 6); line > 0; --line)
      list += lists.emplace_back(Money{chance.between(1, 30'000)});
    if (list < least_spend(voucher)) continue;
    const Money off = discount(voucher.kind, list);
    if (off >= list) continue;
    PaidOrder order{.number = "1", .paid = list - off, .remains = list - off};
    const auto parts = spread(off, lists);
    for (std::size_t line = 0; line < lists.size(); ++line) order.lines.push_back({.paid = lists[line] - parts[line]});
    std::vector<VoucherInUse> vouchers{{voucher, {use_of("1", list, off)}}};
    Money paid = order.paid;
    Money stays = list;
    for (std::size_t line = 0; line + 1 < lists.size(); ++line) {
      const auto quoted = quote(order, {{.line = line}}, vouchers);
      paid -= quoted.to_give_back() - quoted.to_collect();
      stays -= lists[line];
      enter(quoted, order, vouchers);
      if (quoted.nothing_remains) break;
      const auto slack = 2 * static_cast<std::int64_t>(lists.size()) + 2;
      CHECK(paid <= stays + Money{slack});
      const auto edge = [&](Money spend) {
        return stays < spend + Money{3 * slack} && spend < stays + Money{3 * slack};
      };
      bool at_edge = edge(voucher.min_spend);
      bool lower = false;
      if (const auto* ladder = std::get_if<LadderOff>(&voucher.kind)) {
        for (const auto& step : ladder->steps) at_edge = at_edge || edge(step.spend);
        lower = step_reached(*ladder, stays, 0) != step_reached(*ladder, list, 0);
      }
      if (at_edge) continue;
      const Money share = order.remains;
      const bool below = stays < least_spend(voucher);
      const Money due = below ? stays : lower ? std::max(share, price(voucher, stays)) : share;
      CHECK(std::abs((paid - due).minor) <= slack);
      if (below) ++fell;
      if (!below && lower && due > share) ++stepped;
    }
  }
  CHECK(fell > 5'000);
  CHECK(stepped > 1'000);
}

} // namespace order_return_test
