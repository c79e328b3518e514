// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>

#include "fuzz/target.hpp"

// The name and shape are libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::try_bytes({reinterpret_cast<const char*>(data), size});
  return 0;
}
