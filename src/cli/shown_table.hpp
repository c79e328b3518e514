// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "output/table.hpp"

namespace loyalty::cli {

/// Whether a column is masked where persons are not to be shown: for people every text that could be a person's, for
/// programs those in which persons are written about. A member's key is what programs join by: it stays.
bool is_masked_column(std::string_view column, bool for_people);

/// A table that counts its rows and masks what is personal before it is written.
class ShownTable final : public output::TableWriter {
 public:
  ShownTable(std::unique_ptr<output::TableWriter> table, std::vector<bool> masked, std::size_t& rows)
      : table_(std::move(table)), masked_(std::move(masked)), rows_(rows) {}

  void empty() override { next().empty(); }
  void text(std::string_view value) override {
    if (masked_[column_])
      next().text(mask(value));
    else
      next().text(value);
  }
  void number(std::int64_t value) override { next().number(value); }
  void decimal(std::string_view digits) override { next().decimal(digits); }
  void money(Money value) override { next().money(value); }
  void day(Day value) override { next().day(value); }
  void end_row() override {
    column_ = 0;
    ++rows_;
    table_->end_row();
  }
  void finish() override { table_->finish(); }

 private:
  static std::string mask(std::string_view value);
  output::TableWriter& next() {
    ++column_;
    return *table_;
  }

  std::unique_ptr<output::TableWriter> table_;
  std::vector<bool> masked_;
  std::size_t& rows_;
  std::size_t column_ = 0;
};

} // namespace loyalty::cli
