// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "files/dialect.hpp"
#include "files/sources/byte_source.hpp"
#include "files/sources/decoder.hpp"

namespace loyalty::files {

/// The text of a file as UTF-8, without a leading byte order mark.
///
/// A mark says the encoding. Without one, the first block with anything beyond ASCII is either UTF-8 or else GB18030 as
/// a whole, and so all of the file is: where a later block is not, the file is broken there.
class TextSource {
 public:
  /// Where the text breaks off.
  struct Fault {
    std::size_t offset; ///< of the first byte in the file that is no character
    Encoding encoding;
  };

  /// `name`: what messages call the file. `stated`: the encoding, whatever the bytes say.
  TextSource(std::unique_ptr<ByteSource> bytes, std::string name, std::optional<Encoding> stated = {});

  /// Reads at most one block of text into `room`, of at least 4 KiB; 0 at the end and where the text breaks off. Throws
  /// `Error` (refused) where reading fails.
  std::size_t read(std::span<char> room);
  const std::optional<Fault>& fault() const { return fault_; }

  /// What the file was found to be so far; ASCII is UTF-8.
  Encoding encoding() const { return encoding_.value_or(Encoding::utf8); }
  const std::string& name() const { return name_; }

 private:
  void begin();
  std::size_t fill(std::span<char> room, std::size_t size);
  std::size_t read_plain(std::span<char> room);
  std::size_t read_decoded(std::span<char> room);
  void decide(std::string_view text);

  std::unique_ptr<ByteSource> bytes_;
  std::string name_;
  std::optional<Encoding> encoding_;
  std::unique_ptr<Decoder> decoder_;
  std::optional<Fault> fault_;
  std::string kept_;       // bytes read and not given out
  std::size_t offset_ = 0; // of the first byte of the file that was not given out
  bool begun_ = false;
  bool ended_ = false; // the bytes
};

} // namespace loyalty::files
