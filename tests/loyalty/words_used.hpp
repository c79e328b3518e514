// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "loyalty/line_scope.hpp"

/// Whether random programs use every word of the language.
///
/// A part of a program is taken apart into all of its fields: where one is added, the test does not compile before it
/// is said there, and does not pass before random programs use it. A new kind of something is expected by itself.
namespace loyalty::words_used {

/// "IssueRule::On::birthday" is "birthday"; empty: no enumerator has the value.
template <auto Value>
constexpr std::string_view name_of() {
  std::string_view name = __PRETTY_FUNCTION__;
  name.remove_prefix(name.find("Value = ") + 8);
  name = name.substr(0, name.find_first_of(";]"));
  return name.front() == '(' ? std::string_view() : name.substr(name.rfind(':') + 1);
}

/// By their numbers, which begin with 0 or 1.
template <class Enum, std::size_t Count = 0>
std::vector<std::string_view> names_of() {
  constexpr auto name = name_of<static_cast<Enum>(Count)>();
  if constexpr (name.empty() && Count > 0) {
    return {};
  } else {
    auto names = names_of<Enum, Count + 1>();
    names.insert(names.begin(), name);
    return names;
  }
}

template <class Value>
concept Plain = !std::is_enum_v<Value> && std::equality_comparable<Value> && std::is_default_constructible_v<Value>;
template <class Value>
concept Enum = std::is_enum_v<Value>;

/// The words that there are, and those that were used.
class Words {
 public:
  std::set<std::string> missing;

  void see(const std::string& word, bool used) {
    if (used) {
      used_.insert(word);
      missing.erase(word);
    } else if (!used_.contains(word)) {
      missing.insert(word);
    }
  }
  /// Something else than without the word.
  template <Plain Value>
  void of(const std::string& word, const Value& value) {
    see(word, value != Value{});
  }
  template <Enum Kind>
  void of(const std::string& word, Kind kind) {
    static const auto names = names_of<Kind>();
    for (std::size_t place = 0; place < names.size(); ++place)
      if (!names[place].empty()) see(word + ' ' + std::string(names[place]), place == static_cast<std::size_t>(kind));
  }
  template <class... Kinds>
  void kind(const std::string& word, const std::variant<Kinds...>& value) {
    for (std::size_t place = 0; place < sizeof...(Kinds); ++place)
      see(word + ' ' + std::to_string(place), place == value.index());
  }
  void of(const std::string& word, bool value) {
    see(word + " true", value);
    see(word + " false", !value);
  }

 private:
  std::set<std::string> used_;
};

/// Fields that say nothing of what is tested.
template <class... Fields>
void matter_not(const Fields&... /*fields*/) {}

/// With the word and without it.
template <class Value, class Use>
void each_of(Words& words, const std::string& word, const std::optional<Value>& value, const Use& use) {
  words.see(word, value.has_value());
  words.see("no " + word, !value);
  if (value) use(*value);
}
template <class Value>
void maybe(Words& words, const std::string& word, const std::optional<Value>& value) {
  each_of(words, word, value, [](const Value&) {});
}

inline void see(Words& words, const std::string& word, const Goods& goods) {
  const auto& [categories, skus] = goods;
  words.of(word + ".category", categories);
  words.of(word + ".sku", skus);
}

inline void see(Words& words, const std::string& word, const LineScope& lines) {
  words.see(word, !lines.every_line());
  const auto& [of, except, on_sale, min_spend, pieces] = lines;
  see(words, "lines", of);
  see(words, "lines.except", except);
  words.of("lines.on_sale", on_sale);
  words.of("lines.min_spend", min_spend);
  words.of("lines.pieces", pieces);
}

} // namespace loyalty::words_used
