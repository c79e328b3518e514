// SPDX-License-Identifier: MIT
#include "files/sources/decoder.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "loyalty/error.hpp"
#include "messages/utf8.hpp"

namespace loyalty::files {
namespace {

unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

std::size_t write(char32_t code, std::span<char> room) {
  const auto tail = [code](unsigned shift) { return static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
  if (code < 0x80) {
    room[0] = static_cast<char>(code);
    return 1;
  }
  if (code < 0x800) {
    room[0] = static_cast<char>(0xC0U | code >> 6U);
    room[1] = tail(0);
    return 2;
  }
  if (code < 0x10000) {
    room[0] = static_cast<char>(0xE0U | code >> 12U);
    room[1] = tail(6);
    room[2] = tail(0);
    return 3;
  }
  room[0] = static_cast<char>(0xF0U | code >> 18U);
  room[1] = tail(12);
  room[2] = tail(6);
  room[3] = tail(0);
  return 4;
}

/// One character and the bytes it takes; no bytes: it is cut off.
struct Character {
  char32_t code = 0;
  std::size_t bytes = 0;
  bool broken = false;
};

/// GB18030, of which GBK and GB2312 are parts. The system is asked once for each character of two bytes.
class Gb18030Decoder : public Decoder {
 public:
  Gb18030Decoder() : converter_(iconv_open("UTF-32LE", "GB18030")), two_bytes_(leads * trails, unknown) {
    if (converter_ == reinterpret_cast<iconv_t>(-1))
      throw Error(Failure::refused, "this system does not know the encoding GB18030"_en, {},
                  "install libc-gconv-modules-extra, or save the file as CSV UTF-8"_en);
  }
  ~Gb18030Decoder() override { iconv_close(converter_); }
  Gb18030Decoder(const Gb18030Decoder&) = delete;
  Gb18030Decoder& operator=(const Gb18030Decoder&) = delete;

  Step decode(std::string_view bytes, std::span<char> room, bool last) override {
    Step step;
    while (step.used < bytes.size() && step.made + longest_character <= room.size()) {
      const auto plain = messages::ascii_length(bytes.substr(step.used, room.size() - step.made));
      bytes.copy(room.data() + step.made, plain, step.used);
      step.used += plain;
      step.made += plain;
      if (step.used == bytes.size() || step.made + longest_character > room.size()) break;
      const auto next = character(bytes.substr(step.used));
      step.broken = next.broken || (next.bytes == 0 && last);
      if (step.broken || next.bytes == 0) break;
      step.made += write(next.code, room.subspan(step.made));
      step.used += next.bytes;
    }
    return step;
  }

 private:
  static constexpr unsigned first_lead = 0x81;
  static constexpr unsigned first_trail = 0x40;
  static constexpr std::size_t leads = 0xFE - first_lead + 1;
  static constexpr std::size_t trails = 0xFE - first_trail + 1;
  static constexpr char32_t unknown = 0;
  static constexpr char32_t none = 0xFFFFFFFF;

  // The bytes begin with one beyond ASCII.
  Character character(std::string_view bytes) {
    const auto lead = byte_at(bytes, 0);
    if (lead < first_lead || lead == 0xFF) return {.broken = true};
    if (bytes.size() < 2) return {};
    const auto trail = byte_at(bytes, 1);
    if (trail >= '0' && trail <= '9') return bytes.size() < 4 ? Character{} : ask(bytes.substr(0, 4));
    if (trail < first_trail || trail == 0xFF) return {.broken = true};
    auto& known = two_bytes_[(lead - first_lead) * trails + (trail - first_trail)];
    if (known == unknown) {
      const auto asked = ask(bytes.substr(0, 2));
      known = asked.broken ? none : asked.code;
    }
    return {known, 2, known == none};
  }

  Character ask(std::string_view bytes) {
    std::array<char, longest_character> in{};
    std::array<unsigned char, 8> out{};
    bytes.copy(in.data(), in.size());
    auto* from = in.data();
    auto* to = reinterpret_cast<char*>(out.data());
    auto left = bytes.size();
    auto room = out.size();
    iconv(converter_, nullptr, nullptr, nullptr, nullptr);
    const auto result = iconv(converter_, &from, &left, &to, &room);
    if (result != 0 || left != 0 || room != out.size() - 4) return {.broken = true};
    char32_t code = 0;
    for (std::size_t i = 0; i < 4; ++i) code |= static_cast<char32_t>(out.at(i)) << (8 * i);
    return {code, bytes.size(), false};
  }

  iconv_t converter_;
  std::vector<char32_t> two_bytes_;
};

class Utf16Decoder : public Decoder {
 public:
  explicit Utf16Decoder(bool low_first) : low_first_(low_first) {}

  Step decode(std::string_view bytes, std::span<char> room, bool last) override {
    Step step;
    while (step.used < bytes.size() && step.made + longest_character <= room.size()) {
      const auto next = character(bytes.substr(step.used));
      step.broken = next.broken || (next.bytes == 0 && last);
      if (step.broken || next.bytes == 0) break;
      step.made += write(next.code, room.subspan(step.made));
      step.used += next.bytes;
    }
    return step;
  }

 private:
  char32_t unit(std::string_view bytes, std::size_t at) const {
    const auto first = byte_at(bytes, at);
    const auto second = byte_at(bytes, at + 1);
    return low_first_ ? first | second << 8U : first << 8U | second;
  }

  Character character(std::string_view bytes) const {
    if (bytes.size() < 2) return {};
    const auto high = unit(bytes, 0);
    if (high < 0xD800 || high > 0xDFFF) return {high, 2, false};
    if (high > 0xDBFF) return {.broken = true};
    if (bytes.size() < 4) return {};
    const auto low = unit(bytes, 2);
    if (low < 0xDC00 || low > 0xDFFF) return {.broken = true};
    return {0x10000 + ((high - 0xD800) << 10U) + (low - 0xDC00), 4, false};
  }

  bool low_first_;
};

} // namespace

std::unique_ptr<Decoder> make_decoder(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8: return nullptr;
    case Encoding::utf16le: return std::make_unique<Utf16Decoder>(true);
    case Encoding::utf16be: return std::make_unique<Utf16Decoder>(false);
    case Encoding::gb18030: return std::make_unique<Gb18030Decoder>();
  }
  return nullptr;
}

} // namespace loyalty::files
