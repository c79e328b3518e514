// SPDX-License-Identifier: MIT
// docs/extending.md names every file that one more of a kind has to touch: exactly those where one of its kind stands.
#include "source_tree.hpp"

namespace additions_test {

using namespace source_tree;

namespace {

const fs::path page = root / "docs/extending.md";

/// A row of the table.
struct Addition {
  std::string kind;
  Strings examples; ///< what stands there already
  Strings words;    ///< by which users know it
  Strings files;
};

/// What stands in backticks.
Strings quoted_in(const std::string& text) {
  static const std::regex quoted("`([^`]+)`");
  Strings found;
  for (std::sregex_iterator at(text.begin(), text.end(), quoted), end; at != end; ++at) found.push_back((*at)[1]);
  return found;
}

std::vector<Addition> additions() {
  static const std::regex row(R"(^\| ([a-z ]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$)");
  std::vector<Addition> rows;
  std::smatch cells;
  for (const auto& line : lines_of(read(page)))
    if (std::regex_match(line, cells, row))
      rows.push_back({cells[1], quoted_in(cells[2]), quoted_in(cells[3]), quoted_in(cells[4])});
  return rows;
}

bool in_word(char letter) { return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_'; }

/// Whether it stands there and is no part of a longer word.
bool has_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const auto end = at + word.size();
    const bool begins = at == 0 || !in_word(word.front()) || !in_word(text[at - 1]);
    const bool ends = end == text.size() || !in_word(word.back()) || !in_word(text[end]);
    if (begins && ends) return true;
  }
  return false;
}

/// Whether any Chinese letter stands in it, U+4E00 to U+9FFF.
bool has_chinese(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  for (std::size_t at = 0; at + 1 < text.size(); ++at)
    if ((byte(at) == 0xE4 && byte(at + 1) >= 0xB8) || (byte(at) >= 0xE5 && byte(at) <= 0xE9)) return true;
  return false;
}

bool has_any(const std::string& text, const Strings& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return word == "中文" ? has_chinese(text) : has_word(text, word); // it stands for every Chinese text
  });
}

struct File {
  std::string name;
  std::string text;
};

/// All files below include and src, whatever they are written in.
const std::vector<File>& sources_of_all_kinds() {
  static const auto files = [] {
    std::vector<File> all;
    for (const auto* folder : {"include", "src"})
      for (const auto& entry : fs::recursive_directory_iterator(root / folder))
        if (entry.is_regular_file()) all.push_back({name_of(entry.path()), read(entry.path())});
    return all;
  }();
  return files;
}

bool is_source(std::string_view path) { return path.starts_with("include/") || path.starts_with("src/"); }

/// A path that ends with a slash stands for the files of its folder.
bool covers(std::string_view listed, std::string_view name) {
  return listed.ends_with('/') ? name.starts_with(listed) : name == listed;
}

} // namespace

TEST_CASE("something stands in exactly the files that one more of its kind has to touch", "[taste]") {
  Strings wrong;
  for (const auto& [kind, examples, words, files] : additions()) {
    std::set<std::string> untouched;
    std::copy_if(files.begin(), files.end(), std::inserter(untouched, untouched.end()), is_source);
    for (const auto& file : sources_of_all_kinds()) {
      if (!has_any(file.text, examples)) continue;
      const auto listed = std::find_if(files.begin(), files.end(),
                                       [&, &name = file.name](const std::string& path) { return covers(path, name); });
      if (listed == files.end())
        wrong.push_back(kind + ": " + file.name + " is forgotten");
      else
        untouched.erase(*listed);
    }
    for (const auto& path : untouched) wrong.push_back(kind + ": " + path + " needs no touch");
  }
  CHECK(wrong == none);
}

TEST_CASE("each thing of an addition's example stands somewhere", "[taste]") {
  Strings nowhere;
  for (const auto& addition : additions())
    for (const auto& example : addition.examples)
      if (std::none_of(sources_of_all_kinds().begin(), sources_of_all_kinds().end(),
                       [&](const File& file) { return has_any(file.text, {example}); }))
        nowhere.push_back(addition.kind + ": " + example);
  CHECK(nowhere == none);
}

TEST_CASE("docs and tests speak of what an addition's example is", "[taste]") {
  Strings silent;
  for (const auto& [kind, examples, words, files] : additions()) {
    bool tested = false;
    for (const auto& path : files) {
      if (is_source(path)) continue;
      tested = tested || path.starts_with("tests/");
      const auto text = read(root / path);
      if (!has_any(text, words) && !has_any(text, examples)) silent.push_back(kind + ": " + path);
    }
    if (!tested) silent.push_back(kind + ": no test");
  }
  CHECK(silent == none);
}

TEST_CASE("every kind of addition has a row, and below it what to do", "[taste]") {
  Strings kinds, sections;
  for (const auto& addition : additions()) kinds.push_back(addition.kind);
  for (const auto& line : lines_of(read(page)))
    if (const std::string before = "## One more "; line.starts_with(before))
      sections.push_back(line.substr(before.size()));
  CHECK(kinds == Strings{"subcommand", "report", "metric", "coupon kind", "campaign effect", "automatic issue",
                         "platform profile", "member profile", "kind of file", "output format", "language",
                         "column of the ledger"});
  CHECK(sections == kinds);
}

TEST_CASE("every path on the page about additions is there", "[taste]") {
  static const std::regex path("(include|src|docs|tests)/.+");
  Strings missing;
  for (const auto& line : lines_of(read(page)))
    for (const auto& quoted : quoted_in(line))
      if (std::regex_match(quoted, path) && !fs::exists(root / quoted)) missing.push_back(quoted);
  CHECK(missing == none);
}

TEST_CASE("only the list of profiles names a platform's profile", "[taste]") {
  auto files = sources({"src"});
  std::erase_if(files, [](const fs::path& file) { return name_of(file).starts_with("src/files/profiles/"); });
  CHECK(places(files, std::regex(R"(\b(?!generic_profile\b)\w+_profile\(\))")) == none);
}

} // namespace additions_test
