// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "loyalty/coupon.hpp"

namespace loyalty {
namespace {

constexpr std::size_t random_letters = 10;
constexpr std::size_t group_size = 5;
constexpr std::size_t letters = code_letters.size();

/// The weights fall from one letter to the next by one and end with 1 for the check letter: none is zero and no two are
/// equal modulo the prime number of letters.
std::size_t weighted_sum(std::string_view code) {
  std::size_t sum = 0;
  for (std::size_t place = 0; place < code.size(); ++place)
    sum += (random_letters + 1 - place) * code_letters.find(code[place]);
  return sum % letters;
}

std::string shown(std::string code) { return code.insert(group_size, 1, '-'); }

/// A piece of text and what it means in a code.
struct Spelling {
  std::string_view written;
  char plain;
};

constexpr char nothing = '\0';

/// Semicolons and commas, full-width ones and the Chinese list comma among them.
constexpr std::array between_codes = {Spelling{";", ';'},  Spelling{",", ';'},  Spelling{"\n", ';'},
                                      Spelling{"；", ';'}, Spelling{"，", ';'}, Spelling{"、", ';'}};

constexpr std::array blank_spellings = {Spelling{" ", ' '}, Spelling{"\t", ' '}, Spelling{"\r", ' '},
                                        Spelling{"\u3000", ' '}, Spelling{"\u00a0", ' '}};

/// Hyphens and dashes, marks without width, and the quotation marks and signs around a text that a spreadsheet wrapped.
constexpr std::array passed_over = {
    Spelling{"-", nothing},      Spelling{"\u2010", nothing}, Spelling{"\u2011", nothing}, Spelling{"\u2012", nothing},
    Spelling{"\u2013", nothing}, Spelling{"\u2014", nothing}, Spelling{"\u2212", nothing}, Spelling{"\uff0d", nothing},
    Spelling{"\u200b", nothing}, Spelling{"\ufeff", nothing}, Spelling{"\"", nothing},     Spelling{"'", nothing},
    Spelling{"=", nothing}};

template <std::size_t Size>
const Spelling* begins_with(std::string_view text, const std::array<Spelling, Size>& spellings) {
  const auto found = std::find_if(spellings.begin(), spellings.end(),
                                  [&](const Spelling& each) { return text.starts_with(each.written); });
  return found == spellings.end() ? nullptr : &*found;
}

/// The plain letter of a full-width one, U+FF01 … U+FF5E; nothing if the text begins with none.
char narrow(std::string_view text) {
  constexpr int width = 3, first = 0xff01, last = 0xff5e, shift = 0xfee0;
  if (text.size() < width || static_cast<unsigned char>(text[0]) != 0xef) return nothing;
  const auto low = [&](std::size_t at) { return static_cast<unsigned char>(text[at]) & 0x3f; };
  const int letter = 0xf000 | low(1) << 6 | low(2);
  return letter >= first && letter <= last ? static_cast<char>(letter - shift) : nothing;
}

char upper(char letter) { return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter; }

std::vector<std::string_view> split(std::string_view text, const auto& marks) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  const auto end_part = [&](std::size_t end) {
    if (!plain_code(text.substr(begin, end - begin)).empty()) parts.push_back(text.substr(begin, end - begin));
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto* mark = begins_with(text.substr(at), marks);
    if (mark == nullptr) {
      ++at;
      continue;
    }
    end_part(at);
    at += mark->written.size();
    begin = at;
  }
  end_part(text.size());
  return parts;
}

/// Two words of a text and what stands between them.
std::string_view from_to(std::string_view first, std::string_view last) {
  return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

} // namespace

std::string plain_code(std::string_view text) {
  constexpr std::size_t width = 3;
  std::string plain;
  while (!text.empty()) {
    const auto* skipped = begins_with(text, passed_over);
    if (skipped == nullptr) skipped = begins_with(text, blank_spellings);
    const char narrowed = skipped == nullptr ? narrow(text) : nothing;
    if (skipped == nullptr) plain += upper(narrowed == nothing ? text.front() : narrowed);
    text.remove_prefix(skipped != nullptr ? skipped->written.size() : narrowed == nothing ? 1 : width);
  }
  return plain;
}

std::string make_code(std::span<const unsigned char> random) {
  constexpr std::size_t even = 256 - 256 % letters;
  std::string code;
  for (const auto byte : random)
    if (byte < even && code.size() < random_letters) code += code_letters[byte % letters];
  if (code.size() < random_letters) return {};
  code += code_letters[(letters - weighted_sum(code)) % letters];
  return shown(std::move(code));
}

std::optional<std::string> check_code(std::string_view text) {
  auto code = plain_code(text);
  const bool spelt = std::all_of(code.begin(), code.end(),
                                 [](char letter) { return code_letters.find(letter) != std::string_view::npos; });
  if (!spelt || code.size() != random_letters + 1 || weighted_sum(code) != 0) return std::nullopt;
  return shown(std::move(code));
}

std::vector<std::string> codes_in(std::string_view text, const std::function<bool(std::string_view)>& known) {
  std::vector<std::string> codes;
  const auto add = [&](std::string_view code) {
    const bool again = std::any_of(codes.begin(), codes.end(),
                                   [&](const std::string& each) { return plain_code(each) == plain_code(code); });
    if (!again) codes.emplace_back(code);
  };
  const auto is_code = [&](std::string_view code) { return check_code(code) || (known && known(code)); };
  for (const auto part : split(text, between_codes)) {
    const auto words = split(part, blank_spellings);
    for (std::size_t first = 0; first < words.size();) {
      auto last = words.size() - 1;
      while (last > first && !is_code(from_to(words[first], words[last]))) --last;
      add(from_to(words[first], words[last]));
      first = last + 1;
    }
  }
  return codes;
}

} // namespace loyalty
