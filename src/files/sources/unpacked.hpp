// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace loyalty::files {

/// Watches what comes out of a packed file, so that a small one cannot fill the machine.
class Unpacked {
 public:
  /// `name`: what messages call the packed file.
  explicit Unpacked(std::string name) : name_(std::move(name)) {}

  /// Of so many packed bytes so many came out. Throws `Error` (refused) where that is more than honest files have.
  void require_honest(std::uint64_t packed, std::uint64_t unpacked) const;

 private:
  std::string name_;
};

} // namespace loyalty::files
