// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "catch.hpp"
#include "files/open_rows.hpp"
#include "files/text_file.hpp"
#include "loyalty/error.hpp"

namespace loyalty::files {

using Texts = std::vector<std::string>;
using Rows = std::vector<Texts>;

/// All rows of a file with these bytes.
inline Rows rows_in(std::string_view bytes, const Dialect& dialect = {}) {
  const TextFile file(bytes);
  const auto source = open_rows(file.path(), {}, {}, dialect);
  Rows rows;
  for (Row row; source->next(row);) rows.emplace_back(row.cells.begin(), row.cells.end());
  return rows;
}

/// How a file is refused: what follows its name, and what to do.
struct Refused {
  std::string what;
  std::string why;
  std::string hint;
};

/// Nothing where it is not.
inline Refused refused_for(std::string_view bytes, const Dialect& dialect = {}) {
  const TextFile file(bytes);
  try {
    const auto source = open_rows(file.path(), {}, {}, dialect);
    for (Row row; source->next(row);) continue;
  } catch (const Error& error) {
    CHECK(error.failure == Failure::refused);
    const auto what = place_and_what(error);
    CAPTURE(what);
    REQUIRE(what.starts_with(file.path()));
    return {what.substr(file.path().size()), error.why.english(), error.hint.english()};
  }
  return {};
}

} // namespace loyalty::files
