// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace loyalty::store {

/// Keys and their numbers, in about 20 bytes and the key for each. Nothing is ever removed.
class KeyMap {
 public:
  /// The number of the key; 0 if it is unknown.
  std::int64_t find(std::string_view key) const {
    if (slots_.empty()) return 0;
    const auto slot = slots_[place(key)];
    return slot == 0 ? 0 : items_[slot - 1].number;
  }

  void add(std::string_view key, std::int64_t number) {
    if ((items_.size() + 1) * 3 > slots_.size() * 2) grow();
    auto& slot = slots_[place(key)];
    items_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(key.size()), number});
    text_.append(key);
    slot = static_cast<std::uint32_t>(items_.size());
  }

 private:
  struct Item {
    std::uint32_t begin;
    std::uint32_t length;
    std::int64_t number;
  };

  std::string_view text(const Item& item) const { return std::string_view(text_).substr(item.begin, item.length); }

  /// The slot that holds the key, or the free one that it would go to.
  std::size_t place(std::string_view key) const {
    const std::size_t mask = slots_.size() - 1;
    auto at = std::hash<std::string_view>{}(key) & mask;
    while (slots_[at] != 0 && text(items_[slots_[at] - 1]) != key) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    slots_.assign(slots_.empty() ? 1024 : slots_.size() * 2, 0);
    for (std::size_t index = 0; index < items_.size(); ++index)
      slots_[place(text(items_[index]))] = static_cast<std::uint32_t>(index + 1);
  }

  std::vector<std::uint32_t> slots_;
  std::vector<Item> items_;
  std::string text_;
};

}  // namespace loyalty::store
