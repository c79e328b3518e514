// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <new>

#include "cli/clock.hpp"
#include "cli/command.hpp"
#include "cli/ending.hpp"
#include "cli/language.hpp"
#include "cli/output.hpp"
#include "cli/parse.hpp"
#include "cli/run_log.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "loyalty/masking.hpp"
#include "messages/catalogue.hpp"
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

/// Errors are red where a person reads them. --color is an order; NO_COLOR (no-color.org) a wish that is stronger than
/// CLICOLOR_FORCE and FORCE_COLOR, which want colours in pipes and files too.
bool in_colour(const std::vector<std::string>& words) {
  const auto wish = cli::typed_behind(words, "--color");
  if (wish == "always") return true;
  const auto set = [](const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
  };
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
  if (wish == "never" || set("NO_COLOR")) return false;
  return set("CLICOLOR_FORCE") || set("FORCE_COLOR") || (!dumb && isatty(STDERR_FILENO) != 0);
}

/// What is told of a run that failed, and its exit code.
struct Failed {
  Message what;
  Message why;
  Message hint;
  int code = 1;
  std::string place = {};
  std::string rule = {};             ///< that refuses
  std::string_view kind = "refused"; ///< what programs read where no rule does
};

std::string_view name_of(Failure failure) {
  switch (failure) {
    case Failure::refused: return "refused";
    case Failure::usage: return "usage";
    case Failure::no_ledger: return "no_ledger";
    case Failure::busy: return "busy";
    case Failure::damaged: return "damaged";
    case Failure::unconfirmed: return "unconfirmed";
  }
  return "refused";
}

Failed failed(const Error& error) {
  return {error.told, error.why, error.hint, exit_code(error.failure), error.place, error.name, name_of(error.failure)};
}
/// Wrong usage that says neither why nor what helps is helped by the help.
Failed failed(const Error& error, const cli::Session& session) {
  auto told = failed(error);
  if (error.failure == Failure::usage && told.why.empty() && told.hint.empty()) told.hint = session.way_to_help();
  return told;
}

/// How errors are written, as it was typed.
struct Style {
  messages::Language language;
  bool json = false;
  bool colour = false;
  bool personal = false; ///< nothing is masked
};

void report(const Failed& error, const Style& style) {
  const auto told = [&](const Message& message) {
    const auto text = messages::said(message, style.language);
    return style.personal ? text : mask_text(text);
  };
  if (style.json) {
    const auto text = [&](const Message& message) { return output::json_text(told(message)); };
    write_error(fmt::format(R"({{"error":{},"why":{},"hint":{},"exit_code":{},"name":{},"place":{}}})"
                            "\n",
                            text(error.what), text(error.why), text(error.hint), error.code,
                            output::json_text(error.rule.empty() ? error.kind : error.rule),
                            text(Message::name(error.place))));
    return;
  }
  const auto what =
      error.place.empty() ? "error: {what}"_en(error.what) : "{place}: error: {what}"_en(error.place, error.what);
  const auto lines = [&](const Message& message) { return messages::escape_lines(told(message)); };
  std::string text =
      fmt::format("{}{}{}\n", style.colour ? "\033[31m" : "", lines(what), style.colour ? "\033[0m" : "");
  if (!error.why.empty()) text += lines("  {why}"_en(error.why)) + '\n';
  if (!error.rule.empty()) text += lines("  code: {rule}"_en(error.rule)) + '\n';
  if (!error.hint.empty()) text += lines("hint: {hint}"_en(error.hint)) + '\n';
  write_error(text);
}

/// What went wrong, as far as it is true of the ledger. Failures that come after the change leave the change in it.
Failed judged(cli::Session& session, Failed error) {
  const auto books = session.books();
  if (books == cli::Session::Books::unchanged) return error;
  const auto batch = *session.receipt().batch;
  const auto what = without_promise(error.what);
  const auto why = error.why.empty() ? what : "{what}: {why}"_en(what, error.why);
  if (books == cli::Session::Books::unknown)
    return {.what = "it is not known whether batch {batch} is in the books"_en(batch),
            .why = why,
            .hint = "look with: loyalty list-batches; the same command again does nothing twice"_en,
            .code = error.code,
            .place = error.place,
            .kind = error.kind};
  return {.what = "done, but the answer could not be written: batch {batch} is in the books"_en(batch),
          .why = why,
          .hint = "see it again with: {command}; undo it with: loyalty undo-batch {batch}"_en(
              session.how_to_see_again(), batch),
          .code = cli::done_unanswered,
          .place = error.place,
          .kind = "answer_not_written"};
}

/// Nobody reads, and nothing was changed: the end of a pipeline, and no error.
void leave_quietly() {
  signal(SIGPIPE, SIG_DFL);
  raise(SIGPIPE);
}

int answer(const cli::Answer& answer) {
  if (answer.code != 0) {
    write_error(answer.text);
    return answer.code;
  }
  cli::Output output("-");
  output.write(answer.text);
  output.finish();
  return 0;
}

int run(const std::vector<std::string>& words, const Style& style) {
  auto parsed = cli::parse(words, style.language);
  if (const auto* help = std::get_if<cli::Answer>(&parsed)) return answer(*help);
  auto& invocation = std::get<cli::Invocation>(parsed);
  const auto& all = cli::commands();
  const auto listed =
      std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == invocation.command; });
  const auto command = listed->make();
  const auto began = cli::steady_milliseconds();
  cli::Run log{.began = cli::recorded(cli::now_utc()), .command = invocation.command};
  const auto log_file = invocation.globals.log_file;
  const auto ended = [&](int code, const cli::Session* session) {
    if (log_file.empty()) return code;
    log.exit_code = code;
    log.milliseconds = cli::steady_milliseconds() - began;
    if (session != nullptr && session->receipt().batch && !session->receipt().dry_run) {
      log.batch = std::to_string(session->receipt().batch->value);
      log.counts = session->receipt().counts;
    }
    cli::log_run(log_file, log);
    return code;
  };
  cli::Session session(invocation.command, std::move(invocation.globals), std::move(invocation.values), command);
  Failed error;
  try {
    const int code = command.run(session);
    session.flush();
    return ended(code, &session);
  } catch (const cli::ReaderLeft& left) {
    if (session.books() == cli::Session::Books::unchanged) throw;
    error = judged(session, failed(left));
  } catch (const Error& refused) { error = judged(session, failed(refused, session)); } catch (const std::bad_alloc&) {
    error = judged(session, {nothing_changed("there is not enough memory"_en), {}, {}});
  } catch (const std::exception& stopped) {
    error = judged(session, {nothing_changed("stopped: {why}"_en(stopped.what())), {}, {}});
  }
  report(error, style);
  log.error = error.what.english();
  return ended(error.code, &session);
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
  const Style style{.language = cli::chosen_language(cli::typed_behind(words, "--lang"),
                                                     std::string(cli::typed_behind(words, "--program"))),
                    .json = cli::is_typed(words, "--json") || cli::typed_behind(words, "--format") == "json",
                    .colour = in_colour(words),
                    .personal = cli::is_typed(words, "--show-personal")};
  try {
    return run(words, style);
  } catch (const cli::ReaderLeft&) { leave_quietly(); } catch (const Error& error) {
    report(failed(error), style);
    return exit_code(error.failure);
  } catch (const std::exception& error) { report({nothing_changed("stopped: {why}"_en(error.what())), {}, {}}, style); }
  return 1;
}
