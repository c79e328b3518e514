// SPDX-License-Identifier: MIT
#include "cli/global_options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace loyalty::cli {

const std::vector<GlobalOption>& global_options() {
  constexpr auto flag = Option::Kind::flag;
  constexpr auto value = Option::Kind::value;
  static const std::vector<GlobalOption> all = {
      {.option = {"--ledger", value, "use this ledger (LOYALTY_LEDGER, else ./loyalty.db)"_en, "FILE"},
       .text = &Globals::ledger,
       .environment = "LOYALTY_LEDGER"},
      {.option = {"--program", value, "use this program file (LOYALTY_PROGRAM, else ./loyalty.toml)"_en, "FILE"},
       .text = &Globals::program,
       .environment = "LOYALTY_PROGRAM"},
      {.option = {"--as-of", value, "take everything as at the end of this day (LOYALTY_AS_OF, else today)"_en, "DAY"},
       .text = &Globals::as_of,
       .environment = "LOYALTY_AS_OF"},
      {.option = {"-n,--dry-run", flag, "show what would happen, write nothing"_en}, .flag = &Globals::dry_run},
      {.option = {"-q,--quiet", flag, "leave out summaries and progress"_en}, .flag = &Globals::quiet},
      {.option = {"-y,--yes", flag, "answer yes instead of being asked"_en}, .flag = &Globals::yes},
      {.option = {"--wait", value, "wait up to SECONDS for another command (5)"_en, "SECONDS"}, .text = &Globals::wait},
      {.option = {"--format", value,
                  "choose the format: {formats}"_en(fmt::format("{}", fmt::join(output::format_names, ", "))),
                  "FORMAT"},
       .text = &Globals::format},
      {.option = {"--json", flag, "write JSON, as --format json does"_en}},
      {.option = {"-o,--output", value, "write to this file; its suffix chooses the format"_en, "FILE"},
       .text = &Globals::output},
      {.option = {"--columns", value, "show only these columns: KEY,KEY, as CSV names them"_en, "KEYS"},
       .text = &Globals::columns},
      {.option = {"--no-header", flag, "leave out the titles of columns"_en}, .flag = &Globals::no_header},
      {.option = {"--wide", flag, "show all columns, however narrow the terminal is"_en}, .flag = &Globals::wide},
      {.option = {"--excel", flag, "write CSV that spreadsheets open without harm"_en}, .flag = &Globals::excel},
      {.option = {"--show-personal", flag, "show phone numbers, addresses and the like in full"_en},
       .flag = &Globals::show_personal},
      {.option = {"--log-file", value, "append a line about this run to a file (.jsonl: as JSON)"_en, "FILE"},
       .text = &Globals::log_file,
       .environment = "LOYALTY_LOG_FILE"},
      {.option = {"--lang", value, "choose the language (LOYALTY_LANG, else that of the system)"_en, "zh|en"},
       .text = &Globals::lang},
      {.option = {"--color", value, "color errors: auto, always or never"_en, "WHEN"}, .text = &Globals::color},
      {.option = {"-h,--help", flag, "show help, of a command if one is named"_en}},
      {.option = {"-V,--version", flag, "show the version"_en}},
  };
  return all;
}

std::string long_name(std::string_view names) {
  const auto comma = names.rfind(',');
  return std::string(comma == std::string_view::npos ? names : names.substr(comma + 1));
}

} // namespace loyalty::cli
