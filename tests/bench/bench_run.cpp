// SPDX-License-Identifier: MIT
//
// Runs a command and appends what it cost to a file: "milliseconds<TAB>peak KiB<TAB>milliseconds of the processors".
//
//   bench_run COST COMMAND [ARGUMENT...]
//
// The command keeps its standard streams; its exit code is passed on.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: bench_run COST COMMAND [ARGUMENT...]\n", stderr);
    return 2;
  }
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    execvp(argv[2], argv + 2);
    std::perror(argv[2]);
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
    std::perror("bench_run");
    return EXIT_FAILURE;
  }
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;

  const auto in_ms = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) * 1e-3;
  };
  const double processors = in_ms(usage.ru_utime) + in_ms(usage.ru_stime);

  std::FILE* cost = std::fopen(argv[1], "a");
  const bool told = cost && std::fprintf(cost, "%.3f\t%ld\t%.3f\n", wall.count(), usage.ru_maxrss, processors) >= 0;
  if (!told || std::fclose(cost) != 0) {
    std::perror(argv[1]);
    return EXIT_FAILURE;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
