// SPDX-License-Identifier: MIT
#include "messages/po.hpp"

#include <utility>

namespace loyalty::messages {
namespace {

/// Gives the letters between the quotes of a line.
template <class Use>
void each_letter(std::string_view line, const Use& use) {
  const auto open = line.find('"');
  const auto close = line.rfind('"');
  for (auto at = open + 1; open != std::string_view::npos && at < close; ++at) {
    const bool escaped = line[at] == '\\' && at + 1 < close;
    if (escaped) ++at;
    use(escaped && line[at] == 'n' ? '\n' : escaped && line[at] == 't' ? '\t' : line[at]);
  }
}

struct Entry {
  Translation translation = {};
  bool fuzzy = false;

  bool counts() const { return !fuzzy && !translation.english.empty() && !translation.chinese.empty(); }
};

} // namespace

std::vector<Translation> read_po(std::string_view text) {
  std::vector<Translation> all;
  Entry entry;
  std::string* part = nullptr;
  const auto end_entry = [&] {
    if (entry.counts()) all.push_back(std::move(entry.translation));
    entry = {};
    part = nullptr;
  };
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    auto& translation = entry.translation;
    if (line.empty())
      end_entry();
    else if (line.starts_with("#,") && line.find("fuzzy") != std::string_view::npos)
      entry.fuzzy = true;
    else if (line.starts_with("#"))
      continue;
    else if (line.starts_with("msgctxt"))
      part = &translation.context;
    else if (line.starts_with("msgid_plural"))
      part = &translation.several;
    else if (line.starts_with("msgid"))
      part = &translation.english;
    else if (line.starts_with("msgstr"))
      part = &translation.chinese;
    if (part != nullptr) each_letter(line, [&](char letter) { *part += letter; });
  }
  end_entry();
  return all;
}

} // namespace loyalty::messages
