// SPDX-License-Identifier: MIT
//
// Files that were changed by chance: each is read whole or refused in words, and nothing else happens. The same files
// come every time; LOYALTY_FUZZ_SECONDS says for how long (45), LOYALTY_FUZZ_SEED which (1).

#include <chrono>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "files/reading.hpp"
#include "files/workbook.hpp"

namespace loyalty::files::fuzz_test {
namespace {

unsigned from_environment(const char* name, unsigned otherwise) {
  const auto* said = std::getenv(name);
  return said == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(said, nullptr, 10));
}

/// Spoils texts.
class Spoiler {
 public:
  explicit Spoiler(unsigned seed) : chance_(seed) {}

  std::size_t below(std::size_t limit) { return chance_() % limit; }

  /// A few changes, of which most leave the rest whole.
  std::string spoiled(std::string text, const std::vector<std::string>& pieces) {
    for (auto left = 1 + below(4); left > 0; --left) {
      const auto at = below(text.size() + 1);
      const auto size = below(std::min<std::size_t>(text.size() - at, 20) + 1);
      switch (below(6)) {
        case 0: text.replace(at, size, pieces[below(pieces.size())]); break;
        case 1: text.insert(at, pieces[below(pieces.size())]); break;
        case 2: text.erase(at, size); break;
        case 3: text.insert(at, text.substr(below(text.size() + 1), 40)); break;
        case 4: text.resize(at); break;
        default:
          if (at < text.size()) text[at] = static_cast<char>(below(256));
      }
    }
    return text;
  }

 private:
  std::mt19937 chance_;
};

const std::vector<std::string> text_pieces{"\"",
                                           "\"\"",
                                           ",",
                                           ";",
                                           "\t",
                                           "\r",
                                           "\n",
                                           "\r\n",
                                           "=\"",
                                           "\xEF\xBB\xBF",
                                           "\xB6\xA9",
                                           "\x81\x30\x81\x30",
                                           "会",
                                           "\xFF\xFE",
                                           std::string(1, '\0'),
                                           "0012",
                                           "=",
                                           "`",
                                           std::string(5000, 'x'),
                                           std::string(300, ',')};
const std::vector<std::string> xml_pieces{"<c r='XFD1'>",
                                          "<c t='s'><v>2</v></c>",
                                          "</c>",
                                          "<row r='1048576'>",
                                          "<row/>",
                                          "</row>",
                                          "<v>",
                                          "</v>",
                                          "<is><t>a</t></is>",
                                          "<rPh>",
                                          "<t>",
                                          "</t>",
                                          "<x:c>",
                                          "&lt;",
                                          "&#0;",
                                          "&#x10FFFF;",
                                          "<![CDATA[",
                                          "]]>",
                                          "_x0000_",
                                          "_xD83D_",
                                          "<!DOCTYPE a>",
                                          "<!--",
                                          "-->",
                                          "1e308",
                                          "-1",
                                          "99999999999999999999",
                                          "t='inlineStr'",
                                          "s='1'",
                                          " r='A0'",
                                          "../../../",
                                          "xml:space='preserve'"};

const std::string csv = "order_id,member,note\n\"1\",会员,\"a \"\"b\"\"\r\nc\"\n=\"0002\",m2,x\n3;4;5,m3,\n";
const std::string gbk = "\xB6\xA9\xB5\xA5;b;c\n1;\xBB\xE1\xD4\xB1;\"\xA6\xC1\n\"\n2;x;y\n";

std::string wide(std::string_view ascii) {
  std::string bytes = "\xFF\xFE";
  for (const auto letter : ascii) bytes += {letter, '\0'};
  return bytes;
}

TestWorkbook book() {
  return {
      .sheets =
          {{"订单",
            "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' s='1'><v>46152.5</v></c></row>"
            "<row r='3'><c r='A3' t='inlineStr'><is><t>in</t></is></c><c r='C3'><v>19.899999999999999</v></c></row>"},
           {"二", "<row><c t='b'><v>1</v></c><c t='str'><v>_x000D_</v></c></row>"}},
      .strings = "<si><t>a</t></si><si><r><t>b</t></r><rPh><t>c</t></rPh></si>",
      .formats = "<numFmt numFmtId='170' formatCode='yyyy'/>",
      .styles = "<xf numFmtId='0'/><xf numFmtId='170'/>",
      .properties = "<workbookPr date1904='0'/>"};
}

std::string text_file(Spoiler& spoiler) {
  const std::vector<std::string> texts{csv, gbk, wide("a,b\n1,2\n"), "a\tb\n1\t5\" x\n"};
  return spoiler.spoiled(texts[spoiler.below(texts.size())], text_pieces);
}

std::string workbook_file(Spoiler& spoiler) {
  auto parts = book().parts();
  auto& part = parts[spoiler.below(parts.size())];
  const bool name = spoiler.below(20) == 0;
  (name ? part.name : part.content) = spoiler.spoiled(name ? part.name : part.content, xml_pieces);
  for (auto& each : parts) each.deflated = spoiler.below(3) == 0;
  return zip_of(parts);
}

std::string packed_file(Spoiler& spoiler) {
  const std::vector<std::string> files{gzip_of(csv), zip_of({{"a.csv", csv, true}}), book().bytes(),
                                       gzip_of(book().bytes()), zip_of({{"a.xlsx", book().bytes(), true}})};
  return spoiler.spoiled(files[spoiler.below(files.size())], text_pieces);
}

/// Reads all of a file; false where it is refused.
bool is_read(const std::string& bytes, Spoiler& spoiler) {
  Dialect dialect;
  if (spoiler.below(8) == 0) dialect.encoding = static_cast<Encoding>(spoiler.below(4));
  if (spoiler.below(8) == 0) dialect.separator = ";,|"[spoiler.below(3)];
  dialect.quoted = spoiler.below(8) != 0;
  if (spoiler.below(8) == 0) dialect.strip = '`';
  const TextFile file(bytes);
  try {
    const auto source = open_rows(file.path(), {}, {}, dialect);
    std::size_t rows = 0;
    for (Row row; source->next(row); ++rows) {
      if (rows == 1 && spoiler.below(4) == 0) source->read_unquoted();
      const auto cells = source->cells_of(row.origin);
      bool same = cells.size() == row.cells.size();
      for (std::size_t i = 0; same && i < row.cells.size(); ++i) same = cells[i] == row.cells[i];
      CAPTURE(place_text("", source->place_of(row.origin)), row.origin.written,
              Texts(row.cells.begin(), row.cells.end()));
      if (!same) FAIL("a row is told otherwise again");
      source->place_of(row.origin, row.cells.size());
    }
    return true;
  } catch (const Error& error) {
    if (error.failure != Failure::refused || std::string(error.what()).empty()) FAIL("refused without words");
    return false;
  }
}

TEST_CASE("a file spoiled by chance is read whole or refused in words") {
  using Clock = std::chrono::steady_clock;
  const auto seconds = from_environment("LOYALTY_FUZZ_SECONDS", 45);
  const auto end = Clock::now() + std::chrono::seconds(seconds);
  const auto first = from_environment("LOYALTY_FUZZ_SEED", 1);
  constexpr unsigned most = 30'000; // so that a quick machine tries no more than CI needs
  std::size_t read = 0;
  std::size_t refused = 0;
  for (auto seed = first; Clock::now() < end && (seconds > 45 || seed - first < most); ++seed) {
    INFO("seed " << seed);
    Spoiler spoiler(seed);
    const auto kind = spoiler.below(4);
    const auto bytes = kind == 0 ? packed_file(spoiler) : kind == 1 ? text_file(spoiler) : workbook_file(spoiler);
    ++(is_read(bytes, spoiler) ? read : refused);
  }
  // Changes are small enough that both happen.
  CHECK(read > 0);
  CHECK(refused > 0);
}

} // namespace
} // namespace loyalty::files::fuzz_test
