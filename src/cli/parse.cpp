// SPDX-License-Identifier: MIT
#include "cli/parse.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/command.hpp"
#include "loyalty/error.hpp"
#include "messages/suggest.hpp"

namespace loyalty::cli {
namespace {

/// Where CLI11 puts what it reads.
struct Reading {
  Globals globals;
  std::map<std::string, std::vector<std::string>> values;
  std::map<std::string, bool> flags;
};

std::string long_name(std::string_view names) {
  const auto comma = names.rfind(',');
  return std::string(comma == std::string_view::npos ? names : names.substr(comma + 1));
}

void add_globals(CLI::App& app, Globals& globals) {
  app.add_option("--ledger", globals.ledger, "the ledger")->envname("LOYALTY_LEDGER")->type_name("FILE");
  app.add_option("--program", globals.program, "the program file")->envname("LOYALTY_PROGRAM")->type_name("FILE");
  app.add_option("--as-of", globals.as_of, "see everything through the end of this day")
      ->envname("LOYALTY_AS_OF")
      ->type_name("DAY");
  app.add_flag("-n,--dry-run", globals.dry_run, "do everything, show it, write nothing");
  app.add_flag("-q,--quiet", globals.quiet, "no summary, no progress");
  app.add_flag("-y,--yes", globals.yes, "do not ask");
  app.add_option("--wait", globals.wait, "how long to wait for another command")->type_name("SECONDS");
  app.add_option("--lang", globals.lang, "language of what people read")->type_name("zh|en");
  app.add_option("--color", globals.color, "colours")->type_name("auto|always|never");
  app.add_option("--format", globals.format, "form of the answer")->type_name("table|csv|tsv|json|jsonl|md|html");
  app.add_option("-o,--output", globals.output, "file of the answer; its suffix chooses the format")->type_name("FILE");
  app.add_flag("--excel", globals.excel, "CSV that spreadsheets open without harm");
  app.add_flag("--show-personal", globals.show_personal, "show phone numbers, addresses and the like in full");
}

void add_option(CLI::App& app, const Option& option, Reading& reading) {
  const std::string name(option.name);
  const std::string help(option.help);
  const auto key = long_name(option.name);
  switch (option.kind) {
    case Option::Kind::required:
      app.add_option(name, reading.values[key], help)->required()->expected(1)->allow_extra_args(false);
      break;
    case Option::Kind::optional:
      app.add_option(name, reading.values[key], help)->expected(1)->allow_extra_args(false);
      break;
    case Option::Kind::many: app.add_option(name, reading.values[key], help)->expected(0, -1); break;
    case Option::Kind::value:
      app.add_option(name, reading.values[key], help)
          ->expected(1)
          ->allow_extra_args(false)
          ->type_name(std::string(option.value));
      break;
    case Option::Kind::values:
      app.add_option(name, reading.values[key], help)
          ->expected(1)
          ->allow_extra_args(false)
          ->take_all()
          ->type_name(std::string(option.value));
      break;
    case Option::Kind::flag: app.add_flag(name, reading.flags[key], help); break;
  }
}

std::string usage_line(const Listed& listed, const Command& command) {
  std::string line = fmt::format("loyalty {}", listed.name);
  for (const auto& option : command.options) {
    if (option.kind == Option::Kind::required) line += fmt::format(" {}", option.name);
    if (option.kind == Option::Kind::optional) line += fmt::format(" [{}]", option.name);
    if (option.kind == Option::Kind::many) line += fmt::format(" [{}…]", option.name);
  }
  return line + " [OPTIONS]";
}

std::string help_of(const Listed& listed, const Command& command) {
  std::string text =
      fmt::format("{}\n\nExamples:\n{}\n\nUsage: {}\n", listed.summary, command.examples, usage_line(listed, command));
  for (const auto& option : command.options) {
    std::string name(option.name);
    if (option.kind == Option::Kind::value || option.kind == Option::Kind::values)
      name += fmt::format(" {}", option.value);
    text += fmt::format("  {:<24} {}\n", name, option.help);
  }
  if (command.changes) text += fmt::format("  {:<24} {}\n", "-n, --dry-run", "do everything, show it, write nothing");
  return text + "Options of every command: loyalty --help\n";
}

std::string version() { return fmt::format("loyalty {}\n", LOYALTY_VERSION); }

std::string nearest_command(std::string_view word) {
  std::vector<std::string_view> names;
  for (const auto& listed : commands()) names.push_back(listed.name);
  return messages::suggest(word, names);
}

std::string nearest_option(std::string_view word, const Command* command) {
  std::vector<std::string> names = {"--ledger", "--program", "--as-of",        "--dry-run", "--quiet",
                                    "--yes",    "--wait",    "--lang",         "--color",   "--format",
                                    "--output", "--excel",   "--show-personal"};
  if (command != nullptr)
    for (const auto& option : command->options) names.push_back(long_name(option.name));
  const std::vector<std::string_view> views(names.begin(), names.end());
  return messages::suggest(word.substr(0, word.find('=')), views);
}

[[noreturn]] void refuse_unknown(const std::string& word, const Listed* listed, const Command* command) {
  const bool option = word.size() > 1 && word.front() == '-';
  const auto nearest = option ? nearest_option(word, command) : listed == nullptr ? nearest_command(word) : "";
  const auto what = option              ? fmt::format("unknown option {}", word)
                    : listed == nullptr ? fmt::format("unknown command {}", word)
                                        : fmt::format("too many words: {}", word);
  throw Error(Failure::usage, what, {},
              !nearest.empty()    ? fmt::format("did you mean {}?", nearest)
              : listed == nullptr ? "see: loyalty --help"
                                  : fmt::format("see: loyalty {} --help", listed->name));
}

const Listed* find_command(const std::vector<std::string>& words) {
  static constexpr std::string_view with_value[] = {"--ledger", "--program", "--as-of",  "--wait", "--lang",
                                                    "--color",  "--format",  "--output", "-o"};
  for (std::size_t index = 0; index < words.size(); ++index) {
    const auto& word = words[index];
    if (!word.empty() && word.front() == '-') {
      if (std::find(std::begin(with_value), std::end(with_value), word) != std::end(with_value)) ++index;
      continue;
    }
    const auto& all = commands();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Listed& each) { return each.name == word; });
    if (found == all.end()) refuse_unknown(word, nullptr, nullptr);
    return &*found;
  }
  return nullptr;
}

/// CLI11 takes "-30" for options; a mark in front lets it pass as a word.
constexpr char negative_mark = '\x1f';
bool is_negative_number(const std::string& word) {
  return word.size() > 1 && word[0] == '-' && word[1] >= '0' && word[1] <= '9';
}

void unmark(std::string& word) {
  if (!word.empty() && word.front() == negative_mark) word.erase(0, 1);
}

bool asks_for(const std::vector<std::string>& words, std::string_view name, std::string_view short_name) {
  return std::find_if(words.begin(), words.end(),
                      [&](const std::string& word) { return word == name || word == short_name; }) != words.end();
}

/// "--untag: 1 required TEXT missing" is how the library says that an option stands there without its value.
std::string in_our_words(std::string text) {
  constexpr std::string_view middle = ": 1 required ";
  constexpr std::string_view end = " missing";
  const auto at = text.find(middle);
  if (at == std::string::npos || !text.ends_with(end)) return text;
  const auto value = text.substr(at + middle.size(), text.size() - at - middle.size() - end.size());
  return fmt::format("{} needs a {}", text.substr(0, at), value);
}

} // namespace

std::string overview() {
  std::string text =
      "loyalty: a loyalty ledger for small shops\n\n"
      "  loyalty init                         a program file to edit and an empty ledger\n"
      "  loyalty import-orders orders.csv     read what was bought\n"
      "  loyalty run-nightly                  points, expiry and tiers, through today\n"
      "  loyalty report members               who your members are\n";
  std::string_view group;
  for (const auto& listed : commands()) {
    if (listed.group != group) text += fmt::format("\n{}\n", listed.group);
    group = listed.group;
    text += fmt::format("  {:<16} {}\n", listed.name, listed.summary);
  }
  return text +
         "\nOptions of every command (before or after its name)\n"
         "  --ledger FILE    the ledger (LOYALTY_LEDGER, ./loyalty.db)\n"
         "  --program FILE   the program file (LOYALTY_PROGRAM, ./loyalty.toml)\n"
         "  --as-of DAY      see everything through the end of this day (LOYALTY_AS_OF, today)\n"
         "  -n, --dry-run    do everything, show it, write nothing\n"
         "  --format F       table, csv, tsv, json, jsonl, md, html;  -o FILE: to a file, its suffix chooses\n"
         "  --excel          CSV that spreadsheets open without harm;  --show-personal: phone numbers unmasked\n"
         "  -q, --quiet      no summary;  -y, --yes: do not ask;  --wait SECONDS (5);  --lang zh|en;  --color WHEN\n"
         "\nHelp on one command: loyalty COMMAND --help\n"
         "Exit codes: 0 done, 1 refused, 2 wrong usage or program file, 3 done but rows were set aside,\n"
         "4 done but the answer could not be written, 10 no ledger, 11 ledger busy, 12 ledger damaged;\n"
         "unknown codes are failures.\n";
}

std::variant<Invocation, Answer> parse(const std::vector<std::string>& given) {
  auto words = given;
  if (!words.empty() && words.front() == "help") {
    words.erase(words.begin());
    words.push_back("--help");
  }
  if (asks_for(words, "--version", "-V")) return Answer{version()};
  const Listed* listed = find_command(words);
  if (listed == nullptr) {
    if (asks_for(words, "--help", "-h")) return Answer{overview()};
    throw Error(Failure::usage, "no command was given", {}, "see: loyalty --help");
  }
  const Command command = listed->make();
  if (asks_for(words, "--help", "-h")) return Answer{help_of(*listed, command)};

  Reading reading;
  CLI::App app;
  app.set_help_flag();
  add_globals(app, reading.globals);
  auto* sub = app.add_subcommand(std::string(listed->name));
  sub->set_help_flag();
  sub->fallthrough();
  sub->allow_extras();
  for (const auto& option : command.options) add_option(*sub, option, reading);
  for (auto& word : words)
    if (is_negative_number(word)) word.insert(0, 1, negative_mark);
  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::ExtrasError&) {
    auto extra = app.remaining(true).front();
    unmark(extra);
    refuse_unknown(extra, listed, &command);
  } catch (const CLI::ParseError& error) {
    throw Error(Failure::usage, in_our_words(error.what()), {}, fmt::format("see: loyalty {} --help", listed->name));
  }
  if (auto extra = app.remaining(true); !extra.empty()) {
    unmark(extra.front());
    refuse_unknown(extra.front(), listed, &command);
  }
  reading.globals.typed_as_of = std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "--as-of" || word.starts_with("--as-of=");
  });
  for (const auto& [name, set] : reading.flags)
    if (set) reading.values[name] = {"yes"};
  for (auto& [name, values] : reading.values)
    for (auto& value : values) unmark(value);
  for (auto* value : {&reading.globals.ledger, &reading.globals.program, &reading.globals.as_of, &reading.globals.wait,
                      &reading.globals.lang, &reading.globals.color, &reading.globals.format, &reading.globals.output})
    unmark(*value);
  std::erase_if(reading.values, [](const auto& each) { return each.second.empty(); });
  return Invocation{std::string(listed->name), std::move(reading.globals), std::move(reading.values)};
}

} // namespace loyalty::cli
