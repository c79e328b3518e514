// SPDX-License-Identifier: MIT
// docs/reliability.md names, for each promise, the files of its tests and what to type; docs/zh/reliability.md too.
#include "source_tree.hpp"

namespace promises_test {

using namespace source_tree;

namespace {

constexpr std::size_t promises = 26;

struct Promise {
  std::string number;
  Strings cells;
  Strings commands; ///< to be typed
  Strings files;    ///< where its tests are
};

Strings cells_of(const std::string& line) {
  Strings cells;
  std::istringstream in(line.substr(1));
  for (std::string cell; std::getline(in, cell, '|');) cells.push_back(cell);
  return cells;
}

std::vector<Promise> promises_of(const fs::path& page) {
  static const std::regex quoted("`([^`]+)`");
  std::vector<Promise> all;
  for (const auto& line : lines_of(read(page))) {
    if (!std::regex_search(line, std::regex(R"(^\| [0-9]+ \|)"))) continue;
    Promise promise{line.substr(2, line.find(' ', 2) - 2), cells_of(line), {}, {}};
    for (std::sregex_iterator at(line.begin(), line.end(), quoted), end; at != end; ++at) {
      const std::string text = (*at)[1];
      if (text.starts_with("tests/")) promise.files.push_back(text);
      if (text.find("ctest ") != text.npos || text.starts_with("sh ")) promise.commands.push_back(text);
    }
    all.push_back(std::move(promise));
  }
  return all;
}

/// The names under which ctest knows the tests of a file.
Strings names_in(const std::string& file) {
  static const std::regex test("TEST_CASE\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"(?:\\s*,\\s*\"([^\"]*)\")?");
  const fs::path path = root / file;
  if (path.extension() == ".test") return {"session: " + path.stem().string()};
  if (path.parent_path().filename() == "fuzz") return {"found by fuzzing: " + path.stem().string()};
  Strings names;
  const auto text = read(path);
  for (std::sregex_iterator at(text.begin(), text.end(), test), end; at != end; ++at)
    if (!(*at)[2].str().starts_with("[.")) names.push_back((*at)[1]);
  return names;
}

/// What is wrong with a command; empty if it can be typed and runs a test of these files.
std::string wrong_with(const std::string& command, const Strings& files) {
  static const std::regex ctest("(?:[A-Z_]+=[^ ]+ )?ctest --preset release -V -R \"([^\"]+)\"");
  static const std::regex script("sh (tests/[a-z_/]+\\.sh)( all)?");
  std::smatch match;
  if (std::regex_match(command, match, script))
    return fs::exists(root / match[1].str()) ? "" : "there is no such script";
  if (!std::regex_match(command, match, ctest)) return "nobody can type it";
  const std::regex wanted(match[1].str());
  for (const auto& file : files)
    for (const auto& name : names_in(file))
      if (std::regex_search(name, wanted)) return "";
  return "it runs no test of the files beside it";
}

} // namespace

TEST_CASE("each of the promises has its test, its figure, and a command that can be typed", "[taste]") {
  for (const auto* page : {"docs/reliability.md", "docs/zh/reliability.md"}) {
    const auto all = promises_of(root / page);
    REQUIRE(all.size() == promises);
    for (std::size_t at = 0; at < all.size(); ++at) {
      const auto& promise = all[at];
      CAPTURE(page, promise.number);
      CHECK(promise.number == std::to_string(at + 1));
      CHECK(promise.cells.size() == 6);
      for (const auto& cell : promise.cells) CHECK(cell.find_first_not_of(' ') != cell.npos);
      CHECK(!promise.files.empty());
      CHECK(!promise.commands.empty());
      for (const auto& file : promise.files) {
        CAPTURE(file);
        CHECK(fs::exists(root / file));
      }
      for (const auto& command : promise.commands) {
        CAPTURE(command);
        CHECK(wrong_with(command, promise.files) == "");
      }
    }
  }
}

TEST_CASE("the promises are the same in both languages, with the same commands and figures", "[taste]") {
  const auto english = promises_of(root / "docs/reliability.md");
  const auto chinese = promises_of(root / "docs/zh/reliability.md");
  REQUIRE(english.size() == chinese.size());
  const auto figures = [](const std::string& cell) {
    static const std::regex number("[0-9][0-9,.]*[0-9]|[0-9]");
    Strings found;
    for (std::sregex_iterator at(cell.begin(), cell.end(), number), end; at != end; ++at) found.push_back(at->str());
    std::sort(found.begin(), found.end());
    return found;
  };
  for (std::size_t at = 0; at < english.size(); ++at) {
    CAPTURE(english[at].number);
    CHECK(english[at].commands == chinese[at].commands);
    CHECK(english[at].files == chinese[at].files);
    CHECK(figures(english[at].cells.back()) == figures(chinese[at].cells.back()));
  }
}

} // namespace promises_test
