// SPDX-License-Identifier: MIT
#include "files/sources/xlsx/workbook.hpp"

#include <algorithm>
#include <utility>

#include "files/sources/xlsx/relations.hpp"
#include "files/sources/xlsx/xml_reader.hpp"
#include "loyalty/error.hpp"
#include "messages/reasons.hpp"

namespace loyalty::files {
namespace {

[[noreturn]] void refuse(const ZipFile& zip, const Message& why) {
  throw Error(Failure::refused, "{file} is a damaged workbook"_en(zip.name()), why,
              "open it in Excel or WPS and save it again"_en);
}

const ZipEntry& part_named(const ZipFile& zip, const std::string& name) {
  const auto* part = zip.find(name);
  if (part == nullptr) refuse(zip, "it has no part {part}"_en(messages::shown_value(name)));
  return *part;
}

std::string main_part_of(const ZipFile& zip) {
  for (auto& relation : relations_of(zip, ""))
    if (relation.type == "officeDocument") return std::move(relation.target);
  return "xl/workbook.xml";
}

const Relation* of_type(const std::vector<Relation>& relations, std::string_view type) {
  const auto found = std::ranges::find(relations, type, &Relation::type);
  return found == relations.end() ? nullptr : &*found;
}

} // namespace

class Workbook::Reader : public XmlHandler {
 public:
  Reader(Workbook& workbook, const std::vector<Relation>& relations) : workbook_(workbook), relations_(relations) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      const auto answer = attributes.find("date1904").value_or("0");
      workbook_.from_1904_ = answer == "1" || answer == "true";
    } else if (name == "sheet") {
      add(attributes.find("name").value_or(""), attributes.find_prefixed("id").value_or(""));
    }
  }
  void end(std::string_view) override {}

 private:
  void add(std::string_view name, std::string_view id) {
    const auto relation = std::ranges::find(relations_, id, &Relation::id);
    if (relation == relations_.end()) refuse(workbook_.zip_, "it does not say where a sheet is"_en);
    if (relation->type != "worksheet") return; // charts and the like
    auto shown = messages::shown_value(name);
    if (shown.empty()) shown = "sheet " + std::to_string(workbook_.sheets_.size() + 1);
    workbook_.sheets_.push_back({std::move(shown), part_named(workbook_.zip_, relation->target)});
  }

  Workbook& workbook_;
  const std::vector<Relation>& relations_;
};

bool is_workbook(const ZipFile& zip) {
  if (zip.find("xl/workbook.xml") != nullptr) return true;
  if (zip.find("[Content_Types].xml") == nullptr || zip.find("xl/workbook.bin") != nullptr) return false;
  const auto relations = relations_of(zip, "");
  const auto* main = of_type(relations, "officeDocument");
  // Wherever it lies: documents of other kinds have no sheets.
  return main != nullptr && of_type(relations_of(zip, main->target), "worksheet") != nullptr;
}

Workbook::Workbook(ZipFile zip) : zip_(std::move(zip)) {
  const auto main_name = main_part_of(zip_);
  const auto& main = part_named(zip_, main_name);
  const auto relations = relations_of(zip_, main.name);
  Reader reader(*this, relations);
  XmlReader(zip_.open(main), name() + ": " + main.name, reader).read_on();
  if (sheets_.empty()) throw Error(Failure::refused, "{file} is a workbook without sheets"_en(name()));
  if (const auto* strings = of_type(relations, "sharedStrings"))
    strings_ = SharedStrings(zip_, part_named(zip_, strings->target));
  if (const auto* styles = of_type(relations, "styles")) styles_ = Styles(zip_, part_named(zip_, styles->target));
}

} // namespace loyalty::files
