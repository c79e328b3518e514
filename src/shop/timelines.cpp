// SPDX-License-Identifier: MIT
#include "shop/timelines.hpp"

#include <fmt/format.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "loyalty/error.hpp"
#include "messages/numbers.hpp"
#include "program/program_file.hpp"
#include "store/ledger/batch.hpp"
#include "store/programs.hpp"

namespace loyalty::shop {
namespace {

/// Several steps of a command ask for the same versions, and to read one takes longer than most of them.
std::shared_ptr<const Program> kept_as(const store::KeptProgram& version) {
  thread_local std::unordered_map<std::string, std::shared_ptr<const Program>> known;
  auto& program = known[version.text];
  if (program == nullptr)
    program = std::make_shared<const Program>(
        program::load_program(version.text, fmt::format("version {}", version.id.value)));
  return program;
}

/// What is in the books was accepted once. Read as far as it goes, it would rate the past anew.
ProgramVersion as_kept(const store::KeptProgram& version) {
  try {
    return {version.id, version.from, kept_as(version)};
  } catch (const Error& error) {
    const auto what =
        version.from == store::before_all
            ? "version {version} of the program, in force from the beginning, cannot be read"_en(version.id)
            : "version {version} of the program, in force from {day}, cannot be read"_en(version.id, version.from);
    throw Error(Failure::damaged, what, error.why,
                "the version of loyalty that stored it accepted it: use that one, or a newer one, with this ledger"_en);
  }
}

} // namespace

Program program_of(const ProgramText& text) {
  return program::load_program(text.text, text.file_name, text.knows_zone);
}

Timeline kept_timeline(store::Ledger& ledger) {
  Timeline timeline;
  for (const auto& version : store::program_versions(ledger)) timeline.add(as_kept(version));
  return timeline;
}

FileTimeline timeline_with(store::Ledger& ledger, const ProgramText& text,
                           const std::shared_ptr<const Program>& program) {
  FileTimeline file;
  const auto versions = store::program_versions(ledger);
  file.news = versions.empty() || versions.back().digest != store::program_digest(text.text);
  for (const auto& version : versions) {
    const bool is_file = !file.news && version.id == versions.back().id;
    file.timeline.add(is_file ? ProgramVersion{version.id, version.from, program} : as_kept(version));
  }
  if (!file.news) return file;
  const auto settled = store::settled_through(ledger);
  file.timeline.add({store::next_program(ledger), settled ? *settled + 1 : store::before_all, program});
  return file;
}

Timeline kept_timeline_or(store::Ledger& ledger, const std::shared_ptr<const Program>& program) {
  auto timeline = kept_timeline(ledger);
  if (timeline.empty())
    timeline.add({.id = store::next_program(ledger), .from = store::before_all, .program = program});
  return timeline;
}

std::shared_ptr<const Program> kept_program(store::Ledger& ledger) {
  const auto versions = store::program_versions(ledger);
  return versions.empty() ? nullptr : as_kept(versions.back()).program;
}

} // namespace loyalty::shop
