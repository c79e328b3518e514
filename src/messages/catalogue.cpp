// SPDX-License-Identifier: MIT
#include "messages/catalogue.hpp"

#include <cctype>

#include "messages/sentences.hpp"

namespace loyalty::messages {
namespace {

std::string_view chinese_sentence(const Message& message) {
  return zh_sentences().find(message.context(), message.key());
}

std::string chinese_amount(Amount amount) {
  return written(amount) + ' ' + (amount.currency == cny ? "元" : std::string(amount.currency.code));
}

/// By the tenths that are left: 5% off are 9.5 折.
std::string chinese_off(Off off) {
  if (off.share.millionths == Ratio::one) return "免单";
  return to_factor(Ratio{(Ratio::one - off.share.millionths) * 10}) + " 折";
}

bool is_letter_or_digit(char letter) { return std::isalnum(static_cast<unsigned char>(letter)) != 0; }

/// Whether it is the first byte of a Chinese character.
bool begins_chinese(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 0xE4 && byte <= 0xE9;
}

/// Chinese and letters or digits of ASCII do not touch.
bool parted_in_chinese(std::string_view left, std::string_view right) {
  if (left.empty() || right.empty()) return false;
  if (is_letter_or_digit(left.back())) return begins_chinese(right.front());
  return left.size() > 2 && begins_chinese(left[left.size() - 3]) && is_letter_or_digit(right.front());
}

constexpr Wording in_chinese{.sentence = chinese_sentence,
                             .amount = chinese_amount,
                             .off = chinese_off,
                             .parted = parted_in_chinese,
                             .comma = "，",
                             .between_names = "、",
                             .semicolon = "；",
                             .last_word = " 或 "};

} // namespace

std::string_view language_tag(Language language) { return language == Language::chinese ? "zh-CN" : "en"; }

std::string said(const Message& message, Language language) {
  if (language == Language::chinese) return message.in(in_chinese);
  if (language == Language::marked && message.as_name() == nullptr) return "⟦" + message.english() + "⟧";
  return message.english();
}

} // namespace loyalty::messages
