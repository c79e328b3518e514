// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "loyalty/currency.hpp"
#include "loyalty/day.hpp"
#include "loyalty/money.hpp"
#include "loyalty/number.hpp"

namespace loyalty {

class Message;

/// What stands between the parts of a list.
enum class Between : std::uint8_t {
  commas,     ///< clauses: "a, b"
  names,      ///< names and the like: "a, b"
  semicolons, ///< "a; b"
  words,      ///< "a, b or c"
  nothing,    ///< parts that bring their own signs
  lines,      ///< each on a line of its own
};

/// Messages one after the other.
struct MessageList {
  std::vector<Message> parts;
  Between between = Between::commas;
};

/// An amount with its currency, which some languages say and others do not.
struct Amount {
  Money money;
  Currency currency;
  bool of_offer = false; ///< "128" rather than "128.00"
};
/// The number of it, without the currency.
std::string written(Amount amount);

/// A share that is taken off a price: "20% off". Some languages say what is left of the price.
struct Off {
  Ratio share;
};

/// What stands at a name in a sentence. Owns all of it, so that a message outlives what it speaks of.
using MessageValue = std::variant<std::string, std::int64_t, Amount, Off, MessageList>;

/// What a language does with messages.
struct Wording {
  /// The sentence of the language for `key`, `context` and `pattern`; empty where it has none, so that English stands.
  std::string_view (*sentence)(const Message& message) = nullptr;
  std::string (*amount)(Amount amount) = nullptr;
  std::string (*off)(Off off) = nullptr;
  /// Whether a blank comes between words and a value beside each other that bring none; nullptr: never.
  bool (*parted)(std::string_view left, std::string_view right) = nullptr;
  std::string_view comma; ///< between clauses
  std::string_view between_names;
  std::string_view semicolon;
  std::string_view last_word; ///< " or "
};

/// A place for a value: a name of small letters and _ between braces. Any other brace is a letter like others.
struct NamePlace {
  std::size_t at = 0;
  std::size_t size = 0; ///< with its braces; 0: there is none
};
constexpr NamePlace find_name(std::string_view text, std::size_t from) {
  for (auto at = text.find('{', from); at != std::string_view::npos; at = text.find('{', at + 1)) {
    auto end = at + 1;
    while (end < text.size() && ((text[end] >= 'a' && text[end] <= 'z') || text[end] == '_')) ++end;
    if (end > at + 1 && end < text.size() && text[end] == '}') return {at, end + 1 - at};
  }
  return {};
}

/// A sentence to people: what it says in English, as it stands where it is said, and the values at its names. It
/// becomes a text only where its language is known; `english` is for logs and for programs that have no other.
class Message {
 public:
  Message() = default;

  bool empty() const { return english_.empty() && values_.empty(); }
  /// "column" in "column|until": where the same English means different things; empty: it does not.
  std::string_view context() const { return context_; }
  /// The English sentence with its names: "there is no order {order}". The one of one, where it counts something.
  std::string_view key() const { return english_; }
  /// The English sentence for what it counts.
  std::string_view pattern() const { return several_.empty() ? english_ : several_; }
  const std::vector<std::pair<std::string_view, MessageValue>>& values() const { return values_; }

  std::string in(const Wording& wording) const;
  /// The whole in English.
  std::string english() const;

  /// Names, paths and other texts that are the same in every language.
  static Message name(std::string text);
  /// The same with every text among its values changed.
  Message with(const std::function<std::string(const std::string&)>& change) const;
  /// "", or the one text that `name` was given.
  const std::string* as_name() const;

 private:
  friend Message make_message(std::string_view one, std::string_view several, std::vector<MessageValue> values);

  std::string_view context_;
  std::string_view english_;
  std::string_view several_;
  std::vector<std::pair<std::string_view, MessageValue>> values_;
};

/// What `"…"_en(…)` does, once its names are counted.
Message make_message(std::string_view one, std::string_view several, std::vector<MessageValue> values);

MessageValue message_value(std::integral auto number) { return static_cast<std::int64_t>(number); }
template <class Of>
MessageValue message_value(Number<Of> number) {
  return number.value;
}
inline MessageValue message_value(std::string text) { return text; }
inline MessageValue message_value(std::string_view text) { return std::string(text); }
inline MessageValue message_value(const char* text) { return std::string(text); }
inline MessageValue message_value(Day day) { return to_string(day); }
inline MessageValue message_value(Amount amount) { return amount; }
inline MessageValue message_value(Off off) { return off; }
MessageValue message_value(Message message);
/// With commas between them, those of names where all are names.
MessageValue message_value(std::vector<Message> parts);
inline MessageValue message_value(MessageList list) { return list; }

/// How many different names a sentence has.
constexpr std::size_t names_in(std::string_view text) {
  std::size_t names = 0;
  for (auto name = find_name(text, 0); name.size > 0; name = find_name(text, name.at + name.size))
    if (text.find(text.substr(name.at, name.size)) == name.at) ++names;
  return names;
}

/// The letters of a sentence, as a template can take them. The names are counted here, where every compiler knows the
/// letters: with sanitizers, gcc takes those of a template's argument for not constant.
template <std::size_t size>
struct Letters {
  // NOLINTNEXTLINE(google-explicit-constructor): a literal is one
  consteval Letters(const char (&literal)[size]) : names(names_in({literal, size - 1})) {
    for (std::size_t i = 0; i < size; ++i) text[i] = literal[i];
  }
  constexpr std::string_view view() const { return {text, size - 1}; }

  char text[size];
  std::size_t names;
};

/// A literal that people read. Given its values, in the order in which their names first stand in it, it is a message.
template <Letters letters>
struct Sentence {
  template <class... Values>
  Message operator()(Values&&... values) const {
    static_assert(letters.names == sizeof...(Values), "every {name} of a sentence has one value");
    return make_message(letters.view(), {}, {message_value(std::forward<Values>(values))...});
  }
  /// Without names it is one as it stands.
  // NOLINTNEXTLINE(google-explicit-constructor)
  operator Message() const { return (*this)(); }

  static constexpr std::string_view text() { return letters.view(); }
};

template <Letters letters>
MessageValue message_value(Sentence<letters> sentence) {
  return message_value(Message(sentence));
}

inline namespace sentences {
/// "there is no order {order}"_en(number)
template <Letters letters>
consteval Sentence<letters> operator""_en() {
  return {};
}
} // namespace sentences

/// A sentence that counts something: which of its two forms it takes is decided by `count`. Both have the same names,
/// in the same order. counted(rows, "{file}: {rows} row"_en, "{file}: {rows} rows"_en, file, rows)
template <Letters one, Letters several, class... Values>
Message counted(std::integral auto count, Sentence<one>, Sentence<several>, Values&&... values) {
  static_assert(one.names == sizeof...(Values) && several.names == sizeof...(Values),
                "every {name} of a sentence has one value");
  return make_message(one.view(), count == 1 ? std::string_view() : several.view(),
                      {message_value(std::forward<Values>(values))...});
}

} // namespace loyalty
