// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "files/row.hpp"
#include "files/sources/seekable_file.hpp"
#include "files/sources/xlsx/sheet.hpp"

namespace loyalty::files {

/// Finds rows of a workbook again, whole. A sheet is read only as far as rows were asked for, and once: what was passed
/// goes into a temporary file. May be used by several threads.
class FoundRows {
 public:
  /// The workbook must outlive this object.
  explicit FoundRows(const Workbook& workbook) : workbook_(workbook), sheets_(workbook.sheets().size()) {}

  /// The cells of a row that the sheet has.
  Cells cells_of(std::uint32_t sheet, std::size_t number);

 private:
  /// A row in the temporary file.
  struct Passed {
    std::size_t number;
    std::uint64_t begin;
    std::uint64_t size;
  };
  struct Reading {
    std::unique_ptr<Sheet> sheet;
    std::vector<Passed> passed;
  };

  void pass(Reading& reading, const SheetRow& row, std::string_view text);
  std::string written(const Passed& row);

  const Workbook& workbook_;
  std::mutex mutex_;
  std::vector<Reading> sheets_;
  std::optional<TemporaryFile> file_;
  std::string unwritten_;
};

} // namespace loyalty::files
