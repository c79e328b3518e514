// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "loyalty/line_scope.hpp"

namespace loyalty {
namespace {

using OnSale = LineScope::OnSale;

constexpr std::array<std::pair<OnSale, std::string_view>, 4> on_sale_words{
    {{OnSale::count, "count"}, {OnSale::leave_out, "leave out"}, {OnSale::only, "only"}, {OnSale::refuse, "refuse"}}};

/// What stands between fields and between names is kept apart from what names are made of.
std::string escaped(std::string_view name) {
  std::string text;
  for (const char letter : name) {
    if (letter == '\\' || letter == ',' || letter == ';') text += '\\';
    letter == '\n' ? text += "\\n" : text += letter;
  }
  return text;
}

/// The parts of a text between the separators that are not escaped, each as it is written.
std::vector<std::string_view> parts_between(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == separator) {
      parts.push_back(text.substr(begin, at - begin));
      begin = at + 1;
    }
  }
  parts.push_back(text.substr(begin));
  return parts;
}

std::string unescaped(std::string_view text) {
  std::string name;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool meant = text[at] == '\\' && at + 1 < text.size();
    if (meant) ++at;
    name += meant && text[at] == 'n' ? '\n' : text[at];
  }
  return name;
}

void add_field(std::string& text, std::string_view key, std::string_view value) {
  if (!text.empty()) text += ';';
  text.append(key).append("=").append(value);
}

void add_names(std::string& text, std::string_view key, const std::vector<std::string>& names) {
  if (names.empty()) return;
  auto value = escaped(names.front());
  for (std::size_t index = 1; index < names.size(); ++index) value += ',' + escaped(names[index]);
  add_field(text, key, value);
}

std::vector<std::string> names_written(std::string_view value) {
  std::vector<std::string> names;
  for (const auto part : parts_between(value, ',')) names.push_back(unescaped(part));
  return names;
}

std::int64_t number_in(std::string_view value) {
  std::int64_t number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

void take_field(LineScope& scope, std::string_view key, std::string_view value) {
  if (key == "category") scope.of.categories = names_written(value);
  if (key == "sku") scope.of.skus = names_written(value);
  if (key == "except.category") scope.except.categories = names_written(value);
  if (key == "except.sku") scope.except.skus = names_written(value);
  if (key == "min_spend") scope.min_spend = Money{number_in(value)};
  if (key == "pieces") scope.pieces = number_in(value);
  if (key == "on_sale")
    for (const auto& [on_sale, word] : on_sale_words)
      if (value == word) scope.on_sale = on_sale;
}

} // namespace

std::string to_text(const LineScope& scope) {
  std::string text;
  add_names(text, "category", scope.of.categories);
  add_names(text, "sku", scope.of.skus);
  add_names(text, "except.category", scope.except.categories);
  add_names(text, "except.sku", scope.except.skus);
  for (const auto& [on_sale, word] : on_sale_words)
    if (on_sale == scope.on_sale && on_sale != OnSale::count) add_field(text, "on_sale", word);
  if (scope.min_spend != Money{}) add_field(text, "min_spend", std::to_string(scope.min_spend.minor));
  if (scope.pieces != 0) add_field(text, "pieces", std::to_string(scope.pieces));
  return text;
}

std::optional<LineScope> line_scope_of(std::string_view text) {
  LineScope scope;
  if (!text.empty())
    for (const auto field : parts_between(text, ';')) {
      const auto end = std::min(field.find('='), field.size());
      take_field(scope, field.substr(0, end), field.substr(std::min(end + 1, field.size())));
    }
  // What is not understood, stands twice or out of its order is not what was written.
  if (to_text(scope) != text) return std::nullopt;
  return scope;
}

} // namespace loyalty
