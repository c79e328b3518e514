// SPDX-License-Identifier: MIT
#include "files/row_source.hpp"

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

bool RowSource::next(Row& row) {
  while (!own_open_ || !next_in_window(row)) {
    close_window();
    own_open_ = open(own_text_, own_aside_);
    if (!own_open_) return false;
  }
  return true;
}

bool RowSource::open_window(std::string& text, std::deque<std::string>& aside) {
  own_open_ = false;
  return open(text, aside);
}

std::unique_ptr<RowSource> open_rows(std::string path, RawObserver observer, std::string_view read_before) {
  TextSource source(std::move(path), std::move(observer), read_before);
  const auto start = source.start();
  for (const auto& kind : kinds)
    if (kind.is(start)) return kind.open(std::move(source));
  refuse_foreign(source.name(), start);
}

} // namespace loyalty::files
