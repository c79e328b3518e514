// SPDX-License-Identifier: MIT
// docs/program.md and the parser know the same keys.
#include <fstream>
#include <regex>
#include <set>
#include <string>

#include "catch.hpp"
#include "formats/program_file.hpp"

namespace {

using Keys = std::set<std::string>;

constexpr auto stranger = "zzzzzzzzzzzz";

/// A program in which the table at `path` holds nothing but a key that nobody knows.
std::string program_with_stranger_in(std::string path) {
  const auto assignment = std::string(stranger) + " = 1";
  if (path.empty()) return assignment;
  auto table = "{ " + assignment + " }";
  for (auto dot = path.rfind('.'); dot != path.npos; dot = path.rfind('.')) {
    table = "{ " + path.substr(dot + 1) + " = " + table + " }";
    path.resize(dot);
  }
  const bool repeats = path == "tier" || path == "coupon";
  return path + " = " + (repeats ? "[" + table + "]" : table);
}

/// The keys that the parser names when it finds a stranger in the table; none where it expects no table.
Keys keys_in(const std::string& path) {
  Keys keys;
  static const std::regex word("[a-z_]+");
  for (const auto& problem : loyalty::formats::parse_program(program_with_stranger_in(path)).problems) {
    if (problem.what.find(stranger) == std::string::npos || problem.hint.rfind("known keys: ", 0) != 0) continue;
    const auto list = problem.hint.substr(problem.hint.find(':'));
    for (std::sregex_iterator at(list.begin(), list.end(), word), end; at != end; ++at) keys.insert(at->str());
  }
  return keys;
}

void collect(const std::string& path, Keys& paths) {
  for (const auto& key : keys_in(path)) {
    const auto full = path.empty() ? key : path + '.' + key;
    // `retain` is a condition as `when` is; the page says so once.
    if (!path.empty()) paths.insert(full);
    if (full != "tier.retain") collect(full, paths);
  }
}

/// The keys in the first column of the page's tables.
Keys keys_on_page() {
  std::ifstream page(LOYALTY_SOURCE_DIR "/docs/program.md");
  static const std::regex row(R"(^\| `([a-z_.]+)` \|.*)");
  Keys keys;
  std::smatch match;
  for (std::string line; std::getline(page, line);)
    if (std::regex_match(line, match, row)) keys.insert(match[1]);
  return keys;
}

}  // namespace

TEST_CASE("docs/program.md and the parser know the same keys") {
  Keys known;
  collect("", known);
  CHECK(known.count("points.earn.per") == 1);
  CHECK(known == keys_on_page());
  CHECK(keys_in("tier.retain") == keys_in("tier.when"));
}
