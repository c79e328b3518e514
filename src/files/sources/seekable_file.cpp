// SPDX-License-Identifier: MIT
#include "files/sources/seekable_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <vector>

#include "loyalty/error.hpp"
#include "messages/reasons.hpp"

namespace loyalty::files {

Descriptor::~Descriptor() {
  if (number > STDIN_FILENO) close(number);
}

void refuse_for_system(const Message& what, const Message& hint) {
  throw Error(Failure::refused, what, messages::system_reason(errno), hint);
}

std::size_t SeekableFile::read_at(std::uint64_t offset, std::span<char> room) const {
  std::size_t size = 0;
  while (size < room.size()) {
    const auto got =
        pread(descriptor_->number, room.data() + size, room.size() - size, static_cast<off_t>(offset + size));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) refuse_for_system("cannot read {file}"_en(name_));
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  return size;
}

TemporaryFile::TemporaryFile() {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::tmpfile(), std::fclose);
  const auto copy = stream ? fcntl(fileno(stream.get()), F_DUPFD_CLOEXEC, 3) : -1;
  if (copy < 0)
    refuse_for_system("cannot make a temporary file"_en, "the folder for temporary files must be writable"_en);
  descriptor_ = std::make_shared<Descriptor>(copy);
}

void TemporaryFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = pwrite(descriptor_->number, bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) refuse_for_system("cannot write a temporary file"_en, "make room on the disk"_en);
    size_ += static_cast<std::uint64_t>(written);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

SeekableFile kept_file(std::string name, ByteSource& source) {
  TemporaryFile file;
  std::vector<char> block(ByteSource::block_size);
  while (const auto size = source.read(block)) file.append({block.data(), size});
  return file.file(std::move(name));
}

} // namespace loyalty::files
