// SPDX-License-Identifier: MIT
#include "messages/suggest.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace loyalty::messages {
namespace {

constexpr std::size_t longest_word = 64;

std::vector<std::string_view> letters_of(std::string_view word) {
  std::vector<std::string_view> letters;
  for (std::size_t i = 0; i < word.size();) {
    auto end = i + 1;
    while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) ++end;
    letters.push_back(word.substr(i, end - i));
    i = end;
  }
  return letters;
}

std::size_t slips(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(above);
    above.swap(row);
  }
  return above[b.size()];
}

} // namespace

std::string suggest(std::string_view word, std::span<const std::string_view> known) {
  const auto letters = letters_of(word.substr(0, longest_word));
  std::size_t nearest = letters.size() <= 3 ? 2 : 3;
  std::string_view meant;
  for (const auto candidate : known) {
    const auto distance = slips(letters, letters_of(candidate));
    if (distance >= nearest || distance >= letters.size()) continue;
    nearest = distance;
    meant = candidate;
  }
  return std::string(meant);
}

Message which_there_are(std::string_view id, std::span<const std::string_view> known) {
  if (const auto meant = suggest(id, known); !meant.empty()) return "did you mean {word}?"_en(meant);
  if (known.empty()) return "it has none yet"_en;
  std::vector<Message> all;
  for (const auto each : known) all.push_back(Message::name(std::string(each)));
  return "it has: {names}"_en(std::move(all));
}

} // namespace loyalty::messages
