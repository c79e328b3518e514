// SPDX-License-Identifier: MIT
#include "store/ledger/file_size.hpp"

#include <sys/stat.h>

#include <array>
#include <cstddef>
#include <fstream>

#include "loyalty/error.hpp"
#include "store/ledger/cursor.hpp"

namespace loyalty::store {
namespace {

std::int64_t number_said(SQLite::Database& database, const char* sql) {
  Cursor cursor(database, sql);
  return cursor.next() ? cursor.count(only) : 0;
}

/// How many bytes a file has that is not what it should be.
[[noreturn]] void wrong_size(std::int64_t size, std::int64_t whole) {
  damaged(size < whole ? "the file has {size} bytes and should have {whole}: it was cut"_en(size, whole)
                       : "the file has {size} bytes and should have {whole}: it was added to"_en(size, whole));
}

/// What the first page of a file says of its size, where a cut has hit the tables themselves.
std::int64_t stated_size(const std::string& path) {
  constexpr std::size_t page_size_at = 16, pages_at = 28;
  std::ifstream file(path, std::ios::binary);
  std::array<char, pages_at + 4> start{};
  if (!file.read(start.data(), start.size())) return 0;
  const auto number = [&](std::size_t at, std::size_t bytes) {
    std::int64_t value = 0;
    for (std::size_t i = at; i < at + bytes; ++i) value = value << 8U | static_cast<unsigned char>(start[i]);
    return value;
  };
  return number(pages_at, 4) * number(page_size_at, 2);
}

} // namespace

std::int64_t size_of(const std::string& path) {
  struct stat info {};
  return stat(path.c_str(), &info) == 0 ? info.st_size : 0;
}

std::int64_t count_tables(SQLite::Database& database, const std::string& path) {
  try {
    return number_said(database, "SELECT count(*) FROM sqlite_schema");
  } catch (const Error& error) {
    // Where a killed command left its journal, the file is as long as it was when it stopped.
    const auto stated = error.failure == Failure::damaged ? stated_size(path) : 0;
    if (stated > size_of(path)) wrong_size(size_of(path), stated);
    throw;
  }
}

void check_size(SQLite::Database& database, const std::string& path) {
  Cursor(database, "BEGIN").run();
  count_tables(database, path);
  const auto whole = number_said(database, "PRAGMA page_count") * number_said(database, "PRAGMA page_size");
  const auto size = size_of(path);
  Cursor(database, "ROLLBACK").run();
  if (size != whole) wrong_size(size, whole);
}

} // namespace loyalty::store
