// SPDX-License-Identifier: MIT
#include "program/discount_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "messages/utf8.hpp"

namespace loyalty::program {
namespace {

using Letters = std::u32string;

constexpr std::u32string_view numerals = U"零一二三四五六七八九";
constexpr char32_t first_full_width = 0xFF01; // "！" for "!" and so on through "～"
constexpr char32_t last_full_width = 0xFF5E;
constexpr char32_t to_ascii = first_full_width - U'!';

bool is_ascii_digit(char32_t letter) { return letter >= U'0' && letter <= U'9'; }
bool is_numeral(char32_t letter) { return numerals.find(letter) != std::u32string_view::npos; }

/// What reads alike is written alike: small ASCII letters and digits, one kind of blank, one sign for each word.
char32_t plain(char32_t letter) {
  if (letter >= first_full_width && letter <= last_full_width) letter -= to_ascii;
  if (letter >= U'A' && letter <= U'Z') return letter - U'A' + U'a';
  switch (letter) {
    case 0x3000:
    case 0xA0: return U' ';
    case U'〇': return U'零';
    case U'两': return U'二';
    case U'點': return U'点';
    case U'價': return U'价';
    case U'對': return U'对';
    default: return letter;
  }
}

Letters letters_of(std::string_view text) {
  Letters letters;
  for (std::size_t at = 0; at < text.size();) {
    const auto character = messages::utf8_at(text, at);
    letters += plain(character.code);
    at += character.bytes;
  }
  return letters;
}

bool has(const Letters& letters, std::u32string_view word) { return letters.find(word) != Letters::npos; }

/// The share that "8", "88" or "8.8" before 折 leaves to pay. A tenth is what the first digit counts, so ten of them,
/// or a hundred, are the full price.
std::optional<Ratio> tenths(std::string_view digits) {
  constexpr std::size_t most_decimals = 4;
  const auto point = digits.find('.');
  const auto whole = digits.substr(0, point);
  if (digits == "10" || digits == "100") return Ratio{Ratio::one};
  if (whole.empty() || whole.size() > 2 || (whole.size() == 2 && whole.front() == '0')) return std::nullopt;
  const auto decimals = point == std::string_view::npos ? 0 : digits.size() - point - 1;
  if (decimals > most_decimals || (decimals > 0 && whole.size() > 1)) return std::nullopt;
  const auto number = Ratio::parse_factor(digits);
  if (!number) return std::nullopt;
  return Ratio{number->millionths / (whole.size() == 1 ? 10 : 100)};
}

/// The number that ends before `end`, as digits; all of one script, so that 双十一8折 is not 18折.
std::string number_before(const Letters& letters, std::size_t end) {
  while (end > 0 && letters[end - 1] == U' ') --end;
  if (end == 0) return {};
  const bool chinese = is_numeral(letters[end - 1]);
  const auto part = [&](char32_t letter) {
    return chinese ? is_numeral(letter) || letter == U'点' : is_ascii_digit(letter) || letter == U'.';
  };
  auto begin = end;
  while (begin > 0 && part(letters[begin - 1])) --begin;
  // 双十一八折: the first numeral belongs to the ten.
  if (chinese && begin > 0 && letters[begin - 1] == U'十') ++begin;
  std::string digits;
  for (auto at = begin; at < end; ++at) {
    const auto letter = letters[at];
    if (letter == U'点' || letter == U'.')
      digits += '.';
    else
      digits += static_cast<char>('0' + (chinese ? numerals.find(letter) : letter - U'0'));
  }
  return digits;
}

void take_zhe(const Letters& letters, std::vector<Ratio>& shares) {
  for (auto at = letters.find(U'折'); at != Letters::npos; at = letters.find(U'折', at + 1)) {
    if (at + 1 < letters.size() && letters[at + 1] == U'扣') continue;
    if (const auto left = tenths(number_before(letters, at))) shares.push_back({Ratio::one - left->millionths});
  }
}

void take_percent_off(const Letters& letters, std::vector<Ratio>& shares) {
  for (auto at = letters.find(U'%'); at != Letters::npos; at = letters.find(U'%', at + 1)) {
    const auto word = letters.find_first_not_of(U' ', at + 1);
    if (word == Letters::npos || letters.compare(word, 3, U"off") != 0) continue;
    if (const auto share = Ratio::parse_percent(number_before(letters, at) + '%')) shares.push_back(*share);
  }
}

std::nullopt_t refuse(const Field& field, Message why, Message hint) {
  field.error(field.refusal(), std::move(why), std::move(hint));
  return std::nullopt;
}

/// A discount in tenths; what it leaves must be less than the price and more than nothing.
std::optional<Ratio> read_tenths(const Field& field) {
  const auto left = left_to_pay(field.value.text);
  const auto key = field.key();
  const auto example = "write for example {example} or {other}"_en(key + " = \"8折\"", key + " = \"20%\"");
  if (!left)
    return refuse(field, "expected {needs}"_en("a discount such as \"8折\" or \"九五折\", or a percentage off"_en),
                  example);
  if (left->millionths == 0)
    return refuse(field, "that leaves nothing to pay"_en, "write {example} to give it away"_en(key + " = \"100%\""));
  if (left->millionths == Ratio::one) return refuse(field, "that is the full price"_en, example);
  return Ratio{Ratio::one - left->millionths};
}

} // namespace

std::optional<Ratio> left_to_pay(std::string_view text) {
  auto letters = letters_of(text);
  const auto blank = [](char32_t letter) { return letter == U' '; };
  while (!letters.empty() && blank(letters.back())) letters.pop_back();
  letters.erase(letters.begin(), std::ranges::find_if_not(letters, blank));
  if (letters == U"半价" || letters == U"对折") return Ratio{Ratio::one / 2};
  if (letters.empty() || letters.back() != U'折') return std::nullopt;
  const auto other = [](char32_t letter) {
    return !is_ascii_digit(letter) && !is_numeral(letter) && letter != U'.' && letter != U'点' && letter != U' ';
  };
  if (std::any_of(letters.begin(), letters.end() - 1, other)) return std::nullopt;
  const auto end = letters.size() - 1;
  const auto number = number_before(letters, end);
  const auto blanks = static_cast<std::size_t>(std::count(letters.begin(), letters.end(), U' '));
  return number.size() + blanks == end ? tenths(number) : std::nullopt;
}

bool says_share(std::string_view text) {
  const auto letters = letters_of(text);
  return text.find('%') != std::string_view::npos || has(letters, U"折") || has(letters, U"半价");
}

std::vector<Ratio> shares_promised(std::string_view name) {
  const auto letters = letters_of(name);
  std::vector<Ratio> shares;
  if (has(letters, U"第") && has(letters, U"件")) return shares;
  take_zhe(letters, shares);
  take_percent_off(letters, shares);
  for (const auto* word : {U"半价", U"对折", U"half price", U"half-price"})
    if (has(letters, word)) shares.push_back({Ratio::one / 2});
  return shares;
}

std::optional<Ratio> read_share_off(const Field& field) {
  const bool in_words = field.value.kind == TomlValue::Kind::text && field.value.text.find('%') == std::string::npos &&
                        says_share(field.value.text);
  return in_words ? read_tenths(field) : read_share(field);
}

std::optional<Ratio> read_positive_share_off(const Field& field) {
  const auto share = read_share_off(field);
  if (share && share->millionths == 0) return field.expected("more than nothing"_en, "\"20%\"");
  return share;
}

} // namespace loyalty::program
