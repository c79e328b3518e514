// SPDX-License-Identifier: MIT
#include "files/sources/xlsx/shared_strings.hpp"

#include <algorithm>
#include <utility>

#include "files/sources/xlsx/cell_text.hpp"
#include "files/sources/xlsx/escapes.hpp"
#include "files/sources/xlsx/xml_reader.hpp"
#include "loyalty/error.hpp"

namespace loyalty::files {
namespace {

constexpr std::size_t most_text = std::size_t{1024} * 1024 * 1024;
constexpr std::size_t shortest_item = sizeof "<si><t/></si>"; // about, in the part

} // namespace

class SharedStrings::Reader : public XmlHandler {
 public:
  Reader(SharedStrings& strings, std::string name) : strings_(strings), name_(std::move(name)) {}

  void start(std::string_view name, const XmlAttributes&) override { text_.start(name); }

  void text(std::string_view text) override {
    if (!text_.is_open()) return;
    auto& all = strings_.text_;
    if (all.size() + text.size() > most_text) refuse("{file} has more than 1 GiB of texts"_en(name_));
    if (all.size() + text.size() - begin() > longest_text) refuse("{file} has a text of more than 1 MiB"_en(name_));
    all += text;
  }

  void end(std::string_view name) override {
    text_.end(name);
    if (name != "si") return;
    undo_escapes(strings_.text_, begin());
    strings_.ends_.push_back(static_cast<std::uint32_t>(strings_.text_.size()));
  }

 private:
  std::size_t begin() const { return strings_.ends_.empty() ? 0 : strings_.ends_.back(); }
  [[noreturn]] static void refuse(Message what) { throw Error(Failure::refused, std::move(what)); }

  SharedStrings& strings_;
  std::string name_;
  CellText text_;
};

SharedStrings::SharedStrings(const ZipFile& zip, const ZipEntry& part) {
  // What is reserved and not used costs nothing; growing would hold everything twice.
  const auto likely = std::min<std::size_t>(part.unpacked, most_text);
  text_.reserve(likely);
  ends_.reserve(likely / shortest_item);
  Reader reader(*this, zip.name());
  XmlReader(zip.open(part), zip.name() + ": " + part.name, reader).read_on();
}

std::string_view SharedStrings::operator[](std::size_t index) const {
  const auto begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(text_).substr(begin, ends_[index] - begin);
}

} // namespace loyalty::files
