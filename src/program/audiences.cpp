// SPDX-License-Identifier: MIT
#include "loyalty/draw.hpp"
#include "program/sections.hpp"

namespace loyalty::program {
namespace {

constexpr std::int64_t most_bound = 1'000'000;
constexpr std::size_t bounds_of_five_classes = 4;

/// A segment or a group: whoever meets its `when`.
template <class Item>
std::vector<Item> read_who_meets(const Field& field, const Message& several, const Known& known) {
  return read_items<Item>(field, several, "regulars", [&](Section& section, Item& item) {
    if (section.need("when", "when = { orders = 3 }")) read_who(section, "when", known, item.who);
  });
}

/// Four ascending bounds.
template <class Value, class Reader>
std::optional<std::vector<Value>> read_bounds(const Field& field, const Reader& reader, std::string_view example) {
  std::vector<Value> bounds;
  for (const auto& item : one_or_more(field)) {
    const auto bound = reader(item);
    if (!bound) return std::nullopt;
    bounds.push_back(*bound);
  }
  const auto falls = [](const Value& a, const Value& b) { return a >= b; };
  if (bounds.size() != bounds_of_five_classes ||
      std::adjacent_find(bounds.begin(), bounds.end(), falls) != bounds.end())
    return field.expected("four bounds that ascend, between five classes"_en, example);
  return bounds;
}

/// Chances by tier.
std::vector<DrawChance> read_weights(const Field& field, const Known& known) {
  std::vector<DrawChance> chances;
  if (!read_table(field, "{ gold = 3 }")) return chances;
  for (const auto& member : field.value.members) {
    if (!check_known_key(field, member, known.tiers)) continue;
    const auto weight = read_whole({member.value, field.path + '.' + member.key, field.problems}, 1, most_weight);
    if (weight) chances.push_back({holders_of({member.key}), *weight});
  }
  return chances;
}

std::vector<DrawChance> read_chances(const Field& field, const Known& known) {
  std::vector<DrawChance> chances;
  for (const auto& table :
       read_tables(field, "write {example}"_en("chances = [ { who = { tier = \"gold\" }, weight = 3 } ]"))) {
    Section section(table);
    DrawChance chance;
    if (section.need("who", "who = { tier = \"gold\" }")) read_who(section, "who", known, chance.who);
    section.need("weight", "weight = 3", whole(1, most_weight), chance.weight);
    section.finish();
    chances.push_back(std::move(chance));
  }
  return chances;
}

void read_draw(Section& section, const Known& known, Draw& draw) {
  section.read("winners", whole(1, most_times), draw.winners);
  read_who(section, "when", known, draw.who);
  const auto weights = section.find("weights");
  const auto chances = section.find("chances");
  if (weights) draw.chances = read_weights(*weights, known);
  if (chances) draw.chances = read_chances(*chances, known);
  if (weights && chances)
    weights->error("{key} and {other} say the same"_en(weights->path, chances->path), {}, "delete {key}"_en("weights"));
}

} // namespace

std::vector<Segment> read_segments(const Field& field, const Known& known) {
  return read_who_meets<Segment>(field, "kind|segments"_en, known);
}

std::vector<Group> read_groups(const Field& field, const Known& known) {
  return read_who_meets<Group>(field, "kind|groups"_en, known);
}

RfmRules read_rfm(const Field& field, Currency currency) {
  RfmRules rules;
  if (!read_table(field, "{ window = \"365 days\" }")) return rules;
  Section section(field);
  const auto counts = [](std::string_view example) {
    return [=](const Field& list) { return read_bounds<std::int64_t>(list, whole(0, most_bound), example); };
  };
  const auto amounts = [&](const Field& list) {
    return read_bounds<Money>(list, money(currency), R"(["100.00", "300.00", "1000.00", "3000.00"])");
  };
  section.read("window", read_window, rules.window);
  section.read("recency", counts("[30, 60, 90, 180]"), rules.recency);
  section.read("frequency", counts("[1, 2, 4, 8]"), rules.frequency);
  section.read("monetary", amounts, rules.monetary);
  section.finish();
  return rules;
}

std::vector<Draw> read_draws(const Field& field, const Known& known) {
  return read_items<Draw>(field, "kind|draws"_en, "lucky-bag",
                          [&](Section& section, Draw& draw) { read_draw(section, known, draw); });
}

} // namespace loyalty::program
