// SPDX-License-Identifier: MIT
#include "cli/ending.hpp"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>

#include "output/whole_file.hpp"

namespace loyalty::cli {
namespace {

enum class Stage : int { reading, untouched, closing, closed };

// All that the handler reads.
std::atomic<Stage> stage{Stage::reading};
std::atomic<int> waiting{0};
std::array<char, 512> last_words{};
std::atomic<std::size_t> last_words_size{0};
static_assert(std::atomic<Stage>::is_always_lock_free && std::atomic<std::size_t>::is_always_lock_free);

void set_last_words(const std::string& text) {
  last_words_size = 0;
  std::copy_n(text.begin(), std::min(text.size(), last_words.size()), last_words.begin());
  last_words_size = std::min(text.size(), last_words.size());
}

/// Only calls that are allowed while anything else is half done.
void end(int signal_number) {
  const int error = errno;
  const Stage at = stage;
  if (at == Stage::closing) {
    waiting = signal_number;
    errno = error;
    return;
  }
  output::discard_unfinished();
  if (at != Stage::reading) [[maybe_unused]]
    const auto written = write(STDERR_FILENO, last_words.data(), last_words_size);
  if (at == Stage::closed) _exit(done_unanswered);
  // Whoever started this command is to see that a signal ended it.
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

} // namespace

void heed_signals() {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action {};
    if (sigaction(number, nullptr, &action) != 0 || action.sa_handler == SIG_IGN) continue;
    action = {};
    action.sa_handler = end;
    action.sa_flags = SA_RESTART;
    sigaction(number, &action, nullptr);
  }
}

void before_change(const std::string& told) {
  set_last_words(told);
  stage = Stage::untouched;
}

void change_becomes_final() { stage = Stage::closing; }

void change_is_final(const std::string& told) {
  set_last_words(told);
  stage = Stage::closed;
}

bool signal_waited() { return waiting != 0; }

} // namespace loyalty::cli
