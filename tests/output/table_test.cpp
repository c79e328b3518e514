// SPDX-License-Identifier: MIT
#include "output/table.hpp"

#include <algorithm>

#include "catch.hpp"

namespace loyalty::output::table_test {
namespace {

const std::vector<Column> columns = {{"name", "会员"},
                                     {"points", "", Column::Kind::number},
                                     {"spend", "Spend", Column::Kind::money},
                                     {"since", "", Column::Kind::day}};

std::string written(TableOptions options, const std::vector<std::string>& names = {"王小明", "Ann"}) {
  std::string bytes;
  const auto writer = TableWriter::make(columns, std::move(options), [&](std::string_view block) { bytes += block; });
  for (const auto& name : names) {
    writer->cell(name);
    writer->cell(std::int64_t{-1200});
    writer->cell(Money{-5});
    writer->cell(name == "Ann" ? never : Day::from_civil(2024, 2, 29));
    writer->end_row();
  }
  writer->finish();
  return bytes;
}

std::string one_cell(TableOptions options, std::string_view text) {
  std::string bytes;
  options.header = false;
  const auto writer =
      TableWriter::make({{"name"}}, std::move(options), [&](std::string_view block) { bytes += block; });
  writer->text(text);
  writer->end_row();
  writer->finish();
  return bytes;
}

TEST_CASE("a table is aligned by what is seen") {
  CHECK(written({.currency = cny}) ==
        "会员    points  Spend  since\n"
        "──────  ──────  ─────  ──────────\n"
        "王小明   -1200  -0.05  2024-02-29\n"
        "Ann      -1200  -0.05\n");
}

TEST_CASE("a table that does not fit cuts texts, then leaves columns out from the right, then cuts texts again") {
  const std::vector<std::string> names = {"Bartholomew 王小明先生"};
  CHECK(written({.currency = cny, .width = 49}, names) ==
        "会员                    points  Spend  since\n"
        "──────────────────────  ──────  ─────  ──────────\n"
        "Bartholomew 王小明先生   -1200  -0.05  2024-02-29\n");
  CHECK(written({.currency = cny, .width = 39}, names) ==
        "会员          points  Spend  since\n"
        "────────────  ──────  ─────  ──────────\n"
        "Bartholomew…   -1200  -0.05  2024-02-29\n");
  CHECK(written({.currency = cny, .width = 38}, names) ==
        "会员          points  Spend\n"
        "────────────  ──────  ─────\n"
        "Bartholomew…   -1200  -0.05\n");
  CHECK(written({.currency = cny, .width = 18}, names) ==
        "会员        points\n"
        "──────────  ──────\n"
        "Bartholom…   -1200\n");
  // Two columns stay, and six cells of a text, however narrow it is.
  CHECK(written({.currency = cny, .width = 5}, names) ==
        "会员    points\n"
        "──────  ──────\n"
        "Barth…   -1200\n");
}

TEST_CASE("a table that does not fit says how many columns it leaves out, those first that are missed least") {
  std::size_t left_out = 0;
  const auto count = [&](std::size_t how_many) { left_out += how_many; };
  CHECK(written({.currency = cny, .width = 32, .drop_first = {"points"}, .dropped = count}) ==
        "会员    Spend  since\n"
        "──────  ─────  ──────────\n"
        "王小明  -0.05  2024-02-29\n"
        "Ann     -0.05\n");
  CHECK(left_out == 1);
  written({.currency = cny, .width = 32, .dropped = count});
  CHECK(left_out == 2);
  written({.currency = cny, .width = 17, .dropped = count});
  CHECK(left_out == 4);
  written({.format = Format::md, .currency = cny, .width = 5, .dropped = count});
  written({.currency = cny, .width = 33, .dropped = count});
  CHECK(left_out == 4);
}

TEST_CASE("a table without rows says so") {
  CHECK(written({.currency = cny, .no_rows = "(none)"}, {}) == "(none)\n");
  CHECK(written({.format = Format::csv, .currency = cny, .no_rows = "(none)"}, {}) == "name,points,spend,since\n");
  CHECK(written({.format = Format::json, .currency = cny}, {}) == "{\"currency\":\"CNY\",\"rows\":[]}\n");
  CHECK(written({.format = Format::jsonl, .currency = cny}, {}).empty());
}

TEST_CASE("formats for programs") {
  CHECK(written({.format = Format::csv, .currency = cny}) ==
        "name,points,spend,since\n王小明,-1200,-0.05,2024-02-29\nAnn,-1200,-0.05,\n");
  CHECK(written({.format = Format::tsv, .currency = cny, .header = false}) ==
        "王小明\t-1200\t-0.05\t2024-02-29\nAnn\t-1200\t-0.05\t\n");
  CHECK(written({.format = Format::json, .currency = cny}) ==
        "{\"currency\":\"CNY\",\"rows\":[\n"
        "{\"name\":\"王小明\",\"points\":-1200,\"spend\":-0.05,\"since\":\"2024-02-29\"},\n"
        "{\"name\":\"Ann\",\"points\":-1200,\"spend\":-0.05,\"since\":null}\n]}\n");
  CHECK(written({.format = Format::jsonl, .currency = cny}, {"Ann"}) ==
        "{\"name\":\"Ann\",\"points\":-1200,\"spend\":-0.05,\"since\":null}\n");
}

TEST_CASE("formats for pages") {
  CHECK(written({.format = Format::md, .currency = cny}, {"a|b<c"}) ==
        "| 会员    | points | Spend | since      |\n"
        "| ------- | -----: | ----: | ---------- |\n"
        "| a\\|b\\<c |  -1200 | -0.05 | 2024-02-29 |\n");
  const auto page = written({.format = Format::html, .currency = cny}, {"<script>\"&'"});
  CHECK(page.find("<td>&lt;script&gt;&quot;&amp;&#39;</td><td class=\"n\">-1200</td>") != std::string::npos);
  CHECK(page.find("<script") == std::string::npos);
}

TEST_CASE("CSV quotes what needs quotes") {
  const TableOptions csv{.format = Format::csv, .currency = cny};
  CHECK(one_cell(csv, "a b") == "a b\n");
  CHECK(one_cell(csv, "a,b") == "\"a,b\"\n");
  CHECK(one_cell(csv, "a\"b") == "\"a\"\"b\"\n");
  CHECK(one_cell(csv, "a\nb") == "\"a\nb\"\n");
  CHECK(one_cell(csv, "a\rb") == "\"a\rb\"\n");
  CHECK(one_cell(csv, "=1+1") == "=1+1\n");
  CHECK(one_cell(csv, "") == "\"\"\n");
  CHECK(one_cell({.format = Format::tsv, .currency = cny}, "a\tb\nc\rd\\e") == "a\\tb\\nc\\rd\\\\e\n");
}

TEST_CASE("a cell for a spreadsheet never acts as a formula") {
  const TableOptions excel{.format = Format::csv, .currency = cny, .excel = true};
  const std::string mark = "\xEF\xBB\xBF";
  for (const std::string text : {"=1+1", "+86 138", "-x", "@cmd", "＝1", "＋1", "－1", "＠x", "-", "-1.", "+5"}) {
    CHECK(one_cell(excel, text) == mark + "'" + text + "\r\n");
  }
  CHECK(one_cell(excel, "\tx") == mark + "'\tx\r\n");
  CHECK(one_cell(excel, "\rx") == mark + "\"'\rx\"\r\n");
  CHECK(one_cell(excel, "=a,b") == mark + "\"'=a,b\"\r\n");
  for (const std::string text : {"-12.50", "-3", "a=b", "王"}) CHECK(one_cell(excel, text) == mark + text + "\r\n");
  CHECK(written({.format = Format::csv, .currency = cny, .excel = true, .header = false}, {"Ann"}) ==
        mark + "Ann,-1200,-0.05,\r\n");
}

TEST_CASE("JSON escapes strictly") {
  const TableOptions jsonl{.format = Format::jsonl, .currency = cny};
  CHECK(one_cell(jsonl, "a\"\\\n\t\x01\x7F") == "{\"name\":\"a\\\"\\\\\\n\\t\\u0001\\u007f\"}\n");
  CHECK(one_cell(jsonl, "\xC2\x9B\xE2\x80\xA8") == "{\"name\":\"\\u009b\\u2028\"}\n");
  CHECK(one_cell(jsonl, "a\xFF") == "{\"name\":\"a\xEF\xBF\xBD\"}\n");
  CHECK(one_cell(jsonl, "") == "{\"name\":null}\n");
}

TEST_CASE("empty cells and numbers already written out") {
  std::string bytes;
  const auto writer = TableWriter::make({{"a"}, {"b"}, {"c"}}, {.format = Format::json, .currency = cny},
                                        [&](std::string_view block) { bytes += block; });
  writer->cell(std::optional<Money>());
  writer->decimal("0.3417");
  writer->cell(std::optional<Day>(Day{0}));
  writer->end_row();
  writer->finish();
  CHECK(bytes == "{\"currency\":\"CNY\",\"rows\":[\n{\"a\":null,\"b\":0.3417,\"c\":\"1970-01-01\"}\n]}\n");
}

TEST_CASE("large tables reach the sink in order") {
  std::size_t rows = 0;
  std::size_t blocks = 0;
  const auto writer = TableWriter::make(columns, {.format = Format::csv, .currency = cny}, [&](std::string_view block) {
    ++blocks;
    rows += static_cast<std::size_t>(std::ranges::count(block, '\n'));
  });
  for (int i = 0; i < 20'000; ++i) {
    writer->cell(std::string_view("member"));
    writer->cell(std::int64_t{i});
    writer->cell(Money{i});
    writer->cell(Day{i});
    writer->end_row();
  }
  writer->finish();
  CHECK(rows == 20'001);
  CHECK(blocks > 5);
}

TEST_CASE("formats are known by name and suffix") {
  CHECK(parse_format("jsonl") == Format::jsonl);
  CHECK_FALSE(parse_format("xml"));
  CHECK(to_string(Format::md) == "md");
  CHECK(format_for_suffix("a/b.csv") == Format::csv);
  CHECK(format_for_suffix("b.TSV") == Format::tsv);
  CHECK(format_for_suffix("b.txt") == Format::table);
  CHECK(format_for_suffix("b.html") == Format::html);
  CHECK(format_for_suffix("b.xlsx") == Format::xlsx);
  CHECK_FALSE(format_for_suffix("b.xls"));
  CHECK_FALSE(format_for_suffix("dir.csv/b"));
  CHECK_FALSE(format_for_suffix(".csv"));
}

} // namespace
} // namespace loyalty::output::table_test
