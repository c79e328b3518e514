// SPDX-License-Identifier: MIT
// docs/program.md and the parser know the same keys.
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "catch.hpp"
#include "program/program_file.hpp"

namespace keys_test {

namespace {

using Keys = std::set<std::string>;

constexpr auto stranger = "zzzzzzzzzzzz";

/// The tables that stand in a list, as far as they were met.
std::map<std::string, bool>& lists() {
  static std::map<std::string, bool> met;
  return met;
}

/// A program in which the table at `path` holds nothing but the line.
std::string program_with(const std::string& line, std::string path) {
  auto value = "{ " + line + " }";
  while (true) {
    if (lists()[path]) value = "[" + value + "]";
    const auto dot = path.rfind('.');
    if (dot == path.npos) return path + " = " + value;
    value = "{ " + path.substr(dot + 1) + " = " + value + " }";
    path.resize(dot);
  }
}

/// The keys that the parser names when it finds a stranger; none where it expects no table.
Keys named_in(const std::string& program) {
  Keys keys;
  static const std::regex word("[a-z_]+");
  for (const auto& problem : loyalty::program::parse_program(program).problems) {
    if (problem.what.find(stranger) == std::string::npos || problem.hint.rfind("known keys: ", 0) != 0) continue;
    const auto list = problem.hint.substr(problem.hint.find(':'));
    for (std::sregex_iterator at(list.begin(), list.end(), word), end; at != end; ++at) keys.insert(at->str());
  }
  return keys;
}

/// The keys of the table, or of each table in the list.
Keys keys_in(const std::string& path) {
  const auto line = std::string(stranger) + " = 1";
  if (path.empty()) return named_in(line);
  if (const auto dot = path.rfind('.'); dot != path.npos && lists().count(path.substr(0, dot)) == 0)
    keys_in(path.substr(0, dot));
  Keys keys;
  for (const bool list : {true, false}) {
    lists()[path] = list;
    keys = named_in(program_with(line, path));
    if (!keys.empty()) break;
  }
  return keys;
}

/// Conditions and rewards stand in many places; the page tells their keys once.
bool is_told_elsewhere(const std::string& path) {
  for (const auto* told : {"tier.when", "joining"})
    if (path != told && keys_in(path) == keys_in(told)) return true;
  return false;
}

void collect(const std::string& path, Keys& paths) {
  for (const auto& key : keys_in(path)) {
    const auto full = path.empty() ? key : path + '.' + key;
    if (!path.empty()) paths.insert(full);
    if (!is_told_elsewhere(full)) collect(full, paths);
  }
}

Keys matches_on_page(const char* pattern) {
  std::ifstream page(LOYALTY_SOURCE_DIR "/docs/program.md");
  const std::regex row(pattern);
  Keys keys;
  std::smatch match;
  for (std::string line; std::getline(page, line);)
    if (std::regex_match(line, match, row)) keys.insert(match[1]);
  return keys;
}

} // namespace

TEST_CASE("docs/program.md and the parser know the same keys") {
  Keys known;
  collect("", known);
  for (const auto* key : {"points.earn.per", "tier.when.activities", "membership.fees.who", "coupon.issue.days_before",
                          "wallet.bonus.pay", "referral.milestones.invited"})
    CHECK(known.count(key) == 1);
  CHECK(known == matches_on_page(R"(^\| `([a-z_.]+)` \|.*)"));
}

TEST_CASE("each key on docs/program.md has an example that the parser takes") {
  std::ifstream page(LOYALTY_SOURCE_DIR "/docs/program.md");
  static const std::regex row(R"(^\| `([a-z_.]+)\.([a-z_]+)` \|.*\| `([^`]*)` \|$)");
  std::size_t examples = 0;
  std::smatch match;
  for (std::string line; std::getline(page, line);) {
    if (!std::regex_match(line, match, row)) continue;
    ++examples;
    CAPTURE(line);
    keys_in(match[1]);
    for (const auto& problem : loyalty::program::parse_program(program_with(match[3], match[1])).problems) {
      // What stands beside the example is missing here, and so is the rest of the program.
      CAPTURE(problem.what);
      for (const auto* refusal : {" cannot be ", "unknown key ", "this is not TOML"})
        CHECK(problem.what.find(refusal) == std::string::npos);
    }
    CHECK(match[3].str().find(match[2].str()) != std::string::npos);
  }
  CHECK(examples == matches_on_page(R"(^\| `([a-z_.]+)` \|.*)").size());
}

TEST_CASE("docs/program.md has a heading for each section") {
  CHECK(keys_in("") == matches_on_page(R"(^## `\[\[?([a-z_]+)\]\]?`.*)"));
}

TEST_CASE("conditions and rewards are read alike wherever they stand") {
  for (const auto* condition :
       {"tier.retain", "tier.when.any", "tier.when.all", "tier.when.none", "campaign.who", "coupon.audience",
        "coupon.stacks_for", "membership.fees.who", "gift.who", "segment.when", "group.when", "draw.when"}) {
    CAPTURE(condition);
    CHECK(keys_in(condition) == keys_in("tier.when"));
  }
  for (const auto* reward : {"tier.pack", "tier.referral", "referral.inviter", "referral.invited"}) {
    CAPTURE(reward);
    CHECK(keys_in(reward) == keys_in("joining"));
  }
}

} // namespace keys_test
