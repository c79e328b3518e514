// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "app/follow_up_shop.hpp"
#include "catch.hpp"
#include "loyalty/random_history.hpp"

namespace schedule_follow_up_test {

using namespace loyalty;
using namespace loyalty::follow_up_shop;

namespace {

const Day opening = day("2025-01-20");
constexpr int days_open = 90;
const Day last = opening + days_open;

/// A use of a voucher that the shop gave by hand on the opening day.
struct Use {
  Day on;
  std::string member;
  std::string order;
};

/// What happens in a shop, whatever the nights.
struct Course {
  std::string program;
  std::map<Day, std::string> orders;                    ///< rows by the day of their file
  std::map<Day, std::string> activities;                ///< the same
  std::map<Day, std::pair<std::string, Day>> birthdays; ///< told on a day: member and birthday
  std::vector<Use> uses;
};

/// Rules of issuing that the program may have, each with limits and budgets.
std::string random_coupon_text(Chance& chance, const std::string& id) {
  std::string text = "[[coupon]]\nid = \"" + id + "\"\nname = \"" + id + "\"\noff = \"10.00\"\nmin_spend = \"20.00\"\n";
  text += chance.of({"", "valid = \"10 days\"\n"});
  text += chance.of({"", "", "per_member = { times = 1, per = \"month\" }\n", "per_member = { times = 2 }\n"});
  text += chance.of({"", "", "budget = { vouchers = 4 }\n", "budget = { amount = \"20.00\" }\n"});
  text += chance.of({"", "on_return = \"demand\"\n"});
  text += chance.of({"", "", "audience = { spend = \"50.00\" }\n"});
  text += "issue = [" + std::string(chance.of({"{ on = \"order\", number = 1 }", "{ on = \"order\", number = 2 }",
                                               "{ on = \"joining\" }", "{ on = \"upgrade\" }"}));
  text += std::string(", ") +
          chance.of({"{ on = \"dormant\", days = \"14 days\" }", "{ on = \"birthday\", days_before = \"3 days\" }",
                     "{ on = \"birthday\" }", "{ on = \"campaign\", campaign = \"spring\" }",
                     "{ on = \"invited\", number = 1 }", "{ on = \"membership\", plan = \"plus\" }"}) +
          "]\n";
  return text;
}

std::string random_program_text(Chance& chance) {
  std::string text = "[program]\nname = \"shop\"\n[points]\nearn = { points = 1, per = \"1.00\"";
  text += chance.of({" }\n", ", rounding = \"carry\" }\n"});
  text += chance.of({"", "hold = \"5 days\"\n"});
  text += chance.of({"", "expire = { after = \"1 months\" }\n", "expire = { inactive = \"20 days\" }\n"});
  text += chance.of({"", "caps = { day = 40, month = 150, beyond = \"10%\" }\n"});
  text += "[growth]\nearn = { points = 1, per = \"10.00\" }\n";
  text += "[joining]\npoints = 5\ncoupon = \"first\"\n";
  text +=
      "[referral]\nhold = \"3 days\"\ninviter = { points = 20, coupon = \"second\" }\ninvited = { points = 10 }\n"
      "milestones = [{ invited = 1, growth = 5 }]\n";
  text +=
      "[[activity]]\nid = \"check-in\"\nname = \"Check-in\"\npoints = 2\ngrowth = 1\nper_day = 1\n"
      "limit = { times = 5, per = \"month\" }\nstreak = { days = 3, points = 7 }\n";
  text +=
      "[[tier]]\nid = \"silver\"\nname = \"Silver\"\nwhen = { spend = \"60.00\", window = \"30 days\" }\n"
      "pack = { points = 3, coupon = \"first\" }\n";
  text += chance.of({"", "term = \"20 days\"\ngrace = \"5 days\"\n"});
  text += "[[tier]]\nid = \"gold\"\nname = \"Gold\"\nmultiplier = 2\n";
  text += chance.of(
      {"when = { growth = 12 }\n", "when = { referrals = 1 }\n", "when = { activities = { check-in = 4 } }\n"});
  text += "[[campaign]]\nid = \"spring\"\nname = \"Spring\"\nfrom = 2025-02-20\nuntil = 2025-03-10\nmultiplier = 2\n";
  text += "[[campaign]]\nid = \"third\"\nname = \"Third\"\nevery = 3\nbonus = 11\n";
  text +=
      "[[membership]]\nid = \"plus\"\nname = \"Plus\"\nfee = \"9.00\"\nterm = \"20 days\"\ntier = \"gold\"\n"
      "reward = { share = \"10%\", coupon = \"second\", after = \"2 days\" }\n";
  text += "[[group]]\nid = \"vip\"\nname = \"VIP\"\nwhen = { tier = \"gold\" }\n";
  text += "[[group]]\nid = \"quiet\"\nname = \"Quiet\"\nwhen = { days_since_order = \"> 12\" }\n";
  const auto second = random_coupon_text(chance, "second");
  text += random_coupon_text(chance, "first") + second;
  text += "[[coupon]]\nid = \"hand\"\nname = \"By hand\"\non_return = \"demand\"\n";
  return text + (text.size() % 2 == 0 ? "off = \"10.00\"\nmin_spend = \"28.00\"\n"
                                      : "ladder = [{ from = \"28.00\", off = \"5%\" }, { from = \"45.00\", off = "
                                        "\"20%\" }]\n");
}

std::string moment(Day day, int second) { return to_string(Moment::at(day, second)); }

/// An order as its row says.
struct Sold {
  std::string id;
  std::string member;
  std::string amount;
};

void plan_order(Chance& chance, Course& plan, Day on, int number, std::vector<Sold>& sold) {
  const std::string member = chance.of({"ann", "ann", "ben", "eve", "guy"});
  const auto id = "R" + std::to_string(number);
  if (!sold.empty() && chance.one_in(3)) {
    const auto& order = sold[static_cast<std::size_t>(chance.between(0, static_cast<int>(sold.size()) - 1))];
    const auto amount = chance.one_in(3) ? "5.00" : order.amount;
    plan.orders[on] +=
        id + ',' + order.member + ',' + moment(on, number) + ",-" + amount + ",refund," + order.id + ",,\n";
    return;
  }
  const bool fee = chance.one_in(9);
  const std::string amount = fee ? "9.00" : chance.of({"20.00", "35.00", "60.00", "0.00"});
  // Guy was brought by Ann, as Guy's first order says.
  plan.orders[on] += id + ',' + member + ',' + moment(on, number) + ',' + amount + ",paid,," + (fee ? "plus" : "") +
                     ',' + (member == "guy" ? "ann" : "") + '\n';
  if (amount != "0.00") sold.push_back({id, member, amount});
}

Course random_plan(std::uint64_t seed) {
  Chance chance(seed);
  Course plan;
  plan.program = random_program_text(chance);
  std::vector<int> days;
  for (int left = chance.between(10, 40); left > 0; --left) days.push_back(chance.between(1, days_open));
  std::sort(days.begin(), days.end());
  std::vector<Sold> sold;
  int number = 0;
  for (const int day : days) plan_order(chance, plan, opening + day, ++number, sold);
  Day day = opening + chance.between(1, 60);
  for (int left = chance.between(0, 8); left > 0; --left) {
    plan.activities[day] += std::string(chance.of({"ann", "ann", "ben"})) + ",check-in," + to_string(day) + ",1,A" +
                            std::to_string(left) + '\n';
    day = std::min(last, day + chance.of({1, 1, 1, 4}));
  }
  plan.birthdays[opening + chance.between(1, 40)] = {chance.of({"ann", "ben"}),
                                                     Day::from_civil(1990, 1, 25) + chance.between(0, 80)};
  // Of the orders that a member placed, one was paid with the voucher.
  for (const char* member : {"ann", "ben"})
    for (const auto& [on, rows] : plan.orders)
      if (const auto found = rows.find(std::string(",") + member + ',');
          found != std::string::npos && chance.one_in(4)) {
        const auto begin = rows.rfind('\n', found);
        const auto from = begin == std::string::npos ? 0 : begin + 1;
        plan.uses.push_back({on, member, rows.substr(from, found - from)});
        break;
      }
  return plan;
}

/// The books of such a shop, with nights and files as they may come.
class Books {
 public:
  explicit Books(const Course& plan) : plan_(plan), shop_(plan.program) {
    for (const char* member : {"ann", "ben", "eve"}) {
      shop_.add(opening, member);
      shop_.give(opening, "hand", member);
    }
  }

  Shop& shop() { return shop_; }

  /// Everything that is told on the day itself, and the orders of the days since `files_from`.
  void live(Day on, Day files_from) {
    import_orders(on, files_from);
    if (const auto found = plan_.activities.find(on); found != plan_.activities.end())
      shop_.activities(on, found->second);
    if (const auto found = plan_.birthdays.find(on); found != plan_.birthdays.end())
      shop_.tell_birthday(on, found->second.first, found->second.second);
    for (const auto& use : plan_.uses)
      if (use.on == on) shop_.use(on, use.member, "hand", "50.00", use.order);
  }
  void live(Day on) { live(on, on); }
  std::optional<BatchId> import_orders(Day on, Day from) {
    std::string rows;
    for (const auto& [day, text] : plan_.orders)
      if (from <= day && day <= on) rows += text;
    return rows.empty() ? std::nullopt : shop_.orders(on, rows).receipt.batch;
  }

  /// What the books say in the end.
  Lines lines() {
    auto all = shop_.books();
    for (const auto& more : {shop_.vouchers(), shop_.rosters()}) all.insert(all.end(), more.begin(), more.end());
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.substr(0, 3) < b.substr(0, 3); });
    return all;
  }

 private:
  const Course& plan_;
  Shop shop_;
};

Lines every_night(const Course& plan) {
  Books books(plan);
  for (Day on = opening; on <= last; on = on + 1) {
    books.live(on);
    books.shop().night(on);
  }
  return books.lines();
}

Lines sorted(Lines lines) {
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// The first line in which two tellings differ, so that a failure can be read.
std::string difference_of(const Lines& left, const Lines& right) {
  for (std::size_t at = 0; at < std::max(left.size(), right.size()); ++at) {
    const auto line = [&](const Lines& lines) { return at < lines.size() ? lines[at] : std::string("nothing"); };
    if (line(left) != line(right)) return line(left) + "\n  instead of\n" + line(right);
  }
  return {};
}

template <class Story>
void for_random_plans(std::uint64_t first, std::uint64_t last_seed, const Story& story) {
  for (auto seed = first; seed <= last_seed; ++seed) {
    CAPTURE(seed);
    Chance chance(2'000 + seed);
    story(random_plan(seed), chance);
  }
}

} // namespace

TEST_CASE("vouchers, their events and rosters are the same with one night in the end") {
  for_random_plans(1, 25, [](const Course& plan, Chance&) {
    Books books(plan);
    for (Day on = opening; on <= last; on = on + 1) books.live(on);
    books.shop().night(last);
    CHECK(difference_of(books.lines(), every_night(plan)) == "");
  });
}

TEST_CASE("so they are with nights missed, or run twice") {
  for_random_plans(101, 125, [](const Course& plan, Chance& chance) {
    Books books(plan);
    const int missed = chance.of({3, 10, 30});
    for (Day on = opening; on <= last; on = on + 1) {
      books.live(on);
      if (on != last && !chance.one_in(missed)) continue;
      books.shop().night(on);
      CHECK_FALSE(books.shop().night(on).receipt.batch);
    }
    CHECK(difference_of(books.lines(), every_night(plan)) == "");
  });
}

TEST_CASE("so they are when orders come in files of several days, in time for the night") {
  for_random_plans(201, 215, [](const Course& plan, Chance& chance) {
    Books books(plan);
    Day from = opening;
    for (Day on = opening; on <= last; on = on + 1) {
      const bool file = on == last || chance.one_in(7) || plan.birthdays.contains(on);
      books.live(on, file ? from : on + 1);
      if (!file) continue;
      from = on + 1;
      books.shop().night(on);
    }
    CHECK(difference_of(books.lines(), every_night(plan)) == "");
  });
}

TEST_CASE("so they are where award-points and recalc-tiers ran by themselves before the night") {
  for_random_plans(501, 515, [](const Course& plan, Chance& chance) {
    Books books(plan);
    for (Day on = opening; on <= last; on = on + 1) {
      books.live(on);
      if (chance.one_in(8)) books.shop().night(on, {.points = true, .tiers = false});
      if (chance.one_in(8)) books.shop().night(on, {.points = false, .tiers = true});
      if (on == last || chance.one_in(30)) books.shop().night(on);
    }
    CHECK(difference_of(sorted(books.lines()), sorted(every_night(plan))) == "");
  });
}

TEST_CASE("a night that was undone and run again gives the same") {
  for_random_plans(301, 315, [](const Course& plan, Chance& chance) {
    Books books(plan);
    for (Day on = opening; on <= last; on = on + 1) {
      books.live(on);
      if (on != last && !chance.one_in(15)) continue;
      const auto night = books.shop().night(on).receipt.batch;
      if (!night || (on != last && chance.one_in(2))) continue;
      books.shop().undo(*night, to_string(on));
      books.shop().night(on);
    }
    CHECK(difference_of(books.lines(), every_night(plan)) == "");
  });
}

TEST_CASE("orders that come late, or whose file was undone and read again, leave the same books and rosters") {
  for_random_plans(401, 415, [](const Course& plan, Chance& chance) {
    Books books(plan), in_time(plan);
    for (Day on = opening; on <= last; on = on + 1) {
      in_time.live(on);
      books.live(on, on == last ? opening : on + 1);
      if (chance.one_in(20)) {
        const auto import = books.import_orders(on, opening);
        books.shop().night(on);
        if (import && chance.one_in(2)) books.shop().undo(*import, to_string(on));
      }
    }
    books.shop().night(last);
    in_time.shop().night(last);
    CHECK(difference_of(sorted(books.shop().books()), sorted(in_time.shop().books())) == "");
    CHECK(books.shop().on_rosters() == in_time.shop().on_rosters());
  });
}

} // namespace schedule_follow_up_test
