// SPDX-License-Identifier: MIT
#include "loyalty/spread.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

#include "loyalty/int128.hpp"

namespace loyalty {

std::vector<Money> spread(Money off, std::span<const Money> amounts) {
  std::vector<Money> parts(amounts.size());
  const Money whole = std::accumulate(amounts.begin(), amounts.end(), Money{});
  if (off <= Money{} || whole <= Money{}) return parts;
  std::vector<std::pair<std::int64_t, std::size_t>> rests; // the largest first, then by order
  rests.reserve(amounts.size());
  Money left = off;
  for (std::size_t index = 0; index < amounts.size(); ++index) {
    const Wide product = Wide{off.minor} * amounts[index].minor;
    parts[index] = {static_cast<std::int64_t>(product / whole.minor)};
    rests.emplace_back(-static_cast<std::int64_t>(product % whole.minor), index);
    left -= parts[index];
  }
  std::sort(rests.begin(), rests.end());
  for (std::size_t place = 0; left > Money{}; ++place, left -= Money{1}) parts[rests[place].second] += Money{1};
  return parts;
}

FittedParts spread_within(Money off, std::span<const Money> amounts, std::span<const Money> rooms, bool move) {
  FittedParts fitted{.parts = spread(off, amounts), .no_room = off};
  if (!move) {
    for (std::size_t i = 0; i < fitted.parts.size(); ++i) fitted.no_room -= std::min(fitted.parts[i], rooms[i]);
    for (std::size_t i = 0; i < fitted.parts.size(); ++i) fitted.parts[i] = std::min(fitted.parts[i], rooms[i]);
    return fitted;
  }
  std::vector<Money> open(amounts.begin(), amounts.end()); // nothing: the part is cut at its room
  std::fill(fitted.parts.begin(), fitted.parts.end(), Money{});
  for (bool cut = true; cut;) {
    cut = false;
    const Money whole = std::accumulate(open.begin(), open.end(), Money{});
    const Money left = fitted.no_room;
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (open[i] <= Money{} || Wide{left.minor} * open[i].minor <= Wide{rooms[i].minor} * whole.minor) continue;
      fitted.parts[i] = rooms[i];
      fitted.no_room -= rooms[i];
      open[i] = {};
      cut = true;
    }
  }
  const auto rest = spread(fitted.no_room, open);
  for (std::size_t i = 0; i < rest.size(); ++i) {
    fitted.parts[i] += rest[i];
    fitted.no_room -= rest[i];
  }
  return fitted;
}

} // namespace loyalty
