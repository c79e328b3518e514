// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <map>
#include <set>

#include "app/trust/audit.hpp"
#include "app/trust/undo_batch.hpp"
#include "app/trust_shop.hpp"
#include "catch.hpp"
#include "loyalty/error.hpp"
#include "loyalty/random_history.hpp"

namespace loyalty::trust_shop::undo_property_test {
namespace {

constexpr int months = 8;
constexpr std::int32_t days_a_month = 30;
const Day start = day("2026-01-01");

Day end_of_month(int month) { return start + ((month + 1) * days_a_month - 1); }

/// One step of a shop's life, so that it can be lived again.
struct Step {
  enum class Kind { import, night, award, redeem } kind = Kind::import;
  Day as_of = {};
  std::string rows = {};
  std::string member = {};
  Points points = 0;
  bool revised_later = false; ///< a later file states other states of its orders
};

struct SoldOrder {
  std::string id;
  std::string member;
  Moment at;
  int amount = 0;
  std::size_t step = 0;
  bool refunded = false;
};

class Life {
 public:
  explicit Life(std::uint64_t seed) : chance_(seed), redeems_(seed % 2 == 1) {
    for (int month = 0; month < months; ++month) live(month);
  }
  const std::vector<Step>& steps() const { return steps_; }

 private:
  void live(int month) {
    Step import{.as_of = end_of_month(month)};
    for (int count = chance_.between(0, 4); count > 0; --count) sell(month, import.rows);
    for (int count = chance_.between(0, 2); count > 0 && !sold_.empty(); --count) refund(month, import.rows);
    if (month == months - 1) revise(import.rows);
    if (!import.rows.empty()) steps_.push_back(import);
    if (chance_.one_in(3)) return;
    steps_.push_back({.kind = Step::Kind::night, .as_of = end_of_month(month)});
    if (chance_.one_in(2)) return;
    steps_.push_back({.kind = redeems_ && chance_.one_in(2) ? Step::Kind::redeem : Step::Kind::award,
                      .as_of = end_of_month(month) + chance_.between(0, 5),
                      .member = member(),
                      .points = chance_.between(1, 12) * 5});
  }

  std::string member() { return fmt::format("m{}", chance_.between(1, 3)); }

  /// Some orders reach the shop's file a month late.
  void sell(int month, std::string& rows) {
    const int late = month > 0 && chance_.one_in(4) ? 1 : 0;
    const Moment at = Moment::at(end_of_month(month - late) - chance_.between(0, days_a_month - 1), ++clock_);
    sold_.push_back({fmt::format("o{}", ++orders_), member(), at, chance_.between(1, 30) * 10, steps_.size()});
    const auto& order = sold_.back();
    rows += fmt::format("{},{},{},{}.00,paid,,\n", order.id, order.member, to_string(at), order.amount);
  }

  void refund(int month, std::string& rows) {
    auto& order = sold_[static_cast<std::size_t>(chance_.between(0, static_cast<int>(sold_.size()) - 1))];
    if (order.refunded) return;
    order.refunded = true;
    const Moment at =
        Moment::at(std::max(order.at.day(), end_of_month(month) - chance_.between(0, 9)), 80'000 + ++clock_);
    const bool named = !chance_.one_in(4);
    rows += fmt::format("r{},{},{},-{}.00,refund,,{}\n", order.id, order.member, to_string(at),
                        chance_.between(1, order.amount), named ? order.id : "");
  }

  void revise(std::string& rows) {
    for (auto& order : sold_) {
      if (order.refunded || order.step == steps_.size() || !chance_.one_in(6)) continue;
      steps_[order.step].revised_later = true;
      rows += fmt::format("{},{},{},{}.00,refunded,,\n", order.id, order.member, to_string(order.at), order.amount);
    }
  }

  Chance chance_;
  bool redeems_;
  int clock_ = 0;
  int orders_ = 0;
  std::vector<SoldOrder> sold_;
  std::vector<Step> steps_;
};

/// Takes a step; returns its batch, if it wrote one.
std::optional<BatchId> take(Shop& shop, const Step& step) {
  try {
    switch (step.kind) {
      case Step::Kind::import: return shop.import(step.rows, step.as_of).receipt.batch;
      case Step::Kind::night: return shop.night(step.as_of).receipt.batch;
      case Step::Kind::award: return shop.by_hand(ActKind::award, step.member, step.points, step.as_of).receipt.batch;
      case Step::Kind::redeem: return shop.by_hand(ActKind::redeem, step.member, step.points, step.as_of).receipt.batch;
    }
  } catch (const Error&) {
    // Nobody of that name yet, or too few points: the same in every life.
  }
  return std::nullopt;
}

const Day last_day = end_of_month(months) + 20;

TEST_CASE("undoing any import or night and doing it again gives the same ledger") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    const Life life(seed);
    Shop shop;
    std::map<BatchId, std::size_t> batches;
    for (std::size_t index = 0; index < life.steps().size(); ++index)
      if (const auto batch = take(shop, life.steps()[index]); batch) batches[*batch] = index;
    const auto last_night = shop.night(last_day).receipt.batch;
    const auto straight = shop.conclusions();
    REQUIRE(audit(shop.ledger()).sound());

    std::vector<BatchId> candidates;
    for (const auto& [batch, index] : batches) {
      const auto& step = life.steps()[index];
      if (step.kind == Step::Kind::night || (step.kind == Step::Kind::import && !step.revised_later))
        candidates.push_back(batch);
    }
    if (candidates.empty()) continue;
    Chance chance(seed * 7);
    const auto batch = candidates[static_cast<std::size_t>(chance.between(0, static_cast<int>(candidates.size()) - 1))];
    const auto& step = life.steps()[batches[batch]];
    if (chance.one_in(3) && last_night) shop.undo(*last_night);
    shop.undo(batch);
    for (const auto& check : audit(shop.ledger()).checks) {
      CAPTURE(batch.value, check.name, check.result.english());
      REQUIRE(check.outcome == Check::Outcome::passed);
    }
    if (step.kind == Step::Kind::import) take(shop, step);
    shop.night(last_day);
    REQUIRE(shop.conclusions() == straight);
    REQUIRE(audit(shop.ledger()).sound());
  }
}

TEST_CASE("an import undone is as if it had never been") {
  // Even seeds redeem nothing: what a member may redeem depends on the import.
  for (std::uint64_t seed = 2; seed <= 200; seed += 2) {
    CAPTURE(seed);
    const Life life(seed);
    std::vector<std::size_t> imports;
    for (std::size_t index = 0; index < life.steps().size(); ++index)
      if (life.steps()[index].kind == Step::Kind::import) imports.push_back(index);
    if (imports.empty()) continue;
    const auto left_out = imports[seed / 2 % imports.size()];

    Shop shop;
    Shop other;
    std::optional<BatchId> batch;
    bool same_acts = true;
    for (std::size_t index = 0; index < life.steps().size(); ++index) {
      const auto written = take(shop, life.steps()[index]);
      if (index == left_out) batch = written;
      if (index == left_out) continue;
      const auto in_other = take(other, life.steps()[index]);
      if (life.steps()[index].kind == Step::Kind::award)
        same_acts = same_acts && written.has_value() == in_other.has_value();
    }
    if (!same_acts || !batch) continue;
    shop.undo(*batch);
    shop.night(last_day);
    other.night(last_day);
    const auto expected = other.conclusions();
    const auto found = shop.conclusions();
    CHECK(found.size() == expected.size());
    for (const char* member : {"m1", "m2", "m3"}) {
      if (!store::find_member(other.ledger(), member)) continue;
      const auto left = shop.balance(member, last_day);
      const auto right = other.balance(member, last_day);
      CHECK(left.balance == right.balance);
      CHECK(left.earned == right.earned);
      CHECK(left.expired == right.expired);
      CHECK(left.clawed_back == right.clawed_back);
      CHECK(left.debt == right.debt);
      CHECK(left.growth == right.growth);
    }
  }
}

} // namespace
} // namespace loyalty::trust_shop::undo_property_test
