// SPDX-License-Identifier: MIT
#include "messages/catalogue.hpp"

#include <unordered_map>

#include "messages/po.hpp"

namespace loyalty::messages {
namespace {

/// A sentence and its context in one key; no text holds the sign between them.
std::string key_of(std::string_view context, std::string_view english) {
  std::string key(context);
  key += '\x04';
  return key.append(english);
}

std::string_view chinese_sentence(const Message& message) {
  static const auto sentences = [] {
    std::unordered_map<std::string, std::string_view> all;
    for (const auto& each : translations()) all.emplace(key_of(each.context, each.english), each.chinese);
    return all;
  }();
  const auto found = sentences.find(key_of(message.context(), message.key()));
  return found == sentences.end() ? std::string_view() : found->second;
}

std::string chinese_amount(Amount amount) {
  return to_string(amount.money, amount.currency) + ' ' +
         (amount.currency == cny ? "元" : std::string(amount.currency.code));
}

constexpr Wording in_chinese{.sentence = chinese_sentence,
                             .amount = chinese_amount,
                             .comma = "，",
                             .between_names = "、",
                             .semicolon = "；",
                             .last_word = " 或 "};

} // namespace

const std::vector<Translation>& translations() {
  static const auto all = read_po(zh_po());
  return all;
}

std::string said(const Message& message, Language language) {
  if (language == Language::chinese) return message.in(in_chinese);
  if (language == Language::marked && message.as_name() == nullptr) return "⟦" + message.english() + "⟧";
  return message.english();
}

} // namespace loyalty::messages
