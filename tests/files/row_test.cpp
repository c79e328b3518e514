// SPDX-License-Identifier: MIT
#include "files/row.hpp"

#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "files/open_rows.hpp"
#include "files/rejects_file.hpp"
#include "files/text_file.hpp"

namespace loyalty::files::row_test {
namespace {

using Texts = std::vector<std::string>;

Texts texts(const Cells& cells) {
  Texts result;
  for (std::size_t i = 0; i < cells.size(); ++i) result.emplace_back(cells[i]);
  return result;
}

Cells cells(const Texts& texts) {
  Cells result;
  for (const auto& text : texts) result.add(text);
  return result;
}

TEST_CASE("a cell is found by line and character, whatever stands before it") {
  struct Case {
    std::string rows; // after a row of one line
    std::vector<std::string> places;
  };
  const auto [rows, places] = GENERATE(values<Case>({
      {"a,b,c", {"2:1", "2:3", "2:5"}},
      {"会员,😀,", {"2:1", "2:4", "2:6"}},
      {"\"a\n会\",\"b\",c", {"2:1", "3:4", "3:8"}},
      {"\"a\r\nb\",\"\r\",c", {"2:1", "3:4", "4:3"}},
      {"\"say \"\"hi\"\", all\",b", {"2:1", "2:19"}},
      {"=\"0012\",\"\",b", {"2:1", "2:9", "2:12"}},
      {"\n\na,b", {"4:1", "4:3"}},
      {"a", {"2:1"}},
  }));
  CAPTURE(rows);
  const TextFile file("k\n" + rows + "\nlast\n");
  const auto source = open_rows(file.path());
  Row row;
  REQUIRE(source->next(row));
  REQUIRE(source->next(row));
  REQUIRE(row.cells.size() == places.size());
  for (std::size_t cell = 0; cell < places.size(); ++cell)
    CHECK(place_text("f", source->place_of(row.origin, cell)) == "f:" + places[cell]);
}

TEST_CASE("a cell that the row does not have is looked for at its end") {
  const TextFile file("a,b\n");
  const auto source = open_rows(file.path());
  Row row;
  REQUIRE(source->next(row));
  CHECK(source->place_of(row.origin, 7) == Place{1, 4});
}

TEST_CASE("cells can be told again as long as the window is kept") {
  std::string content;
  constexpr int count = 2'000;
  for (int i = 0; i < count; ++i)
    content += (i % 3 == 0 ? "\"say \"\"" : "\"") + std::to_string(i) + (i % 3 == 0 ? "\"\"\"," : "\",") + "\"\",x\n";
  const TextFile file(content);
  const auto source = open_rows(file.path());
  std::string text;
  std::deque<std::string> aside;
  REQUIRE(source->open_window(text, aside));
  std::vector<RowOrigin> origins;
  std::vector<Cells> given;
  for (Row row; source->next_in_window(row); given.push_back(kept_cells(row))) origins.push_back(row.origin);
  source->close_window();
  const auto moved = std::move(text);
  const auto moved_aside = std::move(aside);
  REQUIRE(given.size() == count);
  CHECK(texts(given[3]) == Texts{"say \"3\"", "", "x"});
  bool same = true;
  for (std::size_t i = 0; i < origins.size(); ++i) same = same && source->cells_of(origins[i]) == given[i];
  CHECK(same);
}

/// Cells of all that could trouble a file of rows.
class RandomCells {
 public:
  explicit RandomCells(unsigned seed) : chance_(seed) {}

  Texts row(std::size_t size) {
    Texts result(size);
    for (auto& text : result)
      for (auto left = below(6); left > 0; --left) text += pieces_.at(below(pieces_.size()));
    return result;
  }
  std::size_t below(std::size_t limit) { return chance_() % limit; }

 private:
  std::mt19937 chance_;
  Texts pieces_{"a", ",", "\"", "\n", "\r", " ", "=", "\t", ";", "'", "会", "\xEF\xBB\xBF", "0012", "reject_reason"};
};

std::string rejects_of(const Cells& header, const std::vector<RejectedRow>& rows) {
  std::string written;
  RejectsWriter writer(header, [&](std::string_view bytes) { written += bytes; });
  for (const auto& row : rows) writer.write(row, row.reason.english());
  return written;
}

std::vector<Cells> read(const std::string& content) {
  const TextFile file(content);
  const auto source = open_rows(file.path());
  std::vector<Cells> rows;
  for (Row row; source->next(row);) {
    rows.push_back(kept_cells(row));
    CHECK(source->cells_of(row.origin) == rows.back());
  }
  return rows;
}

TEST_CASE("rejects are written from cells, and reading them gives the same cells") {
  const auto seed = GENERATE(range(1U, 301U));
  CAPTURE(seed);
  RandomCells random(seed);
  const auto columns = 1 + random.below(5);
  auto header = random.row(columns);
  header.back() += "x"; // no rejects file yet
  std::vector<RejectedRow> rows;
  for (auto left = random.below(8); left > 0; --left) {
    const auto size = random.below(5) == 0 ? 1 + random.below(7) : columns;
    rows.push_back({.place = {},
                    .column_name = {},
                    .value = {},
                    .reason = Message::name(random.row(1).front()),
                    .hint = {},
                    .cells = cells(random.row(size))});
  }
  const auto written = rejects_of(cells(header), rows);
  const auto again = read(written);
  REQUIRE(again.size() == rows.size() + 1);
  header.emplace_back(reject_reason);
  CHECK(texts(again.front()) == header);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto expected = texts(rows[i].cells);
    expected.push_back(rows[i].reason.english());
    CHECK(texts(again[i + 1]) == expected);
    rows[i].cells = again[i + 1];
  }
  // Rows as long as the header get their reasons anew.
  std::erase_if(rows, [&](const RejectedRow& row) { return row.cells.size() != columns + 1; });
  const auto told_again = read(rejects_of(again.front(), rows));
  for (std::size_t i = 0; i < rows.size(); ++i) CHECK(told_again[i + 1] == rows[i].cells);
}

} // namespace
} // namespace loyalty::files::row_test
