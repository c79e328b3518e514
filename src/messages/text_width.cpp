// SPDX-License-Identifier: MIT
#include "messages/text_width.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "messages/utf8.hpp"

namespace loyalty::messages {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Characters of two cells, after the East Asian Width property of Unicode 14.
constexpr auto wide = std::to_array<Range>({
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},
    {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},
    {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
    {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},
    {0x2E80, 0x303E},   {0x3041, 0x3247},   {0x3250, 0x4DBF},   {0x4E00, 0xA4C6},   {0xA960, 0xA97C},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAD9},   {0xFE10, 0xFE1F},   {0xFE30, 0xFE6B},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x1B2FB}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E},
    {0x1F191, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393},
    {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E},
    {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E}, {0x1F550, 0x1F567},
    {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5},
    {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC},
    {0x1F7E0, 0x1F7F0}, {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAFF},
    {0x20000, 0x3FFFD},
});

// Marks that sit on the character before them, and characters that are not seen.
constexpr auto zero = std::to_array<Range>({
    {0x300, 0x36F},     {0x483, 0x489},     {0x591, 0x5BD},   {0x5BF, 0x5BF},   {0x5C1, 0x5C2},   {0x5C4, 0x5C7},
    {0x610, 0x61C},     {0x64B, 0x65F},     {0x670, 0x670},   {0x6D6, 0x6DD},   {0x6DF, 0x6E4},   {0x6E7, 0x6E8},
    {0x6EA, 0x6ED},     {0x711, 0x711},     {0x730, 0x74A},   {0x8CA, 0x902},   {0x93A, 0x93A},   {0x93C, 0x93C},
    {0x941, 0x948},     {0x94D, 0x94D},     {0x951, 0x957},   {0x962, 0x963},   {0x981, 0x981},   {0x9BC, 0x9BC},
    {0x9C1, 0x9C4},     {0x9CD, 0x9CD},     {0xA01, 0xA02},   {0xA3C, 0xA3C},   {0xA41, 0xA51},   {0xA70, 0xA71},
    {0xA81, 0xA82},     {0xABC, 0xABC},     {0xAC1, 0xAC8},   {0xACD, 0xACD},   {0xBC0, 0xBC0},   {0xBCD, 0xBCD},
    {0xC3E, 0xC40},     {0xC46, 0xC56},     {0xCBC, 0xCBC},   {0xCCC, 0xCCD},   {0xD41, 0xD44},   {0xD4D, 0xD4D},
    {0xDCA, 0xDCA},     {0xDD2, 0xDD6},     {0xE31, 0xE31},   {0xE34, 0xE3A},   {0xE47, 0xE4E},   {0xEB1, 0xEB1},
    {0xEB4, 0xEBC},     {0xEC8, 0xECD},     {0xF71, 0xF7E},   {0xF80, 0xF84},   {0xF8D, 0xFBC},   {0x102D, 0x1030},
    {0x1032, 0x1037},   {0x1039, 0x103A},   {0x103D, 0x103E}, {0x1160, 0x11FF}, {0x135D, 0x135F}, {0x17B4, 0x17B5},
    {0x17B7, 0x17BD},   {0x17C6, 0x17C6},   {0x17C9, 0x17D3}, {0x180B, 0x180F}, {0x1AB0, 0x1ACE}, {0x1DC0, 0x1DFF},
    {0x200B, 0x200F},   {0x202A, 0x202E},   {0x2060, 0x206F}, {0x20D0, 0x20F0}, {0x302A, 0x302D}, {0x3099, 0x309A},
    {0xA66F, 0xA672},   {0xA674, 0xA67D},   {0xFB1E, 0xFB1E}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF},
    {0x1D167, 0x1D169}, {0xE0001, 0xE01EF},
});

constexpr char32_t first_zero = 0x300;
constexpr char32_t emoji_form = 0xFE0F;
constexpr char32_t joiner = 0x200D;
constexpr char32_t first_symbol = 0x203C;
constexpr std::string_view ellipsis = "…";

bool within(std::span<const Range> ranges, char32_t code) {
  const auto found = std::ranges::lower_bound(ranges, code, {}, &Range::last);
  return found != ranges.end() && found->first <= code;
}

std::size_t width_of(char32_t code) {
  if (code < 0x20 || (code >= 0x7F && code < 0xA0)) return 0;
  if (code < first_zero) return 1;
  if (within(zero, code)) return 0;
  return within(wide, code) ? 2 : 1;
}

// The cells that a character adds; a symbol grows by one where the emoji form of it is asked for.
std::size_t added_width(char32_t before, char32_t code) {
  if (code == emoji_form) return before >= first_symbol && width_of(before) == 1 ? 1 : 0;
  return width_of(code);
}

// Turns the direction of writing, breaks the line or is not seen.
bool deceives(char32_t code) {
  return code == 0xAD || code == 0x61C || code == 0x180E || (code >= 0x200B && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0x3164 || code == 0xFEFF ||
         code == 0xFFA0 || (code >= 0xFFF9 && code <= 0xFFFB) || (code >= 0xE0000 && code <= 0xE0FFF);
}

bool joins_emoji(char32_t before, char32_t code) {
  return code == joiner && before >= first_symbol && (before == emoji_form || before >= 0x1F000 || before < 0x2C00);
}

std::string hexadecimal(char32_t code, std::size_t places) {
  std::string text;
  for (; code != 0 || text.size() < places; code >>= 4U) text.insert(text.begin(), "0123456789abcdef"[code & 0xFU]);
  return text;
}

std::string written_out(char32_t code) {
  if (code == '\n') return "\\n";
  if (code == '\r') return "\\r";
  if (code == '\t') return "\\t";
  if (code < 0x80) return "\\x" + hexadecimal(code, 2);
  return "\\u{" + hexadecimal(code, 4) + "}";
}

bool plain_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char letter) { return letter >= 0x20 && letter < 0x7F; });
}

} // namespace

std::size_t display_width(std::string_view text) {
  if (plain_ascii(text)) return text.size();
  std::size_t width = 0;
  char32_t before = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto character = utf8_at(text, i);
    width += added_width(before, character.code);
    before = character.code;
    i += character.bytes;
  }
  return width;
}

std::string truncate_to_width(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::size_t used = 1; // of the ellipsis
  std::size_t end = 0;
  for (char32_t before = 0; end < text.size();) {
    const auto character = utf8_at(text, end);
    used += added_width(before, character.code);
    if (used > width) break;
    before = character.code;
    end += character.bytes;
  }
  return std::string(text.substr(0, end)) + std::string(ellipsis);
}

std::string escape_for_terminal(std::string_view text) {
  if (plain_ascii(text)) return std::string(text);
  std::string result;
  char32_t before = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto [code, bytes, valid] = utf8_at(text, i);
    const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
    if (control || (deceives(code) && !joins_emoji(before, code))) {
      result += written_out(code);
    } else {
      append_utf8(result, code);
    }
    before = code;
    i += bytes;
  }
  return result;
}

std::string escape_lines(std::string_view text) {
  std::string result;
  for (;;) {
    const auto end = text.find('\n');
    result += escape_for_terminal(text.substr(0, end));
    if (end == text.npos) return result;
    result += '\n';
    text.remove_prefix(end + 1);
  }
}

} // namespace loyalty::messages
