// SPDX-License-Identifier: MIT
#include "program/sections.hpp"

namespace loyalty::program {
namespace {

constexpr std::string_view floors_example = "floors = [ { lines = { category = \"beauty\" }, share = \"70%\" } ]";

std::vector<Floor> read_floors(const Field& field, Currency currency) {
  std::vector<Floor> floors;
  for (const auto& table : read_tables(field, "write {example}"_en(floors_example))) {
    Floor floor;
    Section section(table);
    const auto lines = [&](const Field& each) { return read_line_scope(each, currency); };
    section.read("lines", lines, floor.lines);
    const auto share = section.find("share");
    const auto price = section.find("price");
    section.exactly_one((share ? 1U : 0U) + (price ? 1U : 0U), "share and price"_en,
                        "write for example {example} or {other}"_en("share = \"70%\"", "price = \"30.00\""));
    if (share) floor.least = read_positive_share(*share).value_or(Ratio{});
    if (price) floor.least = read_positive_money(*price, currency).value_or(Money{});
    section.finish();
    floors.push_back(std::move(floor));
  }
  return floors;
}

/// Whether what finds no room is lost.
std::optional<bool> read_beyond(const Field& field) {
  return read_word<bool>(field, {{"move", false}, {"lost", true}});
}

} // namespace

Prices read_prices(const Field& field, Currency currency) {
  Prices prices;
  if (!read_table(field, "{ floors = [ { share = \"70%\" } ] }")) return prices;
  Section section(field);
  if (const auto floors = section.need("floors", floors_example)) prices.floors = read_floors(*floors, currency);
  section.read("beyond", read_beyond, prices.lost);
  section.finish();
  return prices;
}

} // namespace loyalty::program
