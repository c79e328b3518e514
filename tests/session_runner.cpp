// SPDX-License-Identifier: MIT
//
// Runs sessions one could have typed and compares what they print.
//
//   session_runner [--accept] FILE...
//
// A session is a .test file, or the ```console blocks of a Markdown page:
//
//   # a comment, or a blank line, between commands
//   $ loyalty report tiers --format csv     a command; all commands of a file share one shell
//   > more of the command                   its further lines, for instance of a here-document
//   tier,members                            the expected standard output, to the letter
//   silver,<*>                              <*> stands for any text within a line
//   ...                                     for any number of lines
//   ! loyalty: ledger is busy               the expected standard error
//   = 11                                    the expected exit code, when it is not 0
//   \$ 5                                    a backslash takes the rest of the line as it is
//
// A page shows what a terminal shows: unless it marks standard error with "!", both streams are read as one.
// Blank lines at the end of an output are not compared.
//
// A session starts in a fresh directory that holds a copy of what it needs: NAME.test the files of NAME/,
// an example's commands.test the files of the example, a page the folder examples/. The environment is fixed:
// the loyalty beside this program on PATH, English, UTC, no colours, no input, the clock at
// LOYALTY_NOW, and 2026-01-01 as the day that is looked at where a command names none.
//
// --accept writes what was printed into the files instead; review the difference before committing it.

#include <stdlib.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "session_match.hpp"

using session::Difference;
using session::Expected;

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

struct Command {
  std::string text;
  std::size_t line = 0;           // index of the "$" line
  std::size_t begin = 0, end = 0; // the lines of the file that hold the expectation
  std::vector<Expected> out, err;
  int exit_code = 0;
};

struct Result {
  Lines out, err;
  int exit_code = 0;
};

Lines split_lines(std::istream& in) {
  Lines lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

Lines read_lines(const fs::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file.string() + ": cannot be read");
  return split_lines(in);
}

void write(const fs::path& file, const Lines& lines) {
  std::ofstream out(file);
  for (const auto& line : lines) out << line << '\n';
  if (!out.flush()) throw std::runtime_error(file.string() + ": cannot be written");
}

// --- reading a session ---------------------------------------------------------------------------------------

// The text after a mark, where a mark alone on its line carries an empty text.
std::optional<std::string> marked(std::string_view line, char mark) {
  if (line.empty() || line[0] != mark) return std::nullopt;
  if (line.size() == 1) return "";
  return line[1] == ' ' ? std::optional(std::string(line.substr(2))) : std::nullopt;
}

std::optional<int> exit_code(std::string_view line) {
  const auto code = marked(line, '=');
  if (!code || code->empty() || code->size() > 3 || code->find_first_not_of("0123456789") != code->npos)
    return std::nullopt;
  return std::stoi(*code);
}

bool is_between_commands(std::string_view line) { return line.empty() || line[0] == '#'; }

Command parse_command(const Lines& lines, std::size_t at, std::size_t end) {
  Command command{.text = *marked(lines[at], '$'), .line = at, .out = {}, .err = {}};
  for (++at; at < end; ++at) {
    const auto more = marked(lines[at], '>');
    if (!more) break;
    command.text += '\n' + *more;
  }
  command.begin = at;
  command.end = at;
  for (; at < end && !marked(lines[at], '$'); ++at)
    if (!is_between_commands(lines[at])) command.end = at + 1;
  for (at = command.begin; at < command.end; ++at) {
    if (const auto code = exit_code(lines[at]))
      command.exit_code = *code;
    else if (const auto text = marked(lines[at], '!'))
      command.err.push_back({*text, at});
    else
      command.out.push_back({lines[at], at});
  }
  return command;
}

void parse_block(const Lines& lines, std::size_t at, std::size_t end, std::vector<Command>& commands) {
  for (; at < end; ++at)
    if (marked(lines[at], '$')) {
      commands.push_back(parse_command(lines, at, end));
      at = commands.back().end - 1;
    }
}

std::vector<Command> parse(const Lines& lines, bool page) {
  std::vector<Command> commands;
  if (!page) {
    parse_block(lines, 0, lines.size(), commands);
    return commands;
  }
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (lines[at] != "```console") continue;
    const auto close = std::find(lines.begin() + static_cast<std::ptrdiff_t>(at) + 1, lines.end(), "```");
    const auto end = static_cast<std::size_t>(close - lines.begin());
    parse_block(lines, at + 1, end, commands);
    at = end;
  }
  return commands;
}

// --- running it ----------------------------------------------------------------------------------------------

class Scratch {
 public:
  Scratch() {
    auto name = (fs::temp_directory_path() / "loyalty-session-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a temporary directory");
    path_ = name;
    fs::create_directory(path_ / "home");
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  fs::path home() const { return path_ / "home"; }
  fs::path file(std::size_t command, std::string_view kind) const {
    return path_ / (std::to_string(command) + '.' + std::string(kind));
  }

 private:
  fs::path path_;
};

void copy_files(const fs::path& session, const fs::path& home) {
  const auto copy = [](const fs::path& from, const fs::path& to) {
    if (fs::is_directory(from)) fs::copy(from, to, fs::copy_options::recursive);
  };
  const auto folder = fs::absolute(session).parent_path();
  if (session.extension() == ".md") {
    for (auto above = folder; above.has_relative_path(); above = above.parent_path()) {
      if (!fs::is_directory(above / "examples")) continue;
      copy(above / "examples", home / "examples");
      break;
    }
  } else {
    copy(session.filename() == "commands.test" ? folder : folder / session.stem(), home);
  }
}

std::string quoted(const fs::path& path) { return "'" + path.string() + "'"; }

std::vector<Result> run(const std::vector<Command>& commands, const fs::path& session, const fs::path& programs) {
  const Scratch scratch;
  copy_files(session, scratch.home());

  Lines script{"cd " + quoted(scratch.home()), "exec </dev/null"};
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const bool terminal = session.extension() == ".md" && commands[i].err.empty();
    const auto err = terminal ? "&1" : quoted(scratch.file(i, "err"));
    script.push_back("{\n" + commands[i].text + "\n} >" + quoted(scratch.file(i, "out")) + " 2>" + err);
    script.push_back("echo $? >" + quoted(scratch.file(i, "exit")));
  }
  const auto script_file = scratch.file(0, "sh");
  write(script_file, script);

  const char* path = std::getenv("PATH");
  const auto shell =
      "env -i LC_ALL=C.UTF-8 NO_COLOR=1 LOYALTY_NOW=2030-01-01T00:00:00Z LOYALTY_AS_OF=2026-01-01 HOME=" +
      quoted(scratch.home()) + " PATH=" + quoted(programs) + ":'" + (path ? path : "/usr/bin:/bin") + "' sh " +
      quoted(script_file);
  std::system(shell.c_str());

  const auto read = [&](std::size_t i, std::string_view kind) {
    const auto file = scratch.file(i, kind);
    auto lines = fs::exists(file) ? read_lines(file) : Lines{};
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    return lines;
  };
  std::vector<Result> results;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const auto code = read(i, "exit");
    results.push_back({read(i, "out"), read(i, "err"), code.empty() ? -1 : std::stoi(code.front())});
  }
  return results;
}

// --- comparing -----------------------------------------------------------------------------------------------

bool passed(const Command& command, const Result& result) {
  return matches(command.out, result.out) && matches(command.err, result.err) && command.exit_code == result.exit_code;
}

void print_stream(const fs::path& file, std::size_t fallback, std::string_view name, std::span<const Expected> want,
                  std::span<const std::string> got) {
  if (matches(want, got)) return;
  const auto d = difference(want, got);
  const auto line = d.want.empty() ? fallback : d.want.front().line;
  std::cout << file.string() << ':' << line + 1 << ": " << name << " differs\n";
  for (const auto& expected : d.want) std::cout << "  - " << expected.text << '\n';
  for (const auto& actual : d.got) std::cout << "  + " << actual << '\n';
}

void print_failure(const fs::path& file, const Command& command, const Result& result) {
  std::cout << file.string() << ':' << command.line + 1 << ": $ " << command.text << '\n';
  if (result.exit_code < 0) {
    std::cout << "  did not come to its end: it left the shell\n";
    return;
  }
  print_stream(file, command.line, "stdout", command.out, result.out);
  print_stream(file, command.line, "stderr", command.err, result.err);
  if (command.exit_code != result.exit_code)
    std::cout << "  exit code " << result.exit_code << ", expected " << command.exit_code << '\n';
}

// --- accepting -----------------------------------------------------------------------------------------------

std::string escaped(const std::string& line) {
  const bool special = line == "..." || line.find("<*>") != line.npos || line.starts_with('\\') ||
                       line.starts_with('#') || marked(line, '$') || marked(line, '>') || marked(line, '!') ||
                       exit_code(line);
  return special ? '\\' + line : line;
}

Lines accepted(std::span<const Expected> want, std::span<const std::string> got) {
  Lines lines;
  const auto keep = [&](std::span<const Expected> part) {
    for (const auto& expected : part) lines.push_back(expected.text);
  };
  if (matches(want, got)) {
    keep(want);
    return lines;
  }
  const auto d = difference(want, got);
  keep(want.first(d.head));
  for (const auto& line : d.got) lines.push_back(escaped(line));
  keep(want.last(d.tail));
  return lines;
}

void accept(Lines& lines, const Command& command, const Result& result) {
  Lines expectation = accepted(command.out, result.out);
  for (const auto& line : accepted(command.err, result.err)) expectation.push_back(line.empty() ? "!" : "! " + line);
  if (result.exit_code != 0) expectation.push_back("= " + std::to_string(result.exit_code));
  const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(command.begin);
  const auto end = lines.begin() + static_cast<std::ptrdiff_t>(command.end);
  lines.insert(lines.erase(begin, end), expectation.begin(), expectation.end());
}

enum class Outcome { passed, failed, empty };

Outcome check(const fs::path& file, const fs::path& programs, bool accepting) {
  const bool page = file.extension() == ".md";
  auto lines = read_lines(file);
  const auto commands = parse(lines, page);
  if (commands.empty() && page) return Outcome::empty;
  if (commands.empty()) {
    std::cout << file.string() << ":1: no command\n";
    return Outcome::failed;
  }
  const auto results = run(commands, file, programs);
  auto outcome = Outcome::passed;
  for (auto i = commands.size(); accepting && i-- > 0;)
    if (!passed(commands[i], results[i]) && results[i].exit_code >= 0) accept(lines, commands[i], results[i]);
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (passed(commands[i], results[i]) || (accepting && results[i].exit_code >= 0)) continue;
    print_failure(file, commands[i], results[i]);
    outcome = Outcome::failed;
  }
  if (accepting) write(file, lines);
  return outcome;
}

} // namespace

int main(int argc, char** argv) try {
  std::vector<std::string> files(argv + 1, argv + argc);
  const bool accepting = std::erase(files, "--accept") > 0;
  const auto programs = fs::canonical("/proc/self/exe").parent_path();
  int passed = 0, failed = 0;
  for (const auto& file : files) {
    const auto outcome = check(file, programs, accepting);
    passed += outcome == Outcome::passed;
    failed += outcome == Outcome::failed;
  }
  std::cout << passed << " passed, " << failed << " failed\n";
  return failed == 0 && passed > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
} catch (const std::exception& error) {
  std::cerr << "session_runner: " << error.what() << '\n';
  return EXIT_FAILURE;
}
