// SPDX-License-Identifier: MIT
#include "loyalty/difference.hpp"

#include <algorithm>
#include <unordered_set>

namespace loyalty {
namespace {

bool same_line(const Entry& stored, const Entry& walked, std::int32_t lot) {
  Entry translated = walked;
  translated.lot = lot;
  return stored == translated;
}

/// Stored lines that are neither reversals nor reversed.
std::vector<NumberedEntry> standing_lines(std::span<const NumberedEntry> stored) {
  std::unordered_set<std::int32_t> reversed;
  for (const auto& line : stored)
    if (line.entry.reverses != 0) reversed.insert(line.entry.reverses);
  std::vector<NumberedEntry> standing;
  standing.reserve(stored.size());
  for (const auto& line : stored)
    if (line.entry.reverses == 0 && !reversed.contains(line.number)) standing.push_back(line);
  return standing;
}

Entry reversal_of(const NumberedEntry& line) {
  Entry reversal = line.entry;
  reversal.points = -line.entry.points;
  reversal.reverses = line.number;
  return reversal;
}

/// Pairs stored lines with walked ones; remembers the stored number of each walked line.
class Pairing {
 public:
  explicit Pairing(std::span<const NumberedEntry> stored)
      : standing_(standing_lines(stored)), used_(standing_.size(), false) {}

  std::int32_t number_of(std::int32_t walked_lot) const {
    return walked_lot == 0 ? 0 : numbers_[static_cast<std::size_t>(walked_lot - 1)];
  }

  bool pair(const Entry& walked) {
    const auto lot = number_of(walked.lot);
    while (first_unused_ < standing_.size() && used_[first_unused_]) ++first_unused_;
    for (std::size_t at = first_unused_; at < standing_.size(); ++at) {
      if (used_[at] || !same_line(standing_[at].entry, walked, lot)) continue;
      used_[at] = true;
      numbers_.push_back(standing_[at].number);
      return true;
    }
    return false;
  }

  void number(std::int32_t number) { numbers_.push_back(number); }

  template <class Use>
  void unpaired(const Use& use) const {
    for (std::size_t at = 0; at < standing_.size(); ++at)
      if (!used_[at]) use(standing_[at]);
  }

 private:
  std::vector<NumberedEntry> standing_;
  std::vector<bool> used_;
  std::vector<std::int32_t> numbers_;
  std::size_t first_unused_ = 0;
};

} // namespace

std::vector<NumberedEntry> difference(std::span<const NumberedEntry> stored, std::span<const Entry> walked) {
  auto next = stored.empty() ? 1 : stored.back().number + 1;
  Pairing pairing(stored);
  std::vector<NumberedEntry> added;
  for (const auto& entry : walked) {
    if (pairing.pair(entry)) continue;
    Entry line = entry;
    line.lot = pairing.number_of(entry.lot);
    pairing.number(next);
    added.push_back({next++, line});
  }
  pairing.unpaired([&](const NumberedEntry& line) { added.push_back({next++, reversal_of(line)}); });
  return added;
}

std::vector<TierChange> netted(std::span<const TierChange> stored) {
  std::vector<TierChange> net;
  for (const auto& change : stored) {
    if (!change.reversal) {
      net.push_back(change);
      continue;
    }
    TierChange cancelled = change;
    cancelled.reversal = false;
    const auto found = std::find(net.begin(), net.end(), cancelled);
    if (found != net.end()) net.erase(found);
  }
  std::stable_sort(net.begin(), net.end(),
                   [](const TierChange& left, const TierChange& right) { return left.day < right.day; });
  return net;
}

std::vector<TierChange> difference(std::span<const TierChange> stored, std::span<const TierChange> walked) {
  auto standing = netted(stored);
  std::vector<TierChange> added;
  for (const auto& change : walked) {
    const auto found = std::find(standing.begin(), standing.end(), change);
    // The lines of one day count in the order in which they were written.
    const bool in_order = added.empty() || added.back().day != change.day;
    if (found != standing.end() && in_order)
      standing.erase(found);
    else
      added.push_back(change);
  }
  for (auto& change : standing) {
    change.reversal = true;
    added.push_back(change);
  }
  return added;
}

} // namespace loyalty
