// SPDX-License-Identifier: MIT
#include "files/open_rows.hpp"

#include <array>
#include <utility>

#include "files/csv.hpp"
#include "files/file_kind.hpp"

namespace loyalty::files {
namespace {

template <class Reader>
std::unique_ptr<RowSource> open_as(TextSource source) {
  return std::make_unique<Reader>(std::move(source));
}

/// A kind of file that has rows, told by its first bytes.
struct Kind {
  bool (*is)(std::string_view start);
  std::unique_ptr<RowSource> (*open)(TextSource source);
};

constexpr std::array kinds{
    Kind{is_text, open_as<CsvReader>},
};

} // namespace

std::unique_ptr<RowSource> open_rows(std::string path, RawObserver observer, std::string_view read_before) {
  TextSource source(std::move(path), std::move(observer), read_before);
  const auto start = source.start();
  for (const auto& kind : kinds)
    if (kind.is(start)) return kind.open(std::move(source));
  refuse_foreign(source.name(), start);
}

} // namespace loyalty::files
