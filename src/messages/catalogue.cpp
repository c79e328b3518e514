// SPDX-License-Identifier: MIT
#include "messages/catalogue.hpp"

#include <map>
#include <utility>

#include "messages/po.hpp"

namespace loyalty::messages {
namespace {

/// The sentences that were said so far are kept, since messages are told of them by view.
std::string_view chinese_sentence(const Message& message) {
  static const PoIndex index(zh_po());
  static std::map<std::pair<std::string_view, std::string_view>, std::string> said_so_far;
  const auto [found, is_new] = said_so_far.try_emplace({message.context(), message.key()});
  if (is_new) found->second = index.find(message.context(), message.key()).chinese;
  return found->second;
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
