// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "cli/command.hpp"
#include "cli/dashboard.hpp"
#include "cli/report_table.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "messages/name_list.hpp"
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
  throw Error(Failure::usage, "there is no report {report}"_en(name),
              "reports are: {reports}"_en(messages::name_list(names())),
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
                {}, session.way_to_help());
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

/// What is asked, and the reports that answer it, the first one first.
struct Asked {
  Message question;
  std::vector<std::string_view> reports;
};

/// Every report stands with one of them.
std::vector<Asked> questions() {
  return {
      {"What is to be done?"_en, {"today", "advice", "birthdays", "expiring", "groups", "unassigned", "watch"}},
      {"Who are the members?"_en, {"members", "segments", "rfm", "dormant", "referrals"}},
      {"How do tiers stand?"_en, {"tiers", "tier-changes", "near-tier", "thresholds"}},
      {"Where are the points?"_en, {"points", "liability", "wallets", "cards"}},
      {"What do offers do?"_en, {"coupons", "vouchers", "campaigns", "memberships", "hosts"}},
      {"How is the shop doing?"_en, {"summary", "dashboard", "cohorts", "value", "conversion"}},
      {"Does the scheme pay?"_en, {"profit", "uplift", "holdout"}},
  };
}

/// As the command line takes it.
Option taken_as(std::string_view name, Message help, std::string_view value) {
  const auto named = value.empty() ? Option::Kind::flag : Option::Kind::value;
  return {name, name.starts_with('-') ? named : Option::Kind::optional, std::move(help), value};
}

std::string examples_of(const reports::Report& report) {
  std::string lines;
  for (const auto example : report.examples)
    lines += fmt::format("{}  loyalty report {}{}{}", lines.empty() ? "" : "\n", report.name,
                         example.empty() ? "" : " ", example);
  return lines.empty() ? fmt::format("  loyalty report {}", report.name) : lines;
}

std::vector<Message> columns_of(const reports::Report& report) {
  std::vector<Message> columns;
  for (const auto& table : report.tables) {
    std::vector<std::string_view> keys;
    for (const auto& heading : table.columns) keys.push_back(heading.key);
    columns.push_back(table.when.empty() ? "Columns, for --columns: {keys}"_en(messages::name_list(keys))
                                         : "Columns with {option}: {keys}"_en(table.when, messages::name_list(keys)));
  }
  return columns;
}

Choice choice_of(const reports::Report& report) {
  Choice choice{.name = report.name,
                .summary = report.summary,
                .examples = examples_of(report),
                .options = {},
                .notes = columns_of(report)};
  for (const auto& option : report.options) choice.options.push_back(taken_as(option.name, option.help, option.value));
  return choice;
}

std::vector<ChoiceGroup> choices() {
  std::vector<ChoiceGroup> groups;
  for (const auto& [question, names] : questions()) {
    groups.push_back({question, {}});
    for (const auto& name : names) groups.back().choices.push_back(choice_of(find_report(std::string(name))));
  }
  return groups;
}

} // namespace

Command report() {
  Command command{.examples =
                      "  loyalty report today\n"
                      "  loyalty report members --tier gold --top 20\n"
                      "  loyalty report expiring --days 14\n"
                      "  loyalty report profit --by month -o profit.csv",
                  .options = {{"NAME", Option::Kind::required, "show this report"_en}},
                  .run = run_report,
                  .again = "--as-of {day}",
                  .choices = choices};
  for (const auto& option : options_taken())
    command.options.push_back(taken_as(option.name, option.help(), option.value));
  return command;
}

} // namespace loyalty::cli
