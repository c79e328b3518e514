// SPDX-License-Identifier: MIT
#include "loyalty/pricing/price_floors.hpp"

#include <algorithm>

#include "loyalty/pricing/price_lines.hpp"
#include "loyalty/spread.hpp"

namespace loyalty {
namespace {

Money least_of(Ratio share, const CartLine& line) { return share_of(line.amount(), share); }

/// A line costs no more than it does.
Money least_of(Money each, const CartLine& line) {
  const Money amount = line.amount();
  return each.minor > amount.minor / line.quantity ? amount : Money{each.minor * line.quantity};
}

} // namespace

Money Floors::within(Money off, std::span<const Money> amounts, std::span<const std::size_t> lines) const {
  if (!any()) return off;
  Money sum;
  for (const auto line : lines) sum += room(amounts, line);
  return std::min(off, sum);
}

Floors floors_of(const Prices& prices, const Cart& cart) {
  Floors floors{.move = !prices.lost};
  std::vector<Money> amounts;
  for (const auto& line : cart.lines) amounts.push_back(line.amount());
  for (const auto& floor : prices.floors) {
    const auto lines = lines_in(cart, floor.lines);
    if (lines.empty() || !is_reached(floor.lines, together(cart, amounts, lines))) continue;
    floors.least.resize(cart.lines.size());
    for (const auto line : lines) {
      const auto least = std::visit([&](const auto& each) { return least_of(each, cart.lines[line]); }, floor.least);
      floors.least[line] = std::max(floors.least[line], least);
    }
  }
  return floors;
}

std::vector<Money> take_off(std::vector<Money>& amounts, std::span<const std::size_t> lines, Money off,
                            const Floors& floors) {
  std::vector<Money> bases;
  std::vector<Money> rooms;
  bases.reserve(lines.size());
  for (const auto line : lines) bases.push_back(amounts[line]);
  if (floors.any())
    for (const auto line : lines) rooms.push_back(floors.room(amounts, line));
  off = std::min(off, sum_of(amounts, lines));
  const auto parts = floors.any() ? spread_within(off, bases, rooms, floors.move).parts : spread(off, bases);
  std::vector<Money> by_line(amounts.size());
  for (std::size_t place = 0; place < lines.size(); ++place) {
    by_line[lines[place]] = parts[place];
    amounts[lines[place]] -= parts[place];
  }
  return by_line;
}

void take_off_each(std::vector<Money>& amounts, std::vector<Money>& by_line, const Floors& floors) {
  for (std::size_t line = 0; line < amounts.size(); ++line) {
    by_line[line] = std::min(by_line[line], floors.room(amounts, line));
    amounts[line] -= by_line[line];
  }
}

} // namespace loyalty
