// SPDX-License-Identifier: MIT
#include "files/rejects_file.hpp"

#include <utility>

#include "files/csv.hpp"

namespace loyalty::files {
namespace {

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const auto letter : text) {
    result += letter;
    if (letter == '"') result += '"';
  }
  return result += '"';
}

bool ends_with_reason(std::string_view raw_header) {
  return raw_header.ends_with("," + std::string(reject_reason)) || raw_header.ends_with("," + quoted(reject_reason));
}

} // namespace

RejectsWriter::RejectsWriter(const std::string& raw_header, Sink sink)
    : columns_(csv_fields(raw_header)), replaces_(ends_with_reason(raw_header)), sink_(std::move(sink)) {
  write_line(raw_header, reject_reason);
}

void RejectsWriter::write(const RejectedRow& row) { write_line(row.raw, quoted(row.reason)); }

void RejectsWriter::write_line(std::string_view raw, std::string_view last) {
  if (replaces_ && csv_fields(raw) == columns_) raw = raw.substr(0, csv_field_start(raw, columns_ - 1) - 1);
  std::string line(raw);
  line += ',';
  line += last;
  line += '\n';
  sink_(line);
}

} // namespace loyalty::files
