// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "loyalty/message.hpp"

namespace loyalty::cli {

/// Names, one after the other.
template <class Names>
Message name_list(const Names& names) {
  std::vector<Message> parts;
  for (const auto& name : names) parts.push_back(Message::name(std::string(name)));
  return "{parts}"_en(std::move(parts));
}

} // namespace loyalty::cli
