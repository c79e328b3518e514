// SPDX-License-Identifier: MIT
#include "app/members/add_member.hpp"

#include "cli/command.hpp"
#include "cli/member_words.hpp"
#include "cli/session.hpp"
#include "loyalty/plain_key.hpp"

namespace loyalty::cli {
namespace {

int run_add_member(Session& session) {
  const app::NewMember asked{.key = std::string(plain_key(session.text("MEMBER"))),
                             .joined_on = session.maybe_day("--joined"),
                             .words = typed_words(session)};
  std::optional<shop::ProgramText> program;
  if (!asked.words.fields.empty()) program = session.program_text();
  const auto added = app::add_member(session.context(), program, asked);
  const auto what = added.known ? "{member} is already a member, joined {day}"_en(asked.key, added.joined_on)
                                : "{member} added, joined {day}"_en(asked.key, added.joined_on);
  session.close(added.said.empty() ? what : "{what}; {changes}"_en(what, words_told(added.said, session.names())),
                added.receipt);
  return 0;
}

} // namespace

Command add_member() {
  auto options = member_options();
  options.insert(options.begin(),
                 {{"MEMBER", Option::Kind::required, "set your own key for the new member"_en},
                  {"--joined", Option::Kind::value, "set the first day as a member (today if not given)"_en, "DAY"}});
  return {.examples =
              "  loyalty add-member M0001 --name 小芳 --phone 13800138000 --birthday 05-20\n"
              "  loyalty add-member M0002 --inviter M0001 --tag vip --field fan_club_level=3\n"
              "  loyalty add-member M0003 --joined 2025-11-11 --identity wechat=fang --opt-out",
          .options = std::move(options),
          .run = run_add_member,
          .changes = true,
          .again = "loyalty show-member {member}"};
}

} // namespace loyalty::cli
