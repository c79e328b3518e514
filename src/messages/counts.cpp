// SPDX-License-Identifier: MIT
#include "messages/counts.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "messages/keyed.hpp"

#include "messages/titles.hpp"

namespace loyalty::messages {
namespace {

constexpr std::array count_words = {
    Keyed{"rows", "count|rows"_en},
    Keyed{"new", "count|new"_en},
    Keyed{"changed", "count|changed"_en},
    Keyed{"unchanged", "count|unchanged"_en},
    Keyed{"rejected", "count|rejected"_en},
    Keyed{"older", "count|older than known"_en},
    Keyed{"unassigned", "count|unassigned"_en},
    Keyed{"codes_used", "count|codes used"_en},
    Keyed{"codes_not_used", "count|codes not used"_en},
    Keyed{"new_members", "count|new members"_en},
    Keyed{"linked", "count|orders linked"_en},
    Keyed{"members", "count|members"_en},
    Keyed{"member", "count|member"_en},
    Keyed{"merged", "count|members merged"_en},
    Keyed{"forgotten", "count|forgotten: member"_en},
    Keyed{"closed", "count|shut out: member"_en},
    Keyed{"reopened", "count|let in again: member"_en},
    Keyed{"joined_on", "count|joined"_en},
    Keyed{"said", "count|said"_en},
    Keyed{"activity", "count|activity"_en},
    Keyed{"times", "count|times"_en},
    Keyed{"on", "count|on"_en},
    Keyed{"draw", "count|draw"_en},
    Keyed{"winners", "count|winners"_en},
    Keyed{"candidates", "count|candidates"_en},
    Keyed{"seed", "count|seed"_en},
    Keyed{"list", "count|contact list"_en},
    Keyed{"opted_out", "count|opted out"_en},
    Keyed{"too_often", "count|contact limit reached"_en},
    Keyed{"held_out", "count|held out"_en},
    Keyed{"holdout", "count|hold-out"_en},
    Keyed{"ended", "count|ended hold-out"_en},
    Keyed{"share", "count|share"_en},
    Keyed{"points", "count|points"_en},
    Keyed{"balance", "count|balance"_en},
    Keyed{"paid_out", "count|paid out"_en},
    Keyed{"bonus_lapsed", "count|bonus forfeited"_en},
    Keyed{"topped_up", "count|topped up"_en},
    Keyed{"bonus", "count|bonus"_en},
    Keyed{"card", "count|gift card"_en},
    Keyed{"paid", "count|paid"_en},
    Keyed{"paid_by_card", "count|paid by gift card"_en},
    Keyed{"back_on_card", "count|back onto the card"_en},
    Keyed{"renewed_card", "count|gift card renewed through"_en},
    Keyed{"stopped_card", "count|gift card stopped"_en},
    Keyed{"coupon", "count|coupon"_en},
    Keyed{"voucher", "count|voucher"_en},
    Keyed{"off", "count|off"_en},
    Keyed{"of", "count|of"_en},
    Keyed{"reason", "count|reason"_en},
    Keyed{"issued", "count|issued"_en},
    Keyed{"issued_before", "count|already issued"_en},
    Keyed{"refused", "count|refused"_en},
    Keyed{"batch", "count|batch"_en},
    Keyed{"command", "count|command"_en},
    Keyed{"entries", "count|entries"_en},
    Keyed{"earned", "count|points issued"_en},
    Keyed{"expired", "count|points expired"_en},
    Keyed{"clawed_back", "count|points deducted"_en},
    Keyed{"promoted", "count|promoted"_en},
    Keyed{"renewed", "count|retained"_en},
    Keyed{"demoted", "count|demoted"_en},
    Keyed{"corrected", "count|entries corrected"_en},
    Keyed{"new_rules", "count|by new rules"_en},
    Keyed{"redated_points", "count|points redated"_en},
    Keyed{"redated_lots", "count|entries redated"_en},
    Keyed{"vouchers_issued", "count|vouchers issued"_en},
    Keyed{"vouchers_over", "count|vouchers already expired"_en},
    Keyed{"vouchers_released", "count|vouchers restored"_en},
    Keyed{"vouchers_called_off", "count|vouchers voided by refund"_en},
    Keyed{"vouchers_void", "count|vouchers voided"_en},
    Keyed{"vouchers_left_out", "count|vouchers not issued"_en},
    Keyed{"to_collect", "count|vouchers used and to be collected"_en},
    Keyed{"keep_back", "count|vouchers to deduct from refunds"_en},
    Keyed{"pay_back", "count|vouchers whose deduction goes back"_en},
    Keyed{"cash_back", "count|cash back"_en},
    Keyed{"cash_taken", "count|cash back taken"_en},
    Keyed{"groups_in", "count|joined groups"_en},
    Keyed{"groups_out", "count|left groups"_en},
    Keyed{"drawn", "count|drawn in hold-outs"_en},
};
static_assert(told_apart(count_words));

bool is_plain(std::string_view value) {
  return !value.empty() && value.find_first_of(" =\"\\") == std::string_view::npos;
}

std::string quoted(std::string_view value) {
  std::string text = "\"";
  for (const char letter : value) {
    if (letter == '"' || letter == '\\') text += '\\';
    text += letter;
  }
  return text += '"';
}

/// A value at the beginning of the text, which is taken away with it; nullopt where there is none as we write them.
std::optional<std::string> take_value(std::string_view& text) {
  if (!text.starts_with('"')) {
    const auto size = std::min(text.find(' '), text.size());
    auto value = std::string(text.substr(0, size));
    text.remove_prefix(size);
    return is_plain(value) ? std::optional(std::move(value)) : std::nullopt;
  }
  std::string value;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '"') {
      text.remove_prefix(at + 1);
      return value;
    }
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    value += text[at];
  }
  return std::nullopt;
}

/// "name, phone" as the columns of that name are called.
Message titles_of(std::string_view keys) {
  MessageList list{.parts = {}, .between = Between::names};
  while (!keys.empty()) {
    const auto key = keys.substr(0, keys.find(", "));
    list.parts.push_back(title(key));
    keys.remove_prefix(std::min(key.size() + 2, keys.size()));
  }
  return "{parts}"_en(std::move(list));
}

/// What a correction took back: people are told how many entries were corrected.
bool taken_back(std::string_view key, std::string_view value) {
  return value.starts_with('-') && (key == "earned" || key == "expired" || key == "clawed_back");
}

std::optional<MessageList> parse(std::string_view text) {
  MessageList list;
  while (!text.empty()) {
    const auto key = text.substr(0, text.find('='));
    const auto* word = find(count_words, key);
    if (word == nullptr || key.size() == text.size()) return std::nullopt;
    text.remove_prefix(key.size() + 1);
    auto value = take_value(text);
    if (!value) return std::nullopt;
    if (text.starts_with(' ')) text.remove_prefix(1);
    if (taken_back(key, *value)) continue;
    auto told = key == "said" ? titles_of(*value) : Message::name(std::move(*value));
    list.parts.push_back("{what} {value}"_en(word->message(), std::move(told)));
  }
  return list;
}

} // namespace

std::string counts_text(std::initializer_list<Count> counts) {
  std::string text;
  for (const auto& count : counts) {
    if (count.none && &count != counts.begin()) continue;
    if (!text.empty()) text += ' ';
    text.append(count.key) += '=';
    text += is_plain(count.value) ? count.value : quoted(count.value);
  }
  return text;
}

Message counts_message(std::string_view text) {
  auto list = parse(text);
  if (!list || list->parts.empty()) return Message::name(std::string(text));
  return "{parts}"_en(std::move(*list));
}

} // namespace loyalty::messages
