// SPDX-License-Identifier: MIT
#include "program/known_names.hpp"

#include <algorithm>

#include "program/custom_fields.hpp"

namespace loyalty::program {
namespace {

using Kind = TomlValue::Kind;

std::string_view text_at(const TomlValue& table, std::string_view key) {
  const auto* member = table.find(key);
  return member != nullptr && member->value.kind == Kind::text ? std::string_view(member->value.text) : "";
}

template <class Use>
void each_table(const TomlValue& root, std::string_view key, const Use& use) {
  if (const auto* list = root.find(key))
    for (const auto& table : list->value.items)
      if (const auto id = text_at(table, "id"); !id.empty()) use(table, id);
}

/// A currency that cannot be used is reported where it stands.
Currency currency_of(const TomlValue& root) {
  const auto* program = root.find("program");
  return program == nullptr ? cny : Currency::find(text_at(program->value, "currency")).value_or(cny);
}

void collect_ids(const TomlValue& root, Ids& ids) {
  each_table(root, ids.kind, [&](const TomlValue&, std::string_view id) { ids.ids.push_back(id); });
}

template <class Item>
void collect_ids(const std::vector<Item>& items, Ids& ids) {
  for (const auto& item : items) ids.ids.push_back(item.id);
}

struct WrittenAt {
  std::size_t line;
  std::size_t column;
};

Message hint_for(std::string_view id, const Ids& ids) {
  if (!ids.ids.empty())
    return program::hint_for(id, ids.ids, "known {kinds}: {ids}"_en(ids.several, names_of(ids.ids)));
  if (ids.kind == "field") return "declare it: [fields] with a line {example}"_en(std::string(id) + " = \"number\"");
  return "the program file has no [[{kind}]] yet"_en(ids.kind);
}

void refuse_unknown(const Field& field, WrittenAt place, std::string_view id, const Ids& ids) {
  field.problems.push_back({Problem::Severity::error, place.line, place.column,
                            "there is no {kind} \"{id}\""_en(ids.one, id),
                            "{key} must name {kinds} of this program"_en(field.path, ids.several), hint_for(id, ids)});
}

} // namespace

bool Ids::has(std::string_view id) const { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

Known known_of(const TomlValue& root) {
  Known known;
  known.currency = currency_of(root);
  for (auto* ids : {&known.tiers, &known.coupons, &known.campaigns, &known.activities, &known.plans})
    collect_ids(root, *ids);
  each_table(root, "activity", [&](const TomlValue& table, std::string_view id) {
    if (text_at(table, "sharing") == "compulsory") known.compulsory.push_back(id);
  });
  if (const auto* fields = root.find("fields")) {
    for (const auto& member : fields->value.members) known.fields.ids.push_back(member.key);
    Problems reported_elsewhere;
    known.field_kinds = read_fields({fields->value, "fields", reported_elsewhere});
  }
  return known;
}

Known known_of(const Program& program) {
  Known known;
  known.currency = program.currency;
  collect_ids(program.tiers, known.tiers);
  collect_ids(program.coupons, known.coupons);
  collect_ids(program.campaigns, known.campaigns);
  collect_ids(program.activities, known.activities);
  collect_ids(program.plans, known.plans);
  for (const auto& [name, kind] : program.fields) known.fields.ids.push_back(name);
  known.field_kinds = program.fields;
  return known;
}

bool check_known(const Field& field, std::string_view id, const Ids& ids) {
  if (ids.has(id)) return true;
  refuse_unknown(field, {field.value.line, field.value.column}, id, ids);
  return false;
}

bool check_known_key(const Field& table, const TomlMember& member, const Ids& ids) {
  if (ids.has(member.key)) return true;
  refuse_unknown(table, {member.line, member.column}, member.key, ids);
  return false;
}

std::optional<std::string> read_known(const Field& field, const Ids& ids) {
  if (field.value.kind != Kind::text)
    return field.expected("the id of a {kind}"_en(ids.one), ids.ids.empty() ? "\"…\"" : in_quotes(ids.ids.front()));
  if (!check_known(field, field.value.text, ids)) return std::nullopt;
  return field.value.text;
}

std::optional<std::vector<std::string>> read_known_list(const Field& field, const Ids& ids) {
  std::vector<std::string> known;
  bool good = true;
  for (const auto& item : one_or_more(field)) {
    auto id = read_known(item, ids);
    good = good && id.has_value();
    if (id) known.push_back(std::move(*id));
  }
  if (!good) return std::nullopt;
  return known;
}

} // namespace loyalty::program
