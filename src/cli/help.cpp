// SPDX-License-Identifier: MIT
#include "cli/help.hpp"

#include <algorithm>

#include "cli/global_options.hpp"
#include "messages/name_list.hpp"
#include "messages/text_width.hpp"
#include "messages/utf8.hpp"

namespace loyalty::cli {
namespace {

constexpr std::size_t page_width = 80;
constexpr std::size_t option_width = 26;

/// What stays together on a line.
struct Piece {
  std::string_view text;
  bool after_blank = false;
};

/// Whether a line may end between two characters that no blank divides: beside a wide one, but no sign is torn off.
bool may_part(char32_t left, std::string_view left_text, char32_t right, std::string_view right_text) {
  constexpr std::u32string_view opening = U"（“《【(";
  constexpr std::u32string_view closing = U"，。；：？！、）”》】～…,.;:)?!%";
  if (opening.find(left) != opening.npos || closing.find(right) != closing.npos) return false;
  return messages::display_width(left_text) > 1 || messages::display_width(right_text) > 1;
}

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  std::size_t begin = 0;
  bool after_blank = false;
  const auto end_piece = [&](std::size_t end) {
    if (end > begin) pieces.push_back({text.substr(begin, end - begin), after_blank});
    after_blank = false;
    begin = end;
  };
  char32_t before = U' ';
  std::string_view before_text;
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, bytes, valid] = messages::utf8_at(text, at);
    const auto character = text.substr(at, bytes);
    if (code == U' ') {
      end_piece(at);
      begin = at + 1;
      after_blank = true;
    } else if (before != U' ' && may_part(before, before_text, code, character)) {
      end_piece(at);
    }
    before = code;
    before_text = character;
    at += bytes;
  }
  end_piece(text.size());
  return pieces;
}

/// The text in lines of that many cells, ended between words; Chinese may end anywhere.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back();
    for (const auto& piece : pieces_of(text.substr(0, end))) {
      auto& line = lines.back();
      const std::size_t blank = piece.after_blank && !line.empty() ? 1 : 0;
      if (line.empty() || messages::display_width(line) + blank + messages::display_width(piece.text) <= width)
        line.append(blank, ' ').append(piece.text);
      else
        lines.emplace_back(piece.text);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// Puts a page together in one language.
class HelpPage {
 public:
  explicit HelpPage(messages::Language language) : language_(language) {}

  std::string said(const Message& message) const { return messages::said(message, language_); }

  void verbatim(std::string_view lines) { text_.append(lines).append("\n"); }
  void paragraph(const Message& message) {
    for (const auto& line : wrapped(said(message), page_width)) verbatim(line);
  }
  /// A line of a list: what it is, and from a column on what that does.
  void entry(std::string_view name, const Message& help, std::size_t column) {
    auto line = "  " + std::string(name);
    for (const auto& part : wrapped(said(help), page_width - column)) {
      if (messages::display_width(line) + 1 > column) {
        verbatim(line);
        line.clear();
      }
      line.append(column - messages::display_width(line), ' ').append(part);
      verbatim(line);
      line.clear();
    }
    if (!line.empty()) verbatim(line);
  }
  void entry(const Option& option) {
    auto name = std::string(option.name);
    if (const auto comma = name.find(','); comma != name.npos) name.insert(comma + 1, 1, ' ');
    if (takes_value(option)) name.append(" ").append(option.value);
    entry(name, option.help, option_width);
  }

  std::string text() && { return std::move(text_); }

 private:
  messages::Language language_;
  std::string text_;
};

/// What a shop types in its first hour.
void show_beginning(HelpPage& page) {
  constexpr std::size_t column = 36;
  page.entry("loyalty try orders.csv", "try a scheme on them; writes nothing"_en, column);
  page.entry("loyalty init", "make a program file and an empty ledger"_en, column);
  page.entry("loyalty import-orders orders.csv", "read orders and refunds"_en, column);
  page.entry("loyalty run-nightly", "bring points, tiers and vouchers up to date"_en, column);
  page.entry("loyalty report members", "show members with points and tiers"_en, column);
  page.entry("loyalty show-member MEMBER", "show one member"_en, column);
}

std::string usage_of(std::string line, const std::vector<Option>& options) {
  for (const auto& option : options) {
    const std::string name(option.name);
    if (option.kind == Option::Kind::required) line += ' ' + name;
    if (option.kind == Option::Kind::optional) line += " [" + name + ']';
    if (option.kind == Option::Kind::many) line += " [" + name + "…]";
  }
  return line;
}

/// What it is, what one could type, and how it is typed.
void show_use(HelpPage& page, const Message& summary, std::string_view examples, const std::string& usage) {
  page.paragraph(summary);
  page.verbatim("");
  page.paragraph("Examples:"_en);
  page.verbatim(examples);
  page.verbatim("");
  page.paragraph("Usage: {command} [OPTIONS]"_en(usage));
}

void show_choices(HelpPage& page, std::string_view word, const std::vector<ChoiceGroup>& groups) {
  page.verbatim("");
  page.paragraph("{word} is one of:"_en(word));
  for (const auto& group : groups) {
    std::vector<std::string_view> names;
    for (const auto& choice : group.choices) names.push_back(choice.name);
    page.entry(page.said(group.question), messages::name_list(names), option_width);
  }
}

void show_options(HelpPage& page, const std::vector<Option>& options) {
  if (options.empty()) return;
  page.verbatim("");
  page.paragraph("Options:"_en);
  for (const auto& option : options) page.entry(option);
}

/// What counts for every table, whichever is chosen.
bool shapes_tables(const GlobalOption& each) {
  const auto text = each.text;
  return text == &Globals::as_of || text == &Globals::format || text == &Globals::output || text == &Globals::columns ||
         each.flag == &Globals::wide || each.flag == &Globals::show_personal;
}

/// Its own, and those of every command that it is worth telling of.
std::vector<Option> options_of(const Command& command) {
  std::vector<Option> options;
  if (!command.choices) options = command.options;
  for (const auto& each : global_options())
    if (command.choices ? shapes_tables(each) : command.changes && each.flag == &Globals::dry_run)
      options.push_back(each.option);
  return options;
}

} // namespace

std::string overview(messages::Language language) {
  HelpPage page(language);
  page.paragraph("loyalty: a loyalty ledger for small shops"_en);
  page.verbatim("");
  show_beginning(page);
  std::string group;
  for (const auto& listed : commands()) {
    if (auto its = page.said(listed.group); its != group) {
      page.verbatim('\n' + its);
      group = std::move(its);
    }
    page.entry(listed.name, listed.summary, 21);
  }
  page.verbatim("");
  page.paragraph("Options of every command, before or after its name"_en);
  for (const auto& each : global_options()) page.entry(each.option);
  page.verbatim("");
  page.paragraph("Help on one command: loyalty COMMAND --help"_en);
  page.paragraph(
      "Exit codes: 0 done, 1 refused, 2 wrong usage or program file, 3 done but rows were rejected, 4 done but the "
      "answer could not be written, 10 no ledger, 11 ledger busy, 12 ledger damaged; unknown codes are failures."_en);
  return std::move(page).text();
}

std::string help_of(const Listed& listed, const Command& command, messages::Language language) {
  HelpPage page(language);
  const auto name = std::string(listed.name);
  const auto words = command.choices ? std::vector{command.options.front()} : command.options;
  show_use(page, listed.summary, command.examples, usage_of("loyalty " + name, words));
  if (command.choices) show_choices(page, words.front().name, command.choices());
  show_options(page, options_of(command));
  page.verbatim("");
  if (command.choices)
    page.paragraph(
        "Help on one of them, with its own options: loyalty {command} {word} --help"_en(name, words.front().name));
  page.paragraph("Options of every command: loyalty --help"_en);
  return std::move(page).text();
}

std::string help_of(const Listed& listed, const Choice& choice, messages::Language language) {
  HelpPage page(language);
  const auto name = std::string(listed.name);
  show_use(page, choice.summary, choice.examples,
           usage_of("loyalty " + name + ' ' + std::string(choice.name), choice.options));
  show_options(page, choice.options);
  for (const auto& note : choice.notes) {
    page.verbatim("");
    page.paragraph(note);
  }
  page.verbatim("");
  page.paragraph("Help on the others: loyalty {command} --help"_en(name));
  page.paragraph("Options of every command: loyalty --help"_en);
  return std::move(page).text();
}

std::string where_to_begin(messages::Language language) {
  HelpPage page(language);
  page.paragraph("loyalty: a loyalty ledger for small shops"_en);
  page.verbatim("");
  show_beginning(page);
  page.verbatim("");
  page.paragraph("All commands: loyalty --help"_en);
  return std::move(page).text();
}

} // namespace loyalty::cli
