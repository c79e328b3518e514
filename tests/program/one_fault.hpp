// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "catch.hpp"
#include "program/program_file.hpp"

/// Programs that break exactly one thing.
namespace loyalty::program::one_fault {

using namespace loyalty::program;

inline constexpr std::string_view head = "[program]\nname = \"店\"\n"; // rows begin on line 3

struct Row {
  std::string_view text;
  std::size_t line;
  std::size_t column;
  std::string_view what;
  std::string_view hint;
};

template <std::size_t N>
inline void check_rows(const Row (&rows)[N], Problem::Severity severity = Problem::Severity::error) {
  for (const auto& row : rows) {
    const auto file = parse_program(std::string(head) + std::string(row.text));
    CAPTURE(row.text);
    for (const auto& problem : file.problems) UNSCOPED_INFO(problem.what.english());
    REQUIRE(file.problems.size() == 1);
    const auto& problem = file.problems[0];
    CHECK((problem.severity == severity));
    CHECK(problem.line == row.line);
    CHECK(problem.column == row.column);
    CHECK(problem.what.english() == row.what);
    CHECK(problem.hint.english() == row.hint);
  }
}

#define ITEM(kind) "[[" kind "]]\nid='x'\nname='x'\n"
#define COUPON ITEM("coupon") "off='5.00'\n"
#define CAMPAIGN ITEM("campaign")
#define PLAN ITEM("membership") "fee='9.00'\nterm='1 year'\n"
#define REWARD ITEM("reward")
#define TIER ITEM("tier") "when={orders=1}\n"

} // namespace loyalty::program::one_fault
