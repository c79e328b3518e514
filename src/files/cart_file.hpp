// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loyalty/price.hpp"

namespace loyalty::files {

/// Reads a cart: CSV with the columns category, quantity and price (of one), and optionally name, sku and line_id, of
/// which the first that is said names the line, and on_sale (yes or no). `path` may be "-" for standard input. A cart
/// is whole or not at all: `Error` (refused) names file:line:column where the first row is wrong.
std::vector<CartLine> read_cart(const std::string& path, Currency currency);

/// Reads "category:quantity:price" or "category:quantity:price:name", each with "#sku" behind it or not; the category
/// may be empty, the name may have colons. Throws `Error` (usage).
CartLine parse_cart_line(std::string_view text, Currency currency);

} // namespace loyalty::files
