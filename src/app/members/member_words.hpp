// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/members/inviters.hpp"
#include "loyalty/message.hpp"
#include "shop/member_state.hpp"
#include "shop/work.hpp"
#include "store/acts.hpp"
#include "store/members.hpp"

namespace loyalty::app {

/// What is said of a member; what is absent stays as it is.
struct MemberWords {
  std::optional<std::string> name = {};  ///< personal; empty: none
  std::optional<std::string> phone = {}; ///< personal; instead of the numbers known; empty: none
  std::optional<Day> birthday = {};      ///< personal
  std::vector<std::string> tags = {};
  std::vector<std::string> untags = {};
  std::vector<std::pair<std::string, std::string>> fields = {}; ///< an empty value: not set any more
  std::string inviter = {};                                     ///< key of the member who brought this one
  std::vector<store::Identity> identities = {};                 ///< besides those known
  std::optional<bool> messages = {};                            ///< false: wants none
};

/// Why something cannot be said, and what to type instead. `column` is the one of a member file.
struct Objection {
  std::string column;
  Message what;
  Message hint = {};
};

std::optional<Objection> check_key(std::string_view key);
std::optional<Objection> check_tag(const std::string& tag);
std::optional<Objection> check_field(const Program& program, const std::string& name, const std::string& value);
/// `member` is absent where somebody is new.
std::optional<Objection> check_identity(store::Ledger& ledger, std::optional<MemberId> member,
                                        const store::Identity& identity);

/// Something that changed, as a key of the catalogue and a value that is not personal.
struct Said {
  std::string key;
  std::string value = {};
  Day until = never; ///< of a tier
};
/// "tag, name": for the batch, which outlives what is personal.
std::string keys(const std::vector<Said>& said);

/// What of some words is new.
struct MemberChanges {
  std::optional<std::string> name = {};
  std::optional<std::string> phone = {};
  std::optional<Day> birthday = {};
  std::vector<store::Identity> identities = {};
  std::vector<store::StoredAct> acts = {}; ///< their member may not be numbered yet
  std::optional<MemberId> inviter = {};    ///< absent: no news
  std::vector<Said> said = {};

  bool empty() const { return said.empty(); }
};

/// What the words would change on `day`. `program` is needed where custom fields are named. Throws `Error` where they
/// cannot be said; `member.id` is not given yet for somebody new.
MemberChanges compare(store::Ledger& ledger, const store::Member& member, const shop::MemberState& state,
                      const MemberWords& words, const Program* program, Day day);

/// Writes the changes and marks whom they concern as due.
void write(shop::Work& work, MemberId member, const MemberChanges& changes);

} // namespace loyalty::app
