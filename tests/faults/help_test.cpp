// SPDX-License-Identifier: MIT
//
// The help of every command, and of every report, fits one screen of 80 columns in each language.

#include <cctype>
#include <sstream>

#include "catch.hpp"
#include "faults/shop.hpp"
#include "messages/text_width.hpp"
#include "reports/list.hpp"

namespace help_test {

using namespace faults;

namespace {

constexpr std::size_t screen_lines = 45;
constexpr std::size_t screen_columns = 80;

Words lines_of(const std::string& text) {
  Words lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// A folder without a ledger, where nobody needs one to get help.
class Helped {
 public:
  std::string answer(Words words, const std::string& language) const {
    const auto typed = words;
    words.insert(words.end(), {"--lang", language});
    const auto ended = run(beside_this("loyalty"), words, {.folder = folder_.path()});
    CAPTURE(typed, language, ended.err);
    CHECK(ended.done());
    CHECK(ended.err.empty());
    return ended.out;
  }
  std::string plain_answer(const Words& words) const {
    return run(beside_this("loyalty"), words, {.folder = folder_.path()}).out;
  }
  Words commands() const {
    Words names;
    const std::string before = "loyalty-";
    for (const auto& page : lines_of(plain_answer({"__manual"})))
      if (page.starts_with(before)) names.push_back(page.substr(before.size()));
    return names;
  }

 private:
  Scratch folder_;
};

void check_width(const std::string& help) {
  for (const auto& line : lines_of(help)) {
    CAPTURE(line);
    CHECK(loyalty::messages::display_width(line) <= screen_columns);
    CHECK_FALSE(line.ends_with(' '));
  }
}

void check_screen(const std::string& help) {
  CAPTURE(help);
  CHECK(lines_of(help).size() <= screen_lines);
  CHECK(lines_of(help).size() >= 6);
  check_width(help);
}

bool has_word(const std::string& text, const std::string& word) {
  const auto in_word = [&](std::size_t at) {
    if (at >= text.size()) return false;
    return std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '-' || text[at] == '_';
  };
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1))
    if (!in_word(at - 1) && !in_word(at + word.size())) return true;
  return false;
}

} // namespace

TEST_CASE("the help of every command fits one screen") {
  const Helped helped;
  CHECK(helped.commands().size() > 30);
  for (const std::string language : {"en", "zh"}) {
    check_width(helped.answer({"--help"}, language));
    for (const auto& command : helped.commands()) {
      const auto help = helped.answer({command, "--help"}, language);
      CAPTURE(command, language);
      check_screen(help);
      CHECK(has_word(help, "loyalty " + command));
      CHECK(helped.answer({"help", command}, language) == help);
    }
  }
}

TEST_CASE("the help of every report fits one screen, and has its options, columns and examples") {
  const Helped helped;
  for (const std::string language : {"en", "zh"}) {
    const auto all = helped.answer({"report", "--help"}, language);
    for (const auto& report : loyalty::reports::list()) {
      const std::string name(report.name);
      const auto help = helped.answer({"report", name, "--help"}, language);
      CAPTURE(name, language);
      check_screen(help);
      CHECK(has_word(all, name));
      CHECK(help != all);
      CHECK(has_word(help, "loyalty report " + name));
      for (const auto& option : report.options) CHECK(has_word(help, std::string(option.name)));
      for (const auto& table : report.tables)
        for (const auto& column : table.columns) CHECK(has_word(help, std::string(column.key)));
      CHECK(helped.answer({"--as-of", "2026-01-01", "report", "--days", "7", name, "-h"}, language) == help);
      CHECK(helped.answer({"help", "report", name}, language) == help);
    }
    CHECK(helped.answer({"report", "nothing", "--help"}, language) == all);
  }
}

TEST_CASE("the manual and the completion have every report with all its options") {
  const Helped helped;
  const auto page = helped.plain_answer({"__manual", "loyalty-report"});
  const auto names = '\n' + helped.plain_answer({"__complete", "report", ""});
  const auto options = '\n' + helped.plain_answer({"__complete", "report", "-"});
  for (const auto& report : loyalty::reports::list()) {
    const std::string name(report.name);
    CAPTURE(name);
    CHECK(page.find("\n*" + name + "*\n") != page.npos);
    CHECK(page.find("\tloyalty report " + name) != page.npos);
    CHECK(has_word(page, report.summary.english()));
    CHECK(names.find('\n' + name + '\t') != names.npos);
    for (const auto& option : report.options) {
      CHECK(page.find("*" + std::string(option.name) + "*") != page.npos);
      if (!option.name.starts_with('-')) continue;
      CHECK(options.find('\n' + std::string(option.name) + '\t') != options.npos);
    }
  }
}

} // namespace help_test
