// SPDX-License-Identifier: MIT
#include "files/truth_word.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "loyalty/plain_key.hpp"

namespace loyalty::files {
namespace {

constexpr std::array<std::string_view, 4> yes_words = {"yes", "true", "1", "是"};
constexpr std::array<std::string_view, 4> no_words = {"no", "false", "0", "否"};

bool is_one_of(std::string_view word, const std::array<std::string_view, 4>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

std::optional<bool> truth_word(std::string_view cell) {
  auto word = narrow_text(plain_key(cell));
  std::transform(word.begin(), word.end(), word.begin(),
                 [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; });
  if (is_one_of(word, yes_words)) return true;
  if (word.empty() || is_one_of(word, no_words)) return false;
  return std::nullopt;
}

} // namespace loyalty::files
