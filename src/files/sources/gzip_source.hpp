// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "files/sources/byte_source.hpp"
#include "files/sources/unpacked.hpp"

namespace loyalty::files {

/// Whether a file begins as what gzip has packed does.
bool is_gzip(std::string_view start);

/// What gzip has packed, unpacked. Throws `Error` (refused) where it is damaged or cut off.
class GzipSource : public ByteSource {
 public:
  GzipSource(std::string name, std::unique_ptr<ByteSource> packed);
  ~GzipSource() override;

  std::size_t read(std::span<char> room) override;

 private:
  struct Stream;

  bool refill();
  bool begin_next();
  [[noreturn]] void refuse_damaged() const;

  std::string name_;
  std::unique_ptr<ByteSource> packed_;
  Unpacked unpacked_;
  std::unique_ptr<Stream> stream_;
  std::vector<char> block_;
  std::uint64_t in_ = 0;
  std::uint64_t out_ = 0;
  bool at_end_ = false; // of a part; gzip can put several one behind the other
};

} // namespace loyalty::files
