// SPDX-License-Identifier: MIT
#include "files/cart_file.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "files/profiles/written_value.hpp"
#include "files/record_file.hpp"
#include "loyalty/error.hpp"
#include "messages/reasons.hpp"

namespace loyalty::files {
namespace {

constexpr std::array<std::string_view, 7> cart_columns = {"category", "quantity", "price",  "name",
                                                          "sku",      "line_id",  "on_sale"};
constexpr RecordShape cart_shape{.columns = cart_columns, .required = 3};

/// What is wrong with a value, and which one.
struct Fault {
  std::string_view column;
  messages::Reason reason;
};

std::optional<Fault> read_quantity(std::string_view text, CartLine& line) {
  const auto quantity = parse_whole(text);
  if (!quantity || *quantity < 1) return Fault{"quantity", messages::whole_reason(text, 1)};
  line.quantity = *quantity;
  return std::nullopt;
}

std::optional<Fault> read_price(std::string_view text, Currency currency, CartLine& line) {
  const auto price = Money::parse(text, currency);
  if (!price) return Fault{"price", messages::amount_reason(text, currency)};
  if (*price < Money{})
    return Fault{"price", {"{value} is below zero"_en(messages::shown_value(text)), "write what one piece costs"_en}};
  if (price->minor > Money::limit / line.quantity)
    return Fault{"price", {"the line costs more than can be counted"_en, "look at the quantity and the price"_en}};
  line.price = *price;
  return std::nullopt;
}

std::optional<Fault> read_numbers(std::string_view quantity, std::string_view price, Currency currency,
                                  CartLine& line) {
  if (auto fault = read_quantity(quantity, line)) return fault;
  return read_price(price, currency, line);
}

std::optional<Fault> read_cart_on_sale(std::string_view text, CartLine& line) {
  const auto on_sale = text.empty() ? std::optional(false) : parse_written_answer(text);
  if (!on_sale) return Fault{"on_sale", messages::answer_reason(text)};
  line.on_sale = *on_sale;
  return std::nullopt;
}

[[noreturn]] void refuse(const RecordFile& file) {
  const auto& row = file.rejected().front();
  Message where;
  if (!row.column_name.empty()) where = "in the column {column}"_en(row.column_name);
  throw Error(Failure::refused, row.reason, std::move(where), row.hint).at(place_text(file.name(), row.place));
}

std::string name_of(const RecordFile& file) {
  for (const auto column : {"name", "sku"})
    if (const auto text = file.value(column); !text.empty()) return std::string(text);
  return std::string(file.value("line_id"));
}

} // namespace

std::vector<CartLine> read_cart(const std::string& path, Currency currency) {
  RecordFile file(path, cart_shape);
  std::vector<CartLine> lines;
  while (file.next()) {
    CartLine line{.name = name_of(file), .category = std::string(file.value("category"))};
    line.sku = file.value("sku");
    auto fault = read_numbers(file.value("quantity"), file.value("price"), currency, line);
    if (!fault) fault = read_cart_on_sale(file.value("on_sale"), line);
    if (fault) file.set_aside(fault->column, std::move(fault->reason.reason), std::move(fault->reason.hint));
    lines.push_back(std::move(line));
  }
  if (!file.rejected().empty()) refuse(file);
  return lines;
}

CartLine parse_cart_line(std::string_view text, Currency currency) {
  const auto first = text.find(':');
  const auto second = first == std::string_view::npos ? first : text.find(':', first + 1);
  if (second == std::string_view::npos) {
    const auto price = to_string(Money::whole(59, currency), currency);
    throw Error(Failure::usage,
                "--line {line} does not say category, quantity and price"_en(messages::shown_value(text)), {},
                "write --line {line} or --line {line}:cream"_en("beauty:2:" + price));
  }
  const auto mark = text.rfind('#');
  const auto end = mark == std::string_view::npos || mark < second ? text.size() : mark;
  const auto third = std::min(text.find(':', second + 1), end);
  CartLine line{.category = std::string(text.substr(0, first))};
  const auto fault = read_numbers(text.substr(first + 1, second - first - 1),
                                  text.substr(second + 1, third - second - 1), currency, line);
  if (fault)
    throw Error(Failure::usage, "--line {line}: {reason}"_en(messages::shown_value(text), fault->reason.reason),
                "it is the line's {column}"_en(fault->column), fault->reason.hint);
  if (end < text.size()) line.sku = text.substr(end + 1);
  if (third + 1 < end) line.name = text.substr(third + 1, end - third - 1);
  if (line.name.empty()) line.name = line.sku;
  return line;
}

} // namespace loyalty::files
