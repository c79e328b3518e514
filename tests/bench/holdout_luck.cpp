// SPDX-License-Identifier: MIT
//
// How often a hold-out says that something is shown where there is nothing: a shop without any scheme is drawn with one
// seed after the other. `holdout_luck ORDERS.csv DRAWN_ON AS_OF [SHARE [SEEDS]]`, for a generic order file of
// member_id, placed_at, amount and status in its columns 2 to 5; ends with 1 if more than one draw in twenty says so.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "loyalty/holdout.hpp"

namespace {

using namespace loyalty;

using Bought = std::map<std::string, std::vector<GoodsRow>>;

Bought read_orders(const std::string& file) {
  Bought bought;
  std::ifstream rows(file);
  std::string row;
  std::getline(rows, row);
  while (std::getline(rows, row)) {
    std::istringstream cells(row);
    std::string order, member, placed_at, amount, status;
    for (auto* cell : {&order, &member, &placed_at, &amount, &status}) std::getline(cells, *cell, ',');
    const auto day = Day::parse(placed_at.substr(0, 10));
    const auto money = Money::parse(amount, cny);
    if (!day || !money || member.empty() || (status != "paid" && status != "refund")) continue;
    bought[member].push_back({.day = *day, .net = *money, .counting = status == "paid" && *money > Money{}});
  }
  for (auto& [member, goods] : bought) std::ranges::stable_sort(goods, {}, &GoodsRow::day);
  return bought;
}

std::vector<HoldoutMember> members_at(const Bought& bought, Day drawn, Day as_of) {
  std::vector<HoldoutMember> members;
  for (const auto& [member, goods] : bought)
    if (const auto around = bought_around(goods, drawn, as_of - drawn)) members.push_back({member, false, *around});
  return members;
}

} // namespace

int main(int count, char** words) {
  const auto drawn = count > 3 ? Day::parse(words[2]) : std::nullopt;
  const auto as_of = count > 3 ? Day::parse(words[3]) : std::nullopt;
  const auto share = Ratio::parse_percent(count > 4 ? words[4] : "50%");
  const auto seeds = parse_whole(count > 5 ? words[5] : "300");
  if (!drawn || !as_of || !share || !seeds) {
    std::cerr << "holdout_luck ORDERS.csv DRAWN_ON AS_OF [SHARE [SEEDS]]\n";
    return 2;
  }
  const auto members = members_at(read_orders(words[1]), *drawn, *as_of);
  std::int64_t shown = 0;
  for (std::int64_t seed = 1; seed <= *seeds; ++seed) {
    auto lot = members;
    for (auto& member : lot) member.held = held_out(static_cast<std::uint64_t>(seed), member.key, *share);
    const auto verdict = compare_holdout(std::move(lot), static_cast<std::uint64_t>(seed)).verdict;
    shown += verdict == HoldoutVerdict::shown_more || verdict == HoldoutVerdict::shown_less ? 1 : 0;
  }
  std::cout << members.size() << " members, " << *seeds << " draws, " << shown << " shown though there is nothing\n";
  return shown * 20 > *seeds ? 1 : 0;
}
