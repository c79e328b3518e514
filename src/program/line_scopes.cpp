// SPDX-License-Identifier: MIT
#include <utility>

#include "program/sections.hpp"

namespace loyalty::program {
namespace {

constexpr std::string_view goods_example = "{ category = \"gift cards\" }";
constexpr std::string_view lines_example = "{ category = \"beauty\", min_spend = \"100.00\" }";

void read_goods(Section& section, Goods& goods) {
  section.read("category", read_lines, goods.categories);
  section.read("sku", read_lines, goods.skus);
}

std::optional<Goods> read_except(const Field& field) {
  if (!read_table(field, goods_example)) return std::nullopt;
  if (field.value.members.empty()) return field.expected("category, sku or both"_en, goods_example);
  Goods goods;
  Section section(field);
  read_goods(section, goods);
  section.finish();
  return goods;
}

std::optional<LineScope::OnSale> read_on_sale(const Field& field) {
  using OnSale = LineScope::OnSale;
  return read_word<OnSale>(
      field,
      {{"count", OnSale::count}, {"leave out", OnSale::leave_out}, {"only", OnSale::only}, {"refuse", OnSale::refuse}});
}

} // namespace

std::optional<LineScope> read_line_scope(const Field& field, Currency currency) {
  if (!read_table(field, lines_example)) return std::nullopt;
  if (field.value.members.empty())
    return field.expected("category, sku, except, on_sale, min_spend or pieces"_en, lines_example);
  LineScope lines;
  Section section(field);
  read_goods(section, lines.of);
  section.read("except", read_except, lines.except);
  section.read("on_sale", read_on_sale, lines.on_sale);
  section.read("min_spend", positive_money(currency), lines.min_spend);
  section.read("pieces", whole(1, most_times), lines.pieces);
  section.finish();
  return lines;
}

void read_scope_lines(Section& section, Currency currency, LineScope& lines) {
  const auto category = section.find("category");
  const auto table = section.find("lines");
  if (category && table)
    category->error("{key} and {other} say the same"_en(category->path, table->path), {},
                    "write it as {example}"_en("lines = { category = \"beauty\" }"));
  if (category)
    if (auto categories = read_lines(*category)) lines.of.categories = std::move(*categories);
  if (table)
    if (auto read = read_line_scope(*table, currency)) lines = std::move(*read);
}

Money take_min_spend(Section& section, LineScope& lines) {
  const auto least = std::exchange(lines.min_spend, Money{});
  if (const auto beside = section.find("min_spend"); beside && least > Money{})
    beside->error("{key} and {other} say the same"_en(beside->path, section.field().path + ".lines.min_spend"), {},
                  "delete {key}"_en("min_spend"));
  return least;
}

} // namespace loyalty::program
