// SPDX-License-Identifier: MIT
#include "cli/run_log.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <string_view>

#include "output/table.hpp"

namespace loyalty::cli {
namespace {

std::string as_json(const Run& run) {
  return fmt::format(R"({{"began":{},"command":{},"exit_code":{},"ms":{},"batch":{},"counts":{},"error":{}}})"
                     "\n",
                     output::json_text(run.began), output::json_text(run.command), run.exit_code, run.milliseconds,
                     run.batch.empty() ? "null" : run.batch, output::json_text(run.counts),
                     output::json_text(run.error));
}

std::string as_text(const Run& run) {
  auto line = fmt::format("{} {} exit={} ms={}", run.began, run.command, run.exit_code, run.milliseconds);
  if (!run.batch.empty()) line += fmt::format(" batch={} {}", run.batch, run.counts);
  if (!run.error.empty()) line += fmt::format(" error={}", output::json_text(run.error));
  return line + '\n';
}

} // namespace

void log_run(const std::string& path, const Run& run) {
  const bool json = path.ends_with(".json") || path.ends_with(".jsonl");
  const auto line = json ? as_json(run) : as_text(run);
  // Whole lines, whoever else appends.
  const int file = open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  const bool written = file >= 0 && write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  if (file >= 0) close(file);
  if (written) return;
  const auto told = fmt::format("{}: {}", path, line);
  [[maybe_unused]] const auto said = write(STDERR_FILENO, told.data(), told.size());
}

} // namespace loyalty::cli
