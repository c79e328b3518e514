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

} // namespace loyalty
