// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

/// How what a command printed is held against what a session says: `<*>` in a line stands for anything, a line of `...`
/// for any lines, and a backslash in front takes a line as it is.
namespace session {

struct Expected {
  std::string text;     // as it stands in the file, without the mark of its stream
  std::size_t line = 0; // its index in the file
};

inline bool wildcard_match(std::string_view pattern, std::string_view text) {
  const auto wild = pattern.find("<*>");
  if (wild == pattern.npos) return pattern == text;
  if (!text.starts_with(pattern.substr(0, wild))) return false;
  for (auto at = wild; at <= text.size(); ++at)
    if (wildcard_match(pattern.substr(wild + 3), text.substr(at))) return true;
  return false;
}

inline bool line_matches(const Expected& want, std::string_view got) {
  const std::string_view pattern = want.text;
  return pattern.starts_with('\\') ? pattern.substr(1) == got : wildcard_match(pattern, got);
}

inline bool matches(std::span<const Expected> want, std::span<const std::string> got) {
  if (want.empty()) return got.empty();
  if (want[0].text != "...")
    return !got.empty() && line_matches(want[0], got[0]) && matches(want.subspan(1), got.subspan(1));
  for (std::size_t skip = 0; skip <= got.size(); ++skip)
    if (matches(want.subspan(1), got.subspan(skip))) return true;
  return false;
}

// What differs once the lines that agree at both ends are set aside.
struct Difference {
  std::size_t head = 0, tail = 0;
  std::span<const Expected> want;
  std::span<const std::string> got;
};

inline Difference difference(std::span<const Expected> want, std::span<const std::string> got) {
  Difference d{.want = want, .got = got};
  while (!d.want.empty() && !d.got.empty() && d.want.front().text != "..." &&
         line_matches(d.want.front(), d.got.front())) {
    d.want = d.want.subspan(1);
    d.got = d.got.subspan(1);
    ++d.head;
  }
  while (!d.want.empty() && !d.got.empty() && d.want.back().text != "..." &&
         line_matches(d.want.back(), d.got.back())) {
    d.want = d.want.first(d.want.size() - 1);
    d.got = d.got.first(d.got.size() - 1);
    ++d.tail;
  }
  return d;
}

} // namespace session
