// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <new>

#include "cli/command.hpp"
#include "cli/parse.hpp"
#include "cli/session.hpp"
#include "formats/table.hpp"
#include "formats/text_width.hpp"
#include "loyalty/error.hpp"

namespace {

using namespace loyalty;

/// What is opened next must not become the standard output or error of a caller who closed his. Printing to a closed
/// standard output still fails: its stand-in cannot be written.
void keep_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(stream, F_GETFD) < 0) open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY);
}

void write_error(const std::string& text) {
  [[maybe_unused]] const auto written = write(STDERR_FILENO, text.data(), text.size());
}

int exit_code(Failure failure) {
  switch (failure) {
    case Failure::refused: return 1;
    case Failure::usage: return 2;
    case Failure::no_ledger: return 10;
    case Failure::busy: return 11;
    case Failure::damaged: return 12;
    case Failure::unconfirmed: return 4;
  }
  return 1;
}

std::string_view value_of(const std::vector<std::string>& words, std::string_view option) {
  for (std::size_t index = 0; index < words.size(); ++index) {
    const std::string_view word = words[index];
    if (word == option && index + 1 < words.size()) return words[index + 1];
    if (word.starts_with(option) && word.size() > option.size() && word[option.size()] == '=')
      return word.substr(option.size() + 1);
  }
  return {};
}

/// Errors are red where a person reads them. NO_COLOR (no-color.org) is a wish, --color an order.
bool in_colour(const std::vector<std::string>& words) {
  const auto wish = value_of(words, "--color");
  if (wish == "always") return true;
  const auto set = [](const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
  };
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
  return wish != "never" && !set("NO_COLOR") && !dumb && isatty(STDERR_FILENO) != 0;
}

void report(const Error& error, bool json, bool colour) {
  if (json) {
    write_error(fmt::format("{{\"error\":{},\"why\":{},\"hint\":{},\"exit_code\":{}}}\n", formats::json_text(error.what()),
                            formats::json_text(error.why), formats::json_text(error.hint), exit_code(error.failure)));
    return;
  }
  const std::string_view what = error.what();
  // Errors in files already carry their place and the word "error".
  const bool placed = what.find(": error: ") != std::string_view::npos;
  std::string text = fmt::format("{}{}{}{}\n", colour ? "\033[31m" : "", placed ? "" : "error: ",
                                 formats::escape_lines(what),
                                 colour ? "\033[0m" : "");
  if (!error.why.empty()) text += fmt::format("  {}\n", formats::escape_lines(error.why));
  if (!error.hint.empty()) text += fmt::format("hint: {}\n", formats::escape_lines(error.hint));
  write_error(text);
}

int run(const std::vector<std::string>& words) {
  auto parsed = cli::parse(words);
  if (const auto* answer = std::get_if<cli::Answer>(&parsed)) {
    cli::Session session("help", {}, {});
    session.print(answer->text);
    session.flush();
    return 0;
  }
  auto& invocation = std::get<cli::Invocation>(parsed);
  const auto& all = cli::commands();
  const auto listed =
      std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == invocation.command; });
  cli::Session session(invocation.command, std::move(invocation.globals), std::move(invocation.values));
  const int code = listed->make().run(session);
  session.flush();
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  umask(077);
  keep_standard_streams();
  signal(SIGXFSZ, SIG_IGN);
  const std::vector<std::string> words(argv + 1, argv + argc);
  const bool json = value_of(words, "--format") == "json";
  const bool colour = in_colour(words);
  try {
    return run(words);
  } catch (const Error& error) {
    report(error, json, colour);
    return exit_code(error.failure);
  } catch (const std::bad_alloc&) {
    report(Error(Failure::refused, "there is not enough memory; nothing was changed"), json, colour);
  } catch (const std::exception& error) {
    report(Error(Failure::refused, fmt::format("stopped; nothing was changed: {}", error.what())), json, colour);
  }
  return 1;
}
