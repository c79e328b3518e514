// SPDX-License-Identifier: MIT
#include "cli/manual.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cli/command.hpp"
#include "cli/global_options.hpp"

namespace loyalty::cli {
namespace {

/// scdoc takes these signs for marks, and a dot or a dash at the beginning of a line.
std::string plain(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    if (letter == '*' || letter == '_' || letter == '\\' || letter == '[' || letter == '#' || letter == '<')
      result += '\\';
    result += letter;
  }
  return result;
}

std::string option_line(const Option& option) {
  std::string names;
  for (auto rest = option.name; !rest.empty();) {
    const auto comma = rest.find(',');
    names += fmt::format("{}*{}*", names.empty() ? "" : ", ", plain(rest.substr(0, comma)));
    rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
  }
  const bool value = option.kind == Option::Kind::value || option.kind == Option::Kind::values;
  return fmt::format("{}{}\n\t{}\n\n", names, value ? fmt::format(" {}", plain(option.value)) : "",
                     plain(option.help.english()));
}

std::string synopsis(const Listed& listed, const Command& command) {
  auto line = fmt::format("*loyalty {}*", plain(listed.name));
  for (const auto& option : command.options) {
    if (option.kind == Option::Kind::required) line += ' ' + plain(option.name);
    if (option.kind == Option::Kind::optional) line += fmt::format(" \\[{}\\]", plain(option.name));
    if (option.kind == Option::Kind::many) line += fmt::format(" \\[{}...\\]", plain(option.name));
  }
  return line + " \\[_option_...\\]";
}

std::string examples(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    lines += fmt::format("\t{}\n", line);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return fmt::format("```\n{}```\n", lines);
}

/// What its first word may be, by the question that it answers, with the examples of each.
std::string choices(const Command& command) {
  std::string text;
  for (const auto& group : command.choices()) {
    text += fmt::format("## {}\n\n", plain(group.question.english()));
    for (const auto& choice : group.choices) {
      text += fmt::format("*{}*\n\t{}\n\n", plain(choice.name), plain(choice.summary.english()));
      for (const auto& note : choice.notes) text += fmt::format("\t{}\n\n", plain(note.english()));
      text += examples(choice.examples) + '\n';
    }
  }
  return text;
}

constexpr std::string_view exit_codes =
    "*0* done\n\n*1* refused or failed; nothing was changed\n\n*2* wrong usage, or an error in the program file\n\n"
    "*3* done, but some rows were rejected, or codes on orders could not be used\n\n"
    "*4* done, but the answer could not be written\n\n*10* there is no such ledger\n\n"
    "*11* another command is using the ledger\n\n*12* the ledger is damaged or comes from a newer version\n\n"
    "*130* interrupted; nothing was changed\n\nAny other code is a failure too.\n\n";

std::string page_of(const Listed& listed) {
  const auto command = listed.make();
  auto text = fmt::format("loyalty-{}(1)\n\n# NAME\n\nloyalty-{} - {}\n\n# SYNOPSIS\n\n{}\n\n", listed.name,
                          listed.name, plain(listed.summary.english()), synopsis(listed, command));
  if (!command.options.empty()) text += "# OPTIONS\n\n";
  for (const auto& option : command.options) text += option_line(option);
  if (command.choices) text += fmt::format("# {} MAY BE\n\n{}", command.options.front().name, choices(command));
  text += fmt::format("# EXAMPLES\n\n{}\n# EXIT CODES\n\n{}", examples(command.examples), exit_codes);
  return text + "# SEE ALSO\n\n*loyalty*(1) has the options of every command.\n";
}

std::string overview_page() {
  std::string text =
      "loyalty(1)\n\n# NAME\n\nloyalty - a loyalty ledger for small shops\n\n# SYNOPSIS\n\n*loyalty* _command_ "
      "\\[_option_...\\]\n\n# COMMANDS\n\n";
  for (const auto& listed : commands())
    text += fmt::format("*loyalty-{}*(1)\n\t{}\n\n", plain(listed.name), plain(listed.summary.english()));
  text += "# OPTIONS OF EVERY COMMAND\n\n";
  for (const auto& global : global_options()) text += option_line(global.option);
  text += fmt::format("# EXIT CODES\n\n{}", exit_codes);
  return text +
         "# FILES\n\n_loyalty.db_\n\tthe ledger\n\n_loyalty.toml_\n\tthe program file: tiers, points, coupons and "
         "benefits\n";
}

} // namespace

std::string manual_pages() {
  std::string text = "loyalty\n";
  for (const auto& listed : commands()) text += fmt::format("loyalty-{}\n", listed.name);
  return text;
}

std::string manual_page(std::string_view name) {
  if (name == "loyalty") return overview_page();
  for (const auto& listed : commands())
    if (name == fmt::format("loyalty-{}", listed.name)) return page_of(listed);
  return {};
}

} // namespace loyalty::cli
