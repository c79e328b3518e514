// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "output/table.hpp"

namespace loyalty::cli {

/// A table of which some columns are written, in an order of their own.
class ChosenTable final : public output::TableWriter {
 public:
  /// `chosen`: the places of the columns, as they are written.
  ChosenTable(std::unique_ptr<output::TableWriter> table, std::vector<std::size_t> chosen, std::size_t columns)
      : table_(std::move(table)), chosen_(std::move(chosen)) {
    cells_.reserve(columns);
  }

  void empty() override { cells_.emplace_back(std::monostate{}); }
  void text(std::string_view value) override { cells_.emplace_back(std::string(value)); }
  void number(std::int64_t value) override { cells_.emplace_back(value); }
  void decimal(std::string_view digits) override { cells_.emplace_back(Digits{std::string(digits)}); }
  void money(Money value) override { cells_.emplace_back(value); }
  void day(Day value) override { cells_.emplace_back(value); }
  void end_row() override;
  void finish() override { table_->finish(); }

 private:
  struct Digits {
    std::string text;
  };
  using Cell = std::variant<std::monostate, std::string, std::int64_t, Digits, Money, Day>;

  std::unique_ptr<output::TableWriter> table_;
  std::vector<std::size_t> chosen_;
  std::vector<Cell> cells_;
};

/// The places of the columns that keys with commas between them name. Refused by `Error` (usage): a key of no column.
std::vector<std::size_t> chosen_columns(std::string_view keys, const std::vector<output::Column>& columns);

} // namespace loyalty::cli
