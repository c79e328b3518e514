// SPDX-License-Identifier: MIT
//
// Nothing comes by itself to whoever is shut out, on any occasion; to an open member of the same facts it comes.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "app/follow_up_shop.hpp"
#include "catch.hpp"
#include "program/program_file.hpp"
#include "store/cash_backs.hpp"

namespace closed_on_occasions_test {

using namespace loyalty;
using namespace loyalty::follow_up_shop;

namespace {

const std::set<std::string> both = {"open", "shut"};

/// An occasion on which a voucher or a reward comes by itself.
struct Occasion {
  IssueRule::On on;
  const char* word;
  std::vector<std::string> details = {};
};

using On = IssueRule::On;
const std::array<Occasion, 13> occasions = {{{On::birthday, "birthday", {"days_before = 1"}},
                                             {On::joining, "joining"},
                                             {On::upgrade, "upgrade", {"tier = \"silver\""}},
                                             {On::order, "order", {"number = 1"}},
                                             {On::invited, "invited", {"number = 1"}},
                                             {On::dormant, "dormant", {"days = 20"}},
                                             {On::campaign, "campaign", {"campaign = \"spring\""}},
                                             {On::membership, "membership", {"plan = \"plus\""}},
                                             {On::anniversary, "anniversary", {"days_before = 1"}},
                                             {On::date, "date", {"day = 2026-02-20"}},
                                             {On::registering, "registering"},
                                             {On::brought, "brought", {"number = 1"}},
                                             {On::streak, "streak", {"activity = \"visit\"", "days = 2"}}}};

std::string occasions_program() {
  std::string text = R"(
[program]
name = "shop"
[points]
earn = { points = 1, per = "1.00" }
[wallet]
[[activity]]
id = "visit"
name = "Visit"
points = 1
[[tier]]
id = "silver"
name = "Silver"
when = { spend = "100.00" }
[referral]
inviter = { points = 5 }
[[membership]]
id = "plus"
name = "Plus"
fee = "9.00"
term = "1 month"
[[campaign]]
id = "spring"
name = "Spring"
from = 2026-02-10
until = 2026-02-28
multiplier = 2
[[reward]]
id = "r-cash"
name = "Cash"
on = "order"
cash = { amount = "1.00" }
)";
  for (const auto& each : occasions) {
    text +=
        fmt::format("[[coupon]]\nid = \"c-{0}\"\nname = \"{0}\"\noff = \"1.00\"\nissue = {{ on = \"{0}\"", each.word);
    for (const auto& detail : each.details) text += ", " + detail;
    text += " }\n";
    if (each.on == On::upgrade) continue; // that is a pack of the tier
    text += fmt::format("[[reward]]\nid = \"r-{0}\"\nname = \"{0}\"\non = \"{0}\"\npoints = 1\n", each.word);
    for (const auto& detail : each.details) text += detail + '\n';
  }
  return text;
}

/// Two members who joined on one day; one of them was shut out the same evening. Everything else happened to both
/// later.
class Occasions : public Shop {
 public:
  Occasions() : Shop(occasions_program()) {
    std::string rows, visits;
    for (const auto& key : both) {
      add(day("2026-01-01"), key);
      tell_birthday(day("2026-01-01"), key, day("1990-02-15"));
      rows += fmt::format(
          "{0}1,{0},2026-02-01,200.00,paid,,,\n{0}2,{0},2026-02-05,9.00,paid,,plus,\n"
          "{0}3,friend of {0},2026-02-03,50.00,paid,,,{0}\n",
          key);
      for (const auto* on : {"2026-02-06", "2026-02-07"}) visits += fmt::format("{},visit,{},1,\n", key, on);
    }
    close("2026-01-01", "shut");
    orders("2026-02-08", rows);
    activities(day("2026-02-08"), visits);
    night("2027-01-10");
  }

  /// The lines of the member among those that tell of all.
  static Lines of(const std::string& key, const Lines& all) {
    Lines found;
    for (const auto& line : all)
      if (line.starts_with(key + ' ')) found.push_back(line);
    return found;
  }
  Money cash(const std::string& key) {
    const auto member = store::require_member(ledger(), key).id;
    Money sum;
    store::read_cash_back(ledger(), member, member, [&](MemberId, const CashMove& move) { sum += move.amount; });
    return sum;
  }
};

bool any_has(const Lines& lines, const std::string& word) {
  return std::ranges::any_of(lines, [&](const std::string& line) { return line.find(word) != std::string::npos; });
}

} // namespace

TEST_CASE("nothing comes by itself to who is shut out, on any occasion; to an open member it comes on each") {
  for (std::size_t at = 0; at < occasions.size(); ++at) CHECK(static_cast<std::size_t>(occasions[at].on) == at);
  CHECK(occasions.back().on == On::streak); // the last there is
  Occasions shop;
  const auto vouchers = Occasions::of("open", shop.vouchers());
  const auto entries = Occasions::of("open", shop.books());
  for (const auto& each : occasions) {
    CAPTURE(each.word, vouchers, entries);
    CHECK(any_has(vouchers, fmt::format("c-{} ", each.word)));
    if (each.on != On::upgrade) CHECK(any_has(entries, fmt::format("r-{}", each.word)));
  }
  CHECK(shop.cash("open").minor == 100); // a fee brings none
  CHECK(Occasions::of("shut", shop.vouchers()) == Lines{});
  CHECK(Occasions::of("shut", shop.books()) == Lines{});
  CHECK(shop.cash("shut") == Money{});
}

TEST_CASE("an order of somebody who is shut out promises nothing for the time after they are let in again") {
  Shop shop(
      "[program]\nname = \"shop\"\n[points]\nearn = { points = 1, per = \"1.00\" }\n"
      "[[reward]]\nid = \"later\"\nname = \"Later\"\non = \"order\"\nhold = \"7 days\"\npoints = 5\n");
  for (const auto& key : both) shop.add(day("2026-01-01"), key);
  shop.close("2026-01-05", "shut");
  shop.orders("2026-01-10", "1,open,2026-01-10,10.00,paid,,,\n2,shut,2026-01-10,10.00,paid,,,\n");
  shop.reopen("2026-01-12", "shut");
  shop.night("2026-02-01");
  CHECK(any_has(Occasions::of("open", shop.books()), "reward later"));
  CHECK(Occasions::of("shut", shop.books()) == Lines{});
}

} // namespace closed_on_occasions_test
