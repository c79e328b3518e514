// SPDX-License-Identifier: MIT
// docs/scenarios.md and docs/zh/scenarios.md name the same words, words that the other pages know, and sessions there
// are.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"

namespace scenarios_test {

namespace {

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

const fs::path docs = LOYALTY_SOURCE_DIR "/docs";

std::string read(const fs::path& path) {
  std::ifstream file(path);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What stands between two marks, in the order of the text.
Strings between(const std::string& text, std::string_view open, std::string_view close) {
  Strings found;
  for (std::size_t at = 0; (at = text.find(open, at)) != text.npos;) {
    at += open.size();
    const auto end = text.find(close, at);
    if (end == text.npos) break;
    found.push_back(text.substr(at, end - at));
    at = end + close.size();
  }
  return found;
}

/// The words in the second column of each row of its tables.
std::vector<Strings> rows_of(const fs::path& page) {
  std::vector<Strings> rows;
  std::istringstream text(read(page));
  for (std::string line; std::getline(text, line);) {
    if (!line.starts_with("| ")) continue;
    const auto second = line.find(" | ") + 3;
    rows.push_back(between(line.substr(second, line.find(" | ", second) - second), "`", "`"));
  }
  return rows;
}

} // namespace

TEST_CASE("the page of schemes says in both languages which words to use") {
  const auto english = rows_of(docs / "scenarios.md"), chinese = rows_of(docs / "zh/scenarios.md");
  REQUIRE(english.size() > 100);
  REQUIRE(english.size() == chinese.size());
  for (std::size_t at = 0; at < english.size(); ++at) {
    CAPTURE(at);
    CHECK(english[at] == chinese[at]);
  }
}

TEST_CASE("the page of schemes uses words that the other pages explain") {
  const auto known = read(docs / "program.md") + read(docs / "commands.md") + read(docs / "reports.md");
  Strings unknown;
  for (const auto& row : rows_of(docs / "scenarios.md"))
    for (auto word : row) {
      if (word.starts_with("report ")) word.erase(0, 7);
      if (known.find('`' + word + '`') == known.npos && known.find('`' + word + ' ') == known.npos)
        unknown.push_back(word);
    }
  CHECK(unknown == Strings{});
}

TEST_CASE("the page of schemes leads to a session of each") {
  for (const auto& page : {docs / "scenarios.md", docs / "zh/scenarios.md"}) {
    CAPTURE(page.string());
    std::set<fs::path> linked;
    for (const auto& link : between(read(page), "](", ")")) {
      CAPTURE(link);
      CHECK(fs::exists(page.parent_path() / link));
      linked.insert((page.parent_path() / link).lexically_normal());
    }
    for (const auto& folder : fs::directory_iterator(LOYALTY_SOURCE_DIR "/examples"))
      if (folder.path().filename().string().starts_with("s") && fs::exists(folder.path() / "commands.test"))
        CHECK(linked.contains((folder.path() / "commands.test").lexically_normal()));
  }
}

} // namespace scenarios_test
