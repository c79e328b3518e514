// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/number.hpp"

namespace loyalty::store {

/// Members' keys and numbers, in about 24 bytes and the key for each. Nothing is ever removed.
class KeyMap {
 public:
  std::optional<MemberId> find(std::string_view key) const {
    if (slots_.empty()) return std::nullopt;
    const auto& slot = slots_[place(hash_of(key), key)];
    return slot.record == 0 ? std::nullopt : std::optional(record_at(slot).number);
  }

  /// To find a key is to wait for memory twice, unless somebody asks for its slot, and later for its record, before.
  void fetch_slot(std::string_view key) const {
    if (!slots_.empty()) __builtin_prefetch(&home_of(key));
  }
  void fetch_record(std::string_view key) const {
    if (!slots_.empty()) __builtin_prefetch(records_.data() + home_of(key).record);
  }

  void add(std::string_view key, MemberId number) {
    if ((count_ + 1) * 3 > slots_.size() * 2) grow();
    const auto hash = hash_of(key);
    auto& slot = slots_[place(hash, key)];
    slot = {hash, static_cast<std::uint32_t>(records_.size()) + 1};
    const Record record{number, static_cast<std::uint32_t>(key.size())};
    records_.append(reinterpret_cast<const char*>(&record), sizeof record);
    records_.append(key);
    ++count_;
  }

 private:
  /// Stands before each key: one look into memory tells whether the key fits and what its number is.
  struct Record {
    MemberId number;
    std::uint32_t length;
  };
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t record = 0; ///< where the record begins, plus one; 0: free
  };

  static std::uint32_t hash_of(std::string_view key) {
    return static_cast<std::uint32_t>(std::hash<std::string_view>{}(key));
  }
  Record record_at(const Slot& slot) const {
    Record record;
    std::memcpy(&record, records_.data() + slot.record - 1, sizeof record);
    return record;
  }
  bool holds(const Slot& slot, std::uint32_t hash, std::string_view key) const {
    if (slot.hash != hash || record_at(slot).length != key.size()) return false;
    return std::memcmp(records_.data() + slot.record - 1 + sizeof(Record), key.data(), key.size()) == 0;
  }

  /// The slot where the key is looked for first; mostly it is there.
  const Slot& home_of(std::string_view key) const { return slots_[hash_of(key) & (slots_.size() - 1)]; }

  /// The slot that holds the key, or the free one that it would go to.
  std::size_t place(std::uint32_t hash, std::string_view key) const {
    const std::size_t mask = slots_.size() - 1;
    auto at = hash & mask;
    while (slots_[at].record != 0 && !holds(slots_[at], hash, key)) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const auto& slot : old) {
      if (slot.record == 0) continue;
      auto at = slot.hash & mask;
      while (slots_[at].record != 0) at = (at + 1) & mask;
      slots_[at] = slot;
    }
  }

  std::vector<Slot> slots_;
  std::string records_;
  std::size_t count_ = 0;
};

} // namespace loyalty::store
