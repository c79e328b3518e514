// SPDX-License-Identifier: MIT
#include "messages/sentences.hpp"

#include <algorithm>
#include <utility>

namespace loyalty::messages {

std::string_view Catalogue::find(std::string_view context, std::string_view english) const {
  using Key = std::pair<std::string_view, std::string_view>;
  const auto key_of = [&](const SentencePlace& place) {
    return Key(text.substr(place.at, place.context), text.substr(place.at + place.context, place.english));
  };
  const Key wanted(context, english);
  const auto place = std::ranges::lower_bound(places, wanted, {}, key_of);
  if (place == places.end() || key_of(*place) != wanted) return {};
  return text.substr(place->at + place->context + place->english, place->chinese);
}

} // namespace loyalty::messages
