// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "loyalty/line_scope.hpp"
#include "loyalty/message.hpp"

namespace loyalty::messages {

/// Names, one after the other.
template <class Names>
Message name_list(const Names& names) {
  std::vector<Message> parts;
  for (const auto& name : names) parts.push_back(Message::name(std::string(name)));
  return "{parts}"_en(std::move(parts));
}

/// Categories and skus.
inline std::vector<std::string> names_of(const Goods& goods) {
  auto names = goods.categories;
  names.insert(names.end(), goods.skus.begin(), goods.skus.end());
  return names;
}

} // namespace loyalty::messages
