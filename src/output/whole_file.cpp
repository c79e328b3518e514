// SPDX-License-Identifier: MIT
#include "output/whole_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "loyalty/error.hpp"
#include "messages/reasons.hpp"

namespace loyalty::output {
namespace {

/// The names of unfinished files, for `discard_unfinished`. A command writes an answer and the rows it set aside.
std::array<std::atomic<const char*>, 8> unfinished{};
static_assert(std::atomic<const char*>::is_always_lock_free);

std::size_t remember(const char* name) {
  for (std::size_t place = 0; place < unfinished.size(); ++place) {
    const char* nobody = nullptr;
    if (unfinished[place].compare_exchange_strong(nobody, name)) return place;
  }
  return unfinished.size();
}

void forget(std::size_t place) {
  if (place < unfinished.size()) unfinished[place] = nullptr;
}

/// While it lives no signal ends the run in this thread: a file that is made is remembered before one can.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before_);
  }
  ~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;

 private:
  sigset_t before_{};
};

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

/// ".codes.csv.XXXXXX" in the folder; a long name is cut so that it stays one.
std::string pattern_for(const std::string& path) {
  constexpr std::size_t longest = 200;
  const auto name = path.substr(path.rfind('/') + 1).substr(0, longest);
  return fmt::format("{}/.{}.XXXXXX", folder_of(path), name);
}

/// The names in a folder last only when the folder itself is on the disk. Some file systems know no such thing.
int sync_folder(const std::string& folder) {
  const int open_folder = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (open_folder < 0) return errno == EACCES ? 0 : errno;
  const int error = fsync(open_folder) == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : errno;
  close(open_folder);
  return error;
}

/// Before anything is written.
[[noreturn]] void refuse(const std::string& path, int error) {
  throw Error(Failure::refused, "{file} cannot be written"_en(path), messages::system_reason(error),
              "name another file"_en);
}

} // namespace

std::string real_file(const std::string& path) {
  constexpr int most_links = 40;
  namespace fs = std::filesystem;
  fs::path real = path;
  std::error_code error;
  for (int links = 0; fs::is_symlink(real, error); ++links) {
    if (links == most_links) refuse(path, ELOOP);
    const auto target = fs::read_symlink(real, error);
    if (error) break;
    real = target.is_absolute() ? target : real.parent_path() / target;
  }
  if (real != path && !fs::exists(real, error))
    throw Error(Failure::refused, "{file} cannot be written: it is a link to nothing"_en(path),
                "it leads to {target}"_en(real.string()), "name the file itself"_en);
  return real;
}

WholeFile::WholeFile(const std::string& path)
    : path_(path), real_(real_file(path)), folder_(folder_of(real_)), temporary_(pattern_for(real_)) {
  struct stat there {};
  if (stat(real_.c_str(), &there) != 0 && (errno != ENOENT || path.empty() || path.ends_with('/'))) refuse(path, errno);
  if (S_ISDIR(there.st_mode)) refuse(path, EISDIR);
  // Made anew and for nobody else: what has the name already, or is a link, is passed over by the system.
  int error = 0;
  {
    const SignalsHeld held;
    file_ = mkostemp(temporary_.data(), O_CLOEXEC);
    error = errno;
    if (file_ >= 0) place_ = remember(temporary_.c_str());
  }
  if (file_ < 0) refuse(path, error);
}

WholeFile::~WholeFile() {
  if (file_ >= 0) close(file_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
  forget(place_);
}

void WholeFile::fail(int error) const {
  Message hint = "name another file"_en;
  if (error == ENOSPC || error == EDQUOT || error == EFBIG) hint = "make room, or name another file"_en;
  throw Error(Failure::refused, "{file} could not be written"_en(path_), messages::system_reason(error),
              std::move(hint));
}

void WholeFile::write(std::string_view bytes) {
  lines_ += static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  while (!bytes.empty()) {
    const auto count = ::write(file_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(errno);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

/// On the disk under its temporary name.
void WholeFile::settle() {
  if (fsync(file_) != 0) fail(errno);
  if (close(std::exchange(file_, -1)) != 0) fail(errno);
}

void WholeFile::put_in_place() {
  if (rename(temporary_.c_str(), real_.c_str()) != 0) fail(errno);
  forget(place_);
  temporary_.clear();
  if (const int error = sync_folder(folder_); error != 0) fail(error);
}

void WholeFile::finish() {
  settle();
  put_in_place();
}

bool WholeFile::finish_new() {
  struct stat there {};
  if (stat(real_.c_str(), &there) == 0 && there.st_size == 0) {
    finish();
    return true;
  }
  settle();
  // A link, unlike a new name, is refused where the name is taken.
  if (link(temporary_.c_str(), real_.c_str()) == 0) {
    if (const int error = sync_folder(folder_); error != 0) fail(error);
    return true;
  }
  if (errno == EEXIST) return false;
  if (errno != EPERM && errno != EOPNOTSUPP) fail(errno);
  // Sticks know no second name of a file: an empty one takes the place first.
  const int place = open(real_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (place < 0 && errno == EEXIST) return false;
  if (place < 0 || close(place) != 0) fail(errno);
  put_in_place();
  return true;
}

std::size_t WholeFile::lines_there() const {
  struct stat info {};
  if (stat(real_.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return 0;
  const int file = open(real_.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  std::size_t lines = 0;
  char last = '\n';
  std::array<char, 65'536> block;
  for (ssize_t got = 0; (got = read(file, block.data(), block.size())) > 0;
       last = block[static_cast<std::size_t>(got) - 1])
    lines += static_cast<std::size_t>(std::count(block.begin(), block.begin() + got, '\n'));
  close(file);
  return lines + (last == '\n' ? 0 : 1);
}

void discard_unfinished() noexcept {
  for (const auto& name : unfinished)
    if (const char* path = name) unlink(path);
}

} // namespace loyalty::output
