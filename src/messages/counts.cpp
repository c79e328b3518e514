// SPDX-License-Identifier: MIT
#include "messages/counts.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace loyalty::messages {
namespace {

struct Word {
  std::string_view key;
  Message word;
};

const auto& words() {
  static const std::array all = {
      Word{"rows", "count|rows"_en},
      Word{"new", "count|new"_en},
      Word{"changed", "count|changed"_en},
      Word{"unchanged", "count|unchanged"_en},
      Word{"rejected", "count|rejected"_en},
      Word{"older", "count|older than known"_en},
      Word{"unassigned", "count|unassigned"_en},
      Word{"codes_used", "count|codes used"_en},
      Word{"codes_not_used", "count|codes not used"_en},
      Word{"new_members", "count|new members"_en},
      Word{"linked", "count|orders linked"_en},
      Word{"members", "count|members"_en},
      Word{"member", "count|member"_en},
      Word{"merged", "count|members merged"_en},
      Word{"forgotten", "count|forgotten: member"_en},
      Word{"joined_on", "count|joined"_en},
      Word{"said", "count|said"_en},
      Word{"activity", "count|activity"_en},
      Word{"times", "count|times"_en},
      Word{"on", "count|on"_en},
      Word{"draw", "count|draw"_en},
      Word{"winners", "count|winners"_en},
      Word{"candidates", "count|candidates"_en},
      Word{"seed", "count|seed"_en},
      Word{"list", "count|contact list"_en},
      Word{"opted_out", "count|opted out"_en},
      Word{"too_often", "count|contact limit reached"_en},
      Word{"points", "count|points"_en},
      Word{"balance", "count|balance"_en},
      Word{"paid_out", "count|paid out"_en},
      Word{"bonus_lapsed", "count|bonus forfeited"_en},
      Word{"topped_up", "count|topped up"_en},
      Word{"bonus", "count|bonus"_en},
      Word{"coupon", "count|coupon"_en},
      Word{"voucher", "count|voucher"_en},
      Word{"off", "count|off"_en},
      Word{"of", "count|of"_en},
      Word{"reason", "count|reason"_en},
      Word{"issued", "count|issued"_en},
      Word{"issued_before", "count|already issued"_en},
      Word{"refused", "count|refused"_en},
      Word{"batch", "count|batch"_en},
      Word{"command", "count|command"_en},
      Word{"entries", "count|entries"_en},
      Word{"earned", "count|points issued"_en},
      Word{"expired", "count|points expired"_en},
      Word{"clawed_back", "count|points deducted"_en},
      Word{"promoted", "count|promoted"_en},
      Word{"renewed", "count|retained"_en},
      Word{"demoted", "count|demoted"_en},
      Word{"corrected", "count|entries corrected"_en},
      Word{"new_rules", "count|by new rules"_en},
      Word{"redated_points", "count|points redated"_en},
      Word{"redated_lots", "count|entries redated"_en},
      Word{"vouchers_issued", "count|vouchers issued"_en},
      Word{"vouchers_over", "count|vouchers already expired"_en},
      Word{"vouchers_released", "count|vouchers restored"_en},
      Word{"vouchers_called_off", "count|vouchers voided by refund"_en},
      Word{"vouchers_left_out", "count|vouchers not issued"_en},
      Word{"to_collect", "count|vouchers used and to be collected"_en},
      Word{"keep_back", "count|vouchers to deduct from refunds"_en},
      Word{"groups_in", "count|joined groups"_en},
      Word{"groups_out", "count|left groups"_en},
  };
  return all;
}

bool is_plain(std::string_view value) { return !value.empty() && value.find_first_of(" =\"\\") == std::string_view::npos; }

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

std::optional<MessageList> parse(std::string_view text) {
  MessageList list;
  while (!text.empty()) {
    const auto key = text.substr(0, text.find('='));
    const auto word = std::ranges::find(words(), key, &Word::key);
    if (word == words().end() || key.size() == text.size()) return std::nullopt;
    text.remove_prefix(key.size() + 1);
    auto value = take_value(text);
    if (!value) return std::nullopt;
    list.parts.push_back("{what} {value}"_en(word->word, std::move(*value)));
    if (text.starts_with(' ')) text.remove_prefix(1);
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
