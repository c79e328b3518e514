// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "loyalty/campaign.hpp"

namespace loyalty {

/// Somebody who takes part in a draw.
struct Ticket {
  std::string key;         ///< the shop's own key of the member; no two tickets have the same
  std::int64_t weight = 1; ///< chances, 1 … `most_weight`
};

/// So many chances one ticket has at most.
inline constexpr std::int64_t most_weight = 1'000'000;

/// The weight of a member in a draw: that of the first chance whose condition they meet; 1 if they meet none.
std::int64_t weight_in(const Draw& draw, const Meets& meets);

/// The numbers of a draw: SplitMix64. The same seed gives the same numbers on every machine, for ever.
class DrawNumbers {
 public:
  explicit DrawNumbers(std::uint64_t seed) : state_(seed) {}

  /// The next 64 bits.
  std::uint64_t next();
  /// A number from 0 to `bound` − 1, each with the same chance: numbers that would favour some are passed over.
  /// `bound` > 0.
  std::uint64_t below(std::uint64_t bound);

 private:
  std::uint64_t state_;
};

/// The winners, as positions in `tickets`, the first winner first; all of them if there are no more than `winners`.
///
/// Anybody can repeat it: the tickets are sorted by the bytes of their keys and their weights laid end to end. For each
/// winner in turn a number below the sum of the weights still in the draw is taken, and the ticket on whose stretch it
/// falls wins and leaves the draw. So the order of `tickets` does not matter.
std::vector<std::size_t> draw_winners(std::span<const Ticket> tickets, std::size_t winners, std::uint64_t seed);

} // namespace loyalty
