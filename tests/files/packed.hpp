// SPDX-License-Identifier: MIT
#pragma once

#include <zlib.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace loyalty::files {

/// One file of an archive.
struct Packed {
  std::string name;
  std::string content;
  bool deflated = false;
  unsigned flags = 0;   ///< 1: locked by a password
  int method = -1;      ///< that the archive names; -1: the one it has
  std::string lie = {}; ///< what the checksum is of; empty: the content
};

/// What zlib makes of a text: `window` says with which header.
inline std::string deflated(std::string_view text, int window) {
  z_stream stream{};
  if (deflateInit2(&stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error("deflate");
  std::string packed(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("deflate");
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

inline std::string gzip_of(std::string_view text) { return deflated(text, 16 + MAX_WBITS); }

/// A zip archive.
inline std::string zip_of(const std::vector<Packed>& files) {
  std::string archive, list;
  const auto number = [](std::string& to, std::uint64_t value, int bytes) {
    for (; bytes > 0; --bytes, value >>= 8U) to += static_cast<char>(value & 0xFFU);
  };
  for (const auto& file : files) {
    const auto data = file.deflated ? deflated(file.content, -MAX_WBITS) : file.content;
    const auto& checked = file.lie.empty() ? file.content : file.lie;
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()));
    const auto describe = [&](std::string& to) {
      number(to, 20, 2);
      number(to, file.flags, 2);
      number(to, static_cast<std::uint64_t>(file.method >= 0 ? file.method : file.deflated ? 8 : 0), 2);
      number(to, 0x5A210000, 4);
      number(to, sum, 4);
      number(to, data.size(), 4);
      number(to, file.content.size(), 4);
      number(to, file.name.size(), 2);
      number(to, 0, 2);
    };
    list += "PK\x01\x02";
    number(list, 20, 2);
    describe(list);
    number(list, 0, 10);
    number(list, archive.size(), 4);
    list += file.name;
    archive += "PK\x03\x04";
    describe(archive);
    archive += file.name + data;
  }
  auto result = archive + list + "PK\x05\x06";
  number(result, 0, 4);
  number(result, files.size(), 2);
  number(result, files.size(), 2);
  number(result, list.size(), 4);
  number(result, archive.size(), 4);
  number(result, 0, 2);
  return result;
}

} // namespace loyalty::files
