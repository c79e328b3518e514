// SPDX-License-Identifier: MIT
#include "files/sources/separator.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <tuple>
#include <utility>

namespace loyalty::files {
namespace {

constexpr std::string_view candidates = ",;\t"; // the first where in doubt
constexpr std::size_t most_lines = 50;

/// How often each candidate stands in a line.
using Counts = std::array<std::size_t, candidates.size()>;

/// Goes through a text line by line.
class Lines {
 public:
  Lines(std::string_view text, bool whole) : text_(text), whole_(whole) {}

  bool next(Counts& counts) {
    counts = {};
    bool quoted = false;
    bool begins = true; // a cell
    for (; at_ < text_.size(); ++at_) {
      const auto letter = text_[at_];
      const auto candidate = candidates.find(letter);
      if (quoted || (letter == '"' && begins)) {
        quoted = (letter == '"') != quoted;
      } else if (letter == '\n' || letter == '\r') {
        ++at_;
        return true;
      } else if (candidate != std::string_view::npos) {
        ++counts.at(candidate);
      }
      // A quote that is doubled closes its text and begins it again.
      begins = candidate != std::string_view::npos || letter == '"' || letter == '=';
    }
    return whole_ && !quoted && std::exchange(whole_, false);
  }

 private:
  std::string_view text_;
  bool whole_;
  std::size_t at_ = 0;
};

/// How many lines have the candidate equally often, and how often.
using Weight = std::tuple<std::size_t, std::size_t>;

Weight weight_of(const std::map<std::size_t, std::size_t>& lines_by_count) {
  Weight best{0, 0};
  for (const auto& [count, lines] : lines_by_count)
    if (count > 0) best = std::max(best, Weight{lines, count});
  return best;
}

} // namespace

char separator_of(std::string_view text, bool whole) {
  std::array<std::map<std::size_t, std::size_t>, candidates.size()> lines_by_count;
  Lines lines(text, whole);
  Counts counts{};
  for (std::size_t read = 0; read < most_lines && lines.next(counts); ++read)
    for (std::size_t i = 0; i < candidates.size(); ++i) ++lines_by_count.at(i)[counts.at(i)];
  std::size_t best = 0;
  for (std::size_t i = 1; i < candidates.size(); ++i)
    if (weight_of(lines_by_count.at(i)) > weight_of(lines_by_count.at(best))) best = i;
  return candidates[best];
}

std::string_view separator_name(char separator) {
  if (separator == ',') return "comma";
  if (separator == ';') return "semicolon";
  return separator == '\t' ? "tab" : "another character";
}

} // namespace loyalty::files
