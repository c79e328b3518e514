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
#include "cli/ending.hpp"
#include "cli/output.hpp"
#include "cli/parse.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "loyalty/masking.hpp"
#include "messages/text_width.hpp"
#include "output/table.hpp"

namespace {

using namespace loyalty;

/// What is opened next must not become the standard output or error of a caller who closed theirs. Printing to a closed
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

/// What is told of a run that failed, and its exit code.
struct Failed {
  std::string what;
  std::string why;
  std::string hint;
  int code = 1;
};

Failed failed(const Error& error) { return {error.what(), error.why, error.hint, exit_code(error.failure)}; }

/// How errors are written, as it was typed.
struct Style {
  bool json = false;
  bool colour = false;
  bool personal = false; ///< nothing is masked
};

void report(Failed error, const Style& style) {
  for (auto* text : {&error.what, &error.why, &error.hint})
    if (!style.personal) *text = mask_text(*text);
  if (style.json) {
    write_error(fmt::format("{{\"error\":{},\"why\":{},\"hint\":{},\"exit_code\":{}}}\n", output::json_text(error.what),
                            output::json_text(error.why), output::json_text(error.hint), error.code));
    return;
  }
  const std::string_view what = error.what;
  const bool colour = style.colour;
  // Errors in files already carry their place and the word "error".
  const bool placed = what.find(": error: ") != std::string_view::npos;
  std::string text = fmt::format("{}{}{}{}\n", colour ? "\033[31m" : "",
                                 placed ? "" : "error: ", messages::escape_lines(what), colour ? "\033[0m" : "");
  if (!error.why.empty()) text += fmt::format("  {}\n", messages::escape_lines(error.why));
  if (!error.hint.empty()) text += fmt::format("hint: {}\n", messages::escape_lines(error.hint));
  write_error(text);
}

/// The phrase is for runs that changed nothing; what failed after a change says nothing about the change.
void take_out(std::string& text, std::string_view phrase) {
  if (const auto at = text.find(phrase); at != std::string::npos) text.erase(at, phrase.size());
}

/// What went wrong, as far as it is true of the ledger. Failures that come after the change leave the change in it.
Failed judged(cli::Session& session, Failed error) {
  const auto books = session.books();
  if (books == cli::Session::Books::unchanged) return error;
  for (auto* text : {&error.what, &error.why})
    for (const std::string_view phrase : {"; nothing was changed", "nothing was changed"}) take_out(*text, phrase);
  const auto batch = session.receipt().batch->value;
  const auto why = fmt::format("{}{}{}", error.what, error.why.empty() ? "" : ": ", error.why);
  if (books == cli::Session::Books::unknown)
    return {fmt::format("it is not known whether batch {} is in the books", batch), why,
            "look with: loyalty list-batches; the same command again does nothing twice", error.code};
  return {fmt::format("done, but the answer could not be written: batch {} is in the books", batch), why,
          fmt::format("see it again with: {}; undo it with: loyalty undo-batch {}", session.how_to_see_again(), batch),
          cli::done_unanswered};
}

/// Nobody reads, and nothing was changed: the end of a pipeline, and no error.
void leave_quietly() {
  signal(SIGPIPE, SIG_DFL);
  raise(SIGPIPE);
}

int answer(const std::string& text) {
  cli::Output output("-");
  output.write(text);
  return 0;
}

int run(const std::vector<std::string>& words, const Style& style) {
  auto parsed = cli::parse(words);
  if (const auto* help = std::get_if<cli::Answer>(&parsed)) return answer(help->text);
  auto& invocation = std::get<cli::Invocation>(parsed);
  const auto& all = cli::commands();
  const auto listed =
      std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == invocation.command; });
  const auto command = listed->make();
  cli::Session session(invocation.command, std::move(invocation.globals), std::move(invocation.values), command);
  Failed error;
  try {
    const int code = command.run(session);
    session.flush();
    return code;
  } catch (const cli::ReaderLeft& left) {
    if (session.books() == cli::Session::Books::unchanged) throw;
    error = judged(session, failed(left));
  } catch (const Error& refused) { error = judged(session, failed(refused)); } catch (const std::bad_alloc&) {
    error = judged(session, {"there is not enough memory; nothing was changed", {}, {}});
  } catch (const std::exception& stopped) {
    error = judged(session, {fmt::format("stopped; nothing was changed: {}", stopped.what()), {}, {}});
  }
  report(error, style);
  return error.code;
}

} // namespace

int main(int argc, char** argv) {
  umask(077);
  keep_standard_streams();
  // A file that grows too large, or a reader who leaves, is an error of the write and not the end of everything.
  signal(SIGXFSZ, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  cli::heed_signals();
  const std::vector<std::string> words(argv + 1, argv + argc);
  const Style style{.json = value_of(words, "--format") == "json",
                    .colour = in_colour(words),
                    .personal = std::find(words.begin(), words.end(), "--show-personal") != words.end()};
  try {
    return run(words, style);
  } catch (const cli::ReaderLeft&) { leave_quietly(); } catch (const Error& error) {
    report(failed(error), style);
    return exit_code(error.failure);
  } catch (const std::exception& error) {
    report({fmt::format("stopped; nothing was changed: {}", error.what()), {}, {}}, style);
  }
  return 1;
}
