// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "output/table.hpp"

namespace loyalty::output {

/// Collects bytes and hands them on in large blocks.
class OutputBuffer {
 public:
  explicit OutputBuffer(TableSink sink) : sink_(std::move(sink)) { bytes_.reserve(block_size + spare); }

  std::string& bytes() { return bytes_; }
  void flush_when_full() {
    if (bytes_.size() >= block_size) flush();
  }
  void flush();

 private:
  static constexpr std::size_t block_size = std::size_t{64} * 1024;
  static constexpr std::size_t spare = 4096;

  TableSink sink_;
  std::string bytes_;
};

void append_number(std::string& text, std::int64_t value);
void append_money(std::string& text, Money value, Currency currency);
void append_day(std::string& text, Day value);

std::unique_ptr<TableWriter> make_separated_writer(const std::vector<Column>& columns, const TableOptions& options,
                                                   TableSink sink);
std::unique_ptr<TableWriter> make_json_writer(const std::vector<Column>& columns, const TableOptions& options,
                                              TableSink sink);
std::unique_ptr<TableWriter> make_workbook_writer(const std::vector<Column>& columns, const TableOptions& options,
                                                  TableSink sink);
std::unique_ptr<TableWriter> make_page_writer(std::vector<Column> columns, TableOptions options, TableSink sink);

} // namespace loyalty::output
