// SPDX-License-Identifier: MIT
#include "files/order_profiles.hpp"

#include <algorithm>
#include <string>

#include "files/profiles/list.hpp"
#include "loyalty/error.hpp"

namespace loyalty::files {
namespace {

void put_before(std::vector<StatusWord>& words, const std::vector<StatusWord>& own) {
  std::erase_if(
      words, [&](const StatusWord& each) { return std::ranges::find(own, each.word, &StatusWord::word) != own.end(); });
  words.insert(words.begin(), own.begin(), own.end());
}

template <class Value>
void replace(Value& value, const Value& own, const Value& unsaid) {
  if (own != unsaid) value = own;
}

OrderProfile put_upon(OrderProfile base, const OrderProfile& own) {
  const OrderProfile unsaid;
  for (const auto& column : own.columns) {
    const auto known = std::ranges::find(base.columns, column.column, &ProfileColumn::column);
    if (known == base.columns.end())
      base.columns.push_back(column);
    else
      *known = column;
  }
  put_before(base.statuses, own.statuses);
  put_before(base.after_sales, own.after_sales);
  if (!own.buyers.empty()) base.buyers = own.buyers;
  base.name = own.name;
  base.title = own.title.empty() ? base.title : own.title;
  base.as_people_write = true;
  replace(base.rows_are_lines, own.rows_are_lines, unsaid.rows_are_lines);
  replace(base.claims_are_whole, own.claims_are_whole, unsaid.claims_are_whole);
  replace(base.decimal_mark, own.decimal_mark, unsaid.decimal_mark);
  replace(base.date_order, own.date_order, unsaid.date_order);
  replace(base.date_format, own.date_format, unsaid.date_format);
  replace(base.timezone, own.timezone, unsaid.timezone);
  replace(base.omitted_ids, own.omitted_ids, unsaid.omitted_ids);
  replace(base.end, own.end, unsaid.end);
  replace(base.comment, own.comment, unsaid.comment);
  replace(base.encoding, own.encoding, unsaid.encoding);
  replace(base.separator, own.separator, unsaid.separator);
  replace(base.quoted, own.quoted, unsaid.quoted);
  return base;
}

} // namespace

std::vector<OrderProfile> completed_profiles(std::span<const OrderProfile> declared) {
  std::vector<OrderProfile> profiles;
  for (const auto& own : declared) {
    if (own.based_on.empty()) {
      profiles.push_back(own);
      continue;
    }
    const auto* base = find_profile(own.based_on, {});
    if (base == nullptr)
      throw Error(Failure::usage, "profile {profile} is based on {base}, which is none"_en(own.name, own.based_on), {},
                  "list profiles: loyalty import-orders --profile list"_en);
    profiles.push_back(put_upon(*base, own));
  }
  return profiles;
}

std::span<const OrderProfile> known_profiles() { return all_profiles(); }

const OrderProfile* find_profile(std::string_view name, std::span<const OrderProfile> own) {
  for (const auto profiles : {own, all_profiles()})
    if (const auto found = std::ranges::find(profiles, name, &OrderProfile::name); found != profiles.end())
      return &*found;
  return nullptr;
}

} // namespace loyalty::files
