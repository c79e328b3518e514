// SPDX-License-Identifier: MIT
#include "messages/po.hpp"

#include <algorithm>
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

namespace {

/// FNV-1a.
class Hash {
 public:
  void add(char letter) { value_ = (value_ ^ static_cast<unsigned char>(letter)) * 1'099'511'628'211U; }
  void add(std::string_view text) {
    for (const char letter : text) add(letter);
  }
  void end_context() { add('\x04'); }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 14'695'981'039'346'656'037U;
};

} // namespace

PoIndex::PoIndex(std::string_view text) : text_(text) {
  enum class Part { none, context, english, other } part = Part::none;
  Hash hash;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = text.substr(at, end - at);
    if (line.starts_with("msgctxt"))
      part = Part::context;
    else if (line.starts_with("msgid_plural") || line.starts_with("msgstr"))
      part = Part::other;
    else if (line.starts_with("msgid")) {
      hash.end_context();
      part = Part::english;
    }
    if (part == Part::context || part == Part::english) each_letter(line, [&](char letter) { hash.add(letter); });
    if (line.empty()) {
      if (part == Part::other) places_.push_back({hash.value(), begin});
      begin = end + 1;
      hash = {};
      part = Part::none;
    }
    at = end + 1;
  }
  if (part == Part::other) places_.push_back({hash.value(), begin});
  std::ranges::sort(places_, {}, &Place::hash);
}

Translation PoIndex::find(std::string_view context, std::string_view english) const {
  Hash hash;
  hash.add(context);
  hash.end_context();
  hash.add(english);
  for (auto place = std::ranges::lower_bound(places_, hash.value(), {}, &Place::hash);
       place != places_.end() && place->hash == hash.value(); ++place) {
    const auto end = std::min(text_.find("\n\n", place->at), text_.size());
    for (auto& entry : read_po(text_.substr(place->at, end - place->at)))
      if (entry.context == context && entry.english == english) return std::move(entry);
  }
  return {};
}

} // namespace loyalty::messages
