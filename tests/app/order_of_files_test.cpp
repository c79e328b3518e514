// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "app/members/import_activities.hpp"
#include "app/night/run_nightly.hpp"
#include "app/orders/import_orders.hpp"
#include "catch.hpp"
#include "files/text_file.hpp"
#include "loyalty/random_history.hpp"
#include "reports/explain.hpp"
#include "store/members.hpp"
#include "store/vouchers.hpp"

namespace order_of_files_test {

using namespace loyalty;
using namespace loyalty::app;
using namespace loyalty::reports;
using namespace loyalty::shop;

// The order of files, and of rows in a file, changes nothing: the same rows, spread over other files in another order,
// with or without a night between them, lead to the same points, tiers and open vouchers of every member, though many
// of them share their moment.

namespace {

using Strings = std::vector<std::string>;

const Day first_day = Day::from_civil(2026, 1, 5);
const Day last_day = first_day + 60;

std::string random_program_text(Chance& chance) {
  std::string text = "[program]\nname = \"shop\"\n[points]\n";
  text += chance.of(
      {"earn = { points = 1, per = \"1.00\" }\n", "earn = { points = 10, per = \"100.00\", rounding = \"carry\" }\n"});
  text += chance.of({"", "caps = { day = 40 }\n"});
  text += chance.of({"", "expire = { after = \"20 days\" }\n"});
  text += "[growth]\nearn = { points = 1, per = \"10.00\" }\n";
  text += "[[tier]]\nid = \"silver\"\nname = \"Silver\"\nmultiplier = 2\n";
  text += chance.of({"when = { orders = 2 }\n", "when = { spend = \"200.00\", window = \"30 days\" }\n"});
  text += "[[campaign]]\nid = \"second\"\nname = \"Second\"\norder = 2\nbonus = 7\n";
  text += "[[activity]]\nid = \"review\"\nname = \"Review\"\npoints = 3\nper_day = 2\n";
  text += "[[coupon]]\nid = \"thanks\"\nname = \"Thanks\"\noff = \"5.00\"\nissue = { on = \"order\", number = 2 }\n";
  return text;
}

/// Rows that are told together: an order and what was given back of it, or an activity.
struct Told {
  Strings orders;
  Strings activities;
};

std::vector<Told> random_rows(Chance& chance) {
  std::vector<Told> all;
  const auto moment = [&](Day day) { return to_string(day) + chance.of({"", " 10:00:00", " 10:00:00", " 12:00:00"}); };
  const int last_number = 6 + chance.between(4, 9); // order numbers of one and of two digits
  for (int number = 7; number <= last_number; ++number) {
    const Day day = first_day + chance.between(0, 2) * 20;
    const std::string member = chance.of({"ann", "ben"});
    const auto id = std::to_string(number);
    const std::string shop = chance.of({"east", "west"});
    const Money amount{chance.between(1, 20) * 1'001};
    const auto redeemed = chance.one_in(3) ? std::to_string(chance.between(1, 60)) : "";
    Told told;
    told.orders.push_back(id + ',' + shop + ',' + member + ',' + moment(day) + ',' + to_string(amount, cny) +
                          ",paid,," + redeemed + '\n');
    if (chance.one_in(3)) {
      const auto back = to_string(chance.one_in(2) ? amount : Money{500}, cny);
      told.orders.push_back("r" + id + ',' + shop + ',' + member + ',' + to_string(day + chance.of({0, 20})) +
                            " 12:00:00,-" + back + ",refund," + id + ",\n");
    }
    all.push_back(told);
  }
  for (int left = chance.between(0, 3); left > 0; --left) {
    const auto times = std::to_string(chance.between(1, 2));
    const auto on = to_string(first_day + chance.between(0, 2) * 20);
    const std::string member = chance.of({"ann", "ben"});
    all.push_back({{}, {member + ",review," + on + ',' + times + ",a" + std::to_string(left) + '\n'}});
  }
  return all;
}

template <class Value>
void shuffle(std::vector<Value>& values, Chance& chance) {
  for (auto left = static_cast<int>(values.size()); left > 1; --left)
    std::swap(values[static_cast<std::size_t>(left) - 1],
              values[static_cast<std::size_t>(chance.between(0, left - 1))]);
}

class Books {
 public:
  /// Both members are known: what an unknown one did is set aside.
  explicit Books(std::string program) : program_{"loyalty.toml", std::move(program)} {
    const auto row = [](const char* start) { return start + to_string(first_day) + ",10.00,paid,,\n"; };
    import({{ {row("1,east,ann,"), row("2,east,ben,")}, {} }}, codes_);
  }

  void import(const std::vector<Told>& rows, Chance& chance) {
    Strings orders;
    Strings activities;
    for (const auto& told : rows) {
      orders.insert(orders.end(), told.orders.begin(), told.orders.end());
      activities.insert(activities.end(), told.activities.begin(), told.activities.end());
    }
    shuffle(orders, chance);
    shuffle(activities, chance);
    const files::TextFile sold("order_id,shop,member_id,placed_at,amount,status,refund_of,points_redeemed\n" +
                               joined(orders));
    if (!orders.empty()) import_orders(context(), {.path = sold.path()});
    const files::TextFile done("member_id,activity,happened_at,count,activity_id\n" + joined(activities));
    if (!activities.empty()) import_activities(context(), program_, done.path());
  }
  void night() { run_nightly(context(), program_); }

  /// What the books say in the end, in words that no number of a row is part of.
  Strings said() {
    Strings all;
    for (const auto& member : store::members(*ledger_)) {
      const auto told = explain(*ledger_, member.key, last_day, false);
      std::map<std::int32_t, std::string> names;
      for (const auto& line : told.lines) names[line.number] = name(line);
      for (const auto& line : told.lines)
        all.push_back(member.key + ": " + name(line) + " of " + names[line.entry.lot]);
      for (const auto& tier : told.tiers)
        all.push_back(member.key + ": " + tier.change.tier + ' ' + to_string(tier.change.day) + ' ' +
                      std::to_string(tier.change.qualifying));
      store::read_automatic(*ledger_, member.id, member.id, [&](const store::AutomaticVoucher& each) {
        const auto key = each.key.substr(0, each.key.find(", again "));
        if (!each.called_off) all.push_back(member.key + ": " + std::string(each.coupon) + " for " + std::string(key));
      });
    }
    std::sort(all.begin(), all.end());
    return all;
  }

 private:
  Context context() {
    return {.ledger = *ledger_, .as_of = last_day, .currency = cny, .entropy = [this](std::span<unsigned char> bytes) {
              for (auto& byte : bytes) byte = static_cast<unsigned char>(codes_.between(0, 255));
            }};
  }
  static std::string joined(const Strings& rows) {
    std::string text;
    for (const auto& row : rows) text += row;
    return text;
  }
  static std::string name(const ExplainedLine& line) {
    const auto& entry = line.entry;
    return to_string(entry.day) + ' ' + std::string(to_string(entry.kind)) + ' ' + std::to_string(entry.points) +
           " for " + (line.order ? line.order->shop + ' ' + line.order->order_id : "-") + " until " +
           to_string(entry.last_day) + " on " + to_string(entry.base, cny) + ' ' +
           (line.terms ? to_string(line.terms->rule) : "");
  }

  std::unique_ptr<store::Ledger> ledger_ = store::Ledger::in_memory();
  ProgramText program_;
  Chance codes_{1};
};

/// Lines of one that the other has not.
Strings only_in(const Strings& left, const Strings& right) {
  Strings only;
  std::set_symmetric_difference(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(only));
  return only;
}

} // namespace

TEST_CASE("the order of files, and of rows in a file, changes nothing") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Chance chance(seed);
    const auto program = random_program_text(chance);
    auto rows = random_rows(chance);
    Books at_once(program);
    at_once.import(rows, chance);
    at_once.night();
    const auto said = at_once.said();
    for (const bool nights : {false, true}) {
      CAPTURE(nights);
      shuffle(rows, chance);
      Books books(program);
      for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
        end = std::min(rows.size(), begin + static_cast<std::size_t>(chance.between(1, 4)));
        books.import(
            {rows.begin() + static_cast<std::ptrdiff_t>(begin), rows.begin() + static_cast<std::ptrdiff_t>(end)},
            chance);
        if (nights || end == rows.size()) books.night();
      }
      CHECK(only_in(books.said(), said) == Strings{});
    }
  }
}

} // namespace order_of_files_test
