// SPDX-License-Identifier: MIT
#include "cli/parse.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <set>

#include "cli/command.hpp"
#include "cli/completion.hpp"
#include "cli/global_options.hpp"
#include "cli/help.hpp"
#include "cli/language.hpp"
#include "cli/manual.hpp"
#include "loyalty/error.hpp"
#include "messages/suggest.hpp"

namespace loyalty::cli {
namespace {

using WordList = std::vector<std::string>;

/// Behind it stand words only.
constexpr std::string_view end_of_options = "--";

bool looks_like_option(std::string_view word) { return word.size() > 1 && word.front() == '-'; }

bool is_negative_number(std::string_view word) { return looks_like_option(word) && word[1] >= '0' && word[1] <= '9'; }

/// "--output" of "--output=x", "-o" of "-ox".
std::string_view name_in(std::string_view word) {
  return word.starts_with("--") ? word.substr(0, word.find('=')) : word.substr(0, 2);
}

bool is_called(const Option& option, std::string_view name) {
  const auto names = option.name;
  const auto comma = names.find(',');
  return looks_like_option(names) &&
         (name == names.substr(0, comma) || (comma != names.npos && name == names.substr(comma + 1)));
}

/// The options of all commands, and those of one.
class KnownOptions {
 public:
  explicit KnownOptions(const Command* command) {
    for (const auto& each : global_options()) all_.push_back(&each.option);
    if (command == nullptr) return;
    for (const auto& each : command->options) all_.push_back(&each);
  }

  /// The one that a word names, alone or with its value; nullptr: none.
  const Option* find(std::string_view word) const {
    const auto found = std::ranges::find_if(all_, [&](const auto* each) { return is_called(*each, name_in(word)); });
    return found == all_.end() ? nullptr : *found;
  }

  std::string nearest(std::string_view word) const {
    WordList names;
    for (const auto* each : all_)
      if (looks_like_option(each->name)) names.push_back(long_name(each->name));
    return messages::suggest(name_in(word), Views(names.begin(), names.end()));
  }

 private:
  using Views = std::vector<std::string_view>;
  std::vector<const Option*> all_;
};

std::string nearest_command(std::string_view word) {
  std::vector<std::string_view> names;
  for (const auto& listed : commands()) names.push_back(listed.name);
  return messages::suggest(word, names);
}

Message did_you_mean(const std::string& nearest, const Listed* listed) {
  if (!nearest.empty()) return "did you mean {word}?"_en(nearest);
  if (listed == nullptr) return "see: loyalty --help"_en;
  return "see: loyalty {command} --help"_en(listed->name);
}

[[noreturn]] void refuse(Message what, const Listed& listed) {
  throw Error(Failure::usage, std::move(what), {}, did_you_mean({}, &listed));
}

[[noreturn]] void refuse_option(const std::string& word, const Listed& listed, const KnownOptions& known) {
  throw Error(Failure::usage, "unknown option {option}"_en(word), {}, did_you_mean(known.nearest(word), &listed));
}

/// Where the first word from a place on stands that is no option and no value of one; behind the last: it was not
/// typed.
std::size_t place_of_word(const WordList& words, std::size_t from, const KnownOptions& known) {
  bool ended = false;
  for (std::size_t at = from; at < words.size(); ++at) {
    const auto& word = words[at];
    if (ended || !word.starts_with('-')) return at;
    ended = word == end_of_options;
    const auto* option = known.find(word);
    if (option != nullptr && takes_value(*option) && name_in(word).size() == word.size()) ++at;
  }
  return words.size();
}

const Listed& find_command(const std::string& word) {
  const auto found = std::ranges::find(commands(), word, &Listed::name);
  if (found == commands().end())
    throw Error(Failure::usage, "unknown command {command}"_en(word), {}, did_you_mean(nearest_command(word), nullptr));
  return *found;
}

/// CLI11 takes much for options that is none; a mark in front lets it pass as a word.
constexpr char mark = '\x1f';

std::string marked(std::string_view word) { return mark + std::string(word); }

void unmark(std::string& word) {
  if (word.starts_with(mark)) word.erase(0, 1);
}

/// Tells options from words, and says what CLI11 would say in words of its own.
class Reader {
 public:
  Reader(const WordList& words, std::size_t command, const Listed& listed, const KnownOptions& known)
      : words_(words), command_(command), listed_(listed), known_(known) {
    for (at_ = 0; at_ < words_.size(); ++at_)
      if (at_ != command_) take(words_[at_]);
  }

  /// As CLI11 takes them: each value behind its option, every word and value marked.
  const WordList& plain() const { return plain_; }
  bool given(std::string_view option) const { return given_.contains(std::string(option)); }

 private:
  void take(const std::string& word) {
    if (ended_ || !looks_like_option(word) || is_negative_number(word)) return plain_.push_back(marked(word));
    ended_ = word == end_of_options;
    if (ended_) return;
    const auto* option = known_.find(word);
    if (option == nullptr) refuse_option(word, listed_, known_);
    const auto name = long_name(option->name);
    if (takes_value(*option))
      give(name, *option, value_of(word, *option));
    else if (word.find('=') != word.npos)
      refuse("{option} takes no value"_en(name), listed_);
    else if (name == "--json")
      give("--format", *option, "json");
    else
      plain_.push_back(word);
  }

  void give(const std::string& name, const Option& option, std::string_view value) {
    if (!given_.insert(name).second && option.kind != Option::Kind::values)
      refuse("{option} was given twice"_en(name), listed_);
    plain_.push_back(name);
    plain_.push_back(marked(value));
  }

  /// Behind "=" or the letter, else the next word, whatever it begins with, unless it is an option of this command.
  std::string_view value_of(std::string_view word, const Option& option) {
    const auto name = name_in(word);
    if (name.size() < word.size()) return word.substr(name.size() + (word.starts_with("--") ? 1 : 0));
    const auto next = at_ + 1;
    const bool missing = next == words_.size() || next == command_ || words_[next] == end_of_options ||
                         (looks_like_option(words_[next]) && known_.find(words_[next]) != nullptr);
    if (missing) refuse("{option} needs a value: {value}"_en(long_name(option.name), option.value), listed_);
    return words_[at_ = next];
  }

  const WordList& words_;
  std::size_t command_;
  const Listed& listed_;
  const KnownOptions& known_;
  std::size_t at_ = 0;
  bool ended_ = false;
  WordList plain_;
  std::set<std::string> given_;
};

/// Where CLI11 puts what it reads.
struct Reading {
  Globals globals;
  std::map<std::string, WordList> values;
  std::map<std::string, bool> flags;
};

/// Whether the line may hold it. CLI11 takes longer to get to know an option than to read the line.
bool may_stand_in(const WordList& plain, const Option& option) {
  if (!looks_like_option(option.name)) return true;
  return std::ranges::any_of(plain, [&](const std::string& word) {
    if (!looks_like_option(word) || word.starts_with("--")) return is_called(option, word);
    const auto is_letter_of = [&](char letter) { return is_called(option, std::string{'-', letter}); };
    return std::any_of(word.begin() + 1, word.end(), is_letter_of); // "-nq" are two
  });
}

void add_globals(CLI::App& app, const WordList& plain, Globals& globals) {
  for (const auto& each : global_options()) {
    if (each.environment == nullptr && !may_stand_in(plain, each.option)) continue;
    const std::string name(each.option.name);
    if (each.flag != nullptr) app.add_flag(name, globals.*each.flag);
    if (each.text == nullptr) continue;
    auto* added = app.add_option(name, globals.*each.text);
    if (each.environment != nullptr) added->envname(each.environment);
  }
}

void add_option(CLI::App& app, const Option& option, Reading& reading) {
  const std::string name(option.name);
  const auto key = long_name(option.name);
  if (option.kind == Option::Kind::flag) {
    app.add_flag(name, reading.flags[key]);
    return;
  }
  auto* added = app.add_option(name, reading.values[key]);
  if (option.kind == Option::Kind::many)
    added->expected(0, -1);
  else
    added->expected(1)->allow_extra_args(false);
  if (option.kind == Option::Kind::values) added->take_all();
}

/// Takes the marks away, and turns flags into values.
void clean(Reading& reading) {
  for (const auto& [name, set] : reading.flags)
    if (set) reading.values[name] = {"yes"};
  for (auto& [name, values] : reading.values)
    for (auto& value : values) unmark(value);
  for (const auto& each : global_options())
    if (each.text != nullptr) unmark(reading.globals.*each.text);
  std::erase_if(reading.values, [](const auto& each) { return each.second.empty(); });
}

Reading read_plain(const WordList& plain, const Listed& listed, const Command& command) {
  Reading reading;
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  add_globals(app, plain, reading.globals);
  for (const auto& option : command.options)
    if (may_stand_in(plain, option)) add_option(app, option, reading);
  try {
    app.parse(WordList(plain.rbegin(), plain.rend()));
  } catch (const CLI::ParseError& error) { refuse("the command line cannot be read: {why}"_en(error.what()), listed); }
  if (auto extra = app.remaining(); !extra.empty()) {
    unmark(extra.front());
    if (looks_like_option(extra.front())) refuse_option(extra.front(), listed, KnownOptions(&command));
    refuse("too many words: {word}"_en(extra.front()), listed);
  }
  clean(reading);
  for (const auto& option : command.options)
    if (option.kind == Option::Kind::required && !reading.values.contains(long_name(option.name)))
      refuse("{word} is missing"_en(option.name), listed);
  return reading;
}

/// The help of the command, or of what its first word chooses.
std::string help_on(const WordList& words, std::size_t place, const Listed& listed, const Command& command,
                    messages::Language language) {
  const auto first = place_of_word(words, place + 1, KnownOptions(&command));
  if (command.choices && first < words.size())
    for (const auto& group : command.choices())
      for (const auto& choice : group.choices)
        if (choice.name == words[first]) return help_of(listed, choice, language);
  return help_of(listed, command, language);
}

std::string version() { return "loyalty " LOYALTY_VERSION "\n"; }

/// Whoever typed nothing, or only a language, wants to know where to begin.
bool is_lost(const WordList& words) {
  return words.empty() || (words.front().starts_with("--lang") && words.size() <= 2);
}

} // namespace

bool is_typed(const WordList& words, std::string_view option) {
  const auto end = std::ranges::find(words, end_of_options);
  return std::find(words.begin(), end, option) != end;
}

std::string_view typed_behind(const WordList& words, std::string_view option) {
  for (std::size_t at = 0; at < words.size() && words[at] != end_of_options; ++at) {
    const std::string_view word = words[at];
    if (word == option && at + 1 < words.size()) return words[at + 1];
    if (word.starts_with(option) && word.size() > option.size() && word[option.size()] == '=')
      return word.substr(option.size() + 1);
  }
  return {};
}

std::variant<Invocation, Answer> parse(const WordList& given, messages::Language language) {
  auto words = given;
  if (!words.empty() && words.front() == "__complete") return Answer{completed({words.begin() + 1, words.end()})};
  if (!words.empty() && words.front() == "__manual")
    return Answer{words.size() == 1 ? manual_pages() : manual_page(words[1])};
  if (!words.empty() && words.front() == "help") words.front() = "--help";
  const auto typed_language = typed_behind(words, "--lang");
  if (!typed_language.empty() && !is_language(typed_language))
    throw Error(Failure::usage, "--lang {language} is not zh or en"_en(typed_language), {},
                "type --lang zh or --lang en"_en);
  if (is_typed(words, "--version") || is_typed(words, "-V")) return Answer{version()};
  const bool asks_for_help = is_typed(words, "--help") || is_typed(words, "-h");
  const auto place = place_of_word(words, 0, KnownOptions(nullptr));
  if (place == words.size()) {
    if (asks_for_help) return Answer{overview(language)};
    if (is_lost(words)) return Answer{where_to_begin(language), 2};
    throw Error(Failure::usage, "no command was given"_en, {}, did_you_mean({}, nullptr));
  }
  const auto& listed = find_command(words[place]);
  const Command command = listed.make();
  if (asks_for_help) return Answer{help_on(words, place, listed, command, language)};

  const KnownOptions known(&command);
  const Reader reader(words, place, listed, known);
  auto reading = read_plain(reader.plain(), listed, command);
  reading.globals.typed_as_of = reader.given("--as-of");
  reading.globals.language = language;
  return Invocation{std::string(listed.name), std::move(reading.globals), std::move(reading.values)};
}

} // namespace loyalty::cli
