// SPDX-License-Identifier: MIT
#include "files/sources/text_source.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "messages/utf8.hpp"

namespace loyalty::files {
namespace {

struct Mark {
  std::string_view bytes;
  Encoding encoding;
};

constexpr std::array marks{
    Mark{"\xEF\xBB\xBF", Encoding::utf8},
    Mark{"\xFF\xFE", Encoding::utf16le},
    Mark{"\xFE\xFF", Encoding::utf16be},
};

// How far the text is GB18030.
std::size_t gb18030_error(std::string_view text, bool whole) {
  const auto decoder = make_decoder(Encoding::gb18030);
  std::vector<char> room(ByteSource::block_size);
  for (std::size_t at = 0;;) {
    const auto step = decoder->decode(text.substr(at), room, whole);
    at += step.used;
    if (step.broken) return at;
    if (step.made == 0) return text.size();
  }
}

} // namespace

TextSource::TextSource(std::unique_ptr<ByteSource> bytes, std::string name, std::optional<Encoding> stated)
    : bytes_(std::move(bytes)), name_(std::move(name)), encoding_(stated) {}

void TextSource::begin() {
  begun_ = true;
  std::array<char, 3> start{};
  kept_.assign(start.data(), read_full(*bytes_, start));
  for (const auto& mark : marks) {
    if (!kept_.starts_with(mark.bytes) || encoding_.value_or(mark.encoding) != mark.encoding) continue;
    encoding_ = mark.encoding;
    kept_.erase(0, mark.bytes.size());
    offset_ = mark.bytes.size();
    break;
  }
  if (encoding_) decoder_ = make_decoder(*encoding_);
}

std::size_t TextSource::read(std::span<char> room) {
  if (!begun_) begin();
  if (fault_) return 0;
  return decoder_ ? read_decoded(room) : read_plain(room);
}

// Puts more bytes behind the first `size` of the room; how many there are then.
std::size_t TextSource::fill(std::span<char> room, std::size_t size) {
  const auto rest = room.subspan(size, std::min(room.size() - size, ByteSource::block_size - size));
  // The encoding is decided by as much as can be seen at once, however slowly a pipe brings it.
  const auto more = encoding_ ? bytes_->read(rest) : read_full(*bytes_, rest);
  ended_ = encoding_ ? more == 0 : more < rest.size();
  return size + more;
}

std::size_t TextSource::read_plain(std::span<char> room) {
  for (;;) {
    auto size = kept_.copy(room.data(), room.size());
    kept_.clear();
    size = fill(room, size);
    const std::string_view text(room.data(), size);
    if (!encoding_) {
      const auto plain = messages::ascii_length(text);
      if (plain < size) decide(text.substr(plain));
      if (decoder_) {
        kept_ = text.substr(plain);
        offset_ += plain;
        return plain > 0 ? plain : read_decoded(room);
      }
    }
    std::size_t tail = 0;
    if (const auto error = messages::utf8_error(text, ended_, tail); error < size) {
      fault_ = {offset_ + error, Encoding::utf8};
      return error;
    }
    kept_ = text.substr(size - tail);
    offset_ += size - tail;
    if (size > tail || ended_) return size - tail;
  }
}

// Where neither can read all of it, it is rather UTF-8 if its first character is.
void TextSource::decide(std::string_view text) {
  std::size_t tail = 0;
  const auto error = messages::utf8_error(text, ended_, tail);
  const auto other_error = error < text.size() ? gb18030_error(text, ended_) : 0;
  const bool is_utf8 = other_error < text.size() && (error > 0 || other_error <= error);
  encoding_ = is_utf8 ? Encoding::utf8 : Encoding::gb18030;
  decoder_ = make_decoder(*encoding_);
}

std::size_t TextSource::read_decoded(std::span<char> room) {
  for (;;) {
    const auto step = decoder_->decode(kept_, room, ended_);
    kept_.erase(0, step.used);
    offset_ += step.used;
    if (step.broken) fault_ = {offset_, *encoding_};
    if (step.made > 0 || step.broken || ended_) return step.made;
    const auto old = kept_.size();
    kept_.resize(ByteSource::block_size / 2);
    const auto more = bytes_->read(std::span(kept_).subspan(old));
    kept_.resize(old + more);
    ended_ = more == 0;
  }
}

} // namespace loyalty::files
