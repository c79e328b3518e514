// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "files/sources/byte_source.hpp"
#include "loyalty/message.hpp"

namespace loyalty::files {

/// An open file; standard input stays open.
struct Descriptor {
  explicit Descriptor(int opened) : number(opened) {}
  ~Descriptor();
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number;
};

/// Throws `Error` (refused) with what the system says went wrong last.
[[noreturn]] void refuse_for_system(const Message& what, const Message& hint = {});

/// A file that is read at any place, also by several readers at once.
class SeekableFile {
 public:
  SeekableFile(std::string name, std::shared_ptr<const Descriptor> descriptor, std::uint64_t size)
      : name_(std::move(name)), descriptor_(std::move(descriptor)), size_(size) {}

  /// What lies at `offset`; less than the room holds only at the end. Throws `Error` (refused) where reading fails.
  std::size_t read_at(std::uint64_t offset, std::span<char> room) const;
  std::uint64_t size() const { return size_; }
  /// What messages call it.
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  std::shared_ptr<const Descriptor> descriptor_;
  std::uint64_t size_;
};

/// A file without a name that is gone when nobody holds it any more.
class TemporaryFile {
 public:
  TemporaryFile();

  /// Throws `Error` (refused) where the disk is full.
  void append(std::string_view bytes);
  std::uint64_t size() const { return size_; }
  /// What was appended so far.
  SeekableFile file(std::string name) const { return {std::move(name), descriptor_, size_}; }

 private:
  std::shared_ptr<const Descriptor> descriptor_;
  std::uint64_t size_ = 0;
};

/// All that is left of a source, in a temporary file.
SeekableFile kept_file(std::string name, ByteSource& source);

} // namespace loyalty::files
