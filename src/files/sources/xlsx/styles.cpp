// SPDX-License-Identifier: MIT
#include "files/sources/xlsx/styles.hpp"

#include <array>
#include <map>
#include <string>
#include <utility>

#include "files/sources/xlsx/xml_reader.hpp"

namespace loyalty::files {
namespace {

// Formats that every workbook has; those from 27 and 50 on are dates of East Asia.
constexpr std::array<std::pair<int, int>, 4> date_formats = {{{14, 22}, {27, 36}, {45, 47}, {50, 58}}};

bool is_known_date(int format) {
  for (const auto& [first, last] : date_formats)
    if (format >= first && format <= last) return true;
  return false;
}

int number_of(std::optional<std::string_view> text) {
  constexpr int longest = 9;
  if (!text || text->empty() || text->size() > longest) return -1;
  int number = 0;
  for (const auto letter : *text) {
    if (letter < '0' || letter > '9') return -1;
    number = number * 10 + (letter - '0');
  }
  return number;
}

} // namespace

bool is_date_format(std::string_view format) {
  for (std::size_t at = 0; at < format.size(); ++at) {
    const auto letter = format[at];
    if (letter == ';') return false;
    if (letter == '\\' || letter == '_' || letter == '*') {
      ++at;
    } else if (letter == '"' || letter == '[') {
      const auto inside = format.substr(at + 1, format.find(letter == '"' ? '"' : ']', at + 1) - at - 1);
      // Hours that go beyond a day stand in brackets: [h]:mm.
      if (letter == '[' && !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) return true;
      at += inside.size() + 1;
    } else if (std::string_view("yYmMdDhHsSeE").find(letter) != std::string_view::npos) {
      const bool exponent = (letter == 'e' || letter == 'E') && at + 1 < format.size() &&
                            (format[at + 1] == '+' || format[at + 1] == '-');
      if (!exponent) return true;
    } else if (format.substr(at).starts_with("General")) {
      at += std::string_view("General").size() - 1;
    }
  }
  return false;
}

class Styles::Reader : public XmlHandler {
 public:
  explicit Reader(Styles& styles) : styles_(styles) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt") {
      const auto code = attributes.find("formatCode");
      if (code) own_[number_of(attributes.find("numFmtId"))] = is_date_format(*code);
    } else if (name == "cellXfs") {
      in_cells_ = true;
    } else if (name == "xf" && in_cells_) {
      const auto format = number_of(attributes.find("numFmtId"));
      const auto own = own_.find(format);
      styles_.dates_.push_back(own == own_.end() ? is_known_date(format) : own->second);
    }
  }
  void end(std::string_view name) override { in_cells_ = in_cells_ && name != "cellXfs"; }

 private:
  Styles& styles_;
  std::map<int, bool> own_;
  bool in_cells_ = false;
};

Styles::Styles(const ZipFile& zip, const ZipEntry& part) {
  Reader reader(*this);
  XmlReader(zip.open(part), zip.name() + ": " + part.name, reader).read_on();
}

} // namespace loyalty::files
