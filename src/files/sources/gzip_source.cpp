// SPDX-License-Identifier: MIT
#include "files/sources/gzip_source.hpp"

#include <zlib.h>

#include <algorithm>
#include <new>
#include <utility>

#include "loyalty/error.hpp"

namespace loyalty::files {
namespace {

constexpr int with_gzip_header = 16 + MAX_WBITS;

} // namespace

struct GzipSource::Stream : z_stream {
  Stream() : z_stream{} {
    if (inflateInit2(this, with_gzip_header) != Z_OK) throw std::bad_alloc();
  }
  ~Stream() { inflateEnd(this); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
};

bool is_gzip(std::string_view start) { return start.starts_with("\x1F\x8B\x08"); }

GzipSource::GzipSource(std::string name, std::unique_ptr<ByteSource> packed)
    : name_(std::move(name)),
      packed_(std::move(packed)),
      unpacked_(name_),
      stream_(std::make_unique<Stream>()),
      block_(block_size) {}

GzipSource::~GzipSource() = default;

void GzipSource::refuse_damaged() const {
  throw Error(Failure::refused, "{file} is a damaged gzip file"_en(name_), "it cannot be unpacked to its end"_en,
              "copy or download it again"_en);
}

bool GzipSource::refill() {
  if (stream_->avail_in > 0) return true;
  const auto size = packed_->read(block_);
  in_ += size;
  stream_->next_in = reinterpret_cast<Bytef*>(block_.data());
  stream_->avail_in = static_cast<uInt>(size);
  return size > 0;
}

// Behind a part there is another one, or nothing.
bool GzipSource::begin_next() {
  if (!refill()) return false;
  if (inflateReset(stream_.get()) != Z_OK) refuse_damaged();
  at_end_ = false;
  return true;
}

std::size_t GzipSource::read(std::span<char> room) {
  room = room.first(std::min(room.size(), block_size));
  stream_->next_out = reinterpret_cast<Bytef*>(room.data());
  stream_->avail_out = static_cast<uInt>(room.size());
  while (stream_->avail_out == room.size()) {
    if (at_end_ && !begin_next()) return 0;
    if (!refill()) refuse_damaged();
    const auto result = inflate(stream_.get(), Z_NO_FLUSH);
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) refuse_damaged();
    at_end_ = result == Z_STREAM_END;
  }
  const auto size = room.size() - stream_->avail_out;
  out_ += size;
  unpacked_.require_honest(in_, out_);
  return size;
}

} // namespace loyalty::files
