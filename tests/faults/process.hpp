// SPDX-License-Identifier: MIT
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace faults {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;
using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

/// How a command is started. It gets no input and a fixed environment that `environment` overrides.
struct Start {
  fs::path folder;
  std::map<std::string, std::string> environment = {};
  std::function<void()> in_child = {};     ///< the last thing before the command begins
  std::optional<Seconds> kill_after = {};  ///< SIGKILL comes so much later
  Seconds limit = std::chrono::minutes(2); ///< a command that takes longer hangs
};

struct Ended {
  int code = -1; ///< exit code; -1: a signal ended it
  int signal = 0;
  bool hung = false;
  Seconds took{};
  std::string out, err;

  bool done() const { return code == 0; }
  bool says(const std::string& phrase) const { return (out + err).find(phrase) != std::string::npos; }
};

/// A program stands beside this one.
inline fs::path beside_this(const std::string& program) {
  return fs::canonical("/proc/self/exe").parent_path() / program;
}

/// A file without a name, for what a command prints.
class Caught {
 public:
  Caught() : file_(memfd_create("output", MFD_CLOEXEC)) {
    if (file_ < 0) throw std::runtime_error("no memory file");
  }
  Caught(Caught&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  Caught& operator=(Caught&&) = delete;
  ~Caught() {
    if (file_ >= 0) close(file_);
  }
  int file() const { return file_; }
  std::string text() const {
    std::string all;
    char block[65536];
    for (ssize_t got = 0; (got = pread(file_, block, sizeof block, static_cast<off_t>(all.size()))) > 0;)
      all.append(block, static_cast<std::size_t>(got));
    return all;
  }

 private:
  int file_;
};

/// A command that runs. `end` waits for it; a command left alone is killed.
class Running {
 public:
  Running(const fs::path& program, const Words& words, Start start) : start_(std::move(start)), begun_(Clock::now()) {
    auto variables = start_.environment;
    variables.insert({{"PATH", "/usr/bin:/bin"},
                      {"HOME", start_.folder},
                      {"LC_ALL", "C.UTF-8"},
                      {"NO_COLOR", "1"},
                      {"LOYALTY_NOW", "2030-01-01T00:00:00Z"},
                      {"LOYALTY_AS_OF", "2026-01-01"}});
    Words environment, arguments{program.filename()};
    for (const auto& [name, value] : variables) environment.push_back(name + '=' + value);
    arguments.insert(arguments.end(), words.begin(), words.end());
    const auto argv = pointers(arguments), envp = pointers(environment);
    // Opened here, since the child may have lost the right to look into the program's folder.
    const int code = open(program.c_str(), O_RDONLY | O_CLOEXEC);
    child_ = fork();
    if (child_ == 0) {
      dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO);
      dup2(out_.file(), STDOUT_FILENO);
      dup2(err_.file(), STDERR_FILENO);
      if (chdir(start_.folder.c_str()) != 0) _exit(126);
      if (start_.in_child) start_.in_child();
      fexecve(code, argv.data(), envp.data());
      _exit(127);
    }
    close(code);
    if (child_ < 0) throw std::runtime_error("cannot start a process");
  }
  Running(const Running&) = delete;
  Running(Running&& other) noexcept
      : start_(std::move(other.start_)),
        begun_(other.begun_),
        out_(std::move(other.out_)),
        err_(std::move(other.err_)),
        child_(std::exchange(other.child_, -1)) {}
  ~Running() {
    if (child_ > 0) stop();
  }

  void signal(int number) { kill(child_, number); }
  void stop() { kill(child_, SIGKILL), static_cast<void>(end()); }

  Ended end() {
    Ended ended;
    int status = 0;
    bool killed = false;
    while (waitpid(child_, &status, WNOHANG) == 0) {
      const Seconds so_far = Clock::now() - begun_;
      ended.hung = so_far > start_.limit;
      if (!killed && (ended.hung || (start_.kill_after && so_far >= *start_.kill_after))) {
        kill(child_, SIGKILL);
        killed = true;
      }
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    child_ = -1;
    ended.took = Clock::now() - begun_;
    if (WIFEXITED(status)) ended.code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) ended.signal = WTERMSIG(status);
    ended.out = out_.text();
    ended.err = err_.text();
    return ended;
  }

 private:
  static std::vector<char*> pointers(Words& words) {
    std::vector<char*> list;
    for (auto& word : words) list.push_back(word.data());
    list.push_back(nullptr);
    return list;
  }

  Start start_;
  Clock::time_point begun_;
  Caught out_, err_;
  pid_t child_ = -1;
};

inline Ended run(const fs::path& program, const Words& words, Start start) {
  return Running(program, words, std::move(start)).end();
}

} // namespace faults
