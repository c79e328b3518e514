// SPDX-License-Identifier: MIT
#include <array>

#include "program/sections.hpp"

namespace loyalty::program {
namespace {

constexpr std::string_view profile_example = R"([import.profile.till] order_id = "流水号")";

/// "编号", or [ "日期", "时间" ] whose cells are put together.
std::optional<CellNames> read_cell_names(const Field& field) {
  auto names = read_lines(field);
  if (!names || names->empty()) return std::nullopt;
  return names;
}

/// first = [ "支付时间", "下单时间" ]: the first of them that says something.
std::vector<CellNames> read_alternatives(const Field& field) {
  std::vector<CellNames> all;
  for (const auto& item : one_or_more(field))
    if (auto names = read_cell_names(item)) all.push_back(std::move(*names));
  return all;
}

/// What says a column: a name, a list of names to be put together, or a table with more to say.
void read_sources(Section& section, ProfileColumn& column) {
  if (const auto field = section.find("column")) {
    if (auto names = read_cell_names(*field)) column.from.push_back(std::move(*names));
  } else if (const auto first = section.find("first")) {
    column.from = read_alternatives(*first);
  }
  section.read(
      "per",
      [](const Field& field) {
        return read_word<AmountScope>(field, {{"row", AmountScope::row}, {"order", AmountScope::order}});
      },
      column.scope);
}

void add_column(OrderProfile& profile, ProfileColumn column) {
  using enum OrderColumn;
  for (const auto needed : {order_id, placed_at, amount}) column.required = column.required || column.column == needed;
  if (!column.from.empty()) profile.columns.push_back(std::move(column));
}

void read_column(const Field& field, OrderColumn what, OrderProfile& profile) {
  ProfileColumn column{.column = what};
  if (field.value.kind == TomlValue::Kind::table) {
    Section section(field);
    read_sources(section, column);
    section.finish();
  } else if (auto names = read_cell_names(field)) {
    column.from.push_back(std::move(*names));
  }
  add_column(profile, std::move(column));
}

void add_words(const Field& field, RowState state, std::vector<StatusWord>& words) {
  for (const auto& item : one_or_more(field)) {
    if (item.value.kind == TomlValue::Kind::text)
      words.push_back({item.value.text, state});
    else
      item.expected("a word of the file"_en, "\"已付款\"");
  }
}

/// status = { column = "类型", paid = ["销"], refund = ["退"] }
void read_words(const Field& field, OrderColumn what, std::vector<StatusWord>& words, OrderProfile& profile) {
  constexpr std::array<std::pair<std::string_view, RowState>, 10> states = {
      {{"paid", RowState::paid},
       {"unpaid", RowState::unpaid},
       {"refunded", RowState::refunded},
       {"partly_refunded", RowState::partly_refunded},
       {"cancelled", RowState::cancelled},
       {"closed", RowState::closed},
       {"refund", RowState::refund},
       {"adjustment", RowState::adjustment},
       {"nothing", RowState::nothing},
       {"omitted", RowState::omitted}}};
  if (field.value.kind != TomlValue::Kind::table) return read_column(field, what, profile);
  Section section(field);
  ProfileColumn column{.column = what};
  read_sources(section, column);
  for (const auto& [word, state] : states)
    if (const auto said = section.find(word)) add_words(*said, state, words);
  section.finish();
  add_column(profile, std::move(column));
}

/// member = { column = "会员卡", namespace = "card" }; without a namespace it is the shop's own key.
void read_buyer(const Field& field, OrderProfile& profile) {
  if (field.value.kind != TomlValue::Kind::table) return read_column(field, OrderColumn::member_id, profile);
  Section section(field);
  BuyerColumn buyer;
  ProfileColumn column;
  section.read("namespace", read_id, buyer.name_space);
  read_sources(section, column);
  section.finish();
  buyer.column = buyer.name_space == "phone"   ? OrderColumn::phone
                 : buyer.name_space == "email" ? OrderColumn::email
                                               : OrderColumn::account;
  column.column = buyer.name_space.empty() ? OrderColumn::member_id : buyer.column;
  if (profile.find(column.column) != nullptr) {
    field.error(
        "two members of the same kind"_en, "a buyer is known by one account, one phone and one e-mail"_en,
        "write {example}"_en(
            R"(member = [ { column = "会员卡", namespace = "card" }, { column = "手机", namespace = "phone" } ])"));
    return;
  }
  add_column(profile, std::move(column));
  if (!buyer.name_space.empty()) profile.buyers.push_back(std::move(buyer));
}

std::optional<char> read_separator(const Field& field) {
  return read_word<char>(field, {{",", ','}, {";", ';'}, {"\t", '\t'}, {"tab", '\t'}});
}

std::optional<std::string> read_encoding(const Field& field) {
  constexpr std::array<std::string_view, 4> known = {"utf-8", "gb18030", "gbk", "utf-16"};
  const auto chosen = read_choice(field, {known.begin(), known.end()});
  if (!chosen) return std::nullopt;
  return std::string(known[*chosen] == "gbk" ? "gb18030" : known[*chosen]);
}

/// What the bytes are and how values are written.
void read_writing(Section& section, OrderProfile& profile) {
  section.read("encoding", read_encoding, profile.encoding);
  section.read("delimiter", read_separator, profile.separator);
  section.read("quoted", read_truth, profile.quoted);
  section.read("comment", read_line, profile.comment);
  section.read(
      "decimal",
      [](const Field& field) {
        return read_word<char>(field, {{".", '.'}, {",", ','}});
      },
      profile.decimal_mark);
  section.read(
      "date_order",
      [](const Field& field) {
        return read_word<DateOrder>(
            field, {{"ymd", DateOrder::year_first}, {"mdy", DateOrder::month_first}, {"dmy", DateOrder::day_first}});
      },
      profile.date_order);
  section.read("date_format", read_line, profile.date_format);
  section.read("timezone", read_line, profile.timezone);
  section.read("skip", read_lines, profile.omitted_ids);
  section.read("end", read_line, profile.end);
}

void read_rows(Section& section, OrderProfile& profile) {
  section.read(
      "row",
      [](const Field& field) {
        return read_word<bool>(field, {{"order", false}, {"line", true}});
      },
      profile.rows_are_lines);
  section.read(
      "claims",
      [](const Field& field) {
        return read_word<bool>(field, {{"whole", true}, {"unsaid", false}});
      },
      profile.claims_are_whole);
}

OrderProfile read_profile(const Field& field) {
  OrderProfile profile{.name = field.key()};
  Section section(field);
  section.read("title", read_line, profile.title);
  section.read("based_on", read_id, profile.based_on);
  read_writing(section, profile);
  read_rows(section, profile);
  if (const auto member = section.find("member"))
    for (const auto& each :
         member->value.kind == TomlValue::Kind::list ? one_or_more(*member) : std::vector<Field>{*member})
      read_buyer(each, profile);
  for (std::size_t index = 0; index < known_columns; ++index) {
    const auto column = static_cast<OrderColumn>(index);
    const auto said = section.find(to_string(column));
    if (!said) continue;
    if (column == OrderColumn::status)
      read_words(*said, column, profile.statuses, profile);
    else if (column == OrderColumn::after_sale)
      read_words(*said, column, profile.after_sales, profile);
    else
      read_column(*said, column, profile);
  }
  section.finish();
  const auto needs = [&](OrderColumn column) { return profile.based_on.empty() && profile.find(column) == nullptr; };
  for (const auto column : {OrderColumn::order_id, OrderColumn::placed_at, OrderColumn::amount})
    if (needs(column))
      field.error("{profile} does not say where the {column} stands"_en(field.path, to_string(column)),
                  "an order has a number, a time and an amount"_en,
                  "write {example} with the column's name"_en(std::string(to_string(column)) + " = \"…\""));
  return profile;
}

} // namespace

std::vector<OrderProfile> read_import(const Field& field) {
  std::vector<OrderProfile> profiles;
  if (!read_table(field, profile_example)) return profiles;
  Section section(field);
  if (const auto all = section.find("profile"); all && read_table(*all, profile_example))
    for (const auto& member : all->value.members) {
      const Field declared{member.value, all->path + '.' + member.key, all->problems};
      if (!is_id(member.key))
        declared.error("a profile cannot be named \"{name}\""_en(member.key),
                       "names are made of small letters, digits, \"-\" and \"_\""_en,
                       "write for example {example}"_en(profile_example));
      else if (read_table(declared, profile_example))
        profiles.push_back(read_profile(declared));
    }
  section.finish();
  return profiles;
}

} // namespace loyalty::program
