// SPDX-License-Identifier: MIT
#include "store/ledger/file_checks.hpp"

#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <utility>

#include "loyalty/error.hpp"
#include "store/ledger/schema.hpp"

namespace loyalty::store {
namespace {

constexpr std::int64_t smallest_database = 512;
constexpr std::string_view database_mark = std::string_view("SQLite format 3", 16);
constexpr std::size_t application_id_at = 68;

using Real = std::unique_ptr<char, void (*)(void*)>;

} // namespace

Message system_reason(int error) {
  if (error == ENOENT) return "No such file or directory"_en;
  if (error == EACCES) return "Permission denied"_en;
  return Message::name(std::strerror(error));
}

void not_a_ledger(const std::string& path, Message why) {
  throw Error(Failure::damaged, "{file} is not a ledger of loyalty"_en(path), std::move(why),
              "name your ledger with --ledger FILE, or make a new one with: loyalty init"_en);
}

std::string absolute(const std::string& path) {
  // The journal lies beside the file that a link leads to.
  if (const Real whole(realpath(path.c_str(), nullptr), std::free); whole != nullptr) return whole.get();
  const auto slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  const Real real(realpath(folder.c_str(), nullptr), std::free);
  if (real == nullptr) throw Error(Failure::no_ledger, "there is no folder {folder}"_en(folder), system_reason(errno));
  return std::string(real.get()) + "/" + name;
}

void check_marks(const std::string& path, const std::string& shown) {
  std::ifstream file(path, std::ios::binary);
  std::array<char, application_id_at + 4> start{};
  if (!file.read(start.data(), start.size())) return; // SQLite says why
  if (!std::string_view(start.data(), start.size()).starts_with(database_mark))
    not_a_ledger(shown, "it is not a database"_en);
  std::uint32_t mark = 0;
  for (std::size_t i = application_id_at; i < start.size(); ++i)
    mark = mark << 8U | static_cast<unsigned char>(start[i]);
  if (mark != application_id) not_a_ledger(shown, "the file carries another program's mark"_en);
}

void check_file(const std::string& path, const std::string& shown) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0)
    throw Error(Failure::no_ledger, "there is no ledger {file}"_en(shown), system_reason(errno),
                "name yours with --ledger FILE, or make one with: loyalty init"_en);
  if (!S_ISREG(info.st_mode)) not_a_ledger(shown, "it is not an ordinary file"_en);
  if (info.st_size < smallest_database) not_a_ledger(shown, "the file is empty or cut off"_en);
  if (info.st_nlink > 1)
    throw Error(Failure::refused, "{file} has a second name (hard link)"_en(shown),
                "after a crash the journal would not be found under the other name"_en,
                "keep one name and remove the other"_en);
  check_marks(path, shown);
}

} // namespace loyalty::store
