// SPDX-License-Identifier: MIT
#include "files/sources/file_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace loyalty::files {

FileSource::FileSource(std::string path, RawObserver observer, std::string_view read_before)
    : name_(std::move(path)), observer_(std::move(observer)), read_before_(read_before) {
  if (name_ == "-") {
    name_ = "(stdin)";
    descriptor_ = std::make_shared<Descriptor>(STDIN_FILENO);
    return;
  }
  descriptor_ = std::make_shared<Descriptor>(open(name_.c_str(), O_RDONLY | O_CLOEXEC));
  if (descriptor_->number < 0)
    refuse_for_system("cannot open {file}"_en(name_), "check the path, or name - to read standard input"_en);
}

std::size_t FileSource::read(std::span<char> room) {
  if (const auto size = read_before_.copy(room.data(), std::min(room.size(), block_size)); size > 0) {
    read_before_.remove_prefix(size);
    if (observer_) observer_({room.data(), size});
    return size;
  }
  for (;;) {
    const auto got = ::read(descriptor_->number, room.data(), std::min(room.size(), block_size));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) refuse_for_system("cannot read {file}"_en(name_));
    const auto size = static_cast<std::size_t>(got);
    if (observer_ && size > 0) observer_({room.data(), size});
    return size;
  }
}

std::optional<SeekableFile> FileSource::seekable() const {
  struct stat facts {};
  const bool regular = fstat(descriptor_->number, &facts) == 0 && S_ISREG(facts.st_mode);
  // What comes before in standard input may have been read by somebody else.
  if (!regular || descriptor_->number == STDIN_FILENO) return std::nullopt;
  return SeekableFile(name_, descriptor_, static_cast<std::uint64_t>(facts.st_size));
}

} // namespace loyalty::files
