// SPDX-License-Identifier: MIT
#include "app/init.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <vector>

#include "formats/program_template.hpp"
#include "formats/suggest.hpp"
#include "loyalty/error.hpp"
#include "store/ledger.hpp"

namespace loyalty::app {
namespace {

bool write_new_file(const std::string& path, std::string_view text) {
  // An empty file is what an interrupted attempt leaves behind.
  std::error_code none;
  if (std::filesystem::exists(path, none) && !std::filesystem::is_empty(path, none)) return false;
  const int file = open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644);
  const bool whole = file >= 0 && write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const int error = errno;
  if (file >= 0) close(file);
  if (file >= 0 && !whole) unlink(path.c_str());
  if (!whole) throw Error(Failure::refused, fmt::format("{} cannot be written", path), std::strerror(error));
  return true;
}

/// Both files or none: neither is written before both have a place.
void require_folder(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code none;
  if (!folder.empty() && !std::filesystem::is_directory(folder, none))
    throw Error(Failure::refused, fmt::format("{} cannot be written", path), fmt::format("there is no folder {}", folder.string()),
                fmt::format("make it first: mkdir {}", folder.string()));
}

const formats::ProgramTemplate& require_template(const std::string& name) {
  if (const auto* found = formats::program_template(name)) return *found;
  std::vector<std::string_view> known;
  for (const auto& each : formats::program_templates()) known.push_back(each.name);
  const auto meant = formats::suggest(name, known);
  throw Error(Failure::usage, fmt::format("there is no template {}", name),
              fmt::format("templates are: {}", fmt::join(known, ", ")),
              meant.empty() ? "" : fmt::format("did you mean {}?", meant));
}

bool is_ledger(const std::string& path, int wait_seconds) {
  std::error_code error;
  if (!std::filesystem::exists(path, error) || std::filesystem::file_size(path, error) == 0) return false;
  try {
    store::Ledger ledger(path, store::Ledger::Access::read, wait_seconds);
  } catch (const Error&) {
    // A half-made file of an interrupted attempt is finished; anything else `create` refuses in its own words.
    return false;
  }
  return true;
}

}  // namespace

Started init(const std::string& ledger_path, const std::string& program_path, const std::string& name, bool chinese,
             int wait_seconds) {
  const auto& chosen = require_template(name);
  for (const auto& path : {ledger_path, program_path}) require_folder(path);
  Started started;
  if (!is_ledger(ledger_path, wait_seconds)) {
    store::Ledger::create(ledger_path, wait_seconds);
    started.made_ledger = true;
  }
  started.wrote_program = write_new_file(program_path, chinese ? chosen.chinese : chosen.english);
  if (!started.made_ledger && !started.wrote_program)
    throw Error(Failure::refused, fmt::format("{} and {} are already there", ledger_path, program_path),
                "nothing was changed", "go on with: loyalty check-program");
  return started;
}

}  // namespace loyalty::app
