// SPDX-License-Identifier: MIT
#include "loyalty/draw.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace loyalty {
namespace {

/// Stretches laid end to end that can be found by a place within them, and shortened to nothing.
class Stretches {
 public:
  explicit Stretches(std::size_t count) : sums_(count + 1) {}

  void add(std::size_t index, std::uint64_t length) {
    total_ += length;
    for (auto at = index + 1; at < sums_.size(); at += lowest(at)) sums_[at] += length;
  }
  void remove(std::size_t index, std::uint64_t length) {
    total_ -= length;
    for (auto at = index + 1; at < sums_.size(); at += lowest(at)) sums_[at] -= length;
  }
  std::uint64_t total() const { return total_; }

  /// The stretch on which `place` falls; `place` < `total()`.
  std::size_t find(std::uint64_t place) const {
    std::size_t found = 0;
    for (auto step = std::bit_floor(sums_.size() - 1); step > 0; step /= 2) {
      if (found + step >= sums_.size() || sums_[found + step] > place) continue;
      found += step;
      place -= sums_[found];
    }
    return found;
  }

 private:
  static std::size_t lowest(std::size_t number) { return number & (~number + 1); }

  std::vector<std::uint64_t> sums_; ///< from 1 on, each over as many stretches as its lowest bit says
  std::uint64_t total_ = 0;
};

std::vector<std::size_t> by_key(std::span<const Ticket> tickets) {
  std::vector<std::size_t> order(tickets.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t left, std::size_t right) { return tickets[left].key < tickets[right].key; });
  return order;
}

} // namespace

std::int64_t weight_in(const Draw& draw, const Meets& meets) {
  for (const auto& chance : draw.chances)
    if (meets(chance.who)) return chance.weight;
  return 1;
}

std::uint64_t DrawNumbers::next() {
  state_ += 0x9e3779b97f4a7c15U;
  auto bits = state_;
  bits = (bits ^ (bits >> 30U)) * 0xbf58476d1ce4e5b9U;
  bits = (bits ^ (bits >> 27U)) * 0x94d049bb133111ebU;
  return bits ^ (bits >> 31U);
}

std::uint64_t DrawNumbers::below(std::uint64_t bound) {
  const auto uneven = (~bound + 1) % bound; // 2^64 mod bound
  for (;;)
    if (const auto bits = next(); bits >= uneven) return bits % bound;
}

std::vector<std::size_t> draw_winners(std::span<const Ticket> tickets, std::size_t winners, std::uint64_t seed) {
  const auto order = by_key(tickets);
  const auto weight = [&](std::size_t place) { return static_cast<std::uint64_t>(tickets[order[place]].weight); };
  Stretches stretches(tickets.size());
  for (std::size_t place = 0; place < order.size(); ++place) stretches.add(place, weight(place));
  DrawNumbers numbers(seed);
  std::vector<std::size_t> won;
  while (won.size() < std::min(winners, tickets.size())) {
    const auto place = stretches.find(numbers.below(stretches.total()));
    won.push_back(order[place]);
    stretches.remove(place, weight(place));
  }
  return won;
}

} // namespace loyalty
