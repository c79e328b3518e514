// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "app/members/rows_imported.hpp"

namespace loyalty::app {

/// Reads how many people came to the shop, by day or by month. The same number again changes nothing, another one
/// replaces it. A row is set aside where an earlier one of the same file tells another number of the same day and shop.
RowsImported import_visitors(const shop::Context& context, const std::string& path);

} // namespace loyalty::app
