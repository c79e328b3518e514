// SPDX-License-Identifier: MIT
#include "loyalty/masking.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "loyalty/digit.hpp"
#include "loyalty/identity.hpp"

namespace loyalty {
namespace {

constexpr std::string_view hidden = "****";

bool is_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); }
bool is_word(char letter) { return is_digit(letter) || is_letter(letter) || letter == '_'; }
bool is_hexadecimal(char letter) {
  return is_digit(letter) || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
}
bool separates(char letter) { return std::string_view(" -./()").find(letter) != std::string_view::npos; }

/// A character as it is compared: full-width forms and odd blanks as the plain ones, anything else beyond ASCII as
/// '\0'.
struct Sign {
  char letter = '\0';
  std::size_t begin = 0;
};

constexpr std::size_t bytes_of(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

char plain(std::string_view character) {
  constexpr std::array<std::pair<std::string_view, char>, 7> forms = {
      {{"\u00A0", ' '}, {"\u3000", ' '}, {"（", '('}, {"）", ')'}, {"＋", '+'}, {"－", '-'}, {"＠", '@'}}};
  if (character.size() == 1) return character.front();
  for (const auto& [form, letter] : forms)
    if (character == form) return letter;
  if (character >= "０" && character <= "９") return static_cast<char>('0' + (character.back() - "０"[2]));
  return '\0';
}

std::vector<Sign> signs_of(std::string_view text) {
  std::vector<Sign> signs;
  signs.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size();) {
    const auto bytes = std::min(bytes_of(text[at]), text.size() - at);
    signs.push_back({plain(text.substr(at, bytes)), at});
    at += bytes;
  }
  signs.push_back({'\0', text.size()});
  return signs;
}

/// A run of digits: the signs `begin` … `end`.
struct DigitGroup {
  std::string digits;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Runs of digits with not more than a few separators between them, as a phone number is written.
struct Written {
  bool plus = false;
  bool brackets = false; ///< around the first run
  std::vector<DigitGroup> groups;
};

/// Digits inside a word may be a phone number's unless the word may be a hash.
bool may_be_dialled(const std::vector<Sign>& signs, const DigitGroup& group) {
  auto begin = group.begin;
  auto end = group.end;
  while (begin > 0 && is_word(signs[begin - 1].letter)) --begin;
  while (is_word(signs[end].letter)) ++end;
  if (begin == group.begin && end == group.end) return true;
  return !std::all_of(signs.begin() + static_cast<std::ptrdiff_t>(begin),
                      signs.begin() + static_cast<std::ptrdiff_t>(end),
                      [](const Sign& sign) { return is_hexadecimal(sign.letter); });
}

Written written_at(const std::vector<Sign>& signs, std::size_t at) {
  constexpr std::size_t most_groups = 6, most_separators = 3;
  Written written;
  while (signs[at].letter == '(' || signs[at].letter == '+') {
    written.plus = written.plus || signs[at].letter == '+';
    written.brackets = written.brackets || signs[at].letter == '(';
    ++at;
  }
  while (is_digit(signs[at].letter) && written.groups.size() < most_groups) {
    DigitGroup group{{}, at, at};
    for (; is_digit(signs[group.end].letter); ++group.end) group.digits += signs[group.end].letter;
    if (!may_be_dialled(signs, group)) break;
    at = group.end;
    written.groups.push_back(std::move(group));
    const auto limit = at + most_separators;
    while (at < limit && separates(signs[at].letter)) ++at;
  }
  return written;
}

/// A phone number: what is shown of it, and the sign after it.
struct Found {
  std::string shown;
  std::size_t end = 0;
};

std::string ends_of(std::string_view digits) {
  constexpr std::size_t long_enough = 10;
  if (digits.size() >= long_enough)
    return std::string(digits.substr(0, 3)).append(hidden).append(digits.substr(digits.size() - 4));
  return std::string(digits.substr(0, 2)).append(hidden).append(digits.substr(digits.size() - 2));
}

bool all_at_least(std::span<const DigitGroup> groups, std::size_t digits) {
  return std::all_of(groups.begin(), groups.end(),
                     [&](const DigitGroup& group) { return group.digits.size() >= digits; });
}

std::string joined(std::span<const DigitGroup> groups) {
  std::string digits;
  for (const auto& group : groups) digits += group.digits;
  return digits;
}

/// 138 0000 0009, with 86 or 0086 before it or without.
std::optional<std::string> chinese_mobile(std::span<const DigitGroup> groups) {
  constexpr std::size_t length = 11, most_groups = 3;
  auto digits = joined(groups);
  std::string shown;
  for (const std::string_view country : {"0086", "86"}) {
    if (digits.size() != length + country.size() || !digits.starts_with(country)) continue;
    digits.erase(0, country.size());
    if (groups.front().digits == country) groups = groups.subspan(1);
    shown = "+86 ";
    break;
  }
  const bool mobile = digits.size() == length && digits[0] == '1' && digits[1] >= '3' && groups.size() <= most_groups;
  if (!mobile || !all_at_least(groups, 3)) return std::nullopt;
  return shown + ends_of(digits);
}

/// (010) 8888 7777, 0755-1234567, 090-1234-5678. Twelve digits in one run are rather a number of something else.
bool is_landline(std::span<const DigitGroup> groups) {
  constexpr std::size_t shortest = 10, longest = 12;
  const auto digits = joined(groups);
  const auto most = groups.size() == 1 ? longest - 1 : longest;
  return digits.size() >= shortest && digits.size() <= most && digits[0] == '0' && digits[1] != '0' &&
         all_at_least(groups, 3);
}

/// (415) 555-0123, 415-555-0123.
bool is_american(const std::vector<Sign>& signs, const Written& written, std::span<const DigitGroup> groups) {
  if (groups.size() != 3 || groups[0].digits.size() != 3 || groups[1].digits.size() != 3 ||
      groups[2].digits.size() != 4)
    return false;
  const char between = signs[groups[0].end].letter;
  return written.brackets || between == '-' || between == '.';
}

std::optional<Found> phone_at(const std::vector<Sign>& signs, std::size_t at) {
  constexpr std::size_t shortest_abroad = 10, longest_abroad = 15;
  if (at > 0 && is_digit(signs[at - 1].letter)) return std::nullopt;
  const auto written = written_at(signs, at);
  if (written.groups.empty()) return std::nullopt;
  const std::span<const DigitGroup> all = written.groups;
  for (std::size_t count = 1; count <= all.size(); ++count)
    if (const auto shown = chinese_mobile(all.first(count))) return Found{*shown, all[count - 1].end};
  for (auto count = all.size(); count > 0; --count) {
    const auto groups = all.first(count);
    const auto digits = joined(groups);
    const bool abroad = written.plus && digits.size() >= shortest_abroad && digits.size() <= longest_abroad;
    if (abroad || is_landline(groups) || is_american(signs, written, groups))
      return Found{(written.plus ? "+" : "") + ends_of(digits), groups.back().end};
  }
  return std::nullopt;
}

bool in_local_part(char letter) {
  return is_word(letter) || std::string_view(".%+-").find(letter) != std::string_view::npos;
}

/// An e-mail address whose name begins here.
std::optional<Found> address_at(const std::vector<Sign>& signs, std::size_t at) {
  if (at > 0 && in_local_part(signs[at - 1].letter)) return std::nullopt;
  auto mark = at;
  while (in_local_part(signs[mark].letter)) ++mark;
  if (mark == at || signs[mark].letter != '@') return std::nullopt;
  std::string domain;
  for (auto next = mark + 1; is_word(signs[next].letter) || signs[next].letter == '.' || signs[next].letter == '-';
       ++next)
    domain += signs[next].letter;
  while (domain.ends_with('.') || domain.ends_with('-')) domain.pop_back();
  const auto point = domain.rfind('.');
  if (point == std::string::npos || point == 0 || !is_letter(domain[point + 1])) return std::nullopt;
  std::string shown(mark - at > 1 ? 1U : 0U, signs[at].letter);
  return Found{shown.append(hidden) + '@' + domain, mark + 1 + domain.size()};
}

/// "wxid_" and what WeChat put behind it.
std::optional<Found> wechat_at(const std::vector<Sign>& signs, std::size_t at) {
  constexpr std::string_view start = "wxid_";
  constexpr std::size_t shown_at_end = 2;
  if (at > 0 && is_word(signs[at - 1].letter)) return std::nullopt;
  std::string word;
  while (is_word(signs[at + word.size()].letter)) word += signs[at + word.size()].letter;
  if (!word.starts_with(start) || word.size() < start.size() + 2 * shown_at_end) return std::nullopt;
  return Found{std::string(start).append(hidden) + word.substr(word.size() - shown_at_end), at + word.size()};
}

/// By which platforms and kinds of things people are known.
constexpr std::array<std::string_view, 20> name_spaces = {
    "phone",  "email", "wechat", "weixin",      "kuaishou", "taobao", "tmall",       "douyin", "pdd",  "youzan",
    "weimob", "jd",    "qq",     "xiaohongshu", "shopify",  "square", "woocommerce", "stripe", "etsy", "card"};

bool ends_value(char letter) { return std::string_view(" \t\r\n,;\"'()").find(letter) != std::string_view::npos; }

/// "taobao:" and what somebody is known by there.
std::optional<Found> identity_at(std::string_view text, const std::vector<Sign>& signs, std::size_t at) {
  if (at > 0 && (is_word(signs[at - 1].letter) || signs[at - 1].letter == '-')) return std::nullopt;
  auto mark = at;
  while (is_letter(signs[mark].letter)) ++mark;
  const auto word = text.substr(signs[at].begin, signs[mark].begin - signs[at].begin);
  if (signs[mark].letter != ':' || std::ranges::find(name_spaces, word) == name_spaces.end()) return std::nullopt;
  auto end = mark + 1;
  const auto last = signs.size() - 1;
  while (end < last && !ends_value(signs[end].letter)) ++end;
  while (end > mark + 1 && (signs[end - 1].letter == ':' || signs[end - 1].letter == '.')) --end;
  if (end == mark + 1) return std::nullopt;
  const auto from = signs[mark + 1].begin;
  return Found{std::string(word) + ':' + mask_identity(text.substr(from, signs[end].begin - from)), end};
}

/// Nearly all texts hold nothing of the kind.
bool worth_a_look(std::string_view text) {
  constexpr std::ptrdiff_t fewest_digits = 10;
  return text.find('@') != std::string_view::npos || text.find("＠") != std::string_view::npos ||
         text.find("wxid_") != std::string_view::npos || text.find(':') != std::string_view::npos ||
         std::count_if(text.begin(), text.end(), is_digit) >= fewest_digits ||
         text.find("\xEF\xBC") != std::string_view::npos;
}

/// So many characters from the front, and from the back.
std::string outer(std::string_view text, std::size_t shown) {
  const auto signs = signs_of(text);
  const auto count = signs.size() - 1;
  return std::string(text.substr(0, signs[shown].begin)).append(hidden).append(text.substr(signs[count - shown].begin));
}

} // namespace

std::string mask_text(std::string_view text) {
  if (!worth_a_look(text)) return std::string(text);
  const auto signs = signs_of(text);
  std::string result;
  for (std::size_t at = 0; at + 1 < signs.size();) {
    auto found = identity_at(text, signs, at);
    if (!found) found = address_at(signs, at);
    if (!found) found = wechat_at(signs, at);
    if (!found) found = phone_at(signs, at);
    if (found) {
      result += found->shown;
      at = found->end;
      continue;
    }
    result += text.substr(signs[at].begin, signs[at + 1].begin - signs[at].begin);
    ++at;
  }
  return result;
}

std::string mask_identity(std::string_view value) {
  constexpr std::size_t short_one = 4, long_one = 8;
  if (value.find('*') != std::string_view::npos) return std::string(value);
  if (auto masked = mask_text(value); masked != value) return masked;
  std::string digits;
  std::copy_if(value.begin(), value.end(), std::back_inserter(digits), is_digit);
  const bool number = value.find_first_not_of("0123456789+-. ()") == std::string_view::npos;
  if (number && digits.size() >= long_one) return ends_of(digits);
  const auto mark = value.rfind('@');
  if (mark != std::string_view::npos && mark > 0) return outer(value.substr(0, mark), 0).append(value.substr(mark));
  const auto length = signs_of(value).size() - 1;
  return outer(value, length >= long_one ? 2 : length >= short_one ? 1 : 0);
}

std::string mask_key(std::string_view key) {
  const auto colon = key.find(':');
  const auto word = key.substr(0, colon);
  const bool platform = colon != std::string_view::npos && colon > 0 && colon + 1 < key.size() &&
                        std::ranges::all_of(word, [](char letter) { return is_letter(letter) || letter == '-'; });
  if (platform) return std::string(word) + ':' + mask_identity(key.substr(colon + 1));
  if (plain_identity(name_space::email, key)) return mask_identity(key);
  return mask_text(key);
}

std::string mask_name(std::string_view name) {
  if (name.empty() || name.find('*') != std::string_view::npos) return std::string(name);
  const auto first = name.substr(0, std::min(bytes_of(name.front()), name.size()));
  return std::string(first) + (first.size() > 1 ? "*" : "***");
}

} // namespace loyalty
