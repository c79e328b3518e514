// SPDX-License-Identifier: MIT
#include "loyalty/error.hpp"

namespace loyalty {
namespace {

constexpr auto promise = "{what}; nothing was changed"_en;

} // namespace

Message nothing_changed(Message what) { return promise(std::move(what)); }

Message put_backup_back() {
  return "keep this file; put your latest backup in its place with: loyalty restore FILE, "
         "or rebuild what can be read with: loyalty repair"_en;
}

Message without_promise(const Message& what) {
  if (what.key() != promise.text()) return what;
  const auto& value = what.values().front().second;
  const auto* list = std::get_if<MessageList>(&value);
  return list == nullptr ? Message::name(std::get<std::string>(value)) : list->parts.front();
}

} // namespace loyalty
