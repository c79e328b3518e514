// SPDX-License-Identifier: MIT
#include "files/sources/xlsx/relations.hpp"

#include <algorithm>
#include <utility>

#include "files/sources/xlsx/xml_reader.hpp"

namespace loyalty::files {
namespace {

std::string folder_of(std::string_view part) {
  const auto slash = part.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(part.substr(0, slash + 1));
}

// The name in the archive of what is named from within a folder.
std::string resolved(const std::string& folder, std::string target) {
  std::ranges::replace(target, '\\', '/');
  const auto path = target.starts_with('/') ? target.substr(1) : folder + target;
  std::vector<std::string> steps;
  for (std::size_t at = 0; at <= path.size();) {
    const auto end = std::min(path.find('/', at), path.size());
    auto step = path.substr(at, end - at);
    at = end + 1;
    if (step == ".." && !steps.empty()) steps.pop_back();
    if (step != ".." && step != "." && !step.empty()) steps.push_back(std::move(step));
  }
  std::string result;
  for (const auto& step : steps) result += (result.empty() ? "" : "/") + step;
  return result;
}

class Reader : public XmlHandler {
 public:
  Reader(std::vector<Relation>& relations, std::string folder) : relations_(relations), folder_(std::move(folder)) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    const auto id = attributes.find("Id");
    const auto type = attributes.find("Type");
    const auto target = attributes.find("Target");
    if (name != "Relationship" || !id || !type || !target) return;
    relations_.push_back(
        {std::string(*id), std::string(type->substr(type->rfind('/') + 1)), resolved(folder_, std::string(*target))});
  }
  void end(std::string_view) override {}

 private:
  std::vector<Relation>& relations_;
  std::string folder_;
};

} // namespace

std::vector<Relation> relations_of(const ZipFile& zip, std::string_view of) {
  const auto folder = folder_of(of);
  const auto* part = zip.find(folder + "_rels/" + std::string(of.substr(folder.size())) + ".rels");
  std::vector<Relation> relations;
  if (part == nullptr) return relations;
  Reader reader(relations, folder);
  XmlReader(zip.open(*part), zip.name() + ": " + part->name, reader).read_on();
  return relations;
}

} // namespace loyalty::files
