// SPDX-License-Identifier: MIT
#include "files/sources/csv.hpp"

#include "catch.hpp"
#include "files/text_file.hpp"
#include "loyalty/error.hpp"

namespace loyalty::files::csv_test {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view content) {
  const TextFile file(content);
  const auto reader = open_rows(file.path());
  Row row;
  Rows rows;
  while (reader->next(row)) rows.emplace_back(row.cells.begin(), row.cells.end());
  return rows;
}

struct Refusal {
  std::string place; // what follows the file's name
  std::string hint;
};

Refusal refusal_of(const std::string& content) {
  const TextFile file(content);
  try {
    const auto reader = open_rows(file.path());
    Row row;
    while (reader->next(row)) continue;
  } catch (const Error& error) {
    CHECK(error.failure == Failure::refused);
    const auto what = place_and_what(error);
    REQUIRE(what.starts_with(file.path()));
    return {what.substr(file.path().size()), error.hint.english()};
  }
  return {};
}

TEST_CASE("rows are read as RFC 4180 writes them") {
  struct Case {
    std::string_view content;
    Rows rows;
  };
  const std::vector<Case> cases = {
      {"", {}},
      {"a,b\n1,2\n", {{"a", "b"}, {"1", "2"}}},
      {"a,b\n1,2", {{"a", "b"}, {"1", "2"}}},
      {"a,b\r\n1,2\r\n", {{"a", "b"}, {"1", "2"}}},
      {"a,b\r1,2\r", {{"a", "b"}, {"1", "2"}}},
      {"\xEF\xBB\xBF"
       "a,b\n",
       {{"a", "b"}}},
      {"\xEF\xBB\xBF", {}},
      {"a,,\n,\n", {{"a", "", ""}, {"", ""}}},
      {"\n\na\n\r\n\nb\n\n", {{"a"}, {"b"}}},
      {" a , b \n", {{" a ", " b "}}},
      {"\"a\",\"b,c\"\n", {{"a", "b,c"}}},
      {"\"\",x,\"\"\n", {{"", "x", ""}}},
      {"\"\"", {{""}}},
      {"\"say \"\"hi\"\"\",2\n", {{"say \"hi\"", "2"}}},
      {"\"\"\"\"\n", {{"\""}}},
      {"\"a\nb\r\nc\",2\nd,e\n", {{"a\nb\r\nc", "2"}, {"d", "e"}}},
      {"会员,😀\n", {{"会员", "😀"}}},
  };
  for (const auto& [content, rows] : cases) {
    CAPTURE(content);
    CHECK(rows_of(content) == rows);
  }
}

TEST_CASE("a broken file is refused at its line and column") {
  struct Case {
    std::string content;
    std::string place;
  };
  const std::vector<Case> cases = {
      {"a,b\n1,x\"y\n", ":2:4: a quote inside a field without quotes"},
      {"a,b\n会员,x\"\n", ":2:5: a quote inside"},
      {"a,b\n1,x=\"2\"\n", ":2:5: a quote inside"},
      {"a,b\n1,=\"2\n", ":2:4: a quote inside"},
      {"a,b\n1,=\"2", ":2:4: a quote inside"},
      {"a,b\n1,=\"2,3\"\n", ":2:4: a quote inside"},
      {"a,b\n1,=\"2\"\"3\"\n", ":2:7: a quote inside"},
      {"a,b\n\"1\"x,2\n", ":2:4: text after a closing quote"},
      {"a,b\n\"1\" ,2\n", ":2:4: text after a closing quote"},
      {"a,b\n1,\"2\n3\n", ":2:3: a quote that is never closed"},
      {"a,b\n\"1\n2\",\"3\n", ":3:4: a quote that is never closed"},
      {"a,b\n1,\"2\"\"\n", ":2:3: a quote that is never closed"},
      {"\xEF\xBB\xBF"
       "a,b\n1,\xFF\n",
       ":2:3: not UTF-8 at byte 9 of the file"},
      {"\xEF\xBB\xBF"
       "a,b\n1,\xE4\xBC",
       ":2:3: not UTF-8 at byte 9 of the file"},
      {"a,b\n1,\xC0\x20\n", ":2:3: not UTF-8"},
      {"会,b\n1,\xED\xA0\x80\n", ":2:3: not UTF-8"},
      {"a,b\n" + std::string(CsvReader::longest_row + 1, 'x') + "\n", ":2:1: the row is longer than 1 MiB"},
      {"a,b\n" + std::string(CsvReader::longest_row * 3, 'x'), ":2:1: the row is longer than 1 MiB"},
  };
  for (const auto& [content, place] : cases) {
    CAPTURE(content.substr(0, 40));
    CHECK(refusal_of(content).place.substr(0, place.size()) == place);
  }
  std::string with_nul = std::string(600, 'a') + ",b\n1,?2\n";
  with_nul[with_nul.find('?')] = '\0';
  CHECK(refusal_of(with_nul).place == ":2:3: a NUL character");
}

TEST_CASE("a file of another kind is refused with the way out") {
  using namespace std::string_literals;
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"\xD0\xCF\x11\xE0 and more", "old Excel workbook"},
      {"<html><body>", "web page"},
      {" \n<TABLE border=1>", "web page"},
      {"<!DOCTYPE html>", "web page"},
      {"a,b\0c\n"s, "binary file"},
  };
  for (const auto& [content, kind] : cases) {
    CAPTURE(kind);
    const auto refusal = refusal_of(content);
    CHECK(refusal.place.find(kind) != std::string::npos);
    CHECK(refusal.hint.find("CSV UTF-8") != std::string::npos);
  }
}

TEST_CASE("a file that is not there is refused") {
  CHECK_THROWS_AS(open_rows("/nowhere/orders.csv"), Error);
  CHECK_THROWS_AS(open_rows("/"), Error);
}

TEST_CASE("rows that straddle the blocks of a file come whole, and the observer sees every byte") {
  std::string content = "\xEF\xBB\xBF";
  constexpr int count = 60'000;
  for (int i = 0; i < count; ++i) {
    content +=
        std::to_string(i) + ",\"文 \"\"q\"\" \n" + std::string(static_cast<std::size_t>(i % 37), 'x') + "\",end\r\n";
  }
  const TextFile file(content);
  std::string seen;
  const auto reader = open_rows(file.path(), [&](std::string_view block) { seen += block; });
  Row row;
  int rows = 0;
  bool right = true;
  for (; reader->next(row); ++rows) {
    const auto text = "文 \"q\" \n" + std::string(static_cast<std::size_t>(rows % 37), 'x');
    right = right && row.origin.line == static_cast<std::size_t>(rows) * 2 + 1 && row.cells.size() == 3 &&
            row.cells[0] == std::to_string(rows) && row.cells[1] == text && row.cells[2] == "end";
  }
  CHECK(right);
  CHECK(rows == count);
  CHECK(seen == content);
}

} // namespace
} // namespace loyalty::files::csv_test
