// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/command.hpp"
#include "cli/report_table.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/suggest.hpp"
#include "reports/list.hpp"

namespace loyalty::cli {
namespace {

std::vector<std::string_view> names() {
  std::vector<std::string_view> names;
  for (const auto& report : reports::list()) names.push_back(report.name);
  return names;
}

const reports::Report& find_report(const std::string& name) {
  for (const auto& report : reports::list())
    if (report.name == name) return report;
  const auto meant = messages::suggest(name, names());
  throw Error(Failure::usage, fmt::format("there is no report {}", name),
              fmt::format("reports are: {}", fmt::join(names(), ", ")),
              meant.empty() ? "see: loyalty report --help" : fmt::format("did you mean loyalty report {}?", meant));
}

/// What is said of one option: "expiring, birthdays: so many days ahead (30); dormant: silent so long (90)".
struct Taken {
  struct Use {
    std::string reports;
    std::string_view help;
  };
  std::string_view name;
  std::string_view value;
  std::vector<Use> uses = {};

  void add(std::string_view report, std::string_view help) {
    const auto same = std::find_if(uses.begin(), uses.end(), [&](const Use& use) { return use.help == help; });
    if (same == uses.end())
      uses.push_back({std::string(report), help});
    else
      same->reports += fmt::format(", {}", report);
  }

  std::string help() const {
    std::string text;
    for (const auto& use : uses) text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", use.reports, use.help);
    return text;
  }
};

/// The options of all reports, each once.
std::vector<Taken> options_taken() {
  std::vector<Taken> all;
  for (const auto& report : reports::list())
    for (const auto& option : report.options) {
      auto taken = std::find_if(all.begin(), all.end(), [&](const Taken& each) { return each.name == option.name; });
      if (taken == all.end()) taken = all.insert(all.end(), {option.name, option.value});
      taken->add(report.name, option.help);
    }
  return all;
}

void refuse_strange_options(const Session& session, const reports::Report& report) {
  for (const auto& option : options_taken())
    if (session.flag(option.name) && !report.takes(option.name))
      throw Error(Failure::usage, fmt::format("report {} takes no {}", report.name, option.name), {},
                  "see: loyalty report --help");
}

int run_report(Session& session) {
  const auto name = session.text("NAME");
  const auto& report = find_report(name);
  refuse_strange_options(session, report);
  show_report(session, report);
  return 0;
}

/// What the help says; texts that live as long as the program.
struct Help {
  std::string examples;
  std::string names;
  std::vector<Taken> options = options_taken();
  std::vector<std::string> told;

  Help() {
    for (const auto& report : reports::list())
      for (const auto example : report.examples)
        examples += fmt::format("{}  loyalty report {}{}{}", examples.empty() ? "" : "\n", report.name,
                                example.empty() ? "" : " ", example);
    auto before_last = cli::names();
    before_last.pop_back();
    names = fmt::format("{} or {}", fmt::join(before_last, ", "), reports::list().back().name);
    for (const auto& option : options) told.push_back(option.help());
  }
};

} // namespace

Command report() {
  static const Help help;
  Command command{.examples = help.examples,
                  .options = {{"NAME", Option::Kind::required, help.names}},
                  .run = run_report,
                  .again = "the same command with --as-of {day}"};
  for (std::size_t index = 0; index < help.options.size(); ++index) {
    const auto& option = help.options[index];
    const bool flag = option.value.empty();
    command.options.push_back(
        {option.name, flag ? Option::Kind::flag : Option::Kind::value, help.told[index], option.value});
  }
  return command;
}

} // namespace loyalty::cli
