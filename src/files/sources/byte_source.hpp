// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace loyalty::files {

/// Bytes that come once, from the first to the last.
class ByteSource {
 public:
  static constexpr std::size_t block_size = std::size_t{256} * 1024;

  ByteSource() = default;
  virtual ~ByteSource() = default;
  ByteSource(ByteSource&&) = default;
  ByteSource& operator=(ByteSource&&) = default;

  /// Reads at most one block into `room`; 0 at the end. Throws `Error` (refused) where reading fails.
  virtual std::size_t read(std::span<char> room) = 0;
};

/// Reads until the room is full or the bytes end; how many there were.
std::size_t read_full(ByteSource& source, std::span<char> room);

/// Bytes of which the first can be looked at before they are read.
class PeekedSource : public ByteSource {
 public:
  explicit PeekedSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  /// The first bytes, from which the kind of the file can be told; `read` gives them again.
  std::string_view start();
  std::size_t read(std::span<char> room) override;

 private:
  static constexpr std::size_t start_size = 512;

  std::unique_ptr<ByteSource> source_;
  bool started_ = false;
  std::string start_;
  std::size_t given_ = 0; // of the start, by read()
};

} // namespace loyalty::files
