// SPDX-License-Identifier: MIT
#include "files/text_source.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "loyalty/error.hpp"

namespace loyalty::files {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

[[noreturn]] void fail(const std::string& what, const std::string& hint) {
  throw Error(Failure::refused, what, std::generic_category().message(errno), hint);
}

} // namespace

TextSource::TextSource(std::string path, RawObserver observer, std::string_view read_before)
    : name_(std::move(path)), observer_(std::move(observer)), read_before_(read_before), descriptor_(STDIN_FILENO) {
  if (name_ == "-") {
    name_ = "(stdin)";
    return;
  }
  descriptor_ = open(name_.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) fail("cannot open " + name_, "check the path, or name - to read standard input");
}

TextSource::~TextSource() {
  if (descriptor_ > STDIN_FILENO) close(descriptor_);
}

std::size_t TextSource::read(std::span<char> room) {
  if (!started_) return read_start(room);
  return read_some(room);
}

std::size_t TextSource::read_some(std::span<char> room) {
  if (const auto size = read_before_.copy(room.data(), std::min(room.size(), block_size)); size > 0) {
    read_before_.remove_prefix(size);
    if (observer_) observer_({room.data(), size});
    return size;
  }
  for (;;) {
    const auto got = ::read(descriptor_, room.data(), std::min(room.size(), block_size));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("cannot read " + name_, "");
    const auto size = static_cast<std::size_t>(got);
    if (observer_ && size > 0) observer_({room.data(), size});
    return size;
  }
}

std::size_t TextSource::read_start(std::span<char> room) {
  started_ = true;
  std::size_t size = 0;
  while (size < byte_order_mark.size()) {
    const auto more = read_some(room.subspan(size));
    if (more == 0) break;
    size += more;
  }
  if (!std::string_view(room.data(), size).starts_with(byte_order_mark)) return size;
  mark_size_ = byte_order_mark.size();
  size -= mark_size_;
  if (size == 0) return read_some(room);
  std::memmove(room.data(), room.data() + mark_size_, size);
  return size;
}

} // namespace loyalty::files
