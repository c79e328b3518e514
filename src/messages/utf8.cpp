// SPDX-License-Identifier: MIT
#include "messages/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace loyalty::messages {
namespace {

constexpr char32_t replacement = 0xFFFD;

unsigned byte_at(std::string_view text, std::size_t position) { return static_cast<unsigned char>(text[position]); }

// The bytes a character takes by its first byte; 0: no character begins so.
std::size_t length_by_lead(unsigned lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// Whether `next` may follow `lead`: keeps out overlong forms, surrogates and codes that are too large.
bool second_fits(unsigned lead, unsigned next) {
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  return next >= low && next <= high;
}

// How many bytes from `position` on are the beginning of one character of `length` bytes.
std::size_t fitting_bytes(std::string_view text, std::size_t position, std::size_t length) {
  const auto end = std::min(length, text.size() - position);
  for (std::size_t i = 1; i < end; ++i) {
    const auto next = byte_at(text, position + i);
    const bool fits = i == 1 ? second_fits(byte_at(text, position), next) : (next & 0xC0U) == 0x80U;
    if (!fits) return i;
  }
  return end;
}

std::size_t skip_ascii(std::string_view text, std::size_t position) {
  constexpr std::uint64_t high_bits = 0x8080808080808080U;
  while (position + 32 <= text.size()) {
    std::array<std::uint64_t, 4> words{};
    std::memcpy(words.data(), text.data() + position, sizeof words);
    if (((words[0] | words[1] | words[2] | words[3]) & high_bits) != 0) break;
    position += 32;
  }
  while (position < text.size() && byte_at(text, position) < 0x80) ++position;
  return position;
}

} // namespace

Utf8Character utf8_at(std::string_view text, std::size_t position) {
  const auto lead = byte_at(text, position);
  const auto length = length_by_lead(lead);
  if (length == 1) return {lead, 1, true};
  if (length == 0 || fitting_bytes(text, position, length) < length) return {replacement, 1, false};
  char32_t code = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) code = code << 6U | (byte_at(text, position + i) & 0x3FU);
  return {code, length, true};
}

void append_utf8(std::string& text, char32_t code) {
  const auto tail = [&](unsigned shift) { text += static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0U | code >> 6U);
    tail(0);
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0U | code >> 12U);
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0U | code >> 18U);
    tail(12);
    tail(6);
    tail(0);
  }
}

std::size_t ascii_length(std::string_view text) { return skip_ascii(text, 0); }

std::size_t utf8_length(std::string_view text) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < text.size(); i += utf8_at(text, i).bytes) ++length;
  return length;
}

std::size_t utf8_error(std::string_view text, bool whole, std::size_t& tail) {
  tail = 0;
  for (auto i = skip_ascii(text, 0); i < text.size(); i = skip_ascii(text, i)) {
    const auto length = length_by_lead(byte_at(text, i));
    const auto fitting = length == 0 ? 0 : fitting_bytes(text, i, length);
    if (length != 0 && fitting == length) {
      i += length;
    } else if (length != 0 && !whole && i + fitting == text.size()) {
      tail = fitting;
      return std::string_view::npos;
    } else {
      return i;
    }
  }
  return std::string_view::npos;
}

} // namespace loyalty::messages
