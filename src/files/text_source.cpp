// SPDX-License-Identifier: MIT
#include "files/text_source.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "loyalty/error.hpp"

namespace loyalty::files {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t start_size = 512;

[[noreturn]] void refuse_file(const std::string& what, const std::string& hint) {
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
  if (descriptor_ < 0) refuse_file("cannot open " + name_, "check the path, or name - to read standard input");
}

TextSource::~TextSource() {
  if (descriptor_ > STDIN_FILENO) close(descriptor_);
}

TextSource::TextSource(TextSource&& other) noexcept
    : name_(std::move(other.name_)),
      observer_(std::move(other.observer_)),
      read_before_(other.read_before_),
      descriptor_(std::exchange(other.descriptor_, -1)),
      started_(other.started_),
      start_(std::move(other.start_)),
      start_given_(other.start_given_),
      mark_size_(other.mark_size_) {}

std::string_view TextSource::start() {
  if (std::exchange(started_, true)) return start_;
  start_.resize(start_size + byte_order_mark.size());
  std::size_t size = 0;
  while (size < start_.size()) {
    const auto more = read_some(std::span(start_).subspan(size));
    if (more == 0) break;
    size += more;
  }
  start_.resize(size);
  if (start_.starts_with(byte_order_mark)) {
    mark_size_ = byte_order_mark.size();
    start_.erase(0, mark_size_);
  }
  return start_;
}

std::size_t TextSource::read(std::span<char> room) {
  const auto rest = start().substr(start_given_);
  if (rest.empty()) return read_some(room);
  const auto size = rest.copy(room.data(), room.size());
  start_given_ += size;
  return size;
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
    if (got < 0) refuse_file("cannot read " + name_, "");
    const auto size = static_cast<std::size_t>(got);
    if (observer_ && size > 0) observer_({room.data(), size});
    return size;
  }
}

} // namespace loyalty::files
