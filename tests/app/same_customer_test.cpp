// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/follow_up_shop.hpp"
#include "app/trust/audit.hpp"
#include "catch.hpp"
#include "loyalty/error.hpp"
#include "loyalty/random_history.hpp"
#include "reports/members.hpp"
#include "reports/summary.hpp"

// Whose an order is, and who is the same customer, may be found out late: from the next night on, everything is as if
// it had been known from the start; taken back, everything is as it was.

namespace loyalty::follow_up_shop::same_customer_test {
namespace {

const Day opening = Day::from_civil(2026, 1, 1);
constexpr int weeks = 8;
const Day last_day = opening + (weeks * 7 + 20);

std::string random_program_text(Chance& chance) {
  std::string text = "[program]\nname = \"shop\"\n[points]\n";
  text += chance.of(
      {"earn = { points = 1, per = \"1.00\" }\n", "earn = { points = 10, per = \"70.00\", rounding = \"carry\" }\n"});
  text += chance.of({"", "hold = \"5 days\"\n"});
  text += chance.of({"", "expire = { after = \"1 month\" }\n", "expire = { inactive = \"20 days\" }\n"});
  text += chance.of({"", "caps = { day = 40 }\n"});
  text += "[growth]\nearn = { points = 1, per = \"10.00\" }\n";
  text += chance.of({"", "[joining]\npoints = 5\n"});
  text += "[referral]\ninviter = { points = 20 }\ninvited = { points = 10 }\n";
  text += "[[activity]]\nid = \"review\"\nname = \"Review\"\npoints = 3\nper_day = 1\n";
  text += "[[tier]]\nid = \"silver\"\nname = \"Silver\"\nmultiplier = 2\n";
  text += chance.of({"when = { orders = 2 }\n", "when = { spend = \"90.00\", window = \"30 days\" }\n"});
  text += chance.of({"", "term = \"20 days\"\ngrace = \"5 days\"\n"});
  text += "[[membership]]\nid = \"plus\"\nname = \"Plus\"\nfee = \"9.00\"\nterm = \"20 days\"\n";
  text += "[[group]]\nid = \"buyers\"\nname = \"Buyers\"\nwhen = { orders = 2 }\n";
  text += "[[coupon]]\nid = \"thanks\"\nname = \"Thanks\"\noff = \"5.00\"\n";
  text += fmt::format("issue = {{ on = \"order\", number = {} }}\n", chance.between(1, 3));
  return text;
}

/// What a shop is told: the customers are "a", "b" and "c", whatever it knows them by.
struct Told {
  enum class Kind { order, activity, night } kind = Kind::order;
  Day on = {}; ///< day of the command
  std::string id = {};
  std::string customer = {};
  std::string rest = {}; ///< of the row, behind the member
  std::string order = {};
};

class Life {
 public:
  explicit Life(Chance& chance) : chance_(chance) {
    for (int week = 0; week < weeks; ++week) live(opening + week * 7);
  }
  const std::vector<Told>& told() const { return told_; }
  /// The numbers of all orders.
  std::vector<std::string> orders() const {
    std::vector<std::string> all;
    for (const auto& [id, sold] : sold_) all.push_back(id);
    return all;
  }
  const std::string& buyer(const std::string& order) const { return sold_.at(order).customer; }

 private:
  struct Sold {
    std::string customer;
    Moment at;
    int amount = 0;
    int back = 0;
  };

  void live(Day week) {
    const Day on = week + 6;
    std::vector<Day> days;
    for (int count = chance_.between(0, 4); count > 0; --count) days.push_back(week + chance_.between(0, 6));
    std::ranges::sort(days);
    for (const auto day : days) sell(on, day);
    for (int count = chance_.between(0, 2); count > 0 && !sold_.empty(); --count) give_back(on);
    if (chance_.one_in(2)) review(on, week + chance_.between(0, 6));
    if (chance_.one_in(2)) told_.push_back({.kind = Told::Kind::night, .on = on});
  }

  std::string someone() { return chance_.of({"a", "a", "b", "c"}); }

  void sell(Day on, Day day) {
    const auto id = fmt::format("o{}", ++number_);
    const bool fee = chance_.one_in(9);
    const Sold sold{someone(), Moment::at(day, ++clock_), fee ? 9 : chance_.between(0, 9) * 10};
    const bool first = bought_.insert(sold.customer).second;
    // Only the first order says who brought its buyer.
    const std::string referrer = first && sold.customer != "c" && chance_.one_in(2) ? "c" : "";
    told_.push_back(
        {.on = on,
         .id = id,
         .customer = sold.customer,
         .rest = fmt::format("{},{}.00,paid,,{},{}", to_string(sold.at), sold.amount, fee ? "plus" : "", referrer),
         .order = id});
    sold_[id] = sold;
  }

  void give_back(Day on) {
    auto found = sold_.begin();
    std::advance(found, chance_.between(0, static_cast<int>(sold_.size()) - 1));
    auto& [id, sold] = *found;
    if (sold.back > 0 || sold.amount == 0) return;
    if (chance_.one_in(2)) {
      sold.back = sold.amount;
      told_.push_back({.on = on,
                       .id = id,
                       .customer = sold.customer,
                       .rest = fmt::format("{},{}.00,{},,,", to_string(sold.at), sold.amount,
                                           chance_.of({"refunded", "cancelled"})),
                       .order = id});
      return;
    }
    sold.back = chance_.between(1, sold.amount);
    told_.push_back(
        {.on = on,
         .id = "r" + id,
         .customer = sold.customer,
         .rest = fmt::format("{},-{}.00,refund,{},,", to_string(Moment::at(on, 80'000 + ++clock_)), sold.back, id),
         .order = id});
  }

  void review(Day on, Day day) {
    told_.push_back({.kind = Told::Kind::activity,
                     .on = on,
                     .id = fmt::format("v{}", ++number_),
                     .customer = someone(),
                     .rest = to_string(Moment::at(day, ++clock_))});
  }

  Chance& chance_;
  int number_ = 0;
  int clock_ = 0;
  std::set<std::string> bought_;
  std::map<std::string, Sold> sold_;
  std::vector<Told> told_;
};

/// Lets a shop be told one thing, of whoever `called` says.
template <class Called>
void tell(Shop& shop, const Told& told, const Called& called) {
  switch (told.kind) {
    case Told::Kind::order: shop.orders(told.on, fmt::format("{},{},{}\n", told.id, called(told), told.rest)); return;
    case Told::Kind::activity:
      shop.activities(told.on, fmt::format("{},review,{},1,{}\n", called(told), told.rest, told.id));
      return;
    case Told::Kind::night: shop.night(told.on); return;
  }
}

std::string known(const Told& told) { return told.customer; }

/// What one can see of a shop: figures, accounts, tiers, vouchers that were not called off, rosters.
std::set<std::string> seen(Shop& shop) {
  std::set<std::string> all;
  const auto report = reports::report_members(shop.ledger(), last_day);
  for (const auto& row : report.rows)
    all.insert(fmt::format("{}: {} {} {} | {} {} {} {} | {} {} {} {}", report.names.key(row.member),
                           to_string(row.joined_on), report.tiers[row.tier], row.qualifying, row.orders.orders,
                           row.orders.order_days, row.orders.gross.minor, row.orders.refunds.minor, row.points.earned,
                           row.points.balance, row.points.held, row.points.growth));
  std::map<std::string, int> lines;
  for (const auto& line : shop.books()) ++lines[line];
  for (const auto& [line, count] : lines) all.insert(fmt::format("{} × {}", line, count));
  for (const auto& member : store::members(shop.ledger()))
    for (const auto& each : store::vouchers_of(shop.ledger(), member.id))
      if (standing(each.events) != VoucherState::void_)
        all.insert(fmt::format("{} has {} for {}", member.key, each.voucher.coupon, to_string(each.issue)));
  const auto on_rosters = shop.on_rosters();
  all.insert(on_rosters.begin(), on_rosters.end());
  for (const auto& [key, value, reference] : reports::report_summary(shop.ledger(), last_day))
    if (const auto* count = std::get_if<std::int64_t>(&value); count != nullptr && key != "vouchers_issued")
      all.insert(fmt::format("{} = {}", key, *count));
  return all;
}

void require_sound(Shop& shop) {
  for (const auto& check : audit(shop.ledger()).checks) {
    CAPTURE(check.name, check.result.english());
    REQUIRE(check.outcome == Check::Outcome::passed);
  }
}

void require_same(Shop& shop, Shop& expected) {
  const auto left = seen(shop);
  const auto right = seen(expected);
  std::vector<std::string> differences;
  std::ranges::set_symmetric_difference(left, right, std::back_inserter(differences));
  CAPTURE(differences);
  REQUIRE(differences.empty());
  require_sound(shop);
}

void open(Shop& shop, std::initializer_list<const char*> members) {
  for (const auto* member : members) shop.add(opening, member);
}

} // namespace

TEST_CASE("an order that is linked late is as if its member had been known, and undone as if never linked") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Chance chance(seed);
    const auto program = random_program_text(chance);
    const Life life(chance);
    std::map<std::string, std::string> nobodys; ///< orders that come without a member, each with what its file says
    for (const auto& order : life.orders())
      if (chance.one_in(2)) nobodys[order] = chance.of({"", "138****0001"});
    const auto called = [&](const Told& told) {
      const auto found = nobodys.find(told.order);
      return found == nobodys.end() ? told.customer : found->second;
    };
    Shop always(program);
    Shop late(program);
    Shop without(program);
    for (auto* shop : {&always, &late, &without}) open(*shop, {"a", "b", "c"});
    std::vector<BatchId> links;
    const auto link_some = [&](Day on, bool all) {
      for (auto order = nobodys.begin(); order != nobodys.end(); ++order) {
        if (!all && !chance.one_in(4)) continue;
        if (!store::find_order(late.ledger(), {"", order->first})) continue;
        if (const auto batch = late.link(on, {order->first}, life.buyer(order->first))) links.push_back(*batch);
      }
    };
    for (const auto& told : life.told()) {
      tell(always, told, known);
      tell(late, told, called);
      tell(without, told, called);
      if (told.kind == Told::Kind::night && chance.one_in(2)) link_some(told.on, false);
    }
    if (chance.one_in(2)) late.night(last_day - 5);
    link_some(last_day - 3, true);
    for (auto* shop : {&always, &late, &without}) shop->night(last_day);
    require_same(late, always);
    // What was imported goes in once more and changes nothing.
    for (const auto& told : life.told())
      if (told.kind == Told::Kind::order && told.id == told.order)
        CHECK(late.orders(last_day, fmt::format("{},{},{}\n", told.id, called(told), told.rest)).added == 0);
    require_same(late, always);

    for (auto batch = links.rbegin(); batch != links.rend(); ++batch) late.undo(*batch, last_day);
    require_sound(late);
    late.night(last_day);
    require_same(late, without);
  }
}

TEST_CASE("members who are merged are as if they had been one from the start") {
  int merged = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Chance chance(seed * 31);
    const auto program = random_program_text(chance);
    const Life life(chance);
    std::set<std::string> other; ///< what is told of "a" as of "x"
    for (const auto& told : life.told())
      if (told.customer == "a" && chance.one_in(2)) other.insert(told.order.empty() ? told.id : told.order);
    const auto called = [&](const Told& told) {
      return told.customer == "a" && other.contains(told.order.empty() ? told.id : told.order) ? "x" : told.customer;
    };
    const auto merge_at = chance.between(0, static_cast<int>(life.told().size()));
    Shop always(program);
    Shop late(program);
    open(always, {"a", "b", "c"});
    open(late, {"a", "x", "b", "c"});
    bool refused = false; // where both hold terms of the plan that overlap
    const auto merge = [&](Day on) {
      try {
        late.merge(on, "a", "x");
      } catch (const Error&) { refused = true; }
    };
    for (int at = 0; at < static_cast<int>(life.told().size()); ++at) {
      const auto& told = life.told()[static_cast<std::size_t>(at)];
      if (at == merge_at) merge(told.on);
      tell(always, told, known);
      tell(late, told, called);
    }
    if (merge_at == static_cast<int>(life.told().size())) merge(last_day - 3);
    if (refused) continue;
    ++merged;
    for (auto* shop : {&always, &late}) shop->night(last_day);
    require_same(late, always);
    // What was told of either is known, by whichever name.
    for (const auto& told : life.told())
      if (told.kind != Told::Kind::night && told.id != "r" + told.order) tell(late, told, called);
    late.night(last_day);
    require_same(late, always);
  }
  CHECK(merged > 20);
}

TEST_CASE("a merge that is taken back leaves two members as they were") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    Chance chance(seed * 57);
    const auto program = random_program_text(chance);
    const Life life(chance);
    std::set<std::string> other;
    for (const auto& told : life.told())
      if (told.customer == "a" && chance.one_in(2)) other.insert(told.order.empty() ? told.id : told.order);
    const auto called = [&](const Told& told) {
      return told.customer == "a" && other.contains(told.order.empty() ? told.id : told.order) ? "x" : told.customer;
    };
    Shop merged(program);
    Shop without(program);
    for (auto* shop : {&merged, &without}) {
      open(*shop, {"a", "x", "b", "c"});
      for (const auto& told : life.told()) tell(*shop, told, called);
    }
    const auto batch = chance.one_in(2) ? merged.merge(last_day - 3, "a", "x") : merged.merge(last_day - 3, "x", "a");
    require_sound(merged);
    if (chance.one_in(2)) merged.night(last_day - 2);
    merged.undo(batch.value(), last_day - 1);
    require_sound(merged);
    for (auto* shop : {&merged, &without}) shop->night(last_day);
    require_same(merged, without);
  }
}

} // namespace loyalty::follow_up_shop::same_customer_test
