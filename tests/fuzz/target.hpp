// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace fuzz {

/// What the file of each target defines: it reads the bytes as the program would read them from a stranger, and stops
/// where a promise is broken. `tests/fuzz/replay.cpp` and libFuzzer call it.
void try_bytes(std::string_view bytes);

/// Breaks off, so that the bytes are kept.
[[noreturn]] inline void broken(const std::string& promise) {
  std::fprintf(stderr, "broken: %s\n", promise.c_str());
  std::abort();
}

inline void require(bool holds, const std::string& promise) {
  if (!holds) broken(promise);
}

} // namespace fuzz
