// SPDX-License-Identifier: MIT
// Who reads only Chinese is told Chinese, and who reads English English: in the golden sessions, line by line.
#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "source_tree.hpp"

namespace loyalty::messages::sessions_language_test {
namespace {

struct Output {
  std::string place; ///< "zh-mistakes.test:12"
  std::string line;
};

/// What the commands of a session print, on either stream.
std::vector<Output> outputs_of(const std::string& session) {
  const auto lines = source_tree::lines_of(source_tree::read(source_tree::root / "tests/cli" / session));
  std::vector<Output> outputs;
  for (std::size_t at = 0; at < lines.size(); ++at)
    if (!lines[at].empty() && std::string_view("#$>=").find(lines[at][0]) == std::string_view::npos)
      outputs.push_back({fmt::format("{}:{}", session, at + 1), lines[at]});
  return outputs;
}

/// Without what is quoted and what is to be typed.
std::string prose_of(const std::string& line) {
  static const std::regex quoted(R"re("[^"]*"|`[^`]*`|“[^”]*”)re");
  static const std::regex command(R"re((：|:|见|是不是|输入|^!?) *loyalty( [a-z-]+)+)re");
  return std::regex_replace(std::regex_replace(line, quoted, ""), command, "");
}

bool is_chinese(const std::string& text) {
  for (std::size_t at = 0; at + 2 < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool full_width = text.compare(at, 2, "\xE3\x80") == 0 || text.compare(at, 2, "\xEF\xBC") == 0;
    if ((byte >= 0xE4 && byte <= 0xE9) || full_width) return true;
  }
  return false;
}

} // namespace

TEST_CASE("sessions in Chinese say no sentence in English") {
  static const std::regex english("\\b[a-z]{2,},? [a-z]{2,},? [a-z]{2,}");
  // The formats are words to be typed.
  static const std::vector<std::string> exceptions{"table, csv, tsv, json, jsonl, md, html"};
  std::string found;
  for (const std::string session : {"zh-first-evening.test", "zh-mistakes.test"}) {
    const auto outputs = outputs_of(session);
    CHECK(outputs.size() > 100);
    for (const auto& [place, line] : outputs) {
      const auto stands = [&text = line](const auto& known) { return text.find(known) != std::string::npos; };
      if (std::ranges::none_of(exceptions, stands) && std::regex_search(prose_of(line), english))
        found += fmt::format("\n{}: {}", place, line);
    }
  }
  CHECK(found == "");
}

TEST_CASE("a session in English says nothing in Chinese but what was typed") {
  // Names, files, values and reasons of the session itself.
  static const std::regex typed(
      "账本|方案|没有/"
      "|没有$|导入|周琪|三十元|三十|很久|编号|金额|阿三|2月30日|五百|五|10折|8折|三|指纹|等级\\.csv|昨天|新人券");
  std::string found;
  const auto outputs = outputs_of("en-mistakes.test");
  CHECK(outputs.size() > 100);
  for (const auto& [place, line] : outputs)
    if (is_chinese(std::regex_replace(line, typed, ""))) found += fmt::format("\n{}: {}", place, line);
  CHECK(found == "");
}

} // namespace loyalty::messages::sessions_language_test
