// SPDX-License-Identifier: MIT
#include "cli/completion.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "cli/command.hpp"
#include "cli/global_options.hpp"
#include "cli/language.hpp"
#include "cli/program_text.hpp"
#include "loyalty/error.hpp"
#include "loyalty/masking.hpp"
#include "output/table.hpp"
#include "program/program_file.hpp"
#include "reports/list.hpp"
#include "reports/names.hpp"
#include "shop/open.hpp"

namespace loyalty::cli {
namespace {

constexpr std::size_t most_offered = 200;
constexpr std::string_view offer_files = "<file>\n";

/// The names of an option: "-n", "--dry-run".
std::vector<std::string_view> names_of(const Option& option) {
  std::vector<std::string_view> names;
  for (auto rest = option.name; !rest.empty();) {
    const auto comma = rest.find(',');
    names.push_back(rest.substr(0, comma));
    rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
  }
  return names;
}

bool is_word(const Option& option) { return option.kind != Option::Kind::flag && !takes_value(option); }

class Completion {
 public:
  explicit Completion(const std::vector<std::string>& words)
      : typed_(words.empty() ? std::string() : words.back()),
        before_(words.begin(), words.empty() ? words.end() : std::prev(words.end())) {
    language_ = chosen_language(value_of("--lang"), value_of("--program"));
    read_words();
  }

  std::string offered() {
    if (const auto* option = waiting()) return offer_values(option->value);
    if (typed_.starts_with('-')) return offer_options();
    if (listed_ == nullptr) return offer_commands();
    return offer_words();
  }

 private:
  void read_words() {
    for (std::size_t at = 0; at < before_.size(); ++at) {
      const auto& word = before_[at];
      if (word.starts_with('-')) {
        if (const auto* option = find_option(word); option != nullptr && takes_value(*option)) ++at;
        continue;
      }
      if (listed_ != nullptr) {
        ++words_given_;
        continue;
      }
      const auto& all = commands();
      const auto found = std::ranges::find(all, word, &Listed::name);
      if (found == all.end()) continue;
      listed_ = &*found;
      command_ = listed_->make();
    }
  }

  /// Options of the command, if there is one, and of every command.
  template <class Use>
  void each_option(const Use& use) const {
    if (listed_ != nullptr)
      for (const auto& option : command_.options)
        if (!is_word(option)) use(option);
    for (const auto& global : global_options()) use(global.option);
  }

  const Option* find_option(std::string_view word) const {
    const Option* found = nullptr;
    each_option([&](const Option& option) {
      if (found == nullptr && std::ranges::count(names_of(option), word) > 0) found = &option;
    });
    return found;
  }

  /// The option whose value is being typed.
  const Option* waiting() const {
    if (before_.empty()) return nullptr;
    const auto* option = find_option(before_.back());
    return option != nullptr && takes_value(*option) ? option : nullptr;
  }

  std::string value_of(std::string_view option) const {
    const auto found = std::ranges::find(before_, option);
    return found == before_.end() || std::next(found) == before_.end() ? std::string() : *std::next(found);
  }

  void offer(std::string_view candidate, std::string_view what = {}) {
    if (!candidate.starts_with(typed_) || offers_ == most_offered) return;
    ++offers_;
    text_.append(candidate).append("\t").append(what).append("\n");
  }
  std::string said(const Message& what) const { return messages::said(what, language_); }

  std::string offer_commands() {
    for (const auto& listed : commands()) offer(listed.name, said(listed.summary));
    return text_;
  }

  std::string offer_options() {
    each_option([&](const Option& option) { offer(names_of(option).back(), said(option.help)); });
    return text_;
  }

  std::string offer_words() {
    std::size_t place = 0;
    for (const auto& option : command_.options) {
      if (!is_word(option)) continue;
      if (place++ == words_given_ || option.kind == Option::Kind::many)
        return listed_->name == "report" ? offer_reports() : offer_values(option.name);
    }
    return text_;
  }

  std::string offer_reports() {
    for (const auto& report : reports::list()) offer(report.name, said(report.summary));
    return text_;
  }

  /// By what stands for the value in the help.
  std::string offer_values(std::string_view kind) {
    if (kind == "FILE") return std::string(offer_files);
    for (auto rest = kind; kind.find('|') != std::string_view::npos && !rest.empty();) {
      const auto bar = rest.find('|');
      offer(rest.substr(0, bar));
      rest.remove_prefix(bar == std::string_view::npos ? rest.size() : bar + 1);
    }
    if (kind == "SHELL")
      for (const auto* shell : {"bash", "zsh", "fish"}) offer(shell);
    if (kind == "FORMAT")
      for (const auto format : output::format_names) offer(format);
    if (kind == "WHEN")
      for (const auto* when : {"auto", "always", "never"}) offer(when);
    try {
      offer_of_program(kind);
      offer_of_ledger(kind);
    } catch (const std::exception&) {
      // Whatever is wrong with them is said by the command itself.
      return text_;
    }
    return text_;
  }

  void offer_of_program(std::string_view kind) {
    if (kind != "COUPON" && kind != "TIER" && kind != "PLAN" && kind != "DRAW" && kind != "ACTIVITY") return;
    const auto path = named("--program", "LOYALTY_PROGRAM", "loyalty.toml");
    const auto program = program::parse_program(read_program_text(path)).program;
    const auto offer_all = [&](const auto& things) {
      for (const auto& each : things) offer(each.id, each.name);
    };
    if (kind == "COUPON") offer_all(program.coupons);
    if (kind == "TIER") offer_all(program.tiers);
    if (kind == "PLAN") offer_all(program.plans);
    if (kind == "DRAW") offer_all(program.draws);
    if (kind == "ACTIVITY") offer_all(program.activities);
  }

  /// Nobody wants a ledger converted who only looks for a word.
  static void leave_as_it_is(shop::Ledger& ledger) {
    throw Error(Failure::refused, nothing_changed("an older version wrote {file}"_en(ledger.path())));
  }

  void offer_of_ledger(std::string_view kind) {
    const bool member = kind == "MEMBER" || kind == "KEPT" || kind == "OTHER";
    if (!member && kind != "BATCH") return;
    const auto ledger = shop::open_ledger(named("--ledger", "LOYALTY_LEDGER", "loyalty.db"), false, 0, leave_as_it_is);
    if (member) {
      for (const auto& key : reports::member_keys(*ledger, typed_, most_offered))
        if (mask_text(key) == key) offer(key);
      return;
    }
    for (const auto& [number, command] : reports::last_batches(*ledger, most_offered)) offer(number, command);
  }

  std::string named(std::string_view option, const char* variable, std::string_view otherwise) const {
    if (auto typed = value_of(option); !typed.empty()) return typed;
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0' ? value : std::string(otherwise);
  }

  std::string typed_;
  std::vector<std::string> before_;
  messages::Language language_;
  const Listed* listed_ = nullptr;
  Command command_;
  std::size_t words_given_ = 0;
  std::string text_;
  std::size_t offers_ = 0;
};

} // namespace

std::string completed(const std::vector<std::string>& words) { return Completion(words).offered(); }

} // namespace loyalty::cli
