// SPDX-License-Identifier: MIT
#include "reports/report.hpp"

#include <algorithm>

namespace loyalty::reports {

bool Report::takes(std::string_view option) const {
  return std::any_of(options.begin(), options.end(), [&](const Option& each) { return each.name == option; });
}

const Table& Report::table_for(const Question& question) const {
  const auto asked = std::find_if(tables.begin(), tables.end(),
                                  [&](const Table& each) { return !each.when.empty() && question.given(each.when); });
  return asked == tables.end() ? tables.front() : *asked;
}

} // namespace loyalty::reports
