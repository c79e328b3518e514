// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "cli/command.hpp"
#include "cli/dashboard.hpp"
#include "cli/name_list.hpp"
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
  throw Error(Failure::usage, "there is no report {report}"_en(name), "reports are: {reports}"_en(name_list(names())),
              meant.empty() ? "see: loyalty {command} --help"_en("report")
                            : "did you mean {word}?"_en("loyalty report " + meant));
}

/// What is said of one option: "expiring, birthdays: N days ahead (default 30); dormant: no order for N days".
struct Taken {
  struct Use {
    std::string reports;
    Message help;
  };
  std::string_view name;
  std::string_view value;
  std::vector<Use> uses = {};

  /// It stands behind the name of the report, and nothing before it.
  bool is_word() const { return !name.starts_with('-'); }

  void add(std::string_view report, const Message& help) {
    const auto same = std::ranges::find(uses, help.key(), [](const Use& use) { return use.help.key(); });
    if (same == uses.end())
      uses.push_back({std::string(report), help});
    else
      same->reports += fmt::format(", {}", report);
  }

  Message help() const {
    MessageList list{.parts = {}, .between = Between::semicolons};
    for (const auto& use : uses) list.parts.push_back("{reports}: {what}"_en(use.reports, use.help));
    return "{parts}"_en(std::move(list));
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
  for (const auto& option : options_taken()) {
    if (!session.flag(option.name) || report.takes(option.name)) continue;
    throw Error(Failure::usage,
                option.is_word() ? "too many words: {word}"_en(session.text(option.name))
                                 : "report {report} takes no {option}"_en(report.name, option.name),
                {}, "see: loyalty {command} --help"_en("report"));
  }
}

int run_report(Session& session) {
  const auto name = session.text("NAME");
  const auto& report = find_report(name);
  refuse_strange_options(session, report);
  if (report.as_page)
    show_dashboard(session, report);
  else
    show_report(session, report);
  return 0;
}

/// One could type these, of each report one; a text that lives as long as the program.
std::string_view examples() {
  static const std::string lines = [] {
    std::string text;
    for (const auto& report : reports::list())
      for (const auto example : report.examples | std::views::take(1))
        text += fmt::format("{}  loyalty report {}{}{}", text.empty() ? "" : "\n", report.name,
                            example.empty() ? "" : " ", example);
    return text;
  }();
  return lines;
}

} // namespace

Command report() {
  Command command{.examples = examples(),
                  .options = {{"NAME", Option::Kind::required, "show this report"_en}},
                  .run = run_report,
                  .again = "--as-of {day}"};
  for (const auto& option : options_taken()) {
    const auto named = option.value.empty() ? Option::Kind::flag : Option::Kind::value;
    const auto kind = option.is_word() ? Option::Kind::optional : named;
    command.options.push_back({option.name, kind, option.help(), option.value});
  }
  for (const auto& report : reports::list()) command.choices.emplace_back(report.name, report.summary);
  return command;
}

} // namespace loyalty::cli
