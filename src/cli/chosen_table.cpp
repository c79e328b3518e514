// SPDX-License-Identifier: MIT
#include "cli/chosen_table.hpp"

#include <algorithm>

#include "loyalty/error.hpp"
#include "messages/suggest.hpp"

namespace loyalty::cli {

void ChosenTable::end_row() {
  for (const auto place : chosen_) {
    const auto& cell = cells_[place];
    if (const auto* text = std::get_if<std::string>(&cell)) table_->text(*text);
    if (const auto* number = std::get_if<std::int64_t>(&cell)) table_->number(*number);
    if (const auto* digits = std::get_if<Digits>(&cell)) table_->decimal(digits->text);
    if (const auto* amount = std::get_if<Money>(&cell)) table_->money(*amount);
    if (const auto* day = std::get_if<Day>(&cell)) table_->day(*day);
    if (std::holds_alternative<std::monostate>(cell)) table_->empty();
  }
  table_->end_row();
  cells_.clear();
}

std::vector<std::size_t> chosen_columns(std::string_view keys, const std::vector<output::Column>& columns) {
  std::vector<std::string_view> known;
  for (const auto& column : columns) known.push_back(column.key);
  std::vector<std::size_t> chosen;
  while (!keys.empty()) {
    const auto comma = keys.find(',');
    const auto key = keys.substr(0, comma);
    keys.remove_prefix(comma == std::string_view::npos ? keys.size() : comma + 1);
    const auto found = std::ranges::find(known, key);
    if (found == known.end())
      throw Error(Failure::usage, "there is no column {column}"_en(key), {}, messages::which_there_are(key, known));
    chosen.push_back(static_cast<std::size_t>(found - known.begin()));
  }
  return chosen;
}

} // namespace loyalty::cli
