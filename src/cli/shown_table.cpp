// SPDX-License-Identifier: MIT
#include "cli/shown_table.hpp"

#include "loyalty/masking.hpp"

namespace loyalty::cli {

bool is_masked_column(std::string_view column, bool for_people) {
  // Numbers of other things than persons may look like a phone's.
  const bool about_things = column == "order_id" || column == "code" || column == "batch";
  const bool about_persons = column == "name" || column == "reason";
  return for_people ? !about_things : about_persons;
}

std::string ShownTable::mask(std::string_view value) { return mask_text(value); }

} // namespace loyalty::cli
