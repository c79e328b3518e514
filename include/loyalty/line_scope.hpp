// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loyalty/money.hpp"

namespace loyalty {

/// Things for sale, by what they are called in files: a thing is one of these if its category or its sku is named.
struct Goods {
  std::vector<std::string> categories = {};
  std::vector<std::string> skus = {};

  bool empty() const { return categories.empty() && skus.empty(); }
  bool operator==(const Goods&) const = default;
};

/// What a line of a cart or an order is told by.
struct LineFacts {
  std::string_view category = {}; ///< may be empty
  std::string_view sku = {};      ///< may be empty
  bool on_sale = false;           ///< its price is a reduced one already
};

/// The lines of a cart or an order that a rule is for.
struct LineScope {
  Goods of = {};     ///< one of these; empty: every line
  Goods except = {}; ///< none of these
  enum class OnSale : std::uint8_t {
    count,     ///< as any other line
    leave_out, ///< not for lines that are on sale
    only,      ///< for no others
    refuse,    ///< where a line in scope is on sale, the rule is for none
  };
  OnSale on_sale = OnSale::count;
  Money min_spend = {};    ///< the lines in scope come to this together
  std::int64_t pieces = 0; ///< and are so many pieces

  /// It is for every line, and asks for nothing.
  bool every_line() const { return *this == LineScope{}; }
  /// Something has to be known of lines; a minimum on every line is judged on the whole.
  bool looks_at_lines() const;
  bool operator==(const LineScope&) const = default;
};

/// Whether the line is one of those that the scope is for. What the scope asks of all of them together, `is_reached`
/// answers.
bool covers(const LineScope& scope, const LineFacts& line);

/// The lines in scope, together.
struct CoveredLines {
  Money amount = {};
  std::int64_t pieces = 0; ///< 0: no line is in scope
  bool any_on_sale = false;

  void add(Money line, std::int64_t quantity, bool on_sale);
};

/// Whether the lines in scope come to what the scope asks for: its minimum, its pieces, and none on sale where those
/// are refused. Where nothing is asked for, no line is needed.
bool is_reached(const LineScope& scope, const CoveredLines& lines);

/// The scope as one line of text, the same for equal ones: "category=food,beauty;except.sku=Z9;pieces=2". Money stands
/// in minor units; every line is the empty text.
std::string to_text(const LineScope& scope);
/// The scope of such a text; nullopt if it is none.
std::optional<LineScope> line_scope_of(std::string_view text);

} // namespace loyalty
