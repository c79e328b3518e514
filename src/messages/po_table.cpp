// SPDX-License-Identifier: MIT
// Part of the build: writes the sentences of a PO file as a source file, in the order in which they are looked for.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "messages/po.hpp"

namespace {

using loyalty::messages::Translation;

std::vector<Translation> entries_of(const char* po) {
  std::ifstream file(po);
  file.exceptions(std::ios::badbit | std::ios::failbit);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  auto entries = loyalty::messages::read_po(text);
  std::ranges::sort(entries, {}, [](const Translation& entry) { return std::pair(entry.context, entry.english); });
  return entries;
}

std::string literal_of(const std::string& text) {
  std::string literal;
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') literal += '\\';
    literal += letter == '\n' ? "\\n" : std::string(1, letter);
  }
  return literal;
}

std::string size_of(const std::string& text) {
  if (text.size() > std::numeric_limits<unsigned short>::max()) throw std::length_error(text);
  return std::to_string(text.size());
}

} // namespace

/// po_table PO CPP
int main(int, char** words) {
  const auto entries = entries_of(words[1]);
  std::ofstream file;
  file.exceptions(std::ios::badbit | std::ios::failbit);
  file.open(words[2]);
  file << "// Made of zh.po.\n#include \"messages/sentences.hpp\"\n\nnamespace loyalty::messages {\nnamespace {\n\n"
       << "constexpr std::string_view zh_text =";
  for (const auto& entry : entries)
    file << "\n    \"" << literal_of(entry.context + entry.english + entry.chinese) << '"';
  file << ";\n\nconstexpr SentencePlace zh_places[] = {\n";
  std::size_t at = 0;
  for (const auto& [context, english, several, chinese] : entries) {
    file << "    {" << at << ", " << size_of(context) << ", " << size_of(english) << ", " << size_of(chinese) << "},\n";
    at += context.size() + english.size() + chinese.size();
  }
  file << "};\n\n} // namespace\n\nCatalogue zh_sentences() { return {zh_text, zh_places}; }\n\n"
       << "} // namespace loyalty::messages\n";
  file.close();
}
