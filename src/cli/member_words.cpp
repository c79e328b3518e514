// SPDX-License-Identifier: MIT
#include "cli/member_words.hpp"

#include <fmt/format.h>

#include <utility>

#include "cli/session.hpp"
#include "loyalty/birthday.hpp"
#include "loyalty/error.hpp"
#include "loyalty/plain_key.hpp"
#include "messages/titles.hpp"

namespace loyalty::cli {
namespace {

/// "NAME=VALUE" as its two sides.
std::pair<std::string, std::string> sides(const std::string& option, const std::string& typed) {
  const auto at = typed.find('=');
  if (at == std::string::npos || at == 0)
    throw Error(Failure::usage, fmt::format("{} {} has no \"=\"", option, typed), {},
                option == "--field" ? "type --field NAME=VALUE" : "type --identity wechat=VALUE");
  return {typed.substr(0, at), typed.substr(at + 1)};
}

std::optional<Day> birthday(const Session& session) {
  const auto typed = session.maybe("--birthday");
  if (!typed) return std::nullopt;
  const auto day = parse_birthday(*typed);
  if (!day)
    throw Error(Failure::usage, fmt::format("--birthday {} is not a birthday", *typed), {},
                "type 1990-05-20, or 05-20");
  return day;
}

std::optional<std::string> phone(const Session& session) {
  const auto typed = session.maybe("--phone");
  return typed ? std::optional(plain_phone(*typed)) : std::nullopt;
}

} // namespace

std::vector<Option> member_options() {
  return {{"--name", Option::Kind::value, "what the member is called"},
          {"--phone", Option::Kind::value, "phone number, instead of the one known"},
          {"--birthday", Option::Kind::value, "1990-05-20, or 05-20 where the year is not known", "DAY"},
          {"--tag", Option::Kind::values, "a word that the member bears; may stand several times"},
          {"--field", Option::Kind::values, "a custom field of the program; an empty value clears it", "NAME=VALUE"},
          {"--inviter", Option::Kind::value, "key of the member who brought this one", "MEMBER"},
          {"--identity", Option::Kind::values,
           "by what else the member is known: wechat, kuaishou, taobao, email, card", "KIND=VALUE"},
          {"--consent", Option::Kind::flag, "wants messages"},
          {"--opt-out", Option::Kind::flag, "wants no messages"}};
}

app::MemberWords typed_words(const Session& session) {
  app::MemberWords words{.name = session.maybe("--name"),
                         .phone = phone(session),
                         .birthday = birthday(session),
                         .tags = session.many("--tag"),
                         .untags = session.many("--untag"),
                         .inviter = session.text("--inviter")};
  for (const auto& typed : session.many("--field")) words.fields.push_back(sides("--field", typed));
  for (const auto& typed : session.many("--identity")) {
    const auto [kind, value] = sides("--identity", typed);
    words.identities.push_back({kind, kind == "phone" ? plain_phone(value) : std::string(plain_key(value))});
  }
  if (session.flag("--consent") && session.flag("--opt-out"))
    throw Error(Failure::usage, "--consent and --opt-out contradict each other");
  if (session.flag("--consent")) words.messages = true;
  if (session.flag("--opt-out")) words.messages = false;
  return words;
}

std::string told(const Session& session, const std::vector<app::Said>& said) {
  std::string text;
  for (const auto& [key, value] : said)
    text += fmt::format("{}{}{}{}", text.empty() ? "" : session.either(", ", "，"),
                        messages::title(key, session.chinese()), value.empty() ? "" : " ", value);
  return text;
}

} // namespace loyalty::cli
