// SPDX-License-Identifier: MIT
#include "loyalty/order_profile.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "loyalty/plain_key.hpp"

namespace loyalty {
namespace {

constexpr std::array<std::string_view, known_columns + 1> words = {"order_id",
                                                                   "member_id",
                                                                   "placed_at",
                                                                   "amount",
                                                                   "status",
                                                                   "category",
                                                                   "refunded_amount",
                                                                   "refund_of",
                                                                   "shop",
                                                                   "phone",
                                                                   "name",
                                                                   "shipping",
                                                                   "discount",
                                                                   "coupon_code",
                                                                   "points_redeemed",
                                                                   "line_id",
                                                                   "sku",
                                                                   "quantity",
                                                                   "paid_at",
                                                                   "referrer_id",
                                                                   "fee_for",
                                                                   "wallet_paid",
                                                                   "host",
                                                                   "channel",
                                                                   "on_sale",
                                                                   "account",
                                                                   "email",
                                                                   "after_sale",
                                                                   "refund_id",
                                                                   "amount_due",
                                                                   "remaining_amount",
                                                                   "deduction",
                                                                   "goods_amount",
                                                                   "unit_price",
                                                                   "currency",
                                                                   "time_zone",
                                                                   ""};

std::optional<RowState> find_state(const std::vector<StatusWord>& known, std::string_view word) {
  const auto found = std::ranges::find(known, word, &StatusWord::word);
  if (found == known.end()) return std::nullopt;
  return found->state;
}

/// Punctuation and capitals of a word differ from file to file.
std::optional<RowState> find_state_by_key(const std::vector<StatusWord>& known, std::string_view word) {
  if (const auto exact = find_state(known, word)) return exact;
  const auto key = header_key(word);
  const auto found = std::ranges::find_if(known, [&](const StatusWord& each) { return header_key(each.word) == key; });
  if (found == known.end()) return std::nullopt;
  return found->state;
}

std::size_t letter_size(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

} // namespace

std::string_view to_string(OrderColumn column) { return words[static_cast<std::size_t>(column)]; }

OrderColumn order_column(std::string_view word) {
  const auto known = std::span(words).first(known_columns);
  return static_cast<OrderColumn>(std::ranges::find(known, word) - known.begin());
}

bool is_money(OrderColumn column) {
  using enum OrderColumn;
  constexpr std::array all = {amount,     refunded_amount,  shipping,  discount,     wallet_paid,
                              amount_due, remaining_amount, deduction, goods_amount, unit_price};
  return std::ranges::find(all, column) != all.end();
}

const ProfileColumn* OrderProfile::find(OrderColumn column) const {
  const auto found = std::ranges::find(columns, column, &ProfileColumn::column);
  return found == columns.end() ? nullptr : &*found;
}

std::optional<RowState> OrderProfile::state_of(std::string_view status_word) const {
  return as_people_write ? find_state_by_key(statuses, status_word) : find_state(statuses, status_word);
}

std::optional<RowState> OrderProfile::after_sale_of(std::string_view word) const {
  if (const auto whole = find_state_by_key(after_sales, word)) return whole;
  // 同意退款，退款成功
  for (const auto& [known, state] : after_sales)
    if (state == RowState::refunded && word.ends_with(known)) return state;
  return std::nullopt;
}

std::string OrderProfile::required_names(std::string_view between) const {
  std::string names;
  for (const auto& column : columns) {
    if (!column.required) continue;
    if (!names.empty()) names += between;
    names += column.from.front().front();
  }
  return names;
}

std::string_view OrderProfile::word_of(OrderStatus status) const {
  const auto found = std::ranges::find(statuses, static_cast<RowState>(status), &StatusWord::state);
  return found == statuses.end() ? std::string_view{} : std::string_view(found->word);
}

std::string header_key(std::string_view written) {
  const auto narrow = narrow_text(plain_key(written));
  std::string key;
  for (std::string_view rest = narrow; !rest.empty();) {
    const auto letter = rest.substr(0, letter_size(rest.front()));
    rest.remove_prefix(letter.size());
    if (plain_key(letter).empty()) continue;
    if (letter[0] >= 'A' && letter[0] <= 'Z')
      key += static_cast<char>(letter[0] - 'A' + 'a');
    else
      key += letter == "帐" ? std::string_view("账") : letter;
  }
  return key;
}

} // namespace loyalty
