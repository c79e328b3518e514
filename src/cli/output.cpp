// SPDX-License-Identifier: MIT
#include "cli/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "cli/screen.hpp"
#include "messages/reasons.hpp"

namespace loyalty::cli {
namespace {

[[noreturn]] void refuse_output(const std::string& path) {
  throw Error(Failure::refused, "{file} cannot be written"_en(path), messages::system_reason(errno),
              "name another file"_en);
}

bool same_place(const struct stat& left, const struct stat& right) {
  return left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

} // namespace

ReaderLeft::ReaderLeft()
    : Error(Failure::refused, "the output could not be written completely"_en, messages::system_reason(EPIPE)) {}

Output::Output(const std::string& path) : path_(path) {
  struct stat there {};
  struct stat standard {};
  const bool exists = path != "-" && stat(path.c_str(), &there) == 0;
  const bool is_standard = exists && fstat(STDOUT_FILENO, &standard) == 0 && same_place(there, standard);
  if (path == "-" || is_standard) {
    stream_ = STDOUT_FILENO;
    pager_ = isatty(STDOUT_FILENO) == 0 ? std::string() : pager();
    return;
  }
  if (!exists || S_ISREG(there.st_mode) || S_ISDIR(there.st_mode)) {
    whole_.emplace(path);
    return;
  }
  stream_ = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (stream_ < 0) refuse_output(path);
}

Output::~Output() {
  if (stream_ > STDERR_FILENO) close(stream_);
}

void Output::write(std::string_view bytes) {
  written_ = true;
  if (whole_) return whole_->write(bytes);
  if (!pager_.empty()) {
    waiting_ += bytes;
    return;
  }
  write_now(bytes);
}

void Output::write_now(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(stream_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == EPIPE) throw ReaderLeft();
    if (count < 0)
      throw Error(Failure::refused, "the output could not be written completely"_en, messages::system_reason(errno),
                  "make room on the disk, or name another file with -o FILE"_en);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

/// A page that fits the screen needs no pager, and one that cannot be started is no reason to show nothing.
void Output::show_pages() {
  const auto lines = static_cast<std::size_t>(std::count(waiting_.begin(), waiting_.end(), '\n'));
  FILE* pages = lines < screen_height() ? nullptr : popen(std::exchange(pager_, {}).c_str(), "w");
  const auto text = std::exchange(waiting_, {});
  if (pages == nullptr) return write_now(text);
  fwrite(text.data(), 1, text.size(), pages);
  const int ended = pclose(pages);
  const int code = WIFEXITED(ended) ? WEXITSTATUS(ended) : 0;
  if (code == 126 || code == 127) write_now(text); // the shell found no such program
}

void Output::finish() {
  if (!waiting_.empty()) show_pages();
  if (whole_ && written_) whole_->finish();
}

bool same_file(const std::string& left, const std::string& right) {
  namespace fs = std::filesystem;
  struct stat one {};
  struct stat other {};
  const bool left_there = stat(left.c_str(), &one) == 0;
  const bool right_there = stat(right.c_str(), &other) == 0;
  if (left_there && right_there) return S_ISREG(one.st_mode) && same_place(one, other);
  if (left_there || right_there) return false;
  std::error_code unknown;
  const auto place = fs::weakly_canonical(fs::absolute(left, unknown), unknown);
  return !place.empty() && place == fs::weakly_canonical(fs::absolute(right, unknown), unknown);
}

bool names_folder(const std::string& path) {
  std::error_code unknown;
  return path.ends_with('/') || std::filesystem::is_directory(path, unknown);
}

} // namespace loyalty::cli
