// SPDX-License-Identifier: MIT
// docs/program.md, docs/zh/program.md and the parser know the same keys.
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "catch.hpp"
#include "program/program_file.hpp"

namespace keys_test {

namespace {

using Keys = std::set<std::string>;

constexpr auto stranger = "zzzzzzzzzzzz";

/// In every language.
constexpr auto pages = {LOYALTY_SOURCE_DIR "/docs/program.md", LOYALTY_SOURCE_DIR "/docs/zh/program.md"};

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
    const auto hint = problem.hint.english();
    if (problem.what.english().find(stranger) == std::string::npos || !hint.starts_with("known keys: ")) continue;
    const auto list = hint.substr(hint.find(':'));
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

/// Conditions, rewards, lines, effects and limits stand in many places; the page tells their keys once.
bool is_told_elsewhere(const std::string& path) {
  for (const auto* told :
       {"tier.when", "joining", "campaign.lines", "campaign.ladder", "campaign.pieces", "coupon.per_member"})
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

Keys matches_on_page(const char* name, const char* pattern) {
  std::ifstream page(name);
  const std::regex row(pattern);
  Keys keys;
  std::smatch match;
  for (std::string line; std::getline(page, line);)
    if (std::regex_match(line, match, row)) keys.insert(match[1]);
  return keys;
}

/// A key with the example beside it.
struct Example {
  std::string line;
  std::string table;
  std::string key;
  std::string text;

  bool operator==(const Example& other) const { return table == other.table && key == other.key && text == other.text; }
};

std::vector<Example> examples_on_page(const char* name) {
  std::ifstream page(name);
  static const std::regex row(R"(^\| `([a-z_.]+)\.([a-z_]+)` \|.*\| `([^`]*)` \|$)");
  std::vector<Example> examples;
  std::smatch match;
  for (std::string line; std::getline(page, line);)
    if (std::regex_match(line, match, row)) examples.push_back({line, match[1], match[2], match[3]});
  return examples;
}

} // namespace

TEST_CASE("the pages of the program file and the parser know the same keys") {
  Keys known;
  collect("", known);
  for (const auto* key : {"points.earn.per", "tier.when.activities", "membership.fees.who", "coupon.issue.days_before",
                          "wallet.bonus.pay", "reward.day", "referral.milestones.invited"})
    CHECK(known.count(key) == 1);
  for (const auto* page : pages) {
    CAPTURE(page);
    CHECK(known == matches_on_page(page, R"(^\| `([a-z_.]+)` \|.*)"));
  }
}

TEST_CASE("each key on docs/program.md has an example that the parser takes") {
  const auto* page = *pages.begin();
  const auto examples = examples_on_page(page);
  for (const auto& [line, table, key, text] : examples) {
    CAPTURE(line);
    keys_in(table);
    for (const auto& problem : loyalty::program::parse_program(program_with(text, table)).problems) {
      // What stands beside the example is missing here, and so is the rest of the program.
      const auto what = problem.what.english();
      CAPTURE(what);
      for (const auto* refusal : {" cannot be ", "unknown key ", "this is not TOML"})
        CHECK(what.find(refusal) == std::string::npos);
    }
    CHECK(text.find(key) != std::string::npos);
  }
  CHECK(examples.size() == matches_on_page(page, R"(^\| `([a-z_.]+)` \|.*)").size());
}

TEST_CASE("the pages of the program file have the same examples in the same order") {
  for (const auto* page : pages) {
    CAPTURE(page);
    CHECK((examples_on_page(page) == examples_on_page(*pages.begin())));
  }
}

TEST_CASE("the pages of the program file have a heading for each section") {
  for (const auto* page : pages) {
    CAPTURE(page);
    CHECK(keys_in("") == matches_on_page(page, R"(^## `\[\[?([a-z_]+)\]\]?`.*)"));
  }
}

TEST_CASE("conditions, rewards and limits are read alike wherever they stand") {
  for (const auto* condition :
       {"tier.retain", "tier.when.any", "tier.when.all", "tier.when.none", "points.transfer.who", "campaign.who",
        "coupon.audience", "coupon.stacks_for", "membership.fees.who", "gift.who", "reward.who", "segment.when",
        "group.when", "draw.when", "draw.chances.who"}) {
    CAPTURE(condition);
    CHECK(keys_in(condition) == keys_in("tier.when"));
  }
  for (const auto* lines : {"points.earn.lines", "growth.earn.lines", "coupon.lines", "campaign.pieces.get_from",
                            "prices.floors.lines", "reward.lines"}) {
    CAPTURE(lines);
    CHECK(keys_in(lines) == keys_in("campaign.lines"));
  }
  for (const auto* reward : {"tier.pack", "tier.referral", "referral.inviter", "referral.invited"}) {
    CAPTURE(reward);
    CHECK(keys_in(reward) == keys_in("joining"));
  }
  for (const auto* limit : {"activity.limit", "gift.per_member", "reward.limit", "campaign.limit", "contact.most"}) {
    CAPTURE(limit);
    CHECK(keys_in(limit) == keys_in("coupon.per_member"));
  }
}

} // namespace keys_test
