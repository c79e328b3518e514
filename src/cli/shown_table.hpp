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

namespace loyalty::cli {

/// How the texts of a column are masked where persons are not to be shown.
enum class Mask : std::uint8_t {
  none,
  text, ///< what in it is a phone number, an address or the like
  key,  ///< of a member
  name, ///< of a person
};

/// The one that a column of this key wants, in every format. Numbers of other things than persons may look like a
/// phone's, so those are none.
Mask mask_for(std::string_view column);
/// The text behind a mask that is one.
std::string masked(Mask mask, std::string_view value);

/// A table that counts its rows and masks what is personal before it is written.
class ShownTable final : public output::TableWriter {
 public:
  ShownTable(std::unique_ptr<output::TableWriter> table, std::vector<Mask> masks, std::size_t& rows)
      : table_(std::move(table)), masks_(std::move(masks)), rows_(rows) {}

  void empty() override { next().empty(); }
  void text(std::string_view value) override {
    const auto mask = masks_[column_];
    if (mask == Mask::none)
      next().text(value);
    else
      next().text(masked(mask, value));
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
  output::TableWriter& next() {
    ++column_;
    return *table_;
  }

  std::unique_ptr<output::TableWriter> table_;
  std::vector<Mask> masks_;
  std::size_t& rows_;
  std::size_t column_ = 0;
};

} // namespace loyalty::cli
