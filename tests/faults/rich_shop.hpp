// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "faults/shop.hpp"

namespace faults {

constexpr std::string_view rich_program = R"([program]
name = "shop of everything"

[fields]
city = "word"

[points]
earn = { points = 1, per = "10.00" }
redeem = { points = 10, worth = "1.00", minimum = 10 }
hold = "7 days"
expire = { after = "6 months" }
transfer = { minimum = 1 }

[growth]
earn = { points = 1, per = "1.00" }

[wallet]
bonus = [{ pay = "500.00", bonus = "50.00" }]

[cards]

[[reward]]
id = "back"
name = "Cash back"
on = "order"
hold = "3 days"
cash = { share = "2%", most = "5.00" }

[[activity]]
id = "visit"
name = "Visit"
points = 2
growth = 1
streak = { days = 3, points = 5 }

[[tier]]
id = "silver"
name = "Silver"
when = { spend = "500.00", window = "365 days" }
term = "6 months"
grace = "15 days"
pack = { points = 20, coupon = "pack" }

[[tier]]
id = "gold"
name = "Gold"
when = { growth = 1500, window = "12 months" }
term = "12 months"
multiplier = 2
discount = "5%"
pack = { points = 50, coupon = "pack" }

[[membership]]
id = "plus"
name = "Plus"
fee = "88.00"
term = "3 months"
tier = "silver"

[referral]
inviter = { points = 30 }
invited = { points = 10, coupon = "friend" }
milestones = [{ invited = 2, points = 40 }]
hold = "3 days"

[[campaign]]
id = "double"
name = "Double"
from = 2025-06-01
until = 2025-06-30
multiplier = 2

[[gift]]
id = "cup"
name = "A cup"
points = 20
stock = 50

[[draw]]
id = "bag"
name = "Bag"
winners = 2

[[coupon]]
id = "pack"
name = "Pack"
off = "20.00"
min_spend = "99.00"
valid = "30 days"

[[coupon]]
id = "friend"
name = "Friend"
off = "10%"
max_discount = "30.00"
valid = "60 days"
min_spend = "99.00"
on_return = "demand"

[[coupon]]
id = "birthday"
name = "Birthday"
gift = "a cake"
valid = "30 days"
issue = { on = "birthday" }

[[coupon]]
id = "wake"
name = "Wake"
off = "15.00"
valid = "400 days"
issue = { on = "dormant", days = 60 }

[[coupon]]
id = "ship"
name = "Ships free"
free_shipping = true
valid = "90 days"

[[coupon]]
id = "steps"
name = "Steps"
ladder = [{ from = "100.00", off = "10.00" }, { from = "300.00", off = "20%" }]
valid = "90 days"

[[coupon]]
id = "third"
name = "Third free"
pieces = { buy = 2, get = 1, off = "100%", times = 1 }
lines = { category = "food" }
valid = "90 days"

[[segment]]
id = "many"
name = "Many"
when = { orders = 3 }

[[group]]
id = "fans"
name = "Fans"
when = { orders = 5 }

[contact]
most = { times = 2, per = "month" }
)";

/// A small ledger in which every table holds rows: tiers with terms, held and expired points, debts, refunds of every
/// kind, lines, coupons, referrals, memberships, wallets, cash back, gift cards, activities, gifts, draws, lists,
/// visitors, a hold-out, points handed on, members shut out, one of them let in again, an undone batch, two versions of
/// the program, orders that are nobody's, and one that was linked; sealed with a key.
class RichShop : public Shop {
 public:
  static constexpr int members = 12;

  RichShop() {
    write_file(file("loyalty.toml"), rich_program);
    write_file(file("members.csv"), joined());
    write_file(file("orders.csv"), bought());
    write_file(file("lines.csv"), lines);
    write_file(file("refunds.csv"), given_back);
    write_file(file("visits.csv"), visits());
    write_file(file("wrong.csv"), "order_id,member_id,placed_at,amount,status\nW1,m2,2025-10-10,700.00,paid\n");
    write_file(file("more.csv"),
               "order_id,member_id,placed_at,amount,status,coupon_code,fee_for\n"
               "N1,m1,2026-01-20,120.00,paid,,\nN2,m13,2026-01-21,60.00,paid,,\nN3,m4,2026-01-22,88.00,paid,,plus\n"
               "O0003,m4,2025-01-04,0.00,cancelled,,\n");
    must({"seal", "--key", "shop.key", "-q"});
    must({"import-members", "members.csv", "--as-of", "2025-01-01", "-q"});
    must({"top-up", "m3", "500.00", "--as-of", "2025-01-02", "-q"});
    must({"set-member", "m5", "--membership", "plus", "--as-of", "2025-02-01", "-q"});
    must({"set-member", "m6", "--tag", "vip", "--field", "city=x", "--as-of", "2025-02-01", "-q"});
    must({"import-orders", "orders.csv", "--as-of", "2025-12-31", "-q"});
    must({"import-orders", "lines.csv", "--as-of", "2025-12-31", "-q"});
    must({"import-activities", "visits.csv", "--as-of", "2025-12-31", "-q"});
    must({"run-nightly", "--as-of", "2025-08-01", "-q"});
    must({"issue-coupon", "ship", "m1", "m2", "m3", "--as-of", "2025-08-01", "-q"});
    must({"import-orders", "wrong.csv", "--as-of", "2025-10-11", "-q"});
    must({"undo-batch", "10", "--yes", "-q"});
    must({"import-orders", "refunds.csv", "--as-of", "2025-12-31", "-q"});
    must({"run-nightly", "--as-of", "2025-11-30", "-q"});
    write_file(file("loyalty.toml"), std::string(rich_program) + "\n# the second version\n");
    must({"run-nightly", "-q"});
    must({"redeem-points", "m1", "10", "-q"});
    must({"adjust-points", "m2", "15", "--reason", "said so", "-q"});
    must({"draw-prize", "bag", "--seed", "1", "-q"});
    must({"set-member", "m7", "--tier", "gold", "--until", "2026-06-30", "--reason", "a friend", "-q"});
    must({"redeem-coupon", issued_to("m10"), "--amount", "120.00", "--order", "O0081", "-q"});
    must({"void-coupon", issued_to("m11"), "--reason", "lost", "-q"});
    write_file(file("masked.csv"),
               "order_id,member_id,placed_at,amount,status,name,phone,referrer_id\n"
               "U1,138****0001,2025-12-30,60.00,paid,A*,138****0001,m2\n"
               "U2,138****0002,2025-12-30,70.00,paid,B*,138****0002,\n");
    must({"import-orders", "masked.csv", "-q"});
    must({"link-orders", "U2", "m3", "-q"});
    must({"add-member", "gone", "--phone", "13800009999", "-q"});
    must({"forget-member", "gone", "--yes", "-q"});
    write_file(file("visitors.csv"), "day,visitors,shop\n2025-11,900,\n2025-12-30,40,\n");
    must({"import-visitors", "visitors.csv", "-q"});
    must({"draw-holdout", "spring", "--share", "50%", "--seed", "1", "--as-of", "2025-12-15", "-q"});
    must({"transfer-points", "m2", "m5", "10", "--reason", "a present", "-q"});
    must({"issue-coupon", "steps", "m9", "-q"});
    must({"issue-coupon", "third", "m9", "-q"});
    sell_cards();
    must({"close-member", "m11", "--reason", "resells", "-q"});
    must({"close-member", "m12", "--reason", "returns all", "--as-of", "2025-12-10", "-q"});
    must({"reopen-member", "m12", "--reason", "cleared up", "--as-of", "2025-12-20", "-q"});
    must({"run-nightly", "-q"});
    code = issued_to("m9");
  }

  std::string code; ///< of a voucher that can be used
  std::string card; ///< of a gift card that can pay

 private:
  /// Cards with and without a name: spent, put back, at their end and renewed, stopped.
  void sell_cards() {
    card = issued_card({"200.00", "--paid", "180.00"});
    must({"pay-card", card, "50.00", "--order", "O0081", "-q"});
    must({"pay-card", card, "20.00", "--order", "O0081", "--back", "-q"});
    const auto named = issued_card({"300.00", "--for", "m6"});
    must({"pay-card", named, "300.00", "--order", "O0077", "-q"});
    const auto old = issued_card({"100.00", "--as-of", "2022-01-01"});
    must({"renew-card", old, "-q"});
    const auto lost = issued_card({"80.00"});
    must({"stop-card", lost, "--reason", "lost", "-q"});
    must({"refund-card", lost, "--reason", "paid out", "-q"});
  }
  static std::string joined() {
    std::string text = "member_id,name,phone,joined_on,birthday,points\n";
    for (int member = 1; member <= members; ++member)
      text += "m" + std::to_string(member) + ",N" + std::to_string(member) + ",1380000" +
              std::to_string(1000 + member) + ",2025-01-01,0" + std::to_string(member % 9 + 1) + "-15," +
              (member == 8 ? "300" : "") + "\n";
    return text;
  }
  static std::string bought() {
    std::string text =
        "order_id,member_id,placed_at,amount,status,refunded_amount,points_redeemed,referrer_id,wallet_paid,fee_for\n";
    std::uint64_t state = 3;
    const auto below = [&](std::uint64_t limit) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      return std::to_string((state >> 33) % limit);
    };
    for (int order = 0; order < 90; ++order) {
      const auto member = std::to_string(order % members + 1);
      const auto month = std::to_string(order / 9 + 101).substr(1);
      const bool back = order % 17 == 5;
      text += "O" + std::to_string(10'000 + order).substr(1) + ",m" + member + ",2025-" + month + "-0" +
              std::to_string(order % 9 + 1) + " 10:" + std::to_string(10 + order % 50) + "," + "1" + below(300) +
              ".00," +
              (order % 23 == 7   ? "refunded"
               : order % 29 == 9 ? "cancelled"
                                 : "paid") +
              "," + (back ? "20.00" : "") + "," + (order % 31 == 30 ? "10" : "") + "," +
              (order == 9    ? "m1"
               : order == 10 ? "m1"
               : order == 11 ? "m3"
                             : "") +
              "," + (order == 38 ? "100.00" : "") + "," + (order == 44 ? "plus" : "") + "\n";
    }
    return text + "G1,,2025-03-03,50.00,paid,,,,,\n";
  }
  static std::string visits() {
    std::string text = "member_id,activity,happened_at,count\n";
    for (int day = 1; day < 9; ++day) text += "m2,visit,2025-05-0" + std::to_string(day) + " 09:00,2\n";
    return text;
  }
  static constexpr std::string_view lines =
      "order_id,member_id,placed_at,amount,status,category,sku,quantity,line_id\n"
      "L1,m4,2025-06-10,100.00,paid,food,A,1,1\nL1,m4,2025-06-10,50.00,paid,toys,B,2,2\n";
  static constexpr std::string_view given_back =
      "order_id,member_id,placed_at,amount,status,refund_of\n"
      "R1,m1,2025-10-20,-40.00,refund,O0036\nR2,m2,2025-10-21,-30.00,refund,\nR3,m5,2025-06-05,-1235.00,refund,O0040\n";

  std::string issued_to(const std::string& member) const {
    return first_code(must({"issue-coupon", "ship", member, "--format", "csv"}).out);
  }
  std::string issued_card(const Words& terms) const {
    Words words{"issue-card"};
    words.insert(words.end(), terms.begin(), terms.end());
    words.insert(words.end(), {"--format", "csv"});
    return first_code(must(words).out);
  }
  static std::string first_code(const std::string& listed) {
    const auto row = listed.substr(listed.find('\n') + 1);
    return row.substr(0, row.find(','));
  }
};

} // namespace faults
