// SPDX-License-Identifier: MIT
#include "files/sources/byte_source.hpp"

#include <utility>

namespace loyalty::files {

std::size_t read_full(ByteSource& source, std::span<char> room) {
  std::size_t size = 0;
  while (size < room.size()) {
    const auto more = source.read(room.subspan(size));
    if (more == 0) break;
    size += more;
  }
  return size;
}

std::string_view PeekedSource::start() {
  if (std::exchange(started_, true)) return start_;
  start_.resize(start_size);
  start_.resize(read_full(*source_, start_));
  return start_;
}

std::size_t PeekedSource::read(std::span<char> room) {
  const auto rest = start().substr(given_);
  if (rest.empty()) return source_->read(room);
  const auto size = rest.copy(room.data(), room.size());
  given_ += size;
  return size;
}

} // namespace loyalty::files
