// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <cstdint>

#include "loyalty/message.hpp"

namespace loyalty::cli {

/// How large a file is, as people say it: "312 KB", "4.7 MB".
inline Message size_told(std::int64_t bytes) {
  constexpr std::int64_t kilo = 1024;
  if (bytes < kilo * kilo) return Message::name(fmt::format("{} KB", (bytes + kilo - 1) / kilo));
  const auto tenths = bytes * 10 / (kilo * kilo);
  return Message::name(fmt::format("{}.{} MB", tenths / 10, tenths % 10));
}

} // namespace loyalty::cli
