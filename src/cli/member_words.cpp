// SPDX-License-Identifier: MIT
#include "cli/member_words.hpp"

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
    throw Error(Failure::usage, "{option} {value} has no \"=\""_en(option, typed), {},
                option == "--field" ? "type --field NAME=VALUE"_en() : "type --identity wechat=VALUE"_en());
  return {typed.substr(0, at), typed.substr(at + 1)};
}

std::optional<Day> birthday(const Session& session) {
  const auto typed = session.maybe("--birthday");
  if (!typed) return std::nullopt;
  const auto day = parse_birthday(*typed);
  if (!day)
    throw Error(Failure::usage, "--birthday {value} is not a birthday"_en(*typed), {}, "type 1990-05-20, or 05-20"_en);
  return day;
}

std::optional<std::string> phone(const Session& session) {
  const auto typed = session.maybe("--phone");
  return typed ? std::optional(plain_phone(*typed)) : std::nullopt;
}

/// "tag vip", "birthday".
Message told(const app::Said& said, reports::ProgramNames& names) {
  if (said.key == "untag") return "tag {tag} removed"_en(said.value);
  if (said.key == "end_membership") return "paid membership {plan} ended early"_en(names.plan(said.value));
  const auto what = messages::title(said.key);
  if (said.value.empty()) return what;
  if (said.until != never) return "{what} {tier} until {day}"_en(what, names.tier(said.value), said.until);
  if (said.key == "tier" || said.key == "tier_ended") return "{what} {value}"_en(what, names.tier(said.value));
  if (said.key == "membership") return "{what} {value}"_en(what, names.plan(said.value));
  return "{what} {value}"_en(what, said.value);
}

} // namespace

std::vector<Option> member_options() {
  return {
      {"--name", Option::Kind::value, "set the name"_en},
      {"--phone", Option::Kind::value, "set the phone number, instead of the one known"_en},
      {"--birthday", Option::Kind::value, "set the birthday: 1990-05-20, or 05-20 without the year"_en, "DAY"},
      {"--tag", Option::Kind::values, "add a tag; may stand several times"_en},
      {"--field", Option::Kind::values, "set a custom field of the program file; an empty value clears it"_en,
       "NAME=VALUE"},
      {"--inviter", Option::Kind::value, "name the member who referred this one"_en, "MEMBER"},
      {"--identity", Option::Kind::values, "add an identity: wechat, kuaishou, taobao, email or card"_en, "KIND=VALUE"},
      {"--consent", Option::Kind::flag, "opt in to messages"_en},
      {"--opt-out", Option::Kind::flag, "opt out of messages"_en}};
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
    throw Error(Failure::usage, "{option} and {other} contradict each other"_en("--consent", "--opt-out"), {},
                "leave one of them out"_en);
  if (session.flag("--consent")) words.messages = true;
  if (session.flag("--opt-out")) words.messages = false;
  return words;
}

Message words_told(const std::vector<app::Said>& said, reports::ProgramNames names) {
  std::vector<Message> parts;
  for (const auto& each : said) parts.push_back(told(each, names));
  return "{parts}"_en(MessageList{std::move(parts), Between::names});
}

} // namespace loyalty::cli
