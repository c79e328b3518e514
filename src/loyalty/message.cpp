// SPDX-License-Identifier: MIT
#include "loyalty/message.hpp"

#include <algorithm>

namespace loyalty {
namespace {

std::string_view no_sentence(const Message&) { return {}; }
std::string percent_off(Off off) { return to_percent(off.share) + " off"; }

constexpr Wording in_english{.sentence = no_sentence,
                             .amount = written,
                             .off = percent_off,
                             .comma = ", ",
                             .between_names = ", ",
                             .semicolon = "; ",
                             .last_word = " or "};

std::string said(const MessageList& list, const Wording& wording) {
  std::string text;
  for (std::size_t i = 0; i < list.parts.size(); ++i) {
    const auto part = list.parts[i].in(wording);
    if (i == 0)
      text = part;
    else if (list.between == Between::semicolons)
      text.append(wording.semicolon).append(part);
    else if (list.between == Between::lines)
      text.append("\n").append(part);
    else if (list.between == Between::nothing)
      text.append(part);
    else if (list.between == Between::words && i + 1 == list.parts.size())
      text.append(wording.last_word).append(part);
    else if (list.between == Between::commas)
      text.append(wording.comma).append(part);
    else
      text.append(wording.between_names).append(part);
  }
  return text;
}

std::string said(const MessageValue& value, const Wording& wording) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* amount = std::get_if<Amount>(&value)) return wording.amount(*amount);
  if (const auto* off = std::get_if<Off>(&value)) return wording.off(*off);
  return said(std::get<MessageList>(value), wording);
}

} // namespace

std::string written(Amount amount) {
  auto text = to_string(amount.money, amount.currency);
  const bool whole = amount.currency.decimals > 0 && amount.money.minor % amount.currency.unit() == 0;
  if (amount.of_offer && whole) text.resize(text.find('.'));
  return text;
}

Message make_message(std::string_view one, std::string_view several, std::vector<MessageValue> values) {
  Message message;
  const auto bar = one.find('|');
  if (bar != std::string_view::npos) message.context_ = one.substr(0, bar);
  message.english_ = bar == std::string_view::npos ? one : one.substr(bar + 1);
  message.several_ = several;
  const auto text = message.english_;
  std::size_t next = 0;
  for (auto place = find_name(text, 0); place.size > 0; place = find_name(text, place.at + place.size)) {
    const auto name = text.substr(place.at + 1, place.size - 2);
    const auto known = std::ranges::find(message.values_, name, [](const auto& each) { return each.first; });
    if (known == message.values_.end()) message.values_.emplace_back(name, std::move(values[next++]));
  }
  return message;
}

Message Message::name(std::string text) {
  Message message;
  if (!text.empty()) message.values_.emplace_back("", std::move(text));
  return message;
}

const std::string* Message::as_name() const {
  static const std::string nothing;
  if (!english_.empty()) return nullptr;
  return values_.empty() ? &nothing : std::get_if<std::string>(&values_.front().second);
}

std::string Message::in(const Wording& wording) const {
  if (const auto* text = as_name()) return *text;
  auto text = wording.sentence(*this);
  if (text.empty()) text = pattern();
  std::string result;
  const auto append = [&](std::string_view part) {
    if (wording.parted != nullptr && wording.parted(result, part)) result += ' ';
    result += part;
  };
  for (auto place = find_name(text, 0); place.size > 0; place = find_name(text, 0)) {
    append(text.substr(0, place.at));
    const auto name = text.substr(place.at + 1, place.size - 2);
    const auto value = std::ranges::find(values_, name, [](const auto& each) { return each.first; });
    if (value != values_.end()) append(said(value->second, wording));
    text.remove_prefix(place.at + place.size);
  }
  append(text);
  return result;
}

Message Message::with(const std::function<std::string(const std::string&)>& change) const {
  auto changed = *this;
  for (auto& [name, value] : changed.values_) {
    if (auto* text = std::get_if<std::string>(&value)) *text = change(*text);
    if (auto* list = std::get_if<MessageList>(&value))
      for (auto& part : list->parts) part = part.with(change);
  }
  return changed;
}

std::string Message::english() const { return in(in_english); }

MessageValue message_value(Message message) {
  if (const auto* text = message.as_name()) return *text;
  MessageList list;
  list.parts.push_back(std::move(message));
  return list;
}

MessageValue message_value(std::vector<Message> parts) {
  const bool names = std::ranges::all_of(parts, [](const Message& part) { return part.as_name() != nullptr; });
  return MessageList{std::move(parts), names ? Between::names : Between::commas};
}

} // namespace loyalty
