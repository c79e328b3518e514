// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "files/record_file.hpp"
#include "loyalty/day.hpp"
#include "messages/reasons.hpp"

namespace loyalty::files {

/// How many people came to a shop on a day, or in a month.
struct VisitorRow {
  KeptOrigin origin;
  Day first = {};
  Day last = {}; ///< the same day, or the last one of the month
  std::string shop;
  std::int64_t visitors = 0;
};

/// Reads the file of visitors: day and visitors, and optionally shop. A row is set aside where the day is neither
/// 2026-04-30 nor 2026-04, where visitors is not a whole number from 0 on, or shop is no id.
class VisitorFile {
 public:
  explicit VisitorFile(const std::string& path, RawObserver observer = {});

  bool next(VisitorRow& row);
  const RecordFile& file() const { return file_; }

 private:
  bool read(VisitorRow& row);
  bool read_days(VisitorRow& row);
  bool fail(std::string_view column, messages::Reason why);

  RecordFile file_;
};

} // namespace loyalty::files
