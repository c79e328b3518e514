// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "loyalty/money.hpp"
#include "program/toml_fields.hpp"

namespace loyalty::program {

/// What a discount leaves to pay in the words of Chinese shops: "8折" four fifths, "88折" and "8.8折" 88 %, "九五折" 95
/// %, "半价" half; "10折" and "100折" the full price, "0折" nothing. Full-width digits and blanks are read as well.
/// Nullopt: it is not said so.
std::optional<Ratio> left_to_pay(std::string_view text);

/// Whether the text says a share off rather than an amount, well or not.
bool says_share(std::string_view text);

/// The shares off that a name promises, in the order of its words: of "九五折券" 5 %, of "20% off" 20 %. "折扣" and
/// prices of a second piece promise nothing about an order.
std::vector<Ratio> shares_promised(std::string_view name);

/// A share off: "20%", or "8折" for the same.
std::optional<Ratio> read_share_off(const Field& field);
/// The same, and more than nothing.
std::optional<Ratio> read_positive_share_off(const Field& field);

} // namespace loyalty::program
