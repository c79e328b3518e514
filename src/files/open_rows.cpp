// SPDX-License-Identifier: MIT
#include "files/open_rows.hpp"

#include <array>
#include <utility>
#include <vector>

#include "files/sources/csv.hpp"
#include "files/sources/file_kind.hpp"
#include "files/sources/gzip_source.hpp"
#include "files/sources/packed_file.hpp"
#include "files/sources/xlsx/xlsx_reader.hpp"
#include "loyalty/error.hpp"

namespace loyalty::files {
namespace {

/// A file on the way to its rows.
struct Opening {
  std::string name;
  PeekedSource bytes;
  std::optional<SeekableFile> file = {}; ///< the same as the bytes, where they can be read in any order
  Dialect dialect = {};
  std::string packing = {}; ///< what it was packed by
};

using Rows = std::unique_ptr<RowSource>;

/// What was packed comes to light as another file.
Rows open_as_told(Opening opening);

Rows unpack(Opening opening, std::string_view by, std::unique_ptr<ByteSource> unpacked) {
  if (!opening.packing.empty())
    throw Error(Failure::refused, "{file} is packed more than once"_en(opening.name), {},
                "unpack it and import what is in it"_en);
  return open_as_told({.name = opening.name,
                       .bytes = PeekedSource(std::move(unpacked)),
                       .dialect = opening.dialect,
                       .packing = std::string(by)});
}

Rows open_gzip(Opening opening) {
  auto packed = std::make_unique<PeekedSource>(std::move(opening.bytes));
  auto unpacked = std::make_unique<GzipSource>(opening.name, std::move(packed));
  return unpack(std::move(opening), "gzip", std::move(unpacked));
}

// Whatever lies in the file, all of its bytes are seen.
SeekableFile whole_file(Opening& opening) {
  if (!opening.file) return kept_file(opening.name, opening.bytes);
  std::vector<char> block(ByteSource::block_size);
  while (opening.bytes.read(block) > 0) continue;
  return *opening.file;
}

Rows open_zip(Opening opening) {
  ZipFile zip(whole_file(opening));
  if (is_workbook(zip)) return std::make_unique<XlsxReader>(std::move(zip), opening.packing);
  auto only = only_file_of(zip);
  return unpack(std::move(opening), "zip", std::move(only));
}

Rows open_text(Opening opening) {
  TextSource text(std::make_unique<PeekedSource>(std::move(opening.bytes)), opening.name, opening.dialect.encoding);
  return std::make_unique<CsvReader>(std::move(text), opening.dialect, opening.packing);
}

/// A kind of file that has rows, told by its first bytes.
struct Kind {
  bool (*is)(std::string_view start);
  Rows (*open)(Opening opening);
};

constexpr std::array kinds{
    Kind{is_zip, open_zip},
    Kind{is_gzip, open_gzip},
    Kind{is_text, open_text},
};

Rows open_as_told(Opening opening) {
  const std::string start(opening.bytes.start());
  for (const auto& kind : kinds)
    if (kind.is(start)) return kind.open(std::move(opening));
  if (opening.dialect.encoding) return open_text(std::move(opening)); // whatever it looks like
  refuse_foreign(opening.name, start, opening.bytes);
}

} // namespace

std::unique_ptr<RowSource> open_rows(std::string path, RawObserver observer, std::string_view read_before,
                                     const Dialect& dialect) {
  auto bytes = std::make_unique<FileSource>(std::move(path), std::move(observer), read_before);
  auto name = bytes->name();
  auto file = bytes->seekable();
  return open_as_told(
      {.name = std::move(name), .bytes = PeekedSource(std::move(bytes)), .file = std::move(file), .dialect = dialect});
}

} // namespace loyalty::files
