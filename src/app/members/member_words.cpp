// SPDX-License-Identifier: MIT
#include "app/members/member_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "loyalty/error.hpp"
#include "loyalty/plain_key.hpp"
#include "messages/reasons.hpp"
#include "messages/suggest.hpp"
#include "store/accounts.hpp"
#include "store/purchases.hpp"

namespace loyalty::app {
namespace {

constexpr std::array<std::string_view, 6> name_spaces = {"phone", "kuaishou", "wechat", "taobao", "email", "card"};

void insist(const std::optional<Objection>& objection) {
  if (objection) throw Error(Failure::refused, objection->what, {}, objection->hint);
}

std::optional<Objection> check_word(std::string column, std::string_view value) {
  auto [reason, hint] = messages::id_reason(value);
  if (reason.empty()) return std::nullopt;
  return Objection{std::move(column), std::move(reason), std::move(hint)};
}

std::optional<Objection> check_kind(const std::string& name, FieldKind kind, const std::string& value) {
  const auto shown = messages::shown_value(value);
  if (kind == FieldKind::number && !parse_whole(value))
    return Objection{"field." + name, "the field {field} takes a number, not {value}"_en(name, shown),
                     "write a whole number such as 3"_en};
  if (kind == FieldKind::day && !Day::parse(value))
    return Objection{"field." + name, "the field {field} takes a day, not {value}"_en(name, shown),
                     "write for example 2026-05-20"_en};
  return check_word("field." + name, value);
}

store::StoredAct act_of(const store::Member& member, Day day, ActKind kind, std::string subject = {}) {
  return {.member = member.id, .act = {.day = day, .kind = kind, .subject = std::move(subject)}};
}

void compare_personal(store::Ledger& ledger, const store::Member& member, const shop::MemberState& state,
                      const MemberWords& words, MemberChanges& changes) {
  if (words.name && *words.name != member.name) {
    changes.name = words.name;
    changes.said.push_back({"name"});
  }
  const auto known = store::identities(ledger, member.id);
  const auto knows = [&known](const store::Identity& identity) {
    return std::any_of(known.begin(), known.end(), [&](const store::Identity& each) {
      return each.name_space == identity.name_space && each.value == identity.value;
    });
  };
  if (words.phone) {
    const store::Identity phone{"phone", *words.phone};
    if (!phone.value.empty()) insist(check_identity(ledger, member.id, phone));
    const auto phones =
        std::count_if(known.begin(), known.end(), [](const auto& each) { return each.name_space == "phone"; });
    const bool same = phone.value.empty() ? phones == 0 : phones == 1 && knows(phone);
    if (!same) {
      changes.phone = words.phone;
      changes.said.push_back({"phone"});
    }
  }
  if (words.birthday && words.birthday != state.birthday) {
    changes.birthday = words.birthday;
    changes.said.push_back({"birthday"});
  }
  for (const auto& identity : words.identities) {
    insist(check_identity(ledger, member.id, identity));
    if (knows(identity)) continue;
    changes.identities.push_back(identity);
    changes.said.push_back({identity.name_space});
  }
}

void compare_traits(const store::Member& member, const shop::MemberState& state, const MemberWords& words,
                    const Program* program, Day day, MemberChanges& changes) {
  const auto add = [&](store::StoredAct act, Said said) {
    changes.acts.push_back(std::move(act));
    changes.said.push_back(std::move(said));
  };
  for (const auto& tag : words.tags) {
    insist(check_tag(tag));
    if (!state.tags.contains(tag)) add(act_of(member, day, ActKind::tag, tag), {"tag", tag});
  }
  for (const auto& tag : words.untags)
    if (state.tags.contains(tag)) add(act_of(member, day, ActKind::untag, tag), {"untag", tag});
  for (const auto& [name, value] : words.fields) {
    insist(check_field(*program, name, value));
    const auto known = state.fields.find(name);
    if (value == (known == state.fields.end() ? std::string{} : known->second)) continue;
    auto act = act_of(member, day, ActKind::field, name);
    act.act.text = value;
    add(std::move(act), {"field", value.empty() ? name + "=" : fmt::format("{}={}", name, value)});
  }
  if (words.messages == true && state.opted_out) add(act_of(member, day, ActKind::consent), {"consent"});
  if (words.messages == false && !state.opted_out) add(act_of(member, day, ActKind::opt_out), {"opted_out"});
}

void compare_inviter(store::Ledger& ledger, const store::Member& member, const shop::MemberState& state,
                     const MemberWords& words, Day day, MemberChanges& changes) {
  if (words.inviter.empty()) return;
  if (words.inviter == member.key)
    insist(Objection{"inviter", sentence(InviteRefusal::self, member.key, member.key),
                     "name the member who referred them"_en});
  const auto inviter = store::require_member(ledger, words.inviter);
  if (inviter.id == state.inviter) return;
  Inviters inviters(ledger);
  if (member.id != MemberId{})
    if (const auto refusal = inviters.check(member.id, inviter.id,
                                            {.has_ordered = store::Purchases(ledger).of(member.id).first != never}))
      insist(Objection{"inviter", sentence(*refusal, member.key, inviter.key), "leave --inviter out"_en});
  auto act = act_of(member, day, ActKind::invite);
  act.act.other = inviter.id;
  changes.inviter = inviter.id;
  changes.acts.push_back(std::move(act));
  changes.said.push_back({"inviter", inviter.key});
}

} // namespace

std::optional<Objection> check_key(std::string_view key) {
  if (key.empty())
    return Objection{"member_id", "the member has no key"_en, "type a key of your own, such as M0001"_en};
  if (is_masked(key))
    return Objection{"member_id", "{value} is masked and identifies no member"_en(messages::shown_value(key)),
                     "type a key of your own, such as M0001"_en};
  return check_word("member_id", key);
}

std::optional<Objection> check_tag(const std::string& tag) {
  if (tag.empty() || tag.find(';') != std::string::npos)
    return Objection{"tags", "\"{value}\" is not a tag"_en(messages::shown_value(tag)), "type a word without \";\""_en};
  return check_word("tags", tag);
}

std::optional<Objection> check_field(const Program& program, const std::string& name, const std::string& value) {
  const auto known = program.fields.find(name);
  if (known != program.fields.end()) return value.empty() ? std::nullopt : check_kind(name, known->second, value);
  std::vector<std::string_view> names;
  for (const auto& [each, kind] : program.fields) names.push_back(each);
  const auto meant = messages::suggest(name, names);
  return Objection{"field." + name, "loyalty.toml has no field {field}"_en(messages::shown_value(name)),
                   !meant.empty() ? "did you mean {word}?"_en(meant)
                                  : "add to [fields]: {field} = \"number\", \"word\" or \"day\""_en(name)};
}

std::optional<Objection> check_identity(store::Ledger& ledger, std::optional<MemberId> member,
                                        const store::Identity& identity) {
  const auto& [name_space, value] = identity;
  if (std::ranges::find(name_spaces, name_space) == name_spaces.end()) {
    const auto meant = messages::suggest(name_space, name_spaces);
    return Objection{"identity", "{word} is not a kind of identity"_en(messages::shown_value(name_space)),
                     meant.empty() ? "type one of: phone, kuaishou, wechat, taobao, email, card"_en
                                   : "did you mean {word}?"_en(meant)};
  }
  if (value.empty()) return Objection{name_space, "{identity} is empty"_en(name_space), {}};
  if (is_masked(value))
    return Objection{name_space, "{value} is masked and identifies no member"_en(messages::shown_value(value)),
                     "type it in full, or leave it out"_en};
  if (auto objection = check_word(name_space, value)) return objection;
  const auto held_by = store::holder(ledger, identity);
  if (!held_by || held_by == member) return std::nullopt;
  return Objection{name_space, "that {identity} belongs to {member}"_en(name_space, store::key_of(ledger, *held_by)),
                   "each identity belongs to one member"_en};
}

std::string keys(const std::vector<Said>& said) {
  std::string text;
  for (const auto& each : said) text += fmt::format("{}{}", text.empty() ? "" : ", ", each.key);
  return text;
}

MemberChanges compare(store::Ledger& ledger, const store::Member& member, const shop::MemberState& state,
                      const MemberWords& words, const Program* program, Day day) {
  if (words.birthday && *words.birthday > day)
    throw Error(Failure::refused, "the birthday {day} is in the future"_en(*words.birthday), {},
                "type the day of birth, such as 1990-05-20, or 05-20"_en);
  MemberChanges changes;
  compare_personal(ledger, member, state, words, changes);
  compare_traits(member, state, words, program, day, changes);
  compare_inviter(ledger, member, state, words, day, changes);
  return changes;
}

void write(shop::Work& work, MemberId member, const MemberChanges& changes) {
  auto& ledger = work.ledger();
  auto& batch = work.batch();
  const Day day = work.context().as_of;
  if (changes.name) store::set_name(ledger, batch, member, *changes.name);
  if (changes.phone) {
    store::drop_identities(ledger, batch, member, "phone");
    if (!changes.phone->empty()) store::add_identity(ledger, batch, member, {"phone", *changes.phone});
  }
  for (const auto& identity : changes.identities) store::add_identity(ledger, batch, member, identity);
  if (changes.birthday) store::add_birthday(ledger, batch, member, {day, *changes.birthday});
  work.batch().flush();
  store::ActWriter writer(ledger, work.batch());
  Day first = day;
  for (auto act : changes.acts) {
    act.member = member;
    first = std::min(first, act.act.day);
    writer.write(act);
  }
  work.batch().flush();
  if (!changes.acts.empty() || changes.birthday) {
    std::vector<store::NewFact> facts = {{member, first}};
    if (changes.inviter) facts.push_back({*changes.inviter, first});
    store::mark_due(ledger, facts);
  }
}

} // namespace loyalty::app
